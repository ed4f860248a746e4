/* Decisions: what, why, with which effect on the customer, and when we look again. */
#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/work.h>

static const struct form_row add_rows[] = {
        {"text", N_("decision"), FORM_TEXT, true, N_("what we decide")},
        {"effect", N_("customer"), FORM_TEXT, false, N_("+ or − for the customer, and what they notice")},
        {"evidence", N_("evidence"), FORM_TEXT, false, N_("F-1031, theme invoice address")},
        {"cost", N_("costs now"), FORM_TEXT, false, N_("what it costs in the short term")},
        {"reason", N_("reason"), FORM_TEXT, false, N_("why this and not something else")},
        {"alternatives", N_("instead of"), FORM_TEXT, false, N_("what else was possible")},
        {"owner", N_("owner"), FORM_MEMBER, false, N_("who sees to it")},
        {"review", N_("comes back"), FORM_DAY, false, N_("when we look whether it worked: +4w, 31 mar")},
        {"expect_metric", N_("seen in"), FORM_CHOICE, false, N_("a score that should become better by it")},
        {0},
};

static void metric_choices(const struct step_context *ctx, struct form *form)
{
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	form_choices(form, "expect_metric", keys, ctx->metric_count);
}

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "decision.add", N_("Decide"), add_rows, ret))
		return false;
	metric_choices(ctx, ret);
	form_about_source(ctx, args, ret);
	struct err ignored = {0};
	struct ref source;
	const char *words = "";
	if (arg_source(ctx, args, &source, &words, &ignored) && ref_is(source)) {
		bool named = source.letter == 'T' && !strempty(words);
		const char *id = ref_text(ctx->arena, source);
		form_value(ret, "evidence", named ? arena_printf(ctx->arena, "%s %s", id, words) : id);
	}
	return true;
}

/* The score that it is to be seen in, checked as a forecast is. */
static bool read_expected(
        struct step_context *ctx, const struct args *args, struct decision *decision, struct err *err)
{
	const char *key = arg_text(ctx, args, "expect_metric");
	const struct metric *metric = metric_by_key(ctx, key);
	decision->expect_metric = key;
	if (!arg_number(ctx, args, "expect_change", &decision->expect_change, err))
		return false;
	if (strempty(key))
		return true;
	if (!metric) {
		err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
		        key);
		return err_at(err, "expect_metric");
	}
	return forecast_check(metric, decision->expect_change, 0, ctx->today, err) ||
	       err_at(err, "expect_change");
}

static bool read_decision(
        struct step_context *ctx, const struct args *args, struct decision *ret, struct err *err)
{
	*ret = (struct decision){
	        .text = arg_text(ctx, args, "text"),
	        .reason = arg_text(ctx, args, "reason"),
	        .alternatives = arg_text(ctx, args, "alternatives"),
	        .effect = arg_text(ctx, args, "effect"),
	        .evidence = arg_text(ctx, args, "evidence"),
	        .cost = arg_text(ctx, args, "cost"),
	        .outcome = "",
	        .rebase_metric = "",
	        .day = ctx->today,
	        .by_id = ctx->me ? ctx->me->id : 0,
	};
	return people_arg_active(ctx, args, "owner", false, &ret->owner_id, err) &&
	       arg_day_ahead(ctx, args, "review", &ret->review_day, err) &&
	       read_expected(ctx, args, ret, err);
}

/* The words of the quote that it came from are kept, whatever becomes of the quote. */
static bool put_new(struct step_context *ctx, struct decision *decision, struct result *ret, struct err *err)
{
	if (!decision_rests(ctx, decision->evidence, decision->source, &decision->rests, err) ||
	        !store_put_decision(ctx->store, decision, err))
		return false;
	ret->saved = entity_ref(ENTITY_DECISION, decision->id);
	ret->select = true;
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct decision decision;
	return read_decision(ctx, args, &decision, err) &&
	       arg_source(ctx, args, &decision.source, &decision.source_text, err) &&
	       put_new(ctx, &decision, ret, err);
}

static bool find(struct step_context *ctx, const struct args *args, struct decision *ret, struct err *err)
{
	struct ref ref;
	return arg_ref(args, ENTITY_DECISION, &ref, err) &&
	       store_decision_by_id(ctx->store, ctx->arena, ref.id, ret, err);
}

static const struct form_row review_rows[] = {
        {"outcome", N_("what happened"), FORM_TEXT, true, N_("what we see since, for the customer")},
        {"verdict", N_("from now on"), FORM_ONE_OF, false, N_("keep or revoke")},
        {"review", N_("again on"), FORM_DAY, false, N_("empty: not again")},
        {0},
};

static const char *const verdicts[] = {N_("keep"), N_("revoke")};

static bool review_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct decision decision = {0};
	struct err err = {0};
	if (!find(ctx, args, &decision, &err) ||
	        !form_missing(ctx, args, "decision.review", N_("Look back"), review_rows, ret))
		return false;
	form_choices_said(ret, ctx, "verdict", verdicts, 2);
	form_value(ret, "verdict", _(verdicts[0]));
	ret->about = decision.text;
	ret->source = entity_ref(ENTITY_DECISION, decision.id);
	return true;
}

