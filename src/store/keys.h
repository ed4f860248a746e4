/* Knowing a row again: a 64-bit key for each response, kept in a table of its own and always verified by what
 * the row says. Keys of new rows are gathered and written in their order, many at once: a table written at
 * random places is what makes large imports slow. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/store/import.h>

struct arena;
struct keys;
struct taking;

struct keys *keys_new(struct arena *arena, struct taking *taking);
bool keys_open(struct keys *keys, struct err *err) MUST_CHECK;

struct keys_found {
	int64_t id; /* of the response that says the same; 0 none */
	bool is_undated; /* it was there before this file, counts, and has no date */
};

/* Which response of the store is this row; one without a date may be the same as one that has it. Without an
 * id of the tool, each response of an earlier import is met once only: the k-th equal row is known when there
 * are k of them. */
bool keys_take(struct keys *keys, const struct import_row *row, int64_t key, struct keys_found *ret,
        struct err *err) MUST_CHECK;
/* The same among responses that were there before this file. */
bool keys_take_earlier(struct keys *keys, const struct import_row *row, int64_t key, struct keys_found *ret,
        struct err *err) MUST_CHECK;
/* Whether any response that was there before has no date. */
bool keys_has_undated(const struct keys *keys);
/* A new row. `has_id`: a later row of the same file may be the same response. */
bool keys_add(struct keys *keys, int64_t key, int64_t response_id, bool has_id, struct err *err) MUST_CHECK;
/* Sorts them for keys_write(), which may still be at it when it returns: keys_close() must come behind
 * driver_settle(). */
bool keys_ready(struct keys *keys, struct err *err) MUST_CHECK;
bool keys_write(struct keys *keys, struct err *err) MUST_CHECK;
void keys_close(struct keys *keys); /* NULL is fine */
