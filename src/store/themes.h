/* The themes of a response as they stand in its row: numbers with a space between, "3 17". */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

const char *themes_write(struct arena *arena, const int64_t *ids, size_t count);
/* Returns how many were read, at most `room`. */
size_t themes_read(const char *text, int64_t *ids, size_t room);
