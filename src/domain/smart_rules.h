/* The four questions of the SMART check. The order matters: dates are marked first, effect clauses next. */
#pragma once

#include <stdbool.h>

#include "smart_text.h"

struct members;

bool smart_says_when(struct smart_text *text); /* marks what is a date */
bool smart_says_effect(struct smart_text *text); /* marks the clauses that say it */
bool smart_says_what(const struct smart_text *text);
bool smart_says_who(const struct smart_text *text, const struct members *members);
