/* Real change or noise: the XmR chart (Wheeler, Understanding Variation). Limits are mean ± 2.66 x the
 * average moving range of the baseline, widened for a period with fewer answers than the baseline's mean.
 * Where all points of the baseline are equal they are as far from it as one answer can move the mean.
 * Three rules (Western Electric, Wheeler): a point outside the limits; 3 of 4 in a row nearer a limit than
 * the centre; 8 in a row on one side. Who looks at many series at once sees chance more often: among k of
 * them the limits are 1 + 0.2 log2 k times as wide and the row is 1.5 log2 k longer, by which all of them
 * together call no more than one alone does (`./dev eval signal`). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum signal_state {
	SIGNAL_TOO_FEW, /* fewer than SIGNAL_BASELINE_MIN points: no verdict */
	SIGNAL_NOISE,
	SIGNAL_RISE,
	SIGNAL_DROP,
	/* Only from signal_settle(): */
	SIGNAL_SILENT, /* nobody has answered for SIGNAL_SILENT_POINTS or longer: what was is not what is */
	SIGNAL_AHEAD, /* many answers are dated after today: the clock is wrong, or was */
};

enum signal_rule {
	SIGNAL_RULE_NONE,
	SIGNAL_RULE_OUTSIDE,
	SIGNAL_RULE_THREE_OF_FOUR,
	SIGNAL_RULE_EIGHT,
};

enum { SIGNAL_BASELINE_MIN = 10, SIGNAL_BASELINE_MAX = 14, SIGNAL_SILENT_POINTS = 4 };

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
	double mean_n; /* answers a point of the baseline */
	int32_t last_day; /* of the last point with answers; 0 none */
	int quiet; /* judged points since a rule fired last, or since the first; 0 while one fires */
	int gaps; /* points without answers between the first and the last that have some */
	int32_t gap_from, gap_to; /* the longest row of them: days of its first and last point; 0 none */
	int silent; /* points without answers after the last that has some */
};

/* Judges the series in order of time. The baseline is its first points with answers (10 to 14 of them), or
 * those from `rebase_day` on when that is not 0. A direction is called on the value itself: a rise is a
 * higher value. Values are clipped to low..high, the range of the metric. */
struct signal signal_judge(
        struct signal_point *points, size_t count, int32_t rebase_day, double low, double high);
/* The same of one among `among` series that are looked at side by side; 1 is one alone. */
struct signal signal_judge_among(
        struct signal_point *points, size_t count, int32_t rebase_day, double low, double high, size_t among);
/* Takes the verdict back where it can't be one of today: after SIGNAL_SILENT_POINTS points without answers,
 * and where answers dated after today (`ahead` of them) are as many as half a point of the baseline has: then
 * the clock is wrong. A few are wrong dates, and no more. */
void signal_settle(struct signal *signal, int64_t ahead);
/* 1 a real rise, -1 a real drop, 0 anything else: what may be shown as up and down. */
int signal_direction(const struct signal *signal);
