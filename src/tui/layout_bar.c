/* Bars and small lines in the cells of tables: thin, so that rows stay apart; letters where there is only
 * ASCII. */
#include "layout.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "plot.h"

enum { HALVES = 2, DOTS = 4 };

/* In half cells from the left, within the axis. */
static int place(const struct doc_bar *bar, double value, int width)
{
	double part = bar->high > bar->low ? (value - bar->low) / (bar->high - bar->low) : 0;
	part = isnan(part) || part < 0 ? 0 : part > 1 ? 1 : part;
	return (int)lround(part * width * HALVES);
}

static void draw_interval(struct layout *l, const struct doc_bar *bar, int row, int column, int width)
{
	if (isnan(bar->least) || isnan(bar->most))
		return;
	int from = place(bar, bar->least, width) / HALVES, to = place(bar, bar->most, width) / HALVES;
	to = to < width ? to : width - 1;
	lay_fill(l, row, column + from, to - from + 1, (struct look){.role = ROLE_QUIET}, "╌", "-");
}

static void draw_bar(struct layout *l, const struct doc_bar *bar, int row, int column, int width)
{
	double low = fmin(bar->from, bar->to), high = fmax(bar->from, bar->to);
	int from = (place(bar, low, width) + HALVES / 2) / HALVES * HALVES, end = place(bar, high, width);
	const struct look look = {.role = ROLE_ACCENT};
	/* A little is not drawn as nothing. */
	if (high > low && end <= from)
		end = from + 1;
	int full = (end - from) / HALVES;
	if (full > 0)
		lay_fill(l, row, column + from / HALVES, full, look, "━", "=");
	if ((end - from) % HALVES > 0)
		lay_fill(l, row, column + from / HALVES + full, 1, look, "╸", "-");
}

static double part_of(const struct doc_bar *bar, double value)
{
	double part = bar->high > bar->low ? (value - bar->low) / (bar->high - bar->low) : 0;
	return part < 0 ? 0 : part > 1 ? 1 : part;
}

/* Where a point stands, in dots from the left. */
static int dot_of(const struct doc_bar *bar, size_t i, int width)
{
	size_t last = (size_t)width * HALVES - 1;
	return bar->count > 1 ? (int)(i * last / (bar->count - 1)) : (int)last / 2;
}

static struct plot plotted(struct layout *l, const struct doc_bar *bar, int width)
{
	struct plot plot = plot_new(l->arena, 1, width);
	for (size_t i = 0; i < bar->count; i++) {
		const struct doc_point *point = &bar->points[i], *before = i ? point - 1 : NULL;
		if (isnan(point->value))
			continue;
		int x = dot_of(bar, i, width), y = plot_y(&plot, point->value, bar->low, bar->high);
		plot_dot(&plot, x, y, point->signal);
		if (before && !isnan(before->value))
			plot_line(&plot, dot_of(bar, i - 1, width),
			        plot_y(&plot, before->value, bar->low, bar->high), x, y,
			        before->signal && point->signal);
	}
	return plot;
}

/* One letter a point, as high as it stands; more points than room: the newest. */
static void draw_letters(struct layout *l, const struct doc_bar *bar, int row, int column, int width)
{
	static const char *const levels[DOTS] = {"_", "-", "=", "^"};
	size_t room = (size_t)width, from = bar->count > room ? bar->count - room : 0;
	for (size_t i = from; i < bar->count; i++) {
		const struct doc_point *point = &bar->points[i];
		int level = isnan(point->value) ? 0 : (int)(part_of(bar, point->value) * DOTS);
		const struct look look = {.role = point->signal ? ROLE_ACCENT : ROLE_QUIET};
		if (!isnan(point->value))
			lay_fill(l, row, column + (int)(i - from), 1, look, "",
			        levels[level < DOTS ? level : DOTS - 1]);
	}
}

static void draw_line(struct layout *l, const struct doc_bar *bar, int row, int column, int width)
{
	struct plot plot = plotted(l, bar, width);
	for (int cell = 0; cell < width; cell++) {
		const struct plot_cell *at = plot_at(&plot, 0, cell);
		char glyph[5];
		if (!at->dots)
			continue;
		text_encode(0x2800u + at->dots, glyph);
		const struct look look = {
		        .role = at->signal ? ROLE_ACCENT : ROLE_QUIET, .strong = at->signal};
		lay_fill(l, row, column + cell, 1, look, arena_strdup(l->arena, glyph), "");
	}
}

void layout_bar(struct layout *l, const struct doc_bar *bar, int row, int column, int width)
{
	if (width <= 0 || l->measuring)
		return;
	if (bar->count > 0) {
		if (l->ascii)
			draw_letters(l, bar, row, column, width);
		else
			draw_line(l, bar, row, column, width);
		return;
	}
	draw_interval(l, bar, row, column, width);
	if (isfinite(bar->from) && isfinite(bar->to))
		draw_bar(l, bar, row, column, width);
}
