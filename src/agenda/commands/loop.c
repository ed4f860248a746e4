/* The loop with a customer: who takes a low score on, and what the customer was told. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/loops.h>

static bool find(struct step_context *ctx, const struct args *args, struct loop *ret, struct err *err)
{
	struct ref ref;
	return arg_ref(args, ENTITY_FEEDBACK, &ref, err) &&
	       store_loop_by_id(ctx->store, ctx->arena, ref.id, ret, err);
}

static bool put(struct step_context *ctx, struct loop *loop, struct result *ret, struct err *err)
{
	loop->day = ctx->today;
	if (!store_put_loop(ctx->store, loop, err))
		return false;
	ret->saved = entity_ref(ENTITY_FEEDBACK, loop->id);
	return true;
}

static bool must_be_open(const struct loop *loop, struct err *err)
{
	return !loop_is_closed(loop) || err_set(err, ERR_REFUSED, N_("%s is closed already: reopen it first"),
	                                        "F-%lld", (long long)loop->id);
}

static int32_t due_of(const struct step_context *ctx, const struct loop *loop)
{
	return loop->due_day ? loop->due_day
	                     : loop_due_from(ctx->calendar, loop->feedback.day, ctx->today,
	                               ctx->settings->loop.within);
}

static bool form_of(struct step_context *ctx, const struct args *args, const char *command, const char *title,
        const struct form_row *rows, struct form *ret)
{
	struct loop loop = {0};
	struct err err = {0};
	if (!find(ctx, args, &loop, &err) || !form_missing(ctx, args, command, title, rows, ret))
		return false;
	ret->about = strempty(loop.feedback.comment) ? "" : quote_words(ctx, ctx->arena, &loop.feedback);
	ret->source = entity_ref(ENTITY_FEEDBACK, loop.id);
	return true;
}

static const struct form_row own_rows[] = {
        {"owner", N_("owner"), FORM_MEMBER, true, N_("who tells the customer what we do with it")},
        {"due", N_("tell by"), FORM_DAY, false, N_("empty: within the working days that the team agreed on")},
        {0},
};

static bool own_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_of(ctx, args, "loop.own", N_("Who tells this customer?"), own_rows, ret);
}

static bool own_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct loop loop = {0};
	int32_t due = 0;
	if (!find(ctx, args, &loop, err) || !must_be_open(&loop, err) ||
	        !people_arg_active(ctx, args, "owner", true, &loop.owner_id, err) ||
	        !arg_day_ahead(ctx, args, "due", &due, err))
		return false;
	loop.status = LOOP_OWNED;
	loop.due_day = due ? due : due_of(ctx, &loop);
	return put(ctx, &loop, ret, err);
}

static const struct form_row tell_rows[] = {
        {"said", N_("told"), FORM_TEXT, true, N_("what the customer heard from us")},
        {"who", N_("by"), FORM_MEMBER, false, N_("empty: the owner")},
        {"day", N_("day"), FORM_DAY, false, N_("empty: today")},
        {0},
};

static bool tell_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_of(ctx, args, "loop.tell", N_("The customer was told"), tell_rows, ret);
}

static bool tell_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct loop loop = {0};
	int32_t day = 0;
	int64_t who = 0;
	if (!find(ctx, args, &loop, err) || !must_be_open(&loop, err) ||
	        !people_arg(ctx, args, "who", false, &who, err) || !arg_day_past(ctx, args, "day", &day, err))
		return false;
	loop.status = LOOP_TOLD;
	loop.said = arg_text(ctx, args, "said");
	loop.told_day = day ? day : ctx->today;
	loop.told_by_id = who ? who : loop.owner_id ? loop.owner_id : ctx->me ? ctx->me->id : 0;
	loop.due_day = due_of(ctx, &loop);
	return put(ctx, &loop, ret, err);
}

static const struct form_row leave_rows[] = {
        {"reason", N_("reason"), FORM_TEXT, true, N_("why this customer need not hear from us")},
        {0},
};

static bool leave_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_of(ctx, args, "loop.leave", N_("Not needed"), leave_rows, ret);
}

static bool leave_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct loop loop = {0};
	if (!find(ctx, args, &loop, err) || !must_be_open(&loop, err))
		return false;
	loop.status = LOOP_NOT_NEEDED;
	loop.reason = arg_text(ctx, args, "reason");
	loop.due_day = due_of(ctx, &loop);
	return put(ctx, &loop, ret, err);
}

static bool reopen_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct loop loop = {0};
	if (!find(ctx, args, &loop, err))
		return false;
	if (!loop_is_closed(&loop))
		return err_set(err, ERR_REFUSED, N_("%s is open already"), "F-%lld", (long long)loop.id);
	loop.status = loop.owner_id ? LOOP_OWNED : LOOP_OPEN;
	loop.told_day = 0;
	loop.told_by_id = 0;
	loop.said = loop.reason = "";
	loop.due_day =
	        loop_due_from(ctx->calendar, loop.feedback.day, ctx->today, ctx->settings->loop.within);
	return put(ctx, &loop, ret, err);
}

static const char *const own_args[] = {"id", "owner", "due", NULL};
static const char *const tell_args[] = {"id", "said", "who", "day", NULL};
static const char *const leave_args[] = {"id", "reason", NULL};
static const char *const id_args[] = {"id", NULL};

const struct command loop_commands[] = {
        {.name = "loop.own",
                .title = N_("give an owner"),
                .writes = true,
                .args = own_args,
                .form = own_form,
                .run = own_run},
        {.name = "loop.tell",
                .title = N_("customer told"),
                .writes = true,
                .args = tell_args,
                .form = tell_form,
                .run = tell_run},
        {.name = "loop.leave",
                .title = N_("not needed"),
                .writes = true,
                .args = leave_args,
                .form = leave_form,
                .run = leave_run},
        {.name = "loop.reopen", .title = N_("reopen"), .writes = true, .args = id_args, .run = reopen_run},
        {0},
};
