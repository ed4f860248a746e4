/* What is on the screen: pages over the meeting, and the mask. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

static bool mask_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	UNUSED(err);
	ctx->session->masked = !ctx->session->masked;
	ret->message = ctx->session->masked ? _("customers' personal data is masked")
	                                    : _("personal data is shown until you go on");
	return true;
}

static bool open_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	const char *name = str_or(args_get(args, "page"), str_or(args->text, ""));
	const struct step_ops *ops = page_find(name);
	if (!ops)
		return err_set(err, ERR_USAGE,
		        N_("no page is named “%s”: expected me, scores, feedback, actions, decisions, goals, "
		           "kudos, members, notes or history"),
		        "%s", name);
	ctx->session->masked = ctx->settings->voice.mask;
	return session_open_page(ctx->session, ops, args, err);
}

bool open_page(struct step_context *ctx, const char *page, const struct args *args, struct err *err)
{
	ctx->session->masked = ctx->settings->voice.mask;
	return session_open_page(ctx->session, page_find(page), args, err);
}

static bool feedback_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "feedback", args, err);
}

static bool me_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "me", args, err);
}

static bool history_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "history", args, err);
}

static bool back_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	UNUSED(err);
	ctx->session->masked = ctx->settings->voice.mask;
	if (!session_close_page(ctx->session))
		ret->kind = RESULT_TEXT;
	else if (!ctx->session->page_count && !ctx->session->has_meeting)
		ret->kind = RESULT_QUIT;
	return true;
}

static const char *const page_args[] = {"page", "name", "query", NULL};
static const char *const feedback_args[] = {
        "query", "metric", "channel", "step", "theme", "from", "to", "mood", NULL};
static const char *const me_args[] = {"name", NULL};

const struct command view_commands[] = {
        {.name = "mask.toggle", .title = N_("mask"), .run = mask_run},
        {.name = "page.open", .title = N_("open a page"), .args = page_args, .run = open_run},
        {.name = "page.feedback", .title = N_("all feedback"), .args = feedback_args, .run = feedback_run},
        {.name = "page.me", .title = N_("own goals"), .args = me_args, .run = me_run},
        {.name = "page.history", .title = N_("history"), .run = history_run},
        {.name = "back", .title = N_("back"), .run = back_run},
        {0},
};
