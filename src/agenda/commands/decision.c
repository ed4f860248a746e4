/* Decisions: what, why, with which effect on the customer, and when we look again. */
#include "../services.h"
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
        {0},
};

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "decision.add", N_("Decide"), add_rows, ret))
		return false;
	struct err ignored = {0};
	struct ref source;
	const char *words = "";
	if (arg_source(ctx, args, &source, &words, &ignored) && ref_is(source)) {
		ret->about = words;
		bool named = source.letter == 'T' && !strempty(words);
		const char *id = ref_text(ctx->arena, source);
		form_value(ret, "evidence", named ? arena_printf(ctx->arena, "%s %s", id, words) : id);
	}
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	const char *words = "";
	struct decision decision = {
	        .text = arg_text(ctx, args, "text"),
	        .reason = arg_text(ctx, args, "reason"),
	        .alternatives = arg_text(ctx, args, "alternatives"),
	        .effect = arg_text(ctx, args, "effect"),
	        .evidence = arg_text(ctx, args, "evidence"),
	        .cost = arg_text(ctx, args, "cost"),
	        .outcome = "",
	        .day = ctx->today,
	};
	if (!people_arg(ctx, args, "owner", false, &decision.owner_id, err) ||
	        !arg_day(ctx, args, "review", &decision.review_day, err) ||
	        !arg_source(ctx, args, &decision.source, &words, err) ||
	        !store_put_decision(ctx->store, &decision, err))
		return false;
	ret->saved = entity_ref(ENTITY_DECISION, decision.id);
	return true;
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

static bool review_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct decision decision = {0};
	size_t verdict = 0;
	if (!find(ctx, args, &decision, err) || !arg_day(ctx, args, "review", &decision.review_day, err) ||
	        !arg_choice(ctx, args, "verdict", verdicts, 2, &verdict, err))
		return false;
	bool revoked = verdict == 1;
	decision.outcome = arg_text(ctx, args, "outcome");
	decision.status = revoked ? DECISION_REVOKED : DECISION_REVIEWED;
	ret->said = arena_printf(ctx->arena, revoked ? _("%s is revoked") : _("%s is kept"),
	        ref_text(ctx->arena, entity_ref(ENTITY_DECISION, decision.id)));
	if (!store_put_decision(ctx->store, &decision, err))
		return false;
	ret->saved = entity_ref(ENTITY_DECISION, decision.id);
	return true;
}

static const char *const add_args[] = {
        "text", "effect", "evidence", "cost", "reason", "alternatives", "owner", "review", "source", NULL};
static const char *const review_args[] = {"id", "outcome", "verdict", "review", NULL};

const struct command decision_commands[] = {
        {.name = "decision.add",
                .title = N_("decide"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "decision.review",
                .title = N_("look back"),
                .writes = true,
                .args = review_args,
                .form = review_form,
                .run = review_run},
        {0},
};
