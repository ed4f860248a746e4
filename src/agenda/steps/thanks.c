/* Thanks: a behaviour, its effect on the customer, a value; and which values are lived. Nobody is counted. */
#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/work.h>

enum { SHOWN_DAYS = 14, SHOWN = 4, COMPASS_DAYS = 30 };

struct state {
	struct kudos *kudos; /* of the last month */
	size_t count;
	struct kpi_cards kpis;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	UNUSED(args);
	*s = (struct state){0};
	return store_kudos(ctx->store, ctx->arena, ctx->today - COMPASS_DAYS, &s->kudos, &s->count, err) &&
	       kpi_cards_load(ctx, NULL, 0, false, &s->kpis, err);
}

static void kudos_doc(
        const struct step_context *ctx, const struct kudos *k, struct doc *doc, struct doc_node *list)
{
	struct arena *arena = doc->arena;
	struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_KUDOS, k->id), "");
	doc_span(doc, item, ROLE_ACCENT, person(ctx, k->to_id));
	doc_spanf(doc, item, ROLE_TEXT, "   %s", k->behaviour);
	doc_paraf(doc, item, ROLE_TEXT, "→ %s", k->effect);
	struct str s = str_new(arena);
	if (!strempty(k->value))
		str_addf(&s, "%s · ", k->value);
	if (k->from_id)
		str_addf(&s, _("from %s · "), person(ctx, k->from_id));
	str_add(&s, say_day_near(arena, k->day, ctx->today));
	doc_para(doc, item, ROLE_QUIET, s.text);
}

/* Silence that is shorter than the team is old. */
static bool was_silent(const struct step_context *ctx)
{
	for (size_t i = 0; i < ctx->members->count; i++)
		if (ctx->members->items[i].joined_day < ctx->today - COMPASS_DAYS)
			return true;
	return false;
}

static void compass_doc(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	const struct settings_value *values = ctx->settings->team.values.items;
	size_t count = ctx->settings->team.values.count;
	if (!count)
		return;
	struct doc_node *section = doc_section(doc, parent, _("OUR VALUES THIS MONTH"), "");
	const char *silent = was_silent(ctx) ? _("silent for weeks") : _("not yet");
	for (size_t i = 0; i < count; i++) {
		const char *name = bilingual_in(&values[i].name, ctx->language);
		bool lived = false;
		for (size_t j = 0; j < s->count; j++)
			lived |= streq(s->kudos[j].value, values[i].name.en) ||
			         streq(s->kudos[j].value, values[i].name.nl);
		struct doc_node *field = doc_field(doc, section, name, name, lived ? _("seen") : silent);
		field->role = lived ? ROLE_GOOD : ROLE_QUIET;
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	kpi_warnings_doc(ctx, &s->kpis, doc, parent);
	doc_para(doc, parent, ROLE_TITLE, _("Who did something for a customer that deserves thanks?"))
	        ->strong = true;
	struct doc_node *list = NULL;
	for (size_t i = 0, shown = 0; i < s->count && shown < SHOWN; i++) {
		if (s->kudos[i].is_private || s->kudos[i].day < ctx->today - SHOWN_DAYS)
			continue;
		if (!list)
			list = doc_add(
			        doc, doc_section(doc, parent, _("THANKS"), ""), DOC_LIST, ROLE_TEXT, "");
		kudos_doc(ctx, &s->kudos[i], doc, list);
		shown++;
	}
	compass_doc(ctx, s, doc, parent);
	doc_hint(doc, parent,
	        _("{kudos.add} says thanks: what was done, its effect on the customer, the value it shows"));
}

const struct step_ops thanks_step = {
        .name = "thanks",
        .title = N_("Thanks"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
