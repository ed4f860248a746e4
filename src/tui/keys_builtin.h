/* config/keys.yaml as a table, made when the program is built (keys_pack.c): nothing is read at the start.
 * That it is sound is proved by the tests, which lay the file over itself. */
#pragma once

#include <stddef.h>

#include <dagstart/tui/keymap.h>

struct keys_builtin {
	const char *context; /* NULL ends the list */
	const struct key_binding *bindings;
	size_t count;
};

extern const struct keys_builtin keys_builtin[];
