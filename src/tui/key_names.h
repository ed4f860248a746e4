/* The names that keys go by, in one place: the decoder makes them, the key table checks them. */
#pragma once

#include <stdbool.h>

/* Whether a key could ever be called that: a single printable grapheme, a named key, or one of these behind
 * "C-", "M-" and "S-" (in that order). */
bool key_name_is_valid(const char *name);
/* A name for people: "Space", "Ctrl-s", "Shift-Tab", "↑" ("Up" where ascii). Static, or `name` itself. */
const char *key_name_say(const char *name, bool ascii);
