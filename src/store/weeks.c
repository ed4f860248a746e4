#include "weeks.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

#include "internal.h"
#include "rollup.h"
#include "weeks_code.h"

/* -- from roll-ups -- */

struct weeks {
	struct store *store;
	const struct week_query *query;
	VEC(struct week_tally) list; /* newest first, then those of the beginning, oldest first */
	size_t newest;
};

/* Weeks stand below all days, the newest lowest: from the last whole one up to the first from a day on. */
static void bind_weeks(struct query *q, const struct week_query *query, int32_t from_day)
{
	bind_int(q, "$metric_id", query->metric_id);
	bind_int(q, "$dimension", (int64_t)query->dimension);
	bind_int(q, "$dimension_id", query->dimension_id);
	bind_int(q, "$newest", rollup_week(query->end_day - 7));
	bind_int(q, "$oldest", from_day ? ROLLUP_WEEKS - from_day : ROLLUP_WEEKS);
}

static bool read_weeks(
        struct weeks *w, struct arena *arena, enum sql sql, int32_t from_day, size_t limit, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(w->store->driver, sql);
	int32_t least = w->list.count ? w->list.items[w->list.count - 1].monday : INT32_MAX;
	bind_weeks(&q, w->query, from_day);
	bind_int(&q, "$limit", limit ? (int64_t)limit : -1);
	while (query_next(&q)) {
		int32_t monday = rollup_monday(get_int(&q, "day"));
		/* Both ends meet. */
		if (sql == SQL_ROLLUP_WEEKS_FIRST && monday >= least)
			break;
		*vec_add(arena, &w->list) = (struct week_tally){.monday = monday, .tally = rollup_read(&q)};
	}
	return query_end(&q, err);
}

/* How many weeks there are from from_day on, of which so many were read. */
static bool count_left_out(const struct weeks *w, size_t *ret, struct err *err)
{
	size_t read = 0;
	CLEANUP(query_cleanup) struct query q = query_open(w->store->driver, SQL_ROLLUP_WEEKS_COUNT);
	bind_weeks(&q, w->query, w->query->from_day);
	size_t all = query_next(&q) ? (size_t)get_int(&q, "n") : 0;
	if (!query_end(&q, err))
		return false;
	for (size_t i = 0; i < w->list.count; i++)
		read += w->list.items[i].monday >= w->query->from_day;
	*ret = all > read ? all - read : 0;
	return true;
}

static bool read_later(const struct weeks *w, struct week_tallies *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(w->store->driver, SQL_ROLLUP_WEEKS_LATER);
	bind_int(&q, "$metric_id", w->query->metric_id);
	bind_int(&q, "$dimension", (int64_t)w->query->dimension);
	bind_int(&q, "$dimension_id", w->query->dimension_id);
	bind_int(&q, "$running", rollup_week(w->query->end_day));
	if (query_next(&q)) {
		ret->later = (size_t)get_int(&q, "weeks");
		ret->ahead = get_int(&q, "ahead");
	}
	return query_end(&q, err);
}

/* Oldest first. */
static struct week_tally *in_order(const struct weeks *w, struct arena *arena)
{
	size_t count = w->list.count, first = count - w->newest;
	struct week_tally *items = arena_array_of(arena, struct week_tally, count + 1);
	for (size_t i = 0; i < first; i++)
		items[i] = w->list.items[w->newest + i];
	for (size_t i = first; i < count; i++)
		items[i] = w->list.items[count - 1 - i];
	return items;
}

static bool read_rows(struct store *store, struct arena *arena, const struct week_query *query,
        struct week_tallies *ret, struct err *err)
{
	struct weeks w = {.store = store, .query = query};
	struct week_tallies weeks = {0};
	if (!read_weeks(&w, arena, SQL_ROLLUP_WEEKS_LAST, 0, query->last, err) ||
	        !read_later(&w, &weeks, err))
		return false;
	w.newest = w.list.count;
	bool has_more = query->last && w.newest == query->last;
	if (has_more && (!read_weeks(&w, arena, SQL_ROLLUP_WEEKS_FIRST, query->from_day, query->first, err) ||
	                        !count_left_out(&w, &weeks.left_out, err)))
		return false;
	weeks.items = in_order(&w, arena);
	weeks.count = w.list.count;
	*ret = weeks;
	return true;
}

/* -- as one value -- */

enum { WEEKS_END = 4 + 7 * 500000 }; /* a Monday that no day of the store comes after */

