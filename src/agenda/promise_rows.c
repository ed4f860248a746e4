#include "promise_rows.h"

#include <dagstart/base/text.h>

#include "services.h"

enum { EVIDENCE_WIDTH = 48 };

struct doc_node *table(struct doc *doc, struct doc_node *parent, const char *key,
        const struct doc_column *columns, size_t count)
{
	struct doc_column *said = arena_memdup(doc->arena, columns, count * sizeof(*columns));
	for (size_t i = 0; i < count; i++)
		said[i].title = strempty(columns[i].title) ? "" : _(columns[i].title);
	return doc_table(doc, parent, key, said, count);
}

static enum doc_role urgency_role(enum urgency urgency)
{
	switch (urgency) {
	case URGENCY_OVERDUE:
	case URGENCY_ANSWER_DUE:
		return ROLE_BAD;
	case URGENCY_TODAY:
	case URGENCY_MOVED:
	case URGENCY_BLOCKED:
	case URGENCY_SOON:
		return ROLE_WATCH;
	case URGENCY_NORMAL:
	case URGENCY_NO_DATE:
		return ROLE_TEXT;
	}
	return ROLE_TEXT;
}

/* Why it stands where it stands. */
static const char *remarks(const struct step_context *ctx, struct arena *arena, const struct action *action)
{
	struct str s = str_new(arena);
	if (action->status != ACTION_OPEN)
		str_add_part(&s, " · ",
		        action->status == ACTION_DONE
		                ? arena_printf(arena, _("done %s"), say_day_short(arena, action->done_day))
		                : _("dropped"));
	if (action->moved == 1)
		str_add_part(&s, " · ", _("moved once"));
	else if (action->moved == 2)
		str_add_part(&s, " · ", _("moved twice"));
	else if (action->moved)
		str_add_part(&s, " · ", arena_printf(arena, _("moved %d times"), action->moved));
	if (!strempty(action->blocked_by))
		str_add_part(&s, " · ",
		        action->blocked_until
		                ? arena_printf(arena, _("blocked by %s, answer by %s"), action->blocked_by,
		                          day_say(ctx, arena, action->blocked_until))
		                : arena_printf(arena, _("blocked by %s"), action->blocked_by));
	if (action_is_escalated(action))
		str_add_part(&s, " · ",
		        arena_printf(arena, _("with %s, answer by %s"), action->escalated_to,
		                day_say(ctx, arena, action->answer_day)));
	else if (!strempty(action->escalated_to))
		str_add_part(&s, " · ",
		        arena_printf(arena, _("%s answered: %s"), action->escalated_to, action->answer));
	if (ref_is(action->source))
		str_add_part(&s, " · ",
		        arena_printf(arena, _("from %s"),
		                action->source.letter == 'T' ? action->source_text
		                                             : ref_text(arena, action->source)));
	return s.text;
}

static const char *status_word(enum action_status status)
{
	switch (status) {
	case ACTION_OPEN:
		return "open";
	case ACTION_DONE:
		return "done";
	case ACTION_DROPPED:
		return "dropped";
	}
	return "";
}

/* What is missing is said: a dash would be read over. */
static struct doc_node *owner_cell(
        const struct step_context *ctx, struct doc *doc, struct doc_node *row, int64_t owner)
{
	const char *name = members_name(ctx->members, owner);
	struct doc_node *cell = doc_cell_value(doc, row, strempty(name) ? _("no owner") : name, name);
	if (strempty(name))
		cell->role = ROLE_QUIET;
	return cell;
}

enum { OWNER_COLUMN = 2 };

static void rows_of_actions(const struct step_context *ctx, const char *key, bool of_one,
        const struct action *actions, size_t count, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "text", .title = N_("action"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "owner", .title = N_("owner")},
	        {.key = "due", .title = N_("due")},
	        {.key = "remarks", .title = "", .weight = 2, .min_width = 14, .drop = 1, .wrap = true},
	        {.key = "status", .hidden = true},
	        {.key = "done", .hidden = true},
	        {.key = "moved", .hidden = true},
	        {.key = "blocked_by", .hidden = true},
	        {.key = "source", .hidden = true},
	        {.key = "effect", .hidden = true},
	        {.key = "escalated_to", .hidden = true},
	        {.key = "answer_by", .hidden = true},
	        {.key = "answered", .hidden = true},
	        {.key = "answer", .hidden = true},
	};
	columns[OWNER_COLUMN].hidden = of_one;
	struct doc_node *rows = table(doc, parent, key, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < count; i++) {
		const struct action *a = &actions[i];
		bool open = a->status == ACTION_OPEN;
		enum doc_role role = open ? urgency_role(action_urgency(a, ctx->today)) : ROLE_QUIET;
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_ACTION, a->id));
		row->role = role;
		row->mark = open && role != ROLE_TEXT;
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell(doc, row, a->text);
		owner_cell(ctx, doc, row, a->owner_id);
		doc_cell_value(doc, row, a->due_day ? day_say(ctx, arena, a->due_day) : _("no date"),
		        day_iso_or_empty(arena, a->due_day))
		        ->role = a->due_day ? ROLE_TEXT : ROLE_QUIET;
		doc_cell_role(doc, row, ROLE_QUIET, remarks(ctx, arena, a));
		doc_cell(doc, row, status_word(a->status));
		doc_cell(doc, row, day_iso_or_empty(arena, a->done_day));
		doc_cell_int(doc, row, arena_printf(arena, "%d", a->moved), a->moved);
		doc_cell(doc, row, str_or(a->blocked_by, ""));
		doc_cell(doc, row, ref_text(arena, a->source));
		doc_cell(doc, row, str_or(a->effect, ""));
		doc_cell(doc, row, str_or(a->escalated_to, ""));
		doc_cell(doc, row, day_iso_or_empty(arena, a->answer_day));
		doc_cell(doc, row, day_iso_or_empty(arena, a->answered_day));
		doc_cell(doc, row, str_or(a->answer, ""));
	}
}

