/* What no key table may do, whoever wrote it. */
#pragma once

#include <stddef.h>

struct key_binding;
struct problems;

/* A command that takes something away must not be one slip of a finger from one that does no harm: not on a
 * neighbour of its key, nor on the same letter without Shift. Looks at the bindings of one context. */
void keymap_check_neighbours(
        const struct key_binding *bindings, size_t count, const char *file, struct problems *problems);
