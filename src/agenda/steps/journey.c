/* The customer's journey: its steps in order, each with its score, what hurts most and the best moment. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/base/text.h>
#include <dagstart/store/voice.h>

struct stage {
	const char *name;
	struct tally tally;
	const struct signal *signal; /* NULL: no answers in whole weeks */
	struct feedback *pain, *praise; /* the newest; NULL none */
};

struct state {
	const struct metric *metric; /* the first that customers answer */
	struct stage *stages;
	size_t count;
	struct score_series *series;
	size_t series_count;
};

static bool load_quote(
        struct step_context *ctx, const char *step, enum mood mood, struct feedback **ret, struct err *err)
{
	struct feedback_query query = feedback_query_any();
	size_t count = 0;
	query.step = step;
	query.from_day = ctx->today - ctx->settings->voice.window_days + 1;
	query.commented = true;
	query.has_mood = true;
	query.mood = mood;
	query.limit = 1;
	if (!store_feedback(ctx->store, ctx->arena, &query, ret, &count, err))
		return false;
	*ret = count ? *ret : NULL;
	return true;
}

static const struct tally *tally_of(
        const struct named_tally *tallies, size_t count, struct arena *arena, const char *name)
{
	const char *folded = text_fold(arena, name);
	for (size_t i = 0; i < count; i++)
		if (streq(text_fold(arena, tallies[i].name), folded))
			return &tallies[i].tally;
	return NULL;
}

static bool load_stage(struct step_context *ctx, struct state *s, const char *name, const struct tally *tally,
        struct err *err)
{
	struct stage *stage = &s->stages[s->count++];
	*stage = (struct stage){.name = name};
	if (tally)
		stage->tally = *tally;
	for (size_t i = 0; i < s->series_count; i++)
		if (streq(text_fold(ctx->arena, s->series[i].name), text_fold(ctx->arena, name)))
			stage->signal = &s->series[i].signal;
	return load_quote(ctx, name, MOOD_PAIN, &stage->pain, err) &&
	       load_quote(ctx, name, MOOD_PRAISE, &stage->praise, err);
}

/* In the order of the settings; what only feedback names comes behind. */
static bool load_stages(struct step_context *ctx, struct state *s, struct err *err)
{
	const struct schema_list *journey = &ctx->settings->journey;
	const char *const *order = journey->items;
	struct named_tally *tallies = NULL;
	size_t count = 0;
	for (size_t i = 0; i < ctx->metric_count && !count; i++) {
		s->metric = &ctx->metrics[i];
		struct tally_query query = {
		        .metric_id = s->metric->id,
		        .dimension = TALLY_STEP,
		        .from_day = ctx->today - ctx->settings->voice.window_days + 1,
		        .to_day = ctx->today,
		};
		if (!store_tally_by(ctx->store, ctx->arena, &query, &tallies, &count, err))
			return false;
	}
	if (count && !score_series_load(ctx, s->metric, TALLY_STEP, &s->series, &s->series_count, err))
		return false;
	s->stages = arena_array_of(ctx->arena, struct stage, journey->count + count + 1);
	for (size_t i = 0; i < journey->count; i++)
		if (!load_stage(ctx, s, order[i], tally_of(tallies, count, ctx->arena, order[i]), err))
			return false;
	for (size_t i = 0; i < count; i++) {
		bool listed = false;
		for (size_t j = 0; j < journey->count; j++)
			listed |= streq(
			        text_fold(ctx->arena, order[j]), text_fold(ctx->arena, tallies[i].name));
		if (!listed && !load_stage(ctx, s, tallies[i].name, &tallies[i].tally, err))
			return false;
	}
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	return load_stages(ctx, s, err);
}

static void said_doc(const struct step_context *ctx, const char *label, const struct feedback *quote,
        struct doc *doc, struct doc_node *list)
{
	struct arena *arena = doc->arena;
	if (!quote)
		return;
	struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_FEEDBACK, quote->id), "");
	doc_spanf(doc, item, ROLE_QUIET, "%s   ", label);
	doc_span(doc, item, ROLE_TEXT, quote_words(ctx, arena, quote));
}

static void stage_doc(const struct step_context *ctx, const struct state *s, const struct stage *stage,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const char *aside = _("no answers");
	if (stage->tally.n) {
		struct score score = score_of(s->metric, &stage->tally);
		const char *margin = "";
		const char *value = metric_say_score(arena, s->metric, &score, &margin);
		aside = arena_printf(arena, _("%s %s %s (n %s)"), metric_short(arena, s->metric), value,
		        margin, say_count(arena, score.n));
	}
	struct doc_node *section = doc_section(doc, parent, stage->name, aside);
	if (stage->tally.n) {
		section->key = arena_printf(arena, "%s:step:%s", s->metric->key, stage->name);
		section->focusable = true;
	}
	if (stage->signal) {
		enum doc_role role = ROLE_TEXT;
		const char *verdict = signal_brief(arena, s->metric, stage->signal, &role);
		doc_para(doc, section, role, verdict)->mark = role == ROLE_GOOD || role == ROLE_BAD;
	}
	struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
	said_doc(ctx, _("delights"), stage->praise, doc, list);
	said_doc(ctx, _("hurts"), stage->pain, doc, list);
	if (!stage->pain && !stage->praise)
		doc_para(doc, section, ROLE_QUIET, _("nobody said anything about it"));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->count) {
		doc_para(doc, parent, ROLE_TITLE, _("The journey of our customers has no steps yet."))
		        ->strong = true;
		doc_hint(doc, parent,
		        _("`journey` in dagstart.yaml names them in order; an import brings them along."));
		return;
	}
	doc_para(doc, parent, ROLE_TITLE, _("Where on the way does it hurt, and where does it delight?"))
	        ->strong = true;
	for (size_t i = 0; i < s->count; i++)
		stage_doc(ctx, s, &s->stages[i], doc, parent);
	doc_hint(doc, parent,
	        _("{quotes.open} opens the selected words · {action.add} makes an action · {note.park} parks "
	          "it for later"));
}

const struct step_ops journey_step = {
        .name = "journey",
        .title = N_("Journey"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
