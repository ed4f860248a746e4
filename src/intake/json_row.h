/* A JSON object as a row: what it holds goes by dotted names ("customer.name", "answers.2.text"), a list of
 * plain values is one cell ("fast, friendly"), null is an empty one. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "json.h"
#include "json_columns.h"

struct json_cell {
	uint32_t at, len; /* in the bytes of the values */
	int64_t row; /* that it belongs to */
};

struct json_row {
	struct arena *arena;
	struct json *json;
	struct json_columns columns;
	bool looks; /* for names alone: unknown ones are added, values passed over */
	/* The name of what comes next: all open levels, from the record down. */
	char *path;
	size_t path_room;
	size_t ends[JSON_DEPTH_MAX + 1]; /* of the path, by level */
	int64_t indexes[JSON_DEPTH_MAX + 1]; /* in the arrays among them */
	char *values;
	size_t len, room;
	struct json_cell *cells; /* by column */
	int64_t row;
	char *out; /* the values in the order of the columns */
	size_t out_room;
	uint32_t *starts;
	int64_t repeated,
	        repeated_line; /* names that came twice in a record, and where first: the last counts */
	int64_t unknown; /* values under names that were not seen when looking */
	uint16_t *places; /* of rows that are lists: the column of each value, as the first list says */
	size_t place_count; /* 0: there was no such list */
};

struct json_row json_row_new(struct arena *arena, struct json *json);
/* Reads the rest of the object whose beginning was the last event. *ret, where there are columns, is good
 * until the next one. */
bool json_row_read(struct json_row *row, struct record *ret, struct err *err) MUST_CHECK;
/* The same of lists: the rest of one that holds the names of the columns (or these names), and of one that is
 * a row. */
bool json_row_read_names(struct json_row *row, struct err *err) MUST_CHECK;
bool json_row_set_names(
        struct json_row *row, const char *const *names, size_t count, struct err *err) MUST_CHECK;
bool json_row_list(struct json_row *row, struct record *ret, struct err *err) MUST_CHECK;
