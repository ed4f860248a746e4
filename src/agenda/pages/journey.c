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

/* The lowest (or highest) score of the newest words; of equals the newest. */
static bool load_moment(struct step_context *ctx, const struct metric *metric, const char *step,
        enum mood mood, struct feedback *ret, bool *ret_has, struct err *err)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *list = NULL;
	size_t count = 0;
	double sign = (mood == MOOD_PAIN ? 1 : -1) * (metric->low_is_good ? -1 : 1);
	query.metric = metric->key;
	query.step = step;
	query.from_day = ctx->today - ctx->settings->voice.window_days + 1;
	query.to_day = ctx->today;
	query.commented = true;
	query.has_mood = true;
	query.mood = mood;
	query.limit = LOOKED_AT;
	if (!store_feedback(ctx->store, ctx->arena, &query, &list, &count, err))
		return false;
	*ret_has = count > 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || sign * score_in(&list[i], metric) < sign * score_in(ret, metric))
			*ret = list[i];
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
		const char *name = s->steps.items[i].name;
		if (!load_moment(
		            ctx, s->steps.metric, name, MOOD_PAIN, &moment->worst, &moment->has_worst, err) ||
		        !load_moment(ctx, s->steps.metric, name, MOOD_PRAISE, &moment->best,
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
		        _("No feedback names a step of the journey yet: an import with a column for it "
		          "does."));
		return;
	}
	doc_heading(doc, parent, 2, s->steps.metric->title, segments_say(doc->arena, &s->steps));
	segments_doc(ctx, &s->steps, doc, parent);
	for (size_t i = 0; i < s->steps.count; i++)
		moment_doc(ctx, &s->steps.items[i], &s->moments[i], doc, parent);
	doc_hint(doc, parent, _("{quotes.open} shows the quotes behind the selected figure."));
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
