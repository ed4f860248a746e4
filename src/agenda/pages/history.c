/* History: who changed what and when, as the journal has it. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/base/text.h>
#include <dagstart/store/journal.h>

enum { PAGE_ROWS = 200, PAGE_ROWS_MOST = 10000 };

struct state {
	struct journal_entry *items;
	size_t count;
	bool in_pieces; /* oldest first, all of a transaction together */
	struct ref of; /* of one thing only; none: of everything */
};

/* The newest ones; or, to read all of it in pieces, the next ones behind a transaction. */
static bool page_of(const struct args *args, struct journal_query *query, struct err *err)
{
	const char *limit = str_or(args_get(args, "limit"), ""), *after = str_or(args_get(args, "after"), "");
	long rows = PAGE_ROWS, group = 0;
	if (*limit && (!str_to_long(limit, &rows) || rows < 1 || rows > PAGE_ROWS_MOST))
		return err_set(err, ERR_USAGE, N_("limit %s: expected a number of rows from 1 to 10000"),
		        "“%s”", limit);
	if (*after && (!str_to_long(after, &group) || group < 0))
		return err_set(
		        err, ERR_USAGE, N_("after %s: expected the number of a transaction"), "“%s”", after);
	query->limit = (size_t)rows;
	query->oldest_first = *after != '\0';
	query->after_group = group;
	return true;
}

/* A piece that is full may end inside a transaction, of which the next piece would not hold the rest. */
static bool read_piece(
        struct step_context *ctx, struct journal_query *query, struct state *s, struct err *err)
{
	for (;;) {
		if (!store_history(ctx->store, ctx->arena, query, &s->items, &s->count, err))
			return false;
		if (s->count < query->limit)
			return true;
		int64_t last = s->items[s->count - 1].group;
		size_t whole = s->count;
		while (whole > 0 && s->items[whole - 1].group == last)
			whole--;
		if (whole > 0) {
			s->count = whole;
			return true;
		}
		query->limit *= 2;
	}
}

/* What changes with a goal goes without a line of its own: the goal has one. */
static bool is_shown(const struct journal_query *query, const struct state *s, size_t at)
{
	const struct journal_entry *entry = &s->items[at];
	if (ref_is(query->ref) || entity_of_letter(entry->ref.letter) != ENTITY_CHECKIN)
		return true;
	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].group == entry->group && s->items[i].ref.letter == entity_letter(ENTITY_GOAL))
			return false;
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct journal_query query = {
	        .ref = args->ref,
	};
	const char *id = str_or(args_get(args, "id"), str_or(args->text, ""));
	*s = (struct state){0};
	if (streq(id, "all"))
		query.ref = (struct ref){0};
	else if (!strempty(id) && !ref_parse(id, &query.ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as A-12"), "“%s”", id);
	if (!page_of(args, &query, err) || !arg_day(ctx, args, "from", &query.from_day, err) ||
	        !arg_day(ctx, args, "to", &query.to_day, err))
		return false;
	s->in_pieces = query.oldest_first;
	s->of = query.ref;
	if (s->in_pieces)
		return read_piece(ctx, &query, s, err);
	if (!store_history(ctx->store, ctx->arena, &query, &s->items, &s->count, err))
		return false;
	struct journal_entry *shown = arena_array_of(ctx->arena, struct journal_entry, s->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < s->count; i++)
		if (is_shown(&query, s, i))
			shown[count++] = s->items[i];
	s->items = shown;
	s->count = count;
	return true;
}

/* For programs; people read what was done. */
static const char *change_of(const struct journal_entry *entry)
{
	return !entry->before ? "made" : !entry->after ? "taken away" : "changed";
}

/* Thanks in private. */
static bool is_between_two(const struct journal_entry *entry)
{
	return entity_of_letter(entry->ref.letter) == ENTITY_KUDOS && strempty(entry->about);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "at", .title = N_("when")},
	        {.key = "said", .title = N_("what was done"), .weight = 1, .wrap = true},
	        {.key = "by", .title = N_("who")},
	        {.key = "undone", .title = ""},
	        {.key = "ref", .hidden = true},
	        {.key = "change", .hidden = true},
	        {.key = "verb", .hidden = true},
	        {.key = "member", .hidden = true},
	        {.key = "seat", .hidden = true},
	        {.key = "before", .hidden = true},
	        {.key = "after", .hidden = true},
	        {.key = "transaction", .hidden = true},
	};
	struct doc_node *into = parent;
	if (ref_is(s->of))
		into = doc_section(doc, parent,
		        entity_of_letter(s->of.letter) == ENTITY_MEMBER ? person(ctx, s->of.id)
		                                                        : ref_text(arena, s->of),
		        _("only what was done with this one"));
	struct doc_node *rows = table(doc, into, "history", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct journal_entry *e = &s->items[i];
		struct moment at = clock_local(e->at_ms);
		struct doc_node *row = doc_row(doc, rows, entity_shown(e->ref));
		row->role = e->undone ? ROLE_QUIET : ROLE_TEXT;
		doc_cell_value(doc, row,
		        arena_printf(arena, "%s %s", say_day_short(arena, at.day),
		                say_clock(arena, at.hour, at.minute)),
		        instant_iso(arena, e->at_ms));
		doc_cell(doc, row, text_clean(arena, change_say_entry(ctx, arena, e), TEXT_ONE_LINE));
		doc_cell(doc, row, text_clean(arena, change_by(ctx, e), TEXT_ONE_LINE));
		doc_cell_bool(doc, row, e->undone ? _("undone") : "", e->undone);
		doc_cell(doc, row, ref_text(arena, e->ref));
		doc_cell(doc, row, change_of(e));
		doc_cell(doc, row, e->verb);
		doc_cell(doc, row, members_name(ctx->members, e->member_id));
		doc_cell(doc, row, e->origin);
		doc_cell(doc, row, is_between_two(e) ? "" : str_or(e->before, ""));
		doc_cell(doc, row, is_between_two(e) ? "" : str_or(e->after, ""));
		doc_cell_int(doc, row, "", e->group);
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
