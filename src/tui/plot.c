#include "plot.h"

#include <math.h>
#include <stdlib.h>

#include <dagstart/base/arena.h>

enum { DOTS_ACROSS = 2, DOTS_DOWN = 4 };

struct plot plot_new(struct arena *arena, int rows, int columns)
{
	return (struct plot){
	        .rows = rows,
	        .columns = columns,
	        .cells = arena_array_of(arena, struct plot_cell, (size_t)rows * (size_t)columns),
	};
}

struct plot_cell *plot_at(const struct plot *plot, int row, int column)
{
	if (row < 0 || column < 0 || row >= plot->rows || column >= plot->columns)
		return NULL;
	return &plot->cells[(size_t)row * (size_t)plot->columns + (size_t)column];
}

void plot_dot(struct plot *plot, int x, int y, bool signal)
{
	static const uint8_t bits[DOTS_DOWN][DOTS_ACROSS] = {
	        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	if (x < 0 || y < 0)
		return;
	struct plot_cell *cell = plot_at(plot, y / DOTS_DOWN, x / DOTS_ACROSS);
	if (!cell)
		return;
	cell->dots |= bits[y % DOTS_DOWN][x % DOTS_ACROSS];
	cell->signal |= signal;
}

void plot_line(struct plot *plot, int x0, int y0, int x1, int y1, bool signal)
{
	int dx = abs(x1 - x0), dy = abs(y1 - y0), steps = dx > dy ? dx : dy;
	for (int i = 0; i <= steps; i++) {
		double part = steps ? (double)i / steps : 0;
		plot_dot(
		        plot, (int)lround(x0 + part * (x1 - x0)), (int)lround(y0 + part * (y1 - y0)), signal);
	}
}

int plot_y(const struct plot *plot, double value, double low, double high)
{
	double last = plot->rows * DOTS_DOWN - 1;
	double part = high > low ? (high - value) / (high - low) : 0.5;
	part = part < 0 ? 0 : part > 1 ? 1 : part;
	return (int)lround(part * last);
}
