#include "paint.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "paint_look.h"

enum {
	GAP_MAX = 4, /* cells that are rather sent again than jumped over */
	STEPS_MAX = 4, /* back by single columns; from more on an address is shorter */
	BLANKS_MIN = 6, /* from so many on a line is cleared to its end */
};

/* -- bytes -- */

static void flush(struct paint *p)
{
	if (p->used > 0 && !p->failed)
		p->failed = !p->write(p->buffer, p->used);
	p->used = 0;
}

static void send_bytes(struct paint *p, const char *bytes, size_t len)
{
	if (len > sizeof(p->buffer) - p->used)
		flush(p);
	if (len > sizeof(p->buffer))
		return;
	memcpy(p->buffer + p->used, bytes, len);
	p->used += len;
}

static void send_text(struct paint *p, const char *text)
{
	if (text)
		send_bytes(p, text, strlen(text));
}

static void send_param(struct paint *p, const char *capability, int a, int b)
{
	if (capability)
		send_text(p, p->caps.param(capability, a, b));
}

/* -- looks -- */

/* Terminfo's little machine is slow, and the colours are few. */
static void send_colour(struct paint *p, const char *capability, int colour, struct paint_colour *kept)
{
	struct paint_colour *slot = &kept[(unsigned)colour % PAINT_COLOURS];
	if (slot->len == 0 || slot->colour != colour) {
		const char *text = p->caps.param(capability, paint_look_colour(p, colour), 0);
		size_t len = strlen(text);
		slot->colour = colour;
		slot->len = 0;
		if (len > sizeof(slot->text)) {
			send_bytes(p, text, len);
			return;
		}
		memcpy(slot->text, text, len);
		slot->len = len;
	}
	send_bytes(p, slot->text, slot->len);
}

static void send_look(struct paint *p, const struct paint_look *to)
{
	struct paint_look from = p->look;
	bool loses_colour = (from.ink >= 0 && to->ink < 0) || (from.paper >= 0 && to->paper < 0);
	if (p->look_known && paint_look_same(&from, to))
		return;
	if (!p->look_known || !paint_look_only_adds(&from, to) ||
	        (loses_colour && !p->caps.default_colours)) {
		send_text(p, p->caps.plain);
		from = paint_look_none;
	} else if (loses_colour) {
		send_text(p, p->caps.default_colours);
		from.ink = from.paper = -1;
	}
	if (to->bold && !from.bold)
		send_text(p, p->caps.bold);
	if (to->dim && !from.dim)
		send_text(p, p->caps.dim);
	if (to->underline && !from.underline)
		send_text(p, p->caps.underline);
	if (to->reverse && !from.reverse)
		send_text(p, p->caps.reverse);
	if (to->ink >= 0 && to->ink != from.ink)
		send_colour(p, p->caps.ink, to->ink, p->inks);
	if (to->paper >= 0 && to->paper != from.paper)
		send_colour(p, p->caps.paper, to->paper, p->papers);
	p->look = *to;
	p->look_known = true;
}

/* -- cells -- */

static bool is_blank(const struct cell *cell)
{
	return !*cell->text && cell->width == 1;
}

/* The cells of a row mostly look like the one before. */
static const struct paint_look *look_of(struct paint *p, const struct cell *cell)
{
	if (!p->resolved_known || memcmp(&p->resolved_from, &cell->look, sizeof(cell->look)) != 0)
		p->resolved = paint_look_resolve(p, cell->look);
	p->resolved_from = cell->look;
	p->resolved_known = true;
	return &p->resolved;
}

static bool same_cell(const struct paint *p, const struct cell *a, const struct cell *b)
{
	if (*a->text != *b->text || a->width != b->width || (*a->text && strcmp(a->text, b->text) != 0))
		return false;
	if (memcmp(&a->look, &b->look, sizeof(a->look)) == 0)
		return true;
	struct paint_look x = paint_look_resolve(p, a->look), y = paint_look_resolve(p, b->look);
	return is_blank(a) ? paint_look_same_ground(&x, &y) : paint_look_same(&x, &y);
}

/* One code point of the first plane, as most letters, lines and dots are. */
static bool is_common(const char *text)
{
	const unsigned char *u = (const unsigned char *)text;
	size_t more = u[0] >= 0xE0 && u[0] < 0xF0 ? 2 : u[0] >= 0xC0 && u[0] < 0xE0 ? 1 : 0;
	for (size_t i = 1; i <= more; i++)
		if ((u[i] & 0xC0) != 0x80)
			return false;
	return more > 0 && !u[more + 1];
}

