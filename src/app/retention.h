/* Erasing what customers said before the time that the settings keep, while nobody needs the program: words
 * go in slices while the room is quiet, their last traces in the files after it has left. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct app;
struct arena;
struct forget_report;
struct store;

/* The first day that is kept; 0 when all is. */
int32_t retention_since(const struct app *app);
/* The settings set a time, and something may be older. */
bool retention_is_due(struct app *app);
/* As much as does not keep anyone waiting; true when some is left. Says nothing: `doctor` and the history do.
 */
bool retention_slice(struct app *app);
/* All that is left, here and in the copies. `thorough`: also a very large file is written anew. */
struct retention {
	struct store *store;
	struct arena *arena; /* of the report */
	bool thorough;
};
bool retention_finish(const struct app *app, const struct retention *how, struct forget_report *ret,
        struct err *err) MUST_CHECK;
/* At the very end of a meeting on a terminal: closes the store, and leaves the files to a child when there is
 * something to do for it. */
void retention_leave(struct app *app);
