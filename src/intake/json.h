/* JSON as events, streamed: RFC 8259 and nothing more forgiving, over blocks of text. Besides one value it
 * reads JSON lines: objects, each from a line of its own. Numbers stay as they were written, so no digit of
 * an id is lost. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "csv.h"

struct arena;

enum {
	JSON_DEPTH_MAX = 64,
	JSON_TEXT_MAX = 1 << 20, /* bytes of a text, a name or a number */
};

enum json_event {
	JSON_END, /* of the file */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_NAME,
	JSON_TEXT,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
};

enum json_state {
	JSON_AT_START,
	JSON_AT_VALUE,
	JSON_AT_FIRST_VALUE, /* or the end of the array */
	JSON_AT_FIRST_NAME, /* or the end of the object */
	JSON_AFTER_VALUE, /* within an array or object */
	JSON_AFTER_ALL,
};

struct json {
	struct csv_input input;
	struct arena *arena;
	const char *name; /* of the file, for messages */
	const char *at, *end; /* in the block */
	bool no_more;
	enum json_state state;
	uint64_t objects; /* bit n - 1: level n is an object, not an array */
	unsigned depth; /* open objects and arrays */
	bool lines; /* the first value is an object: more may follow, each on a line of its own */
	bool broken; /* a line ended since the last value */
	int64_t line; /* of `at`, from 1 */
	int64_t records; /* begun, as its user counts them: for messages */
	int64_t halves; /* escapes that are no character: half a surrogate pair, a NUL */
	int64_t half_line; /* of the first one */
	/* Of a text, name or number; ended by a NUL, and valid UTF-8 without one. */
	char *text;
	size_t len, room;
	uint32_t high; /* the first half of a pair that waits for the other */
};

void json_init(struct json *json, struct arena *arena, const char *name, struct csv_input input);
/* From the first byte again, with the memory that it has. */
void json_again(struct json *json, struct csv_input input);
/* The next event; its text is good until the next call. ERR_INPUT with line and reason for what is not JSON,
 * is nested deeper than JSON_DEPTH_MAX or holds a text above JSON_TEXT_MAX. */
bool json_next(struct json *json, enum json_event *ret, struct err *err) MUST_CHECK;
/* Says what is wrong here: `message` has one %s, for file and line. Returns false. */
bool json_fail(const struct json *json, const char *message, struct err *err);

/* Whether what is open at `level` (from 1) is an object. */
static inline bool json_in_object(const struct json *json, unsigned level)
{
	return level > 0 && (json->objects >> (level - 1)) & 1;
}
