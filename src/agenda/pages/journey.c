/* The customer journey: its steps in order, what each scores, and of each the worst and the best that
 * customers said about it lately. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

enum { LOOKED_AT = 40 };

struct step_words {
	struct feedback worst, best;
	bool has_worst, has_best;
};

struct state {
	struct segment_scores steps;
	struct step_words *moments; /* one a step */
};

static double score_in(const struct feedback *feedback, const struct metric *metric)
{
	for (size_t i = 0; i < feedback->answer_count; i++)
		if (feedback->answers[i].metric_id == metric->id)
			return feedback->answers[i].score;
	return (double)NAN;
}

/* The lowest (or highest) score of the newest words; of equals the newest. Of each import the newest words of
 * a step are kept at hand: however many answers there are, no more than these are looked at. */
static bool load_moment(struct step_context *ctx, const struct metric *metric, int64_t step, enum mood mood,
        struct feedback *ret, bool *ret_has, struct err *err)
{
	struct quote_query query = {
	        .mood = mood,
	        .quiet_from_day = ctx->today + 1,
	        .limit = LOOKED_AT,
	        .of_segment = true,
	        .kind = SEGMENT_STEP,
	        .segment_id = step,
	        .from_day = ctx->today - ctx->settings->voice.window_days + 1,
	};
	struct feedback *list = NULL;
	size_t count = 0;
	double sign = (mood == MOOD_PAIN ? 1 : -1) * (metric->low_is_good ? -1 : 1);
	if (!store_quotes(ctx->store, ctx->arena, &query, &list, &count, err))
		return false;
	*ret_has = false;
	for (size_t i = 0; i < count; i++) {
		struct feedback one;
		if (!store_feedback_by_id(ctx->store, ctx->arena, list[i].id, &one, err))
			return false;
		bool is_more = !*ret_has || sign * score_in(&one, metric) < sign * score_in(ret, metric);
		if (isnan(score_in(&one, metric)) || one.day > ctx->today || !is_more)
			continue;
		*ret = one;
		*ret_has = true;
	}
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	const struct metric *metric = metric_of_key(ctx, key);
	*s = (struct state){0};
	if (!metric && !strempty(args_get(args, "metric")))
		return err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"),
		        "“%s”", key);
	/* Without a choice the first score that any step has. */
	for (size_t i = 0; !s->steps.count && i < (metric ? 1 : ctx->metric_count); i++)
		if (!segments_load(ctx, metric ? metric : &ctx->metrics[i], TALLY_STEP, &s->steps, err))
			return false;
	s->moments = arena_array_of(ctx->arena, struct step_words, s->steps.count + 1);
	for (size_t i = 0; i < s->steps.count; i++) {
		struct step_words *moment = &s->moments[i];
		int64_t step = s->steps.items[i].id;
		if (!load_moment(
		            ctx, s->steps.metric, step, MOOD_PAIN, &moment->worst, &moment->has_worst, err) ||
		        !load_moment(ctx, s->steps.metric, step, MOOD_PRAISE, &moment->best,
		                &moment->has_best, err))
			return false;
	}
	return true;
}

static void moment_doc(const struct step_context *ctx, const struct segment_score *step,
        const struct step_words *moment, struct doc *doc, struct doc_node *parent)
{
	if (!moment->has_worst && !moment->has_best)
		return;
	struct doc_node *section = doc_section(doc, parent, step->name, "");
	if (moment->has_worst)
		quote_brief(ctx, &moment->worst, doc, section);
	if (moment->has_best)
		quote_brief(ctx, &moment->best, doc, section);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->steps.count) {
		doc_hint(doc, parent,
		        _("No feedback names a step of the journey yet. {feedback.log} asks for it and an "
		          "import with a column for it brings it."));
		return;
	}
	doc_heading(doc, parent, 2, s->steps.metric->title, "");
	segments_doc(ctx, &s->steps, doc, parent);
	for (size_t i = 0; i < s->steps.count; i++)
		moment_doc(ctx, &s->steps.items[i], &s->moments[i], doc, parent);
	doc_hint(doc, parent, _("{quotes.open} shows the quotes behind the selected figure"));
}

const struct step_ops journey_page = {
        .name = "journey",
        .title = N_("The customer journey"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};

/* The same as a step: what hurts and what delights on the way is a fixed item of the week. */
const struct step_ops journey_step = {
        .name = "journey",
        .title = N_("Journey"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
