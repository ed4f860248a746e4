/* Next week: what came of the last one, what the coming week brings anyway, and one thing to look at. */
#include "../tables.h"
#include "../week.h"

#include <stdlib.h>

#include <dagstart/store/work.h>

enum { AHEAD_DAYS = 7 };

struct state {
	struct focus focus;
	size_t finished; /* actions, since the last focus */
	struct action *due; /* in the coming week, overdue ones too */
	size_t due_count;
	struct decision *back; /* to be looked at by then */
	size_t back_count;
};

static bool load_finished(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.done = true, .done_from_day = s->focus.last->day};
	struct action *done = NULL;
	return store_actions(ctx->store, ctx->arena, &query, &done, &s->finished, err);
}

/* What waits longest first, as in all lists of promises. */
static int by_day(const void *a, const void *b)
{
	const struct decision *left = a, *right = b;
	return (left->review_day > right->review_day) - (left->review_day < right->review_day);
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct action_query query = {.open = true};
	struct note *notes = NULL;
	size_t kept = 0, count = 0;
	UNUSED(args);
	*s = (struct state){0};
	if (!store_notes(ctx->store, ctx->arena, false, &notes, &count, err) ||
	        !store_actions(ctx->store, ctx->arena, &query, &s->due, &s->due_count, err) ||
	        !store_decisions(ctx->store, ctx->arena, false, ctx->today + AHEAD_DAYS, &s->back,
	                &s->back_count, err))
		return false;
	s->focus = focus_of(ctx, notes, count);
	if (s->focus.last && !load_finished(ctx, s, err))
		return false;
	for (size_t i = 0; i < s->due_count; i++)
		if (s->due[i].due_day && s->due[i].due_day <= ctx->today + AHEAD_DAYS)
			s->due[kept++] = s->due[i];
	s->due_count = kept;
	actions_sort(s->due, s->due_count, ctx->today);
	if (s->back_count)
		qsort(s->back, s->back_count, sizeof(*s->back), by_day);
	return true;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	doc_para(doc, parent, ROLE_TITLE, _("What should a customer notice next week?"))->strong = true;
	if (s->focus.set) {
		struct doc_node *section = doc_section(doc, parent, _("NEXT WEEK'S FOCUS"),
		        ref_text(arena, entity_ref(ENTITY_NOTE, s->focus.set->id)));
		section->ref = entity_ref(ENTITY_NOTE, s->focus.set->id);
		doc_para(doc, section, ROLE_ACCENT, s->focus.set->text)->strong = true;
		if (!strempty(s->focus.set->source_text))
			doc_para(doc, section, ROLE_QUIET, s->focus.set->source_text);
	}
	if (s->focus.last) {
		struct doc_node *section = doc_section(doc, parent, _("WHAT CAME OF THE LAST ONE?"),
		        arena_printf(arena, "%s · %s", say_day_near(arena, s->focus.last->day, ctx->today),
		                ref_text(arena, s->focus.last->source)));
		doc_para(doc, section, ROLE_TEXT, s->focus.last->text);
		doc_paraf(doc, section, ROLE_QUIET,
		        P_("%zu action finished since then", "%zu actions finished since then", s->finished),
		        s->finished);
	}
	if (s->due_count)
		actions_table(ctx, "due", s->due, s->due_count, doc,
		        doc_section(doc, parent, _("DUE BY THEN"), ""));
	if (s->back_count)
		decisions_table(ctx, "back", s->back, s->back_count, doc,
		        doc_section(doc, parent, _("DECISIONS THAT COME BACK"), ""));
	doc_hint(doc, parent, _("{ahead.focus} writes down next week's focus; every opening shows it"));
}

static const struct form_row rows[] = {
        {"text", N_("focus"), FORM_TEXT, true, N_("one thing, and what a customer will notice of it")},
        {"because", N_("because"), FORM_TEXT, false, N_("the quote, theme or score that asks for it")},
        {0},
};

static bool set_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_missing(ctx, args, "ahead.focus", N_("Next week's focus"), rows, ret);
}

/* Written once more, it is the same note with other words. */
static bool set_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	if (!ctx->meeting || !ctx->meeting->id)
		return err_say(err, ERR_REFUSED, N_("no meeting is open: start one with `dagstart meet`"));
	struct note note = {
	        .id = s->focus.set ? s->focus.set->id : 0,
	        .kind = NOTE_AGREEMENT,
	        .text = arg_text(ctx, args, "text"),
	        .by_id = ctx->me ? ctx->me->id : 0,
	        .day = ctx->today,
	        .source = entity_ref(ENTITY_MEETING, ctx->meeting->id),
	        .source_text = arg_text(ctx, args, "because"),
	};
	if (!store_put_note(ctx->store, &note, err))
		return false;
	ret->saved = entity_ref(ENTITY_NOTE, note.id);
	return true;
}

static const char *const set_args[] = {"text", "because", NULL};

static const struct command commands[] = {
        {.name = "ahead.focus",
                .title = N_("next week's focus"),
                .writes = true,
                .args = set_args,
                .form = set_form,
                .run = set_run},
        {0},
};

const struct step_ops ahead_step = {
        .name = "ahead",
        .title = N_("Next week"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
