/* How sure a column's header names a role. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/config/words.h>

struct arena;

/* Folded words with one space between them and at both ends: "NPS_Score" and "npsScore" are " nps score ". */
char *name_words(struct arena *arena, const char *name);
/* Whether one of the words starts with `start`. */
bool name_has_word(const char *words, const char *start);

/* A header, taken apart once. */
struct name {
	const char *words; /* name_words() */
	const char *plain; /* the same without looking for words within words */
};
/* The header without what many others end with as well: "im:rating.label" beside "title.label" and
 * "id.label". */
const char *name_own_part(struct arena *arena, const char *const *headers, size_t count, size_t i);
struct name name_of(struct arena *arena, const char *header);

/* The lists of names, ready to compare with. */
struct names {
	const char **known[COLUMN_ROLES];
	size_t counts[COLUMN_ROLES];
};
struct names names_ready(struct arena *arena, const struct words *words);

enum { NAME_NONE = 0, NAME_WORDS = 100, NAME_EXACT = 200 };
/* NAME_NONE; NAME_WORDS and more where a name of the list stands in the header, NAME_EXACT and more where it
 * is the header; more (up to 99) the surer the name is. */
int name_rank(const struct names *names, enum column_role role, const struct name *name);
