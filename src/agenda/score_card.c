/* One score as everybody shows it: value, margin, counts, trend and the verdict of the gate. */
#include "score_card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "services.h"

const struct metric *metric_by_key(const struct step_context *ctx, const char *key)
{
	for (size_t i = 0; i < ctx->metric_count; i++)
		if (streq(ctx->metrics[i].key, key))
			return &ctx->metrics[i];
	return NULL;
}

const struct metric *metric_of_key(const struct step_context *ctx, const char *key)
{
	key = str_or(key, "");
	return metric_by_key(ctx, arena_strndup(ctx->arena, key, strcspn(key, ":")));
}

const struct metric *metric_by_id(const struct step_context *ctx, int64_t id)
{
	for (size_t i = 0; i < ctx->metric_count; i++)
		if (ctx->metrics[i].id == id)
			return &ctx->metrics[i];
	return NULL;
}

const char *metric_short(struct arena *arena, const struct metric *metric)
{
	const char *open = strrchr(metric->title, '(');
	size_t len = open ? strcspn(open + 1, ")") : 0;
	return len && streq(open + 1 + len, ")") ? arena_strndup(arena, open + 1, len) : metric->title;
}

static int decimals_of(const struct metric *metric)
{
	return metric->kind == METRIC_CES || metric->kind == METRIC_MEAN ? 1 : 0;
}

const char *difference_say(
        struct arena *arena, const struct metric *metric, const struct difference *difference)
{
	int decimals = decimals_of(metric);
	double low = difference->change - difference->margin, high = difference->change + difference->margin;
	return arena_printf(
	        arena, _("%s to %s"), say_signed(arena, low, decimals), say_signed(arena, high, decimals));
}

const char *metric_say(struct arena *arena, const struct metric *metric, double value)
{
	const char *number = say_number(arena, value, decimals_of(metric));
	return metric->kind == METRIC_CSAT && !isnan(value) ? arena_printf(arena, "%s %%", number) : number;
}

const char *metric_say_range(struct arena *arena, const struct metric *metric, double low, double high)
{
	return say_range(arena, low, high, decimals_of(metric));
}

const char *metric_say_score(
        struct arena *arena, const struct metric *metric, const struct score *score, const char **ret_margin)
{
	*ret_margin =
	        score->n ? say_interval(arena, score->value, score->low, score->high, decimals_of(metric))
	                 : "";
	return metric_say(arena, metric, score->value);
}

static bool load_weeks(
        struct step_context *ctx, const struct metric *metric, struct score_card *card, struct err *err)
{
	const struct score_series *series = &card->series;
	size_t weeks = (size_t)ctx->settings->voice.trend_weeks;
	if (!score_series_load(ctx, metric, &card->series, err))
		return false;
	card->point_count = series->count < weeks ? series->count : weeks;
	card->points = series->points + (series->count - card->point_count);
	return true;
}

static int by_day(const void *a, const void *b)
{
	const struct doc_mark *one = a, *other = b;
	if (one->day != other->day)
		return one->day - other->day;
	return one->ref.letter != other->ref.letter
	               ? one->ref.letter - other->ref.letter
	               : (one->ref.id > other->ref.id) - (one->ref.id < other->ref.id);
}

/* Our own deeds on the time axis: actions done and decisions taken. */
static bool load_marks(struct step_context *ctx, struct score_card *card, struct err *err)
{
	int32_t from = card->point_count ? card->points[0].day : ctx->today;
	struct deed *deeds = NULL;
	if (!store_deeds(ctx->store, ctx->arena, card->metric->key, from, &deeds, &card->mark_count, err))
		return false;
	card->marks = arena_array_of(ctx->arena, struct doc_mark, card->mark_count + 1);
	for (size_t i = 0; i < card->mark_count; i++)
		card->marks[i] = (struct doc_mark){.day = deeds[i].day, .ref = deeds[i].ref};
	qsort(card->marks, card->mark_count, sizeof(*card->marks), by_day);
	return true;
}

bool score_card_load(
        struct step_context *ctx, const struct metric *metric, struct score_card *ret, struct err *err)
{
	int days = ctx->settings->voice.window_days;
	*ret = (struct score_card){.metric = metric, .window_days = days};
	const struct tally_query query = {.metric_id = metric->id,
	        .dimension = TALLY_ALL,
	        .from_day = ctx->today - days + 1,
	        .to_day = ctx->today};
	if (!store_tally(ctx->store, &query, &ret->tally, err))
		return false;
	ret->score = score_of(metric, &ret->tally);
	return load_weeks(ctx, metric, ret, err) && load_marks(ctx, ret, err);
}

static size_t score_parts(
        const struct metric *metric, const struct score *score, struct doc_part parts[static 3])
{
	int64_t counts[3] = {score->top, score->middle, score->bottom};
	int percents[3] = {0};
	percent_of_whole(counts, 3, percents);
	static const char *const nps[] = {N_("promoters"), N_("passives"), N_("detractors")};
	static const char *const csat[] = {N_("satisfied"), N_("neutral"), N_("dissatisfied")};
	static const char *const ces[] = {N_("easy"), N_("in between"), N_("hard")};
	static const char *const mean[] = {N_("high"), N_("in between"), N_("low")};
	const char *const *names = metric->kind == METRIC_NPS    ? nps
	                           : metric->kind == METRIC_CSAT ? csat
	                           : metric->kind == METRIC_CES  ? ces
	                                                         : mean;
	for (size_t i = 0; i < 3; i++)
		parts[i] =
		        (struct doc_part){.label = _(names[i]), .count = counts[i], .percent = percents[i]};
	return 3;
}

