/* What was heard in meetings. */
#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "names.h"

static bool heard_ids(struct store *store, struct arena *arena, int64_t meeting_id, int64_t **ret,
        size_t *ret_count, struct err *err)
{
	VEC(int64_t) ids = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_HEARD_IN_MEETING);
	bind_int(&q, "$meeting_id", meeting_id);
	while (query_next(&q))
		*vec_add(arena, &ids) = get_int(&q, "id");
	*ret = ids.items;
	*ret_count = ids.count;
	return query_end(&q, err);
}

bool store_heard(struct store *store, struct arena *arena, int64_t meeting_id, struct feedback **ret,
        size_t *ret_count, struct err *err)
{
	int64_t *ids = NULL;
	size_t count = 0;
	if (!heard_ids(store, arena, meeting_id, &ids, &count, err))
		return false;
	struct feedback *list = arena_array_of(arena, struct feedback, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!store_feedback_by_id(store, arena, ids[i], &list[i], err))
			return false;
	*ret = list;
	*ret_count = count;
	return true;
}

static bool put_heard(
        struct store *store, int64_t feedback_id, int64_t meeting_id, int32_t day, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_HEARD_PUT);
	bind_int(&q, "$response_id", feedback_id);
	bind_int(&q, "$day", day);
	bind_int(&q, "$meeting_id", meeting_id);
	return query_run(&q, err);
}

bool store_put_heard(
        struct store *store, int64_t feedback_id, int64_t meeting_id, int32_t day, struct err *err)
{
	return tx_enter(store, err) &&
	       tx_leave(store, put_heard(store, feedback_id, meeting_id, day, err), err);
}

bool store_step_id(struct store *store, const char *name, int64_t *ret, struct err *err)
{
	return name_find(store, NAME_STEP, name, ret, err);
}
