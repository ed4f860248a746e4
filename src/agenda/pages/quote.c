/* One quote in full: the words, where they came from, and what rests on them. */
#include "../services.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

struct state {
	struct feedback quote;
	struct action *actions;
	size_t action_count;
	struct decision *decisions;
	size_t decision_count;
	struct kudos *kudos;
	size_t kudos_count;
	struct note *notes;
	size_t note_count;
};

static struct ref ref_of(const struct state *s)
{
	return entity_ref(ENTITY_FEEDBACK, s->quote.id);
}

static bool load_promises(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.open = true, .done = true, .dropped = true};
	size_t count = 0, kept = 0;
	if (!store_actions(ctx->store, ctx->arena, &query, &s->actions, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (ref_equal(s->actions[i].source, ref_of(s)))
			s->actions[kept++] = s->actions[i];
	s->action_count = kept;
	if (!store_decisions(ctx->store, ctx->arena, true, 0, &s->decisions, &count, err))
		return false;
	kept = 0;
	for (size_t i = 0; i < count; i++)
		if (ref_equal(s->decisions[i].source, ref_of(s)) ||
		        quote_is_cited(ctx->arena, s->decisions[i].evidence, ref_of(s)))
			s->decisions[kept++] = s->decisions[i];
	s->decision_count = kept;
	return true;
}

static bool load_words(struct step_context *ctx, struct state *s, struct err *err)
{
	size_t count = 0, kept = 0;
	if (!store_kudos(ctx->store, ctx->arena, 0, &s->kudos, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (ref_equal(s->kudos[i].source, ref_of(s)) && kudos_is_seen(ctx, &s->kudos[i]))
			s->kudos[kept++] = s->kudos[i];
	s->kudos_count = kept;
	if (!store_notes(ctx->store, ctx->arena, true, &s->notes, &count, err))
		return false;
	kept = 0;
	for (size_t i = 0; i < count; i++)
		if (ref_equal(s->notes[i].source, ref_of(s)))
			s->notes[kept++] = s->notes[i];
	s->note_count = kept;
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct ref ref;
	*s = (struct state){0};
	return arg_ref(args, ENTITY_FEEDBACK, &ref, err) &&
	       store_feedback_by_id(ctx->store, ctx->arena, ref.id, &s->quote, err) &&
	       load_promises(ctx, s, err) && load_words(ctx, s, err);
}

static const char *label_of(enum mood mood)
{
	switch (mood) {
	case MOOD_PRAISE:
		return _("PRAISE");
	case MOOD_PAIN:
		return _("PAIN · what can we learn?");
	case MOOD_NEUTRAL:
		break;
	}
	return _("A CUSTOMER SAID");
}

static void origin_doc(const struct step_context *ctx, const struct feedback *quote, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	doc_field_given(doc, parent, "score", _("score"), quote_score(ctx, arena, quote));
	if (quote->day)
		doc_field_value(doc, parent, "day", _("day"), say_day_long(arena, quote->day),
		        day_iso(arena, quote->day));
	doc_field_given(doc, parent, "channel", _("channel"), quote->channel);
	doc_field_given(doc, parent, "step", _("step"), quote->step);
	if (quote->theme_count)
		doc_field(doc, parent, "themes", _("theme"),
		        say_list(arena, quote->themes, quote->theme_count));
	if (quote->heard_day)
		doc_field(doc, parent, "heard", _("heard here"),
		        say_day_near(arena, quote->heard_day, ctx->today));
	if (quote->withdrawn)
		doc_para(doc, parent, ROLE_WATCH, _("This import was withdrawn: it counts in no score."))
		        ->mark = true;
}

static void words_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < s->kudos_count; i++)
		doc_item(doc, list, entity_ref(ENTITY_KUDOS, s->kudos[i].id),
		        arena_printf(doc->arena, _("thanks to %s: %s → %s"), person(ctx, s->kudos[i].to_id),
		                s->kudos[i].behaviour, s->kudos[i].effect));
	for (size_t i = 0; i < s->note_count; i++)
		doc_item(doc, list, entity_ref(ENTITY_NOTE, s->notes[i].id), s->notes[i].text);
}

static void rests_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	bool words = s->kudos_count || s->note_count;
	if (!s->action_count && !s->decision_count && !words) {
		const char *id = ref_text(doc->arena, ref_of(s));
		doc_hint(doc, parent,
		        arena_printf(doc->arena,
		                _("Nothing came of it yet: {action.add source=%s} makes an action of it · "
		                  "{decision.add source=%s} decides · {kudos.add source=%s} says thanks · "
		                  "{note.add source=%s} notes what we learn"),
		                id, id, id, id));
		return;
	}
	struct doc_node *section = doc_section(doc, parent, _("WHAT CAME OF IT"), "");
	if (s->action_count)
		actions_table(ctx, "actions", s->actions, s->action_count, doc, section);
	if (s->decision_count)
		decisions_table(ctx, "decisions", s->decisions, s->decision_count, doc, section);
	if (words)
		words_doc(ctx, s, doc, section);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	struct doc_node *card = quote_card(ctx, &s->quote, label_of(s->quote.mood), doc, parent);
	card->aside = ref_text(arena, card->ref);
	/* The line below the words says in short what the fields say in full. */
	struct doc_node *line = card->last;
	line->text = "";
	origin_doc(ctx, &s->quote, doc, parent);
	rests_doc(ctx, s, doc, parent);
}

const struct step_ops quote_page = {
        .name = "quote",
        .title = N_("Quote"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
