#include <dagstart/tui/grid.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static size_t cell_count(const struct grid *grid)
{
	return (size_t)grid->rows * (size_t)grid->columns;
}

/* No cell is the right half of another. */
static void widen_all(struct grid *grid)
{
	for (size_t i = 0; i < cell_count(grid); i++)
		grid->cells[i].width = 1;
}

struct grid *grid_new(struct arena *arena, int rows, int columns)
{
	struct grid *grid = arena_new_of(arena, struct grid);
	*grid = (struct grid){
	        .rows = rows > 0 ? rows : 0,
	        .columns = columns > 0 ? columns : 0,
	        .cursor_row = -1,
	        .cursor_column = -1,
	};
	grid->cells = arena_array_of(arena, struct cell, cell_count(grid));
	widen_all(grid);
	return grid;
}

void grid_clear(struct grid *grid)
{
	memset(grid->cells, 0, cell_count(grid) * sizeof(*grid->cells));
	widen_all(grid);
	grid->cursor_row = grid->cursor_column = -1;
}

struct cell *grid_at(struct grid *grid, int row, int column)
{
	if (row < 0 || column < 0 || row >= grid->rows || column >= grid->columns)
		return NULL;
	return &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column];
}

static void cell_blank(struct cell *cell)
{
	cell->text[0] = '\0';
	cell->width = 1;
}

/* A wide cluster that loses one of its halves becomes blank, or the terminal would draw half a letter. */
static void part_wide(struct grid *grid, int row, int column, const struct cell *cell)
{
	struct cell *left = cell->width == 0 ? grid_at(grid, row, column - 1) : NULL;
	struct cell *right = cell->width == 2 ? grid_at(grid, row, column + 1) : NULL;
	if (left)
		cell_blank(left);
	if (right)
		cell_blank(right);
}

static void cell_put(
        struct grid *grid, int row, int column, struct look look, const char *text, size_t len, int width)
{
	struct cell *cell = grid_at(grid, row, column);
	part_wide(grid, row, column, cell);
	if (len >= CELL_BYTES) {
		text = "\xEF\xBF\xBD";
		len = 3;
	}
	bool blank = len == 1 && *text == ' ';
	memcpy(cell->text, text, blank ? 0 : len);
	cell->text[blank ? 0 : len] = '\0';
	cell->width = (uint8_t)width;
	cell->look = look;
	if (width != 2)
		return;
	struct cell *half = grid_at(grid, row, column + 1);
	part_wide(grid, row, column + 1, half);
	half->text[0] = '\0';
	half->width = 0;
	half->look = look;
	/* part_wide() of the right half may have taken the cell itself for an old left half. */
	cell->width = 2;
	memcpy(cell->text, text, len);
}

/* Most text is plain: it is not worth asking the tables about each letter. */
static size_t next_cluster(const char *s, size_t len, int *ret_width)
{
	*ret_width = 1;
	if (s[0] >= ' ' && s[0] < 0x7F && (unsigned char)s[1] < 0x80)
		return 1;
	return text_grapheme(s, len, ret_width);
}

int grid_put(struct grid *grid, int row, int column, int width, struct look look, const char *text)
{
	size_t len = strlen(text);
	int used = 0;
	if (row < 0 || row >= grid->rows)
		return 0;
	for (size_t at = 0; at < len;) {
		int columns;
		size_t n = next_cluster(text + at, len - at, &columns);
		if (used + columns > width || column + used + columns > grid->columns)
			break;
		if (columns > 0 && column + used >= 0)
			cell_put(grid, row, column + used, look, text + at, n, columns);
		used += columns;
		at += n;
	}
	return used;
}

/* Cells of one column each: only at the ends can a wide letter lose a half. */
static void fill_row(struct grid *grid, int row, int left, int right, const struct cell *cell)
{
	struct cell *cells = grid_at(grid, row, left);
	if (!cells || left >= right)
		return;
	part_wide(grid, row, left, cells);
	part_wide(grid, row, right - 1, &cells[right - 1 - left]);
	for (int column = 0; column < right - left; column++)
		cells[column] = *cell;
}

void grid_fill(
        struct grid *grid, int row, int column, int rows, int columns, struct look look, const char *text)
{
	int top = row < 0 ? 0 : row, left = column < 0 ? 0 : column;
	int bottom = rows > grid->rows - row ? grid->rows : row + rows;
	int right = columns > grid->columns - column ? grid->columns : column + columns;
	size_t len = strlen(text);
	int width = 1;
	if (len > 0 && text_grapheme(text, len, &width) != len)
		return;
	struct cell cell = {.width = 1, .look = look};
	bool blank = len == 0 || (len == 1 && *text == ' ');
	if (!blank && len < CELL_BYTES)
		memcpy(cell.text, text, len);
	for (int r = top; r < bottom; r++) {
		if (width != 2 && len < CELL_BYTES)
			fill_row(grid, r, left, right, &cell);
		else
			for (int c = left; c + (width == 2) < right; c += width == 2 ? 2 : 1)
				cell_put(grid, r, c, look, text, len, width == 2 ? 2 : 1);
	}
}

void grid_text(const struct grid *grid, struct str *out)
{
	for (int row = 0; row < grid->rows; row++) {
		const struct cell *cells = grid->cells + (size_t)row * (size_t)grid->columns;
		int last = grid->columns;
		while (last > 0 && !*cells[last - 1].text && cells[last - 1].width == 1)
			last--;
		for (int column = 0; column < last; column++)
			if (cells[column].width > 0)
				str_add(out, *cells[column].text ? cells[column].text : " ");
		str_add_char(out, '\n');
	}
}
