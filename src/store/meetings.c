/* Meetings and their steps. */
#include <dagstart/store/meetings.h>

#include <stdlib.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>

#include "door.h"
#include "internal.h"
#include "row.h"

enum { MEETINGS_LIMIT = 100 };

static struct meeting meeting_read(struct query *q, struct arena *arena)
{
	return (struct meeting){
	        .id = get_int(q, "id"),
	        .day = get_day(q, "day"),
	        .agenda = get_text(q, arena, "agenda"),
	        .state = (enum meeting_state)get_int(q, "state"),
	        .started_ms = get_int(q, "started_ms"),
	        .ended_ms = get_int(q, "ended_ms"),
	        .leader_id = get_int(q, "leader_id"),
	        .next_leader_id = get_int(q, "next_leader_id"),
	        .current = (int)get_int(q, "current"),
	        .holder = get_text(q, arena, "holder"),
	        .alive_ms = get_int(q, "alive_ms"),
	};
}

static bool read_steps(struct store *store, struct arena *arena, struct meeting *meeting, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEETING_STEPS);
	bind_int(&q, "$meeting_id", meeting->id);
	while (meeting->step_count < MEETING_STEPS_MAX && query_next(&q))
		meeting->steps[meeting->step_count++] = (struct meeting_step){
		        .name = get_text(&q, arena, "name"),
		        .planned_s = (int)get_int(&q, "planned_s"),
		        .used_ms = get_int(&q, "used_ms"),
		        .state = (enum step_state)get_int(&q, "state"),
		};
	return query_end(&q, err);
}

bool store_meeting_by_id(
        struct store *store, struct arena *arena, int64_t id, struct meeting *ret, struct err *err)
{
	struct meeting meeting = {0};
	READING(store->driver);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEETING_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		meeting = meeting_read(&q, arena);
	if (!query_end(&q, err) || !row_is_there(is_there, ENTITY_MEETING, id, err) ||
	        !read_steps(store, arena, &meeting, err))
		return false;
	*ret = meeting;
	return true;
}

typedef VEC(struct meeting) meeting_list;

struct wanted {
	enum meeting_state from, to;
	const char *agenda; /* NULL any */
	int32_t from_day, to_day;
	int64_t limit;
};

static bool read_state(struct query *q, struct arena *arena, const struct wanted *wanted,
        enum meeting_state state, meeting_list *list)
{
	bind_int(q, "$state", state);
	bind_int(q, "$from_day", wanted->from_day);
	bind_int(q, "$to_day", wanted->to_day);
	bind_text(q, "$agenda", wanted->agenda);
	bind_int(q, "$limit", wanted->limit);
	while (query_next(q))
		*vec_add(arena, list) = meeting_read(q, arena);
	return query_again(q);
}

static int newest_first(const void *a, const void *b)
{
	const struct meeting *left = a, *right = b;
	if (left->day != right->day)
		return left->day < right->day ? 1 : -1;
	return (left->id < right->id) - (left->id > right->id);
}

/* Newest first, as each state alone is read. */
static bool read_all(struct store *store, struct arena *arena, const struct wanted *wanted,
        struct meeting **ret, size_t *ret_count, struct err *err)
{
	meeting_list list = {0};
	READING(store->driver);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEETINGS_READ);
	for (enum meeting_state state = wanted->from;
	        state <= wanted->to && read_state(&q, arena, wanted, state, &list); state++)
		continue;
	if (!query_end(&q, err))
		return false;
	if (list.count > 1)
		qsort(list.items, list.count, sizeof(*list.items), newest_first);
	if (list.count > (size_t)wanted->limit)
		list.count = (size_t)wanted->limit;
	VEC_EACH(meeting, &list) {
		if (!read_steps(store, arena, meeting, err))
			return false;
	}
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool read_newest(struct store *store, struct arena *arena, const struct wanted *wanted,
        const char *missing, struct meeting *ret, struct err *err)
{
	struct meeting *list = NULL;
	size_t count = 0;
	if (!read_all(store, arena, wanted, &list, &count, err))
		return false;
	if (!count)
		return err_say(err, ERR_MISSING, missing);
	*ret = *list;
	return true;
}

bool store_meeting_running(
        struct store *store, struct arena *arena, const char *agenda, struct meeting *ret, struct err *err)
{
	const struct wanted wanted = {.from = MEETING_RUNNING,
	        .to = MEETING_RUNNING,
	        .agenda = agenda,
	        .from_day = INT32_MIN,
	        .to_day = INT32_MAX,
	        .limit = 1};
	return read_newest(store, arena, &wanted, N_("no meeting is running"), ret, err);
}

