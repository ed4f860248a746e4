/* A line over time: braille dots, the centre and the limits behind them, our own deeds below, and an axis of
 * months. Where there is no room for a picture the sentence stands alone. */
#include "layout.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "plot.h"

enum {
	WIDEST = 110, /* cells across */
	NARROWEST = 18,
	LOWEST = 3, /* cells down */
	LABELS_FROM = 60, /* columns from which the lines are named at the right */
	TICKS_APART = 2, /* rows */
};

struct chart {
	const struct doc_chart *data;
	struct plot plot;
	int32_t first_day, last_day;
	int top; /* row of the body */
	int column; /* of the first cell */
	int axis; /* columns of the figures at the left */
};

static const struct look quiet = {.role = ROLE_QUIET};

/* -- where things go -- */

static int x_of(const struct chart *chart, int32_t day)
{
	int last = chart->plot.columns * 2 - 1;
	int64_t span = (int64_t)chart->last_day - chart->first_day;
	if (span <= 0)
		return last / 2;
	return (int)lround((double)((int64_t)day - chart->first_day) / (double)span * last);
}

static int y_of(const struct chart *chart, double value)
{
	return plot_y(&chart->plot, value, chart->data->low, chart->data->high);
}

static int row_of(const struct chart *chart, double value)
{
	return y_of(chart, value) / 4;
}

/* -- the picture -- */

static void plot_values(struct chart *chart)
{
	const struct doc_point *before = NULL;
	for (size_t i = 0; i < chart->data->count; i++) {
		const struct doc_point *point = &chart->data->points[i];
		if (isnan(point->value)) {
			before = NULL;
			continue;
		}
		int x = x_of(chart, point->day), y = y_of(chart, point->value);
		if (before)
			plot_line(&chart->plot, x_of(chart, before->day), y_of(chart, before->value), x, y,
			        before->signal && point->signal);
		plot_dot(&chart->plot, x, y, point->signal);
		struct plot_cell *cell = plot_at(&chart->plot, y / 4, x / 2);
		if (cell)
			cell->point = true;
		before = point;
	}
}

static void back_at(struct chart *chart, double value, int column, enum plot_back back)
{
	struct plot_cell *cell = isnan(value) ? NULL : plot_at(&chart->plot, row_of(chart, value), column);
	if (cell && cell->back < back)
		cell->back = (uint8_t)back;
}

/* Limits may differ from point to point: each holds from halfway before it to halfway behind it. */
static void plot_back(struct chart *chart)
{
	size_t at = 0;
	for (int column = 0; column < chart->plot.columns; column++) {
		while (at + 1 < chart->data->count) {
			int here = x_of(chart, chart->data->points[at].day);
			int next = x_of(chart, chart->data->points[at + 1].day);
			if (2 * (2 * column) < here + next)
				break;
			at++;
		}
		const struct doc_point *point = &chart->data->points[at];
		back_at(chart, point->upper, column, PLOT_LIMIT);
		back_at(chart, point->lower, column, PLOT_LIMIT);
		back_at(chart, chart->data->centre, column, PLOT_CENTRE);
	}
}

static const char *cell_glyph(struct layout *l, const struct plot_cell *cell)
{
	static const char *const back[][2] = {
	        [PLOT_NOTHING] = {"", ""}, [PLOT_LIMIT] = {"┈", "."}, [PLOT_CENTRE] = {"─", "-"}};
	if (!cell->dots)
		return back[cell->back][l->ascii];
	if (l->ascii)
		return cell->point ? (cell->signal ? "#" : "*") : ":";
	char glyph[5];
	text_encode(0x2800u + cell->dots, glyph);
	return arena_strdup(l->arena, glyph);
}

static void draw_picture(struct layout *l, const struct chart *chart)
{
	for (int row = 0; row < chart->plot.rows; row++)
		for (int column = 0; column < chart->plot.columns; column++) {
			const struct plot_cell *cell = plot_at(&chart->plot, row, column);
			const char *glyph = cell_glyph(l, cell);
			struct look look = {.role = ROLE_ACCENT};
			if (!cell->dots)
				look.role = ROLE_QUIET;
			else if (cell->signal)
				look = (struct look){.role = ROLE_WATCH, .strong = true};
			if (*glyph)
				lay_put(l, chart->top + row, chart->column + column, 1, look, glyph);
		}
}

/* -- the axes -- */

