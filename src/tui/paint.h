/* From the difference between two grids to the bytes that a terminal wants. Knows what the terminal can do
 * from a table of strings, and nothing of where they come from: pure, and tested against an emulator. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/tui/grid.h>
#include <dagstart/tui/theme.h>

/* What terminfo says; NULL where the terminal can't. */
struct paint_caps {
	const char *clear, *clear_line; /* the screen; to the end of the line */
	const char *move, *move_right; /* with parameters */
	const char *move_left; /* by one column */
	const char *plain, *bold, *dim, *underline, *reverse;
	const char *ink, *paper; /* colours, with a parameter */
	const char *default_colours;
	const char *hide_cursor, *show_cursor;
	int colours; /* 0: none */
	int no_colour_attributes; /* bits as in terminfo's ncv */
	bool wraps_at_once; /* a letter in the last column moves the cursor to the next line */
	/* Fills in parameters; the result lives until the next call. */
	const char *(*param)(const char *capability, int a, int b);
};

struct paint_look { /* a role resolved; without gaps, so that it is compared at once */
	int16_t ink, paper; /* -1 the terminal's own */
	bool bold, dim, underline, reverse;
};

/* The bytes of a colour; `len` 0: none yet. */
struct paint_colour {
	int colour;
	size_t len;
	char text[24];
};
enum { PAINT_COLOURS = 16 };

struct paint {
	struct paint_caps caps;
	struct theme theme;
	bool has_theme;
	bool colour; /* false: attributes only */
	/* What the terminal shows now, and behind it one blank row. */
	struct cell *shown;
	int rows, columns;
	uint32_t wording; /* of those cells */
	bool known; /* false: nothing is known of it */
	uint32_t drawing; /* which one it is; 0 unknown */
	int row, column; /* of the cursor; column -1: unknown */
	bool cursor_hidden;
	struct paint_look look;
	bool look_known;
	/* The look resolved last. */
	struct look resolved_from;
	struct paint_look resolved;
	bool resolved_known;
	/* Colours as they were sent, until the screen is sent anew. */
	struct paint_colour inks[PAINT_COLOURS], papers[PAINT_COLOURS];
	/* Takes bytes; false: the terminal is gone or busy, the frame is given up. */
	bool (*write)(const char *bytes, size_t len);
	bool failed;
	size_t used;
	char buffer[8192];
};

/* Sends what differs. False when it was given up; the next one then sends all. */
bool paint_frame(struct paint *paint, const struct grid *grid);
/* Goes out in front of the next frame, in the same writing. */
void paint_before(struct paint *paint, const char *bytes);
/* The next frame sends all. */
void paint_forget(struct paint *paint);
void paint_free(struct paint *paint);
