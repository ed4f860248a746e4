/* Wins: what went well for customers since the last of these meetings. Words first, and a score only where
 * the gate calls its rise real. */
#include "../ledger.h"
#include "../tables.h"
#include "../week.h"

#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { KUDOS_SHOWN = 4, QUOTES_SHOWN = 2 };

struct state {
	int32_t from;
	struct feedback *praise;
	size_t praise_count;
	struct said_did *said; /* finished, and begun with a customer's words or a theme */
	size_t said_count;
	struct action *done; /* the other finished ones */
	size_t done_count;
	struct kudos *kudos;
	size_t kudos_count;
	struct goal *reached;
	size_t reached_count;
	struct score_card *better;
	size_t better_count;
	struct kpi_cards kpis;
};

static bool load_praise(struct step_context *ctx, struct state *s, struct err *err)
{
	struct feedback_query query = feedback_query_any();
	query.has_mood = true;
	query.mood = MOOD_PRAISE;
	query.commented = true;
	query.from_day = s->from;
	query.to_day = ctx->today;
	query.limit = QUOTES_SHOWN;
	return store_feedback(ctx->store, ctx->arena, &query, &s->praise, &s->praise_count, err);
}

static bool began_elsewhere(const struct state *s, const struct action *action)
{
	for (size_t i = 0; i < s->said_count; i++)
		if (s->said[i].action->id == action->id)
			return false;
	return true;
}

static bool load_done(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.done = true, .done_from_day = s->from};
	struct action *done = NULL;
	size_t count = 0;
	if (!store_actions(ctx->store, ctx->arena, &query, &done, &count, err) ||
	        !said_did_load(ctx, done, count, &s->said, &s->said_count, err))
		return false;
	s->done = arena_array_of(ctx->arena, struct action, count + 1);
	for (size_t i = 0; i < count; i++)
		if (began_elsewhere(s, &done[i]))
			s->done[s->done_count++] = done[i];
	return true;
}

static bool load_work(struct step_context *ctx, struct state *s, struct err *err)
{
	size_t kept = 0;
	if (!load_done(ctx, s, err) ||
	        !store_kudos(ctx->store, ctx->arena, s->from, &s->kudos, &s->kudos_count, err) ||
	        !store_goals(ctx->store, ctx->arena, true, &s->reached, &s->reached_count, err))
		return false;
	for (size_t i = 0; i < s->kudos_count; i++)
		if (!s->kudos[i].is_private)
			s->kudos[kept++] = s->kudos[i];
	s->kudos_count = kept;
	kept = 0;
	for (size_t i = 0; i < s->reached_count; i++)
		if (s->reached[i].status == GOAL_REACHED && s->reached[i].updated_day >= s->from)
			s->reached[kept++] = s->reached[i];
	s->reached_count = kept;
	return true;
}

static bool load_scores(struct step_context *ctx, struct state *s, struct err *err)
{
	s->better = arena_array_of(ctx->arena, struct score_card, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++) {
		struct score_card *card = &s->better[s->better_count];
		enum doc_role role = ROLE_TEXT;
		if (!score_card_load(ctx, &ctx->metrics[i], card, err))
			return false;
		signal_say(ctx->arena, card->metric, &card->series.signal, &role);
		s->better_count += role == ROLE_GOOD;
	}
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct left left;
	UNUSED(args);
	*s = (struct state){0};
	if (!left_load(ctx, &left, err))
		return false;
	s->from = week_from(ctx, &left);
	return load_praise(ctx, s, err) && load_work(ctx, s, err) && load_scores(ctx, s, err) &&
	       kpi_cards_load(ctx, NULL, 0, false, &s->kpis, err);
}

static void thanks_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *section = doc_section(doc, parent, _("THANKS"), "");
	struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < s->kudos_count && i < KUDOS_SHOWN; i++) {
		const struct kudos *k = &s->kudos[i];
		struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_KUDOS, k->id), "");
		doc_span(doc, item, ROLE_ACCENT, person(ctx, k->to_id));
		doc_spanf(doc, item, ROLE_TEXT, "   %s → %s", k->behaviour, k->effect);
	}
	if (s->kudos_count > KUDOS_SHOWN)
		doc_hint(doc, section, _("{page.open kudos} shows all thanks"));
}

static void better_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *list =
	        doc_add(doc, doc_section(doc, parent, _("REALLY BETTER"), ""), DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < s->better_count; i++) {
		const struct score_card *card = &s->better[i];
		enum doc_role role = ROLE_TEXT;
		const char *margin = "";
		const char *value = metric_say_score(arena, card->metric, &card->score, &margin);
		const char *verdict = signal_say(arena, card->metric, &card->series.signal, &role);
		struct doc_node *item = doc_item(doc, list, (struct ref){0}, "");
		item->key = card->metric->key;
		item->focusable = true;
		doc_spanf(doc, item, ROLE_ACCENT, "%s   ", metric_short(arena, card->metric));
		doc_spanf(doc, item, ROLE_TEXT, "%s%s%s, n %s", value, *margin ? " " : "", margin,
		        say_count(arena, card->score.n));
		doc_para(doc, item, role, verdict)->mark = true;
	}
}

static void reached_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list =
	        doc_add(doc, doc_section(doc, parent, _("GOALS REACHED"), ""), DOC_LIST, ROLE_TEXT, "");
	for (size_t i = 0; i < s->reached_count; i++) {
		const struct goal *goal = &s->reached[i];
		struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_GOAL, goal->id), "");
		doc_spanf(doc, item, ROLE_ACCENT, "%s   ",
		        goal->owner_id ? person(ctx, goal->owner_id) : _("team"));
		doc_span(doc, item, ROLE_TEXT, goal->text);
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	kpi_warnings_doc(ctx, &s->kpis, doc, parent);
	doc_para(doc, parent, ROLE_TITLE,
	        arena_printf(arena, _("What went well for customers since %s?"), say_day(arena, s->from)))
	        ->strong = true;
	for (size_t i = 0; i < s->praise_count; i++)
		quote_brief(ctx, &s->praise[i], doc, parent);
	if (s->said_count)
		said_did_doc(ctx, s->said, s->said_count, doc,
		        doc_section(doc, parent, _("YOU SAID, WE DID"), ""));
	if (s->done_count)
		actions_table(ctx, "finished", s->done, s->done_count, doc,
		        doc_section(doc, parent, _("FINISHED"), ""));
	if (s->better_count)
		better_doc(s, doc, parent);
	if (s->reached_count)
		reached_doc(ctx, s, doc, parent);
	if (s->kudos_count)
		thanks_doc(ctx, s, doc, parent);
	if (!s->said_count && !s->done_count && !s->better_count && !s->reached_count && !s->kudos_count)
		doc_para(doc, parent, ROLE_QUIET,
		        _("Nothing was finished, reached or thanked for. What went well that nobody wrote "
		          "down?"));
	doc_hint(doc, parent, _("{kudos.add} says thanks · {note.add} keeps what made it work"));
}

const struct step_ops wins_step = {
        .name = "wins",
        .title = N_("Wins"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
