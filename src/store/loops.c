#include <dagstart/store/loops.h>

#include <inttypes.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/kept.h>
#include <dagstart/store/voice.h>

#include "door.h"
#include "internal.h"
#include "row.h"

typedef VEC(struct loop) loop_list;

static struct loop loop_read(struct query *q, struct arena *arena)
{
	return (struct loop){
	        .id = get_int(q, "id"),
	        .owner_id = get_int(q, "owner_id"),
	        .status = (enum loop_status)get_int(q, "status"),
	        .day = get_day(q, "day"),
	        .due_day = get_day(q, "due_day"),
	        .told_day = get_day(q, "told_day"),
	        .told_by_id = get_int(q, "told_by_id"),
	        .said = get_text(q, arena, "said"),
	        .reason = get_text(q, arena, "reason"),
	        .arrived_ms = get_int(q, "arrived_ms"),
	};
}

static bool read_open(struct store *store, struct arena *arena, const struct loop_query *query,
        loop_list *list, bool *more, struct err *err)
{
	size_t limit = query->limit ? query->limit : LOOPS_MAX;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOPS_OPEN);
	bind_int(&q, "$from_day", query->from_day);
	bind_int(&q, "$to_day", query->to_day);
	bind_int(&q, "$limit", (int64_t)limit + 1);
	while (query_next(&q)) {
		*more = list->count == limit;
		if (!*more)
			*vec_add(arena, list) = loop_read(&q, arena);
	}
	return query_end(&q, err);
}

static bool read_kept(struct store *store, struct arena *arena, const struct loop_query *query,
        loop_list *list, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOPS_KEPT);
	bind_int(&q, "$closed_too", query->closed_too);
	bind_int(&q, "$closed_from", query->closed_from);
	bind_int(&q, "$limit", (int64_t)(query->limit ? query->limit : LOOPS_MAX));
	while (query_next(&q))
		*vec_add(arena, list) = loop_read(&q, arena);
	return query_end(&q, err);
}

static bool read_feedback(struct store *store, struct arena *arena, loop_list *list, struct err *err)
{
	VEC_EACH(loop, list)
		if (!store_feedback_by_id(store, arena, loop->id, &loop->feedback, err))
			return false;
	return true;
}

bool store_loops(struct store *store, struct arena *arena, const struct loop_query *query, struct loop **ret,
        size_t *ret_count, bool *ret_more, struct err *err)
{
	loop_list list = {0};
	bool more = false;
	READING(store->driver);
	if (query->to_day && !read_open(store, arena, query, &list, &more, err))
		return false;
	if (!read_kept(store, arena, query, &list, err) ||
	        (query->with_feedback && !read_feedback(store, arena, &list, err)))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	*ret_more = more;
	return true;
}

static bool count_open(struct store *store, const struct loop_query *query, int64_t last_ms,
        struct loop_news *news, struct err *err)
{
	size_t limit = query->limit ? query->limit : LOOPS_MAX, seen = 0;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOPS_OPEN_FRESH);
	bind_int(&q, "$from_day", query->from_day);
	bind_int(&q, "$to_day", query->to_day);
	bind_int(&q, "$last_ms", last_ms);
	bind_int(&q, "$limit", (int64_t)limit + 1);
	while (query_next(&q)) {
		news->more = seen == limit;
		if (seen++ < limit && get_bool(&q, "fresh"))
			news->fresh_unowned++;
	}
	news->fresh = news->fresh_unowned;
	return query_end(&q, err);
}

static bool count_kept(struct store *store, const struct loop_query *query, int32_t last_day, int64_t last_ms,
        struct loop_news *news, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOPS_KEPT_FRESH);
	bind_int(&q, "$last_day", last_day);
	bind_int(&q, "$last_ms", last_ms);
	bind_int(&q, "$limit", (int64_t)(query->limit ? query->limit : LOOPS_MAX));
	while (query_next(&q)) {
		bool fresh = get_bool(&q, "fresh");
		news->fresh += fresh;
		news->fresh_unowned += fresh && !get_bool(&q, "owned");
	}
	return query_end(&q, err);
}

static bool count_news(struct store *store, const struct loop_query *query, int32_t last_day, int64_t last_ms,
        struct loop_news *ret, struct err *err)
{
	return (!query->to_day || count_open(store, query, last_ms, ret, err)) &&
	       count_kept(store, query, last_day, last_ms, ret, err);
}

static bool news_unpack(const char *text, struct loop_news *ret)
{
	int64_t fresh = 0, unowned = 0, more = 0;
	if (!text || !kept_next_int(&text, &fresh) || !kept_next_int(&text, &unowned) ||
	        !kept_next_int(&text, &more))
		return false;
	*ret = (struct loop_news){
	        .fresh = (size_t)fresh, .fresh_unowned = (size_t)unowned, .more = more != 0};
	return true;
}

static const char *news_pack(struct arena *arena, const struct loop_news *news)
{
	struct str s = str_new(arena);
	kept_add_int(&s, (int64_t)news->fresh);
	kept_add_int(&s, (int64_t)news->fresh_unowned);
	kept_add_int(&s, news->more);
	return s.text;
}

bool store_loop_news(struct store *store, struct arena *arena, const struct loop_query *query,
        int32_t last_day, int64_t last_ms, struct loop_news *ret, struct err *err)
{
	struct loop_news news = {0};
	const char *text = NULL;
	const char *under = arena_printf(arena, "%" PRId32 " %" PRId32 " %zu %" PRId32 " %" PRId64,
	        query->from_day, query->to_day, query->limit, last_day, last_ms);
	READING(store->driver);
	if (!store_kept(store, arena, KEPT_LOOPS, under, &text, err))
		return false;
	if (news_unpack(text, ret))
		return true;
	if (!count_news(store, query, last_day, last_ms, &news, err))
		return false;
	store_keep(store, KEPT_LOOPS, under, news_pack(arena, &news));
	*ret = news;
	return true;
}

bool store_loop_by_id(struct store *store, struct arena *arena, int64_t id, struct loop *ret, struct err *err)
{
	struct loop loop = {0};
	READING(store->driver);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOP_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	if (is_there)
		loop = loop_read(&q, arena);
	if (!query_end(&q, err) || !row_is_there(is_there, ENTITY_FEEDBACK, id, err) ||
	        !store_feedback_by_id(store, arena, id, &loop.feedback, err))
		return false;
	*ret = loop;
	return true;
}

static void loop_bind(struct query *q, const void *value)
{
	const struct loop *loop = value;
	bind_int(q, "$owner_id", loop->owner_id);
	bind_int(q, "$status", (int64_t)loop->status);
	bind_int(q, "$day", loop->day);
	bind_int(q, "$due_day", loop->due_day);
	bind_int(q, "$told_day", loop->told_day);
	bind_int(q, "$told_by_id", loop->told_by_id);
	bind_text(q, "$said", loop->said);
	bind_text(q, "$reason", loop->reason);
}

static bool is_said(struct store *store, int64_t id, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_LOOP_BY_ID);
	bind_int(&q, "$id", id);
	bool is_there = query_next(&q);
	return query_end(&q, err) && row_is_there(is_there, ENTITY_FEEDBACK, id, err);
}

bool store_put_loop(struct store *store, struct loop *loop, struct err *err)
{
	return is_said(store, loop->id, err) &&
	       door_put(store, &(struct door_put){ENTITY_LOOP, &loop->id, loop_bind, loop}, err);
}
