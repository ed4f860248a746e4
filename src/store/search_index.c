/* Keeping the index of words. */
#include <dagstart/store/search.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

#include "internal.h"
#include "row.h"
#include "search.h"
#include "search_slice.h"

enum { CATCH_UP_MAX = 2000 };

static bool last_id(struct store *store, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_RESPONSE_LAST);
	*ret = query_next(&q) ? get_int(&q, "id") : 0;
	return query_end(&q, err);
}

bool store_search_state(struct store *store, struct search_state *ret, struct err *err)
{
	int64_t next = 0, last = 0;
	READING(store->driver);
	if (!meta_int(store, SEARCH_NEXT, &next, err) || !last_id(store, &last, err))
		return false;
	*ret = (struct search_state){.indexed = next - 1, .total = last};
	return true;
}

/* Inside a transaction. */
static bool index_more(struct store *store, int64_t rows, int64_t *ret_left, struct err *err)
{
	struct search_state state;
	if (!store_search_state(store, &state, err))
		return false;
	int64_t left = state.total - state.indexed, n = left < rows ? left : rows;
	*ret_left = left;
	if (n <= 0)
		return true;
	CLEANUP(search_slice_done) struct search_slice slice = {0};
	if (!search_slice_read(store, state.indexed + 1, state.indexed + n, &slice, err))
		return false;
	search_slice_words(&slice);
	*ret_left = state.total - slice.to_id;
	return search_slice_write(store, &slice, err);
}

bool search_catch_up(struct store *store, struct err *err)
{
	struct search_state state;
	int64_t left = 0;
	if (!store_search_state(store, &state, err))
		return false;
	return state.total - state.indexed > CATCH_UP_MAX || index_more(store, CATCH_UP_MAX, &left, err);
}

bool store_search_index(struct store *store, size_t rows, int64_t *ret_left, struct err *err)
{
	int64_t left = 0;
	struct search_state state;
	if (!store_search_state(store, &state, err))
		return false;
	if (state.indexed < state.total) {
		driver_use_memory(store->driver, true);
		bool ok = tx_begin_quiet(store, err) &&
		          tx_leave(store, index_more(store, (int64_t)rows, &left, err), err) &&
		          store_commit(store, err);
		if (!ok)
			store_rollback(store);
		driver_use_memory(store->driver, false);
		if (!ok)
			return false;
	}
	*ret_left = left;
	return true;
}

/* -- taking out -- */

static bool forget(struct store *store, int64_t id, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	CLEANUP(search_indexer_cleanup) struct search_indexer *indexer = search_indexer_new(arena);
	struct search_state state;
	if (!store_search_state(store, &state, err))
		return false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_SEARCH_TEXT);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	int64_t place = is_there ? search_place(get_day(&q, "day"), id) : 0;
	const char *words = is_there ? search_index_words(indexer, peek_text(&q, "comment")) : "";
	if (!query_end(&q, err) || !row_is_there(is_there, ENTITY_FEEDBACK, id, err))
		return false;
	/* what the index was never told, it must not be told to take out */
	if (id > state.indexed || !*words)
		return true;
	CLEANUP(query_cleanup) struct query out = query_open(store->driver, SQL_SEARCH_TAKE_OUT);
	bind_int(&out, "$place", place);
	bind_text(&out, "$words", words);
	return query_run(&out, err);
}

bool store_search_forget(struct store *store, int64_t feedback_id, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, forget(store, feedback_id, err), err);
}

static bool total_changes(struct store *store, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_SEARCH_CHANGES);
	*ret = query_next(&q) ? get_int(&q, "n") : 0;
	return query_end(&q, err);
}

/* The engine tells that nothing was left to do by changing nothing but the statement's own row. */
static bool merge(struct store *store, int pages, bool *ret_done, struct err *err)
{
	int64_t before = 0, after = 0;
	if (!total_changes(store, &before, err))
		return false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_SEARCH_MERGE);
	bind_int(&q, "$pages", pages);
	if (!query_run(&q, err) || !total_changes(store, &after, err))
		return false;
	*ret_done = after - before < 2;
	return true;
}

bool store_search_scrub(struct store *store, int pages, bool *ret_done, struct err *err)
{
	bool done = false;
	bool ok = tx_begin_quiet(store, err) && tx_leave(store, merge(store, -pages, &done, err), err) &&
	          store_commit(store, err);
	if (!ok)
		store_rollback(store);
	else
		*ret_done = done;
	return ok;
}
