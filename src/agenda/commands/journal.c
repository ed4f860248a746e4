/* Taking back and doing again. The store makes its own transaction of it. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <dagstart/base/text.h>
#include <dagstart/store/journal.h>

typedef bool journal_move(
        struct store *, struct arena *, const struct change *, struct journal_entry *, struct err *);

/* The room does not wait seconds for a million answers; outside a meeting nobody looks on. Half a second at
 * most. */
enum { IMPORTED_MAX = 40 * 1000 };

static bool is_quick(struct step_context *ctx, const struct change *change, bool forth, struct err *err)
{
	struct undo_size size = {0};
	if (!meeting_is_on(ctx))
		return true;
	if (!store_undo_size(ctx->store, change, forth, &size, err))
		return false;
	return (size.imported <= IMPORTED_MAX && size.moved <= THEME_MOVED_MAX) ||
	       err_set(err, ERR_REFUSED,
	               N_("that is about %s answers and takes a while: do it after the meeting, with "
	                  "`dagstart undo` or `dagstart redo`"),
	               "%s", say_count(ctx->arena, size.imported + size.moved));
}

/* Of imports there are many, and only their files tell one from another. */
static const char *what_was_moved(struct step_context *ctx, const struct journal_entry *entry)
{
	const struct journal_query newest = {.ref = entry->ref, .limit = 1};
	const char *said = change_say(ctx, ctx->arena, entry->verb, entry->ref);
	struct journal_entry *found = NULL;
	struct err ignored = {0};
	size_t count = 0;
	if (entry->ref.letter != entity_letter(ENTITY_BATCH) ||
	        !store_history(ctx->store, ctx->arena, &newest, &found, &count, &ignored) || !count ||
	        strempty(found->about))
		return said;
	return arena_printf(ctx->arena, "%s · %s", said, text_clean(ctx->arena, found->about, TEXT_ONE_LINE));
}

static bool move(struct step_context *ctx, journal_move *store_move, const char *verb, const char *said,
        struct result *ret, struct err *err)
{
	struct change change = session_change(ctx->session, verb);
	struct journal_entry entry;
	if (ctx->session->preview || store_is_read_only(ctx->store))
		return err_say(err, ERR_READONLY, N_("this is read-only: nothing can be changed here"));
	if (!is_quick(ctx, &change, store_move == store_redo, err) ||
	        !store_move(ctx->store, ctx->arena, &change, &entry, err))
		return false;
	ret->saved = entity_shown(entry.ref);
	ret->message = arena_printf(ctx->arena, "%s: %s", said, what_was_moved(ctx, &entry));
	struct err reading = {0};
	if (!session_refresh(ctx->session, &reading))
		session_say_unread(ctx->session, ret, &reading);
	return true;
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
        {.name = "undo", .title = N_("undo"), .writes_apart = true, .run = undo_run},
        {.name = "redo", .title = N_("redo"), .writes_apart = true, .run = redo_run},
        {0},
};
