/* Lists of texts in one column: one a line, with a line end before and behind each; "" for none. */
#pragma once

#include <stddef.h>

struct arena;

const char *lines_write(struct arena *arena, const char *const *lines, size_t count);
const char *const *lines_read(struct arena *arena, const char *text, size_t *ret_count);
