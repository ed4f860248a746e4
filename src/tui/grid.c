#include <dagstart/tui/grid.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "clusters.h"

enum { CLUSTERS_MANY = 4096 }; /* from so many on they are counted anew when the grid is cleared */

static const char replacement[] = "\xEF\xBF\xBD";

static size_t cell_count(const struct grid *grid)
{
	return (size_t)grid->rows * (size_t)grid->columns;
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
	grid->clusters = clusters_new(arena);
	return grid;
}

void grid_clear(struct grid *grid)
{
	memset(grid->cells, 0, cell_count(grid) * sizeof(*grid->cells));
	grid->cursor_row = grid->cursor_column = -1;
	if (clusters_count(grid->clusters) < CLUSTERS_MANY)
		return;
	clusters_forget(grid->clusters);
	grid->wording++;
}

struct cell *grid_at(struct grid *grid, int row, int column)
{
	if (row < 0 || column < 0 || row >= grid->rows || column >= grid->columns)
		return NULL;
	return grid_row(grid, row) + column;
}

const char *cell_text(const struct grid *grid, const struct cell *cell)
{
	uint32_t number;
	if (!cell_is_cluster(cell))
		return cell->text;
	memcpy(&number, cell->text + 1, sizeof(number));
	return str_or(clusters_text(grid->clusters, number), replacement);
}

/* One that holds words together is a blank as any other to whoever copies from the screen. */
static bool is_blank(const char *text, size_t len)
{
	return (len == 1 && *text == ' ') || (len == 2 && memcmp(text, "\u00A0", 2) == 0);
}

/* `text` is one grapheme. */
static struct cell cell_of(
        struct grid *grid, const char *text, size_t len, enum cell_part part, struct look look)
{
	struct cell cell = {.part = (uint8_t)part, .look = look};
	if (is_blank(text, len))
		return cell;
	if (len >= CLUSTER_BYTES) {
		text = replacement;
		len = strlen(replacement);
	}
	if (len < sizeof(cell.text)) {
		memcpy(cell.text, text, len);
	} else {
		uint32_t number = clusters_number(grid->clusters, text, len);
		cell.text[0] = CELL_CLUSTER;
		memcpy(cell.text + 1, &number, sizeof(number));
	}
	return cell;
}

/* A wide letter that loses one of its halves becomes blank, or the terminal would draw half a letter. */
static void part_wide(struct cell *cell)
{
	if (cell->part == CELL_WHOLE)
		return;
	struct cell *other = cell->part == CELL_LEFT ? cell + 1 : cell - 1;
	*other = (struct cell){.look = other->look};
}

static void put_cluster(
        struct grid *grid, struct cell *cell, const char *text, size_t len, int width, struct look look)
{
	part_wide(cell);
	if (width != 2) {
		*cell = cell_of(grid, text, len, CELL_WHOLE, look);
		return;
	}
	part_wide(cell + 1);
	*cell = cell_of(grid, text, len, CELL_LEFT, look);
	cell[1] = (struct cell){.part = CELL_RIGHT, .look = look};
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
	struct cell *cells = grid_row(grid, row);
	for (size_t at = 0; at < len;) {
		int columns;
		size_t n = next_cluster(text + at, len - at, &columns);
		if (used + columns > width || column + used + columns > grid->columns)
			break;
		if (columns > 0 && column + used >= 0)
			put_cluster(grid, &cells[column + used], text + at, n, columns, look);
		used += columns;
		at += n;
	}
	return used;
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
	int step = width == 2 ? 2 : 1;
	for (int r = top; r < bottom; r++)
		for (int c = left; c + step <= right; c += step)
			put_cluster(grid, grid_row(grid, r) + c, text, len, step, look);
}

void grid_text(const struct grid *grid, struct str *out)
{
	for (int row = 0; row < grid->rows; row++) {
		const struct cell *cells = grid_row(grid, row);
		int last = grid->columns;
		while (last > 0 && cell_is_blank(&cells[last - 1]))
			last--;
		for (int column = 0; column < last; column++)
			if (cell_width(&cells[column]) > 0)
				str_add(out, *cells[column].text ? cell_text(grid, &cells[column]) : " ");
		str_add_char(out, '\n');
	}
}
