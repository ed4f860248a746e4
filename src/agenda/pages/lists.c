/* Plain lists of what the store holds: actions, decisions, goals, kudos, notes, members. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/base/sort.h>
#include <dagstart/store/people.h>
#include <dagstart/store/work.h>

static bool wants_all(const struct args *args)
{
	return streq(args_get(args, "all"), "yes");
}

/* -- actions -- */
struct actions {
	struct action *items;
	size_t count;
};

static bool actions_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct actions *s = state;
	bool all = wants_all(args);
	struct action_query query = {.open = true, .done = all, .dropped = all};
	*s = (struct actions){0};
	if (!people_arg(ctx, args, "owner", false, &query.owner_id, err) ||
	        !store_actions(ctx->store, ctx->arena, &query, &s->items, &s->count, err))
		return false;
	actions_sort(s->items, s->count, ctx->today);
	return true;
}

static void actions_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct actions *s = state;
	actions_table(ctx, "actions", s->items, s->count, doc, parent);
	if (!s->count)
		doc_hint(doc, parent, _("No open actions. {action.add} makes one with an owner and a day."));
}

const struct step_ops actions_page = {
        .name = "actions",
        .title = N_("Actions"),
        .state_size = sizeof(struct actions),
        .load = actions_load,
        .build = actions_build,
};

/* -- decisions -- */
struct decisions {
	struct decision *items;
	size_t count;
};

/* What comes back first stands first; what never does, last. */
static struct decision *decisions_sort(struct arena *arena, const struct decision *items, size_t count)
{
	struct decision *sorted = arena_array_of(arena, struct decision, count + 1);
	struct pair *pairs = arena_array_of(arena, struct pair, count + 1);
	struct pair *spare = arena_array_of(arena, struct pair, count + 1);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct pair){
		        sort_key(items[i].review_day ? items[i].review_day : INT32_MAX), (int64_t)i};
	pairs_sort(pairs, spare, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = items[pairs[i].value];
	return sorted;
}

static bool decisions_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct decisions *s = state;
	*s = (struct decisions){0};
	if (!store_decisions(ctx->store, ctx->arena, wants_all(args), 0, &s->items, &s->count, err))
		return false;
	s->items = decisions_sort(ctx->arena, s->items, s->count);
	return true;
}

static void decisions_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct decisions *s = state;
	decisions_table(ctx, "decisions", s->items, s->count, doc, parent);
	if (!s->count)
		doc_hint(doc, parent,
		        _("No decisions yet. {decision.add} keeps one with its reason and the day on which "
		          "it comes back."));
}

const struct step_ops decisions_page = {
        .name = "decisions",
        .title = N_("Decisions"),
        .state_size = sizeof(struct decisions),
        .load = decisions_load,
        .build = decisions_build,
};

/* -- goals -- */
static bool goals_page_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	return goals_load(ctx, wants_all(args), state, err);
}

static const char *status_word(enum goal_status status)
{
	return status == GOAL_OPEN ? "open" : status == GOAL_REACHED ? "reached" : "stopped";
}

/* Below the goal: the margin of its number, and the behaviour beside it. */
static const char *pair_say(const struct step_context *ctx, struct arena *arena, const struct goal *goal)
{
	const char *behaviour = strempty(goal->behaviour) ? "" : say_quoted(arena, goal->behaviour);
	if (!goal->current_n)
		return behaviour;
	const char *now = arena_printf(arena, _("now %s"), goal_current_say(ctx, arena, goal));
	return *behaviour ? arena_printf(arena, "%s · %s", now, behaviour) : now;
}

