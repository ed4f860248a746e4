/* Scores: each with n, margin, trend and a verdict in words. */
#include "../services.h"
#include "../tables.h"

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	UNUSED(args);
	return scores_load(ctx, state, err);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	scores_doc(ctx, state, doc, parent);
}

const struct step_ops scores_page = {
        .name = "scores",
        .title = N_("Scores"),
        .state_size = sizeof(struct scores),
        .load = load,
        .build = build,
};
