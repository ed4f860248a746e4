/* Retention: what customers said long ago goes, little by little, and the scores stay. */
#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/entity.h>

#include "forget.h"
#include "internal.h"
#include "journal.h"

static const char noted_key[] = "forget_old_day";

typedef VEC(int64_t) id_list;

bool store_forget_old_count(struct store *store, int32_t before, int64_t most, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_OLD_COUNT);
	bind_int(&q, "$before", before);
	bind_int(&q, "$limit", most);
	int64_t count = query_next(&q) ? get_int(&q, "n") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = count;
	return true;
}

static bool find_old(
        struct store *store, struct arena *arena, int32_t before, size_t rows, id_list *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_OLD);
	bind_int(&q, "$before", before);
	bind_int(&q, "$limit", (int64_t)rows);
	while (query_next(&q))
		*vec_add(arena, ret) = get_int(&q, "id");
	return query_end(&q, err);
}

static bool note_once(struct store *store, struct err *err)
{
	int64_t noted = 0, today = clock_day(clock_now_ms(store->clock));
	const struct journal_row row = {entity_ref(ENTITY_TEAM, 1), "{}", "{}", 0};
	if (!meta_int(store, noted_key, &noted, err) || noted == today)
		return noted == today;
	store->change_is_final = true;
	return journal_append(store, &row, err) && meta_put_int(store, noted_key, today, err);
}

static bool erase_list(struct store *store, id_list *list, struct err *err)
{
	VEC_EACH(id, list) {
		if (!forget_response(store, *id, err))
			return false;
	}
	return list->count == 0 || note_once(store, err);
}

/* What cites them. */
static bool erase_copies(struct store *store, int32_t before, struct err *err)
{
	static const enum sql steps[] = {SQL_FORGET_OLD_TURN, SQL_FORGET_OLD_ACTION, SQL_FORGET_OLD_DECISION,
	        SQL_FORGET_OLD_KUDOS, SQL_FORGET_OLD_NOTE, SQL_FORGET_OLD_BEFORE, SQL_FORGET_OLD_AFTER};
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		CLEANUP(query_cleanup) struct query q = query_open(store->driver, steps[i]);
		bind_int(&q, "$before", before);
		if (!query_run(&q, err))
			return false;
	}
	return true;
}

bool store_forget_old(struct store *store, int32_t before, size_t rows, const struct change *change,
        bool *ret_more, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	id_list list = {0};
	bool is_blocked = false;
	if (!find_old(store, arena, before, rows, &list, err) || !store_begin(store, change, err))
		return false;
	bool is_last = list.count < rows;
	bool ok = erase_list(store, &list, err) && (!is_last || erase_copies(store, before, err));
	if (!tx_leave(store, ok, err) || !store_commit(store, err)) {
		store_rollback(store);
		return false;
	}
	*ret_more = !is_last;
	/* a log that somebody reads is emptied another time */
	return !is_last || list.count == 0 || driver_empty_log(store->driver, &is_blocked, err);
}
