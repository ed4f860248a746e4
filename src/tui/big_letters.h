/* Words five rows high, for a wall that is read from the other side of the room. */
#pragma once

#include "layout.h"

enum { BIG_LETTER_ROWS = 5 };

/* Wraps to `width` and draws; returns the rows. 0, and nothing drawn: a sign has no large form, a word does
 * not fit, or the text is longer than `huge_most` of the layout. */
int big_letters_draw(struct layout *l, const char *text, int row, int column, int width, struct look look);
