/* Decisions whose day has come, or that new feedback contradicts: what did customers notice? */
#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/work.h>

struct state {
	struct decision_follow *due;
	size_t due_count;
	size_t standing;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct decision *all = NULL;
	UNUSED(args);
	*s = (struct state){0};
	return store_decisions(ctx->store, ctx->arena, false, 0, &all, &s->standing, err) &&
	       decisions_back_load(ctx, &s->due, &s->due_count, err);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	struct arena *arena = doc->arena;
	const char *title = _("No decisions yet.");
	if (s->due_count)
		title = arena_printf(arena,
		        P_("%zu decision to look back at, of %zu that stand",
		                "%zu decisions to look back at, of %zu that stand", s->due_count),
		        s->due_count, s->standing);
	else if (s->standing)
		title = _("No decision to look back at today.");
	doc_para(doc, parent, ROLE_TITLE, title)->strong = true;
	if (s->due_count)
		decisions_back_cards(ctx, s->due, s->due_count, doc, parent);
	if (!s->standing) {
		doc_hint(doc, parent,
		        _("{decision.add} keeps one with its reason and the day on which it comes back"));
		return;
	}
	doc_hint(doc, parent,
	        s->due_count
	                ? _("{decision.review} keeps or revokes it · {decision.replace} puts another in its "
	                    "place · {decision.show} shows all of it")
	                : _("{page.open decisions} shows all of them · {decision.add} decides"));
}

const struct step_ops reviews_step = {
        .name = "reviews",
        .title = N_("Decisions"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
