/* "Did you mean …?": the known word that a mistyped one is nearest to. */
#pragma once

/* The word of the NULL-terminated list `known` that `word` was probably meant to be: at most a third of its
 * letters differ (optimal string alignment distance, case ignored). NULL when none is near. */
const char *nearest_word(const char *word, const char *const *known);
