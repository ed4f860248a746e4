/* One score in depth: its weeks with limits and our own deeds, how answers are spread, channels and steps
 * side by side, and which themes cost most. */
#include "../services.h"
#include "../tables.h"

#include <math.h>

enum { CHART_ROWS = 12, BAR_WIDTH = 30, WEEKS_LISTED = 8, THEMES_SHOWN = 12 };

struct state {
	struct score_card card;
	struct segment_scores channels, steps;
	struct theme_figures *themes;
	size_t theme_count;
};

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	const char *key = str_or(args_get(args, "metric"), str_or(args->key, ""));
	const struct metric *metric = metric_of_key(ctx, key);
	if (!metric && strempty(key) && ctx->metric_count)
		metric = &ctx->metrics[0];
	if (!metric)
		return err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"),
		        "“%s”", key);
	*s = (struct state){0};
	return score_card_load(ctx, metric, &s->card, err) &&
	       segments_load(ctx, metric, TALLY_CHANNEL, &s->channels, err) &&
	       segments_load(ctx, metric, TALLY_STEP, &s->steps, err) &&
	       themes_load_costs(ctx, metric, &s->themes, &s->theme_count, err);
}

/* The answers of one bucket: its lowest, or a range where the scale has more steps than buckets. */
static const char *bucket_say(
        struct arena *arena, const struct metric *metric, int bucket, double *ret_from, double *ret_to)
{
	double low = 0, high = 10;
	if (metric->kind != METRIC_NPS) {
		low = metric->scale_min;
		high = metric->scale_max;
	}
	int count = metric_buckets(metric);
	bool whole = count < TALLY_BUCKETS || high - low == TALLY_BUCKETS - 1;
	double width = whole ? 1 : (high - low) / TALLY_BUCKETS;
	*ret_from = low + bucket * width;
	*ret_to = whole ? *ret_from : *ret_from + width;
	return whole ? say_number(arena, *ret_from, 0) : say_range(arena, *ret_from, *ret_to, 1);
}

/* Best answer first, as people read a scale. */
static void spread_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "answer", .title = "", .align = ALIGN_RIGHT},
	        {.key = "bar", .title = ""},
	        {.key = "n", .title = "", .align = ALIGN_RIGHT},
	        {.key = "percent", .title = "", .align = ALIGN_RIGHT},
	        {.key = "mood", .title = ""},
	};
	static const char *const moods[] = {N_("pain"), "", N_("praise")};
	struct arena *arena = doc->arena;
	const struct metric *metric = s->card.metric;
	const struct tally *tally = &s->card.tally;
	int count = metric_buckets(metric), percents[TALLY_BUCKETS];
	int64_t most = 0;
	percent_of_whole(tally->bucket, (size_t)count, percents);
	for (int i = 0; i < count; i++)
		most = tally->bucket[i] > most ? tally->bucket[i] : most;
	struct doc_node *rows = table(doc, doc_section(doc, parent, _("HOW ANSWERS ARE SPREAD"), ""),
	        "spread", columns, sizeof(columns) / sizeof(*columns));
	for (int i = count - 1; i >= 0; i--) {
		int at = metric->low_is_good ? count - 1 - i : i;
		double from = 0, to = 0;
		const char *name = bucket_say(arena, metric, at, &from, &to);
		struct doc_bar bar = bar_from_zero((double)tally->bucket[at], (double)most, BAR_WIDTH);
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		row->focusable = true;
		row->key = figure_key(arena, metric, "score", arena_printf(arena, "%.10g..%.10g", from, to));
		doc_cell_number(doc, row, name, from);
		doc_cell_bar(doc, row, "", &bar);
		doc_cell_int(doc, row, say_count(arena, tally->bucket[at]), tally->bucket[at]);
		doc_cell_int(doc, row, say_percent(arena, percents[at]), percents[at]);
		const char *mood = moods[metric_bucket_mood(metric, at) + 1];
		doc_cell(doc, row, strempty(mood) ? "" : _(mood))->role = ROLE_QUIET;
	}
}

