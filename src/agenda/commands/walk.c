/* From step to step, and out of the meeting. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <dagstart/store/meetings.h>

static bool must_meet(struct step_context *ctx, struct err *err)
{
	if (!ctx->meeting)
		return err_say(err, ERR_REFUSED, N_("no meeting is open: start one with `dagstart meet`"));
	return ctx->meeting->state == MEETING_RUNNING ||
	       err_say(err, ERR_REFUSED, N_("this meeting is closed"));
}

static bool go(struct step_context *ctx, int step, struct err *err)
{
	session_mask(ctx->session);
	while (session_close_page(ctx->session))
		;
	return walk_go(ctx->session, step, err);
}

static bool close_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct session *session = ctx->session;
	if (!must_meet(ctx, err))
		return false;
	if (!streq(args_get(args, "yes"), "yes")) {
		ret->kind = RESULT_CONFIRM;
		ret->message = _("Close the meeting and write the minutes?");
		return true;
	}
	int64_t next = session->meeting.next_leader_id;
	if (!next && !next_leader(ctx, meeting_next_day(ctx), ctx->meeting->leader_id, &next, err))
		return false;
	if (!attendance_settle(ctx, err) || !walk_put(session, err))
		return false;
	struct meeting meeting = session->meeting;
	meeting.steps[meeting.current].state = STEP_DONE;
	meeting.state = MEETING_CLOSED;
	meeting.ended_ms = ctx->now_ms;
	meeting.next_leader_id = next;
	meeting.holder = "";
	if (!store_put_meeting(ctx->store, &meeting, err))
		return false;
	ret->saved = entity_ref(ENTITY_MEETING, meeting.id);
	ret->message = arena_printf(ctx->arena,
	        session_is_fleeting(session)
	                ? _("saved %s, and gone with this sample team; `dagstart demo --keep FILE` keeps it")
	                : _("saved %s: `dagstart minutes` prints the minutes"),
	        ref_text(ctx->arena, ret->saved));
	ret->kind = RESULT_QUIT;
	return true;
}

static bool previous_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	UNUSED(ret);
	return must_meet(ctx, err) && go(ctx, ctx->meeting->current - 1, err);
}

static bool go_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	const char *name = arg_text(ctx, args, "step");
	long number = 0;
	if (!must_meet(ctx, err))
		return false;
	if (strempty(name))
		name = str_or(args->text, "");
	if (str_to_long(name, &number))
		return go(ctx, number >= 1 && number <= MEETING_STEPS_MAX ? (int)number - 1 : -1, err);
	for (size_t i = 0; i < ctx->meeting->step_count; i++)
		if (streq(ctx->meeting->steps[i].name, name))
			return go(ctx, (int)i, err);
	return err_set(err, ERR_USAGE,
	        N_("no step is named “%s” in this meeting: expected its name or number"), "%s", name);
}

static bool next_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	if (!must_meet(ctx, err))
		return false;
	/* Over the meeting lies a page: first back to the meeting. */
	if (session_close_page(ctx->session))
		return true;
	if (ctx->meeting->current + 1 < (int)ctx->meeting->step_count)
		return go(ctx, ctx->meeting->current + 1, err);
	if (ctx->session->preview)
		return err_say(err, ERR_REFUSED, N_("this was the last step"));
	return close_run(ctx, state, args, ret, err);
}

static bool take_over_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	if (!must_meet(ctx, err))
		return false;
	if (!ctx->session->following)
		return err_say(err, ERR_REFUSED, N_("you lead this meeting already"));
	struct meeting meeting = *ctx->meeting;
	/* The time since the other's last sign of life goes to the running step: the meeting went on. */
	meeting.steps[meeting.current].used_ms = walk_step_used_ms(ctx->session, (size_t)meeting.current);
	meeting.holder = walk_holder(ctx->session, ctx->arena);
	meeting.alive_ms = ctx->now_ms;
	ret->message = _("you lead this meeting now");
	return store_put_meeting(ctx->store, &meeting, err);
}

static const char *const step_args[] = {"step", NULL};
static const char *const yes_args[] = {"yes", NULL};

const struct command walk_commands[] = {
        {.name = "step.next", .title = N_("next step"), .writes = true, .run = next_run},
        {.name = "step.previous", .title = N_("step back"), .writes = true, .run = previous_run},
        {.name = "step.go", .title = N_("go to a step"), .writes = true, .args = step_args, .run = go_run},
        {.name = "meeting.close",
                .title = N_("close the meeting"),
                .writes = true,
                .args = yes_args,
                .run = close_run},
        {.name = "meeting.take", .title = N_("take over the meeting"), .writes = true, .run = take_over_run},
        {0},
};