static const char *key_of(struct arena *arena, int64_t metric_id, enum tally_dimension dimension, int64_t id)
{
	return arena_printf(arena, "weeks:%lld:%d:%lld", (long long)metric_id, (int)dimension, (long long)id);
}

static bool keep(struct store *store, const char *key, const void *bytes, size_t len, struct err *err)
{
	CLEANUP(query_cleanup)
	struct query q = query_open(store->driver, len ? SQL_META_PUT : SQL_META_DROP);
	bind_text(&q, "$key", key);
	if (len)
		bind_blob(&q, "$value", bytes, len);
	return query_run(&q, err);
}

bool weeks_keep(struct store *store, int64_t metric_id, enum tally_dimension dimension, int64_t dimension_id,
        struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	const struct week_query every = {.metric_id = metric_id,
	        .dimension = dimension,
	        .dimension_id = dimension_id,
	        .end_day = WEEKS_END};
	const struct tally_query ever = {
	        .metric_id = metric_id, .dimension = dimension, .dimension_id = dimension_id};
	struct week_tallies weeks;
	struct tally total;
	size_t len = 0;
	const void *bytes = "";
	if (!read_rows(store, arena, &every, &weeks, err) || !store_tally(store, &ever, &total, err))
		return false;
	if (weeks.count)
		bytes = weeks_write(arena, &total, weeks.items, weeks.count, &len);
	return keep(store, key_of(arena, metric_id, dimension, dimension_id), bytes, len, err);
}

/* The same choice as read_rows() makes: first those of the beginning, then the last ones, then the later. */
struct choice {
	size_t from, first, last; /* the first of the beginning, how many, and the first of the last ones */
	size_t end;
};

static struct choice choose(const struct week_query *query, const struct week_place *places, size_t count)
{
	struct choice c = {.end = count};
	while (c.end > 0 && places[c.end - 1].monday >= query->end_day)
		c.end--;
	if (!query->last || c.end <= query->last)
		return c;
	c.last = c.end - query->last;
	while (c.from < c.last && places[c.from].monday < query->from_day)
		c.from++;
	c.first = c.last - c.from;
	if (query->first && c.first > query->first)
		c.first = query->first;
	return c;
}

static bool take_chosen(struct arena *arena, const struct week_query *query, const struct week_place *places,
        size_t count, struct week_tallies *ret)
{
	struct choice c = choose(query, places, count);
	struct week_tallies weeks = {.later = count - c.end};
	bool good = true;
	weeks.items = arena_array_of(arena, struct week_tally, c.first + (c.end - c.last) + 1);
	for (size_t i = c.from; i < c.from + c.first; i++)
		good &= week_read(&places[i], &weeks.items[weeks.count++]);
	for (size_t i = c.last; i < c.end; i++)
		good &= week_read(&places[i], &weeks.items[weeks.count++]);
	for (size_t i = c.end; i < count; i++) {
		struct week_tally later;
		good &= week_read(&places[i], &later);
		weeks.ahead += later.monday > query->end_day ? later.tally.n : 0;
	}
	weeks.left_out = c.last - c.from - c.first;
	*ret = weeks;
	return good;
}

/* *ret_kept is false where they are not kept, or not of today. */
static bool read_kept(struct store *store, struct arena *arena, const struct week_query *query,
        struct week_tallies *ret, bool *ret_kept, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_WEEKS_KEPT);
	*ret = (struct week_tallies){0};
	*ret_kept = true;
	bind_text(&q, "$key", key_of(arena, query->metric_id, query->dimension, query->dimension_id));
	bind_int(&q, "$metric_id", query->metric_id);
	bind_int(&q, "$dimension", (int64_t)query->dimension);
	bind_int(&q, "$dimension_id", query->dimension_id);
	if (query_next(&q)) {
		struct week_place *places = NULL;
		size_t len = 0, count = 0;
		const void *bytes = peek_blob(&q, "value", &len);
		const struct tally total = {
		        .n = get_int(&q, "n"), .sum = get_real(&q, "sum"), .sum_sq = get_real(&q, "sum_sq")};
		*ret_kept = weeks_find(arena, bytes, len, &total, &places, &count) &&
		            take_chosen(arena, query, places, count, ret);
	}
	return query_end(&q, err);
}

bool store_tally_weeks(struct store *store, struct arena *arena, const struct week_query *query,
        struct week_tallies *ret, struct err *err)
{
	bool kept = false;
	if (query->dimension != TALLY_THEME && !read_kept(store, arena, query, ret, &kept, err))
		return false;
	return kept || read_rows(store, arena, query, ret, err);
}
