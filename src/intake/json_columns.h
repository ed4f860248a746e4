/* The names of what a file's JSON objects hold, in the order in which they came up: its columns. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

struct arena;

struct json_columns {
	struct arena *arena;
	char *bytes; /* the names, each ended by a NUL */
	size_t len, room;
	uint32_t *starts; /* count + 1 */
	size_t count;
	uint16_t *set; /* open hashing: a column's number + 1 */
	size_t next; /* the column that came after the last one asked for: records are alike */
};

enum json_column {
	JSON_COLUMN_KNOWN,
	JSON_COLUMN_UNKNOWN,
	JSON_COLUMN_FULL, /* too many, or their names too long */
};

struct json_columns json_columns_new(struct arena *arena);
/* The number of the column of that name; `grow` adds it where it is not known. */
enum json_column json_columns_find(
        struct json_columns *columns, const char *name, size_t len, bool grow, size_t *ret);
/* The names as a row. */
struct record json_columns_row(const struct json_columns *columns);
