#include "bottleneck.h"

#include "score_series.h"
#include "services.h"

struct scored {
	const struct metric *metric;
	struct score_series series;
	struct theme_figures *themes;
	size_t count;
};

static bool gets_worse(const struct scored *score)
{
	return signal_direction(&score->series.signal) * metric_direction(score->metric) < 0;
}

static bool is_pain(const struct theme_figures *theme)
{
	return theme->impact > 0 || theme->rising_days > 0;
}

static bool load_one(
        struct step_context *ctx, const struct metric *metric, struct scored *ret, struct err *err)
{
	ret->metric = metric;
	return themes_load(ctx, metric, &ret->themes, &ret->count, err) &&
	       (!ret->count || score_series_load(ctx, metric, &ret->series, err));
}

/* Behind those that are there. */
static size_t add(const struct scored *score, bool all, struct bottleneck *list, size_t count)
{
	for (size_t i = 0; i < score->count; i++)
		if (all || is_pain(&score->themes[i]))
			list[count++] = (struct bottleneck){.metric = score->metric,
			        .signal = &score->series.signal,
			        .theme = &score->themes[i]};
	return count;
}

bool bottlenecks_load(struct step_context *ctx, struct bottleneck **ret, size_t *ret_count, struct err *err)
{
	struct scored *scores = arena_array_of(ctx->arena, struct scored, ctx->metric_count + 1);
	size_t most = 0, count = 0;
	for (size_t i = 0; i < ctx->metric_count; i++) {
		if (!load_one(ctx, &ctx->metrics[i], &scores[i], err))
			return false;
		most += scores[i].count;
	}
	struct bottleneck *list = arena_array_of(ctx->arena, struct bottleneck, most + 1);
	for (int worse = 1; worse >= 0; worse--)
		for (size_t i = 0; i < ctx->metric_count; i++)
			if (gets_worse(&scores[i]) == worse)
				count = add(&scores[i], false, list, count);
	for (size_t i = 0; i < ctx->metric_count && !count; i++)
		count = add(&scores[i], true, list, count);
	*ret = list;
	*ret_count = count;
	return true;
}
