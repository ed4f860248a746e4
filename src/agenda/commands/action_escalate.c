/* What this team can't do alone goes up to another one, with a day for its answer; on that day it is back. */
#include "action.h"

#include "../tables.h"

static const struct form_row escalate_rows[] = {
        {"team", N_("to"), FORM_TEXT, true, N_("the other team, or who speaks for it")},
        {"answer_by", N_("answer by"), FORM_DAY, true, N_("when it comes back here: +7, 31 mar")},
        {0},
};

static bool escalate_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return action_form(ctx, args, "action.escalate", N_("To another team"), escalate_rows, ret);
}

static bool escalate_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	int32_t by = 0;
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err) ||
	        !arg_day_ahead(ctx, args, "answer_by", &by, err))
		return false;
	action.escalated_to = arg_text(ctx, args, "team");
	action.escalated_day = ctx->today;
	action.answer_day = by;
	action.answered_day = 0;
	action.answer = "";
	ret->said = arena_printf(ctx->arena, _("%s is with %s, and comes back %s"), action_name(ctx, &action),
	        action.escalated_to, say_day_near(ctx->arena, by, ctx->today));
	return action_put(ctx, &action, ret, err);
}

static const struct form_row answer_rows[] = {
        {"answer", N_("answer"), FORM_TEXT, true,
                N_("what the other team says; the action goes on from here")},
        {0},
};

static bool answer_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return action_form(ctx, args, "action.answer", N_("The other team's answer"), answer_rows, ret);
}

static bool answer_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err))
		return false;
	if (strempty(action.escalated_to))
		return err_set(
		        err, ERR_REFUSED, N_("%s is with no other team"), "%s", action_name(ctx, &action));
	action.answered_day = ctx->today;
	action.answer = arg_text(ctx, args, "answer");
	ret->said = arena_printf(ctx->arena, _("%s has its answer"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static const char *const escalate_args[] = {"id", "team", "answer_by", NULL};
static const char *const answer_args[] = {"id", "answer", NULL};

const struct command action_escalate_commands[] = {
        {.name = "action.escalate",
                .title = N_("to another team"),
                .writes = true,
                .args = escalate_args,
                .form = escalate_form,
                .run = escalate_run},
        {.name = "action.answer",
                .title = N_("answer of another team"),
                .writes = true,
                .args = answer_args,
                .form = answer_form,
                .run = answer_run},
        {0},
};
