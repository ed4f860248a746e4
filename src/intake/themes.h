/* Which theme rules a comment could meet. The rules hold a thousand words and more, a file a million
 * comments: an index over the beginnings of the words leaves theme_matches() the few that stand in the
 * comment. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/theme.h>

struct arena;

enum { THEME_KEYS = 1 << 12, THEME_KEY_MAX = 4, THEME_MARKS = 1 << 15 };

/* Of 64 bytes, and what is asked of most of them stands first. */
struct theme_phrase {
	uint32_t head; /* its first THEME_KEY_MAX bytes at most, as one number */
	uint32_t next; /* phrase of the same key, 0 the last */
	const char *start; /* the first word's beginning */
	uint32_t len;
	uint32_t next_len; /* 0: it has no second word, or one that may start with anything */
	const char *next_start; /* the second word's beginning, likewise */
	const char *text; /* as in the rule */
	uint64_t seen; /* the number of the comment that it stood in last */
	uint32_t rule;
	bool open; /* the first word may go on after that */
	bool whole; /* there is nothing more to it: to stand in the comment is to match */
	bool not ;
};

struct theme_index {
	const char **folded; /* of each rule its name */
	const struct theme_rule *rules;
	size_t rule_count;
	struct theme_phrase *phrases; /* from 1 */
	uint32_t keys[THEME_KEYS + 1]; /* the last holds what may start with anything */
	uint64_t marks[THEME_MARKS /
	               64]; /* by heads: most words begin with none, and this is small enough to be at hand */
	bool plain[256]; /* letters and digits as folding leaves them */
	struct theme_rule *found; /* of each rule, only the phrases that stand in the comment */
	uint64_t *sure; /* of each rule, the number of the comment that it surely meets, exceptions apart */
	uint64_t comment;
};

struct theme_index *theme_index_new(struct arena *arena, const struct theme_rule *rules, size_t count);
/* The numbers of the rules that the folded comment meets, at most `room`, in their order; returns how many.
 */
size_t theme_index_match(struct theme_index *index, const char *folded, size_t *ret, size_t room);
