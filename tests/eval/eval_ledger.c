/* Does the ledger tell which of our actions worked? A year of teams made of dice: every action is about a
 * theme of its own and has an effect that we know, from harm to twice what was forecast. Answers come day by
 * day, fewer at the weekend, weeks differ, and some imports are missing. Each action is judged on its day as
 * the meeting does it, and what can't be told is measured again four weeks later, three times at most. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/domain/ledger.h>

enum {
	YEAR = 365,
	FIRST = 20089,
	DAYS = YEAR + 400, /* what lies before and behind the year */
	ACTIONS = 24,
	TEAMS = 40,
	AGAIN_DAYS = 28,
	LOOKS = 3,
	/* of 1000 */
	FALSE_FIRST_MOST = 35,
	FALSE_EVER_MOST = 60,
	OPPOSITE_MOST = 10,
	POWER_LEAST = 740,
	POWER_MOST = 880,
};

enum truth { HARM, NOTHING, HALF, AS_FORECAST, TWICE, TRUTHS };
static const char *const truth_names[TRUTHS] = {"harm", "no effect", "half of it", "as forecast", "twice"};
static const double truth_parts[TRUTHS] = {-1, 0, 0.5, 1, 2};

static const struct metric metrics[] = {
        {.key = "nps", .kind = METRIC_NPS, .scale_max = 10},
        {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5},
        {.key = "ces", .kind = METRIC_CES, .scale_min = 1, .scale_max = 7},
};
static const double forecasts[] = {10, 8, 0.4}; /* what a team would hope for */

static double chance(struct random *dice)
{
	return (double)(random_next(dice) >> 11) * 0x1p-53;
}

/* Knuth's way, in portions that exp() can bear. */
static int poisson(struct random *dice, double mean)
{
	int count = 0;
	for (; mean > 0; mean -= 30) {
		double limit = exp(-(mean < 30 ? mean : 30)), product = chance(dice);
		for (; product > limit; product *= chance(dice))
			count++;
	}
	return count;
}

