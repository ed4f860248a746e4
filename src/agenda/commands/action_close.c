/* An action is finished: which score should change, how much and by when may be said then, and is looked at
 * on its day. */
#include "action.h"

#include "../ledger.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/domain/ledger.h>
#include <dagstart/store/themes.h>

enum { SOONEST_DAYS = 28 };

static const struct form_row rows[] = {
        {"forecast_metric", N_("which score"), FORM_CHOICE, false,
                N_("what should become better by it; empty: nothing is measured")},
        {"forecast_change", N_("how much"), FORM_NUMBER, false, N_("+5; empty: better is enough")},
        {"forecast_day", N_("by when"), FORM_DAY, false, N_("+8w: then it comes back with a verdict")},
        {"forecast_theme", N_("about"), FORM_CHOICE, false, N_("only answers about this theme")},
        {0},
};

static void choices(struct step_context *ctx, struct form *form)
{
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	struct theme_entry *themes = NULL;
	size_t count = 0, named = 0;
	struct err ignored = {0};
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	form_choices(form, "forecast_metric", keys, ctx->metric_count);
	if (!store_theme_entries(ctx->store, ctx->arena, &themes, &count, &ignored))
		return;
	const char **names = arena_array_of(ctx->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!themes[i].into_id)
			names[named++] = themes[i].name;
	form_choices(form, "forecast_theme", names, named);
}

/* What stands there already, and the theme that it grew from. */
static void fill_in(const struct step_context *ctx, const struct action *action, struct form *form)
{
	form_value(form, "forecast_metric", str_or(action->forecast_metric, ""));
	if (!strempty(action->forecast_metric) && !isnan(action->forecast_change))
		form_value(form, "forecast_change", arena_printf(ctx->arena, "%g", action->forecast_change));
	if (action->forecast_day > ctx->today)
		form_value(form, "forecast_day", day_iso(ctx->arena, action->forecast_day));
	if (!strempty(action->forecast_theme))
		form_value(form, "forecast_theme", action->forecast_theme);
	else if (action->source.letter == 'T')
		form_value(form, "forecast_theme", str_or(action->source_text, ""));
}

static bool ask(struct step_context *ctx, const struct args *args, const char *command, const char *title,
        struct form *ret)
{
	struct action action = {0};
	struct err err = {0};
	if (!action_find(ctx, args, &action, &err))
		return false;
	(void)form_missing(ctx, args, command, title, rows, ret);
	ret->about = action.text;
	ret->source = entity_ref(ENTITY_ACTION, action.id);
	choices(ctx, ret);
	fill_in(ctx, &action, ret);
	return true;
}

/* Whoever names it on a command line has said all; a key asks, and everything may be left open. */
static bool done_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	struct action action = {0};
	struct err err = {0};
	UNUSED(state);
	return arg_is_selected(args) && !args->count && action_find(ctx, args, &action, &err) &&
	       action_must_be_open(&action, &err) && ctx->metric_count &&
	       ask(ctx, args, "action.done", N_("Done: what should become better?"), ret);
}

/* A forecast made with the action, for a day that is past: as long from now as it was then. */
static void put_off(const struct step_context *ctx, struct action *action)
{
	int32_t days = action->forecast_day - action->created_day;
	if (!action->forecast_day || action->forecast_day > ctx->today)
		return;
	action->forecast_day = ctx->today + (days > SOONEST_DAYS ? days : SOONEST_DAYS);
}

static bool done_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err) || !action_must_be_open(&action, err) ||
	        !forecast_read(ctx, args, &action, err))
		return false;
	action.status = ACTION_DONE;
	action.done_day = ctx->today;
	put_off(ctx, &action);
	bool comes_back = !strempty(action.forecast_metric) && action.forecast_day;
	ret->said = comes_back ? arena_printf(ctx->arena, _("%s is done, and comes back %s"),
	                                 action_name(ctx, &action),
	                                 say_day_near(ctx->arena, action.forecast_day, ctx->today))
	                       : arena_printf(ctx->arena, _("%s is done"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static bool forecast_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return !args->count && ctx->metric_count &&
	       ask(ctx, args, "action.forecast", N_("What should become better?"), ret);
}

/* Until its day has come: what has been seen is no forecast any more. */
static bool forecast_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	if (!action_find(ctx, args, &action, err))
		return false;
	enum ledger_state is = ledger_state(&action, NULL, ctx->today);
	if (is == LEDGER_DUE || is == LEDGER_JUDGED)
		return err_set(err, ERR_REFUSED,
		        N_("the day of %s has come: what was forecast stands. Judge it, and measure again"),
		        "%s", action_name(ctx, &action));
	if (!forecast_read(ctx, args, &action, err))
		return false;
	ret->said = arena_printf(ctx->arena, _("%s has a forecast"), action_name(ctx, &action));
	return action_put(ctx, &action, ret, err);
}

static const char *const args_of[] = {
        "id", "forecast_metric", "forecast_change", "forecast_day", "forecast_theme", "forecast_step", NULL};

const struct command action_close_commands[] = {
        {.name = "action.done",
                .title = N_("done"),
                .writes = true,
                .args = args_of,
                .form = done_form,
                .run = done_run},
        {.name = "action.forecast",
                .title = N_("forecast"),
                .writes = true,
                .args = args_of,
                .form = forecast_form,
                .run = forecast_run},
        {0},
};
