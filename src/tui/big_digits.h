/* Figures three rows high, for a wall. */
#pragma once

struct arena;

enum { BIG_DIGIT_ROWS = 3 };

/* Columns that `text` takes; 0 when it holds a sign that there is no large form of. */
int big_digits_width(const char *text);
/* Row 0, 1 or 2 of it. */
const char *big_digits_row(struct arena *arena, const char *text, int row);
