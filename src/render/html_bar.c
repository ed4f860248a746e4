/* Bars and small lines in the cells of tables, as inline SVG with the cell's text as their title. */
#include "html.h"

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

enum { WIDTH = 160, HEIGHT = 20, EDGE = 2 };

static double part_of(const struct doc_bar *bar, double value)
{
	double part = bar->high > bar->low ? (value - bar->low) / (bar->high - bar->low) : 0;
	return isnan(part) ? 0 : fmin(fmax(part, 0), 1);
}

static double x_of(const struct doc_bar *bar, double value)
{
	return part_of(bar, value) * WIDTH;
}

static double y_of(const struct doc_bar *bar, double value)
{
	return HEIGHT - EDGE - part_of(bar, value) * (HEIGHT - 2 * EDGE);
}

static void put_bar(struct page *page, const struct doc_bar *bar)
{
	double from = x_of(bar, fmin(bar->from, bar->to)), to = x_of(bar, fmax(bar->from, bar->to));
	if (isfinite(bar->from) && isfinite(bar->to))
		str_addf(page->out, "<rect class=\"dot\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
		        from, 2 * EDGE, fmax(to - from, 1), HEIGHT - 4 * EDGE);
	if (isfinite(bar->least) && isfinite(bar->most))
		str_addf(page->out, "<path class=\"mean\" d=\"M%.1f %dH%.1f\"/>", x_of(bar, bar->least),
		        HEIGHT / 2, x_of(bar, bar->most));
}

static void put_line(struct page *page, const struct doc_bar *bar)
{
	bool drawing = false;
	if (isfinite(bar->centre))
		str_addf(
		        page->out, "<path class=\"limit\" d=\"M0 %.1fH%d\"/>", y_of(bar, bar->centre), WIDTH);
	str_add(page->out, "<path class=\"data\" d=\"");
	for (size_t i = 0; i < bar->count; i++) {
		double value = bar->points[i].value;
		double x = bar->count > 1 ? (double)i / (double)(bar->count - 1) * WIDTH : WIDTH / 2.0;
		/* A point alone between two gaps is seen too. */
		if (isfinite(value))
			str_addf(page->out, drawing ? "L%.1f %.1f" : "M%.1f %.1fh.1", x, y_of(bar, value));
		drawing = isfinite(value);
	}
	str_add(page->out, "\"/>");
}

void html_bar(struct page *page, const struct doc_bar *bar, const char *text)
{
	str_addf(page->out, "<svg class=\"cell\" viewBox=\"0 0 %d %d\"", WIDTH, HEIGHT);
	if (strempty(text)) {
		str_add(page->out, " aria-hidden=\"true\">");
	} else {
		str_add(page->out, " role=\"img\"><title>");
		html_text(page, text, TEXT_ONE_LINE);
		str_add(page->out, "</title>");
	}
	if (bar->count > 0)
		put_line(page, bar);
	else
		put_bar(page, bar);
	str_add(page->out, "</svg>");
}
