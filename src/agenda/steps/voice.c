/* Voice of the customer: one praise and one pain, word for word, before any number. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/base/random.h>
#include <dagstart/store/voice.h>

enum { CANDIDATES = 64, STALE_DAYS = 14, CHANNELS_SHOWN = 4, CHANNEL_BOUND = 5 };

struct side {
	bool has_quote;
	struct feedback quote;
};

struct state {
	struct side praise, pain;
	const struct theme_figures *themes;
	size_t theme_count;
	const struct heard_count *channels;
	size_t channel_count;
	int32_t newest;
	int64_t all;
};

static bool load_side(struct step_context *ctx, enum mood mood, struct side *ret, struct err *err)
{
	struct feedback *quotes = NULL;
	size_t count = 0;
	if (!store_quote_candidates(ctx->store, ctx->arena, mood, CANDIDATES, &quotes, &count, err))
		return false;
	struct quote_pick_input input = {
	        .candidates = quotes,
	        .count = count,
	        .today = ctx->today,
	        .quiet_days = ctx->settings->voice.quiet_days,
	        .seed = ctx->seed,
	        .wanted = 1,
	};
	const size_t *order = quote_pick(ctx->arena, &input, &count);
	ret->has_quote = count > 0;
	return !count || store_feedback_by_id(ctx->store, ctx->arena, quotes[order[0]].id, &ret->quote, err);
}

static const struct feedback *first_of(const struct side *side)
{
	return side->has_quote ? &side->quote : NULL;
}

static bool load_themes(struct step_context *ctx, struct state *s, struct err *err)
{
	struct theme_figures *themes = NULL;
	const struct feedback *pain = first_of(&s->pain);
	const struct metric *metric =
	        pain && pain->answer_count ? metric_by_id(ctx, pain->answers[0].metric_id) : NULL;
	if (!pain || !pain->theme_count || !metric)
		return true;
	if (!themes_load_of(ctx, metric, pain, &themes, &s->theme_count, err))
		return false;
	s->themes = themes;
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct heard_count *channels = NULL;
	UNUSED(args);
	*s = (struct state){0};
	if (!load_side(ctx, MOOD_PRAISE, &s->praise, err) || !load_side(ctx, MOOD_PAIN, &s->pain, err) ||
	        !load_themes(ctx, s, err) || !store_feedback_extent(ctx->store, &s->newest, &s->all, err) ||
	        !store_heard_channels(ctx->store, ctx->arena, ctx->today - ctx->settings->voice.quiet_days,
	                &channels, &s->channel_count, err))
		return false;
	s->channels = channels;
	return true;
}

static const struct theme_figures *theme_of(const struct state *s, const struct feedback *quote)
{
	for (size_t i = 0; i < s->theme_count; i++)
		for (size_t j = 0; j < quote->theme_count; j++)
			if (s->themes[i].theme_id == quote->theme_ids[j])
				return &s->themes[i];
	return NULL;
}

static void pain_doc(const struct step_context *ctx, const struct state *s, const struct feedback *quote,
        struct doc *doc, struct doc_node *parent)
{
	struct doc_node *card = quote_card(ctx, quote, _("PAIN · what can we learn?"), doc, parent);
	const struct theme_figures *theme = theme_of(s, quote);
	if (!theme)
		return;
	struct doc_node *para = doc_para(doc, card, ROLE_TEXT, "");
	doc_spanf(doc, para, ROLE_TEXT, "%s  ", theme->name);
	doc_span(doc, para, ROLE_ACCENT, sparkline(doc->arena, theme->weeks, 8));
	doc_spanf(doc, para, ROLE_QUIET, "  %s",
	        theme_say(doc->arena, theme, ctx->settings->voice.window_days));
}

/* How often each channel was heard, so that nobody is overlooked. */
static void coverage_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->channel_count)
		return;
	struct doc_node *para = doc_para(doc, parent, ROLE_QUIET, "");
	doc_spanf(doc, para, ROLE_QUIET, "%s  ", _("heard this month"));
	size_t shown = s->channel_count < CHANNELS_SHOWN ? s->channel_count : CHANNELS_SHOWN;
	for (size_t i = 0; i < shown; i++) {
		struct str dots = str_new(doc->arena);
		int64_t heard = s->channels[i].count < CHANNEL_BOUND ? s->channels[i].count : CHANNEL_BOUND;
		str_repeat(&dots, "●", (size_t)heard);
		str_repeat(&dots, "○", (size_t)(CHANNEL_BOUND - heard));
		doc_spanf(doc, para, ROLE_QUIET, "%s %s  ", s->channels[i].name, dots.text);
	}
}

static void stale_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (ctx->today - s->newest < STALE_DAYS)
		return;
	if (!s->newest) {
		doc_para(doc, parent, ROLE_WATCH,
		        _("None of the feedback has a date: `dagstart import FILE --date 2026-03-01` gives "
		          "it one. Who calls a customer today?"))
		        ->mark = true;
		return;
	}
	struct doc_node *node = doc_paraf(doc, parent, ROLE_WATCH,
	        _("No new feedback since %s. Who calls a customer today?"), say_day(doc->arena, s->newest));
	node->mark = true;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	const struct feedback *praise = first_of(&s->praise), *pain = first_of(&s->pain);
	if (!s->all) {
		doc_para(doc, parent, ROLE_TITLE, _("No customer has been heard here yet."))->strong = true;
		doc_para(doc, parent, ROLE_TEXT, _("Who calls a customer today?"));
		doc_hint(doc, parent,
		        _("{feedback.log} logs what a customer said · `dagstart import FILE` takes in an "
		          "export of your "
		          "survey tool."));
		return;
	}
	stale_doc(ctx, s, doc, parent);
	if (praise)
		quote_card(ctx, praise, _("PRAISE"), doc, parent);
	if (praise && pain)
		doc_rule(doc, parent);
	if (pain)
		pain_doc(ctx, s, pain, doc, parent);
	if (!praise && !pain)
		doc_para(
		        doc, parent, ROLE_QUIET, _("Scores came in, but no words. Who asks a customer why?"));
	coverage_doc(s, doc, parent);
}

static bool mark_heard(struct step_context *ctx, const struct feedback *quote, struct err *err)
{
	return !quote ||
	       store_put_heard(ctx->store, quote->id, ctx->meeting ? ctx->meeting->id : 0, ctx->today, err);
}

/* The selected quote makes room for the next one; without a selection both do. */
static bool next_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	const struct feedback *praise = first_of(&s->praise), *pain = first_of(&s->pain);
	bool on_praise = praise && args->ref.letter == 'F' && args->ref.id == praise->id;
	bool on_pain = pain && args->ref.letter == 'F' && args->ref.id == pain->id;
	UNUSED(ret);
	if (!on_pain && !mark_heard(ctx, praise, err))
		return false;
	return on_praise || mark_heard(ctx, pain, err);
}

static bool done(struct step_context *ctx, void *state, struct err *err)
{
	struct state *s = state;
	return mark_heard(ctx, first_of(&s->praise), err) && mark_heard(ctx, first_of(&s->pain), err);
}

static const struct command commands[] = {
        {.name = "voice.next", .title = N_("next quote"), .writes = true, .run = next_run},
        {0},
};

const struct step_ops voice_step = {
        .name = "voice",
        .title = N_("Voice"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .done = done,
};
