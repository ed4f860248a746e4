/* Scores: each with n, margin, trend and a verdict in words. */
#include "../ledger.h"
#include "../tables.h"

struct state {
	struct scores scores;
	struct kpi_cards kpis;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	return scores_load(ctx, &s->scores, err) &&
	       kpi_cards_load(ctx, s->scores.cards, s->scores.count, false, &s->kpis, err);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	kpi_warnings_doc(ctx, &s->kpis, doc, parent);
	scores_doc(ctx, &s->scores, doc, parent);
}

const struct step_ops scores_step = {
        .name = "scores",
        .title = N_("Scores"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
