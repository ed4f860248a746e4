/* Lines, blocks and braille drawn as shapes: in a font they leave gaps between cells, as shapes they meet. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct str;

enum { SVG_CELL_WIDTH = 9, SVG_CELL_HEIGHT = 19 };

bool svg_glyph_is_shape(uint32_t code);
/* Adds the shape of `code` to the path data of a run, its cell's upper left corner at x, y. */
void svg_glyph_add(struct str *path, uint32_t code, int x, int y);
