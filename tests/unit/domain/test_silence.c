/* Weeks without answers: what is missing is said, and a verdict does not outlive its answers. */
#include "series.h"

static void a_gap_breaks_no_run(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	for (int i = 0; i < 7; i++) {
		series_add(&series, 41.5, 20);
		series_add(&series, 0, 0);
	}
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.rule, SIGNAL_RULE_EIGHT);
	assert_int_equal(signal.length, 8);
	assert_true(signal.has_gap);
	assert_true(isnan(series.points[15].upper));
	assert_int_equal(series.points[15].fired, SIGNAL_RULE_NONE);
}

static void a_gap_before_the_first_answers_is_none(void **state)
{
	UNUSED(state);
	struct series series = {0};
	series_add(&series, 0, 0);
	for (int i = 0; i < 12; i++)
		series_add(&series, 40 + i % 2, 20);
	assert_false(series_judge(&series).has_gap);
}

/* What is missing is said, and after a month without answers there is no verdict. */
static void gaps_are_measured(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 0, 0);
	series_add(&series, 41, 20);
	for (int i = 0; i < 4; i++)
		series_add(&series, 0, 0);
	series_add(&series, 41, 20);
	for (int i = 0; i < 3; i++)
		series_add(&series, 0, 0);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.gaps, 5);
	assert_int_equal(signal.gap_from, series_week(16));
	assert_int_equal(signal.gap_to, series_week(19));
	assert_int_equal(signal.silent, 3);
	assert_int_equal(signal.last_day, series_week(20));
	assert_int_equal(signal.quiet, 16);
	signal_settle(&signal, 0);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	series_add(&series, 0, 0);
	signal = series_judge(&series);
	signal_settle(&signal, 0);
	assert_int_equal(signal.state, SIGNAL_SILENT);
}

static void a_verdict_of_long_ago_is_none(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 20, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal_direction(&signal), -1);
	assert_int_equal(signal.quiet, 0);
	for (int i = 0; i < 4; i++)
		series_add(&series, 0, 0);
	signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_DROP);
	signal_settle(&signal, 0);
	assert_int_equal(signal.state, SIGNAL_SILENT);
	assert_int_equal(signal.rule, SIGNAL_RULE_NONE);
	assert_int_equal(signal.since_day, 0);
	assert_int_equal(signal_direction(&signal), 0);
}

static void a_clock_set_back_gives_no_verdict(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 60, 20);
	struct signal signal = series_judge(&series);
	signal_settle(&signal, 9); /* some wrong dates; a usual week has 20 answers */
	assert_int_equal(signal_direction(&signal), 1);
	signal_settle(&signal, 10);
	assert_int_equal(signal.state, SIGNAL_AHEAD);
	assert_int_equal(signal_direction(&signal), 0);
	struct signal none = signal_judge(NULL, 0, 0, 0, 10);
	signal_settle(&none, 0);
	assert_int_equal(none.state, SIGNAL_TOO_FEW);
	signal_settle(&none, 3); /* all that there is lies ahead */
	assert_int_equal(none.state, SIGNAL_AHEAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_gap_breaks_no_run),
	        cmocka_unit_test(a_gap_before_the_first_answers_is_none),
	        cmocka_unit_test(gaps_are_measured),
	        cmocka_unit_test(a_verdict_of_long_ago_is_none),
	        cmocka_unit_test(a_clock_set_back_gives_no_verdict),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
