/* The screen as data: rows of cells with a grapheme, its width and a look. Layout writes it, painting sends
 * the difference to the terminal, tests and pictures read it. Nothing can be written outside it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/doc/doc.h>

struct arena;
struct str;

enum { CLUSTER_BYTES = 28 }; /* the longest grapheme kept whole; a longer one becomes U+FFFD */

struct look {
	uint8_t role; /* enum doc_role */
	bool strong : 1;
	bool faint : 1; /* what is offered, not yet there */
	bool underline : 1;
	bool reverse : 1;
	uint8_t rest : 4; /* 0: without gaps cells are compared by their bytes */
};

static inline bool look_same(struct look a, struct look b)
{
	return a.role == b.role && a.strong == b.strong && a.faint == b.faint && a.underline == b.underline &&
	       a.reverse == b.reverse;
}

enum cell_part { CELL_WHOLE, CELL_LEFT, CELL_RIGHT }; /* the halves of a wide letter */

/* All zero it is a blank. */
struct cell {
	char text[5]; /* one code point mostly; what it is exactly, cell_text() says */
	uint8_t part; /* enum cell_part */
	struct look look;
};

static inline bool cell_is_blank(const struct cell *cell)
{
	return !*cell->text && cell->part == CELL_WHOLE;
}

/* What the first byte of `text` is where the grid keeps the rest: it begins no UTF-8. */
enum { CELL_CLUSTER = (char)0xFF };

static inline bool cell_is_cluster(const struct cell *cell)
{
	return *cell->text == CELL_CLUSTER;
}

/* Columns that a terminal moves on; none for the right half. */
static inline int cell_width(const struct cell *cell)
{
	return cell->part == CELL_RIGHT ? 0 : cell->part == CELL_LEFT ? 2 : 1;
}

struct clusters;

struct grid {
	int rows, columns;
	struct cell *cells;
	struct clusters *clusters; /* texts that are too long for a cell */
	uint32_t wording; /* with another one the cells of before no longer say what they did */
	int cursor_row, cursor_column; /* -1: hidden */
	/* So that painting looks only where something is new: a drawing has a number, and can be the same as
	 * an earlier one but for some rows. */
	uint32_t drawing; /* 0: not counted */
	uint32_t like; /* that earlier one; 0: any row may be new */
	int new_top, new_bottom; /* the rows that are new, the last one excluded */
};

struct grid *grid_new(struct arena *arena, int rows, int columns);
void grid_clear(struct grid *grid);
/* The cells of a row that there is. */
static inline struct cell *grid_row(const struct grid *grid, int row)
{
	return grid->cells + (size_t)row * (size_t)grid->columns;
}
struct cell *grid_at(struct grid *grid, int row, int column); /* NULL outside */
/* UTF-8 of a cell of this grid; "" is a blank, or the right half of a wide letter. Until the grid is cleared.
 */
const char *cell_text(const struct grid *grid, const struct cell *cell);
/* Writes clean text of one line, cut at `width` columns (and the grid's edge); returns the columns used. */
int grid_put(struct grid *grid, int row, int column, int width, struct look look, const char *text);
void grid_fill(
        struct grid *grid, int row, int column, int rows, int columns, struct look look, const char *text);
/* Lines of text without blanks at the end; for scripts, goldens and failure messages. */
void grid_text(const struct grid *grid, struct str *out);

struct theme;
/* A picture: SVG with one monospaced text run for each run of equal looks; every cell in its place. */
void grid_svg(const struct grid *grid, const struct theme *theme, const char *title, struct str *out);
