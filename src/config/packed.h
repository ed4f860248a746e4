/* A YAML tree that was read when the program was built (pack.c): nothing is parsed at the start, and a
 * mistake in a built-in file stops the build. Places instead of pointers, so that the loader has nothing to
 * join. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct packed_node { /* its children follow it, each with its own */
	uint32_t key, text; /* places in the texts; a key at 0 is none */
	uint16_t line, column, key_line, key_column;
	uint16_t count; /* of children */
	uint8_t kind; /* enum yaml_kind */
	uint8_t plain;
};

struct packed {
	const char *name; /* below config/; NULL ends the list */
	const struct packed_node *nodes;
	const char *texts;
	size_t count;
};

extern const struct packed config_packed[];
