/* Goals in depth: one at a time, the team's first, with eight weeks of its behaviour and what customers said
 * about it. Nobody is compared with anybody. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/work.h>

enum { QUOTES = 2, WEEKS = 8, STATES = GOAL_MET + 1 };

struct state {
	struct goals goals;
	struct goal_quotes quotes; /* of the goal's owner */
	int64_t chosen; /* kept between loads; 0 the first */
	size_t current;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){.chosen = s->chosen};
	if (!goals_load(ctx, false, &s->goals, err))
		return false;
	for (size_t i = 0; i < s->goals.count; i++)
		if (s->goals.items[i].id == s->chosen)
			s->current = i;
	if (!s->goals.count)
		return true;
	return goal_quotes_load(ctx, &s->goals, s->goals.items[s->current].owner_id, QUOTES, &s->quotes, err);
}

static void summary_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	/* What is known first. */
	static const enum goal_state order[] = {
	        GOAL_MET, GOAL_ON_TRACK, GOAL_BEHIND, GOAL_AT_RISK, GOAL_NEW, GOAL_UNSURE, GOAL_NO_DATA};
	size_t counts[STATES] = {0};
	struct doc_node *para = doc_para(doc, parent, ROLE_TITLE, "");
	bool first = true;
	para->strong = true;
	for (size_t i = 0; i < s->goals.count; i++)
		counts[goal_state(&s->goals.items[i], ctx->today)]++;
	for (size_t i = 0; i < STATES; i++) {
		enum doc_role role = ROLE_TEXT;
		const char *said = goal_state_say(order[i], &role);
		if (!counts[order[i]])
			continue;
		if (!first)
			doc_span(doc, para, ROLE_TEXT, " · ");
		doc_spanf(doc, para, role, "%zu %s", counts[order[i]], said);
		first = false;
	}
}

static void goal_doc(const struct step_context *ctx, const struct state *s, size_t index, size_t weeks,
        struct doc *doc, struct doc_node *parent)
{
	const struct goal *goal = &s->goals.items[index];
	struct doc_node *owner = doc_para(doc, parent, ROLE_TEXT, "");
	doc_span(doc, owner, ROLE_ACCENT, goal->owner_id ? person(ctx, goal->owner_id) : _("the team"));
	if (session_clock_runs(ctx->session))
		doc_span(doc, owner, ROLE_QUIET,
		        arena_printf(doc->arena, _(" · goal %zu of %zu"), index + 1, s->goals.count));
	goal_card(ctx, &s->goals, goal, weeks, doc, parent);
}

static void quotes_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->quotes.count)
		return;
	struct doc_node *section =
	        doc_section(doc, parent, _("WHAT CUSTOMERS SAID ABOUT IT"), str_or(s->quotes.about, ""));
	for (size_t i = 0; i < s->quotes.count; i++)
		quote_brief(ctx, &s->quotes.items[i], doc, section);
}

/* Weeks without a tick are no more than dots. */
static bool is_ticked(const struct state *s, int64_t goal)
{
	for (size_t i = 0; i < s->goals.checkin_count; i++)
		if (s->goals.checkins[i].goal_id == goal)
			return true;
	return false;
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (!s->goals.count) {
		doc_para(doc, parent, ROLE_TITLE, _("No goals yet."))->strong = true;
		doc_hint(doc, parent,
		        _("{goal.add} writes one: a number that a customer score follows, and the behaviour "
		          "that goes with it"));
		return;
	}
	summary_doc(ctx, s, doc, parent);
	if (!session_clock_runs(ctx->session)) {
		for (size_t i = 0; i < s->goals.count; i++)
			goal_doc(ctx, s, i, 1, doc, parent);
		return;
	}
	goal_doc(ctx, s, s->current, is_ticked(s, s->goals.items[s->current].id) ? WEEKS : 1, doc, parent);
	quotes_doc(ctx, s, doc, parent);
	doc_hint(doc, parent,
	        _("{aims.next} goes to the next goal · {goal.update} notes where it stands · {action.add} "
	          "makes an action of it"));
}

static bool turn(struct state *s, size_t by, struct err *err)
{
	if (!s->goals.count)
		return err_say(err, ERR_MISSING, N_("there is no goal yet"));
	s->chosen = s->goals.items[(s->current + by) % s->goals.count].id;
	return true;
}

static bool next_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(ctx);
	UNUSED(args);
	UNUSED(ret);
	return turn(state, 1, err);
}

static bool previous_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct state *s = state;
	UNUSED(ctx);
	UNUSED(args);
	UNUSED(ret);
	return turn(s, s->goals.count ? s->goals.count - 1 : 0, err);
}

static const struct command commands[] = {
        {.name = "aims.next", .title = N_("next goal"), .run = next_run},
        {.name = "aims.previous", .title = N_("goal back"), .run = previous_run},
        {0},
};

static size_t idle(const void *state, const char **ret)
{
	const struct state *s = state;
	size_t count = 0;
	if (s->goals.count < 2) {
		ret[count++] = "aims.next";
		ret[count++] = "aims.previous";
	}
	return count;
}

const struct step_ops aims_step = {
        .name = "aims",
        .title = N_("Goals"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .idle = idle,
};
