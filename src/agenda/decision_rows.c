/* Decisions in words: what has happened since. */
#include "ledger.h"

#include <math.h>

const char *decision_theme_figure(
        const struct step_context *ctx, const struct decision *decision, const struct decision_theme *theme)
{
	return figure_key_of_days(
	        ctx->arena, NULL, decision_since(decision) + 1, ctx->today, "theme", theme->name);
}

/* A paragraph of its own can be selected; in an item the item is. */
static void make_figure(struct doc_node *para, const char *key)
{
	para->key = key;
	para->focusable = key && para->parent->kind != DOC_ITEM;
}

static void theme_doc(
        const struct decision_theme *theme, const char *figure, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct contradiction *c = &theme->contradiction;
	if (!c->answers && !c->is)
		return;
	const char *since = arena_printf(arena, _("%s low scores in %s answers since, %s in %s before"),
	        say_count(arena, c->pains), say_count(arena, c->answers), say_count(arena, c->pains_before),
	        say_count(arena, c->answers_before));
	struct doc_node *para = doc_para(doc, parent, c->is ? ROLE_BAD : ROLE_QUIET,
	        c->is ? arena_printf(arena, _("new feedback contradicts it: %s, %s"), theme->name, since)
	              : arena_printf(arena, "%s: %s", theme->name, since));
	para->mark = c->is;
	make_figure(para, figure);
}

void decision_since_doc(const struct step_context *ctx, const struct decision_follow *follow, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	for (size_t i = 0; i < follow->theme_count; i++)
		theme_doc(&follow->themes[i],
		        decision_theme_figure(ctx, follow->decision, &follow->themes[i]), doc, parent);
	if (!follow->has_measure)
		return;
	enum doc_role role = ROLE_TEXT;
	const char *verdict = ledger_verdict_say(arena, &follow->measured, &role);
	const char *gap = ledger_gap_say(arena, &follow->measured);
	struct doc_node *para = doc_para(doc, parent, role,
	        arena_printf(arena, "%s: %s", ledger_forecast_say(arena, &follow->measured), verdict));
	para->mark = true;
	make_figure(para, ledger_figure(arena, &follow->measured));
	if (!strempty(gap))
		doc_para(doc, parent, ROLE_WATCH, gap);
}

static void decision_follow_item(const struct step_context *ctx, const struct decision_follow *follow,
        struct doc *doc, struct doc_node *list)
{
	struct arena *arena = doc->arena;
	const struct decision *d = follow->decision;
	struct doc_node *item = doc_item(doc, list, entity_ref(ENTITY_DECISION, d->id), "");
	doc_span(doc, item, ROLE_ACCENT, ref_text(arena, item->ref));
	doc_spanf(doc, item, ROLE_TEXT, "  %s", d->text);
	doc_spanf(doc, item, ROLE_QUIET, _("   decided %s"), say_day_short(arena, d->day));
	if (!strempty(d->effect))
		doc_spanf(doc, item, ROLE_QUIET, _(" · for the customer: %s"), d->effect);
	if (follow->review_due && d->review_day < ctx->today)
		doc_spanf(doc, item, ROLE_QUIET, _(" · waits since %s"), say_day_short(arena, d->review_day));
	decision_since_doc(ctx, follow, doc, item);
}

void decisions_back_doc(const struct step_context *ctx, const struct decision_follow *follows, size_t count,
        struct doc *doc, struct doc_node *parent)
{
	struct doc_node *list = doc_add(doc, parent, DOC_LIST, ROLE_TEXT, "");
	list->key = "reviews";
	for (size_t i = 0; i < count; i++)
		decision_follow_item(ctx, &follows[i], doc, list);
}

static void card_field(
        struct doc *doc, struct doc_node *card, const char *key, const char *label, const char *text)
{
	if (!strempty(text))
		doc_field(doc, card, key, label, text);
}

static void decision_card(const struct step_context *ctx, const struct decision_follow *follow,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct decision *d = follow->decision;
	struct doc_node *card = doc_section(doc, parent, "", "");
	card->ref = entity_ref(ENTITY_DECISION, d->id);
	card->focusable = true;
	struct doc_node *title = doc_para(doc, card, ROLE_ACCENT, ref_text(arena, card->ref));
	doc_spanf(doc, title, ROLE_TITLE, "  %s", d->text);
	title->strong = true;
	doc_field_value(doc, card, "day", _("decided"), say_day_near(arena, d->day, ctx->today),
	        day_iso(arena, d->day));
	card_field(doc, card, "effect", _("customer"), d->effect);
	card_field(doc, card, "reason", _("reason"), d->reason);
	card_field(doc, card, "cost", _("costs now"), d->cost);
	if (follow->review_due && d->review_day < ctx->today)
		card_field(doc, card, "review", _("waits since"),
		        say_day_near(arena, d->review_day, ctx->today));
	decision_since_doc(ctx, follow, doc, card);
}

void decisions_back_cards(const struct step_context *ctx, const struct decision_follow *follows, size_t count,
        struct doc *doc, struct doc_node *parent)
{
	for (size_t i = 0; i < count; i++)
		decision_card(ctx, &follows[i], doc, parent);
}
