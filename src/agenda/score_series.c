/* A score over its weeks, from roll-ups of weeks: the same points for the verdict, for charts and for the
 * weeks that are missing. The baseline is that of the first answers, or of a decision; never of what happens
 * to be on the screen. */
#include "services.h"

#include <math.h>

#include <dagstart/store/work.h>

struct weeks {
	struct step_context *ctx;
	const struct metric *metric;
	int32_t end; /* the Monday of the running week: it is not judged */
	int32_t rebase_day;
	int64_t rebase_id;
	double low, high;
};

static void judge(const struct weeks *w, struct score_series *series)
{
	series->rebase_id = w->rebase_id;
	series->rebase_day = w->rebase_day;
	series->signal = signal_judge(series->points, series->count, w->rebase_day, w->low, w->high);
	signal_settle(&series->signal, series->ahead);
}

/* Of the weeks of one name, oldest first. */
static void take(const struct weeks *w, const struct week_tally *list, size_t count, struct score_series *ret)
{
	int32_t first = count ? list[0].monday : w->end;
	ret->count = first < w->end ? (size_t)(w->end - first) / 7 : 0;
	ret->points = arena_array_of(w->ctx->arena, struct signal_point, ret->count + 1);
	for (size_t i = 0; i < ret->count; i++)
		ret->points[i] = (struct signal_point){.day = first + 7 * (int32_t)i, .value = (double)NAN};
	for (size_t i = 0; i < count; i++) {
		if (list[i].monday >= w->end) {
			ret->ahead += list[i].monday > w->end ? list[i].tally.n : 0;
			continue;
		}
		struct score score = score_of(w->metric, &list[i].tally);
		struct signal_point *point = &ret->points[(list[i].monday - first) / 7];
		point->n = score.n;
		point->value = score.value;
	}
	judge(w, ret);
}

static const char *name_of(const struct named *names, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].id == id)
			return names[i].name;
	return "";
}

static size_t same_from(const struct week_tally *list, size_t count, size_t from)
{
	size_t end = from;
	while (end < count && list[end].id == list[from].id)
		end++;
	return end;
}

bool score_series_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        struct score_series **ret, size_t *ret_count, struct err *err)
{
	struct week_tally *list = NULL;
	struct named *names = NULL;
	size_t count = 0, name_count = 0, series_count = 0;
	struct weeks w = {.ctx = ctx, .metric = metric, .end = ctx->today - day_weekday(ctx->today)};
	metric_value_range(metric, &w.low, &w.high);
	if (!store_tally_weeks(ctx->store, ctx->arena, metric->id, dimension, &list, &count, err) ||
	        !store_names(ctx->store, ctx->arena, dimension, &names, &name_count, err) ||
	        !store_rebase(ctx->store, metric->key, ctx->today, &w.rebase_id, &w.rebase_day, err))
		return false;
	struct score_series *series = arena_array_of(ctx->arena, struct score_series, name_count + 1);
	for (size_t from = 0, end = 0; from < count; from = end) {
		end = same_from(list, count, from);
		struct score_series *one = &series[series_count++];
		one->id = list[from].id;
		one->name = name_of(names, name_count, one->id);
		take(&w, list + from, end - from, one);
	}
	if (dimension == TALLY_ALL && !count) {
		series->name = "";
		take(&w, list, 0, &series[series_count++]);
	}
	*ret = series;
	*ret_count = series_count;
	return true;
}