/* Clusters that terminals disagree about: of several code points, or newer than many of them. */
static bool is_odd(const struct cell *cell)
{
	uint32_t code;
	if ((unsigned char)*cell->text < 0x80)
		return *cell->text && cell->text[1];
	if (is_common(cell->text))
		return false;
	return text_decode(cell->text, strlen(cell->text), &code) != strlen(cell->text) || code >= 0x1F000;
}

static bool row_is_odd(const struct cell *cells, int columns)
{
	for (int column = 0; column < columns; column++)
		if (cells[column].text[0] && cells[column].text[1] && is_odd(&cells[column]))
			return true;
	return false;
}

/* -- the cursor -- */

/* The clock's last digit changes each second: its neighbour is where the cursor was left. */
static bool step_back(struct paint *p, int row, int column)
{
	int steps = p->column - column;
	if (p->row != row || steps < 1 || steps > STEPS_MAX || !p->caps.move_left || p->caps.move_left[1])
		return false;
	while (steps-- > 0)
		send_text(p, p->caps.move_left);
	return true;
}

static void move_to(struct paint *p, int row, int column)
{
	if (p->row == row && p->column == column)
		return;
	if (step_back(p, row, column)) {
		p->column = column;
		return;
	}
	if (p->row == row && p->column >= 0 && column > p->column && p->caps.move_right)
		send_param(p, p->caps.move_right, column - p->column, 0);
	else
		send_param(p, p->caps.move, row, column);
	p->row = row;
	p->column = column;
}

static void moved_by(struct paint *p, int columns)
{
	p->column += columns;
	/* In the last column terminals wait, or do not. */
	if (p->column >= p->columns)
		p->column = -1;
}

/* -- sending -- */

/* The widest that a terminal could draw it, which knows nothing of clusters. */
static int naive_width(const char *text)
{
	int width = 0;
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char one[5];
		size_t n = text_decode(text + at, len - at, &code);
		one[text_encode(code, one)] = '\0';
		width += text_width(one) ? text_width(one) : 0;
		at += n;
	}
	return width;
}

/* Blanks first, in case it is drawn narrower; nothing that could run into the next line; and afterwards
 * nobody knows where the cursor is. */
static void send_odd(struct paint *p, const struct cell *cell, int row, int column)
{
	uint32_t code;
	char first[5];
	text_decode(cell->text, strlen(cell->text), &code);
	first[text_encode(code, first)] = '\0';
	send_bytes(p, "  ", cell->width);
	moved_by(p, cell->width);
	move_to(p, row, column);
	send_text(p, column + naive_width(cell->text) <= p->columns ? cell->text : first);
	p->column = -1;
}

static void send_cell(struct paint *p, const struct cell *cell, int row, int column)
{
	if (cell->width == 0)
		return;
	/* The last place of all: some terminals would scroll. */
	if (p->caps.wraps_at_once && row == p->rows - 1 && column + cell->width >= p->columns)
		return;
	move_to(p, row, column);
	const struct paint_look *look = look_of(p, cell);
	if (!is_blank(cell) || !p->look_known || !paint_look_same_ground(&p->look, look))
		send_look(p, look);
	if (is_odd(cell)) {
		send_odd(p, cell, row, column);
		return;
	}
	if (*cell->text)
		send_text(p, cell->text);
	else
		send_bytes(p, " ", 1);
	moved_by(p, cell->width);
}

static bool is_bare(struct paint *p, const struct cell *cell)
{
	return is_blank(cell) && paint_look_same_ground(look_of(p, cell), &paint_look_none);
}

/* From where on the row is nothing but blanks. */
static int bare_from(struct paint *p, const struct cell *cells, int columns)
{
	int column = columns;
	while (column > 0 && is_bare(p, &cells[column - 1]))
		column--;
	return column;
}

static void clear_rest(struct paint *p, int row, int column)
{
	move_to(p, row, column);
	if (!p->look_known || !paint_look_same_ground(&p->look, &paint_look_none))
		send_look(p, &paint_look_none);
	send_text(p, p->caps.clear_line);
}

static bool changes_half(const struct cell *now, const struct cell *shown, int column, int columns)
{
	return column + 1 < columns && now[column].width == 2 && shown[column].width != 2;
}

/* Of a screen that was cleared all rows are the blank one behind the last. */
static struct cell *shown_row(const struct paint *p, int row)
{
	return &p->shown[(size_t)(p->cleared ? p->rows : row) * (size_t)p->columns];
}

