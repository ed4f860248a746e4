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

static struct cell *shown_row(const struct paint *p, int row)
{
	return p->shown + (size_t)row * (size_t)p->columns;
}

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

/* A letter, or a blank, is a byte mostly. */
static inline void send_letter(struct paint *p, const struct cell *cell)
{
	if (p->used == sizeof(p->buffer))
		flush(p);
	if (cell->text[1])
		send_bytes(p, cell->text, strlen(cell->text));
	else
		p->buffer[p->used++] = *cell->text ? *cell->text : ' ';
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

static void change_look(struct paint *p, const struct paint_look *to)
{
	struct paint_look from = p->look;
	bool loses_colour = (from.ink >= 0 && to->ink < 0) || (from.paper >= 0 && to->paper < 0);
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

static inline void send_look(struct paint *p, const struct paint_look *to)
{
	if (!p->look_known || !paint_look_same(&p->look, to))
		change_look(p, to);
}

/* The cells of a row mostly look like the one before. */
static inline const struct paint_look *look_of(struct paint *p, const struct cell *cell)
{
	if (!p->resolved_known || !look_same(p->resolved_from, cell->look)) {
		p->resolved = paint_look_resolve(p, cell->look);
		p->resolved_from = cell->look;
		p->resolved_known = true;
	}
	return &p->resolved;
}

/* -- cells -- */

static bool same_looks(const struct paint *p, const struct cell *a, const struct cell *b)
{
	struct paint_look x = paint_look_resolve(p, a->look), y = paint_look_resolve(p, b->look);
	return cell_is_blank(a) ? paint_look_same_ground(&x, &y) : paint_look_same(&x, &y);
}

static inline bool same_cell(const struct paint *p, const struct cell *a, const struct cell *b)
{
	if (memcmp(a, b, sizeof(*a)) == 0)
		return true;
	if (memcmp(a->text, b->text, sizeof(a->text)) != 0 || a->part != b->part)
		return false;
	return look_same(a->look, b->look) || same_looks(p, a, b);
}

/* Clusters that terminals disagree about: of several code points, or newer than many of them. */
static bool is_odd(const struct cell *cell)
{
	unsigned char lead = (unsigned char)*cell->text;
	if (lead < 0xC0)
		return lead && cell->text[1];
	if (lead < 0xF0)
		return cell->text[lead < 0xE0 ? 2 : 3];
	return memcmp(cell->text, "\xF0\x9F", 2) >= 0;
}

static bool row_is_odd(const struct cell *cells, int columns)
{
	for (int column = 0; column < columns; column++)
		if (*cells[column].text && is_odd(&cells[column]))
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

static void jump_to(struct paint *p, int row, int column)
{
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

static inline void move_to(struct paint *p, int row, int column)
{
	if (p->row != row || p->column != column)
		jump_to(p, row, column);
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
static void send_odd(struct paint *p, const char *text, int width, int row, int column)
{
	uint32_t code;
	char first[5];
	text_decode(text, strlen(text), &code);
	first[text_encode(code, first)] = '\0';
	send_bytes(p, "  ", (size_t)width);
	moved_by(p, width);
	move_to(p, row, column);
	send_text(p, column + naive_width(text) <= p->columns ? text : first);
	p->column = -1;
}

static void send_cell(struct paint *p, const struct grid *grid, int row, int column)
{
	const struct cell *cell = &grid_row(grid, row)[column];
	int width = cell_width(cell);
	/* The last place of all: some terminals would scroll. */
	if (width == 0 || (p->caps.wraps_at_once && row == p->rows - 1 && column + width >= p->columns))
		return;
	move_to(p, row, column);
	const struct paint_look *look = look_of(p, cell);
	if (*cell->text || !p->look_known || !paint_look_same_ground(&p->look, look))
		send_look(p, look);
	if (is_odd(cell)) {
		send_odd(p, cell_text(grid, cell), width, row, column);
		return;
	}
	send_letter(p, cell);
	moved_by(p, width);
}

static bool is_bare(struct paint *p, const struct cell *cell)
{
	return cell_is_blank(cell) && paint_look_same_ground(look_of(p, cell), &paint_look_none);
}

/* From where on the row is nothing but blanks. */
static int bare_from(struct paint *p, const struct cell *cells, int columns)
{
	int column = columns;
	while (column > 0 && is_bare(p, &cells[column - 1]))
		do
			column--;
		while (column > 0 && memcmp(&cells[column - 1], &cells[column], sizeof(*cells)) == 0);
	return column;
}

static void clear_rest(struct paint *p, int row, int column)
{
	move_to(p, row, column);
	if (!p->look_known || !paint_look_same_ground(&p->look, &paint_look_none))
		send_look(p, &paint_look_none);
	send_text(p, p->caps.clear_line);
}

/* Sends what differs in these columns, and what lies between where an address is not worth it. */
static void send_changes(
        struct paint *p, const struct grid *grid, int row, const struct cell *shown, int first, int end)
{
	const struct cell *now = grid_row(grid, row);
	for (int column = first, sent = first; column < end; column++) {
		if (same_cell(p, &now[column], &shown[column]))
			continue;
		if (column - sent > GAP_MAX || p->row != row || p->column != sent)
			sent = column;
		for (; sent <= column; sent++)
			send_cell(p, grid, row, sent);
	}
}

static void send_row(struct paint *p, const struct grid *grid, int row, const struct cell *shown)
{
	const struct cell *now = grid_row(grid, row);
	int columns = p->columns, first = 0, last = columns;
	if (memcmp(now, shown, (size_t)columns * sizeof(*now)) == 0)
		return;
	while (first < columns && same_cell(p, &now[first], &shown[first]))
		first++;
	if (first == columns)
		return;
	bool odd = row_is_odd(now, columns) || (p->known && row_is_odd(shown, columns));
	while (!odd && last > first && same_cell(p, &now[last - 1], &shown[last - 1]))
		last--;
	/* Never from the middle of a wide letter. */
	if (first > 0 && (now[first].part == CELL_RIGHT || shown[first].part == CELL_RIGHT))
		first--;
	int bare = bare_from(p, now, columns);
	bool clears = p->caps.clear_line && last - (bare > first ? bare : first) >= BLANKS_MIN;
	int end = clears ? (bare > first ? bare : first) : last;
	if (!odd)
		send_changes(p, grid, row, shown, first, end);
	else
		for (int column = first; column < end; column++)
			send_cell(p, grid, row, column);
	if (clears)
		clear_rest(p, row, end);
}

/* -- frames -- */

static bool take_size(struct paint *p, const struct grid *grid)
{
	size_t columns = (size_t)grid->columns, count = (size_t)grid->rows * columns;
	if (p->shown && p->rows == grid->rows && p->columns == grid->columns && p->wording == grid->wording)
		return true;
	/* What lies before the blank row is written before it is read. */
	struct cell *cells = malloc((count + columns + 1) * sizeof(*cells));
	if (!cells)
		return false;
	memset(cells + count, 0, columns * sizeof(*cells));
	free(p->shown);
	p->shown = cells;
	p->rows = grid->rows;
	p->columns = grid->columns;
	p->wording = grid->wording;
	p->known = false;
	return true;
}

static void start_anew(struct paint *p)
{
	memset(p->inks, 0, sizeof(p->inks));
	memset(p->papers, 0, sizeof(p->papers));
	p->look_known = false;
	send_look(p, &paint_look_none);
	send_text(p, p->caps.clear);
	p->row = 0;
	p->column = -1;
	send_text(p, p->caps.hide_cursor);
	p->cursor_hidden = true;
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

static void remember(struct paint *p, const struct grid *grid, int top, int bottom)
{
	size_t bytes = (size_t)p->columns * sizeof(*p->shown);
	for (int row = top; row < bottom; row++)
		memcpy(shown_row(p, row), grid_row(grid, row), bytes);
	p->drawing = grid->drawing;
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
	/* A screen that was just cleared is blank in all rows. */
	for (int row = top; row < bottom && !p->failed; row++)
		send_row(p, grid, row, shown_row(p, p->known ? row : p->rows));
	put_cursor(p, grid);
	flush(p);
	/* Only now, when it is on its way. */
	if (!p->failed)
		remember(p, grid, top, bottom);
	p->known = !p->failed;
	return p->known;
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