/* Steps that people count in: 1, 2, 5, 10, 20 … */
static double nice_step(double span, int ticks)
{
	static const double steps[] = {1, 2, 5};
	double power = 0.1;
	for (int i = 0; i < 60; i++) {
		double step = power * steps[i % 3];
		if (floor(span / step) <= ticks)
			return step;
		power = i % 3 == 2 ? power * 10 : power;
	}
	return span;
}

static int decimals_of(double step)
{
	return step < 1 ? 1 : 0;
}

struct ticks {
	double step, first;
	int count;
};

static struct ticks ticks_of(const struct chart *chart)
{
	double span = chart->data->high - chart->data->low;
	int most = chart->plot.rows / TICKS_APART - 1;
	struct ticks ticks = {.step = nice_step(span, most > 2 ? most : chart->plot.rows > LOWEST ? 2 : 1)};
	ticks.first = ceil(chart->data->low / ticks.step) * ticks.step;
	ticks.count = (int)floor((chart->data->high - ticks.first) / ticks.step) + 1;
	if (ticks.count < 0 || ticks.count > chart->plot.rows)
		ticks.count = 0;
	return ticks;
}

static const char *tick_text(struct layout *l, const struct ticks *ticks, int i)
{
	double value = ticks->first + i * ticks->step;
	if (fabs(value) < ticks->step / 1000)
		value = 0;
	return lay_clean(l, say_number(l->arena, value, decimals_of(ticks->step)), TEXT_ONE_LINE);
}

