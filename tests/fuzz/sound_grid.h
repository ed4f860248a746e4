/* What must hold for any grid: texts that may be shown, no lone half of a wide letter, nothing outside. */
#pragma once

#include <dagstart/tui/grid.h>

void must_be_sound_grid(const struct grid *grid);
