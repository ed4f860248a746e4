/* You said, we did: each finished action beside the words that began it. For the meeting, paper and
 * newsletters. */
#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/work.h>

enum { SHOWN_DAYS = 91 };

struct state {
	struct said_did *items;
	size_t count;
	bool all;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	struct action *done = NULL;
	size_t count = 0;
	*s = (struct state){.all = streq(args_get(args, "all"), "yes")};
	const struct action_query query = {
	        .done = true, .done_from_day = s->all ? 0 : ctx->today - SHOWN_DAYS};
	return store_actions(ctx->store, ctx->arena, &query, &done, &count, err) &&
	       said_did_load(ctx, done, count, &s->items, &s->count, err);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	said_did_doc(ctx, s->items, s->count, doc, parent);
	if (!s->count)
		doc_hint(doc, parent,
		        _("Nothing finished yet that began with a customer's words. {action.add} on a quote "
		          "makes "
		          "such an action."));
}

const struct step_ops you_said_page = {
        .name = "you-said",
        .title = N_("You said, we did"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
