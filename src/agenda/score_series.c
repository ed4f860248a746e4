/* A score over its weeks, from roll-ups of weeks: the same points for the verdict, for charts and for the
 * weeks that are missing. The baseline is that of the first answers, or of a decision; never of what happens
 * to be on the screen. */
#include "score_series.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/store/work.h>

#include "services.h"

/* What the rules look back on from the last point: eight on one side. */
enum { LOOKED_BACK = 8 };

struct weeks {
	struct step_context *ctx;
	struct arena *arena; /* where weeks and points are put */
	const struct metric *metric;
	struct metric_moods moods;
	struct week_query query;
	int32_t since; /* see score_parts_load() */
	int64_t rebase_id;
	double low, high;
};

static bool weeks_of(
        struct step_context *ctx, const struct metric *metric, struct weeks *ret, struct err *err)
{
	*ret = (struct weeks){.ctx = ctx,
	        .arena = ctx->arena,
	        .metric = metric,
	        .moods = metric_moods(metric),
	        .since = INT32_MAX};
	ret->query = (struct week_query){.metric_id = metric->id,
	        .end_day = ctx->today - day_weekday(ctx->today)}; /* the running week is not judged */
	metric_value_range(metric, &ret->low, &ret->high);
	return store_rebase(ctx->store, metric->key, ctx->today, &ret->rebase_id, &ret->query.from_day, err);
}

/* All weeks from the baseline to the last ones, where some of them were left out. */
struct hole {
	size_t at, weeks;
};

static struct hole hole_of(const struct weeks *w, const struct week_tallies *weeks)
{
	if (!weeks->left_out || weeks->count <= w->query.last)
		return (struct hole){0};
	const struct week_tally *behind = &weeks->items[weeks->count - w->query.last], *before = behind - 1;
	return (struct hole){.at = (size_t)(before->monday - weeks->items[0].monday) / 7 + 1,
	        .weeks = (size_t)(behind->monday - before->monday) / 7 - 1};
}

/* Weeks that were left out are no gaps; the others beside them are. */
static void settle_gaps(struct signal *signal, const struct week_tallies *weeks, const struct hole *hole)
{
	if (!weeks->left_out)
		return;
	signal->gaps += (int)hole->weeks - (int)weeks->left_out;
	signal->gap_from = signal->gap_to = 0;
	signal->has_gap = signal->gaps + signal->silent > 0;
}

static void judge(const struct weeks *w, const struct week_tallies *weeks, const struct hole *hole,
        struct score_series *series)
{
	series->rebase_id = w->rebase_id;
	series->rebase_day = w->query.from_day;
	series->ahead = weeks->ahead;
	series->signal = signal_judge(series->points, series->count, series->rebase_day, w->low, w->high);
	settle_gaps(&series->signal, weeks, hole);
	signal_settle(&series->signal, series->ahead);
}

static bool take(
        const struct weeks *w, struct score_series *ret, struct week_tallies *ret_weeks, struct err *err)
{
	struct week_tallies weeks;
	if (!store_tally_weeks(w->ctx->store, w->arena, &w->query, &weeks, err))
		return false;
	struct hole hole = hole_of(w, &weeks);
	int32_t end = w->query.end_day, first = weeks.count ? weeks.items[0].monday : end;
	ret->count = (size_t)(end - first) / 7 - hole.weeks;
	ret->points = arena_array_of(w->arena, struct signal_point, ret->count + 1);
	for (size_t i = 0; i < ret->count; i++) {
		size_t week = i < hole.at ? i : i + hole.weeks;
		ret->points[i] =
		        (struct signal_point){.day = first + 7 * (int32_t)week, .value = (double)NAN};
	}
	for (size_t i = 0; i < weeks.count; i++) {
		size_t week = (size_t)(weeks.items[i].monday - first) / 7;
		struct signal_point *point = &ret->points[week < hole.at ? week : week - hole.weeks];
		point->n = weeks.items[i].tally.n;
		point->value = score_value_by(w->metric, &w->moods, &weeks.items[i].tally);
	}
	ret->late = (struct tally){0};
	for (size_t i = weeks.count; i > 0 && weeks.items[i - 1].monday >= w->since; i--)
		tally_merge(&ret->late, &weeks.items[i - 1].tally);
	judge(w, &weeks, &hole, ret);
	*ret_weeks = weeks;
	return true;
}

bool score_series_load(
        struct step_context *ctx, const struct metric *metric, struct score_series *ret, struct err *err)
{
	struct weeks w;
	struct week_tallies weeks;
	*ret = (struct score_series){.name = ""};
	return weeks_of(ctx, metric, &w, err) && take(&w, ret, &weeks, err);
}

bool score_marked(const struct signal *signal, const struct signal_point *point)
{
	return signal_direction(signal) && point->n && point->day >= signal->since_day;
}

/* The baseline, and as many weeks of late as the rules look back on, tell whether there is a signal; only
 * where there is one it is followed back to its beginning. */
static bool take_part(
        struct weeks *w, size_t recent, struct score_series *ret, size_t *ret_answered, struct err *err)
{
	struct week_tallies weeks;
	w->query.first = SIGNAL_BASELINE_MAX;
	w->query.last = recent > LOOKED_BACK ? recent : LOOKED_BACK;
	if (!take(w, ret, &weeks, err))
		return false;
	*ret_answered = weeks.count + weeks.later;
	if (!weeks.left_out || !signal_direction(&ret->signal))
		return true;
	w->query.last = 0;
	return take(w, ret, &weeks, err);
}

static int by_id(const void *a, const void *b)
{
	const struct named *one = a, *other = b;
	return one->id < other->id ? -1 : one->id > other->id;
}

/* Whoever looks at all of them sees chance more often than who looks at one. Where there is noise for one
 * alone there is noise among many, so only those with a change, of which all weeks were read, are judged
 * again. */
static void judge_together(const struct weeks *w, struct score_series *series, size_t count)
{
	size_t among = 0;
	for (size_t i = 0; i < count; i++)
		among += series[i].signal.baseline >= SIGNAL_BASELINE_MIN;
	for (size_t i = 0; i < count && among > 1; i++) {
		struct score_series *one = &series[i];
		if (!signal_direction(&one->signal))
			continue;
		one->signal =
		        signal_judge_among(one->points, one->count, one->rebase_day, w->low, w->high, among);
		signal_settle(&one->signal, one->ahead);
	}
}

bool score_parts_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        size_t recent, int32_t since, struct score_series **ret, size_t *ret_count, struct err *err)
{
	struct weeks w;
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(ctx->arena);
	struct named *names = NULL;
	size_t name_count = 0, count = 0;
	if (!weeks_of(ctx, metric, &w, err) ||
	        !store_names(ctx->store, ctx->arena, dimension, &names, &name_count, err))
		return false;
	if (name_count)
		qsort(names, name_count, sizeof(*names), by_id);
	struct score_series *series = arena_array_of(ctx->arena, struct score_series, name_count + 1);
	w.query.dimension = dimension;
	w.since = since;
	w.arena = scratch;
	for (size_t i = 0; i < name_count; i++) {
		struct score_series *one = &series[count];
		size_t answered = 0;
		*one = (struct score_series){.id = names[i].id, .name = names[i].name};
		w.query.dimension_id = one->id;
		arena_reset(scratch);
		if (!take_part(&w, recent, one, &answered, err))
			return false;
		one->points = arena_memdup(ctx->arena, one->points, (one->count + 1) * sizeof(*one->points));
		count += answered > 0;
	}
	judge_together(&w, series, count);
	*ret = series;
	*ret_count = count;
	return true;
}
