#include <dagstart/store/inbox.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

#include "internal.h"

#define PREFIX "inbox "

/* The key is what the file holds, the value what else is known of it: "inbox 00c0ffee00c0ffee 123" and
 * "0 7 stamp". What anything else wrote there is passed over. */
static bool read_file(const char *key, const char *value, struct inbox_file *ret)
{
	char *end = NULL;
	*ret = (struct inbox_file){.hash = strtoull(key + strlen(PREFIX), &end, 16)};
	if (*end != ' ')
		return false;
	ret->size = strtoll(end, &end, 10);
	ret->failed = value[0] == '1';
	if (*end || !value[0] || value[1] != ' ')
		return false;
	ret->batch_id = strtoll(value + 1, &end, 10);
	ret->stamp = end + 1;
	return *end == ' ';
}

bool store_inbox_files(
        struct store *store, struct arena *arena, struct inbox_file **ret, size_t *ret_count, struct err *err)
{
	VEC(struct inbox_file) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_INBOX_FILES);
	while (query_next(&q)) {
		struct inbox_file file;
		if (read_file(get_text(&q, arena, "key"), get_text(&q, arena, "value"), &file))
			*vec_add(arena, &list) = file;
	}
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool put(struct store *store, const struct inbox_file *file, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_META_PUT);
	bind_text(&q, "$key", arena_printf(arena, PREFIX "%016" PRIx64 " %" PRId64, file->hash, file->size));
	bind_text(&q, "$value",
	        arena_printf(arena, "%d %" PRId64 " %s", file->failed, file->batch_id, file->stamp));
	return query_run(&q, err);
}

bool store_inbox_put(struct store *store, const struct inbox_file *file, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, put(store, file, err), err);
}

bool store_last_batch(struct store *store, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_LAST);
	int64_t id = query_next(&q) ? get_int(&q, "id") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = id;
	return true;
}
