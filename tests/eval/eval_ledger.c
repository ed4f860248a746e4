/* Does the ledger tell which of our actions worked? Years of teams made of dice (year.h): each action is
 * judged on its day as the meeting does it, and what can't be told is measured again four weeks later, three
 * times at most. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "year.h"

enum {
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

static void a_year(double a_day, struct matrix *first, struct matrix *last)
{
	static struct stream stream;
	struct random dice;
	dice = random_seeded(41 + (uint64_t)(a_day * 100));
	for (int team = 0; team < TEAMS; team++) {
		for (int i = 0; i < ACTIONS * TRUTHS; i++) {
			size_t kind = (size_t)i % ((size_t)YEAR_METRICS);
			const struct metric *metric = &year_metrics[kind];
			enum truth truth = (enum truth)(i / 3 % TRUTHS);
			int done = 120 + (int)(year_chance(&dice) * (YEAR - 120));
			int32_t back = YEAR_FIRST + done + 21 + (int)(year_chance(&dice) * 63);
			int hole = team % 4 == 0 ? done - 60 + (int)(year_chance(&dice) * 120) : -1;
			double effect = truth_parts[truth] * year_forecasts[kind];
			stream_fill(&stream, metric, &dice, a_day, done, effect, hole);
			double forecast = year_real_effect(metric, year_forecasts[kind]);
			struct ledger_entry entry =
			        stream_judge(&stream, metric, YEAR_FIRST + done, back, forecast);
			first->count[truth][entry.verdict.outcome]++;
			first->gaps += entry.doubt == LEDGER_GAP;
			for (int look = 1; look < LOOKS && entry.verdict.outcome == OUTCOME_CANNOT_TELL;
			        look++) {
				back += AGAIN_DAYS;
				entry = stream_judge(&stream, metric, YEAR_FIRST + done, back, forecast);
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
		matrix_print(title, &first);
		for (int t = 0; t < TRUTHS; t++)
			for (int o = 0; o < 3; o++) {
				first_all.count[t][o] += first.count[t][o];
				last_all.count[t][o] += last.count[t][o];
			}
		first_all.gaps += first.gaps;
		last_all.gaps += last.gaps;
	}
	matrix_print("all, first look", &first_all);
	matrix_print("all, with up to three looks", &last_all);
	assert_true(matrix_of(&first_all, NOTHING, OUTCOME_WORKED) <= FALSE_FIRST_MOST);
	assert_true(matrix_of(&first_all, AS_FORECAST, OUTCOME_DID_NOT) <= FALSE_FIRST_MOST);
	assert_true(matrix_of(&last_all, NOTHING, OUTCOME_WORKED) <= FALSE_EVER_MOST);
	assert_true(matrix_of(&last_all, AS_FORECAST, OUTCOME_DID_NOT) <= FALSE_EVER_MOST);
	assert_true(matrix_of(&last_all, HARM, OUTCOME_WORKED) <= OPPOSITE_MOST);
	assert_true(matrix_of(&last_all, TWICE, OUTCOME_DID_NOT) <= OPPOSITE_MOST);
	/* and it does tell: of those with 8 answers a day most */
	assert_true(matrix_of(&last_all, TWICE, OUTCOME_WORKED) > 500);
}

/* So many answers before and after as it says, and four of five are told. */
static void as_many_answers_as_it_asks_for_are_enough(void **state)
{
	struct random dice;
	(void)state;
	dice = random_seeded(5);
	for (size_t kind = 0; kind < (size_t)YEAR_METRICS; kind++) {
		const struct metric *metric = &year_metrics[kind];
		double effect = year_forecasts[kind], forecast = year_real_effect(metric, effect);
		struct tally pilot = {0};
		long worked = 0, tries = 2000;
		for (int i = 0; i < 4000; i++)
			tally_add(&pilot, metric, year_answer(metric, &dice, 0));
		struct score now = score_of(metric, &pilot);
		int64_t each = (int64_t)ledger_each(metric, &now, forecast);
		for (long i = 0; i < tries; i++) {
			struct tally before = {0}, after = {0};
			for (int64_t k = 0; k < each; k++) {
				tally_add(&before, metric, year_answer(metric, &dice, 0));
				tally_add(&after, metric, year_answer(metric, &dice, effect));
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
