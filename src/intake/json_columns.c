#include "json_columns.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "csv.h"

enum { SET_ROOM = 4 * CSV_COLUMNS_MAX, FIRST_ROOM = 1024 };

struct json_columns json_columns_new(struct arena *arena)
{
	return (struct json_columns){
	        .arena = arena,
	        .bytes = arena_alloc(arena, FIRST_ROOM),
	        .room = FIRST_ROOM,
	        .starts = arena_array_of(arena, uint32_t, CSV_COLUMNS_MAX + 1),
	        .set = arena_array_of(arena, uint16_t, SET_ROOM),
	};
}

static bool is_column(const struct json_columns *columns, size_t i, const char *name, size_t len)
{
	const char *start = columns->bytes + columns->starts[i];
	return columns->starts[i + 1] - columns->starts[i] - 1 == len && memcmp(start, name, len) == 0;
}

/* FNV-1a. */
static size_t slot_of(const char *name, size_t len)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619U;
	return (hash ^ hash >> 15) % SET_ROOM;
}

static void append(struct json_columns *columns, const char *name, size_t len)
{
	size_t need = columns->len + len + 1;
	if (need > columns->room) {
		size_t room = columns->room * 2 > need ? columns->room * 2 : need;
		columns->bytes = arena_grow(columns->arena, columns->bytes, columns->room, room);
		columns->room = room;
	}
	memcpy(columns->bytes + columns->len, name, len);
	columns->bytes[need - 1] = '\0';
	columns->len = need;
	columns->starts[++columns->count] = (uint32_t)need;
}

enum json_column json_columns_find(
        struct json_columns *columns, const char *name, size_t len, bool grow, size_t *ret)
{
	if (columns->next < columns->count && is_column(columns, columns->next, name, len)) {
		*ret = columns->next++;
		return JSON_COLUMN_KNOWN;
	}
	size_t slot = slot_of(name, len);
	for (; columns->set[slot]; slot = (slot + 1) % SET_ROOM) {
		size_t i = columns->set[slot] - 1U;
		if (is_column(columns, i, name, len)) {
			*ret = i;
			columns->next = i + 1;
			return JSON_COLUMN_KNOWN;
		}
	}
	if (!grow)
		return JSON_COLUMN_UNKNOWN;
	if (columns->count == CSV_COLUMNS_MAX || columns->len + len >= CSV_ROW_MAX)
		return JSON_COLUMN_FULL;
	*ret = columns->count;
	append(columns, name, len);
	columns->set[slot] = (uint16_t)columns->count;
	columns->next = columns->count;
	return JSON_COLUMN_KNOWN;
}

struct record json_columns_row(const struct json_columns *columns)
{
	return (struct record){columns->bytes, columns->len, columns->starts, columns->count, 1};
}
