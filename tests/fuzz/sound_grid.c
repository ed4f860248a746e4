#include "sound_grid.h"

#include <string.h>

#include <dagstart/base/text.h>

#include "fuzz.h"

static const struct cell *cell_at(const struct grid *grid, int row, int column)
{
	bool inside = column >= 0 && column < grid->columns;
	return inside ? &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column] : NULL;
}

static void check_cell(const struct grid *grid, int row, int column)
{
	const struct cell *cell = cell_at(grid, row, column);
	const char *text = cell_text(grid, cell);
	MUST(cell->part <= CELL_RIGHT && cell->look.role < ROLE_COUNT);
	MUST(memchr(text, '\0', CLUSTER_BYTES));
	fuzz_must_show(text, false);
	const struct cell *next = cell_at(grid, row, column + 1);
	const struct cell *before = cell_at(grid, row, column - 1);
	MUST(cell->part != CELL_LEFT || (next && next->part == CELL_RIGHT));
	MUST(cell->part != CELL_RIGHT || (before && before->part == CELL_LEFT && !*text));
	MUST(!*text || text_width(text) <= cell_width(cell));
}

void must_be_sound_grid(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++)
			check_cell(grid, row, column);
	MUST(grid->cursor_row < grid->rows && grid->cursor_column < grid->columns);
	MUST((grid->cursor_row < 0) == (grid->cursor_column < 0));
}