bool store_meeting_of_day(
        struct store *store, struct arena *arena, int32_t day, struct meeting *ret, struct err *err)
{
	const struct wanted wanted = {.from = day ? MEETING_RUNNING : MEETING_CLOSED,
	        .to = MEETING_UNFINISHED,
	        .from_day = day ? day : INT32_MIN,
	        .to_day = day ? day : INT32_MAX,
	        .limit = 1};
	return read_newest(store, arena, &wanted, N_("there was no meeting"), ret, err);
}

bool store_meetings(struct store *store, struct arena *arena, size_t limit, struct meeting **ret,
        size_t *ret_count, struct err *err)
{
	const struct wanted wanted = {.from = MEETING_RUNNING,
	        .to = MEETING_UNFINISHED,
	        .from_day = INT32_MIN,
	        .to_day = INT32_MAX,
	        .limit = limit ? (int64_t)limit : MEETINGS_LIMIT};
	return read_all(store, arena, &wanted, ret, ret_count, err);
}

bool store_meetings_of_day(struct store *store, struct arena *arena, int32_t day, struct meeting **ret,
        size_t *ret_count, struct err *err)
{
	const struct wanted wanted = {.from = MEETING_RUNNING,
	        .to = MEETING_UNFINISHED,
	        .from_day = day,
	        .to_day = day,
	        .limit = INT32_MAX};
	return read_all(store, arena, &wanted, ret, ret_count, err);
}

static void meeting_bind(struct query *q, const void *value)
{
	const struct meeting *meeting = value;
	bind_int(q, "$day", meeting->day);
	bind_text(q, "$agenda", meeting->agenda);
	bind_int(q, "$state", meeting->state);
	bind_int(q, "$started_ms", meeting->started_ms);
	bind_int(q, "$ended_ms", meeting->ended_ms);
	bind_int(q, "$leader_id", meeting->leader_id);
	bind_int(q, "$next_leader_id", meeting->next_leader_id);
	bind_int(q, "$current", meeting->current);
	bind_text(q, "$holder", meeting->holder);
	bind_int(q, "$alive_ms", meeting->alive_ms);
}

static bool write_step(struct query *q, const struct meeting *meeting, size_t position)
{
	const struct meeting_step *step = &meeting->steps[position];
	bind_int(q, "$meeting_id", meeting->id);
	bind_int(q, "$position", (int64_t)position);
	bind_text(q, "$name", step->name);
	bind_int(q, "$planned_s", step->planned_s);
	bind_int(q, "$used_ms", step->used_ms);
	bind_int(q, "$state", step->state);
	query_next(q);
	return query_again(q);
}

static bool write_steps(struct store *store, const struct meeting *meeting, struct err *err)
{
	CLEANUP(query_cleanup) struct query cut = query_open(store->driver, SQL_MEETING_STEPS_CUT);
	bind_int(&cut, "$meeting_id", meeting->id);
	bind_int(&cut, "$position", (int64_t)meeting->step_count);
	if (!query_run(&cut, err))
		return false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEETING_STEP_PUT);
	for (size_t i = 0; i < meeting->step_count && write_step(&q, meeting, i); i++)
		continue;
	return query_end(&q, err);
}

bool store_put_meeting(struct store *store, struct meeting *meeting, struct err *err)
{
	if (!door_put(store, &(struct door_put){ENTITY_MEETING, &meeting->id, meeting_bind, meeting}, err))
		return false;
	return tx_leave(store, write_steps(store, meeting, err), err);
}

static bool sign_of_life(struct store *store, const struct meeting *meeting, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEETING_ALIVE);
	bind_int(&q, "$id", meeting->id);
	bind_int(&q, "$alive_ms", meeting->alive_ms);
	bind_text(&q, "$holder", meeting->holder);
	bool is_held = query_next(&q);
	if (!query_run(&q, err))
		return false;
	if (!is_held)
		return err_say(err, ERR_CHANGED, N_("someone else leads this meeting now, or has closed it"));
	if (meeting->current < 0 || (size_t)meeting->current >= meeting->step_count)
		return true;
	CLEANUP(query_cleanup) struct query used = query_open(store->driver, SQL_MEETING_STEP_USED);
	bind_int(&used, "$meeting_id", meeting->id);
	bind_int(&used, "$position", meeting->current);
	bind_int(&used, "$used_ms", meeting->steps[meeting->current].used_ms);
	return query_run(&used, err);
}

static bool give_sign(struct store *store, const struct meeting *meeting, struct err *err)
{
	if (!tx_begin_brief(store, err))
		return false;
	if (sign_of_life(store, meeting, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool store_meeting_alive(struct store *store, const struct meeting *meeting, struct err *err)
{
	/* Nobody waits for the disk each few seconds: a power cut takes a little of the step's time. */
	driver_sync(store->driver, false);
	bool done = give_sign(store, meeting, err);
	driver_sync(store->driver, true);
	return done;
}
