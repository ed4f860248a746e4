/* A score by channel, step of the journey or theme: the same axis for all, so that they can be compared, and
 * a verdict for each, so that they need not be. */
#include "segments.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "services.h"

enum { LINE_WIDTH = 13 }; /* two weeks a cell */

static const char *const part_names[] = {
        [TALLY_ALL] = "", [TALLY_THEME] = "theme", [TALLY_CHANNEL] = "channel", [TALLY_STEP] = "step"};

const char *figure_key(struct arena *arena, const struct metric *metric, const char *part, const char *name)
{
	const char *key = metric ? metric->key : "";
	return strempty(part) ? key : arena_printf(arena, "%s:%s:%s", key, part, name);
}

const char *figure_key_of_days(struct arena *arena, const struct metric *metric, int32_t from, int32_t to,
        const char *part, const char *name)
{
	const char *days = arena_printf(arena, "%s..%s", day_iso(arena, from), day_iso(arena, to));
	const char *key = figure_key(arena, metric, "days", days);
	return strempty(part) ? key : arena_printf(arena, "%s:%s:%s", key, part, name);
}

static struct segment_score *find(struct segment_scores *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].id == id)
			return &list->items[i];
	return &list->items[list->count++];
}

/* Its place in the journey; all others behind. */
static size_t place_of(const struct step_context *ctx, const char *name)
{
	const char *const *steps = ctx->settings->journey.items;
	size_t place = 0;
	while (place < ctx->settings->journey.count && !streq(steps[place], name))
		place++;
	return place;
}

static bool comes_before(
        const struct step_context *ctx, const struct segment_score *a, const struct segment_score *b)
{
	size_t left = place_of(ctx, a->name), right = place_of(ctx, b->name);
	return left != right ? left < right : strcmp(a->name, b->name) < 0;
}

static void sort(const struct step_context *ctx, struct segment_scores *list)
{
	for (size_t i = 1; i < list->count; i++)
		for (size_t j = i; j > 0 && comes_before(ctx, &list->items[j], &list->items[j - 1]); j--) {
			struct segment_score swap = list->items[j];
			list->items[j] = list->items[j - 1];
			list->items[j - 1] = swap;
		}
}

/* Whole weeks of the window are read already: only the days around them are added one by one. */
struct window {
	int32_t from, to;
	int32_t monday, end; /* of the whole weeks within; the same: none */
};

static struct window window_of(const struct step_context *ctx)
{
	int32_t from = ctx->today - ctx->settings->voice.window_days + 1;
	struct window w = {.from = from,
	        .to = ctx->today,
	        .monday = from + (7 - day_weekday(from)) % 7,
	        .end = ctx->today - day_weekday(ctx->today)};
	w.end = w.end < w.monday ? w.monday : w.end;
	return w;
}

struct days {
	struct named_tally *items;
	size_t count;
};

static bool load_days(struct step_context *ctx, const struct segment_scores *s, int32_t from, int32_t to,
        struct days *ret, struct err *err)
{
	const struct tally_query query = {
	        .metric_id = s->metric->id, .dimension = s->dimension, .from_day = from, .to_day = to};
	*ret = (struct days){0};
	return from > to || store_tally_by(ctx->store, ctx->arena, &query, &ret->items, &ret->count, err);
}

static void add_days(struct segment_scores *s, const struct days *days)
{
	for (size_t i = 0; i < days->count; i++) {
		struct segment_score *one = find(s, days->items[i].id);
		one->id = days->items[i].id;
		one->name = days->items[i].name;
		tally_merge(&one->tally, &days->items[i].tally);
	}
}

static void add_series(struct segment_scores *s, const struct score_series *series, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t last = series[i].signal.last_day;
		*find(s, series[i].id) = (struct segment_score){.id = series[i].id,
		        .name = series[i].name,
		        .series = series[i],
		        .last_day = last ? last + 6 : 0,
		        .tally = series[i].late};
	}
}

bool segments_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        struct segment_scores *ret, struct err *err)
{
	struct score_series *series = NULL;
	struct days before, behind;
	size_t count = 0, weeks = (size_t)ctx->settings->voice.trend_weeks;
	const struct window w = window_of(ctx);
	size_t within = (size_t)(w.end - w.monday) / 7;
	*ret = (struct segment_scores){.metric = metric, .dimension = dimension};
	if (!score_parts_load(ctx, metric, dimension, weeks > within ? weeks : within,
	            within ? w.monday : INT32_MAX, &series, &count, err) ||
	        !load_days(ctx, ret, w.from, w.monday <= w.to ? w.monday - 1 : w.to, &before, err) ||
	        !load_days(ctx, ret, w.end, w.to, &behind, err))
		return false;
	ret->items =
	        arena_array_of(ctx->arena, struct segment_score, count + before.count + behind.count + 1);
	add_series(ret, series, count);
	add_days(ret, &before);
	add_days(ret, &behind);
	for (size_t i = 0; i < ret->count; i++)
		ret->items[i].score = score_of(metric, &ret->items[i].tally);
	sort(ctx, ret);
	return true;
}

