/* Internal figures beside the customers' scores. */
#include "ledger.h"

#include <dagstart/store/ledger.h>

static bool load_one(struct step_context *ctx, const struct kpi *kpi, struct kpi_card *ret, struct err *err)
{
	*ret = (struct kpi_card){.kpi = *kpi};
	/* All of them: the baseline is that of the first. */
	if (!store_kpi_values(ctx->store, ctx->arena, kpi->id, 0, &ret->values, &ret->count, err))
		return false;
	ret->points = arena_array_of(ctx->arena, struct signal_point, ret->count + 1);
	ret->signal = kpi_signal(ret->values, ret->count, ctx->today, ret->points, &ret->used);
	return true;
}

static void compare(struct kpi_card *card, const struct score_card *scores, size_t count)
{
	const size_t most = sizeof(card->against) / sizeof(*card->against);
	for (size_t i = 0; i < count && card->against_count < most; i++) {
		const struct metric *metric = scores[i].metric;
		if (!strempty(card->kpi.metric_key) && !streq(card->kpi.metric_key, metric->key))
			continue;
		if (kpi_beside_score(&card->kpi, &card->signal, metric, &scores[i].series.signal))
			card->against[card->against_count++] = metric;
	}
}

static bool load_score(
        struct step_context *ctx, const struct metric *metric, struct score_card *ret, struct err *err)
{
	*ret = (struct score_card){.metric = metric};
	return score_series_load(ctx, metric, &ret->series, err);
}

/* The scores are only looked at when some figure does improve. */
static bool load_scores(struct step_context *ctx, const struct kpi_cards *cards, struct score_card **ret,
        size_t *ret_count, struct err *err)
{
	bool improves = false;
	for (size_t i = 0; i < cards->count; i++)
		improves = improves || kpi_trend(&cards->items[i].kpi, &cards->items[i].signal) > 0;
	*ret = NULL;
	*ret_count = improves ? ctx->metric_count : 0;
	struct score_card *list = arena_array_of(ctx->arena, struct score_card, *ret_count + 1);
	for (size_t i = 0; i < *ret_count; i++)
		if (!load_score(ctx, &ctx->metrics[i], &list[i], err))
			return false;
	*ret = list;
	return true;
}

bool kpi_cards_load(struct step_context *ctx, const struct score_card *scores, size_t count, bool all,
        struct kpi_cards *ret, struct err *err)
{
	struct kpi *kpis = NULL;
	struct score_card *own = NULL;
	*ret = (struct kpi_cards){0};
	if (!store_kpis(ctx->store, ctx->arena, all, &kpis, &ret->count, err))
		return false;
	ret->items = arena_array_of(ctx->arena, struct kpi_card, ret->count + 1);
	for (size_t i = 0; i < ret->count; i++)
		if (!load_one(ctx, &kpis[i], &ret->items[i], err))
			return false;
	if (!scores) {
		if (!load_scores(ctx, ret, &own, &count, err))
			return false;
		scores = own;
	}
	for (size_t i = 0; i < ret->count; i++) {
		if (ret->items[i].kpi.active)
			compare(&ret->items[i], scores, count);
		ret->warnings += ret->items[i].against_count > 0;
	}
	return true;
}

void kpi_warnings_doc(const struct step_context *ctx, const struct kpi_cards *cards, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	UNUSED(ctx);
	for (size_t i = 0; i < cards->count; i++) {
		const struct kpi_card *card = &cards->items[i];
		const char *names[sizeof(card->against) / sizeof(*card->against)];
		if (!card->against_count)
			continue;
		for (size_t k = 0; k < card->against_count; k++)
			names[k] = metric_short(arena, card->against[k]);
		struct doc_node *para = doc_paraf(doc, parent, ROLE_BAD,
		        _("%s improves since %s, but %s really falls: look at the customer before anyone "
		          "celebrates"),
		        card->kpi.name, say_day(arena, card->signal.since_day),
		        say_list(arena, names, card->against_count));
		para->mark = true;
		para->strong = true;
		para->focusable = true;
		para->ref = entity_ref(ENTITY_KPI, card->kpi.id);
		para->key = arena_printf(arena, "kpi_warning_%lld", (long long)card->kpi.id);
	}
}
