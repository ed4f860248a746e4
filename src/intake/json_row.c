#include "json_row.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

enum { FIRST_ROOM = 4096 };

struct json_row json_row_new(struct arena *arena, struct json *json)
{
	return (struct json_row){.arena = arena,
	        .json = json,
	        .columns = json_columns_new(arena),
	        .path = arena_alloc(arena, FIRST_ROOM),
	        .path_room = FIRST_ROOM,
	        .values = arena_alloc(arena, FIRST_ROOM),
	        .room = FIRST_ROOM,
	        .cells = arena_array_of(arena, struct json_cell, CSV_COLUMNS_MAX),
	        .out = arena_alloc(arena, FIRST_ROOM),
	        .out_room = FIRST_ROOM,
	        .starts = arena_array_of(arena, uint32_t, CSV_COLUMNS_MAX + 1),
	        .places = arena_array_of(arena, uint16_t, CSV_COLUMNS_MAX)};
}

static void room_for(struct arena *arena, char **bytes, size_t *room, size_t need)
{
	if (need <= *room)
		return;
	size_t wanted = *room * 2 > need ? *room * 2 : need;
	*bytes = arena_grow(arena, *bytes, *room, wanted);
	*room = wanted;
}

/* The name of what stands at `level`, behind that of what it stands in. */
static bool set_path(struct json_row *row, unsigned level, const char *name, size_t len, struct err *err)
{
	size_t at = row->ends[level - 1];
	if (at + len + 1 > JSON_TEXT_MAX)
		return json_fail(row->json, N_("%s: names of more than 1 MB"), err);
	room_for(row->arena, &row->path, &row->path_room, at + len + 1);
	if (at > 0)
		row->path[at++] = '.';
	memcpy(row->path + at, name, len);
	row->ends[level] = at + len;
	return true;
}

static bool set_index(struct json_row *row, unsigned level, struct err *err)
{
	char number[24];
	int len = snprintf(number, sizeof(number), "%lld", (long long)++row->indexes[level]);
	return set_path(row, level, number, (size_t)len, err);
}

/* Programs write whole numbers as 1.7e+12; such columns read best without the power. */
static struct piece plain_number(const struct json *json, char *out, size_t room)
{
	const struct piece as_is = {json->text, json->len};
	if (!memchr(json->text, 'e', json->len) && !memchr(json->text, 'E', json->len))
		return as_is;
	double value = strtod(json->text, NULL);
	if (!isfinite(value) || fabs(value) >= 1e15)
		return as_is;
	int len = snprintf(out, room, "%.15g", value);
	return len > 0 && (size_t)len < room ? (struct piece){out, (size_t)len} : as_is;
}

static bool put(struct json_row *row, const char *bytes, size_t len, struct err *err)
{
	if (row->len + len + row->columns.count >= CSV_ROW_MAX)
		return json_fail(row->json, N_("%s: a record of more than 8 MB"), err);
	room_for(row->arena, &row->values, &row->room, row->len + len);
	memcpy(row->values + row->len, bytes, len);
	row->len += len;
	return true;
}

/* Another value of a list stands behind those before it. */
static bool join(struct json_row *row, struct json_cell *cell, struct err *err)
{
	if (cell->at + cell->len != row->len) {
		room_for(row->arena, &row->values, &row->room, row->len + cell->len);
		uint32_t at = (uint32_t)row->len;
		if (!put(row, row->values + cell->at, cell->len, err))
			return false;
		cell->at = at;
	}
	return cell->len == 0 || put(row, ", ", 2, err);
}

static bool keep(struct json_row *row, size_t column, struct piece value, bool listed, struct err *err)
{
	struct json_cell *cell = &row->cells[column];
	bool known = cell->row == row->row;
	if (known && !listed) {
		row->repeated++;
		if (!row->repeated_line)
			row->repeated_line = row->json->line;
	}
	if (!known || !listed)
		*cell = (struct json_cell){.at = (uint32_t)row->len, .row = row->row};
	else if (value.len > 0 && !join(row, cell, err))
		return false;
	if (!put(row, value.text, value.len, err))
		return false;
	/* An empty value may stand in the middle of the bytes: its cell is no longer for that. */
	if (value.len > 0)
		cell->len = (uint32_t)(row->len - cell->at);
	if (cell->len > CSV_CELL_MAX)
		return json_fail(row->json, N_("%s: a list of more than 1 MB"), err);
	return true;
}

/* `out` is room for a number that is written anew. */
static struct piece value_of(const struct json *json, enum json_event event, char *out, size_t room)
{
	if (event == JSON_NUMBER)
		return plain_number(json, out, room);
	return (struct piece){json->text, event == JSON_NULL ? 0 : json->len};
}

