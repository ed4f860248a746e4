#include "replaced.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/vec.h>

#include "batch.h"
#include "internal.h"

struct known {
	uint64_t hash; /* of the id; 0 none */
	int64_t response_id;
};

struct replacing {
	struct store *store;
	struct arena *arena;
	struct known *known; /* open addressing, room is a power of two */
	size_t room, count;
	VEC(int64_t) taken;
};

static uint64_t hash_of(const char *external_id)
{
	return hash_text(2, external_id) | 1;
}

static void put(struct known *known, size_t room, struct known one)
{
	size_t at = one.hash & (room - 1);
	while (known[at].hash)
		at = (at + 1) & (room - 1);
	known[at] = one;
}

static void add(struct replacing *replacing, struct known one)
{
	if (replacing->count * 2 >= replacing->room) {
		size_t room = replacing->room ? replacing->room * 2 : 1024;
		struct known *known = arena_array_of(replacing->arena, struct known, room);
		for (size_t i = 0; i < replacing->room; i++)
			if (replacing->known[i].hash)
				put(known, room, replacing->known[i]);
		replacing->known = known;
		replacing->room = room;
	}
	put(replacing->known, replacing->room, one);
	replacing->count++;
}

struct replacing *replacing_new(struct store *store, struct arena *arena)
{
	struct replacing *replacing = arena_new_of(arena, struct replacing);
	replacing->store = store;
	replacing->arena = arena;
	return replacing;
}

bool replacing_begin(struct store *store, struct arena *arena, struct replacing **ret, struct err *err)
{
	struct replacing *replacing = replacing_new(store, arena);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_RESPONSE_IDS);
	while (query_next(&q)) {
		int64_t id = get_int(&q, "id");
		add(replacing, (struct known){hash_of(peek_text(&q, "external_id")), id});
	}
	*ret = replacing;
	return query_end(&q, err);
}

void replacing_take(struct replacing *replacing, const char *external_id)
{
	uint64_t hash = hash_of(external_id);
	if (replacing->room == 0)
		return;
	for (size_t at = hash & (replacing->room - 1); replacing->known[at].hash;
	        at = (at + 1) & (replacing->room - 1)) {
		struct known *one = &replacing->known[at];
		if (one->hash != hash || one->response_id == 0)
			continue;
		*vec_add(replacing->arena, &replacing->taken) = one->response_id;
		one->response_id = 0;
	}
}

void replacing_take_one(struct replacing *replacing, int64_t response_id)
{
	*vec_add(replacing->arena, &replacing->taken) = response_id;
}

/* Counts are taken away before the rows are marked: only what counts is counted. */
static bool switch_over(struct store *store, int64_t batch_id, bool is_there, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	VEC(int64_t) ids = {0};
	int64_t count = 0;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_REPLACED_RESPONSES);
	bind_int(&q, "$batch_id", batch_id);
	bind_int(&q, "$withdrawn", is_there);
	while (query_next(&q))
		*vec_add(arena, &ids) = get_int(&q, "id");
	if (!query_error(&q, err) || ids.count == 0)
		return query_end(&q, err);
	query_again(&q);
	if (!batch_count(store, &q, is_there, &count, err))
		return false;
	CLEANUP(query_cleanup) struct query mark = query_open(store->driver, SQL_RESPONSE_MARK);
	VEC_EACH(id, &ids) {
		bind_int(&mark, "$id", *id);
		bind_int(&mark, "$withdrawn", !is_there);
		query_next(&mark);
		query_again(&mark);
	}
	return query_error(&mark, err) && batch_add_responses(store, is_there ? count : -count, err);
}

bool replaced_set(struct store *store, int64_t batch_id, bool is_there, struct err *err)
{
	return switch_over(store, batch_id, !is_there, err);
}

bool replacing_finish(struct replacing *replacing, int64_t batch_id, struct err *err)
{
	if (replacing->taken.count == 0)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(replacing->store->driver, SQL_REPLACED_ADD);
	VEC_EACH(id, &replacing->taken) {
		bind_int(&q, "$response_id", *id);
		bind_int(&q, "$batch_id", batch_id);
		query_next(&q);
		query_again(&q);
	}
	return query_error(&q, err) && switch_over(replacing->store, batch_id, false, err);
}
