/* Scores from the daily roll-ups. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/voice.h>

#include "internal.h"
#include "rollup.h"

enum { WEEK = 7 };

struct tallies {
	VEC(struct named_tally) list;
};

struct span {
	int64_t from, to;
};

/* Where a window lies in the roll-up, oldest first. Whole weeks are added up there already; unknown days
 * stand as day 0: they count in the total over all days and in no window. */
struct spans {
	struct span items[3];
	size_t count;
};

static void add_span(struct spans *spans, int64_t from, int64_t to)
{
	if (from <= to)
		spans->items[spans->count++] = (struct span){from, to};
}

static struct spans spans_of(int32_t from, int32_t to)
{
	struct spans spans = {0};
	from = from > 0 ? from : 1;
	if (to <= 0 || to == INT32_MAX || to - from < 2 * WEEK) {
		add_span(&spans, from, to > 0 ? to : INT32_MAX);
		return spans;
	}
	int32_t monday = from + (WEEK - day_weekday(from)) % WEEK, end = to + 1 - day_weekday(to + 1);
	add_span(&spans, from, monday - 1);
	add_span(&spans, rollup_week(end - WEEK), rollup_week(monday));
	add_span(&spans, end, to);
	return spans;
}

static struct spans spans_asked(const struct tally_query *query)
{
	if (query->from_day || query->to_day)
		return spans_of(query->from_day, query->to_day);
	return (struct spans){.items = {{ROLLUP_ALL_DAYS, ROLLUP_ALL_DAYS}}, .count = 1};
}

static void bind_span(struct query *q, const struct span *span)
{
	bind_int(q, "$from_day", span->from);
	bind_int(q, "$to_day", span->to);
}

static void bind_what(struct query *q, const struct tally_query *query)
{
	bind_int(q, "$metric_id", query->metric_id);
	bind_int(q, "$dimension", (int64_t)query->dimension);
	bind_int(q, "$dimension_id", query->dimension_id);
}

bool store_tally(struct store *store, const struct tally_query *query, struct tally *ret, struct err *err)
{
	const struct spans spans = spans_asked(query);
	struct tally tally = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_DAYS);
	bind_what(&q, query);
	for (size_t i = 0; i < spans.count && (i == 0 || query_again(&q)); i++) {
		bind_span(&q, &spans.items[i]);
		while (query_next(&q)) {
			struct tally days = rollup_read(&q);
			tally_merge(&tally, &days);
		}
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

static bool take_all(struct store *store, struct arena *arena, const struct tally_query *query,
        struct tallies *ret, struct err *err)
{
	struct named_tally all = {.name = ""};
	if (!store_tally(store, query, &all.tally, err))
		return false;
	if (all.tally.n > 0)
		*vec_add(arena, &ret->list) = all;
	return true;
}

static bool take_part(struct query *q, const struct spans *spans, int64_t id, struct tally *ret)
{
	*ret = (struct tally){0};
	bind_int(q, "$dimension_id", id);
	for (size_t i = 0; i < spans->count; i++) {
		bind_span(q, &spans->items[i]);
		while (query_next(q)) {
			struct tally days = rollup_read(q);
			tally_merge(ret, &days);
		}
		if (!query_again(q))
			return false;
	}
	return true;
}

static bool take_parts(struct store *store, struct arena *arena, const struct tally_query *query,
        struct tallies *ret, struct err *err)
{
	static const enum sql statements[] = {
	        [TALLY_THEME] = SQL_THEME_PARTS,
	        [TALLY_CHANNEL] = SQL_CHANNEL_PARTS,
	        [TALLY_STEP] = SQL_STEP_PARTS,
	};
	const struct spans spans = spans_asked(query);
	READING(store->driver);
	CLEANUP(query_cleanup) struct query parts = query_open(store->driver, statements[query->dimension]);
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ROLLUP_DAYS);
	bind_what(&q, query);
	while (query_next(&parts)) {
		struct named_tally one = {.id = get_int(&parts, "id")};
		if (!take_part(&q, &spans, one.id, &one.tally))
			break;
		if (!one.tally.n)
			continue;
		one.name = get_text(&parts, arena, "name");
		*vec_add(arena, &ret->list) = one;
	}
	return query_end(&q, err) && query_end(&parts, err);
}

bool store_tally_by(struct store *store, struct arena *arena, const struct tally_query *query,
        struct named_tally **ret, size_t *ret_count, struct err *err)
{
	struct tallies tallies = {0};
	if (!(query->dimension == TALLY_ALL ? take_all : take_parts)(store, arena, query, &tallies, err))
		return false;
	*ret = tallies.list.items;
	*ret_count = tallies.list.count;
	return true;
}
