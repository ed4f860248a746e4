/* The files of config/, built into the program: the defaults are the same text that a user may copy and
 * change. */
#pragma once

#include <stddef.h>

struct arena;
struct yaml;

struct embedded {
	const char *name; /* below config/: "agendas/daily.yaml"; NULL ends the list */
	const char *bytes;
	size_t size;
};

extern const struct embedded config_embedded[];

/* NULL when there is no such file. */
const struct embedded *embedded_find(const char *name);
/* The tree of a built-in YAML file, as yaml_parse() makes it of the bytes; that was done when the program was
 * built. NULL when there is no such file. */
const struct yaml *embedded_tree(struct arena *arena, const char *name);
