/* Actions: made from anything, and carried on. */
#include "action.h"

#include "../ledger.h"
#include "../tables.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/work.h>

static const struct form_row add_rows[] = {
        {"text", N_("action"), FORM_TEXT, true, N_("what will be done, so that anybody can see it")},
        {"owner", N_("owner"), FORM_MEMBER, false, N_("who does it")},
        {"due", N_("due"), FORM_DAY, false, N_("fri, +7, 31 mar")},
        {"effect", N_("effect"), FORM_TEXT, false, N_("what the customer will notice")},
        {0},
};

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "action.add", N_("Action"), add_rows, ret))
		return false;
	form_about_source(ctx, args, ret);
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {
	        .text = arg_text(ctx, args, "text"),
	        .effect = arg_text(ctx, args, "effect"),
	        .blocked_by = "",
	        .created_day = ctx->today,
	        .forecast_change = NAN,
	};
	if (!people_arg_active(ctx, args, "owner", false, &action.owner_id, err) ||
	        !arg_day_ahead(ctx, args, "due", &action.due_day, err) ||
	        !arg_source(ctx, args, &action.source, &action.source_text, err) ||
	        !forecast_read(ctx, args, &action, err) || !store_put_action(ctx->store, &action, err))
		return false;
	ret->saved = entity_ref(ENTITY_ACTION, action.id);
	return true;
}

bool action_find(struct step_context *ctx, const struct args *args, struct action *ret, struct err *err)
{
	struct ref ref;
	return arg_ref(args, ENTITY_ACTION, &ref, err) &&
	       store_action_by_id(ctx->store, ctx->arena, ref.id, ret, err);
}

bool action_put(struct step_context *ctx, struct action *action, struct result *ret, struct err *err)
{
	if (!store_put_action(ctx->store, action, err))
		return false;
	ret->saved = entity_ref(ENTITY_ACTION, action->id);
	return true;
}

const char *action_name(const struct step_context *ctx, const struct action *action)
{
	return ref_text(ctx->arena, entity_ref(ENTITY_ACTION, action->id));
}

bool action_must_be_open(const struct action *action, struct err *err)
{
	return action->status == ACTION_OPEN ||
	       err_set(err, ERR_REFUSED, N_("%s is not open any more: reopen it first"), "A-%lld",
	               (long long)action->id);
}

static bool drop_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err))
		return false;
	if (arg_is_selected(args)) {
		ret->kind = RESULT_CONFIRM;
		ret->careful = true;
		ret->message = arena_printf(ctx->arena, _("Drop %s, “%s”?"), action_name(ctx, &action),
		        text_clean(ctx->arena, action.text, TEXT_ONE_LINE));
		return true;
	}
	action.status = ACTION_DROPPED;
	action.done_day = ctx->today;
	ret->said = arena_printf(ctx->arena, _("%s is dropped"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static bool reopen_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err))
		return false;
	if (action.status == ACTION_OPEN)
		return err_set(err, ERR_REFUSED, N_("%s is open already"), "A-%lld", (long long)action.id);
	action.status = ACTION_OPEN;
	action.done_day = 0;
	ret->said = arena_printf(ctx->arena, _("%s is open again"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

bool action_form(struct step_context *ctx, const struct args *args, const char *command, const char *title,
        const struct form_row *rows, struct form *ret)
{
	struct action action = {0};
	struct err err = {0};
	const struct args values = args_behind_id(args);
	if (!action_find(ctx, args, &action, &err) || !form_missing(ctx, &values, command, title, rows, ret))
		return false;
	ret->about = action.text;
	ret->source = entity_ref(ENTITY_ACTION, action.id);
	return true;
}

static const struct form_row move_rows[] = {
        {"due", N_("new date"), FORM_DAY, true, N_("fri, +7, 31 mar")},
        {0},
};

static bool move_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return action_form(ctx, args, "action.move", N_("Move"), move_rows, ret);
}

static bool move_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	int32_t day = 0;
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err) ||
	        !arg_day_ahead(ctx, args, "due", &day, err))
		return false;
	action.moved += action.due_day && day > action.due_day;
	action.due_day = day;
	ret->said = arena_printf(ctx->arena, _("%s moved to %s"), action_name(ctx, &action),
	        say_day_near(ctx->arena, day, ctx->today));
	return action_put(ctx, &action, ret, err);
}