static void goals_page_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct goals *s = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "owner", .title = N_("owner")},
	        {.key = "text", .title = N_("goal"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "current", .title = N_("now"), .align = ALIGN_RIGHT},
	        {.key = "target", .title = N_("target"), .align = ALIGN_RIGHT},
	        {.key = "due", .title = N_("due")},
	        {.key = "state", .title = N_("verdict"), .weight = 1, .min_width = 16, .wrap = true},
	        {.key = "behaviour", .title = "", .weight = 2, .wrap = true},
	        {.key = "metric", .hidden = true},
	        {.key = "updated", .hidden = true},
	        {.key = "status", .hidden = true},
	        {.key = "n", .hidden = true},
	        {.key = "low", .hidden = true},
	        {.key = "high", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "goals", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct goal *g = &s->items[i];
		enum doc_role role = ROLE_TEXT;
		const char *state_words = goal_state_say(goal_state(g, ctx->today), &role);
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_GOAL, g->id));
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell_value(doc, row, g->owner_id ? person(ctx, g->owner_id) : _("team"),
		        members_name(ctx->members, g->owner_id));
		doc_cell(doc, row, g->text);
		doc_cell_number(doc, row, goal_value_say(ctx, arena, g), g->current);
		doc_cell_number(doc, row, goal_number(arena, g, g->target), g->target);
		doc_cell_value(doc, row, g->due_day ? say_day_short(arena, g->due_day) : _("no date"),
		        day_iso_or_empty(arena, g->due_day));
		doc_cell_role(doc, row, role, state_words)->mark = role != ROLE_QUIET;
		doc_cell_value(doc, row, pair_say(ctx, arena, g), g->behaviour);
		doc_cell(doc, row, g->metric_key);
		doc_cell(doc, row, day_iso_or_empty(arena, g->updated_day));
		doc_cell(doc, row, status_word(g->status));
		doc_cell_int(doc, row, "", g->current_n);
		doc_cell_number(doc, row, "", g->current_n ? g->current_low : (double)NAN);
		doc_cell_number(doc, row, "", g->current_n ? g->current_high : (double)NAN);
	}
	if (!s->count)
		doc_hint(doc, parent,
		        _("No goals yet. {goal.add} writes one: a number that a customer score follows and "
		          "the behaviour that goes with it."));
}

const struct step_ops goals_page = {
        .name = "goals",
        .title = N_("Goals"),
        .state_size = sizeof(struct goals),
        .load = goals_page_load,
        .build = goals_page_build,
};

/* -- kudos -- */
struct kudos_list {
	struct kudos *items;
	size_t count;
};

static bool kudos_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct kudos_list *s = state;
	int32_t from = 0;
	*s = (struct kudos_list){0};
	if (!arg_day(ctx, args, "from", &from, err) ||
	        !store_kudos(ctx->store, ctx->arena, from, &s->items, &s->count, err))
		return false;
	size_t kept = 0;
	for (size_t i = 0; i < s->count; i++)
		if (kudos_is_seen(ctx, &s->items[i]))
			s->items[kept++] = s->items[i];
	s->count = kept;
	return true;
}

static void kudos_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct kudos_list *s = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "day", .title = ""},
	        {.key = "to", .title = N_("for")},
	        {.key = "behaviour", .title = N_("behaviour"), .weight = 2, .wrap = true},
	        {.key = "effect", .title = "", .weight = 2, .wrap = true},
	        {.key = "value", .title = N_("value"), .drop = 2},
	        {.key = "from", .title = N_("from"), .drop = 1},
	        {.key = "private", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "kudos", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct kudos *k = &s->items[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_KUDOS, k->id));
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell_value(doc, row, say_day_short(arena, k->day), day_iso(arena, k->day));
		const char *to = person(ctx, k->to_id);
		doc_cell_value(
		        doc, row, k->is_private ? arena_printf(arena, _("%s, in private"), to) : to, to);
		doc_cell(doc, row, k->behaviour);
		doc_cell_value(doc, row, arena_printf(arena, "→ %s", k->effect), k->effect);
		doc_cell(doc, row, k->value);
		doc_cell(doc, row, members_name(ctx->members, k->from_id));
		doc_cell_bool(doc, row, "", k->is_private);
	}
	if (!s->count)
		doc_hint(doc, parent,
		        _("No thanks yet. {kudos.add} says them: what somebody did and what it did for the "
		          "customer."));
}