static bool must_stand(const struct step_context *ctx, const struct decision *decision, struct err *err)
{
	return decision_stands(decision) ||
	       err_set(err, ERR_REFUSED, N_("%s does not stand any more"), "%s",
	               ref_text(ctx->arena, entity_ref(ENTITY_DECISION, decision->id)));
}

static bool review_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct decision decision = {0};
	size_t verdict = 0;
	if (!find(ctx, args, &decision, err) || !must_stand(ctx, &decision, err) ||
	        !arg_day_ahead(ctx, args, "review", &decision.review_day, err) ||
	        !arg_choice(ctx, args, "verdict", verdicts, 2, &verdict, err))
		return false;
	bool revoked = verdict == 1;
	decision.outcome = arg_text(ctx, args, "outcome");
	decision.reviewed_day = ctx->today;
	decision.status = revoked ? DECISION_REVOKED : DECISION_REVIEWED;
	ret->said = arena_printf(ctx->arena, revoked ? _("%s is revoked") : _("%s is kept"),
	        ref_text(ctx->arena, entity_ref(ENTITY_DECISION, decision.id)));
	if (!store_put_decision(ctx->store, &decision, err))
		return false;
	ret->saved = entity_ref(ENTITY_DECISION, decision.id);
	return true;
}

static const struct form_row replace_rows[] = {
        {"text", N_("decision"), FORM_TEXT, true, N_("what we decide instead")},
        {"reason", N_("reason"), FORM_TEXT, true, N_("why the one before does not do")},
        {"effect", N_("customer"), FORM_TEXT, false, N_("+ or − for the customer, and what they notice")},
        {"evidence", N_("evidence"), FORM_TEXT, false, N_("F-1031, theme invoice address")},
        {"cost", N_("costs now"), FORM_TEXT, false, N_("what it costs in the short term")},
        {"owner", N_("owner"), FORM_MEMBER, false, N_("who sees to it")},
        {"review", N_("comes back"), FORM_DAY, false, N_("when we look whether it worked: +4w, 31 mar")},
        {"expect_metric", N_("seen in"), FORM_CHOICE, false, N_("a score that should become better by it")},
        {0},
};

static bool replace_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct decision old = {0};
	struct err err = {0};
	const struct args values = args_behind_id(args);
	if (!find(ctx, args, &old, &err) ||
	        !form_missing(ctx, &values, "decision.replace", N_("Decide anew"), replace_rows, ret))
		return false;
	metric_choices(ctx, ret);
	form_value(ret, "evidence", str_or(old.evidence, ""));
	form_value(ret, "expect_metric", str_or(old.expect_metric, ""));
	ret->about = old.text;
	ret->source = entity_ref(ENTITY_DECISION, old.id);
	return true;
}

/* Both at once: the old one goes on telling what was decided and why. */
static bool replace_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct decision old = {0}, decision;
	if (!find(ctx, args, &old, err) || !must_stand(ctx, &old, err) ||
	        !read_decision(ctx, args, &decision, err))
		return false;
	decision.text = str_trim(ctx->arena, args_get(args, "text"));
	decision.replaces_id = old.id;
	decision.source = old.source;
	decision.source_text = old.source_text;
	if (strempty(decision.evidence))
		decision.evidence = old.evidence;
	if (!put_new(ctx, &decision, ret, err))
		return false;
	ret->said = arena_printf(ctx->arena, _("%s takes the place of %s"),
	        ref_text(ctx->arena, entity_ref(ENTITY_DECISION, decision.id)),
	        ref_text(ctx->arena, entity_ref(ENTITY_DECISION, old.id)));
	old.status = DECISION_REPLACED;
	return store_put_decision(ctx->store, &old, err);
}

static bool show_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	struct ref ref;
	return arg_ref(args, ENTITY_DECISION, &ref, err) &&
	       open_page(ctx, "decision", &(struct args){.ref = ref, .key = "", .text = ""}, err);
}

static const char *const add_args[] = {"text", "effect", "evidence", "cost", "reason", "alternatives",
        "owner", "review", "expect_metric", "expect_change", "source", NULL};
static const char *const replace_args[] = {"id", "text", "reason", "effect", "evidence", "cost",
        "alternatives", "owner", "review", "expect_metric", "expect_change", NULL};
static const char *const show_args[] = {"id", NULL};
static const char *const review_args[] = {"id", "outcome", "verdict", "review", NULL};

const struct command decision_commands[] = {
        {.name = "decision.add",
                .title = N_("decide"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "decision.replace",
                .title = N_("decide anew"),
                .writes = true,
                .args = replace_args,
                .form = replace_form,
                .run = replace_run},
        {.name = "decision.review",
                .title = N_("look back"),
                .writes = true,
                .args = review_args,
                .form = review_form,
                .run = review_run},
        {.name = "decision.show", .title = N_("the decision in full"), .args = show_args, .run = show_run},
        {0},
};
