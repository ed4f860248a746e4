#include "pace.h"

static void due_in(struct pace *pace, int64_t now_ms, int64_t wait_ms)
{
	pace->due_ms = now_ms + wait_ms;
	pace->latest_ms = pace->due_ms + PACE_LATEST_MS;
}

void pace_start(struct pace *pace, int64_t now_ms)
{
	if (pace->due_ms)
		return;
	if (!pace->rows)
		pace->rows = PACE_ROWS_FIRST;
	due_in(pace, now_ms, PACE_GAP_MS);
}

void pace_key(struct pace *pace, int64_t now_ms)
{
	int64_t calm = now_ms + PACE_CALM_MS;
	if (!pace->due_ms || calm <= pace->due_ms)
		return;
	pace->due_ms = calm < pace->latest_ms ? calm : pace->latest_ms;
}

void pace_leave(struct pace *pace, int64_t now_ms)
{
	due_in(pace, now_ms, PACE_CALM_MS);
}

/* Twice or half as much at once: one slice alone says little on a busy machine. */
static size_t next_rows(size_t rows, int64_t took_ms)
{
	size_t more = rows * 2 < PACE_ROWS_MOST ? rows * 2 : PACE_ROWS_MOST;
	size_t less = rows / 2 > PACE_ROWS_FEWEST ? rows / 2 : PACE_ROWS_FEWEST;
	if (took_ms > PACE_SLICE_MS)
		return less;
	return took_ms < PACE_SLICE_MS / 3 ? more : rows;
}

void pace_took(struct pace *pace, int64_t from_ms, int64_t to_ms, bool more)
{
	pace->rows = next_rows(pace->rows, to_ms - from_ms);
	if (more)
		due_in(pace, to_ms, PACE_GAP_MS);
	else
		pace->due_ms = 0;
}
