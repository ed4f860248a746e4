/* Voice of the customer: one praise and one pain, word for word, before any number. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/store/loops.h>
#include <dagstart/store/voice.h>

enum { STALE_DAYS = 14 };

struct state {
	struct hearing hearing;
	const struct feedback *next_praise, *next_pain; /* where the room looks back: what n brings */
	bool looks_back;
	const struct theme_figures *themes;
	size_t theme_count;
	bool has_loop; /* the customer in pain waits to hear from us, or has */
	struct loop loop;
	struct loops loops;
};

static bool load_themes(struct step_context *ctx, struct state *s, struct err *err)
{
	struct theme_figures *themes = NULL;
	const struct feedback *pain = s->hearing.pain;
	const struct metric *metric =
	        pain && pain->answer_count ? metric_by_id(ctx, pain->answers[0].metric_id) : NULL;
	if (!pain || !pain->theme_count || !metric)
		return true;
	if (!themes_load_of(ctx, metric, pain, &themes, &s->theme_count, err))
		return false;
	s->themes = themes;
	return true;
}

/* Whoever gave a low score lately is to hear from somebody. */
static bool load_loop(struct step_context *ctx, struct state *s, struct err *err)
{
	const struct feedback *pain = s->hearing.pain;
	if (!pain)
		return true;
	/* That nobody has it yet is known of the pain of the day. */
	if (!s->looks_back && s->hearing.followed_id != pain->id)
		s->loop = (struct loop){.id = pain->id, .day = pain->day};
	else if (!store_loop_by_id(ctx->store, ctx->arena, pain->id, &s->loop, err))
		return false;
	int days = ctx->settings->loop.days;
	bool is_kept = s->loop.due_day != 0;
	s->has_loop = is_kept || (pain->answer_count && pain->day && pain->day >= ctx->today - days && days);
	if (!is_kept)
		s->loop.due_day = loop_due(ctx->calendar, s->loop.day, ctx->settings->loop.within);
	return true;
}

static bool was_left(const struct meeting *meeting)
{
	bool after = false, left = false;
	for (size_t i = 0; meeting && meeting->id && i < meeting->step_count; i++) {
		left = left || (after && meeting->steps[i].state == STEP_DONE);
		after = after || streq(meeting->steps[i].name, "voice");
	}
	return left;
}

static bool read_again(
        struct step_context *ctx, const struct feedback *heard, const struct feedback **ret, struct err *err)
{
	struct feedback *whole = arena_new_of(ctx->arena, struct feedback);
	if (!heard)
		return true;
	*ret = whole;
	return store_feedback_by_id(ctx->store, ctx->arena, heard->id, whole, err);
}

/* Who comes back to this step wants to see what was heard in it. */
static bool load_again(struct step_context *ctx, struct state *s, struct err *err)
{
	struct feedback *heard = NULL;
	size_t count = 0;
	if (!was_left(ctx->meeting))
		return true;
	if (!store_heard(ctx->store, ctx->arena, ctx->meeting->id, &heard, &count, err))
		return false;
	const struct feedback *praise = NULL, *pain = NULL;
	for (size_t i = 0; i < count; i++) {
		praise = heard[i].mood == MOOD_PRAISE ? &heard[i] : praise;
		pain = heard[i].mood == MOOD_PAIN ? &heard[i] : pain;
	}
	s->looks_back = count > 0;
	s->next_praise = s->hearing.praise;
	s->next_pain = s->hearing.pain;
	return read_again(ctx, praise, &s->hearing.praise, err) &&
	       read_again(ctx, pain, &s->hearing.pain, err);
}