void actions_table(const struct step_context *ctx, const char *key, const struct action *actions,
        size_t count, struct doc *doc, struct doc_node *parent)
{
	rows_of_actions(ctx, key, false, actions, count, doc, parent);
}

void own_actions_table(const struct step_context *ctx, const char *key, const struct action *actions,
        size_t count, struct doc *doc, struct doc_node *parent)
{
	rows_of_actions(ctx, key, true, actions, count, doc, parent);
}

const char *decision_word(enum decision_status status)
{
	switch (status) {
	case DECISION_STANDS:
		return N_("stands");
	case DECISION_REVIEWED:
		return N_("looked back, kept");
	case DECISION_REPLACED:
		return N_("replaced");
	case DECISION_REVOKED:
		return N_("revoked");
	}
	return "";
}

static const char *decision_remarks(
        const struct step_context *ctx, struct arena *arena, const struct decision *d)
{
	struct str s = str_new(arena);
	if (!decision_stands(d))
		str_add_part(&s, " · ", _(decision_word(d->status)));
	if (!strempty(d->effect))
		str_add_part(&s, " · ", arena_printf(arena, _("customer: %s"), d->effect));
	if (!strempty(d->cost))
		str_add_part(&s, " · ", arena_printf(arena, _("costs now: %s"), d->cost));
	if (!strempty(d->evidence))
		str_add_part(&s, " · ",
		        arena_printf(arena, _("evidence: %s"),
		                text_cut(arena, text_clean(arena, d->evidence, TEXT_ONE_LINE), EVIDENCE_WIDTH,
		                        false)));
	if (!strempty(d->outcome))
		str_add_part(&s, " · ", arena_printf(arena, _("since: %s"), d->outcome));
	UNUSED(ctx);
	return s.text;
}

void decisions_table(const struct step_context *ctx, const char *key, const struct decision *decisions,
        size_t count, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "text", .title = N_("decision"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "owner", .title = N_("owner")},
	        {.key = "review", .title = N_("comes back")},
	        {.key = "remarks", .title = "", .weight = 3, .min_width = 14, .drop = 1, .wrap = true},
	        {.key = "day", .hidden = true},
	        {.key = "status", .hidden = true},
	        {.key = "reason", .hidden = true},
	        {.key = "alternatives", .hidden = true},
	        {.key = "rests", .hidden = true},
	        {.key = "replaces", .hidden = true},
	        {.key = "by", .hidden = true},
	        {.key = "reviewed", .hidden = true},
	        {.key = "outcome", .hidden = true},
	        {.key = "expect_metric", .hidden = true},
	        {.key = "expect_change", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, key, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < count; i++) {
		const struct decision *d = &decisions[i];
		bool due = decision_stands(d) && d->review_day && d->review_day <= ctx->today;
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_DECISION, d->id));
		row->role = due ? ROLE_WATCH : decision_stands(d) ? ROLE_TEXT : ROLE_QUIET;
		row->mark = due;
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell(doc, row, d->text);
		owner_cell(ctx, doc, row, d->owner_id);
		doc_cell_value(doc, row, d->review_day ? day_say(ctx, arena, d->review_day) : _("no date"),
		        day_iso_or_empty(arena, d->review_day))
		        ->role = d->review_day ? ROLE_TEXT : ROLE_QUIET;
		doc_cell_role(doc, row, ROLE_QUIET, decision_remarks(ctx, arena, d));
		doc_cell(doc, row, day_iso_or_empty(arena, d->day));
		doc_cell(doc, row, decision_word(d->status));
		doc_cell(doc, row, str_or(d->reason, ""));
		doc_cell(doc, row, str_or(d->alternatives, ""));
		doc_cell(doc, row, str_or(d->rests, ""));
		doc_cell(doc, row,
		        d->replaces_id ? ref_text(arena, entity_ref(ENTITY_DECISION, d->replaces_id)) : "");
		doc_cell(doc, row, members_name(ctx->members, d->by_id));
		doc_cell(doc, row, day_iso_or_empty(arena, d->reviewed_day));
		doc_cell(doc, row, str_or(d->outcome, ""));
		doc_cell(doc, row, str_or(d->expect_metric, ""));
		doc_cell_number(doc, row, "", d->expect_change);
	}
}
