/* Words in UTF-8 text: runs of letters, digits and combining marks. All that the rules of language in this
 * layer need, without tables of Unicode: what is written in any script counts as letters, punctuation and
 * pictures do not. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word {
	const char *start; /* in the text it was found in */
	size_t len; /* bytes */
};

/* What a byte means at the place of a character: of no word, of a word, or to be looked at with those behind
 * it. */
enum word_byte { WORD_NOT, WORD_PLAIN, WORD_FOREIGN };
extern const unsigned char word_bytes[256];

/* Bytes of the character of a word that `s` starts with; 0 when it starts with none. */
size_t word_step(const char *s);
/* Bytes of the word that `s` starts with, 0 for none. */
size_t word_length(const char *s);
/* Finds the next word at or after *at and moves *at behind it; false at the end. */
bool word_next(const char **at, struct word *ret);
