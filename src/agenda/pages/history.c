/* History: who changed what and when, as the journal has it. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/journal.h>

struct state {
	struct journal_entry *items;
	size_t count;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct journal_query query = {.ref = args->ref, .limit = 200};
	const char *id = str_or(args_get(args, "id"), str_or(args->text, ""));
	*s = (struct state){0};
	if (!strempty(id) && !ref_parse(id, &query.ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as A-12"), "“%s”", id);
	if (!arg_day(ctx, args, "from", &query.from_day, err) ||
	        !arg_day(ctx, args, "to", &query.to_day, err))
		return false;
	return store_history(ctx->store, ctx->arena, &query, &s->items, &s->count, err);
}

static const char *what(const struct journal_entry *entry)
{
	return !entry->before ? _("made") : !entry->after ? _("taken away") : _("changed");
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "at", .title = N_("when")},
	        {.key = "ref", .title = N_("what")},
	        {.key = "change", .title = ""},
	        {.key = "verb", .title = N_("by the command"), .drop = 1},
	        {.key = "member", .title = N_("who")},
	        {.key = "undone", .title = ""},
	        {.key = "before", .hidden = true},
	        {.key = "after", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "history", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct journal_entry *e = &s->items[i];
		struct moment at = clock_local(e->at_ms);
		struct doc_node *row = doc_row(doc, rows, e->ref);
		row->role = e->undone ? ROLE_QUIET : ROLE_TEXT;
		doc_cell_value(doc, row,
		        arena_printf(arena, "%s %s", say_day_short(arena, at.day),
		                say_clock(arena, at.hour, at.minute)),
		        instant_iso(arena, e->at_ms));
		doc_cell(doc, row, ref_text(arena, e->ref));
		doc_cell(doc, row, what(e));
		doc_cell(doc, row, e->verb);
		doc_cell_value(doc, row, person(ctx, e->member_id), members_name(ctx->members, e->member_id));
		doc_cell_bool(doc, row, e->undone ? _("undone") : "", e->undone);
		doc_cell(doc, row, str_or(e->before, ""));
		doc_cell(doc, row, str_or(e->after, ""));
	}
	if (!s->count)
		doc_hint(doc, parent, _("Nothing has been changed yet."));
}

const struct step_ops history_page = {
        .name = "history",
        .title = N_("History"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
