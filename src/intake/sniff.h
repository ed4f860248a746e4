/* What parts the cells of a file: the sign under which its rows are alike. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

struct arena;

/* The head of a file. */
struct sample {
	const char *name;
	const char *text; /* UTF-8 */
	size_t len;
	bool complete; /* the whole file */
};

struct layout {
	char delimiter; /* the user's, or 0 to find it: comma, semicolon, tab or bar */
	size_t skip; /* 1 where the first row only names it ("sep=;") */
	bool wrapped; /* rows were quoted once more as a whole */
	bool gaps; /* blanks stand before the quotes that open cells */
	bool escapes; /* a quote within quotes stands behind a backslash, not doubled */
};

/* ERR_INPUT where the structure is broken under every sign. */
bool sniff_layout(
        const struct sample *sample, struct arena *arena, struct layout *layout, struct err *err) MUST_CHECK;
