/* Rows on their way into the index of words: read from the store, then their words made, which needs no store
 * and may be done in another thread, then written. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct search_entry;
struct store;

struct search_slice {
	struct arena *arena, *comments; /* its own */
	int64_t from_id, to_id;
	struct search_entry *entries;
	size_t count;
};

/* Rows from `from_id` up to `to_id`, or fewer where their comments are long: `to_id` of the slice tells. It
 * is made anew; search_slice_done() must follow. */
bool search_slice_read(struct store *store, int64_t from_id, int64_t to_id, struct search_slice *ret,
        struct err *err) MUST_CHECK;
void search_slice_words(struct search_slice *slice);
/* Inside a transaction; the index must end where the slice begins. */
bool search_slice_write(struct store *store, const struct search_slice *slice, struct err *err) MUST_CHECK;
void search_slice_done(struct search_slice *slice); /* twice is fine too */
