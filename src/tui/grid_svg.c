/* A picture of the terminal: the same cells, drawn. Colours of a theme stand on its own kind of background.
 */
#include <dagstart/tui/grid.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/tui/theme.h>

#include "palette256.h"
#include "svg_glyph.h"

enum {
	PADDING = 16,
	BAR = 34, /* the window's title bar */
	MARGIN = 12, /* around the window */
	BASELINE = 14, /* of letters in a cell */
};

struct paint {
	uint32_t paper, ink, bar, edge, faint;
};

static const struct paint dark = {0x15181E, 0xD5D9E0, 0x20242C, 0x323843, 0x8B93A1};
static const struct paint light = {0xFCFBF8, 0x23262B, 0xECEAE4, 0xCFCCC4, 0x6F6C66};

struct drawn {
	uint32_t ink, paper;
	bool bold, dim, underline;
};

struct picture {
	const struct grid *grid;
	const struct theme *theme;
	struct paint paint;
	struct str *out;
};

static void add_escaped(struct str *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '<')
			str_add(out, "&lt;");
		else if (*c == '>')
			str_add(out, "&gt;");
		else if (*c == '&')
			str_add(out, "&amp;");
		else if (*c == '"')
			str_add(out, "&quot;");
		else
			str_add_char(out, *c);
	}
}

static struct drawn drawn_of(const struct picture *p, struct look look)
{
	struct theme_look role = p->theme->looks[look.role < ROLE_COUNT ? look.role : ROLE_TEXT];
	struct drawn drawn = {
	        .ink = role.fg < 0 ? p->paint.ink : palette256_rgb(role.fg),
	        .paper = role.bg < 0 ? p->paint.paper : palette256_rgb(role.bg),
	        .bold = role.bold || look.strong,
	        .dim = role.dim || look.faint,
	        .underline = role.underline || look.underline,
	};
	if (role.reverse != look.reverse) {
		uint32_t ink = drawn.ink;
		drawn.ink = drawn.paper;
		drawn.paper = ink;
	}
	return drawn;
}

static const struct cell *cell_of(const struct picture *p, int row, int column)
{
	return &p->grid->cells[(size_t)row * (size_t)p->grid->columns + (size_t)column];
}

static int x_of(int column)
{
	return MARGIN + PADDING + column * SVG_CELL_WIDTH;
}

static int y_of(int row)
{
	return MARGIN + BAR + PADDING + row * SVG_CELL_HEIGHT;
}

static void draw_paper(struct picture *p, int row, int first, int end, uint32_t paper)
{
	if (paper == p->paint.paper)
		return;
	str_addf(p->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x_of(first),
	        y_of(row), (end - first) * SVG_CELL_WIDTH, SVG_CELL_HEIGHT, paper);
}

/* 0 when it is of several. */
static uint32_t code_of(const struct picture *p, int row, int column)
{
	uint32_t code = 0;
	const struct cell *cell = cell_of(p, row, column);
	size_t len = strlen(cell->text);
	return !cell_is_cluster(cell) && text_decode(cell->text, len, &code) == len ? code : 0;
}

/* Letters of one look; blanks at both ends are left out, so that the length fits what is seen. */
static void draw_text(struct picture *p, int row, int first, int end, const struct drawn *drawn)
{
	while (first < end && !*cell_of(p, row, first)->text)
		first++;
	while (end > first && cell_is_blank(cell_of(p, row, end - 1)))
		end--;
	if (first == end)
		return;
	str_addf(p->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s>", x_of(first),
	        y_of(row) + BASELINE, (end - first) * SVG_CELL_WIDTH, drawn->ink,
	        drawn->bold ? " font-weight=\"bold\"" : "", drawn->dim ? " opacity=\"0.62\"" : "");
	for (int column = first; column < end; column++) {
		const struct cell *cell = cell_of(p, row, column);
		if (cell_width(cell) > 0)
			add_escaped(p->out, *cell->text ? cell_text(p->grid, cell) : "\xC2\xA0");
	}
	str_add(p->out, "</text>\n");
}

static void draw_shapes(struct picture *p, int row, int first, int end, const struct drawn *drawn)
{
	str_addf(p->out, "<path fill=\"#%06x\"%s d=\"", drawn->ink, drawn->dim ? " opacity=\"0.62\"" : "");
	for (int column = first; column < end; column++)
		svg_glyph_add(p->out, code_of(p, row, column), x_of(column), y_of(row));
	str_add(p->out, "\"/>\n");
}

static bool is_shape(const struct picture *p, int row, int column)
{
	return svg_glyph_is_shape(code_of(p, row, column));
}