static bool add_value(struct json_row *row, enum json_event event, struct err *err)
{
	const struct json *json = row->json;
	bool listed = !json_in_object(json, json->depth);
	size_t column, len = row->ends[listed ? json->depth - 1 : json->depth];
	char number[40];
	switch (json_columns_find(&row->columns, row->path, len, row->looks, &column)) {
	case JSON_COLUMN_KNOWN:
		break;
	case JSON_COLUMN_UNKNOWN:
		row->unknown++;
		return true;
	case JSON_COLUMN_FULL:
		return json_fail(json, N_("%s: more than 4096 columns"), err);
	}
	if (row->looks)
		return true;
	return keep(row, column, value_of(json, event, number, sizeof(number)), listed, err);
}

static bool open_level(struct json_row *row, struct err *err)
{
	unsigned level = row->json->depth;
	row->indexes[level] = 0;
	return json_in_object(row->json, level - 1) || set_index(row, level - 1, err);
}

static void lay_out(struct json_row *row, struct record *ret)
{
	const size_t count = row->columns.count;
	size_t at = 0;
	room_for(row->arena, &row->out, &row->out_room, row->len + count);
	for (size_t i = 0; i < count; i++) {
		const struct json_cell *cell = &row->cells[i];
		size_t len = cell->row == row->row ? cell->len : 0;
		row->starts[i] = (uint32_t)at;
		memcpy(row->out + at, row->values + cell->at, len);
		at += len;
		row->out[at++] = '\0';
	}
	row->starts[count] = (uint32_t)at;
	*ret = (struct record){row->out, at, row->starts, count, ret->line};
}

static bool take_event(struct json_row *row, enum json_event event, struct err *err)
{
	const struct json *json = row->json;
	switch (event) {
	case JSON_NAME:
		return set_path(row, json->depth, json->text, json->len, err);
	case JSON_OBJECT:
	case JSON_ARRAY:
		return open_level(row, err);
	case JSON_TEXT:
	case JSON_NUMBER:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		return add_value(row, event, err);
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
	case JSON_END:
		return true;
	}
	return true;
}

bool json_row_read(struct json_row *row, struct record *ret, struct err *err)
{
	struct json *json = row->json;
	const unsigned level = json->depth;
	ret->line = json->line;
	row->row++;
	row->len = 0;
	row->columns.next = 0;
	row->ends[level - 1] = row->ends[level] = 0;
	for (enum json_event event; json->depth >= level;)
		if (!json_next(json, &event, err) || !take_event(row, event, err))
			return false;
	if (!row->looks)
		lay_out(row, ret);
	return true;
}

static bool add_name(struct json_row *row, const char *name, size_t len, struct err *err)
{
	size_t column;
	if (row->place_count == CSV_COLUMNS_MAX ||
	        json_columns_find(&row->columns, name, len, true, &column) != JSON_COLUMN_KNOWN)
		return json_fail(row->json, N_("%s: more than 4096 columns"), err);
	row->places[row->place_count++] = (uint16_t)column;
	return true;
}

bool json_row_set_names(struct json_row *row, const char *const *names, size_t count, struct err *err)
{
	row->place_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!add_name(row, names[i], strlen(names[i]), err))
			return false;
	return true;
}

bool json_row_read_names(struct json_row *row, struct err *err)
{
	struct json *json = row->json;
	const unsigned level = json->depth;
	row->place_count = 0;
	for (;;) {
		enum json_event event;
		if (!json_next(json, &event, err))
			return false;
		if (json->depth < level)
			return row->place_count > 0 ||
			       json_fail(json, N_("%s: a record in braces is expected here"), err);
		if (event != JSON_TEXT)
			return json_fail(json,
			        N_("%s: the first of several lists names the columns, in double quotes"),
			        err);
		if (!add_name(row, json->text, json->len, err))
			return false;
	}
}

/* A value of the list, or of a list within it, which is one cell. */
static bool add_listed(
        struct json_row *row, enum json_event event, size_t at, bool is_within, struct err *err)
{
	char number[40];
	struct piece value = value_of(row->json, event, number, sizeof(number));
	if (at >= row->place_count)
		return value.len == 0 ||
		       json_fail(row->json, N_("%s: more values than the first list has names"), err);
	return row->looks || keep(row, row->places[at], value, is_within, err);
}

bool json_row_list(struct json_row *row, struct record *ret, struct err *err)
{
	struct json *json = row->json;
	const unsigned level = json->depth;
	size_t at = 0;
	ret->line = json->line;
	row->row++;
	row->len = 0;
	for (;;) {
		enum json_event event;
		if (!json_next(json, &event, err))
			return false;
		if (json->depth < level)
			break;
		if (event == JSON_OBJECT)
			return json_fail(json, N_("%s: a plain value is expected here"), err);
		bool is_value = event != JSON_ARRAY && event != JSON_ARRAY_END;
		if (is_value && !add_listed(row, event, at, json->depth > level, err))
			return false;
		at += json->depth == level;
	}
	if (!row->looks)
		lay_out(row, ret);
	return true;
}
