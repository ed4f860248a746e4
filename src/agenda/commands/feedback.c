/* What a customer said, logged by hand in ten seconds. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/base/text.h>
#include <dagstart/store/import.h>
#include <dagstart/store/voice.h>

static const struct form_row log_rows[] = {
        {"text", N_("the customer said"), FORM_TEXT, true, N_("in the customer's own words")},
        {"channel", N_("channel"), FORM_TEXT, false, N_("phone, chat, e-mail, shop …")},
        {"step", N_("step"), FORM_CHOICE, false, N_("of the customer journey")},
        {"score", N_("score"), FORM_NUMBER, false, N_("if the customer gave one")},
        {"metric", N_("kind of score"), FORM_ONE_OF, false, N_("which score that is")},
        {"theme", N_("theme"), FORM_TEXT, false, N_("what it is about")},
        {"day", N_("day"), FORM_DAY, false, N_("empty: today")},
        {0},
};

static bool log_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "feedback.log", N_("A customer said"), log_rows, ret))
		return false;
	const struct schema_list *journey = &ctx->settings->journey;
	form_choices(ret, "step", journey->items, journey->count);
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	form_choices(ret, "metric", keys, ctx->metric_count);
	ret->source = (struct ref){0};
	return true;
}

static bool read_score(
        struct step_context *ctx, const struct args *args, struct feedback *feedback, struct err *err)
{
	double score = NAN;
	if (!arg_number(ctx, args, "score", &score, err))
		return false;
	if (isnan(score))
		return true;
	const char *key = str_or(arg_text(ctx, args, "metric"), ctx->metric_count ? ctx->metrics[0].key : "");
	const struct metric *metric = metric_by_key(ctx, key);
	if (!metric) {
		err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
		        key);
		return err_at(err, "metric");
	}
	if (!metric_accepts(metric, score)) {
		err_set(err, ERR_USAGE, N_("the score does not fit: expected a value of %s"), "%s, %s–%s",
		        metric->title, say_number(ctx->arena, metric->scale_min, 0),
		        say_number(ctx->arena, metric->scale_max, 0));
		return err_at(err, "score");
	}
	feedback->answers[0] = (struct answer){.metric_id = metric->id, .score = score};
	feedback->answer_count = 1;
	feedback->mood = metric_mood(metric, score);
	return true;
}

/* Nobody said of which score it was: then it is said of which it was taken to be. */
static const char *counted_for(const struct step_context *ctx, const struct feedback *feedback)
{
	const struct metric *metric = metric_by_id(ctx, feedback->answers[0].metric_id);
	return arena_printf(ctx->arena, _("saved F-%lld: %s of %s–%s, %s"), (long long)feedback->id,
	        say_number(ctx->arena, feedback->answers[0].score, 1),
	        say_number(ctx->arena, metric->scale_min, 0), say_number(ctx->arena, metric->scale_max, 0),
	        metric->title);
}

static bool log_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct feedback feedback = {
	        .comment = arg_text(ctx, args, "text"),
	        .customer = arg_text(ctx, args, "customer"),
	        .channel = arg_text(ctx, args, "channel"),
	        .step = arg_text(ctx, args, "step"),
	};
	if (!arg_day_past(ctx, args, "day", &feedback.day, err) || !read_score(ctx, args, &feedback, err))
		return false;
	feedback.day = feedback.day ? feedback.day : ctx->today;
	const char *theme = arg_text(ctx, args, "theme");
	if (!strempty(theme)) {
		feedback.themes[0] = theme;
		feedback.theme_count = 1;
		if (!store_theme_id(ctx->store, theme, &feedback.theme_ids[0], err))
			return false;
	}
	if (!store_put_feedback(ctx->store, &feedback, err))
		return false;
	ret->saved = entity_ref(ENTITY_FEEDBACK, feedback.id);
	if (feedback.answer_count && strempty(arg_text(ctx, args, "metric")))
		ret->message = counted_for(ctx, &feedback);
	return true;
}

static const char *const log_args[] = {
        "text", "channel", "step", "score", "metric", "theme", "day", "customer", NULL};

const struct command feedback_commands[] = {
        {.name = "feedback.log",
                .title = N_("log a customer's words"),
                .writes = true,
                .args = log_args,
                .form = log_form,
                .run = log_run},
        {0},
};
