/* Open loops: customers who gave a low score and have not heard from us, overdue first. */
#include "../services.h"
#include "../tables.h"

struct state {
	struct loops loops;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	return loops_load(ctx, streq(args_get(args, "all"), "yes"), &s->loops, err);
}

static void summary_doc(const struct loops *loops, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *para = doc_para(doc, parent, ROLE_TITLE, "");
	para->strong = true;
	if (loops->overdue)
		doc_spanf(doc, para, ROLE_BAD, _("%s overdue"), say_count(arena, (int64_t)loops->overdue));
	doc_spanf(doc, para, ROLE_TEXT, loops->overdue ? _(" · %s open") : _("%s open"),
	        say_count(arena, (int64_t)loops->open));
	if (loops->unowned)
		doc_spanf(doc, para, ROLE_WATCH, _(" · %s without an owner"),
		        say_count(arena, (int64_t)loops->unowned));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	if (s->loops.open)
		summary_doc(&s->loops, doc, parent);
	loops_table(ctx, "loops", s->loops.items, s->loops.count, doc, parent);
	if (s->loops.more)
		doc_hint(doc, parent,
		        _("The newest 100 low scores are shown: with so many, an action on what they share "
		          "helps more customers."));
	if (!s->loops.count)
		doc_hint(doc, parent,
		        _("No customer waits to hear from us. On a quote {loop.own} says who tells this "
		          "customer."));
}

const struct step_ops loops_page = {
        .name = "loops",
        .title = N_("Customers to tell"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