/* Of what is drawn: all lines on one axis. */
static void axis_of(const struct segment_scores *s, size_t weeks, double *ret_low, double *ret_high)
{
	double low = (double)INFINITY, high = -(double)INFINITY;
	for (size_t i = 0; i < s->count; i++) {
		const struct score_series *series = &s->items[i].series;
		for (size_t k = series->count > weeks ? series->count - weeks : 0; k < series->count; k++) {
			low = fmin(low, series->points[k].n ? series->points[k].value : low);
			high = fmax(high, series->points[k].n ? series->points[k].value : high);
		}
	}
	bool any = low <= high;
	*ret_low = any ? low : 0;
	*ret_high = any && high > low ? high : *ret_low + 1;
}

/* "min 12, max 40", for those who do not see the line: from where to where it went, not from
 * what it rose to what. */
static const char *line_say(struct arena *arena, const struct metric *metric, const struct doc_bar *bar)
{
	double low = (double)INFINITY, high = -(double)INFINITY;
	for (size_t i = 0; i < bar->count; i++) {
		low = fmin(low, bar->points[i].value);
		high = fmax(high, bar->points[i].value);
	}
	if (low > high)
		return "";
	return arena_printf(
	        arena, _("min %s, max %s"), metric_say(arena, metric, low), metric_say(arena, metric, high));
}

static void line_cell(const struct segment_scores *s, const struct segment_score *one, size_t weeks,
        double low, double high, struct doc *doc, struct doc_node *row)
{
	const struct score_series *series = &one->series;
	size_t count = series->count < weeks ? series->count : weeks;
	struct doc_point *points = arena_array_of(doc->arena, struct doc_point, weeks);
	/* All lines end in the same week: a younger one begins further right. */
	for (size_t i = 0; i < weeks; i++)
		points[i].value = (double)NAN;
	for (size_t i = 0; i < count; i++) {
		const struct signal_point *point = &series->points[series->count - count + i];
		points[weeks - count + i] = (struct doc_point){.day = point->day,
		        .value = point->n ? point->value : (double)NAN,
		        .signal = score_marked(&series->signal, point)};
	}
	struct doc_bar bar = {.low = low,
	        .high = high,
	        .from = (double)NAN,
	        .to = (double)NAN,
	        .least = (double)NAN,
	        .most = (double)NAN,
	        .points = points,
	        .count = weeks,
	        .centre = series->signal.centre,
	        .width = LINE_WIDTH};
	doc_cell_bar(doc, row, line_say(doc->arena, s->metric, &bar), &bar);
}

static void verdict_cell(const struct step_context *ctx, const struct segment_scores *s,
        const struct segment_score *one, struct doc *doc, struct doc_node *row)
{
	struct arena *arena = doc->arena;
	enum doc_role role = ROLE_QUIET;
	const char *verdict = signal_brief(arena, s->metric, &one->series.signal, &role);
	if (!one->score.n) {
		role = ROLE_WATCH;
		verdict = one->last_day
		                  ? arena_printf(arena, _("silent: no answers in %d days, the last by %s"),
		                            ctx->settings->voice.window_days,
		                            say_day_short(arena, one->last_day))
		                  : _("silent");
	}
	struct doc_node *cell = doc_cell_role(doc, row, role, verdict);
	cell->mark = role != ROLE_QUIET && role != ROLE_TEXT;
}

void segments_doc(const struct step_context *ctx, const struct segment_scores *s, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "name", .title = ""},
	        {.key = "trend", .title = N_("trend"), .drop = 1},
	        {.key = "value", .title = N_("score"), .align = ALIGN_RIGHT},
	        {.key = "margin", .title = N_("margin")},
	        {.key = "n", .title = "n", .align = ALIGN_RIGHT},
	        {.key = "verdict", .title = N_("verdict"), .weight = 1, .min_width = 20, .wrap = true},
	        {.key = "low", .hidden = true},
	        {.key = "high", .hidden = true},
	};
	static const char *const keys[] = {[TALLY_ALL] = "",
	        [TALLY_THEME] = "themes",
	        [TALLY_CHANNEL] = "channels",
	        [TALLY_STEP] = "steps"};
	size_t weeks = (size_t)ctx->settings->voice.trend_weeks;
	double low = 0, high = 1;
	axis_of(s, weeks, &low, &high);
	struct doc_node *rows =
	        table(doc, parent, keys[s->dimension], columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++) {
		const struct segment_score *one = &s->items[i];
		const char *margin = "";
		const char *value = metric_say_score(arena, s->metric, &one->score, &margin);
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		row->focusable = true;
		row->key = figure_key(arena, s->metric, part_names[s->dimension], one->name);
		doc_cell(doc, row, one->name);
		line_cell(s, one, weeks, low, high, doc, row);
		doc_cell_number(doc, row, value, one->score.value)->role = ROLE_TITLE;
		doc_cell(doc, row, margin);
		doc_cell_int(doc, row, say_count(arena, one->score.n), one->score.n);
		verdict_cell(ctx, s, one, doc, row);
		doc_cell_number(doc, row, "", one->score.n ? one->score.low : (double)NAN);
		doc_cell_number(doc, row, "", one->score.n ? one->score.high : (double)NAN);
	}
}
