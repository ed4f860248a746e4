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

struct theme_phrase {
	const char *text; /* as in the rule */
	const char *start; /* the first word's beginning */
	size_t len;
	size_t rule;
	bool open; /* the first word may go on after that */
	const char *next_start; /* the second word's beginning, likewise */
	size_t next_len; /* 0: it has none, or may start with anything */
	bool whole; /* there is nothing more to it: to stand in the comment is to match */
	bool not ;
	uint32_t head; /* its first THEME_KEY_MAX bytes at most, as one number */
	uint32_t next; /* phrase of the same key, 0 the last */
	uint64_t seen; /* the number of the comment that it stood in last */
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
