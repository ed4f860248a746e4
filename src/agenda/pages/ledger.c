/* The ledger: what we forecast, and what came of it. The team's, never a person's. */
#include "../ledger.h"
#include "../tables.h"

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	UNUSED(args);
	return ledger_load(ctx, 0, state, err);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct ledger *s = state;
	struct arena *arena = doc->arena;
	const char *rate = ledger_rate_say(arena, &s->rate);
	if (!strempty(rate))
		doc_para(doc, parent, ROLE_TITLE, rate)->strong = true;
	if (s->due) {
		struct doc_node *list = doc_add(
		        doc, doc_section(doc, parent, _("MEASURED AGAIN"), ""), DOC_LIST, ROLE_TEXT, "");
		for (size_t i = 0; i < s->due; i++)
			ledger_item(ctx, &s->items[i], doc, list);
		doc_hint(doc, parent,
		        _("{promise.judge} keeps the verdict with what we learned, or measures again"));
	}
	ledger_table(ctx, s, doc, parent);
	if (!s->count)
		doc_hint(doc, parent,
		        _("No forecasts yet: who finishes an action is asked which score it should change "
		          "and how much and by when. {page.open actions} shows the open ones."));
}

const struct step_ops ledger_page = {
        .name = "ledger",
        .title = N_("Forecasts"),
        .state_size = sizeof(struct ledger),
        .load = load,
        .build = build,
};

/* The same as a step, where a meeting has the time for all of it. */
const struct step_ops forecasts_step = {
        .name = "forecasts",
        .title = N_("Forecasts"),
        .state_size = sizeof(struct ledger),
        .load = load,
        .build = build,
};
