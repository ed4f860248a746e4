/* Whether bytes may reach a terminal, a pipe or a file that people open: an own, strict reading of Unicode
 * that shares no code with the program, so that one mistake cannot hide the other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum shown_keep {
	SHOWN_ONE_LINE, /* no line break at all */
	SHOWN_LINES, /* LF is one */
};

/* The offset of the first byte that may not be shown: bad UTF-8, C0 (but LF where lines are), DEL, C1, bidi
 * controls, line separators, tags, invisible code points, and joiners outside emoji. `len` when all is well;
 * *ret_why (may be NULL) then stays as it was, else it gets a name. */
size_t shown_bad(const char *bytes, size_t len, enum shown_keep keep, const char **ret_why);

bool shown_is_safe(const char *text, enum shown_keep keep);
