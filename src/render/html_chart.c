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
	RIGHT = 540, /* of the lines; their names stand behind them */
	TOP = 12,
	BOTTOM = 180,
	DAYS_Y = 214,
	DEEDS_Y = 196,
	DEED_SIDE = 6, /* from the middle of its sign to its name */
	GLYPH = 7, /* of a name, at most */
	ROW = 14, /* of words, from one to the next */
	WHOLE_FROM = 10, /* an axis as long as this needs no decimals */
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

static void put_scale(struct page *page, const struct plane *plane)
{
	int decimals = plane->high - plane->low < WHOLE_FROM;
	put_words(page, LEFT - 8, TOP + 4, "end", say_number(page->arena, plane->high, decimals));
	put_words(page, LEFT - 8, BOTTOM + 4, "end", say_number(page->arena, plane->low, decimals));
	put_words(page, LEFT, DAYS_Y, "start", say_day_short(page->arena, plane->first));
	if (plane->last != plane->first)
		put_words(page, RIGHT, DAYS_Y, "end", say_day_short(page->arena, plane->last));
}

/* The names of the lines, from top to bottom: none stands on another. */
static void put_names(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	const struct doc_point *last = &chart->points[chart->count - 1];
	const struct {
		double value;
		const char *name;
	} lines[] = {{last->upper, chart->upper_label}, {chart->centre, chart->centre_label},
	        {last->lower, chart->lower_label}};
	double free_from = 0;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (!isfinite(lines[i].value))
			continue;
		double y = fmax(y_of(plane, lines[i].value) + 4, free_from);
		put_words(page, RIGHT + 8, y, "start", lines[i].name);
		free_from = y + ROW;
	}
}

static void put_centre(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	double y = y_of(plane, chart->centre);
	if (isfinite(chart->centre))
		str_addf(page->out, "<line class=\"mean\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
		        LEFT, RIGHT, y, y);
}

/* Where the next sign leaves no room for its name a deed is a sign alone: the caption names them all. */
static void put_deeds(struct page *page, const struct plane *plane, const struct doc_chart *chart)
{
	for (size_t i = 0; i < chart->mark_count; i++) {
		const char *name = ref_text(page->arena, chart->marks[i].ref);
		double x = x_of(plane, chart->marks[i].day),
		       end = x + DEED_SIDE + GLYPH * (double)strlen(name);
		double next = i + 1 < chart->mark_count ? x_of(plane, chart->marks[i + 1].day) : WIDTH;
		str_addf(page->out, "<path class=\"deed\" d=\"M%.1f %d l-4 7 h8 z\"/>\n", x, DEEDS_Y - 8);
		if (end + DEED_SIDE <= next)
			put_words(page, x + DEED_SIDE, DEEDS_Y, "start", name);
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
	put_scale(page, &plane);
	put_centre(page, &plane, chart);
	put_names(page, &plane, chart);
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