const struct step_ops kudos_page = {
        .name = "kudos",
        .title = N_("Thanks"),
        .state_size = sizeof(struct kudos_list),
        .load = kudos_load,
        .build = kudos_build,
};

/* -- notes -- */
struct notes {
	struct note *items;
	size_t count;
};

static bool notes_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct notes *s = state;
	*s = (struct notes){0};
	return store_notes(ctx->store, ctx->arena, wants_all(args), &s->items, &s->count, err);
}

static const char *kind_word(enum note_kind kind)
{
	return kind == NOTE_LEARNING ? N_("learned") : kind == NOTE_PARKED ? N_("parked") : N_("agreement");
}

static void notes_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct notes *s = state;
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "id", .title = ""},
	        {.key = "kind", .title = ""},
	        {.key = "text", .title = N_("note"), .weight = 3, .min_width = 20, .wrap = true},
	        {.key = "day", .title = "", .drop = 1},
	        {.key = "by", .title = N_("from"), .drop = 2},
	        {.key = "source", .hidden = true},
	        {.key = "closed", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "notes", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct note *n = &s->items[i];
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_NOTE, n->id));
		row->role = n->closed ? ROLE_QUIET : ROLE_TEXT;
		doc_cell(doc, row, ref_text(arena, row->ref));
		doc_cell_value(doc, row, _(kind_word(n->kind)), kind_word(n->kind));
		doc_cell(doc, row, n->text);
		doc_cell_value(doc, row, say_day_short(arena, n->day), day_iso(arena, n->day));
		doc_cell(doc, row, members_name(ctx->members, n->by_id));
		doc_cell(doc, row, ref_text(arena, n->source));
		doc_cell_bool(doc, row, "", n->closed);
	}
	if (!s->count)
		doc_hint(doc, parent,
		        _("No notes. {note.add} notes what we learned, {note.park} parks something for "
		          "later."));
}

const struct step_ops notes_page = {
        .name = "notes",
        .title = N_("Notes"),
        .state_size = sizeof(struct notes),
        .load = notes_load,
        .build = notes_build,
};

/* -- members -- */
static bool members_load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	UNUSED(ctx);
	UNUSED(err);
	*(bool *)state = wants_all(args);
	return true;
}

static void members_build(
        const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const bool *all = state;
	static const struct doc_column columns[] = {
	        {.key = "name", .title = N_("name")},
	        {.key = "role", .title = N_("role"), .drop = 1},
	        {.key = "today", .title = N_("today")},
	        {.key = "talents", .title = N_("I would like to"), .weight = 2, .drop = 2, .wrap = true},
	        {.key = "login", .title = N_("login"), .drop = 3},
	        {.key = "email", .hidden = true},
	        {.key = "kudos", .hidden = true},
	        {.key = "active", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "members", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *m = &ctx->members->items[i];
		bool away = member_is_away(ctx->members, m->id, ctx->today);
		if (!m->active && !*all)
			continue;
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_MEMBER, m->id));
		row->role = m->active ? ROLE_TEXT : ROLE_QUIET;
		doc_cell(doc, row, m->name);
		doc_cell(doc, row, str_or(m->role, ""));
		doc_cell_value(doc, row,
		        !m->active ? _("left the team")
		        : away     ? _("away")
		                   : C_("attendance", "here"),
		        !m->active ? "left"
		        : away     ? "away"
		                   : "here");
		doc_cell(doc, row, str_or(m->talents, ""));
		doc_cell(doc, row, str_or(m->login, ""));
		doc_cell(doc, row, str_or(m->email, ""));
		doc_cell(doc, row, m->kudos_private ? "private" : "public");
		doc_cell_bool(doc, row, "", m->active);
	}
	if (!ctx->members->count)
		doc_hint(doc, parent, _("Nobody is in the team yet: {member.add} adds somebody."));
}

const struct step_ops members_page = {
        .name = "members",
        .title = N_("Members"),
        .state_size = sizeof(bool),
        .load = members_load,
        .build = members_build,
};
