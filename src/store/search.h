/* What the files of searching share. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/search.h>

struct store;

/* Where a response stands in the index; see sql/search.sql. */
enum { SEARCH_ID_BITS = 32 };
static inline int64_t search_place(int32_t day, int64_t id)
{
	return (int64_t)day * (INT64_C(1) << SEARCH_ID_BITS) + id;
}
static inline int64_t search_place_id(int64_t place)
{
	return place & ((INT64_C(1) << SEARCH_ID_BITS) - 1);
}
static inline int32_t search_place_day(int64_t place)
{
	return (int32_t)(place >> SEARCH_ID_BITS);
}

/* What the engine is asked for: "" when the words alone narrow nothing down. *ret_narrow: an unfinished word
 * begins more words than are looked for. Reads the words of the index. */
bool search_match(struct store *store, struct arena *arena, const struct search_query *query,
        const char **ret, bool *ret_narrow, struct err *err) MUST_CHECK;

/* The fact about the store that says which row comes next into the index. */
#define SEARCH_NEXT "search_next"

/* Brings the index up to date when little is missing; inside a transaction. */
bool search_catch_up(struct store *store, struct err *err) MUST_CHECK;
