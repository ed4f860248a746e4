/* Where the records of a JSON file are: each on a line, in an array, in an array somewhere within an object,
 * or each under a key of its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "json.h"

struct arena;

enum json_form {
	JSON_LINES, /* also a single object */
	JSON_LIST,
	JSON_WITHIN, /* an array within objects */
	JSON_BY_KEY, /* an object whose members are the records */
};

struct json_shape {
	enum json_form form;
	const char *path; /* of the array within: the names above it, each ended by a NUL */
	size_t path_len;
	const char *const
	        *names; /* of its columns, where its records are lists and another list names them */
	size_t name_count;
};

/* Reads as far as it must: of an object all, to its end. Of several arrays in it the one with the most
 * records is meant; where none holds records, the one with the most lists that there are names for. Of an
 * array the first elements: the records may lie in an array of one of them. `cut`
 * says whether an error now is only that the text was cut off. */
bool json_shape_find(struct json *json, struct arena *arena, bool (*cut)(const void *user), const void *user,
        struct json_shape *ret, struct err *err) MUST_CHECK;
/* Reads up to the first record or the end of the list. */
bool json_shape_enter(
        struct json *json, struct arena *arena, const struct json_shape *shape, struct err *err) MUST_CHECK;
