/* How a role of the document looks on the terminal at hand: with the colours it has, or with attributes in
 * their place. */
#pragma once

#include <string.h>

#include "paint.h"

extern const struct paint_look paint_look_none; /* the terminal's own */

struct paint_look paint_look_resolve(const struct paint *paint, struct look look);
/* Whether `to` has all attributes that `from` has. */
bool paint_look_only_adds(const struct paint_look *from, const struct paint_look *to);
/* A colour as the terminal wants it: an index, or red, green and blue in one number. */
int paint_look_colour(const struct paint *paint, int colour);

static inline bool paint_look_same(const struct paint_look *a, const struct paint_look *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* For a blank only what is behind it counts. */
static inline bool paint_look_same_ground(const struct paint_look *a, const struct paint_look *b)
{
	return a->paper == b->paper && a->underline == b->underline && a->reverse == b->reverse &&
	       (!a->reverse || a->ink == b->ink);
}