/* Wide and odd clusters stand alone, so that a font which draws them narrower moves nothing else. */
static bool stands_alone(const struct picture *p, int row, int column)
{
	const struct cell *cell = cell_of(p, row, column);
	return cell->part == CELL_LEFT || (unsigned char)*cell_text(p->grid, cell) >= 0xF0;
}

/* Words far apart are placed apart: what little a font is off does not add up. */
static bool is_gap(const struct picture *p, int row, int column, int end)
{
	return column + 1 < end && !*cell_of(p, row, column)->text && !*cell_of(p, row, column + 1)->text;
}

static void draw_run(struct picture *p, int row, int first, int end)
{
	struct drawn drawn = drawn_of(p, cell_of(p, row, first)->look);
	draw_paper(p, row, first, end, drawn.paper);
	for (int at = first; at < end;) {
		int stop = at + 1;
		bool shape = is_shape(p, row, at);
		if (stands_alone(p, row, at))
			stop = at + cell_width(cell_of(p, row, at));
		else
			while (stop < end && is_shape(p, row, stop) == shape && !stands_alone(p, row, stop) &&
			        (shape || !is_gap(p, row, stop, end)))
				stop++;
		if (shape)
			draw_shapes(p, row, at, stop, &drawn);
		else
			draw_text(p, row, at, stop < end ? stop : end, &drawn);
		at = stop;
	}
	if (drawn.underline)
		str_addf(p->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\" fill=\"#%06x\"/>\n",
		        x_of(first), y_of(row) + BASELINE + 2, (end - first) * SVG_CELL_WIDTH, drawn.ink);
}

static void draw_row(struct picture *p, int row)
{
	int columns = p->grid->columns;
	for (int first = 0, end; first < columns; first = end) {
		for (end = first + 1; end < columns; end++)
			if (!look_same(cell_of(p, row, first)->look, cell_of(p, row, end)->look))
				break;
		draw_run(p, row, first, end);
	}
}

static void draw_cursor(struct picture *p)
{
	if (p->grid->cursor_row < 0)
		return;
	str_addf(p->out, "<rect x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\" fill=\"#%06x\"/>\n",
	        x_of(p->grid->cursor_column), y_of(p->grid->cursor_row) + 2, SVG_CELL_HEIGHT - 4,
	        p->paint.ink);
}

static void draw_window(struct picture *p, const char *title, int width, int height)
{
	const struct paint *c = &p->paint;
	int x = MARGIN, y = MARGIN, right = width - MARGIN, bottom = height - MARGIN;
	str_addf(p->out,
	        "<rect x=\"%d.5\" y=\"%d.5\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#%06x\" "
	        "stroke=\"#%06x\"/>\n",
	        x, y, right - x - 1, bottom - y - 1, c->paper, c->edge);
	str_addf(p->out, "<path fill=\"#%06x\" d=\"M%d %dv-%da9 9 0 0 1 9-9h%da9 9 0 0 1 9 9v%dz\"/>\n",
	        c->bar, x + 1, y + BAR, BAR - 10, right - x - 20, BAR - 10);
	str_addf(p->out, "<path fill=\"#%06x\" d=\"M%d %dh%dv1h-%dz\"/>\n", c->edge, x + 1, y + BAR,
	        right - x - 2, right - x - 2);
	for (int i = 0; i < 3; i++)
		str_addf(p->out, "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#%06x\"/>\n", x + 20 + 18 * i,
		        y + BAR / 2, c->edge);
	str_addf(p->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"13\" fill=\"#%06x\">",
	        width / 2, y + BAR / 2 + 5, c->faint);
	char *clean = text_clean(p->out->arena, title, TEXT_ONE_LINE);
	int room = (right - x - 160) / 8;
	add_escaped(p->out, room > 0 ? text_cut(p->out->arena, clean, room, false) : "");
	str_add(p->out, "</text>\n");
}

void grid_svg(const struct grid *grid, const struct theme *theme, const char *title, struct str *out)
{
	struct picture p = {.grid = grid, .theme = theme, .paint = theme->light ? light : dark, .out = out};
	int width = 2 * (MARGIN + PADDING) + grid->columns * SVG_CELL_WIDTH;
	int height = 2 * (MARGIN + PADDING) + BAR + grid->rows * SVG_CELL_HEIGHT;
	str_addf(out,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
	        "font-family=\"'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace\" "
	        "font-size=\"15\" xml:space=\"preserve\">\n<title>",
	        width, height, width, height);
	add_escaped(out, text_clean(out->arena, title, TEXT_ONE_LINE));
	str_add(out, "</title>\n");
	draw_window(&p, title, width, height);
	for (int row = 0; row < grid->rows; row++)
		draw_row(&p, row);
	draw_cursor(&p);
	str_add(out, "</svg>\n");
}