static int axis_width(struct layout *l, const struct chart *chart)
{
	struct ticks ticks = ticks_of(chart);
	int widest = 0;
	for (int i = 0; i < ticks.count; i++) {
		int width = text_width(tick_text(l, &ticks, i));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void draw_value_axis(struct layout *l, const struct chart *chart)
{
	struct ticks ticks = ticks_of(chart);
	int left = chart->column - 2 - chart->axis;
	for (int row = 0; row < chart->plot.rows; row++)
		lay_put(l, chart->top + row, chart->column - 1, 1, quiet, "│");
	for (int i = 0; i < ticks.count; i++) {
		int row = chart->top + row_of(chart, ticks.first + i * ticks.step);
		lay_put_right(l, row, left, chart->axis, quiet, tick_text(l, &ticks, i));
		lay_put(l, row, chart->column - 1, 1, quiet, "┤");
	}
}

/* A word on the axis, unless it would touch the one before. */
static void axis_word(struct layout *l, const struct chart *chart, int *free_from, int cell, const char *word)
{
	const char *text = lay_clean(l, word, TEXT_ONE_LINE);
	int width = text_width(text) + 2, row = chart->top + chart->plot.rows;
	if (!*text || cell < *free_from || cell + width > chart->plot.columns + 1)
		return;
	lay_put(l, row, chart->column + cell, width, quiet, arena_printf(l->arena, " %s ", text));
	*free_from = cell + width + 2;
}

static void draw_months(struct layout *l, const struct chart *chart, int *free_from)
{
	struct date date = day_to_date(chart->first_day);
	for (int i = 0; i < 600; i++) {
		int32_t day = day_from_date((struct date){date.year, date.month, 1});
		if (day > chart->last_day)
			return;
		int cell = x_of(chart, day < chart->first_day ? chart->first_day : day) / 2;
		/* A month of which only the tail is seen has no name. */
		if (day >= chart->first_day - 7)
			axis_word(l, chart, free_from, cell, say_month_short(date.month));
		date.month++;
		if (date.month > 12)
			date = (struct date){date.year + 1, 1, 1};
	}
}

static void draw_time_axis(struct layout *l, const struct chart *chart)
{
	int row = chart->top + chart->plot.rows, free_from = 0;
	lay_put(l, row, chart->column - 1, 1, quiet, "└");
	lay_fill(l, row, chart->column, chart->plot.columns, quiet, "─", "-");
	bool named = false;
	for (size_t i = 0; i < chart->data->count; i++) {
		const struct doc_point *point = &chart->data->points[i];
		named |= !strempty(point->label);
		if (!strempty(point->label))
			axis_word(l, chart, &free_from, x_of(chart, point->day) / 2, point->label);
	}
	if (!named)
		draw_months(l, chart, &free_from);
}

/* -- words in the picture -- */

/* Our own deeds, in a row below the axis. */
static bool draw_marks(struct layout *l, const struct chart *chart)
{
	int row = chart->top + chart->plot.rows + 1, free_from = 0;
	bool any = false;
	for (size_t i = 0; i < chart->data->mark_count; i++) {
		const struct doc_mark *mark = &chart->data->marks[i];
		if (mark->day < chart->first_day || mark->day > chart->last_day)
			continue;
		int cell = x_of(chart, mark->day) / 2;
		const char *name = ref_text(l->arena, mark->ref);
		int width = 1 + text_width(name);
		if (cell < free_from || cell >= chart->plot.columns)
			continue;
		lay_put(l, row, chart->column + cell, 1, (struct look){.role = ROLE_ACCENT}, "▴");
		lay_put(l, row, chart->column + cell + 1, width - 1, quiet, name);
		free_from = cell + width + 1;
		any = true;
	}
	return any;
}

static int label_width(struct layout *l, const struct doc_chart *chart)
{
	const char *const labels[] = {chart->upper_label, chart->centre_label, chart->lower_label};
	int widest = 0;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		int width = text_width(lay_clean(l, labels[i], TEXT_ONE_LINE));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static const struct doc_point *last_limited(const struct doc_chart *chart)
{
	for (size_t i = chart->count; i > 0; i--)
		if (!isnan(chart->points[i - 1].upper) || !isnan(chart->points[i - 1].lower))
			return &chart->points[i - 1];
	return NULL;
}

/* Names of the lines, at their right end; the centre first, and none over another. */
static void draw_labels(struct layout *l, const struct chart *chart)
{
	const struct doc_point *last = last_limited(chart->data);
	const struct {
		double value;
		const char *label;
	} lines[] = {
	        {chart->data->centre, chart->data->centre_label},
	        {last ? last->upper : NAN, chart->data->upper_label},
	        {last ? last->lower : NAN, chart->data->lower_label},
	};
	int taken[3] = {-1, -1, -1};
	for (size_t i = 0; i < 3; i++) {
		if (isnan(lines[i].value) || strempty(lines[i].label))
			continue;
		int row = row_of(chart, lines[i].value);
		if (row == taken[0] || row == taken[1])
			row += i == 1 ? -1 : 1;
		if (row < 0 || row >= chart->plot.rows)
			continue;
		taken[i] = row;
		lay_put(l, chart->top + row, chart->column + chart->plot.columns + 1, l->width, quiet,
		        lay_clean(l, lines[i].label, TEXT_ONE_LINE));
	}
}

/* -- together -- */

static void draw_summary(struct layout *l, const struct doc_chart *chart, struct area *area)
{
	const char *summary = lay_clean(l, chart->summary, TEXT_LINES);
	struct rich_run run = {.end = strlen(summary), .look = {.role = ROLE_TEXT}};
	struct rich rich = {.text = arena_strdup(l->arena, summary), .runs = &run, .count = 1};
	area->row += rich_draw(l, &rich, area->row, area->column, lay_prose(l, area), 0);
}

static int height_of(const struct layout *l, const struct doc_chart *data)
{
	int height = data->height, most = l->room > 0 ? l->room / 2 : data->height;
	if (l->density == DENSITY_TIGHT)
		height = height * 2 / 3;
	if (l->density >= DENSITY_AIRY)
		height = height * 3 / 2;
	height = height < most ? height : most;
	return height > LOWEST ? height : LOWEST;
}

void layout_chart(struct layout *l, const struct doc_node *node, struct area *area)
{
	const struct doc_chart *data = node->chart;
	struct chart chart = {.data = data, .top = area->row};
	int labels = area->width >= LABELS_FROM ? label_width(l, data) : 0;
	bool drawable = data->count > 0 && data->high > data->low && isfinite(data->high - data->low);
	if (drawable) {
		chart.first_day = data->points[0].day;
		chart.last_day = data->points[data->count - 1].day;
		chart.plot = (struct plot){.rows = height_of(l, data)};
		chart.axis = axis_width(l, &chart);
	}
	int columns = area->width - chart.axis - 2 - (labels ? labels + 1 : 0);
	if (!drawable || columns < NARROWEST) {
		draw_summary(l, data, area);
		return;
	}
	chart.plot = plot_new(l->arena, chart.plot.rows, columns < WIDEST ? columns : WIDEST);
	chart.column = area->column + chart.axis + 2;
	if (!l->measuring) {
		plot_values(&chart);
		plot_back(&chart);
		draw_picture(l, &chart);
		draw_value_axis(l, &chart);
		draw_time_axis(l, &chart);
	}
	if (!l->measuring && labels)
		draw_labels(l, &chart);
	area->row += chart.plot.rows + 1 + draw_marks(l, &chart);
}
