/* Keeping the index of words. */
#include <dagstart/store/search.h>

#include <stdlib.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>

#include "internal.h"
#include "row.h"
#include "search.h"

enum { CATCH_UP_MAX = 2000 };

static const char next_key[] = "search_next";

struct entry {
	int64_t place;
	const char *words;
};
typedef VEC(struct entry) entry_list;

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
	if (!meta_int(store, next_key, &next, err) || !last_id(store, &last, err))
		return false;
	*ret = (struct search_state){.indexed = next - 1, .total = last};
	return true;
}

static bool read_slice(
        struct store *store, struct arena *arena, int64_t from, int64_t to, entry_list *list, struct err *err)
{
	CLEANUP(search_indexer_cleanup) struct search_indexer *indexer = search_indexer_new(arena);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_SEARCH_SLICE);
	bind_int(&q, "$from_id", from);
	bind_int(&q, "$to_id", to);
	while (query_next(&q)) {
		int64_t id = get_int(&q, "id");
		int32_t day = get_day(&q, "day");
		const char *words = search_index_words(indexer, peek_text(&q, "comment"));
		if (*words)
			*vec_add(arena, list) =
			        (struct entry){search_place(day, id), arena_strdup(arena, words)};
	}
	return query_end(&q, err);
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void entry_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct entry *entry = (const struct entry *)from + row;
	ret[0] = pour_int(entry->place);
	ret[1] = pour_text(entry->words);
}

/* In the order of their places, or the engine would write out what it has gathered at each step back. */
static bool index_slice(struct store *store, int64_t from, int64_t to, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	entry_list list = {0};
	if (!read_slice(store, arena, from, to, &list, err))
		return false;
	if (list.count > 0)
		qsort(list.items, list.count, sizeof(list.items[0]), compare_entries);
	return driver_pour(store->driver, &(struct pour){SQL_SEARCH_ADD, list.count, entry_row, list.items},
	               err) &&
	       meta_put_int(store, next_key, to + 1, err);
}

/* Inside a transaction. */
static bool index_more(struct store *store, int64_t rows, int64_t *ret_left, struct err *err)
{
	struct search_state state;
	if (!store_search_state(store, &state, err))
		return false;
	int64_t left = state.total - state.indexed, n = left < rows ? left : rows;
	*ret_left = left - n;
	return n <= 0 || index_slice(store, state.indexed + 1, state.indexed + n, err);
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
