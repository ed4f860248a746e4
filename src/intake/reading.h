/* The text of a feed as its readers want it: what was encoded twice is counted and, where that is wanted,
 * mended. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "csv.h"
#include "mend.h"
#include "source.h"

struct arena;
struct feed;

struct reading {
	struct arena *arena;
	struct feed *feed;
	bool repair;
	bool no_nuls; /* a NUL is no text that someone could not read, but none at all */
	struct mend mend, again; /* what went wrong once may have done so twice */
	int64_t marks; /* U+FFFD in the text */
};

struct reading reading_new(struct arena *arena, struct feed *feed, bool repair);
/* From the first byte, after feed_look_at_head(). */
bool reading_start(struct reading *reading, enum source_pass pass, struct err *err) MUST_CHECK;
/* What pulls its text, block by block; `reading` must stay where it is. */
struct csv_input reading_input(struct reading *reading);
/* Writes down what was seen so far; what only the reader of the rows knows stays as it is. */
void reading_about(const struct reading *reading, struct source_about *about);
/* The part of a pipe that is kept for looking may end anywhere: what a reader makes of its end says nothing.
 */
bool reading_is_cut(const struct reading *reading, enum source_pass pass);
