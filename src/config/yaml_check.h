/* What the bytes of a file must be before any parser sees them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

/* UTF-8 without hidden and control characters, of at most YAML_MAX_BYTES, without directives (libyaml spends
 * quadratic time on them). False after adding to `problems`. */
bool yaml_check_bytes(
        struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems);
struct hidden {
	unsigned code;
	int line, column; /* from 1; columns in code points */
};

/* Finds the first code point that the gate of base/text.h would not let through, tabs and line breaks aside.
 */
bool yaml_hidden(struct arena *arena, const char *bytes, size_t len, struct hidden *ret);
