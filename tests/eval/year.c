#include "year.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const truth_names[TRUTHS] = {"harm", "no effect", "half of it", "as forecast", "twice"};
const double truth_parts[TRUTHS] = {-1, 0, 0.5, 1, 2};

const struct metric year_metrics[YEAR_METRICS] = {
        {.key = "nps", .kind = METRIC_NPS, .scale_max = 10},
        {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5},
        {.key = "ces", .kind = METRIC_CES, .scale_min = 1, .scale_max = 7},
};
const double year_forecasts[YEAR_METRICS] = {10, 8, 0.4};

double year_chance(struct random *dice)
{
	return (double)(random_next(dice) >> 11) * 0x1p-53;
}

/* Knuth's way, in portions that exp() can bear. */
static int poisson(struct random *dice, double mean)
{
	int count = 0;
	for (; mean > 0; mean -= 30) {
		double limit = exp(-(mean < 30 ? mean : 30)), product = year_chance(dice);
		for (; product > limit; product *= year_chance(dice))
			count++;
	}
	return count;
}

/* An effect moves as many from the bad answers to the good ones. */
double year_answer(const struct metric *metric, struct random *dice, double effect)
{
	double top = 0.45, bottom = 0.25, dices = year_chance(dice);
	if (metric->kind == METRIC_NPS)
		top += effect / 200, bottom -= effect / 200;
	else if (metric->kind == METRIC_CSAT)
		top += effect / 100;
	else
		top += effect / 6, bottom -= effect / 12; /* 6 and 2 of 4: 2 and 2 apart */
	bool praise = dices < top, pain = !praise && dices < top + bottom;
	switch (metric->kind) {
	case METRIC_NPS:
		return praise ? 9 : pain ? 3 : 7;
	case METRIC_CSAT:
		return praise ? 5 : pain ? 2 : 3;
	case METRIC_CES:
	case METRIC_MEAN:
		break;
	}
	return praise ? 6 : pain ? 2 : 4;
}

double year_real_effect(const struct metric *metric, double size)
{
	return metric->kind == METRIC_CES ? size / 6 * 2 + size / 12 * 2 : size;
}

void stream_fill(struct stream *s, const struct metric *metric, struct random *dice, double a_day, int done,
        double effect, int hole)
{
	static const double of_weekday[] = {1.2, 1.1, 1.1, 1.1, 1.1, 0.8, 0.6};
	double week = 1;
	memset(s, 0, sizeof(*s));
	for (int day = 0; day < YEAR_DAYS; day++) {
		if (day % 7 == 0)
			week = 0.6 + 0.8 * year_chance(dice);
		int count = poisson(dice, a_day * week * of_weekday[(YEAR_FIRST + day + 3) % 7]);
		if (hole >= 0 && day >= hole && day < hole + 31)
			continue;
		for (int i = 0; i < count; i++)
			tally_add(&s->days[day], metric, year_answer(metric, dice, day >= done ? effect : 0));
	}
}

static struct tally between(const struct stream *s, int32_t from, int32_t to)
{
	struct tally sum = {0};
	for (int32_t day = from; day <= to; day++)
		if (day >= YEAR_FIRST && day < YEAR_FIRST + YEAR_DAYS)
			tally_merge(&sum, &s->days[day - YEAR_FIRST]);
	return sum;
}

static void count_weeks(const struct stream *s, const struct ledger_window *w, int32_t from, int64_t *counts)
{
	for (size_t i = 0; i < ledger_weeks(w); i++)
		counts[i] = between(s, from + (int32_t)i * 7, from + (int32_t)i * 7 + 6).n;
}

struct ledger_entry stream_judge(
        const struct stream *s, const struct metric *metric, int32_t done, int32_t back, double forecast)
{
	struct ledger_entry entry = {
	        .action = {.done_day = done, .forecast_day = back, .forecast_change = forecast}};
	int64_t then[64], since[64];
	assert_true(ledger_window(&entry.action, &entry.window));
	const struct ledger_window *w = &entry.window;
	struct tally before = between(s, w->before_from, w->before_to),
	             after = between(s, w->after_from, w->after_to);
	count_weeks(s, w, w->before_from, then);
	count_weeks(s, w, w->after_from, since);
	entry.cover = ledger_cover(w, then, since, ledger_weeks(w));
	ledger_judge(&entry, metric, &before, &after);
	return entry;
}

long matrix_of(const struct matrix *m, enum truth truth, enum outcome outcome)
{
	long all = m->count[truth][0] + m->count[truth][1] + m->count[truth][2];
	return all ? (1000 * m->count[truth][outcome] + all / 2) / all : 0;
}

void matrix_print(const char *title, const struct matrix *m)
{
	printf("%s\n  %-12s %8s %8s %8s %10s\n", title, "truth", "actions", "worked", "did not",
	        "can't tell");
	for (enum truth t = 0; t < TRUTHS; t++)
		printf("  %-12s %8ld %7.1f%% %7.1f%% %9.1f%%\n", truth_names[t],
		        m->count[t][0] + m->count[t][1] + m->count[t][2],
		        (double)matrix_of(m, t, OUTCOME_WORKED) / 10,
		        (double)matrix_of(m, t, OUTCOME_DID_NOT) / 10,
		        (double)matrix_of(m, t, OUTCOME_CANNOT_TELL) / 10);
	if (m->gaps)
		printf("  of them %ld not told since too many weeks had no answers\n", m->gaps);
}
