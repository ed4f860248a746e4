/* Goals and their check-ins. */
#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/work.h>

#include "door.h"
#include "internal.h"
#include "row.h"

static struct goal goal_read(struct query *q, struct arena *arena)
{
	return (struct goal){
	        .id = get_int(q, "id"),
	        .owner_id = get_int(q, "owner_id"),
	        .text = get_text(q, arena, "text"),
	        .behaviour = get_text(q, arena, "behaviour"),
	        .metric_key = get_text(q, arena, "metric_key"),
	        .unit = get_text(q, arena, "unit"),
	        .start = get_real(q, "start"),
	        .target = get_real(q, "target"),
	        .current = get_real(q, "current"),
	        .start_day = get_day(q, "start_day"),
	        .due_day = get_day(q, "due_day"),
	        .updated_day = get_day(q, "updated_day"),
	        .status = (enum goal_status)get_int(q, "status"),
	};
}

static void goal_bind(struct query *q, const void *value)
{
	const struct goal *goal = value;
	bind_int(q, "$owner_id", goal->owner_id);
	bind_text(q, "$text", goal->text);
	bind_text(q, "$behaviour", goal->behaviour);
	bind_text(q, "$metric_key", goal->metric_key);
	bind_text(q, "$unit", goal->unit);
	bind_real(q, "$start", goal->start);
	bind_real(q, "$target", goal->target);
	bind_real(q, "$current", goal->current);
	bind_int(q, "$start_day", goal->start_day);
	bind_int(q, "$due_day", goal->due_day);
	bind_int(q, "$updated_day", goal->updated_day);
	bind_int(q, "$status", goal->status);
}

bool store_goals(struct store *store, struct arena *arena, bool closed_too, struct goal **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct goal) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_GOALS_READ);
	bind_int(&q, "$closed_too", closed_too);
	while (query_next(&q))
		*vec_add(arena, &list) = goal_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool store_goal_by_id(struct store *store, struct arena *arena, int64_t id, struct goal *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_GOAL_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = goal_read(&q, arena);
	return query_end(&q, err) && row_is_there(is_there, ENTITY_GOAL, id, err);
}

bool store_put_goal(struct store *store, struct goal *goal, struct err *err)
{
	return door_put(store, &(struct door_put){ENTITY_GOAL, &goal->id, goal_bind, goal}, err);
}

bool store_checkins(struct store *store, struct arena *arena, int32_t from_day, struct checkin **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct checkin) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHECKINS_READ);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct checkin){
		        .id = get_int(&q, "id"),
		        .goal_id = get_int(&q, "goal_id"),
		        .day = get_day(&q, "day"),
		        .ticked = get_bool(&q, "ticked"),
		        .value = get_real(&q, "value"),
		        .note = get_text(&q, arena, "note"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static void checkin_bind(struct query *q, const void *value)
{
	const struct checkin *checkin = value;
	bind_int(q, "$goal_id", checkin->goal_id);
	bind_int(q, "$day", checkin->day);
	bind_int(q, "$ticked", checkin->ticked);
	bind_real(q, "$value", checkin->value);
	bind_text(q, "$note", checkin->note);
}

static bool find_checkin(struct store *store, struct checkin *checkin, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHECKIN_OF_DAY);
	bind_int(&q, "$goal_id", checkin->goal_id);
	bind_int(&q, "$day", checkin->day);
	if (query_next(&q))
		checkin->id = get_int(&q, "id");
	return query_end(&q, err);
}

bool store_put_checkin(struct store *store, struct checkin *checkin, struct err *err)
{
	if (!tx_enter(store, err) || !tx_leave(store, find_checkin(store, checkin, err), err))
		return false;
	return door_put(store, &(struct door_put){ENTITY_CHECKIN, &checkin->id, checkin_bind, checkin}, err);
}
