/* Before and after a finished action: windows, gaps, doubts, and how many answers are still needed. */
#include <dagstart/domain/ledger.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include <dagstart/base/err.h>

enum { DONE = 20500 };

static const struct metric nps = {.key = "nps", .kind = METRIC_NPS, .scale_max = 10};
static const struct metric csat = {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
static const struct metric effort = {
        .key = "effort", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 7, .low_is_good = true};

static struct action finished(int32_t back)
{
	return (struct action){.id = 3,
	        .status = ACTION_DONE,
	        .done_day = DONE,
	        .forecast_metric = "nps",
	        .forecast_change = NAN,
	        .forecast_day = back};
}

static void both_windows_hold_the_same_days_of_the_week(void **state)
{
	struct ledger_window w;
	(void)state;
	for (int32_t days = 2; days < 400; days++) {
		struct action action = finished(DONE + days);
		int of_week[7] = {0};
		assert_true(ledger_window(&action, &w));
		assert_int_equal(w.before_to - w.before_from + 1, w.days);
		assert_int_equal(w.after_to - w.after_from + 1, w.days);
		assert_int_equal(w.before_to, DONE - 1);
		assert_int_equal(w.after_to, DONE + days - 1); /* the day itself has only begun */
		assert_true(w.after_from > DONE);
		assert_true(days <= 7 ? w.days == days - 1 : days - w.days <= 7);
		assert_int_equal(ledger_weeks(&w), days < 14 ? 1 : days % 7 ? (days - 1) / 7 : days / 7);
		for (int32_t i = 0; i < w.days; i++) {
			of_week[(w.before_from + i) % 7]++;
			of_week[(w.after_from + i) % 7]--;
		}
		for (int i = 0; i < 7; i++)
			assert_true(days < 7 || of_week[i] == 0);
	}
	struct action next = finished(DONE + 1), same = finished(DONE), before = finished(DONE - 9),
	              open = finished(0);
	assert_false(ledger_window(&next, &w));
	assert_false(ledger_window(&same, &w));
	assert_false(ledger_window(&before, &w));
	assert_false(ledger_window(&open, &w));
	assert_int_equal(w.days, 0);
}

static void silence_is_found_with_its_longest_stretch(void **state)
{
	struct action action = finished(DONE + 28);
	struct ledger_window w;
	(void)state;
	assert_true(ledger_window(&action, &w));
	const int64_t all[] = {3, 1, 2, 9}, end[] = {5, 4, 0, 0}, one[] = {0, 4, 1, 1};
	struct ledger_cover cover = ledger_cover(&w, all, all, 4);
	assert_int_equal(cover.weeks, 8);
	assert_int_equal(cover.silent, 0);
	assert_int_equal(cover.worst, 0);
	assert_int_equal(cover.from, 0);
	cover = ledger_cover(&w, one, end, 4);
	assert_int_equal(cover.silent, 3);
	assert_int_equal(cover.worst, 50);
	assert_int_equal(cover.from, w.after_from + 14);
	assert_int_equal(cover.to, w.after_to);
	cover = ledger_cover(&w, one, all, 4);
	assert_int_equal(cover.worst, 25);
	assert_int_equal(cover.from, w.before_from);
	assert_int_equal(cover.to, w.before_from + 6);
}

/* n answers of which `top` promote and the rest turn away. */
static struct tally of_nps(int64_t n, int64_t top)
{
	struct tally tally = {0};
	for (int64_t i = 0; i < n; i++)
		tally_add(&tally, &nps, i < top ? 9 : 3);
	return tally;
}

static struct ledger_entry judge(double forecast, int32_t days, struct tally before, struct tally after)
{
	struct ledger_entry entry = {.action = finished(DONE + days)};
	entry.action.forecast_change = forecast;
	(void)ledger_window(&entry.action, &entry.window);
	ledger_judge(&entry, &nps, &before, &after);
	return entry;
}

static void verdicts_say_what_they_rest_on(void **state)
{
	(void)state;
	struct ledger_entry entry = judge(10, 28, of_nps(200, 100), of_nps(200, 140));
	assert_int_equal(entry.verdict.outcome, OUTCOME_WORKED);
	assert_int_equal(entry.doubt, LEDGER_SURE);
	assert_false(entry.falls_short);
	entry = judge(90, 28, of_nps(400, 200), of_nps(400, 280));
	assert_int_equal(entry.verdict.outcome, OUTCOME_WORKED);
	assert_true(entry.falls_short);
	entry = judge(10, 28, of_nps(200, 140), of_nps(200, 100));
	assert_int_equal(entry.verdict.outcome, OUTCOME_DID_NOT);
	entry = judge(60, 28, of_nps(200, 100), of_nps(200, 100)); /* nothing like what was hoped for */
	assert_int_equal(entry.verdict.outcome, OUTCOME_DID_NOT);
	entry = judge(10, 28, of_nps(20, 10), of_nps(20, 12));
	assert_int_equal(entry.verdict.outcome, OUTCOME_CANNOT_TELL);
	assert_int_equal(entry.doubt, LEDGER_TOO_FEW);
	entry = judge(10, 28, of_nps(0, 0), of_nps(20, 12));
	assert_int_equal(entry.doubt, LEDGER_NOTHING_BEFORE);
	entry = judge(10, 28, of_nps(20, 12), of_nps(0, 0));
	assert_int_equal(entry.doubt, LEDGER_NOTHING_SINCE);
	entry = judge(10, 0, of_nps(200, 100), of_nps(200, 140));
	assert_int_equal(entry.doubt, LEDGER_NO_DAYS);
	assert_int_equal(entry.verdict.outcome, OUTCOME_CANNOT_TELL);
}

static void a_gap_never_makes_a_verdict(void **state)
{
	struct tally before = of_nps(200, 100), after = of_nps(200, 140);
	struct ledger_entry entry = {.action = finished(DONE + 28)};
	const int64_t all[] = {50, 50, 50, 50}, month[] = {100, 100, 0, 0};
	(void)state;
	assert_true(ledger_window(&entry.action, &entry.window));
	entry.cover = ledger_cover(&entry.window, all, month, 4);
	ledger_judge(&entry, &nps, &before, &after);
	assert_int_equal(entry.verdict.outcome, OUTCOME_CANNOT_TELL);
	assert_int_equal(entry.doubt, LEDGER_GAP);
	entry.cover = ledger_cover(&entry.window, all, all, 4);
	ledger_judge(&entry, &nps, &before, &after);
	assert_int_equal(entry.verdict.outcome, OUTCOME_WORKED);
}

/* Cohen 1988, table 2.4.1: two means, d = .50, two-sided 5 %, power .80: n = 64 each (63 by the normal
 * curve). */
static void needed_answers_agree_with_the_tables(void **state)
{
	struct score before = {.n = 63, .centre = 5, .error = 1 / sqrt(63)};
	struct score after = {.n = 10, .centre = 5.5, .error = 1 / sqrt(10)};
	(void)state;
	int64_t needed = ledger_needed(&effort, &before, &after, 0.5);
	assert_in_range(needed, 51, 54);
	assert_int_equal(ledger_needed(&effort, &before, &after, -0.5), needed);
	assert_in_range(ledger_needed(&effort, &before, &after, NAN), 51, 54); /* as it is seen now */
	/* So few before that no number after would do. */
	before.error = 0.5 / 2.8;
	assert_int_equal(ledger_needed(&effort, &before, &after, 0.5), -1);
	before.error = 1 / sqrt(63);
	after.n = 500;
	after.error = 1 / sqrt(500);
	assert_int_equal(ledger_needed(&effort, &before, &after, 0.5), 0);
	after.n = 0;
	assert_in_range(ledger_needed(&effort, &before, &after, 0.5), 61, 64); /* as spread as those before */
	assert_int_equal(ledger_needed(&effort, &before, &after, NAN), -1);
	before.n = 0;
	assert_int_equal(ledger_needed(&effort, &before, &after, 0.5), -1);
}

/* So many more, and the same change would be told four times in five: simulated where it is used, in
 * tests/eval. */
static void the_day_follows_from_the_pace(void **state)
{
	struct ledger_entry entry = {.window = {.after_to = DONE + 28, .days = 28}, .needed = 40};
	(void)state;
	entry.verdict.after.n = 20;
	assert_int_equal(ledger_enough_day(&entry, DONE + 28), DONE + 28 + 56);
	assert_int_equal(ledger_enough_day(&entry, DONE + 40), DONE + 40 + 56);
	entry.verdict.after.n = 1;
	assert_int_equal(ledger_enough_day(&entry, DONE + 28), 0); /* years */
	entry.verdict.after.n = 20;
	entry.needed = -1;
	assert_int_equal(ledger_enough_day(&entry, DONE + 28), 0);
}

static void nothing_due_is_missed_whatever_day_it_is_asked(void **state)
{
	struct action action = finished(DONE + 30);
	(void)state;
	for (int32_t day = DONE; day < DONE + 30; day++)
		assert_int_equal(ledger_state(&action, NULL, day), LEDGER_WAITING);
	for (int32_t day = DONE + 30; day < DONE + 3000; day += 7)
		assert_int_equal(ledger_state(&action, NULL, day), LEDGER_DUE);
	struct judgement said = {.id = 3, .done_day = DONE, .forecast_day = DONE + 30};
	assert_int_equal(ledger_state(&action, &said, DONE + 31), LEDGER_JUDGED);
	assert_int_equal(ledger_state(&action, &said, DONE - 31), LEDGER_JUDGED); /* a clock set back */
	assert_int_equal(ledger_state(&action, NULL, DONE - 1), LEDGER_AHEAD);
	action.forecast_day = DONE + 60; /* again, later */
	assert_int_equal(ledger_state(&action, &said, DONE + 59), LEDGER_WAITING);
	assert_int_equal(ledger_state(&action, &said, DONE + 60), LEDGER_DUE);
	action.done_day = DONE + 1; /* reopened and done again */
	action.forecast_day = DONE + 30;
	assert_int_equal(ledger_state(&action, &said, DONE + 30), LEDGER_DUE);
	action.forecast_day = 0;
	assert_int_equal(ledger_state(&action, NULL, DONE + 900), LEDGER_OPEN_DAY);
	action.forecast_metric = "";
	assert_int_equal(ledger_state(&action, NULL, DONE + 30), LEDGER_NONE);
	action = finished(DONE + 30);
	action.status = ACTION_OPEN;
	assert_int_equal(ledger_state(&action, NULL, DONE + 30), LEDGER_NONE);
}

/* Wilson's interval of 8 in 10: 49.0 to 94.3 (Newcombe 1998 gives it for other fractions by the same
 * formula). */
static void the_hit_rate_is_of_the_team_and_has_an_interval(void **state)
{
	struct hit_rate rate = {0};
	(void)state;
	hit_rate_settle(&rate);
	assert_true(isnan(rate.rate) && isnan(rate.low) && isnan(rate.high));
	for (int i = 0; i < 8; i++)
		hit_rate_add(&rate, OUTCOME_WORKED);
	hit_rate_add(&rate, OUTCOME_DID_NOT);
	hit_rate_add(&rate, OUTCOME_DID_NOT);
	hit_rate_add(&rate, OUTCOME_CANNOT_TELL);
	hit_rate_settle(&rate);
	assert_int_equal(rate.worked, 8);
	assert_int_equal(rate.did_not, 2);
	assert_int_equal(rate.cannot_tell, 1);
	assert_true(fabs(rate.rate - 80) < 1e-9);
	assert_true(fabs(rate.low - 49.02) < 0.02 && fabs(rate.high - 94.33) < 0.02);
}

static void a_forecast_that_can_be_none_names_its_field(void **state)
{
	struct err err = {0};
	(void)state;
	assert_true(forecast_check(&nps, 5, DONE + 2, DONE, &err));
	assert_true(forecast_check(&nps, NAN, 0, DONE, &err));
	assert_true(forecast_check(&effort, -0.5, 0, DONE, &err));
	assert_false(forecast_check(&nps, 201, 0, DONE, &err));
	assert_string_equal(err.field, "forecast_change");
	assert_int_equal(err.code, ERR_USAGE);
	assert_false(forecast_check(&csat, 100.5, 0, DONE, &err));
	assert_false(forecast_check(&nps, -5, 0, DONE, &err));
	assert_false(forecast_check(&nps, 0, 0, DONE, &err));
	assert_false(forecast_check(&effort, 0.5, 0, DONE, &err));
	assert_false(forecast_check(&effort, -7, 0, DONE, &err));
	assert_string_equal(err.field, "forecast_change");
	assert_false(forecast_check(&nps, 5, DONE + 1, DONE, &err));
	assert_string_equal(err.field, "forecast_day");
	assert_false(forecast_check(&nps, INFINITY, 0, DONE, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(both_windows_hold_the_same_days_of_the_week),
	        cmocka_unit_test(silence_is_found_with_its_longest_stretch),
	        cmocka_unit_test(verdicts_say_what_they_rest_on),
	        cmocka_unit_test(a_gap_never_makes_a_verdict),
	        cmocka_unit_test(needed_answers_agree_with_the_tables),
	        cmocka_unit_test(the_day_follows_from_the_pace),
	        cmocka_unit_test(nothing_due_is_missed_whatever_day_it_is_asked),
	        cmocka_unit_test(the_hit_rate_is_of_the_team_and_has_an_interval),
	        cmocka_unit_test(a_forecast_that_can_be_none_names_its_field),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
