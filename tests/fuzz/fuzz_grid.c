/* Any row of puts and fills: nothing lands outside, no half of a wide letter stays alone, and what comes out
 * as text and as a picture may be shown. */
#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>
#include <dagstart/tui/grid.h>
#include <dagstart/tui/theme.h>

#include "fuzz.h"
#include "sound_grid.h"

enum { OPS_MAX = 60, SIDE_MAX = 24 };

static void check(struct grid *grid)
{
	must_be_sound_grid(grid);
	MUST(!grid_at(grid, -1, 0) && !grid_at(grid, 0, -1));
	MUST(!grid_at(grid, grid->rows, 0) && !grid_at(grid, 0, grid->columns));
}

static int place(struct choices *c)
{
	return (int)choice_below(c, SIDE_MAX + 8) - 4;
}

static void change(struct arena *arena, struct grid *grid, struct choices *c)
{
	struct look look = {.role = (uint8_t)choice_below(c, ROLE_COUNT),
	        .strong = choice_below(c, 2),
	        .underline = choice_below(c, 2),
	        .reverse = choice_below(c, 2)};
	int row = place(c), column = place(c), width = place(c);
	bool fills = choice_below(c, 4) == 3;
	const char *text = text_clean(arena, choice_text(c, arena, fills ? 4 : 30), TEXT_ONE_LINE);
	if (fills) {
		grid_fill(grid, row, column, place(c), width, look, text);
		return;
	}
	int used = grid_put(grid, row, column, width, look, text);
	MUST(used >= 0 && (used == 0 || used <= width));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	int rows = (int)choice_below(&c, SIDE_MAX), columns = (int)choice_below(&c, SIDE_MAX);
	struct grid *grid = grid_new(arena, rows, columns);
	for (int i = 0; i < OPS_MAX && choices_left(&c); i++) {
		change(arena, grid, &c);
		check(grid);
	}
	struct str text = str_new(arena), svg = str_new(arena);
	struct problems problems = problems_new(arena);
	struct theme theme;
	MUST(theme_load(arena, theme_names[0], &theme, &problems));
	grid_text(grid, &text);
	grid_svg(grid, &theme, "Dagstart", &svg);
	fuzz_must_show(text.text, true);
	fuzz_must_show(svg.text, true);
	return 0;
}
