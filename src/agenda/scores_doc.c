/* All scores, as the step and the page show them. */
#include "services.h"

#include <math.h>
#include <string.h>

#include <dagstart/store/voice.h>

enum {
	FIRST_CHART_ROWS = 8,
	CHART_ROWS = 5,
};

/* Named only where its own chart says that it is real: comparing two windows of every step would find
 * something each week. */
static bool load_biggest(struct step_context *ctx, struct scores *s, size_t index, struct err *err)
{
	const struct metric *metric = s->cards[index].metric;
	struct score_series *steps = NULL;
	size_t count = 0;
	struct score_change *most = &s->changes[index];
	if (!score_series_load(ctx, metric, TALLY_STEP, &steps, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct signal *signal = &steps[i].signal;
		if (!signal_direction(signal))
			continue;
		const struct signal_point *last =
		        &steps[i].points[steps[i].count - 1 - (size_t)signal->silent];
		double change = last->value - signal->centre;
		if (!most->name || fabs(change) > fabs(most->change))
			*most = (struct score_change){
			        .name = steps[i].name, .signal = *signal, .change = change, .n = last->n};
	}
	return true;
}

bool scores_load(struct step_context *ctx, struct scores *ret, struct err *err)
{
	*ret = (struct scores){
	        .cards = arena_array_of(ctx->arena, struct score_card, ctx->metric_count + 1),
	        .changes = arena_array_of(ctx->arena, struct score_change, ctx->metric_count + 1),
	        .ever = arena_array_of(ctx->arena, int64_t, ctx->metric_count + 1),
	        .count = ctx->metric_count,
	};
	for (size_t i = 0; i < ctx->metric_count; i++) {
		struct tally_query all = {.metric_id = ctx->metrics[i].id};
		struct tally tally = {0};
		if (!score_card_load(ctx, &ctx->metrics[i], &ret->cards[i], err) ||
		        !load_biggest(ctx, ret, i, err) || !store_tally(ctx->store, &all, &tally, err))
			return false;
		ret->ever[i] = tally.n;
	}
	int32_t newest = 0;
	return store_feedback_extent(ctx->store, &newest, &ret->answers, err);
}

static bool was_ever_answered(const struct score_card *card)
{
	for (size_t i = 0; i < card->point_count; i++)
		if (card->points[i].n)
			return true;
	return card->score.n > 0;
}

/* Of a score whose answers have no day, or an old one: it must not look as if nobody gave it. */
static void unseen_doc(
        const struct step_context *ctx, const struct scores *s, struct doc *doc, struct doc_node *parent)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->ever[i] && !was_ever_answered(&s->cards[i]))
			doc_paraf(doc, parent, ROLE_WATCH,
			        _("%s: %s answers, but none with a date in the last %d weeks"),
			        s->cards[i].metric->title, say_count(doc->arena, s->ever[i]),
			        ctx->settings->voice.trend_weeks)
			        ->mark = true;
}

void scores_doc(
        const struct step_context *ctx, const struct scores *s, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	bool first = true;
	for (size_t i = 0; i < s->count; i++) {
		if (!was_ever_answered(&s->cards[i]))
			continue;
		score_card_doc(ctx, &s->cards[i], first ? FIRST_CHART_ROWS : CHART_ROWS, doc, parent);
		const struct score_change *change = &s->changes[i];
		if (change->name) {
			enum doc_role role = ROLE_TEXT;
			const char *verdict = signal_say(arena, s->cards[i].metric, &change->signal, &role);
			doc_paraf(doc, parent, role, _("most changed step: %s, %s"), change->name, verdict)
			        ->mark = true;
		}
		first = false;
	}
	if (first && s->answers)
		doc_paraf(doc, parent, ROLE_WATCH,
		        _("%s answers, but none with a date in the last %d weeks: no score without a day."),
		        say_count(arena, s->answers), ctx->settings->voice.trend_weeks)
		        ->mark = true;
	else if (first)
		doc_para(doc, parent, ROLE_QUIET,
		        _("No scores yet: words come first anyway. `dagstart import FILE` brings them."));
	else
		unseen_doc(ctx, s, doc, parent);
	if (!first)
		doc_hint(doc, parent,
		        _("{scores.open} shows the quotes behind the selected score, {scores.detail} "
		          "everything about it."));
}

/* "nps:step:delivery": what part of the answers a figure is of. */
static bool add_part(struct step_context *ctx, const char *key, struct args *query, struct arg *items)
{
	static const char *const parts[] = {"channel", "step", "theme", "week", "score"};
	const char *rest = strchr(key, ':');
	for (size_t i = 0; rest && i < sizeof(parts) / sizeof(*parts); i++) {
		size_t len = strlen(parts[i]);
		if (strncmp(rest + 1, parts[i], len) != 0 || rest[1 + len] != ':')
			continue;
		items[query->count++] = (struct arg){parts[i], arena_strdup(ctx->arena, rest + len + 2)};
		return streq(parts[i], "week");
	}
	return false;
}

bool scores_open(struct step_context *ctx, const struct args *args, struct err *err)
{
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	const struct metric *metric = metric_of_key(ctx, key);
	if (!metric)
		return err_say(err, ERR_USAGE, N_("which score? Select one first"));
	struct arg items[4] = {{"metric", metric->key}, {"commented", "yes"}};
	struct args query = {.key = "", .text = "", .items = items, .count = 2};
	if (!add_part(ctx, key, &query, items))
		items[query.count++] = (struct arg){
		        "from", day_iso(ctx->arena, ctx->today - ctx->settings->voice.window_days + 1)};
	return open_page(ctx, "feedback", &query, err);
}

bool scores_detail(struct step_context *ctx, const struct args *args, struct err *err)
{
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	struct arg items[] = {{"metric", key}};
	struct args query = {.key = "", .text = "", .items = items, .count = 1};
	return open_page(ctx, "score", &query, err);
}
