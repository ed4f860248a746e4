/* Goals: written by their owner, ticked and updated. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/base/text.h>
#include <dagstart/store/work.h>

static const struct form_row add_rows[] = {
        {"text", N_("goal"), FORM_TEXT, true,
                N_("a number that can be read off: invoices right the first time")},
        {"behaviour", N_("behaviour"), FORM_TEXT, false, N_("what I will do differently, as “I …”")},
        {"owner", N_("owner"), FORM_MEMBER, false, N_("empty: a goal of the team")},
        {"metric", N_("serves"), FORM_ONE_OF, false, N_("the customer score that it serves")},
        {"start", N_("from (number)"), FORM_NUMBER, false, N_("where it stands now")},
        {"target", N_("to (number)"), FORM_NUMBER, false, N_("where it should be")},
        {"unit", N_("unit"), FORM_TEXT, false, N_("%, days, …")},
        {"due", N_("due"), FORM_DAY, false, N_("+13w, 1 may")},
        {0},
};

/* A goal written in somebody's turn, or on somebody's page, is that person's own. */
static int64_t member_on_screen(const struct step_context *ctx)
{
	struct visit *visit = session_visit_now(ctx->session);
	struct err none = {0};
	if (!visit || !visit->ops->member)
		return 0;
	bool loaded = visit->loaded || visit_load(ctx->session, visit, &none);
	return loaded ? visit->ops->member(visit->state) : 0;
}

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "goal.add", N_("Goal"), add_rows, ret))
		return false;
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	form_choices(ret, "metric", keys, ctx->metric_count);
	if (!args->count)
		form_value(ret, "owner", str_or(members_name(ctx->members, member_on_screen(ctx)), ""));
	return true;
}

/* A figure that the score can't have is never reached. */
static bool check_metric(const struct step_context *ctx, const struct goal *goal, struct err *err)
{
	const struct metric *metric = metric_by_key(ctx, goal->metric_key);
	double low = 0, high = 0;
	if (strempty(goal->metric_key))
		return true;
	if (!metric) {
		err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
		        goal->metric_key);
		return err_at(err, "metric");
	}
	metric_value_range(metric, &low, &high);
	if (isnan(goal->target) || (goal->target >= low && goal->target <= high))
		return true;
	err_set(err, ERR_USAGE, N_("that score can't be: expected a target from %s"), "%s",
	        say_range(ctx->arena, low, high, 0));
	return err_at(err, "target");
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct goal goal = {
	        .text = arg_text(ctx, args, "text"),
	        .behaviour = arg_text(ctx, args, "behaviour"),
	        .metric_key = arg_text(ctx, args, "metric"),
	        .unit = arg_text(ctx, args, "unit"),
	        .start_day = ctx->today,
	        .updated_day = ctx->today,
	};
	if (!people_arg_active(ctx, args, "owner", false, &goal.owner_id, err) ||
	        !arg_number(ctx, args, "start", &goal.start, err) ||
	        !arg_number(ctx, args, "target", &goal.target, err) ||
	        !arg_day_ahead(ctx, args, "due", &goal.due_day, err) || !check_metric(ctx, &goal, err))
		return false;
	goal.current = goal.start;
	if (!store_put_goal(ctx->store, &goal, err))
		return false;
	ret->saved = entity_ref(ENTITY_GOAL, goal.id);
	return true;
}

static bool find(struct step_context *ctx, const struct args *args, struct goal *ret, struct err *err)
{
	struct ref ref;
	return arg_ref(args, ENTITY_GOAL, &ref, err) &&
	       store_goal_by_id(ctx->store, ctx->arena, ref.id, ret, err);
}

static bool ticked_on(
        struct step_context *ctx, int64_t goal_id, int32_t day, struct checkin *ret, struct err *err)
{
	struct checkin *list = NULL;
	size_t count = 0;
	*ret = (struct checkin){.goal_id = goal_id, .day = day, .value = NAN, .note = ""};
	if (!store_checkins(ctx->store, ctx->arena, day, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].goal_id == goal_id && list[i].day == day)
			*ret = list[i];
	return true;
}

