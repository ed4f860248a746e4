/* Taking back and doing again. The store makes its own transaction of it, so these do not write as others do.
 */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <dagstart/store/journal.h>

typedef bool journal_move(
        struct store *, struct arena *, const struct change *, struct journal_entry *, struct err *);

static bool move(struct step_context *ctx, journal_move *store_move, const char *verb, const char *said,
        struct result *ret, struct err *err)
{
	struct change change = session_change(ctx->session, verb);
	struct journal_entry entry;
	if (ctx->session->preview || store_is_read_only(ctx->store))
		return err_say(err, ERR_READONLY, N_("this is read-only: nothing can be changed here"));
	if (!store_move(ctx->store, ctx->arena, &change, &entry, err))
		return false;
	ret->saved = entry.ref;
	ret->message =
	        arena_printf(ctx->arena, "%s: %s", said, change_say(ctx, ctx->arena, entry.verb, entry.ref));
	return session_refresh(ctx->session, err);
}

static bool undo_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	return move(ctx, store_undo, "undo", _("undone"), ret, err);
}

static bool redo_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(args);
	return move(ctx, store_redo, "redo", _("done again"), ret, err);
}

const struct command journal_commands[] = {
        {.name = "undo", .title = N_("undo"), .run = undo_run},
        {.name = "redo", .title = N_("redo"), .run = redo_run},
        {0},
};
