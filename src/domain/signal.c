#include <dagstart/domain/signal.h>

#include <math.h>

#include <dagstart/base/cleanup.h>

/* Average moving range to three standard deviations of single values: 3 / d2 with d2 = 1.128. */
static const double range_to_limit = 2.66;

/* Each halves what a rule calls by chance, which was measured with a baseline of 14 points. */
static const double wider_a_doubling = 0.20, longer_a_doubling = 1.5;

enum { EIGHT = 8, WINDOW = 4, NEAR_IN_WINDOW = 3, NOWHERE = -1 };

struct pattern {
	int side; /* 0: there is none that ends here */
	ptrdiff_t first;
	int length;
};

/* The series as the rules see it: points from `from_day` on that have answers. */
struct series {
	struct signal_point *points;
	ptrdiff_t count;
	int32_t from_day;
	double centre, half; /* half: from centre to limit at the baseline's mean n */
	double mean_n;
	double wider; /* limits, and */
	int in_a_row; /* points on one side, for those who look at many series */
	double dust; /* what arithmetic alone can make of equal values */
	double low, high;
	struct pattern run; /* on one side of the centre, up to the point that is judged */
};

static bool is_judged(const struct series *series, ptrdiff_t i)
{
	const struct signal_point *point = &series->points[i];
	return point->n > 0 && isfinite(point->value) && point->day >= series->from_day;
}

static ptrdiff_t next_of(const struct series *series, ptrdiff_t i)
{
	do
		i++;
	while (i < series->count && !is_judged(series, i));
	return i < series->count ? i : NOWHERE;
}

static ptrdiff_t before_of(const struct series *series, ptrdiff_t i)
{
	do
		i--;
	while (i >= 0 && !is_judged(series, i));
	return i >= 0 ? i : NOWHERE;
}

static double clip(const struct series *series, double value)
{
	if (value < series->low)
		return series->low;
	return value > series->high ? series->high : value;
}

/* Few answers swing further by chance; more than usual never narrow what the baseline has shown. */
static double half_at(const struct series *series, int64_t n)
{
	double times = series->mean_n / (double)n;
	return times > 1 ? series->half * sqrt(times) : series->half;
}

/* Takes centre and limits from the first points; returns how many there were. */
static int take_baseline(struct series *series)
{
	int count = 0;
	double sum = 0, ranges = 0, sum_n = 0, last = 0, widest = 0;
	for (ptrdiff_t i = next_of(series, NOWHERE); i != NOWHERE && count < SIGNAL_BASELINE_MAX;
	        i = next_of(series, i)) {
		double value = clip(series, series->points[i].value);
		if (count > 0)
			ranges += fabs(value - last);
		last = value;
		sum += value;
		sum_n += (double)series->points[i].n;
		widest = fmax(widest, fabs(value));
		count++;
	}
	if (count < SIGNAL_BASELINE_MIN)
		return count;
	series->centre = sum / count;
	series->mean_n = sum_n / count;
	series->half = series->wider * range_to_limit * ranges / (count - 1);
	series->dust = 1e-9 * fmax(widest, 1.0);
	/* Equal points, as of few customers who are all content, say nothing of chance. */
	if (series->half <= series->dust && isfinite(series->high - series->low))
		series->half = series->wider * (series->high - series->low) / series->mean_n;
	return count;
}

static double distance(const struct series *series, ptrdiff_t i)
{
	return clip(series, series->points[i].value) - series->centre;
}

/* Side 1 or -1 of the centre, 0 on it, for points further away than `part` of the way to the limit. */
static int side_beyond(const struct series *series, ptrdiff_t i, double part)
{
	double away = distance(series, i);
	double near = part > 0 ? part * half_at(series, series->points[i].n) : 0;
	if (fabs(away) <= near + series->dust)
		return 0;
	return away > 0 ? 1 : -1;
}

static int side_outside(const struct series *series, ptrdiff_t i)
{
	return side_beyond(series, i, 1.0);
}

static int side_near_limit(const struct series *series, ptrdiff_t i)
{
	return side_beyond(series, i, 0.5);
}

static int side_of_centre(const struct series *series, ptrdiff_t i)
{
	return side_beyond(series, i, 0.0);
}

/* The unbroken run of points outside on one side that ends at `i`. */
static struct pattern find_outside(const struct series *series, ptrdiff_t i)
{
	struct pattern run = {.side = side_outside(series, i)};
	if (run.side == 0)
		return run;
	for (; i != NOWHERE && side_outside(series, i) == run.side; i = before_of(series, i)) {
		run.first = i;
		run.length++;
	}
	return run;
}

static void run_on(struct series *series, ptrdiff_t i)
{
	struct pattern *run = &series->run;
	int side = side_of_centre(series, i);
	if (side == 0 || side != run->side)
		*run = (struct pattern){.side = side, .first = i};
	run->length++;
}

static struct pattern find_eight(const struct series *series, ptrdiff_t i)
{
	UNUSED(i); /* where the run ends */
	return series->run.length >= series->in_a_row && series->run.side ? series->run : (struct pattern){0};
}

/* The one window of four that ends at `i`: `i` itself must be one of the three, or the pattern is over. */
static struct pattern find_window(const struct series *series, ptrdiff_t i)
{
	struct pattern window = {.side = side_near_limit(series, i)};
	if (window.side == 0)
		return window;
	int near = 0;
	ptrdiff_t at = i;
	for (int steps = 1; steps <= WINDOW && at != NOWHERE; steps++, at = before_of(series, at)) {
		if (side_near_limit(series, at) != window.side)
			continue;
		near++;
		window.first = at;
		window.length = steps;
	}
	return near >= NEAR_IN_WINDOW ? window : (struct pattern){0};
}

