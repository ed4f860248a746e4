/* When words are the same word: endings of Dutch and English taken off by one small table, so that a word has
 * one entry in an index whatever its language, and what is typed letter by letter stays a beginning of it.
 * Spelling rules that come with an ending are taken out of the whole word: double letters are single, z is s,
 * v is f, y is i (huizen huis, brieven brief, straten straat, snelle snel). */
#pragma once

#include <stddef.h>

enum { STEM_MAX = 64, STEM_UNFINISHED_MAX = 8 };

/* Bytes of the entry of a folded word, written to `out` without an end. */
size_t stem_of(const char *word, size_t len, char out[static STEM_MAX]);
/* The word in the spelling of entries, its endings kept. */
size_t stem_spell(const char *word, size_t len, char out[static STEM_MAX]);

struct stem {
	char text[STEM_MAX];
	size_t len;
};
/* The entries that the word has if it is cut off within its ending; the word's own is not among them. */
size_t stem_unfinished(const char *word, size_t len, struct stem out[static STEM_UNFINISHED_MAX]);
