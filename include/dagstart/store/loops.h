/* What is done for customers who gave a low score. Open ones are derived from the newest low scores of each
 * import (128 at most), so that an import of many old answers opens few, and a large one costs nothing; what
 * somebody took on is kept, journalled and never leaves the list by itself. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/loop.h>

struct arena;
struct store;

struct loop_query {
	int32_t from_day, to_day; /* low scores of these days are open while nobody took them; 0, 0: none */
	bool closed_too; /* those told or not needed, from closed_from on */
	int32_t closed_from;
	bool with_feedback;
	size_t limit; /* of each; 0 means LOOPS_MAX */
};
enum { LOOPS_MAX = 100 };
/* Open ones (newest answer first), then the others (newest id first); open ones have no due_day: the calendar
 * gives it. *ret_more: there are more open ones than the limit. */
bool store_loops(struct store *store, struct arena *arena, const struct loop_query *query, struct loop **ret,
        size_t *ret_count, bool *ret_more, struct err *err) MUST_CHECK;
/* What came in since a meeting that began at last_ms (0, 0: ever), of the same open and taken ones that
 * store_loops() would list: an answer that somebody took on for a day before it is none. */
struct loop_news {
	size_t fresh, fresh_unowned;
	bool more; /* open ones than were looked at */
};
bool store_loop_news(struct store *store, struct arena *arena, const struct loop_query *query,
        int32_t last_day, int64_t last_ms, struct loop_news *ret, struct err *err) MUST_CHECK;
/* The loop of a quote, LOOP_OPEN when nobody took it on, with its feedback. ERR_MISSING. */
bool store_loop_by_id(
        struct store *store, struct arena *arena, int64_t id, struct loop *ret, struct err *err) MUST_CHECK;
/* Keeps it. Inside a transaction. ERR_MISSING: there is no such feedback. */
bool store_put_loop(struct store *store, struct loop *loop, struct err *err) MUST_CHECK;