static void send_row(struct paint *p, const struct grid *grid, int row)
{
	const struct cell *now = &grid->cells[(size_t)row * (size_t)grid->columns];
	struct cell *shown = shown_row(p, row);
	int columns = p->columns, first = 0, last = columns;
	if (memcmp(now, shown, (size_t)columns * sizeof(*now)) == 0)
		return;
	while (first < columns && same_cell(p, &now[first], &shown[first]))
		first++;
	if (first == columns)
		return;
	bool odd = row_is_odd(now, columns) || row_is_odd(shown, columns);
	while (!odd && last > first && same_cell(p, &now[last - 1], &shown[last - 1]))
		last--;
	/* Never from the middle of a wide letter. */
	if (first > 0 && (now[first].width == 0 || shown[first].width == 0))
		first--;
	int bare = bare_from(p, now, columns);
	bool clears = p->caps.clear_line && last - (bare > first ? bare : first) >= BLANKS_MIN;
	int end = clears ? (bare > first ? bare : first) : last, gap = 0;
	for (int column = first; column < end; column++) {
		bool same = !odd && same_cell(p, &now[column], &shown[column]) &&
		            !changes_half(now, shown, column, columns);
		if (same) {
			gap++;
			continue;
		}
		/* A short stretch of what is there already is cheaper than a jump. */
		int from =
		        gap <= GAP_MAX && p->row == row && p->column == column - gap ? column - gap : column;
		gap = 0;
		for (; from <= column; from++)
			send_cell(p, &now[from], row, from);
	}
	if (clears)
		clear_rest(p, row, end);
	if (!p->cleared)
		memcpy(shown, now, (size_t)columns * sizeof(*shown));
}

/* -- frames -- */

static bool take_size(struct paint *p, const struct grid *grid)
{
	size_t columns = (size_t)grid->columns, count = ((size_t)grid->rows + 1) * columns;
	if (p->shown && p->rows == grid->rows && p->columns == grid->columns)
		return true;
	struct cell *cells = calloc(count + 1, sizeof(*cells));
	if (!cells)
		return false;
	free(p->shown);
	p->shown = cells;
	p->rows = grid->rows;
	p->columns = grid->columns;
	p->known = false;
	for (size_t i = count - columns; i < count; i++)
		cells[i].width = 1;
	return true;
}

static void start_anew(struct paint *p)
{
	memset(p->inks, 0, sizeof(p->inks));
	memset(p->papers, 0, sizeof(p->papers));
	p->cleared = true;
	p->look_known = false;
	send_look(p, &paint_look_none);
	send_text(p, p->caps.clear);
	p->row = 0;
	p->column = -1;
	send_text(p, p->caps.hide_cursor);
	p->cursor_hidden = true;
	p->known = true;
}

static void put_cursor(struct paint *p, const struct grid *grid)
{
	bool hidden = grid->cursor_row < 0 || grid->cursor_column < 0;
	if (!hidden)
		move_to(p, grid->cursor_row, grid->cursor_column);
	if (hidden != p->cursor_hidden)
		send_text(p, hidden ? p->caps.hide_cursor : p->caps.show_cursor);
	p->cursor_hidden = hidden;
}

bool paint_frame(struct paint *p, const struct grid *grid)
{
	p->failed = false;
	p->resolved_known = false; /* the theme may be another */
	if (!take_size(p, grid))
		return false;
	bool few = p->known && grid->like && grid->like == p->drawing;
	int top = few ? grid->new_top : 0, bottom = few ? grid->new_bottom : p->rows;
	if (!p->known)
		start_anew(p);
	for (int row = top; row < bottom && !p->failed; row++)
		send_row(p, grid, row);
	put_cursor(p, grid);
	flush(p);
	/* All of it only now, when it is on its way. */
	if (p->cleared)
		memcpy(p->shown, grid->cells, (size_t)p->rows * (size_t)p->columns * sizeof(*p->shown));
	p->cleared = false;
	p->drawing = grid->drawing;
	if (p->failed)
		paint_forget(p);
	return !p->failed;
}

void paint_before(struct paint *p, const char *bytes)
{
	send_text(p, bytes);
}

void paint_forget(struct paint *p)
{
	p->known = false;
}

void paint_free(struct paint *p)
{
	free(p->shown);
	p->shown = NULL;
	p->rows = p->columns = 0;
	p->known = false;
}