/* What everybody reads on the screen must not stand below it as not heard. */
static void count_shown(struct state *s)
{
	const struct feedback *shown[] = {s->hearing.praise, s->hearing.pain};
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown) && !s->looks_back; i++) {
		if (!shown[i])
			continue;
		segments_count_shown(s->hearing.segments, s->hearing.segment_count, shown[i]);
		s->hearing.has_heard = true;
	}
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	if (!hearing_load(ctx, &s->hearing, err) || !load_again(ctx, s, err))
		return false;
	count_shown(s);
	return load_themes(ctx, s, err) && load_loop(ctx, s, err) && loops_load_news(ctx, &s->loops, err);
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
	struct doc_node *card = quote_aloud(ctx, quote, _("PAIN · what can we learn?"), doc, parent);
	const struct theme_figures *theme = theme_of(s, quote);
	if (s->has_loop) {
		struct doc_node *loop = doc_para(
		        doc, card, loop_role(&s->loop, ctx->today), loop_say(ctx, doc->arena, &s->loop));
		loop->mark = loop->role == ROLE_BAD || loop->role == ROLE_WATCH;
	}
	if (!theme)
		return;
	struct doc_node *para = doc_para(doc, card, ROLE_TEXT, "");
	para->ref = entity_ref(ENTITY_THEME, theme->theme_id);
	para->focusable = true;
	para->key =
	        figure_key(doc->arena, metric_by_id(ctx, quote->answers[0].metric_id), "theme", theme->name);
	doc_spanf(doc, para, ROLE_TEXT, "%s  ", theme->name);
	doc_span(doc, para, ROLE_ACCENT, sparkline(doc->arena, theme->weeks, 8));
	doc_spanf(doc, para, ROLE_QUIET, "  %s",
	        theme_say(doc->arena, theme, ctx->settings->voice.window_days));
}

static void stale_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	int32_t newest = s->hearing.newest_day;
	if (ctx->today - newest < STALE_DAYS)
		return;
	if (!newest) {
		doc_para(doc, parent, ROLE_WATCH,
		        _("None of the feedback has a date: `dagstart import FILE --date 2026-03-01` gives "
		          "it one. Who calls a customer today?"))
		        ->mark = true;
		return;
	}
	struct doc_node *node = doc_paraf(doc, parent, ROLE_WATCH,
	        _("No new feedback since %s. Who calls a customer today?"), say_day(doc->arena, newest));
	node->mark = true;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	const struct feedback *praise = s->hearing.praise, *pain = s->hearing.pain;
	if (!s->hearing.answers) {
		doc_para(doc, parent, ROLE_TITLE, _("No customer has been heard here yet."))->strong = true;
		doc_para(doc, parent, ROLE_TEXT, _("Who calls a customer today?"));
		doc_hint(doc, parent,
		        _("{feedback.log} logs what a customer said · `dagstart import FILE` takes in an "
		          "export of your "
		          "survey tool."));
		return;
	}
	if (praise)
		quote_aloud(ctx, praise, _("PRAISE"), doc, parent);
	if (praise && pain)
		doc_rule(doc, parent);
	if (pain)
		pain_doc(ctx, s, pain, doc, parent);
	if (!praise && !pain)
		doc_para(
		        doc, parent, ROLE_QUIET, _("Scores came in, but no words. Who asks a customer why?"));
	stale_doc(ctx, s, doc, parent);
	hearing_doc(&s->hearing, doc, parent);
	loops_news(ctx, &s->loops, false, doc, parent);
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
	const struct feedback *praise = s->hearing.praise, *pain = s->hearing.pain;
	bool on_praise = praise && args->ref.letter == 'F' && args->ref.id == praise->id;
	bool on_pain = pain && args->ref.letter == 'F' && args->ref.id == pain->id;
	UNUSED(ret);
	if (s->looks_back) {
		praise = s->next_praise;
		pain = s->next_pain;
	}
	if (!on_pain && !mark_heard(ctx, praise, err))
		return false;
	return on_praise || mark_heard(ctx, pain, err);
}

static bool done(struct step_context *ctx, void *state, struct err *err)
{
	struct state *s = state;
	return mark_heard(ctx, s->hearing.praise, err) && mark_heard(ctx, s->hearing.pain, err);
}

static const struct command commands[] = {
        {.name = "voice.next", .title = N_("next quote"), .writes = true, .run = next_run},
        {0},
};

static size_t idle(const void *state, const char **ret)
{
	const struct state *s = state;
	if (s->hearing.praise || s->hearing.pain)
		return 0;
	ret[0] = "voice.next";
	return 1;
}

const struct step_ops voice_step = {
        .name = "voice",
        .title = N_("Voice"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .idle = idle,
        .done = done,
};
