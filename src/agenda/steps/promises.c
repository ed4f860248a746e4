/* Promises: what is open is read before anything new is made. */
#include "../services.h"
#include "../tables.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum {
	BACK_DAYS = 14, /* how long an answer that came back stays on the list */
	LOOPS_SHOWN = 5,
};

struct back { /* a finished action whose forecast day has come */
	const struct action *action;
	const struct metric *metric;
	struct verdict verdict;
};

struct state {
	struct action *open;
	size_t open_count, overdue_count;
	struct back *back;
	size_t back_count;
	struct loops loops; /* the first `loops.overdue` of them are shown */
	struct decision *reviews;
	size_t review_count;
};

/* 0 for a name that no theme has, or had. */
static bool theme_id(struct step_context *ctx, const char *name, int64_t *ret, struct err *err)
{
	struct theme_entry entry = {0};
	struct err why = {0};
	bool known = store_theme_by_name(ctx->store, ctx->arena, name, &entry, &why);
	*ret = known ? entry.id : 0;
	return known || why.code == ERR_MISSING || (err && (*err = why, false));
}

/* Which answers the forecast was about. */
static bool forecast_query(struct step_context *ctx, const struct action *action, const struct metric *metric,
        struct tally_query *ret, struct err *err)
{
	*ret = (struct tally_query){.metric_id = metric->id};
	if (!strempty(action->forecast_theme)) {
		ret->dimension = TALLY_THEME;
		return theme_id(ctx, action->forecast_theme, &ret->dimension_id, err);
	} else if (!strempty(action->forecast_step)) {
		ret->dimension = TALLY_STEP;
		return store_step_id(ctx->store, action->forecast_step, &ret->dimension_id, err);
	}
	return true;
}

/* As many days before it was done as have passed since. */
static bool load_back(
        struct step_context *ctx, const struct action *action, struct back *ret, struct err *err)
{
	struct tally before = {0}, after = {0};
	struct tally_query query;
	*ret = (struct back){.action = action, .metric = metric_by_key(ctx, action->forecast_metric)};
	if (!ret->metric || !forecast_query(ctx, action, ret->metric, &query, err))
		return !ret->metric;
	int32_t until = action->forecast_day < ctx->today ? action->forecast_day : ctx->today;
	int32_t days = until - action->done_day;
	query.from_day = action->done_day - days;
	query.to_day = action->done_day - 1;
	if (!store_tally(ctx->store, &query, &before, err))
		return false;
	query.from_day = action->done_day;
	query.to_day = until;
	if (!store_tally(ctx->store, &query, &after, err))
		return false;
	ret->verdict = action_verdict(ret->metric, action->forecast_change, &before, &after);
	return true;
}

static bool load_open(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action_query query = {.open = true};
	if (!store_actions(ctx->store, ctx->arena, &query, &s->open, &s->open_count, err))
		return false;
	actions_sort(s->open, s->open_count, ctx->today);
	for (size_t i = 0; i < s->open_count; i++)
		s->overdue_count += action_urgency(&s->open[i], ctx->today) == URGENCY_OVERDUE;
	return true;
}

static bool load_backs(struct step_context *ctx, struct state *s, struct err *err)
{
	struct action *done = NULL;
	size_t count = 0;
	struct action_query query = {.done = true, .due_back = true, .due_back_by = ctx->today};
	if (!store_actions(ctx->store, ctx->arena, &query, &done, &count, err))
		return false;
	s->back = arena_array_of(ctx->arena, struct back, count + 1);
	for (size_t i = 0; i < count; i++)
		if (action_is_due_back(&done[i], ctx->today) && done[i].forecast_day > ctx->today - BACK_DAYS)
			if (!load_back(ctx, &done[i], &s->back[s->back_count++], err))
				return false;
	return true;
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	return load_open(ctx, s, err) && load_backs(ctx, s, err) &&
	       loops_load(ctx, false, true, &s->loops, err) &&
	       store_decisions(ctx->store, ctx->arena, false, ctx->today, &s->reviews, &s->review_count, err);
}

static const char *side_say(struct arena *arena, const struct metric *metric, const struct score *score)
{
	const char *margin = "";
	const char *value = metric_say_score(arena, metric, score, &margin);
	return arena_printf(arena, "%s %s (n %s)", value, margin, say_count(arena, score->n));
}

