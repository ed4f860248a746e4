#include "answers.h"

#include <math.h>

#include <dagstart/store/voice.h>

#include "services.h"

/* The one of them that is asked for; false: several are. */
static bool part_of(const struct feedback_query *query, enum tally_dimension *ret, const char **ret_name)
{
	const struct {
		enum tally_dimension dimension;
		const char *name;
	} parts[] = {{TALLY_CHANNEL, query->channel}, {TALLY_STEP, query->step}, {TALLY_THEME, query->theme}};
	*ret = TALLY_ALL;
	*ret_name = NULL;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!parts[i].name)
			continue;
		if (*ret_name)
			return false;
		*ret = parts[i].dimension;
		*ret_name = parts[i].name;
	}
	return true;
}

static bool tally_of(struct step_context *ctx, const struct tally_query *query, const char *name,
        struct tally *ret, struct err *err)
{
	struct named_tally *parts = NULL;
	size_t count = 0;
	*ret = (struct tally){0};
	if (!name)
		return store_tally(ctx->store, query, ret, err);
	if (!store_tally_by(ctx->store, ctx->arena, query, &parts, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (streq(parts[i].name, name))
			*ret = parts[i].tally;
	return true;
}

static int64_t within(
        const struct metric *metric, const struct tally *tally, const struct feedback_query *query)
{
	int64_t count = 0;
	if (isnan(query->score_from))
		return tally->n;
	/* parts of a bucket are not known apart */
	if (metric->scale_max - metric->scale_min + 1 != metric_buckets(metric))
		return -1;
	int last = metric_bucket(metric, query->score_to);
	for (int i = metric_bucket(metric, query->score_from); i <= last; i++)
		count += tally->bucket[i];
	return count;
}

bool answers_count(
        struct step_context *ctx, const struct feedback_query *query, int64_t *ret, struct err *err)
{
	const struct metric *metric = query->metric ? metric_by_key(ctx, query->metric) : NULL;
	struct tally_query asked = {.from_day = query->from_day, .to_day = query->to_day};
	const char *name = NULL;
	struct tally tally;
	*ret = -1;
	if (!metric || query->has_mood || query->before_id || query->batch_id || query->theme_id ||
	        !part_of(query, &asked.dimension, &name))
		return true;
	asked.metric_id = metric->id;
	if (asked.from_day && !asked.to_day)
		asked.to_day = ctx->today;
	if (!tally_of(ctx, &asked, name, &tally, err))
		return false;
	*ret = within(metric, &tally, query);
	return true;
}
