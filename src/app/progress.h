/* A bar on standard error, for what takes longer than a second before the eyes of a person. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct app;

struct progress {
	const struct app *app;
	const char *what; /* translated */
	int64_t begin_ms, shown_ms; /* of the steady clock */
	bool wanted; /* standard error is a terminal */
	bool drawn;
};

struct progress progress_new(const struct app *app, const char *what);
/* `total` 0 is unknown, and `count`, behind the bar, where there is nothing to count. Draws at most ten times
 * a second. */
void progress_show(struct progress *progress, int64_t done, int64_t total, int64_t count);
/* Takes the bar away. */
void progress_end(struct progress *progress);
