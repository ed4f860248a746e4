/* The gate of change or noise on any series: limits hold, a verdict belongs to its points, gaps change
 * nothing, and the series upside down is judged upside down. */
#include <math.h>
#include <string.h>

#include <dagstart/domain/signal.h>

#include "fuzz.h"

enum { POINTS = 80, MONDAY = 20515 };

static void check_limits(
        const struct signal *signal, const struct signal_point *points, size_t count, double low, double high)
{
	MUST(signal->lower >= low && signal->upper <= high);
	MUST(signal->lower <= signal->upper && signal->centre >= low && signal->centre <= high);
	for (size_t i = 0; i < count; i++) {
		if (isnan(points[i].lower))
			continue;
		MUST(points[i].n > 0);
		MUST(points[i].lower <= signal->lower && points[i].upper >= signal->upper);
		MUST(points[i].lower >= low && points[i].upper <= high);
	}
}

static void check_signal(const struct signal *signal, const struct signal_point *points, size_t count)
{
	bool fired = signal->state == SIGNAL_RISE || signal->state == SIGNAL_DROP;
	MUST(fired == (signal->rule != SIGNAL_RULE_NONE));
	MUST(fired == (signal->length > 0));
	MUST(signal->baseline >= 0 && signal->baseline <= SIGNAL_BASELINE_MAX);
	MUST((signal->state == SIGNAL_TOO_FEW) == (signal->baseline < SIGNAL_BASELINE_MIN));
	MUST(signal->length <= (int)count);
	bool since = !fired;
	for (size_t i = 0; i < count; i++)
		since = since || (points[i].day == signal->since_day && points[i].n > 0);
	MUST(since);
}

/* A gap between any two points may widen nothing and end nothing. */
static void check_gaps(const struct signal *signal, const struct signal_point *points, size_t count,
        int32_t rebase, double low, double high)
{
	struct signal_point spread[2 * POINTS];
	for (size_t i = 0; i < count; i++) {
		spread[2 * i] = points[i];
		spread[2 * i + 1] = (struct signal_point){.day = points[i].day + 1};
	}
	struct signal same = signal_judge(spread, 2 * count, rebase, low, high);
	MUST(same.state == signal->state && same.rule == signal->rule && same.length == signal->length);
	MUST(same.since_day == signal->since_day && same.baseline == signal->baseline);
}

static void check_mirror(const struct signal *signal, const struct signal_point *points, size_t count,
        int32_t rebase, double low, double high)
{
	struct signal_point down[POINTS];
	memcpy(down, points, count * sizeof(*points));
	for (size_t i = 0; i < count; i++)
		down[i].value = -down[i].value;
	struct signal mirrored = signal_judge(down, count, rebase, -high, -low);
	static const enum signal_state turned[] = {
	        [SIGNAL_TOO_FEW] = SIGNAL_TOO_FEW,
	        [SIGNAL_NOISE] = SIGNAL_NOISE,
	        [SIGNAL_RISE] = SIGNAL_DROP,
	        [SIGNAL_DROP] = SIGNAL_RISE,
	};
	MUST(mirrored.state == turned[signal->state] && mirrored.rule == signal->rule);
	MUST(mirrored.length == signal->length && mirrored.since_day == signal->since_day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct choices c = choices_of(data, size);
	static const double ranges[][2] = {{-100, 100}, {0, 100}, {1, 5}, {-INFINITY, INFINITY}};
	uint32_t range = choice_below(&c, 4);
	double low = ranges[range][0], high = ranges[range][1];
	uint32_t rebase_week = choice_below(&c, POINTS);
	int32_t rebase = rebase_week < POINTS / 2 ? MONDAY + 7 * (int32_t)rebase_week : 0;
	struct signal_point points[POINTS];
	size_t count = 0;
	for (; count < POINTS && choices_left(&c); count++)
		points[count] = (struct signal_point){.day = MONDAY + 7 * (int32_t)count,
		        .n = choice_below(&c, 40),
		        .value = choice_byte(&c) == 255 ? choice_gap(&c) : (double)choice_byte(&c) - 100};
	struct signal signal = signal_judge(points, count, rebase, low, high);
	check_signal(&signal, points, count);
	if (signal.state != SIGNAL_TOO_FEW)
		check_limits(&signal, points, count, low, high);
	check_gaps(&signal, points, count, rebase, low, high);
	check_mirror(&signal, points, count, rebase, low, high);
	return 0;
}
