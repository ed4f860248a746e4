#include "html.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "facts.h"

/* The picture, in its own units. */
enum {
	WIDTH = 640,
	HEIGHT = 220,
	LEFT = 44,
	RIGHT = 630,
	TOP = 12,
	BOTTOM = 180,
	DAYS_Y = 214,
	DEEDS_Y = 196,
	DEED_SIDE = 6, /* from the middle of its sign to its name */
	GLYPH = 7, /* of a name, at most */
};

struct plane {
	double low, high;
	int32_t first, last; /* days */
};

static void stretch(struct plane *plane, double value)
{
	plane->low = fmin(plane->low, value); /* fmin and fmax leave a NAN out */
	plane->high = fmax(plane->high, value);
}

/* The axis as it was asked for; where it was not, as wide as what is drawn. */
static struct plane plane_of(const struct doc_chart *chart)
{
	struct plane plane = {.low = NAN, .high = NAN};
	for (size_t i = 0; i < chart->count; i++) {
		const struct doc_point *point = &chart->points[i];
		stretch(&plane, point->value);
		stretch(&plane, point->lower);
		stretch(&plane, point->upper);
		plane.first = i == 0 || point->day < plane.first ? point->day : plane.first;
		plane.last = i == 0 || point->day > plane.last ? point->day : plane.last;
	}
	if (isfinite(chart->low) && isfinite(chart->high) && chart->low < chart->high) {
		plane.low = chart->low;
		plane.high = chart->high;
	}
	return plane;
}

static double x_of(const struct plane *plane, int32_t day)
{
	double days = (double)plane->last - plane->first;
	double part = days > 0 ? ((double)day - plane->first) / days : 0.5;
	return LEFT + fmin(fmax(part, 0), 1) * (RIGHT - LEFT);
}

static double y_of(const struct plane *plane, double value)
{
	double span = plane->high - plane->low;
	double part = span > 0 ? (value - plane->low) / span : 0.5;
	return BOTTOM - fmin(fmax(part, 0), 1) * (BOTTOM - TOP);
}

enum series { SERIES_VALUE, SERIES_LOWER, SERIES_UPPER };

static double value_of(const struct doc_point *point, enum series series)
{
	const double values[] = {
	        [SERIES_VALUE] = point->value, [SERIES_LOWER] = point->lower, [SERIES_UPPER] = point->upper};
	return values[series];
}

/* A path with a new start after every gap: no data is never drawn through. */
static void put_series(struct page *page, const struct plane *plane, const struct doc_chart *chart,
        enum series series, const char *class)
{
	struct str path = str_new(page->arena);
	bool drawing = false;
	for (size_t i = 0; i < chart->count; i++) {
		double value = value_of(&chart->points[i], series);
		if (isfinite(value))
			str_addf(&path, "%s%.1f %.1f", drawing ? "L" : "M", x_of(plane, chart->points[i].day),
			        y_of(plane, value));
		drawing = isfinite(value);
	}
	if (path.len)
		str_addf(page->out, "<path class=\"%s\" d=\"%s\"/>\n", class, path.text);
}

static void put_words(struct page *page, double x, double y, const char *anchor, const char *text)
{
	if (strempty(text))
		return;
	str_addf(page->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
	html_text(page, text, TEXT_ONE_LINE);
	str_add(page->out, "</text>\n");
}

static void put_dots(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	for (size_t i = 0; i < chart->count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (isfinite(point->value))
			str_addf(page->out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>\n",
			        point->signal ? "signal" : "dot", x_of(plane, point->day),
			        y_of(plane, point->value), point->signal ? 5 : 3);
	}
}

static void put_axis(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	const struct doc_point *last = &chart->points[chart->count - 1];
	put_words(page, LEFT - 8, TOP + 4, "end", say_number(page->arena, plane->high, 1));
	put_words(page, LEFT - 8, BOTTOM + 4, "end", say_number(page->arena, plane->low, 1));
	put_words(page, LEFT, DAYS_Y, "start", say_day_short(page->arena, plane->first));
	if (plane->last != plane->first)
		put_words(page, RIGHT, DAYS_Y, "end", say_day_short(page->arena, plane->last));
	if (isfinite(last->upper))
		put_words(page, RIGHT, y_of(plane, last->upper) - 4, "end", chart->upper_label);
	if (isfinite(last->lower)) {
		double y = y_of(plane, last->lower);
		put_words(page, RIGHT, y + 12 < BOTTOM ? y + 12 : y - 4, "end", chart->lower_label);
	}
	if (!isfinite(chart->centre))
		return;
	double y = y_of(plane, chart->centre);
	str_addf(page->out, "<line class=\"mean\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT,
	        RIGHT, y, y);
	put_words(page, RIGHT, y - 4, "end", chart->centre_label);
}

/* Where there is no room for its name a deed is a sign alone: the caption names them all. */
static void put_deeds(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	double free_from = 0;
	for (size_t i = 0; i < chart->mark_count; i++) {
		const char *name = ref_text(page->arena, chart->marks[i].ref);
		double x = x_of(plane, chart->marks[i].day), width = GLYPH * (double)strlen(name);
		str_addf(page->out, "<path class=\"deed\" d=\"M%.1f %d l-4 7 h8 z\"/>\n", x, DEEDS_Y - 12);
		double left = x + DEED_SIDE + width > WIDTH ? x - DEED_SIDE - width : x + DEED_SIDE;
		if (left < free_from)
			continue;
		put_words(page, left, DEEDS_Y, "start", name);
		free_from = fmax(left + width, x) + DEED_SIDE;
	}
}

static void put_picture(struct page *page, const struct doc_chart *chart)
{
	const struct plane plane = plane_of(chart);
	str_addf(page->out, "<svg role=\"img\" viewBox=\"0 0 %d %d\">\n<title>", WIDTH, HEIGHT);
	html_text(page, chart->summary, TEXT_ONE_LINE);
	str_add(page->out, "</title>\n<desc>");
	html_text(page, fact_chart_points(page->arena, chart), TEXT_ONE_LINE);
	str_add(page->out, "</desc>\n");
	put_series(page, &plane, chart, SERIES_UPPER, "limit");
	put_series(page, &plane, chart, SERIES_LOWER, "limit");
	put_axis(page, &plane, chart);
	put_series(page, &plane, chart, SERIES_VALUE, "data");
	put_dots(page, &plane, chart);
	put_deeds(page, &plane, chart);
	str_add(page->out, "</svg>\n");
}

static void put_line(struct page *page, const char *text)
{
	if (strempty(text))
		return;
	html_text(page, text, TEXT_ONE_LINE);
	str_add(page->out, "<br>\n");
}

void html_chart(struct page *page, const struct doc_node *node)
{
	const struct doc_chart *chart = node->chart;
	str_add(page->out, "<figure>\n");
	if (chart->count > 0)
		put_picture(page, chart);
	str_add(page->out, "<figcaption>");
	put_line(page, chart->summary);
	put_line(page, fact_chart_lines(page->arena, chart));
	put_line(page, fact_chart_marks(page->arena, chart));
	str_add(page->out, "</figcaption>\n</figure>\n");
}
