/* What was heard in meetings: the quotes of one, and how often each channel had its turn. */
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

bool store_heard_channels(struct store *store, struct arena *arena, int32_t from_day,
        struct heard_count **ret, size_t *ret_count, struct err *err)
{
	VEC(struct heard_count) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_HEARD_CHANNELS);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct heard_count){
		        .name = get_text(&q, arena, "name"), .count = get_int(&q, "count")};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_step_id(struct store *store, const char *name, int64_t *ret, struct err *err)
{
	return name_find(store, NAME_STEP, name, ret, err);
}
