/* Work in slices between the keys of people: when the next slice is due, and how large it may be. A key that
 * comes in the middle of a slice waits for its end, so slices are short, and none begins while keys keep
 * coming. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PACE_SLICE_MS = 12, /* what a slice should take */
	PACE_GAP_MS = 40, /* between slices, so that the machine has time for others */
	PACE_CALM_MS = 300, /* without a key before a slice begins */
	PACE_LATEST_MS = 3000, /* so much later it begins all the same: somebody may hold a key down */
	PACE_ROWS_FEWEST = 50,
	PACE_ROWS_FIRST = 400,
	PACE_ROWS_MOST = 4000,
};

struct pace { /* all by a steady clock; zeroed: nothing to do */
	int64_t due_ms; /* of the next slice; 0 nothing to do */
	int64_t latest_ms;
	size_t rows; /* of the next slice, after the first pace_start() */
};

/* There is something to do; nothing changes where there was before. */
void pace_start(struct pace *pace, int64_t now_ms);
/* Somebody pressed a key. */
void pace_key(struct pace *pace, int64_t now_ms);
/* The next slice would have to wait for others, and who looks on with it: it is left for a while. */
void pace_leave(struct pace *pace, int64_t now_ms);
/* A slice took from one moment to another, and left something to do or did not. */
void pace_took(struct pace *pace, int64_t from_ms, int64_t to_ms, bool more);
