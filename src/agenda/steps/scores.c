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

static bool open_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	return scores_open(ctx, args, err);
}

static const char *const open_args[] = {"metric", NULL};

static const struct command commands[] = {
        {.name = "scores.open", .title = N_("quotes behind it"), .args = open_args, .run = open_run},
        {0},
};

const struct step_ops scores_step = {
        .name = "scores",
        .title = N_("Scores"),
        .commands = commands,
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
