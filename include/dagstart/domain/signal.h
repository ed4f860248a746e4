/* Real change or noise: the XmR chart (Wheeler, Understanding Variation). Limits are mean ± 2.66 x the
 * average moving range of the baseline, widened for a period with fewer answers than the baseline's mean.
 * Three rules (Western Electric, Wheeler): a point outside the limits; 3 of 4 in a row nearer a limit than
 * the centre; 8 in a row on one side. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum signal_state {
	SIGNAL_TOO_FEW, /* fewer than SIGNAL_BASELINE_MIN points: no verdict */
	SIGNAL_NOISE,
	SIGNAL_RISE,
	SIGNAL_DROP,
};

enum signal_rule {
	SIGNAL_RULE_NONE,
	SIGNAL_RULE_OUTSIDE,
	SIGNAL_RULE_THREE_OF_FOUR,
	SIGNAL_RULE_EIGHT,
};

enum { SIGNAL_BASELINE_MIN = 10, SIGNAL_BASELINE_MAX = 14 };

struct signal_point {
	int32_t day; /* the Monday of the week, or the day */
	int64_t n; /* answers; 0 is a gap: it is skipped, drawn as a gap and breaks no run */
	double value;
	double lower, upper; /* filled in by signal_judge, widened by n */
	enum signal_rule fired; /* likewise: the rule that this point completes */
};

struct signal {
	enum signal_state state; /* as of the last point: a signal that has ended is noise again */
	enum signal_rule rule;
	int32_t since_day; /* first point of the pattern */
	int length; /* points in it */
	int baseline; /* points that centre and limits come from */
	double centre;
	double lower, upper; /* at the baseline's mean n */
	bool has_gap;
};

/* Judges the series in order of time. The baseline is its first points with answers (10 to 14 of them), or
 * those from `rebase_day` on when that is not 0. A direction is called on the value itself: a rise is a
 * higher value. Values are clipped to low..high, the range of the metric. */
struct signal signal_judge(
        struct signal_point *points, size_t count, int32_t rebase_day, double low, double high);
