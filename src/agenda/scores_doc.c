/* All scores, as the step and the page show them. */
#include "scores_doc.h"

#include <math.h>
#include <string.h>

#include <dagstart/store/kept.h>
#include <dagstart/store/voice.h>

#include "scores_kept.h"
#include "services.h"

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
	if (!score_parts_load(ctx, metric, TALLY_STEP, 0, INT32_MAX, &steps, &count, err))
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

/* The same all week, unless answers come in. */
static bool load_changes(struct step_context *ctx, struct scores *s, struct err *err)
{
	const char *kept = NULL, *under = changes_circumstances(ctx, s);
	if (!store_kept(ctx->store, ctx->arena, KEPT_CHANGES, under, &kept, err))
		return false;
	if (changes_unpack(ctx->arena, kept, s))
		return true;
	for (size_t i = 0; i < s->count; i++) {
		s->changes[i] = (struct score_change){0};
		if (s->ever[i] && !load_biggest(ctx, s, i, err))
			return false;
	}
	store_keep(ctx->store, KEPT_CHANGES, under, changes_pack(ctx->arena, s));
	return true;
}

static bool work_out(struct step_context *ctx, struct scores *s, struct err *err)
{
	int32_t newest = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct tally_query all = {.metric_id = ctx->metrics[i].id};
		struct tally tally = {0};
		if (!score_card_load(ctx, &ctx->metrics[i], &s->cards[i], err) ||
		        !store_tally(ctx->store, &all, &tally, err))
			return false;
		s->ever[i] = tally.n;
	}
	return load_changes(ctx, s, err) && store_feedback_extent(ctx->store, &newest, &s->answers, err);
}

static bool load_or_work_out(struct step_context *ctx, struct scores *ret, struct err *err)
{
	const char *kept = NULL, *under = scores_circumstances(ctx);
	if (!store_kept(ctx->store, ctx->arena, KEPT_SCORES, under, &kept, err))
		return false;
	if (scores_unpack(ctx->arena, kept, ctx, ret))
		return true;
	if (!work_out(ctx, ret, err))
		return false;
	store_keep(ctx->store, KEPT_SCORES, under, scores_pack(ctx->arena, ret));
	return true;
}

static bool was_ever_answered(const struct score_card *card)
{
	for (size_t i = 0; i < card->point_count; i++)
		if (card->points[i].n)
			return true;
	return card->score.n > 0;
}

static bool none_answered(const struct scores *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (was_ever_answered(&s->cards[i]))
			return false;
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
	if (!load_or_work_out(ctx, ret, err))
		return false;
	return !ret->answers || !none_answered(ret) ||
	       store_feedback_extent(ctx->store, &ret->newest_day, &ret->answers, err);
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

/* There are answers, and still no score to show: what has to happen differs. */
static void none_lately_doc(
        const struct step_context *ctx, const struct scores *s, struct doc *doc, struct doc_node *parent)
{
	const char *count = say_count(doc->arena, s->answers);
	if (s->newest_day > ctx->today) {
		doc_paraf(doc, parent, ROLE_WATCH,
		        P_("%s answer, but none of the last %d weeks: it is dated after today (%s). Is the "
		           "clock "
		           "right?",
		                "%s answers, but none of the last %d weeks: the newest is dated after today "
		                "(%s). Is the clock right?",
		                s->answers),
		        count, ctx->settings->voice.trend_weeks, say_day(doc->arena, s->newest_day))
		        ->mark = true;
		return;
	}
	struct doc_node *para = s->newest_day ? doc_paraf(doc, parent, ROLE_WATCH,
	                                                P_("%s answer, but none of the last %d weeks: the "
	                                                   "newest is of %s. No score without "
	                                                   "fresh answers.",
	                                                        "%s answers, but none of the last %d weeks: "
	                                                        "the newest is of %s. No score "
	                                                        "without fresh answers.",
	                                                        s->answers),
	                                                count, ctx->settings->voice.trend_weeks,
	                                                say_day(doc->arena, s->newest_day))
	                                      : doc_paraf(doc, parent, ROLE_WATCH,
	                                                P_("%s answer, but without a date: no score without "
	                                                   "a day. `dagstart import FILE "
	                                                   "--date 2026-03-01` gives it one.",
	                                                        "%s answers, but none with a date: no score "
	                                                        "without a day. `dagstart import "
	                                                        "FILE --date 2026-03-01` gives them one.",
	                                                        s->answers),
	                                                count);
	para->mark = true;
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
			struct doc_node *para = doc_paraf(
			        doc, parent, role, _("most changed step: %s, %s"), change->name, verdict);
			para->mark = true;
			para->focusable = true;
			para->key = figure_key(arena, s->cards[i].metric, "step", change->name);
		}
		first = false;
	}
	if (first && s->answers)
		none_lately_doc(ctx, s, doc, parent);
	else if (first)
		doc_hint(doc, parent,
		        _("No scores yet: words come first anyway. {feedback.log} notes one with the words "
		          "and `dagstart import FILE` brings many."));
	else
		unseen_doc(ctx, s, doc, parent);
	if (!first)
		doc_hint(doc, parent,
		        _("{scores.open} shows the quotes behind the selected score · {scores.detail} "
		          "everything about it"));
}

