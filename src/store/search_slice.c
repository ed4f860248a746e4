#include "search_slice.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

#include "internal.h"
#include "search.h"

/* Of comments; most are short, and a slice of long ones must not fill the memory. */
enum { SLICE_BYTES = 12 << 20 };

struct search_entry {
	int64_t place;
	const char *words; /* before they are made: the comment */
};

void search_slice_done(struct search_slice *slice)
{
	slice->arena = arena_free(slice->arena);
	slice->comments = arena_free(slice->comments);
	slice->count = 0;
}

static bool read_rows(struct search_slice *slice, struct query *q)
{
	for (size_t bytes = 0; bytes < SLICE_BYTES; slice->count++) {
		if (!query_next(q))
			return true;
		int64_t id = get_int(q, "id");
		int32_t day = get_day(q, "day");
		const char *comment = peek_text(q, "comment");
		size_t size = strlen(comment) + 1;
		slice->entries[slice->count] = (struct search_entry){
		        search_place(day, id), arena_memdup(slice->comments, comment, size)};
		bytes += size;
	}
	return false;
}

bool search_slice_read(
        struct store *store, int64_t from_id, int64_t to_id, struct search_slice *ret, struct err *err)
{
	struct search_slice slice = {.arena = arena_new_like(store->arena),
	        .comments = arena_new_like(store->arena),
	        .from_id = from_id,
	        .to_id = to_id};
	slice.entries = arena_array_of(slice.arena, struct search_entry, (size_t)(to_id - from_id) + 1);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_SEARCH_SLICE);
	bind_int(&q, "$from_id", from_id);
	bind_int(&q, "$to_id", to_id);
	if (!read_rows(&slice, &q))
		slice.to_id = search_place_id(slice.entries[slice.count - 1].place);
	if (!query_end(&q, err)) {
		search_slice_done(&slice);
		return false;
	}
	*ret = slice;
	return true;
}

static int compare_entries(const void *left, const void *right)
{
	const struct search_entry *a = left, *b = right;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* In the order of their places, or the engine would write out what it has gathered at each step back. */
void search_slice_words(struct search_slice *slice)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(slice->arena);
	CLEANUP(search_indexer_cleanup) struct search_indexer *indexer = search_indexer_new(scratch);
	size_t count = 0;
	for (size_t i = 0; i < slice->count; i++) {
		const char *words = search_index_words(indexer, slice->entries[i].words);
		if (*words)
			slice->entries[count++] = (struct search_entry){
			        slice->entries[i].place, arena_strdup(slice->arena, words)};
	}
	slice->count = count;
	slice->comments = arena_free(slice->comments);
	if (count > 0)
		qsort(slice->entries, count, sizeof(slice->entries[0]), compare_entries);
}

static void entry_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct search_entry *entry = (const struct search_entry *)from + row;
	ret[0] = pour_int(entry->place);
	ret[1] = pour_text(entry->words);
}

bool search_slice_write(struct store *store, const struct search_slice *slice, struct err *err)
{
	const struct pour pour = {SQL_SEARCH_ADD, slice->count, entry_row, slice->entries};
	return driver_pour(store->driver, &pour, err) &&
	       meta_put_int(store, SEARCH_NEXT, slice->to_id + 1, err);
}
