/* Who was there, what each said, who led; and half-typed text. */
#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/meetings.h>

#include "door.h"
#include "internal.h"

bool store_attendance(struct store *store, struct arena *arena, int64_t meeting_id, struct attendance **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct attendance) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ATTENDANCE_READ);
	bind_int(&q, "$meeting_id", meeting_id);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct attendance){
		        .id = get_int(&q, "id"),
		        .meeting_id = meeting_id,
		        .member_id = get_int(&q, "member_id"),
		        .present = get_bool(&q, "present"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

/* The row of a member in a meeting, where there can be one only: 0 when there is none yet. */
static bool find_of_member(struct store *store, enum sql sql, int64_t meeting_id, int64_t member_id,
        int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	bind_int(&q, "$meeting_id", meeting_id);
	bind_int(&q, "$member_id", member_id);
	*ret = query_next(&q) ? get_int(&q, "id") : 0;
	return query_end(&q, err);
}

static void attendance_bind(struct query *q, const void *value)
{
	const struct attendance *attendance = value;
	bind_int(q, "$meeting_id", attendance->meeting_id);
	bind_int(q, "$member_id", attendance->member_id);
	bind_int(q, "$present", attendance->present);
}

bool store_put_attendance(struct store *store, struct attendance *attendance, struct err *err)
{
	if (!tx_enter(store, err))
		return false;
	bool is_found = find_of_member(store, SQL_ATTENDANCE_OF, attendance->meeting_id,
	        attendance->member_id, &attendance->id, err);
	if (!tx_leave(store, is_found, err))
		return false;
	const struct door_put put = {ENTITY_ATTENDANCE, &attendance->id, attendance_bind, attendance};
	return door_put(store, &put, err);
}

static bool settle_attendance(
        struct store *store, const struct attendance *rows, size_t count, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ATTENDANCE_SETTLE);
	for (size_t i = 0; i < count; i++) {
		attendance_bind(&q, &rows[i]);
		while (query_next(&q))
			continue;
		if (!query_again(&q))
			break;
	}
	return query_end(&q, err);
}

bool store_settle_attendance(
        struct store *store, const struct attendance *rows, size_t count, struct err *err)
{
	return tx_enter(store, err) && tx_leave(store, settle_attendance(store, rows, count, err), err);
}

bool store_round(struct store *store, struct arena *arena, int64_t meeting_id, struct round_entry **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct round_entry) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROUND_READ);
	bind_int(&q, "$meeting_id", meeting_id);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct round_entry){
		        .id = get_int(&q, "id"),
		        .meeting_id = get_int(&q, "meeting_id"),
		        .member_id = get_int(&q, "member_id"),
		        .since = get_text(&q, arena, "since"),
		        .today = get_text(&q, arena, "today"),
		        .blocked = get_text(&q, arena, "blocked"),
		        .used_ms = get_int(&q, "used_ms"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static void round_bind(struct query *q, const void *value)
{
	const struct round_entry *entry = value;
	bind_int(q, "$meeting_id", entry->meeting_id);
	bind_int(q, "$member_id", entry->member_id);
	bind_text(q, "$since", entry->since);
	bind_text(q, "$today", entry->today);
	bind_text(q, "$blocked", entry->blocked);
	bind_int(q, "$used_ms", entry->used_ms);
}

bool store_put_round(struct store *store, struct round_entry *entry, struct err *err)
{
	if (!tx_enter(store, err))
		return false;
	bool is_found =
	        find_of_member(store, SQL_ROUND_OF, entry->meeting_id, entry->member_id, &entry->id, err);
	if (!tx_leave(store, is_found, err))
		return false;
	return door_put(store, &(struct door_put){ENTITY_ROUND, &entry->id, round_bind, entry}, err);
}

bool store_leading_duties(struct store *store, struct arena *arena, int32_t today, int days,
        struct duty **ret, size_t *ret_count, struct err *err)
{
	VEC(struct duty) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LEADING_DUTIES);
	bind_int(&q, "$from_day", (int64_t)today - days);
	bind_int(&q, "$today", today);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct duty){
		        .member_id = get_int(&q, "leader_id"),
		        .last_day = get_day(&q, "last_day"),
		        .times = (int)get_int(&q, "times"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static bool write_draft(
        struct store *store, const char *origin, const char *place, const char *text, struct err *err)
{
	CLEANUP(query_cleanup)
	struct query q = query_open(store->driver, strempty(text) ? SQL_DRAFT_DELETE : SQL_DRAFT_PUT);
	bind_text(&q, "$origin", origin);
	bind_text(&q, "$place", place);
	if (!strempty(text))
		bind_text(&q, "$text", text);
	return query_run(&q, err);
}

bool store_put_draft(
        struct store *store, const char *origin, const char *place, const char *text, struct err *err)
{
	if (!tx_begin_brief(store, err))
		return false;
	if (write_draft(store, origin, place, text, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool store_draft(struct store *store, struct arena *arena, const char *origin, const char *place,
        const char **ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_DRAFT_READ);
	bind_text(&q, "$origin", origin);
	bind_text(&q, "$place", place);
	const char *text = query_next(&q) ? get_text(&q, arena, "text") : "";
	if (!query_end(&q, err))
		return false;
	*ret = text;
	return true;
}