enum { FILTERS_MAX = 5 };

struct filters {
	struct arg items[FILTERS_MAX];
	size_t count;
};

static void add_filter(struct filters *filters, const char *name, const char *value)
{
	if (filters->count < FILTERS_MAX)
		filters->items[filters->count++] = (struct arg){name, value};
}

/* "days:2026-01-05..2026-02-01", and what follows it. */
static const char *add_days(struct arena *arena, const char *part, struct filters *filters)
{
	static const char name[] = "days:";
	const char *dots = strstr(part, "..");
	if (!str_starts(part, name) || !dots)
		return part;
	const char *from = part + strlen(name), *to = dots + 2;
	size_t len = strcspn(to, ":");
	add_filter(filters, "from", arena_strndup(arena, from, (size_t)(dots - from)));
	add_filter(filters, "to", arena_strndup(arena, to, len));
	return to + len + (to[len] == ':');
}

/* "nps:step:delivery", "csat:days:2026-01-05..2026-02-01:theme:parcel": what part of the answers a figure is
 * of. */
static void add_part(struct step_context *ctx, const char *key, struct filters *filters)
{
	static const char *const parts[] = {"channel", "step", "theme", "week", "score"};
	const char *rest = strchr(key, ':'), *part = rest ? rest + 1 : "";
	const char *behind = add_days(ctx->arena, part, filters);
	bool has_days = behind != part;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t len = strlen(parts[i]);
		if (strncmp(behind, parts[i], len) != 0 || behind[len] != ':')
			continue;
		add_filter(filters, parts[i], arena_strdup(ctx->arena, behind + len + 1));
		has_days = has_days || streq(parts[i], "week");
		break;
	}
	if (!has_days)
		add_filter(filters, "from",
		        day_iso(ctx->arena, ctx->today - ctx->settings->voice.window_days + 1));
}

bool is_figure_key(const struct step_context *ctx, const char *key)
{
	return !strempty(key) && (*key == ':' || metric_of_key(ctx, key));
}

bool scores_open(struct step_context *ctx, const struct args *args, struct err *err)
{
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	const struct metric *metric = metric_of_key(ctx, key);
	struct filters filters = {.items = {{"commented", "yes"}}, .count = 1};
	if (!is_figure_key(ctx, key))
		return err_say(err, ERR_USAGE, N_("which score? Select one first"));
	if (metric)
		add_filter(&filters, "metric", metric->key);
	add_part(ctx, key, &filters);
	struct args query = {.key = "", .text = "", .items = filters.items, .count = filters.count};
	return open_page(ctx, "feedback", &query, err);
}

bool scores_detail(struct step_context *ctx, const struct args *args, struct err *err)
{
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	struct arg items[] = {{"metric", key}};
	struct args query = {.key = "", .text = "", .items = items, .count = 1};
	return open_page(ctx, "score", &query, err);
}
