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
	MUST(cell->width <= 2 && cell->look.role < ROLE_COUNT);
	MUST(memchr(cell->text, '\0', CELL_BYTES));
	fuzz_must_show(cell->text, false);
	const struct cell *next = cell_at(grid, row, column + 1);
	const struct cell *before = cell_at(grid, row, column - 1);
	MUST(cell->width != 2 || (next && next->width == 0));
	MUST(cell->width != 0 || (before && before->width == 2 && cell->text[0] == '\0'));
	MUST(cell->text[0] == '\0' || text_width(cell->text) <= cell->width);
}

void must_be_sound_grid(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++)
			check_cell(grid, row, column);
	MUST(grid->cursor_row < grid->rows && grid->cursor_column < grid->columns);
	MUST((grid->cursor_row < 0) == (grid->cursor_column < 0));
}
