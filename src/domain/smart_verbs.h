/* Verbs of doing, in Dutch and English. */
#pragma once

#include <stdbool.h>

/* Whether the word, in lower case, orders or names an act that others can see. */
bool is_verb_of_doing(const char *word);
