/* Scores from the daily roll-ups. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "rollup.h"

/* Unknown days stand as day 0: they count in the total over all days and in no window. */
static void bind_days(struct query *q, int32_t from_day, int32_t to_day)
{
	bool is_all = from_day == 0 && to_day == 0;
	bind_int(q, "$from_day", is_all ? ROLLUP_ALL_DAYS : (from_day > 0 ? from_day : 1));
	bind_int(q, "$to_day", is_all ? ROLLUP_ALL_DAYS : (to_day > 0 ? to_day : INT32_MAX));
}

static void bind_what(struct query *q, const struct tally_query *query)
{
	bind_int(q, "$metric_id", query->metric_id);
	bind_int(q, "$dimension", (int64_t)query->dimension);
	bind_int(q, "$dimension_id", query->dimension_id);
}

bool store_tally(struct store *store, const struct tally_query *query, struct tally *ret, struct err *err)
{
	struct tally tally = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_DAYS);
	bind_what(&q, query);
	bind_days(&q, query->from_day, query->to_day);
	while (query_next(&q)) {
		struct tally day = rollup_read(&q);
		tally_merge(&tally, &day);
	}
	if (!query_end(&q, err))
		return false;
	*ret = tally;
	return true;
}

bool store_tally_periods(struct store *store, const struct tally_query *query, int days, size_t count,
        struct tally *ret, struct err *err)
{
	int64_t end = query->from_day + (int64_t)days * (int64_t)count - 1;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_DAYS);
	for (size_t i = 0; i < count; i++)
		ret[i] = (struct tally){0};
	bind_what(&q, query);
	bind_int(&q, "$from_day", query->from_day > 0 ? query->from_day : 1);
	bind_int(&q, "$to_day", end);
	while (query_next(&q)) {
		size_t period = (size_t)((get_int(&q, "day") - query->from_day) / days);
		struct tally day = rollup_read(&q);
		if (period < count)
			tally_merge(&ret[period], &day);
	}
	return query_end(&q, err);
}

bool store_tally_counts(
        struct store *store, const struct tally_query *query, size_t count, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_COUNTS);
	memset(ret, 0, count * sizeof(*ret));
	bind_what(&q, query);
	bind_int(&q, "$from_day", query->from_day > 0 ? query->from_day : 1);
	bind_int(&q, "$to_day", query->from_day + (int64_t)count - 1);
	while (query_next(&q)) {
		size_t day = (size_t)(get_int(&q, "day") - query->from_day);
		if (day < count)
			ret[day] += get_int(&q, "n");
	}
	return query_end(&q, err);
}

bool store_tally_by(struct store *store, struct arena *arena, const struct tally_query *query,
        struct named_tally **ret, size_t *ret_count, struct err *err)
{
	static const enum sql statements[] = {
	        [TALLY_THEME] = SQL_ROLLUP_BY_THEME,
	        [TALLY_CHANNEL] = SQL_ROLLUP_BY_CHANNEL,
	        [TALLY_STEP] = SQL_ROLLUP_BY_STEP,
	};
	VEC(struct named_tally) list = {0};
	if (query->dimension == TALLY_ALL) {
		struct named_tally all = {.name = ""};
		if (!store_tally(store, query, &all.tally, err))
			return false;
		if (all.tally.n > 0)
			*vec_add(arena, &list) = all;
		*ret = list.items;
		*ret_count = list.count;
		return true;
	}
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, statements[query->dimension]);
	bind_int(&q, "$metric_id", query->metric_id);
	bind_days(&q, query->from_day, query->to_day);
	while (query_next(&q)) {
		struct tally day = rollup_read(&q);
		int64_t id = get_int(&q, "id");
		if (!list.count || list.items[list.count - 1].id != id)
			*vec_add(arena, &list) =
			        (struct named_tally){.id = id, .name = get_text(&q, arena, "name")};
		tally_merge(&list.items[list.count - 1].tally, &day);
	}
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}
