/* Promises: what is open is read before anything new is made. */
#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/work.h>

enum { BACK_SHOWN = 5, LOOPS_SHOWN = 5 };

struct state {
	struct action *open;
	size_t open_count, overdue_count;
	struct ledger ledger;
	struct loops loops; /* the first `loops.overdue` of them are shown */
	struct decision_follow *reviews; /* decisions that come back */
	size_t review_count;
};

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

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	return load_open(ctx, s, err) && ledger_load(ctx, BACK_SHOWN, &s->ledger, err) &&
	       loops_load(ctx, false, &s->loops, err) &&
	       decisions_back_load(ctx, &s->reviews, &s->review_count, err);
}

/* The mark between two parts belongs to neither of them. */
static void add_part(struct doc *doc, struct doc_node *para, enum doc_role role, const char *part)
{
	if (para->first)
		doc_span(doc, para, ROLE_QUIET, " · ");
	doc_span(doc, para, role, part);
}

/* What there is none of is not said: no line opens with a nought. */
static void summary_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *para = doc_para(doc, parent, ROLE_TITLE, "");
	const char *open = say_count(arena, (int64_t)s->open_count);
	const char *waiting = say_count(arena, (int64_t)s->loops.overdue);
	size_t back = s->ledger.due + s->review_count;
	para->strong = true;
	if (s->overdue_count) {
		add_part(doc, para, ROLE_BAD,
		        arena_printf(arena, _("%s overdue"), say_count(arena, (int64_t)s->overdue_count)));
		add_part(doc, para, ROLE_TEXT, arena_printf(arena, _("%s open"), open));
	} else if (s->open_count) {
		add_part(doc, para, ROLE_TEXT,
		        arena_printf(arena, P_("%s open promise", "%s open promises", s->open_count), open));
	}
	if (s->loops.overdue)
		add_part(doc, para, ROLE_BAD,
		        arena_printf(arena,
		                P_("%s%s customer waits for us", "%s%s customers wait for us",
		                        s->loops.overdue),
		                s->loops.more ? _("at least ") : "", waiting));
	if (back)
		add_part(doc, para, ROLE_TEXT,
		        arena_printf(
		                arena, P_("%zu answers back today", "%zu answer back today", back), back));
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
	doc_hint(doc, parent, _("{page.loops} shows all of them"));
}

/* What waits longest first; nothing leaves the list by itself. */
static void back_doc(
        const struct step_context *ctx, const struct ledger *ledger, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	size_t shown = ledger->due < BACK_SHOWN ? ledger->due : BACK_SHOWN;
	for (size_t i = 0; i < shown; i++)
		ledger_item(ctx, &ledger->items[i], doc, list);
	if (shown < ledger->due)
		doc_paraf(doc, parent, ROLE_QUIET, _("and %s%s more"), "",
		        say_count(doc->arena, (int64_t)(ledger->due - shown)));
	if (ledger->ahead)
		doc_paraf(doc, parent, ROLE_BAD,
		        P_("%zu action is done on a day that has not come: the clock was wrong",
		                "%zu actions are done on a day that has not come: the clock was wrong",
		                ledger->ahead),
		        ledger->ahead)
		        ->mark = true;
	doc_hint(doc, parent, _("{promise.judge} keeps the verdict · {page.ledger} shows the whole ledger"));
}

/* What has a step of its own in this meeting is looked at there. */
static bool comes_later(const struct step_context *ctx, const char *step)
{
	for (size_t i = 0; ctx->meeting && i < ctx->meeting->step_count; i++)
		if (streq(ctx->meeting->steps[i].name, step))
			return true;
	return false;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->open_count && !s->ledger.due && !s->ledger.ahead && !s->review_count && !s->loops.overdue) {
		doc_para(doc, parent, ROLE_TITLE, _("No open promises."))->strong = true;
		doc_hint(doc, parent, _("{action.add} makes an action, also from a quote or a theme"));
		return;
	}
	summary_doc(s, doc, parent);
	if (s->open_count)
		actions_table(ctx, "open", s->open, s->open_count, doc, parent);
	if (s->loops.overdue)
		waiting_doc(
		        ctx, &s->loops, doc, doc_section(doc, parent, _("CUSTOMERS WHO WAIT FOR US"), ""));
	if ((s->ledger.due || s->ledger.ahead) && !comes_later(ctx, "forecasts"))
		back_doc(ctx, &s->ledger, doc, doc_section(doc, parent, _("MEASURED AGAIN"), ""));
	if (s->review_count && !comes_later(ctx, "reviews")) {
		struct doc_node *back = doc_section(doc, parent, _("DECISIONS TO LOOK BACK AT"), "");
		decisions_back_doc(ctx, s->reviews, s->review_count, doc, back);
		doc_hint(doc, back, _("{decision.review} keeps or revokes it"));
	}
}

static size_t idle(const void *state, const char **ret)
{
	static const char *const of_actions[] = {"action.done", "action.move", "action.hand", "action.block"};
	const struct state *s = state;
	size_t count = 0;
	for (size_t i = 0; !s->open_count && i < sizeof(of_actions) / sizeof(*of_actions); i++)
		ret[count++] = of_actions[i];
	if (!s->review_count)
		ret[count++] = "decision.review";
	if (!s->ledger.due)
		ret[count++] = "promise.judge";
	return count;
}

const struct step_ops promises_step = {
        .name = "promises",
        .title = N_("Promises"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .idle = idle,
};