static const char *target_say(struct arena *arena, const struct metric *metric, int32_t today)
{
	if (isnan(metric->target))
		return "";
	const char *target = metric_say(arena, metric, metric->target);
	if (metric->target_day && metric->target_day < today)
		return arena_printf(arena, _("target %s was for %s: choose another day"), target,
		        say_day(arena, metric->target_day));
	return metric->target_day
	               ? arena_printf(arena, _("target %s by %s"), target, say_day(arena, metric->target_day))
	               : arena_printf(arena, _("target %s"), target);
}

static const char *limit_say(struct arena *arena, const struct metric *metric, const char *name, double limit)
{
	double low = 0, high = 0;
	metric_value_range(metric, &low, &high);
	return arena_printf(arena, "%s %s", name, metric_say(arena, metric, fmin(fmax(limit, low), high)));
}

enum { CHART_WEEKS_LEAST = 4 };

/* Two or three dots are no line: so few weeks are told. */
static bool weeks_told(const struct score_card *card, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct str s = str_new(arena);
	size_t answered = 0;
	for (size_t i = 0; i < card->point_count; i++) {
		const struct signal_point *point = &card->points[i];
		if (!point->n)
			continue;
		answered++;
		str_addf(&s, "%s%s %s (n %s)", s.len ? " · " : "", say_day_short(arena, point->day),
		        metric_say(arena, card->metric, point->value), say_count(arena, point->n));
	}
	if (answered >= CHART_WEEKS_LEAST)
		return false;
	if (answered)
		doc_field(
		        doc, parent, arena_printf(arena, "%s_weeks", card->metric->key), _("week of"), s.text)
		        ->role = ROLE_QUIET;
	return true;
}

static void chart_doc(const struct score_card *card, int rows, struct doc *doc, struct doc_node *parent)
{
	if (weeks_told(card, doc, parent))
		return;
	struct arena *arena = doc->arena;
	struct doc_point *points = arena_array_of(arena, struct doc_point, card->point_count);
	bool judged = !isnan(card->series.signal.centre);
	double low = INFINITY, high = -INFINITY;
	for (size_t i = 0; i < card->point_count; i++) {
		const struct signal_point *point = &card->points[i];
		points[i] = (struct doc_point){
		        .day = point->day,
		        .value = point->n ? point->value : NAN,
		        .lower = judged && point->n ? point->lower : NAN,
		        .upper = judged && point->n ? point->upper : NAN,
		        .signal = score_marked(&card->series.signal, point),
		        .label = "",
		};
		if (point->n) {
			low = fmin(
			        low, judged ? fmin(card->series.signal.lower, point->value) : point->value);
			high = fmax(
			        high, judged ? fmax(card->series.signal.upper, point->value) : point->value);
		}
	}
	if (low > high)
		return;
	double air = fmax((high - low) * 0.05, 0.1);
	double least = 0, most = 0;
	metric_value_range(card->metric, &least, &most);
	struct doc_chart *chart = arena_new_of(arena, struct doc_chart);
	*chart = (struct doc_chart){
	        .points = points,
	        .count = card->point_count,
	        .low = fmax(low - air, least),
	        .high = fmin(high + air, most),
	        .centre = judged ? card->series.signal.centre : NAN,
	        .centre_label = judged ? arena_printf(arena, _("centre %s"),
	                                         metric_say(arena, card->metric, card->series.signal.centre))
	                               : "",
	        .lower_label =
	                judged ? limit_say(arena, card->metric, _("lower limit"), card->series.signal.lower)
	                       : "",
	        .upper_label =
	                judged ? limit_say(arena, card->metric, _("upper limit"), card->series.signal.upper)
	                       : "",
	        .marks = card->marks,
	        .mark_count = card->mark_count,
	        .height = rows,
	        .summary = arena_printf(arena, _("%s, %zu weeks"), card->metric->title, card->point_count),
	};
	doc_chart(doc, parent, chart)->key = arena_printf(arena, "%s_chart", card->metric->key);
}

struct doc_node *score_card_doc(const struct step_context *ctx, const struct score_card *card, int chart_rows,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const struct metric *metric = card->metric;
	struct doc_part *parts = arena_array_of(arena, struct doc_part, 3);
	struct doc_score *score = arena_new_of(arena, struct doc_score);
	*score = (struct doc_score){
	        .title = metric->title,
	        .window = arena_printf(arena, P_("%d day", "%d days", card->window_days), card->window_days),
	        .n = card->score.n,
	        .target = target_say(arena, metric, ctx->today),
	        .target_number = metric->target,
	        .target_day = metric->target_day,
	        .low_is_good = metric->low_is_good,
	        .parts = parts,
	        .number = {.kind = VALUE_NUMBER, .number = card->score.value},
	        .low = card->score.low,
	        .high = card->score.high,
	};
	score->value = metric_say_score(arena, metric, &card->score, &score->margin);
	score->part_count = card->score.n ? score_parts(metric, &card->score, parts) : 0;
	score->verdict = signal_say(arena, metric, &card->series.signal, &score->verdict_role);
	if (!card->score.n)
		score->verdict = arena_printf(arena, _("no answers in the last %d days"), card->window_days);
	struct doc_node *node = doc_score(doc, parent, metric->key, score);
	node->focusable = true;
	if (chart_rows > 0)
		chart_doc(card, chart_rows, doc, parent);
	return node;
}
