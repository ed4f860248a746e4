/* Internal figures: their last value, what the gate says of them, and which score they are laid beside. */
#include "../ledger.h"
#include "../tables.h"

#include <math.h>

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	return kpi_cards_load(ctx, NULL, 0, streq(args_get(args, "all"), "yes"), state, err);
}

static const char *verdict_say(struct arena *arena, const struct kpi_card *card)
{
	const struct signal *s = &card->signal;
	const char *since = say_day(arena, s->since_day);
	switch (s->state) {
	case SIGNAL_TOO_FEW:
		return arena_printf(
		        arena, _("too few values for a verdict: %d of %d"), s->baseline, SIGNAL_BASELINE_MIN);
	case SIGNAL_NOISE:
		return _("noise");
	case SIGNAL_RISE:
	case SIGNAL_DROP:
		return arena_printf(arena,
		        kpi_trend(&card->kpi, s) > 0 ? _("improves since %s") : _("gets worse since %s"),
		        since);
	case SIGNAL_SILENT:
		return arena_printf(arena, _("no verdict: no value since %s"), say_day(arena, s->last_day));
	case SIGNAL_AHEAD:
		return _("no verdict: values are dated after today. Is the clock right?");
	}
	return "";
}

/* What is missing is said with the verdict, as with scores. */
static const char *trend_say(struct arena *arena, const struct kpi_card *card, enum doc_role *ret_role)
{
	const struct signal *s = &card->signal;
	int trend = kpi_trend(&card->kpi, s);
	bool odd = s->state == SIGNAL_SILENT || s->state == SIGNAL_AHEAD;
	*ret_role = trend > 0 ? ROLE_GOOD : trend < 0 ? ROLE_BAD : odd ? ROLE_WATCH : ROLE_QUIET;
	const char *verdict = verdict_say(arena, card);
	return s->gaps ? arena_printf(arena,
	                         P_("%s · %d value missing (%s)", "%s · %d values missing (%s)", s->gaps),
	                         verdict, s->gaps, say_days(arena, s->gap_from, s->gap_to))
	               : verdict;
}

static const char *trend_word(const struct kpi_card *card)
{
	int trend = kpi_trend(&card->kpi, &card->signal);
	if (trend)
		return trend > 0 ? "improves" : "gets worse";
	return card->signal.state == SIGNAL_NOISE ? "noise" : "unknown";
}

enum { LINE_VALUES = 26, LINE_WIDTH = 13, VALUES_TOLD = 8 };

/* The last values as a small line, the newest at the right; to those who do not see it the last few of them.
 */
static void line_cell(const struct kpi_card *card, struct doc *doc, struct doc_node *row)
{
	struct arena *arena = doc->arena;
	size_t count = card->used < LINE_VALUES ? card->used : LINE_VALUES;
	const struct kpi_value *values = card->used ? &card->values[card->used - count] : NULL;
	struct doc_point *points = arena_array_of(arena, struct doc_point, LINE_VALUES);
	struct doc_bar bar = {
	        .low = INFINITY, .high = -INFINITY, .from = NAN, .to = NAN, .least = NAN, .most = NAN};
	struct str told = str_new(arena);
	for (size_t i = 0; i < LINE_VALUES; i++)
		points[i].value = NAN;
	for (size_t i = 0; i < count; i++) {
		points[LINE_VALUES - count + i] =
		        (struct doc_point){.day = values[i].day, .value = values[i].value};
		bar.low = fmin(bar.low, values[i].value);
		bar.high = fmax(bar.high, values[i].value);
		if (i + VALUES_TOLD >= count)
			str_add_part(&told, " · ", say_number(arena, values[i].value, 2));
	}
	if (count < 2) {
		doc_cell(doc, row, "");
		return;
	}
	bar.points = points;
	bar.count = LINE_VALUES;
	bar.centre = card->signal.centre;
	bar.width = LINE_WIDTH;
	doc_cell_bar(doc, row, told.text, &bar);
}

static void add_row(
        const struct step_context *ctx, const struct kpi_card *card, struct doc *doc, struct doc_node *rows)
{
	struct arena *arena = doc->arena;
	const struct kpi *kpi = &card->kpi;
	const struct kpi_value *last = card->used ? &card->values[card->used - 1] : NULL;
	const struct metric *metric = metric_by_key(ctx, kpi->metric_key);
	enum doc_role role = ROLE_QUIET;
	struct doc_node *row = doc_row(doc, rows, entity_ref(ENTITY_KPI, kpi->id));
	row->role = kpi->active ? ROLE_TEXT : ROLE_QUIET;
	doc_cell(doc, row, kpi->name);
	doc_cell_number(doc, row,
	        last ? arena_printf(arena, "%s%s%s", say_number(arena, last->value, 2),
	                       strempty(kpi->unit) ? "" : " ", kpi->unit)
	             : say_dash(),
	        last ? last->value : (double)NAN);
	doc_cell_value(
	        doc, row, last ? say_day_short(arena, last->day) : "", last ? day_iso(arena, last->day) : "");
	doc_cell_value(doc, row, kpi->low_is_good ? _("lower is better") : _("higher is better"),
	        kpi->low_is_good ? "low" : "high");
	line_cell(card, doc, row);
	const char *trend = trend_say(arena, card, &role);
	struct doc_node *cell = doc_cell_value(doc, row, trend, trend_word(card));
	cell->role = role;
	cell->mark = role != ROLE_QUIET;
	doc_cell_value(doc, row, metric ? metric_short(arena, metric) : _("all scores"), kpi->metric_key);
	doc_cell(doc, row, kpi->unit);
	doc_cell_int(doc, row, "", (int64_t)card->used);
	doc_cell_bool(doc, row, "", card->against_count > 0);
	doc_cell_bool(doc, row, "", kpi->active);
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct kpi_cards *s = state;
	static const struct doc_column columns[] = {
	        {.key = "name", .title = N_("KPI"), .weight = 2, .min_width = 12, .wrap = true},
	        {.key = "value", .title = N_("now"), .align = ALIGN_RIGHT},
	        {.key = "day", .title = "", .drop = 3},
	        {.key = "good", .title = "", .drop = 1},
	        {.key = "line", .title = N_("trend"), .drop = 4},
	        {.key = "trend", .title = N_("verdict"), .weight = 2, .min_width = 20, .wrap = true},
	        {.key = "metric", .title = N_("beside"), .drop = 2},
	        {.key = "unit", .hidden = true},
	        {.key = "values", .hidden = true},
	        {.key = "warning", .hidden = true},
	        {.key = "active", .hidden = true},
	};
	kpi_warnings_doc(ctx, s, doc, parent);
	struct doc_node *rows = table(doc, parent, "kpis", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < s->count; i++)
		add_row(ctx, &s->items[i], doc, rows);
	if (!s->count)
		doc_hint(doc, parent,
		        _("No internal figures yet. {kpi.add} adds one such as minutes a call: when it "
		          "improves while the customers' score falls the meeting says so."));
}

const struct step_ops kpis_page = {
        .name = "kpis",
        .title = N_("Internal figures"),
        .state_size = sizeof(struct kpi_cards),
        .load = load,
        .build = build,
};
