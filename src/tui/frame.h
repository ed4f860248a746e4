/* What stands around the body, the same everywhere: a line above, the agenda at the left, a line below. */
#pragma once

#include <stdbool.h>

#include <dagstart/doc/view.h>
#include <dagstart/tui/grid.h>

struct arena;

enum { FRAME_ROWS_LEAST = 10, FRAME_COLUMNS_LEAST = 40 };

struct frame_key { /* a key with what it does, for the line below */
	const char *key, *title;
	int keep; /* stays where room is short: 2 before 1; 0 goes */
};

struct frame {
	struct arena *arena;
	struct grid *grid;
	const struct view *view;
	bool ascii;
	bool read_only;
	const struct frame_key *keys; /* in their order */
	size_t key_count;
	bool covered; /* by a sheet: what was saved before gives way to its keys */
	bool asks; /* the sheet wants an answer: the line below is for that alone */
	const char *notice; /* goes before the view's status; "" none */
	enum doc_role notice_role;
	bool more_above, more_below; /* of the body */
};

struct frame_box {
	int top, left, height, width;
};
/* The room for the body, on a grid of that size. */
struct frame_box frame_body(const struct frame *frame);
void frame_draw(const struct frame *frame);
/* The item of the rail there, from 0; -1 none. */
int frame_rail_at(const struct frame *frame, int row, int column);
/* Draws the line above and the rail over older ones of the same size. Returns the row below them. */
int frame_draw_clock(const struct frame *frame);
/* Instead of all: too small. */
void frame_too_small(const struct frame *frame);
