/* A name, or another few words, found again in a text whatever its case, diacritics and the marks between its
 * words. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct phrase {
	const char *const *parts; /* folded words; at least one unless nothing is looked for */
	size_t count;
	struct arena *arena; /* for folding while it looks; reset by whoever made it */
};

/* The words of `text`; lives in `arena`. */
struct phrase phrase_of(struct arena *arena, const char *text);
/* Bytes from `s`, the start of a word, on that are the whole phrase, its words at most a few marks or spaces
 * apart; 0 when they are not. */
size_t phrase_length(const struct phrase *phrase, const char *s);
/* The word that `s` starts with, folded; in `arena`. */
const char *phrase_fold_word(struct arena *arena, const char *s, size_t len);