/* Windows that overlap on the same side are one pattern. */
static struct pattern find_three_of_four(const struct series *series, ptrdiff_t i)
{
	struct pattern whole = find_window(series, i);
	if (whole.side == 0)
		return whole;
	int back = 0; /* points between `i` and `at` */
	for (ptrdiff_t at = i; at != NOWHERE && at >= whole.first; at = before_of(series, at), back++) {
		struct pattern window = find_window(series, at);
		if (window.side != whole.side || window.first >= whole.first)
			continue;
		whole.first = window.first;
		whole.length = back + window.length;
	}
	return whole;
}

struct rule {
	enum signal_rule rule;
	struct pattern (*find)(const struct series *, ptrdiff_t);
	bool anywhere; /* else only nearer a limit than the centre */
};

/* The first that fits a point names it. */
static const struct rule rules[] = {
        {.rule = SIGNAL_RULE_OUTSIDE, .find = find_outside},
        {.rule = SIGNAL_RULE_THREE_OF_FOUR, .find = find_three_of_four},
        {.rule = SIGNAL_RULE_EIGHT, .find = find_eight, .anywhere = true},
};

static enum signal_rule judge_point(const struct series *series, ptrdiff_t i, struct pattern *ret)
{
	bool is_near = side_near_limit(series, i) != 0;
	*ret = (struct pattern){0};
	for (size_t r = 0; r < sizeof(rules) / sizeof(rules[0]); r++) {
		if (!is_near && !rules[r].anywhere)
			continue;
		*ret = rules[r].find(series, i);
		if (ret->side != 0)
			return rules[r].rule;
	}
	return SIGNAL_RULE_NONE;
}

/* Rows of points without answers, from the first point with some on. */
static void find_gaps(const struct series *series, struct signal *signal)
{
	ptrdiff_t first = next_of(series, NOWHERE), longest = 0;
	if (first == NOWHERE)
		return;
	signal->last_day = series->points[first].day;
	for (ptrdiff_t from = first, to = next_of(series, first);; from = to, to = next_of(series, to)) {
		ptrdiff_t between = (to == NOWHERE ? series->count : to) - from - 1;
		if (to == NOWHERE) {
			signal->silent = (int)between;
			break;
		}
		signal->last_day = series->points[to].day;
		signal->gaps += (int)between;
		if (between <= longest)
			continue;
		longest = between;
		signal->gap_from = series->points[from + 1].day;
		signal->gap_to = series->points[to - 1].day;
	}
	signal->has_gap = signal->gaps + signal->silent > 0;
}

static void clear_points(struct series *series)
{
	for (ptrdiff_t i = 0; i < series->count; i++) {
		series->points[i].lower = NAN;
		series->points[i].upper = NAN;
		series->points[i].fired = SIGNAL_RULE_NONE;
	}
}

static void judge_series(struct series *series, struct signal *signal)
{
	for (ptrdiff_t i = next_of(series, NOWHERE); i != NOWHERE; i = next_of(series, i)) {
		struct signal_point *point = &series->points[i];
		double half = half_at(series, point->n);
		point->lower = clip(series, series->centre - half);
		point->upper = clip(series, series->centre + half);
		struct pattern pattern;
		run_on(series, i);
		point->fired = judge_point(series, i, &pattern);
		signal->rule = point->fired; /* the last point's stays */
		signal->state = pattern.side > 0   ? SIGNAL_RISE
		                : pattern.side < 0 ? SIGNAL_DROP
		                                   : SIGNAL_NOISE;
		signal->since_day = pattern.side ? series->points[pattern.first].day : 0;
		signal->length = pattern.length;
		signal->quiet = pattern.side ? 0 : signal->quiet + 1;
	}
}

struct signal signal_judge(
        struct signal_point *points, size_t count, int32_t rebase_day, double low, double high)
{
	return signal_judge_among(points, count, rebase_day, low, high, 1);
}

struct signal signal_judge_among(
        struct signal_point *points, size_t count, int32_t rebase_day, double low, double high, size_t among)
{
	double doublings = among > 1 ? log2((double)among) : 0;
	struct series series = {.points = points,
	        .count = (ptrdiff_t)count,
	        .from_day = rebase_day ? rebase_day : INT32_MIN,
	        .wider = 1 + wider_a_doubling * doublings,
	        .in_a_row = EIGHT + (int)lround(longer_a_doubling * doublings),
	        .low = isnan(low) ? -INFINITY : low,
	        .high = isnan(high) ? INFINITY : high};
	struct signal signal = {.centre = NAN, .lower = NAN, .upper = NAN};
	clear_points(&series);
	find_gaps(&series, &signal);
	signal.baseline = take_baseline(&series);
	if (signal.baseline < SIGNAL_BASELINE_MIN)
		return signal;
	signal.mean_n = series.mean_n;
	signal.centre = series.centre;
	signal.lower = clip(&series, series.centre - series.half);
	signal.upper = clip(&series, series.centre + series.half);
	judge_series(&series, &signal);
	return signal;
}

void signal_settle(struct signal *signal, int64_t ahead)
{
	enum signal_state state = signal->state;
	if (ahead > 0 && (double)ahead * 2 >= signal->mean_n)
		state = SIGNAL_AHEAD;
	else if (signal->silent >= SIGNAL_SILENT_POINTS)
		state = SIGNAL_SILENT;
	if (state == signal->state)
		return;
	signal->state = state;
	signal->rule = SIGNAL_RULE_NONE;
	signal->since_day = 0;
	signal->length = 0;
}

int signal_direction(const struct signal *signal)
{
	return signal->state == SIGNAL_RISE ? 1 : signal->state == SIGNAL_DROP ? -1 : 0;
}
