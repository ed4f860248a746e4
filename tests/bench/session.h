/* One run of one case: the program is started on a terminal, watched until it is ready, given its keys,
 * watched while idle, and ended. Times are taken right after read(); the emulation comes afterwards, in the
 * pauses. */
#pragma once

#include <stdbool.h>

#include "cases.h"
#include "stats.h"

/* In milliseconds from just before execve(), or from the write of a key. */
enum metric {
	METRIC_PAINT, /* first cell that is not blank */
	METRIC_READY, /* the ready text is on the screen */
	METRIC_KEY_P50, /* write of a key to the last byte before the silence */
	METRIC_KEY_P95,
	METRIC_KEY_P99,
	METRIC_KEY_BYTES, /* median bytes a key */
	METRIC_HWM, /* kB: VmHWM before the end */
	METRIC_IDLE_CPU, /* ms a second */
	METRIC_IDLE_BYTES,
	METRIC_IDLE_WAKES, /* voluntary context switches a second, all threads */
	METRICS
};

struct session_options {
	int rows;
	int cols;
	double idle_s; /* 0: not watched while idle */
	const char *quit; /* keys that end the program */
	bool keys; /* false: the case's keys are not sent */
};

struct session {
	bool good;
	const char *trouble; /* why not; static text */
	double value[METRICS]; /* NAN: not measured */
	struct samples key_ms;
};

/* Runs it to the end, whatever happens. Free with session_done(). */
struct session session_run(const struct bench_case *b, const struct session_options *o);

void session_done(struct session *s);
