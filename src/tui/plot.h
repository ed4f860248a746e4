/* A surface of braille dots (two by four a cell) with a quiet layer of lines behind it. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

struct plot_cell {
	uint8_t dots; /* as U+2800 has them */
	bool point; /* a value lies here, not only the line between two */
	bool signal;
	uint8_t back; /* enum plot_back */
};
enum plot_back { PLOT_NOTHING, PLOT_LIMIT, PLOT_CENTRE };

struct plot {
	int rows, columns; /* cells */
	struct plot_cell *cells;
};

struct plot plot_new(struct arena *arena, int rows, int columns);
struct plot_cell *plot_at(const struct plot *plot, int row, int column); /* NULL outside */
/* A dot; x to the right and y down, from 0. Outside is harmless. */
void plot_dot(struct plot *plot, int x, int y, bool signal);
void plot_line(struct plot *plot, int x0, int y0, int x1, int y1, bool signal);
/* The value's place: 0 is the top dot (for `high`), the last one the bottom (for `low`). */
int plot_y(const struct plot *plot, double value, double low, double high);
