/* How roles look: colours and attributes from config/themes/NAME.yaml. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/doc/doc.h>

struct arena;
struct problems;

struct theme_look {
	int16_t fg, bg; /* 0 to 255 of the xterm palette; -1 the terminal's own */
	bool bold, dim, reverse, underline;
};
struct theme {
	const char *name;
	const char *title; /* for people, in the language of the program; may be "" */
	bool light; /* meant for a light background (pictures draw one) */
	struct theme_look looks[ROLE_COUNT];
};
/* `name` is one of the built-in themes, or a path of a file. */
bool theme_load(struct arena *arena, const char *name, struct theme *ret, struct problems *problems);
/* The names of the built-in ones; NULL-terminated. */
extern const char *const theme_names[];