static void themes_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "theme", .title = N_("theme")},
	        {.key = "bar", .title = "", .drop = 1},
	        {.key = "impact", .title = N_("costs"), .align = ALIGN_RIGHT},
	        {.key = "answers", .title = N_("answers"), .align = ALIGN_RIGHT},
	};
	struct arena *arena = doc->arena;
	struct doc_bar axis = themes_axis(s->themes, s->theme_count, BAR_WIDTH);
	struct doc_node *section =
	        doc_section(doc, parent, _("WHAT EACH THEME COSTS"), _("in points of score"));
	struct doc_node *rows = table(doc, section, "themes", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->theme_count && i < THEMES_SHOWN; i++) {
		const struct theme_figures *theme = &s->themes[i];
		axis.to = theme->impact;
		struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_THEME, theme->theme_id));
		row->key = figure_key(arena, s->card.metric, "theme", theme->name);
		doc_cell(doc, row, theme->name);
		doc_cell_bar(doc, row, "", &axis);
		doc_cell_number(doc, row, say_number(arena, theme->impact, 1), theme->impact);
		doc_cell_int(doc, row, say_count(arena, theme->tally.n), theme->tally.n);
	}
	doc_para(doc, section, ROLE_QUIET,
	        _("One answer may have several themes: their costs are never added up."));
}

/* The last whole weeks one by one: from each to its quotes. */
static void weeks_doc(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	static const struct doc_column columns[] = {
	        {.key = "week", .title = N_("week of")},
	        {.key = "value", .title = "", .align = ALIGN_RIGHT},
	        {.key = "n", .title = "n", .align = ALIGN_RIGHT},
	        {.key = "limits", .title = N_("limits")},
	};
	struct arena *arena = doc->arena;
	const struct score_card *card = &s->card;
	struct doc_node *rows = table(doc, doc_section(doc, parent, _("THE LAST WEEKS"), ""), "weeks",
	        columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < card->point_count && i < WEEKS_LISTED; i++) {
		const struct signal_point *point = &card->points[card->point_count - 1 - i];
		double value = point->n ? point->value : (double)NAN;
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		row->focusable = true;
		row->key = figure_key(arena, card->metric, "week", day_iso(arena, point->day));
		doc_cell_value(doc, row, say_day_short(arena, point->day), day_iso(arena, point->day));
		doc_cell_number(doc, row, metric_say(arena, card->metric, value), value);
		doc_cell_int(doc, row, say_count(arena, point->n), point->n);
		doc_cell(doc, row, metric_say_range(arena, card->metric, point->lower, point->upper))->role =
		        ROLE_QUIET;
	}
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	score_card_doc(ctx, &s->card, CHART_ROWS, doc, parent);
	if (s->card.series.rebase_id)
		doc_paraf(doc, parent, ROLE_QUIET, _("The baseline begins on %s, by decision %s."),
		        say_day(doc->arena, s->card.series.rebase_day),
		        ref_text(doc->arena, entity_ref(ENTITY_DECISION, s->card.series.rebase_id)));
	if (s->channels.count)
		segments_doc(ctx, &s->channels, doc, doc_section(doc, parent, _("BY CHANNEL"), ""));
	if (s->steps.count)
		segments_doc(ctx, &s->steps, doc, doc_section(doc, parent, _("ALONG THE JOURNEY"), ""));
	if (s->card.score.n)
		spread_doc(s, doc, parent);
	if (s->theme_count)
		themes_doc(s, doc, parent);
	if (s->card.point_count)
		weeks_doc(s, doc, parent);
	doc_hint(doc, parent, _("{scores.open} shows the quotes behind the selected figure"));
}

const struct step_ops score_page = {
        .name = "score",
        .title = N_("A score in depth"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
};
