/* What is on the screen: pages over the meeting, and the mask. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <limits.h>

/* Rows that a search looks at before it shows what it has: within 50 ms on a small machine. */
enum { SEARCH_EFFORT = 4000, SEARCH_FURTHER = 10, SEARCH_ROWS = 40, SEARCH_ROWS_FURTHER = 400 };

/* `rows` 0: as the page has them. */
static const struct args *search_args(
        const struct step_context *ctx, const struct args *args, long long effort, int rows)
{
	struct args *more = arena_new_of(ctx->arena, struct args);
	struct arg *items = arena_array_of(ctx->arena, struct arg, args->count + 2);
	*more = *args;
	more->items = items;
	more->count = 0;
	for (size_t i = 0; i < args->count; i++)
		if (!streq(args->items[i].name, "effort") && !(rows && streq(args->items[i].name, "limit")))
			items[more->count++] = args->items[i];
	if (rows)
		items[more->count++] = (struct arg){"limit", arena_printf(ctx->arena, "%d", rows)};
	items[more->count++] = (struct arg){"effort", arena_printf(ctx->arena, "%lld", effort)};
	return more;
}

static struct visit *searching(const struct step_context *ctx)
{
	struct visit *visit = ctx->session->page_count ? session_visit_now(ctx->session) : NULL;
	return visit && visit->ops == &search_page ? visit : NULL;
}

/* While it is being typed: the page of the results is opened once and then follows. */
static bool type_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	const struct args *more = search_args(ctx, args, SEARCH_EFFORT, SEARCH_ROWS);
	if (!searching(ctx))
		return open_page(ctx, "search", more, err);
	return session_turn_page(ctx->session, more, err);
}

static bool further_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	UNUSED(args);
	const struct visit *page = session_visit_now(ctx->session);
	if (!ctx->session->page_count || !page->args || strempty(args_get(page->args, "effort")))
		return err_say(err, ERR_MISSING, N_("nothing is being searched for here"));
	long effort = 0;
	if (!str_to_long(args_get(page->args, "effort"), &effort) || effort > LONG_MAX / SEARCH_FURTHER)
		effort = 0;
	return session_turn_page(ctx->session,
	        search_args(ctx, page->args, effort * SEARCH_FURTHER, SEARCH_ROWS_FURTHER), err);
}

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
		        N_("no page is named “%s”: expected me, scores, feedback, heard, loops, actions, "
		           "ledger, you-said, kpis, decisions, goals, kudos, members, notes, themes, found "
		           "or "
		           "history"),
		        "%s", name);
	return session_open_page(ctx->session, ops, args, err);
}

bool open_page(struct step_context *ctx, const char *page, const struct args *args, struct err *err)
{
	return session_open_page(ctx->session, page_find(page), args, err);
}

static bool feedback_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "feedback", search_args(ctx, args, SEARCH_EFFORT, 0), err);
}

static bool loops_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "loops", args, err);
}

static bool ledger_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "ledger", args, err);
}

static bool said_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return open_page(ctx, "you-said", args, err);
}

static const struct form_row me_rows[] = {
        {"name", N_("whose"), FORM_MEMBER, true, N_("a name of the team")},
        {0},
};

/* On a shared screen nobody in particular sits there: it is asked. */
static bool me_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (ctx->me || args->ref.letter == 'P' || !strempty(args->text) || !ctx->members->count)
		return false;
	bool asks = form_missing(ctx, args, "page.me", N_("Own goals"), me_rows, ret);
	ret->source = (struct ref){0};
	return asks;
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
	session_mask(ctx->session);
	if (!session_close_page(ctx->session))
		ret->kind = RESULT_TEXT;
	else if (!ctx->session->page_count && !ctx->session->has_meeting)
		ret->kind = RESULT_QUIT;
	return true;
}

static const char *const page_args[] = {"page", "name", "query", NULL};
static const char *const feedback_args[] = {
        "query", "metric", "channel", "step", "theme", "from", "to", "mood", NULL};
static const char *const type_args[] = {"query", NULL};
static const char *const loops_args[] = {"all", NULL};
static const char *const me_args[] = {"name", NULL};

const struct command view_commands[] = {
        {.name = "mask.toggle", .title = N_("mask"), .run = mask_run},
        {.name = "page.open", .title = N_("open a page"), .args = page_args, .run = open_run},
        {.name = "page.feedback", .title = N_("all feedback"), .args = feedback_args, .run = feedback_run},
        {.name = "page.ledger", .title = N_("what came of our promises"), .run = ledger_run},
        {.name = "page.loops", .title = N_("customers to tell"), .args = loops_args, .run = loops_run},
        {.name = "page.me", .title = N_("own goals"), .args = me_args, .form = me_form, .run = me_run},
        {.name = "page.history", .title = N_("history"), .run = history_run},
        {.name = "page.said", .title = N_("you said, we did"), .args = loops_args, .run = said_run},
        {.name = "search.type", .title = N_("search while typing"), .args = type_args, .run = type_run},
        {.name = "search.more", .title = N_("search further back"), .run = further_run},
        {.name = "back", .title = N_("back"), .run = back_run},
        {0},
};
