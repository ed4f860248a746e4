/* Stems of words, Dutch and English (Snowball). A stem is for comparing, never for showing. */
#pragma once

#include <stddef.h>

struct arena;

enum text_language { TEXT_DUTCH, TEXT_ENGLISH, TEXT_LANGUAGES };

/* For one thread; to be closed, whatever its arena does. Where a language cannot be had its words are their
 * own stems. */
struct text_stemmer;
struct text_stemmer *text_stemmer_new(struct arena *arena);
void text_stemmer_cleanup(struct text_stemmer **stemmer);
/* The stem of a folded word (see text_fold()), *ret_len bytes and not ended by a NUL; good until the next
 * call. */
const char *text_stem(struct text_stemmer *stemmer, enum text_language language, const char *word, size_t len,
        size_t *ret_len);
