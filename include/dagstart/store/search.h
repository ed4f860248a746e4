/* Searching what customers said, over an index of words that the store keeps. The index may lag behind after
 * a large import: store_search_index() brings it up to date in slices, whoever has time for it, and a search
 * says what it could not see yet. It holds no text, only words in the spelling of domain/search.h; the text
 * stands in the response alone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/search.h>

struct arena;
struct store;

struct search_limits {
	size_t rows; /* to give back at most; 0 means 50 */
	size_t count; /* to count matches up to; 0: as many as there are rows to give back */
	int64_t before_id; /* only what stands behind this one in the same order; 0 from the newest on */
	size_t effort; /* rows to look at at most, one whose text is read counting several times; 0 all: then
	                  it may take long */
};

struct search_found {
	struct feedback *items; /* the newest day first, then the newest row; withdrawn ones are left out */
	size_t count;
	size_t matches; /* as far as was counted */
	bool more; /* there are, or may be, more than `matches` */
	int32_t back_to; /* the day before which nothing was looked at, when the effort was spent; 0 all was
	                  */
	bool narrow; /* more words begin with what was typed than were looked for */
	int64_t unindexed; /* rows that the index does not have yet */
	struct err unknown; /* a filter names what the store does not have; ERR_NONE */
};

bool store_search(struct store *store, struct arena *arena, const struct search_query *query,
        const struct search_limits *limits, struct search_found *ret, struct err *err) MUST_CHECK;

/* -- the index -- */

enum { SEARCH_SLICE = 65536 }; /* rows that fill a slice well; a second of work at most */

/* Rows that the index has been given, of all there are. */
struct search_state {
	int64_t indexed, total;
};
bool store_search_state(struct store *store, struct search_state *ret, struct err *err) MUST_CHECK;
/* Takes up to `rows` further rows into the index, in a transaction of its own; whatever ends it, none is
 * there twice and none is left out. *ret_left is how many are still to come. */
bool store_search_index(struct store *store, size_t rows, int64_t *ret_left, struct err *err) MUST_CHECK;

/* All that are still to come, in slices of SEARCH_SLICE: while the engine takes one, the words of the next
 * are made in a thread of their own. `told` hears of each slice, once it is there. */
struct search_progress {
	void (*told)(void *user, int64_t done, int64_t total);
	void *user;
};
bool store_search_fill(
        struct store *store, const struct search_progress *progress, struct err *err) MUST_CHECK;

/* Takes a response out of the index; to be called while its text still stands in the store, inside a
 * transaction. Its words are then found no more, but may stand in the file until store_search_scrub(). */
bool store_search_forget(struct store *store, int64_t feedback_id, struct err *err) MUST_CHECK;
/* Rewrites the index, a slice of `pages` at a time in a transaction of its own, until nothing is left in it
 * of what was taken out. *ret_done says whether that is so. */
bool store_search_scrub(struct store *store, int pages, bool *ret_done, struct err *err) MUST_CHECK;
