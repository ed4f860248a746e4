/* From a score to its quotes and its charts; and a new baseline for it: a decision like any other, with its
 * reason, found again in the list and taken back by undo. Nothing else moves a baseline. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/store/work.h>

static const struct form_row rebase_rows[] = {
        {"metric", N_("score"), FORM_CHOICE, true, N_("which score gets a new baseline")},
        {"reason", N_("reason"), FORM_TEXT, true, N_("what changed for good: another question or channel")},
        {"review", N_("comes back"), FORM_DAY, false, N_("when we look whether it holds: +10w")},
        {0},
};

static const char *const *metric_keys(const struct step_context *ctx)
{
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	return keys;
}

static bool rebase_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "scores.rebase", N_("A new baseline"), rebase_rows, ret))
		return false;
	form_choices(ret, "metric", metric_keys(ctx), ctx->metric_count);
	const struct metric *selected = metric_of_key(ctx, args->key);
	if (selected && strempty(args_get(args, "metric")))
		form_value(ret, "metric", selected->key);
	return true;
}

static bool rebase_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	const char *key = arg_text(ctx, args, "metric");
	const struct metric *metric = metric_by_key(ctx, key);
	if (!metric)
		return err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"),
		        "“%s”", key);
	struct decision decision = {
	        .text = arena_printf(ctx->arena, _("%s is judged by a new baseline from %s on"),
	                metric->title, say_day(ctx->arena, ctx->today)),
	        .reason = arg_text(ctx, args, "reason"),
	        .alternatives = "",
	        .effect = "",
	        .evidence = "",
	        .cost = "",
	        .outcome = "",
	        .rests = "",
	        .source_text = "",
	        .expect_metric = "",
	        .expect_change = (double)NAN,
	        .rebase_metric = metric->key,
	        .by_id = ctx->me ? ctx->me->id : 0,
	        .day = ctx->today,
	};
	if (!arg_day_ahead(ctx, args, "review", &decision.review_day, err) ||
	        !store_put_decision(ctx->store, &decision, err))
		return false;
	ret->saved = entity_ref(ENTITY_DECISION, decision.id);
	return true;
}

static bool open_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return scores_open(ctx, args, err);
}

static bool detail_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return scores_detail(ctx, args, err);
}

static const char *const metric_args[] = {"metric", NULL};
static const char *const rebase_args[] = {"metric", "reason", "review", NULL};

const struct command score_commands[] = {
        {.name = "scores.open", .title = N_("quotes behind it"), .args = metric_args, .run = open_run},
        {.name = "scores.detail", .title = N_("the score in depth"), .args = metric_args, .run = detail_run},
        {.name = "scores.rebase",
                .title = N_("a new baseline"),
                .writes = true,
                .args = rebase_args,
                .form = rebase_form,
                .run = rebase_run},
        {0},
};
