/* Opening: why we are here, who is here, who leads, and what we promised last time. */
#include "../tables.h"
#include "../week.h"

#include <dagstart/store/meetings.h>
#include <dagstart/store/work.h>

struct state {
	const int64_t *present;
	size_t present_count;
	struct meeting last;
	bool has_last;
	const struct action *promised; /* at the last meeting */
	size_t promised_count;
	struct note *parked;
	size_t parked_count;
	struct left left;
	struct focus focus;
	struct loops loops;
	const char *holiday;
	int turn; /* of the values */
};

static bool load_promised(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action *actions = NULL;
	size_t count = 0, kept = 0;
	struct action_query query = {.open = true, .done = true, .done_from_day = s->last.day};
	if (!s->has_last)
		return true;
	if (!store_actions(ctx->store, ctx->arena, &query, &actions, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (actions[i].created_day == s->last.day)
			actions[kept++] = actions[i];
	s->promised = actions;
	s->promised_count = kept;
	return true;
}

static bool load_notes(struct step_context *ctx, struct state *s, struct err *err)
{
	struct note *notes = NULL;
	size_t count = 0;
	if (!store_notes(ctx->store, ctx->arena, false, &notes, &count, err))
		return false;
	s->parked_count = notes_parked(ctx->arena, notes, count, &s->parked);
	s->focus = focus_of(ctx, notes, count);
	return true;
}

/* Mostly it is among the meetings that are looked at for what was left. */
static bool load_last(struct step_context *ctx, struct state *s, struct err *err)
{
	struct err none = {0};
	if (!left_load(ctx, &s->left, err))
		return false;
	s->last = s->left.newest;
	s->has_last = s->left.has_newest || store_meeting_of_day(ctx->store, ctx->arena, 0, &s->last, &none);
	if (s->has_last || none.code == ERR_MISSING)
		return true;
	*err = none;
	return false;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	int64_t *present = NULL;
	UNUSED(args);
	*s = (struct state){
	        .holiday = calendar_holiday(ctx->calendar, ctx->today),
	        .turn = working_day_of_year(ctx),
	};
	if (!people_present(ctx, ctx->meeting ? ctx->meeting->id : 0, &present, &s->present_count, err))
		return false;
	s->present = present;
	return load_last(ctx, s, err) && load_promised(ctx, s, err) && load_notes(ctx, s, err) &&
	       loops_load_news_since(ctx, s->has_last ? &s->last : NULL, &s->loops, err);
}

static const struct settings_value *value_of_today(const struct step_context *ctx, int turn)
{
	const struct schema_list *values = &ctx->settings->team.values;
	if (!values->count)
		return NULL;
	return (const struct settings_value *)values->items + (size_t)turn % values->count;
}

static void purpose_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	const char *purpose = bilingual_in(&ctx->settings->team.purpose, ctx->language);
	const struct settings_value *value = value_of_today(ctx, s->turn);
	if (!strempty(purpose)) {
		struct doc_node *section = doc_section(doc, parent, _("PURPOSE"), "");
		doc_para(doc, section, ROLE_TITLE, purpose)->strong = true;
	}
	if (!value)
		return;
	struct doc_node *section = doc_section(doc, parent, _("VALUE OF THE DAY"), "");
	struct doc_node *para = doc_para(doc, section, ROLE_TEXT, "");
	doc_span(doc, para, ROLE_ACCENT, bilingual_in(&value->name, ctx->language));
	const char *text = bilingual_in(&value->text, ctx->language);
	if (!strempty(text))
		doc_spanf(doc, para, ROLE_TEXT, "   %s", text);
}

static bool is_here(const struct state *s, int64_t id)
{
	for (size_t i = 0; i < s->present_count; i++)
		if (s->present[i] == id)
			return true;
	return false;
}

static void people_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "here", .title = ""},
	        {.key = "name", .title = ""},
	        {.key = "role", .title = "", .drop = 1},
	        {.key = "leads", .title = "", .weight = 1},
	};
	size_t active = 0, present = 0;
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *m = &ctx->members->items[i];
		active += m->active;
		present += m->active && is_here(s, m->id);
	}
	struct doc_node *section = doc_section(doc, parent, _("WHO IS HERE"),
	        active ? arena_printf(arena, _("%zu of %zu"), present, active) : "");
	if (!active)
		doc_hint(doc, section, _("Nobody is in the team yet: {member.add} adds somebody."));
	struct doc_node *rows = table(doc, section, "members", columns, 4);
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *m = &ctx->members->items[i];
		if (!m->active)
			continue;
		bool here = is_here(s, m->id);
		bool leads = ctx->meeting && ctx->meeting->leader_id == m->id;
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_MEMBER, m->id));
		row->role = here ? ROLE_TEXT : ROLE_QUIET;
		doc_cell_bool(doc, row, here ? "✓" : "·", here);
		doc_cell(doc, row, m->name);
		doc_cell_role(doc, row, ROLE_QUIET, str_or(m->role, ""));
		struct doc_node *last = doc_cell_bool(doc, row,
		        leads  ? _("leads today")
		        : here ? ""
		               : _("away"),
		        leads);
		last->role = leads ? ROLE_ACCENT : ROLE_QUIET;
	}
}

static void promise_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->has_last) {
		doc_hint(doc, parent,
		        _("This is the first meeting here. {step.next} goes on to the customer's words."));
		return;
	}
	struct doc_node *section = doc_section(
	        doc, parent, _("WHAT WE PROMISED"), say_day_near(doc->arena, s->last.day, ctx->today));
	if (s->promised_count)
		actions_table(ctx, "promised", s->promised, s->promised_count, doc, section);
	else
		doc_para(doc, section, ROLE_QUIET, _("nothing new was promised"));
}

static void parked_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (s->parked_count)
		doc_paraf(doc, parent, ROLE_QUIET,
		        P_("%zu item in the parking lot", "%zu items in the parking lot", s->parked_count),
		        s->parked_count);
}

/* Who opens a second one on the same day is told, and where the first one is to be read. */
static void again_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	bool is_same = ctx->meeting && streq(s->last.agenda, ctx->meeting->agenda);
	if (!s->has_last || s->last.day != ctx->today || !is_same)
		return;
	struct moment from = clock_local(s->last.started_ms), to = clock_local(s->last.ended_ms);
	doc_paraf(doc, parent, ROLE_WATCH,
	        _("There was a stand-up today already, %s–%s (%s): this is another one."),
	        say_clock(arena, from.hour, from.minute), say_clock(arena, to.hour, to.minute),
	        ref_text(arena, entity_ref(ENTITY_MEETING, s->last.id)))
	        ->mark = true;
	doc_hint(doc, parent,
	        _("`dagstart minutes` prints the minutes of the first · {quit} leaves this one"));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	again_doc(ctx, s, doc, parent);
	purpose_doc(ctx, s, doc, parent);
	if (s->holiday)
		doc_paraf(doc, parent, ROLE_WATCH, _("today is a holiday: %s"), _(s->holiday))->mark = true;
	/* before the people, so that a small screen shows it as well */
	promise_doc(ctx, s, doc, parent);
	people_doc(ctx, s, doc, parent);
	focus_doc(ctx, s->focus.last, doc, parent);
	left_doc(&s->left, doc, parent);
	loops_news(ctx, &s->loops, true, doc, parent);
	parked_doc(s, doc, parent);
}

static bool done(struct step_context *ctx, void *state, struct err *err)
{
	UNUSED(state);
	return attendance_settle(ctx, err);
}

const struct step_ops opening_step = {
        .name = "opening",
        .title = N_("Opening"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .done = done,
};
