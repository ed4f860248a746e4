/* Drawing less than all: where only the selection moved, or the clock, what is on the grid is drawn over. */
#include <dagstart/base/arena.h>

#include "tui_state.h"

static void box_clip(int *start, int *end, int least, int most)
{
	*start = *start < least ? least : *start;
	*end = *end > most ? most : *end;
	if (*end < *start)
		*end = *start;
}

static void copy_cells(struct tui *tui, bool back)
{
	struct patch *patch = &tui->patch;
	for (int row = patch->top; row < patch->bottom; row++)
		for (int column = patch->left; column < patch->right; column++) {
			int columns = patch->right - patch->left;
			struct cell *kept =
			        &patch->under[(row - patch->top) * columns + column - patch->left];
			struct cell *cell = grid_at(tui->grid, row, column);
			*(back ? cell : kept) = *(back ? kept : cell);
		}
}

/* One column more on each side, where half of a wide letter may be lost to the mark. */
static void keep_under(struct tui *tui, const struct window *window, const struct spot *spot)
{
	struct patch *patch = &tui->patch;
	patch->top = window->top + spot->top - window->scroll;
	patch->bottom = window->top + spot->bottom - window->scroll;
	patch->left = spot->left - LAYOUT_MARK_LEFT - 1;
	patch->right = spot->right + LAYOUT_MARK_RIGHT + 1;
	box_clip(&patch->top, &patch->bottom, window->top, window->top + window->height);
	box_clip(&patch->top, &patch->bottom, 0, tui->grid->rows);
	box_clip(&patch->left, &patch->right, 0, tui->grid->columns);
	size_t rows = (size_t)(patch->bottom - patch->top), columns = (size_t)(patch->right - patch->left);
	arena_reset(patch->arena);
	patch->under = arena_array_of(patch->arena, struct cell, rows * columns + 1);
	copy_cells(tui, false);
}

void patch_mark(struct tui *tui, const struct window *window)
{
	const struct spot *spot = tui_focus(tui);
	struct patch *patch = &tui->patch;
	patch->top = patch->bottom = 0;
	patch->marked = spot ? tui_place(tui)->index : 0;
	if (!spot)
		return;
	keep_under(tui, window, spot);
	layout_mark(window, spot);
}

static void widen_new(struct grid *grid, int top, int bottom)
{
	if (grid->new_bottom == grid->new_top) {
		grid->new_top = top;
		grid->new_bottom = bottom;
	}
	grid->new_top = top < grid->new_top ? top : grid->new_top;
	grid->new_bottom = bottom > grid->new_bottom ? bottom : grid->new_bottom;
}

static void move_mark(struct tui *tui)
{
	struct window window = tui_window(tui);
	struct patch *patch = &tui->patch;
	if (!tui_focus(tui) || patch->marked == tui_place(tui)->index)
		return;
	copy_cells(tui, true);
	widen_new(tui->grid, patch->top, patch->bottom);
	patch_mark(tui, &window);
	widen_new(tui->grid, patch->top, patch->bottom);
}

static bool draw_clock(struct tui *tui)
{
	struct frame frame = {
	        .arena = tui->frame,
	        .grid = tui->grid,
	        .view = tui->view,
	        .ascii = tui->options.ascii,
	        .read_only = tui_is_read_only(tui),
	};
	/* A clock that became wider moves the body. */
	if (frame_body(&frame).left != tui->body.left)
		return false;
	widen_new(tui->grid, 0, frame_draw_clock(&frame));
	return true;
}

bool patch_draw(struct tui *tui)
{
	struct patch *patch = &tui->patch;
	struct grid *grid = tui->grid;
	if (!patch->whole || !tui->body.measured)
		return false;
	grid->like = grid->drawing++;
	grid->new_top = grid->new_bottom = 0;
	if (patch->clock && !draw_clock(tui)) {
		tui->body.measured = false;
		return false;
	}
	patch->clock = false;
	if (!tui->overlay_count)
		move_mark(tui);
	return true;
}