bool goal_tick(struct step_context *ctx, const struct args *args, struct result *ret, struct err *err)
{
	struct goal goal = {0};
	struct checkin checkin = {0};
	int32_t day = 0;
	if (!find(ctx, args, &goal, err) || !arg_day_past(ctx, args, "day", &day, err) ||
	        !ticked_on(ctx, goal.id, day ? day : ctx->today, &checkin, err))
		return false;
	checkin.ticked = !checkin.ticked;
	goal.updated_day = ctx->today;
	if (!store_put_checkin(ctx->store, &checkin, err) || !store_put_goal(ctx->store, &goal, err))
		return false;
	ret->saved = entity_ref(ENTITY_GOAL, goal.id);
	ret->said = !checkin.ticked             ? _("the tick is taken away")
	            : checkin.day == ctx->today ? _("ticked for today")
	                                        : arena_printf(ctx->arena, _("ticked for %s"),
	                                                  say_day_near(ctx->arena, checkin.day, ctx->today));
	return true;
}

static bool tick_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return goal_tick(ctx, args, ret, err);
}

static const struct form_row update_rows[] = {
        {"value", N_("now"), FORM_NUMBER, true, N_("the number as it stands today")},
        {"note", N_("note"), FORM_TEXT, false, N_("what helped or hindered")},
        {0},
};

static bool update_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct goal goal = {0};
	struct err err = {0};
	if (!find(ctx, args, &goal, &err) ||
	        !form_missing(ctx, args, "goal.update", N_("Update the goal"), update_rows, ret))
		return false;
	ret->about = goal.text;
	ret->source = entity_ref(ENTITY_GOAL, goal.id);
	return true;
}

static bool update_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct goal goal = {0};
	struct checkin checkin = {0};
	if (!find(ctx, args, &goal, err) || !ticked_on(ctx, goal.id, ctx->today, &checkin, err) ||
	        !arg_number(ctx, args, "value", &checkin.value, err))
		return false;
	checkin.note = arg_text(ctx, args, "note");
	goal.current = checkin.value;
	goal.updated_day = ctx->today;
	if (!store_put_checkin(ctx->store, &checkin, err) || !store_put_goal(ctx->store, &goal, err))
		return false;
	ret->saved = entity_ref(ENTITY_GOAL, goal.id);
	ret->said = arena_printf(ctx->arena, _("%s is now at %s"), ref_text(ctx->arena, ret->saved),
	        say_number(ctx->arena, goal.current, 1));
	return true;
}

static bool finish(struct step_context *ctx, const struct args *args, enum goal_status status,
        struct result *ret, struct err *err)
{
	struct goal goal = {0};
	if (!find(ctx, args, &goal, err))
		return false;
	const char *id = ref_text(ctx->arena, entity_ref(ENTITY_GOAL, goal.id));
	if (status == GOAL_STOPPED && arg_is_selected(args)) {
		ret->kind = RESULT_CONFIRM;
		ret->careful = true;
		ret->message = arena_printf(ctx->arena, _("Stop %s, “%s”?"), id,
		        text_clean(ctx->arena, goal.text, TEXT_ONE_LINE));
		return true;
	}
	ret->said = arena_printf(
	        ctx->arena, status == GOAL_STOPPED ? _("%s is stopped") : _("%s is reached"), id);
	goal.status = status;
	goal.updated_day = ctx->today;
	if (!store_put_goal(ctx->store, &goal, err))
		return false;
	ret->saved = entity_ref(ENTITY_GOAL, goal.id);
	return true;
}

static bool reach_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return finish(ctx, args, GOAL_REACHED, ret, err);
}

static bool stop_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return finish(ctx, args, GOAL_STOPPED, ret, err);
}

static const char *const add_args[] = {
        "text", "behaviour", "owner", "metric", "start", "target", "unit", "due", NULL};
static const char *const tick_args[] = {"id", "day", NULL};
static const char *const update_args[] = {"id", "value", "note", NULL};
static const char *const id_args[] = {"id", NULL};
static const char *const stop_args[] = {"id", "yes", NULL};

const struct command goal_commands[] = {
        {.name = "goal.add",
                .title = N_("new goal"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "goal.tick", .title = N_("tick today"), .writes = true, .args = tick_args, .run = tick_run},
        {.name = "goal.update",
                .title = N_("update"),
                .writes = true,
                .args = update_args,
                .form = update_form,
                .run = update_run},
        {.name = "goal.reach", .title = N_("reached"), .writes = true, .args = id_args, .run = reach_run},
        {.name = "goal.stop",
                .title = N_("stop the goal"),
                .writes = true,
                .args = stop_args,
                .run = stop_run},
        {0},
};