static const char *verdict_say(struct arena *arena, const struct back *back, enum doc_role *ret_role)
{
	const struct difference *d = &back->verdict.difference;
	const char *change = difference_say(arena, back->metric, d);
	switch (back->verdict.outcome) {
	case OUTCOME_WORKED:
		*ret_role = ROLE_GOOD;
		return arena_printf(arena, _("it worked: %s, more than noise explains"), change);
	case OUTCOME_DID_NOT:
		*ret_role = ROLE_BAD;
		return arena_printf(arena, _("it did not work: %s"), change);
	case OUTCOME_CANNOT_TELL:
		*ret_role = ROLE_WATCH;
		if (!back->verdict.before.n || !back->verdict.after.n)
			return back->verdict.after.n ? _("can't tell: no answers before")
			                             : _("can't tell: no answers since");
		return d->needed > 0
		               ? arena_printf(arena, _("can't tell yet: %s, about %s more answers needed"),
		                         change, say_count(arena, d->needed))
		               : arena_printf(arena, _("can't tell: %s"), change);
	}
	return "";
}

static void back_doc(const struct back *back, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct action *a = back->action;
	const char *where = !strempty(a->forecast_theme) ? a->forecast_theme : a->forecast_step;
	struct doc_node *item = doc_item(doc, parent, entity_ref(ENTITY_ACTION, a->id), "");
	doc_span(doc, item, ROLE_ACCENT, ref_text(arena, item->ref));
	doc_spanf(doc, item, ROLE_TEXT, "  %s", a->text);
	const char *done = say_day_short(arena, a->done_day), *score = metric_short(arena, back->metric);
	const char *change =
	        isnan(a->forecast_change) ? _("better") : say_signed(arena, a->forecast_change, 1);
	if (strempty(where))
		doc_spanf(doc, item, ROLE_QUIET, _("   done %s · we expected: %s %s"), done, score, change);
	else
		doc_spanf(doc, item, ROLE_QUIET, _("   done %s · we expected for %s: %s %s"), done, where,
		        score, change);
	doc_paraf(doc, item, ROLE_TEXT, _("before %s   after %s"),
	        side_say(arena, back->metric, &back->verdict.before),
	        side_say(arena, back->metric, &back->verdict.after));
	enum doc_role role = ROLE_TEXT;
	const char *verdict = verdict_say(arena, back, &role);
	doc_para(doc, item, role, verdict)->mark = true;
}

static void summary_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *para = doc_para(doc, parent, ROLE_TITLE, "");
	para->strong = true;
	doc_spanf(doc, para, s->overdue_count ? ROLE_BAD : ROLE_TEXT, _("%s overdue"),
	        say_count(arena, (int64_t)s->overdue_count));
	doc_spanf(doc, para, ROLE_TEXT, _(" · %s open"), say_count(arena, (int64_t)s->open_count));
	size_t back = s->back_count + s->review_count;
	if (s->loops.overdue)
		doc_spanf(doc, para, ROLE_BAD,
		        P_(" · %s%s customer waits for us", " · %s%s customers wait for us",
		                s->loops.overdue),
		        s->loops.more ? _("at least ") : "", say_count(arena, (int64_t)s->loops.overdue));
	if (back)
		doc_spanf(doc, para, ROLE_TEXT,
		        P_(" · %zu answer back today", " · %zu answers back today", back), back);
}

/* The most overdue; all of them have a page of their own. */
static void waiting_doc(
        const struct step_context *ctx, const struct loops *loops, struct doc *doc, struct doc_node *parent)
{
	size_t shown = loops->overdue < LOOPS_SHOWN ? loops->overdue : LOOPS_SHOWN;
	loops_table(ctx, "loops", loops->items, shown, doc, parent);
	if (shown < loops->overdue)
		doc_paraf(doc, parent, ROLE_QUIET, _("and %s%s more"), loops->more ? _("at least ") : "",
		        say_count(doc->arena, (int64_t)(loops->overdue - shown)));
	doc_hint(doc, parent, _("{page.loops} shows all of them."));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->open_count && !s->back_count && !s->review_count && !s->loops.overdue) {
		doc_para(doc, parent, ROLE_TITLE, _("No open promises."))->strong = true;
		doc_hint(doc, parent, _("{action.add} makes an action, also from a quote or a theme."));
		return;
	}
	summary_doc(s, doc, parent);
	if (s->open_count)
		actions_table(ctx, "open", s->open, s->open_count, doc, parent);
	if (s->loops.overdue)
		waiting_doc(
		        ctx, &s->loops, doc, doc_section(doc, parent, _("CUSTOMERS WHO WAIT FOR US"), ""));
	if (s->back_count) {
		struct doc_node *section = doc_section(doc, parent, _("MEASURED AGAIN"), "");
		struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
		for (size_t i = 0; i < s->back_count; i++)
			back_doc(&s->back[i], doc, list);
	}
	if (s->review_count)
		decisions_table(ctx, "reviews", s->reviews, s->review_count, doc,
		        doc_section(doc, parent, _("DECISIONS TO LOOK BACK AT"), ""));
}

const struct step_ops promises_step = {
        .name = "promises",
        .title = N_("Promises"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
