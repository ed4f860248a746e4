/* What the files of searching share. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/domain/search.h>

#include "word.h"

/* Words so common in Dutch or English that finding them finds nearly all. Negations are not among them. */
bool search_is_common(const struct word *word);
/* A single letter says nothing ("foto's", "e-mail"). */
bool search_is_letter(const struct word *word);
