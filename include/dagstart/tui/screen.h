/* The terminal itself: the one place that knows terminfo. Writes the difference between two grids and nothing
 * else. Restores every mode it has set, also after an error. */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>
#include <dagstart/tui/grid.h>
#include <dagstart/tui/theme.h>

struct screen_options {
	bool mouse;
	bool colour; /* false: NO_COLOR, or the mono theme */
	bool ascii;
};

/* Whether screen_open() could draw on what TERM names; takes nothing. Not while a screen is open. */
bool screen_is_known(struct err *err) MUST_CHECK;
/* Takes the terminal of descriptors 0 and 1. */
bool screen_open(const struct screen_options *options, struct err *err) MUST_CHECK;
/* Gives it back as it was; harmless when it is not open, and safe to call from the out-of-memory handler. */
void screen_close(void);
void screen_set_theme(const struct theme *theme);
void screen_size(int *ret_rows, int *ret_columns);
/* The terminal has changed size (SIGWINCH). */
void screen_resized(void);
/* Sends what differs from the last grid. */
void screen_put(const struct grid *grid);
/* Forgets what was sent, so that the next put sends all (C-l, after a suspend). */
void screen_forget(void);
void screen_suspend(void); /* before SIGTSTP; screen_open again after SIGCONT */
