/* Broken files and traps for an import, each with what has to be said of it. */
#pragma once

#include <stddef.h>
#include <stdio.h>

struct bomb {
	const char *name;
	void (*make)(FILE *f);
	const char *line; /* "" none: no line is to blame */
	const char *reason; /* an expression */
};

extern const struct bomb bombs[];
extern const size_t bomb_count;
