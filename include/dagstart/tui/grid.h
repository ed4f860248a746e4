/* The screen as data: rows of cells with a grapheme, its width and a look. Layout writes it, curses sends the
 * difference to the terminal, tests and pictures read it. Nothing can be written outside it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/doc/doc.h>

struct arena;
struct str;

enum { CELL_BYTES = 28 }; /* the longest grapheme kept whole; a longer one becomes U+FFFD */

struct look {
	uint8_t role; /* enum doc_role */
	bool strong;
	bool faint; /* what is offered, not yet there */
	bool underline;
	bool reverse;
};

struct cell {
	char text[CELL_BYTES]; /* UTF-8, NUL-terminated; "" is a blank, or the right half of a wide cell */
	uint8_t width; /* 1 or 2; 0 for the right half */
	struct look look;
};

struct grid {
	int rows, columns;
	struct cell *cells;
	int cursor_row, cursor_column; /* -1: hidden */
	/* So that painting looks only where something is new: a drawing has a number, and can be the same as
	 * an earlier one but for some rows. */
	uint32_t drawing; /* 0: not counted */
	uint32_t like; /* that earlier one; 0: any row may be new */
	int new_top, new_bottom; /* the rows that are new, the last one excluded */
};

struct grid *grid_new(struct arena *arena, int rows, int columns);
void grid_clear(struct grid *grid);
struct cell *grid_at(struct grid *grid, int row, int column); /* NULL outside */
/* Writes clean text of one line, cut at `width` columns (and the grid's edge); returns the columns used. */
int grid_put(struct grid *grid, int row, int column, int width, struct look look, const char *text);
void grid_fill(
        struct grid *grid, int row, int column, int rows, int columns, struct look look, const char *text);
/* Lines of text without blanks at the end; for scripts, goldens and failure messages. */
void grid_text(const struct grid *grid, struct str *out);

struct theme;
/* A picture: SVG with one monospaced text run for each run of equal looks; every cell in its place. */
void grid_svg(const struct grid *grid, const struct theme *theme, const char *title, struct str *out);