/* The chances of a good and of a bad answer; an effect moves as many from the one to the other. */
static double answer(const struct metric *metric, struct random *dice, double effect)
{
	double top = 0.45, bottom = 0.25, dices = chance(dice);
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

/* What an effect of `size` really does to the mean of the third metric. */
static double real_effect(const struct metric *metric, double size)
{
	return metric->kind == METRIC_CES ? size / 6 * 2 + size / 12 * 2 : size;
}

struct stream {
	struct tally days[DAYS];
};

/* The answers about one theme; the effect begins on the day it was done. */
static void fill(struct stream *s, const struct metric *metric, struct random *dice, double a_day, int done,
        double effect, int hole)
{
	static const double of_weekday[] = {1.2, 1.1, 1.1, 1.1, 1.1, 0.8, 0.6};
	double week = 1;
	memset(s, 0, sizeof(*s));
	for (int day = 0; day < DAYS; day++) {
		if (day % 7 == 0)
			week = 0.6 + 0.8 * chance(dice);
		int count = poisson(dice, a_day * week * of_weekday[(FIRST + day + 3) % 7]);
		if (hole >= 0 && day >= hole && day < hole + 31)
			continue;
		for (int i = 0; i < count; i++)
			tally_add(&s->days[day], metric, answer(metric, dice, day >= done ? effect : 0));
	}
}

static struct tally between(const struct stream *s, int32_t from, int32_t to)
{
	struct tally sum = {0};
	for (int32_t day = from; day <= to; day++)
		if (day >= FIRST && day < FIRST + DAYS)
			tally_merge(&sum, &s->days[day - FIRST]);
	return sum;
}

static void count_weeks(const struct stream *s, const struct ledger_window *w, int32_t from, int64_t *counts)
{
	for (size_t i = 0; i < ledger_weeks(w); i++)
		counts[i] = between(s, from + (int32_t)i * 7, from + (int32_t)i * 7 + 6).n;
}

static struct ledger_entry judge(
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

struct matrix {
	long count[TRUTHS][3]; /* can't tell, worked, did not */
	long gaps;
};

static long of(const struct matrix *m, enum truth truth, enum outcome outcome)
{
	long all = m->count[truth][0] + m->count[truth][1] + m->count[truth][2];
	return all ? (1000 * m->count[truth][outcome] + all / 2) / all : 0;
}

static void print(const char *title, const struct matrix *m)
{
	printf("%s\n  %-12s %8s %8s %8s %10s\n", title, "truth", "actions", "worked", "did not",
	        "can't tell");
	for (enum truth t = 0; t < TRUTHS; t++)
		printf("  %-12s %8ld %7.1f%% %7.1f%% %9.1f%%\n", truth_names[t],
		        m->count[t][0] + m->count[t][1] + m->count[t][2],
		        (double)of(m, t, OUTCOME_WORKED) / 10, (double)of(m, t, OUTCOME_DID_NOT) / 10,
		        (double)of(m, t, OUTCOME_CANNOT_TELL) / 10);
	if (m->gaps)
		printf("  of them %ld not told since too many weeks had no answers\n", m->gaps);
}

static void a_year(double a_day, struct matrix *first, struct matrix *last)
{
	static struct stream stream;
	struct random dice;
	dice = random_seeded(41 + (uint64_t)(a_day * 100));
	for (int team = 0; team < TEAMS; team++) {
		for (int i = 0; i < ACTIONS * TRUTHS; i++) {
			size_t kind = (size_t)i % (sizeof(metrics) / sizeof(*metrics));
			const struct metric *metric = &metrics[kind];
			enum truth truth = (enum truth)(i / 3 % TRUTHS);
			int done = 120 + (int)(chance(&dice) * (YEAR - 120));
			int32_t back = FIRST + done + 21 + (int)(chance(&dice) * 63);
			int hole = team % 4 == 0 ? done - 60 + (int)(chance(&dice) * 120) : -1;
			double effect = truth_parts[truth] * forecasts[kind];
			fill(&stream, metric, &dice, a_day, done, effect, hole);
			double forecast = real_effect(metric, forecasts[kind]);
			struct ledger_entry entry = judge(&stream, metric, FIRST + done, back, forecast);
			first->count[truth][entry.verdict.outcome]++;
			first->gaps += entry.doubt == LEDGER_GAP;
			for (int look = 1; look < LOOKS && entry.verdict.outcome == OUTCOME_CANNOT_TELL;
			        look++) {
				back += AGAIN_DAYS;
				entry = judge(&stream, metric, FIRST + done, back, forecast);
			}
			last->count[truth][entry.verdict.outcome]++;
			last->gaps += entry.doubt == LEDGER_GAP;
		}
	}
}

static void verdicts_agree_with_what_was_done(void **state)
{
	static const double volumes[] = {0.5, 2, 8};
	struct matrix first_all = {0}, last_all = {0};
	(void)state;
	for (size_t v = 0; v < sizeof(volumes) / sizeof(*volumes); v++) {
		struct matrix first = {0}, last = {0};
		char title[96];
		a_year(volumes[v], &first, &last);
		snprintf(title, sizeof(title), "%.1f answers a day about the theme, first look", volumes[v]);
		print(title, &first);
		for (int t = 0; t < TRUTHS; t++)
			for (int o = 0; o < 3; o++) {
				first_all.count[t][o] += first.count[t][o];
				last_all.count[t][o] += last.count[t][o];
			}
		first_all.gaps += first.gaps;
		last_all.gaps += last.gaps;
	}
	print("all, first look", &first_all);
	print("all, with up to three looks", &last_all);
	assert_true(of(&first_all, NOTHING, OUTCOME_WORKED) <= FALSE_FIRST_MOST);
	assert_true(of(&first_all, AS_FORECAST, OUTCOME_DID_NOT) <= FALSE_FIRST_MOST);
	assert_true(of(&last_all, NOTHING, OUTCOME_WORKED) <= FALSE_EVER_MOST);
	assert_true(of(&last_all, AS_FORECAST, OUTCOME_DID_NOT) <= FALSE_EVER_MOST);
	assert_true(of(&last_all, HARM, OUTCOME_WORKED) <= OPPOSITE_MOST);
	assert_true(of(&last_all, TWICE, OUTCOME_DID_NOT) <= OPPOSITE_MOST);
	/* and it does tell: of those with 8 answers a day most */
	assert_true(of(&last_all, TWICE, OUTCOME_WORKED) > 500);
}

/* So many answers before and after as it says, and four of five are told. */
static void as_many_answers_as_it_asks_for_are_enough(void **state)
{
	struct random dice;
	(void)state;
	dice = random_seeded(5);
	for (size_t kind = 0; kind < sizeof(metrics) / sizeof(*metrics); kind++) {
		const struct metric *metric = &metrics[kind];
		double effect = forecasts[kind], forecast = real_effect(metric, effect);
		struct tally pilot = {0};
		long worked = 0, tries = 2000;
		for (int i = 0; i < 4000; i++)
			tally_add(&pilot, metric, answer(metric, &dice, 0));
		struct score now = score_of(metric, &pilot);
		int64_t each = (int64_t)ledger_each(metric, &now, forecast);
		for (long i = 0; i < tries; i++) {
			struct tally before = {0}, after = {0};
			for (int64_t k = 0; k < each; k++) {
				tally_add(&before, metric, answer(metric, &dice, 0));
				tally_add(&after, metric, answer(metric, &dice, effect));
			}
			worked += action_verdict(metric, forecast, &before, &after).outcome == OUTCOME_WORKED;
		}
		printf("%-5s +%g: %lld answers before and after; told in %.1f%% of %ld (asked: 80%%)\n",
		        metric->key, forecast, (long long)each, 100.0 * (double)worked / (double)tries,
		        tries);
		assert_in_range(1000 * worked / tries, POWER_LEAST, POWER_MOST);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(verdicts_agree_with_what_was_done),
	        cmocka_unit_test(as_many_answers_as_it_asks_for_are_enough),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