static const struct form_row hand_rows[] = {
        {"owner", N_("new owner"), FORM_MEMBER, true, N_("who takes it over")},
        {0},
};

static bool hand_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return action_form(ctx, args, "action.hand", N_("Hand over"), hand_rows, ret);
}

static bool hand_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err) ||
	        !people_arg_active(ctx, args, "owner", true, &action.owner_id, err))
		return false;
	ret->said = arena_printf(
	        ctx->arena, _("%s handed to %s"), action_name(ctx, &action), person(ctx, action.owner_id));
	return action_put(ctx, &action, ret, err);
}

static const struct form_row block_rows[] = {
        {"by", N_("blocked by"), FORM_TEXT, true, N_("whom or what it waits for; “-” when it is free again")},
        {"until", N_("answer by"), FORM_DAY, false, N_("when an answer is expected")},
        {0},
};

static bool block_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return action_form(ctx, args, "action.block", N_("Blocked"), block_rows, ret);
}

static bool block_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err) ||
	        !arg_day_ahead(ctx, args, "until", &action.blocked_until, err))
		return false;
	const char *by = arg_text(ctx, args, "by");
	bool freed = streq(by, "-");
	action.blocked_by = freed ? "" : by;
	if (freed)
		action.blocked_until = 0;
	ret->said = arena_printf(
	        ctx->arena, freed ? _("%s is free again") : _("%s is blocked"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static const struct form_row reword_rows[] = {
        {"text", N_("action"), FORM_TEXT, true, N_("what will be done, so that anybody can see it")},
        {"effect", N_("effect"), FORM_TEXT, false, N_("what the customer will notice")},
        {0},
};

static bool reword_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct action action = {0};
	struct err err = {0};
	if (!action_form(ctx, args, "action.reword", N_("Reword"), reword_rows, ret))
		return false;
	if (action_find(ctx, args, &action, &err)) {
		form_value(ret, "text", action.text);
		form_value(ret, "effect", action.effect);
	}
	return true;
}

static bool reword_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err))
		return false;
	action.text = str_trim(ctx->arena, args_get(args, "text"));
	const char *effect = arg_text(ctx, args, "effect");
	if (!strempty(effect))
		action.effect = effect;
	ret->said = arena_printf(ctx->arena, _("%s is reworded"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static const char *const add_args[] = {"text", "owner", "due", "effect", "source", "forecast_metric",
        "forecast_theme", "forecast_step", "forecast_change", "forecast_day", NULL};
static const char *const id_args[] = {"id", NULL};
static const char *const drop_args[] = {"id", "yes", NULL};
static const char *const move_args[] = {"id", "due", NULL};
static const char *const hand_args[] = {"id", "owner", NULL};
static const char *const block_args[] = {"id", "by", "until", NULL};
static const char *const reword_args[] = {"id", "text", "effect", NULL};

const struct command action_commands[] = {
        {.name = "action.add",
                .title = N_("action"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "action.move",
                .title = N_("move"),
                .writes = true,
                .args = move_args,
                .form = move_form,
                .run = move_run},
        {.name = "action.hand",
                .title = N_("hand over"),
                .writes = true,
                .args = hand_args,
                .form = hand_form,
                .run = hand_run},
        {.name = "action.block",
                .title = N_("blocked"),
                .writes = true,
                .args = block_args,
                .form = block_form,
                .run = block_run},
        {.name = "action.reword",
                .title = N_("reword"),
                .writes = true,
                .args = reword_args,
                .form = reword_form,
                .run = reword_run},
        {.name = "action.drop", .title = N_("drop"), .writes = true, .args = drop_args, .run = drop_run},
        {.name = "action.reopen", .title = N_("reopen"), .writes = true, .args = id_args, .run = reopen_run},
        {0},
};
