/* The two long series and what is expected of them come from an own, brute-force reading of the rules in
 * Python over random.gauss() values. */
#include "series.h"

static void under_ten_points_there_is_no_verdict(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series.count = 9;
	series_add(&series, 99, 0);
	series_add(&series, (double)NAN, 0);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_TOO_FEW);
	assert_int_equal(signal.rule, SIGNAL_RULE_NONE);
	assert_int_equal(signal.baseline, 9);
	assert_true(signal.has_gap);
	assert_true(isnan(signal.centre) && isnan(signal.upper) && isnan(series.points[0].upper));
	series_add(&series, 40, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	struct series none = {0};
	assert_int_equal(series_judge(&none).state, SIGNAL_TOO_FEW);
	assert_int_equal(series_judge(&none).baseline, 0);
}

static void limits_come_from_the_moving_ranges(void **state)
{
	UNUSED(state);
	static const double values[] = {39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40};
	struct series series = series_of(values, 12);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.baseline, 12);
	assert_near(signal.centre, 41.416667, 1e-6);
	assert_near(signal.lower, 36.822121, 1e-6);
	assert_near(signal.upper, 46.011212, 1e-6);
	assert_near(series.points[5].upper, signal.upper, 1e-9);
	assert_false(signal.has_gap);
}

static void the_baseline_is_the_first_fourteen(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	for (int i = 0; i < 10; i++)
		series_add(&series, 70, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.baseline, 14);
	assert_near(signal.centre, 41, 1e-9);
	assert_near(signal.upper, 41 + 5.32, 1e-9);
}

static void a_point_outside_is_a_signal(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 46.4, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_RISE);
	assert_int_equal(signal.rule, SIGNAL_RULE_OUTSIDE);
	assert_int_equal(signal.since_day, series_week(14));
	assert_int_equal(signal.length, 1);
	series.points[14].value = 35.6;
	signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_DROP);
	series.points[14].value = 46.3;
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
}

static void points_outside_in_a_row_are_one_pattern(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 20, 20);
	series_add(&series, 50, 20);
	series_add(&series, (double)NAN, 0);
	series_add(&series, 51, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.rule, SIGNAL_RULE_OUTSIDE);
	assert_int_equal(signal.state, SIGNAL_RISE);
	assert_int_equal(signal.since_day, series_week(15));
	assert_int_equal(signal.length, 2);
}

static void a_signal_that_has_ended_is_noise_again(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 60, 20);
	series_add(&series, 41.5, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	assert_int_equal(signal.rule, SIGNAL_RULE_NONE);
	assert_int_equal(signal.length, 0);
	assert_int_equal(signal.since_day, 0);
	assert_int_equal(series.points[14].fired, SIGNAL_RULE_OUTSIDE);
	assert_int_equal(series.points[15].fired, SIGNAL_RULE_NONE);
}

static void three_of_four_near_a_limit(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 44, 20);
	series_add(&series, 43, 20); /* not near */
	series_add(&series, 44, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	series_add(&series, 45, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_RISE);
	assert_int_equal(signal.rule, SIGNAL_RULE_THREE_OF_FOUR);
	assert_int_equal(signal.since_day, series_week(14));
	assert_int_equal(signal.length, 4);
	series_add(&series, 44, 20); /* it goes on */
	signal = series_judge(&series);
	assert_int_equal(signal.since_day, series_week(14));
	assert_int_equal(signal.length, 5);
	series_add(&series, 41, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
}

static void three_of_five_are_too_few(void **state)
{
	UNUSED(state);
	static const double values[] = {44, 41, 41, 44, 44};
	struct series series = series_calm();
	for (int i = 0; i < 5; i++)
		series_add(&series, values[i], 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
}

static void three_of_four_must_be_on_one_side(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 44, 20);
	series_add(&series, 38, 20);
	series_add(&series, 44, 20);
	series_add(&series, 38, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	series_add(&series, 38, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.since_day, series_week(15));
}

static void eight_on_one_side(void **state)
{
	UNUSED(state);
	struct series series = series_calm(); /* ends at 42 */
	for (int i = 0; i < 6; i++)
		series_add(&series, 41.5, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	series_add(&series, 41.5, 20);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_RISE);
	assert_int_equal(signal.rule, SIGNAL_RULE_EIGHT);
	assert_int_equal(signal.since_day, series_week(13));
	assert_int_equal(signal.length, 8);
	series_add(&series, 41, 20); /* on the centre is on no side */
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
}

static void few_answers_widen_the_limits_and_many_never_narrow_them(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	series_add(&series, 51.6, 5); /* twice as wide: 41 + 10.64 */
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	assert_near(series.points[14].upper, 41 + 10.64, 1e-9);
	assert_near(series.points[14].lower, 41 - 10.64, 1e-9);
	series.points[14].value = 51.7;
	assert_int_equal(series_judge(&series).state, SIGNAL_RISE);
	series.points[14].value = 46;
	series.points[14].n = 2000;
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	assert_near(series.points[14].upper, 41 + 5.32, 1e-9);
}

static void a_constant_series_is_noise(void **state)
{
	UNUSED(state);
	struct series series = {0};
	for (int i = 0; i < 30; i++)
		series_add(&series, i % 3 ? 100.0 / 3 : 100 * (1 - 2.0 / 3), 10 + i);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	for (size_t i = 0; i < series.count; i++)
		assert_int_equal(series.points[i].fired, SIGNAL_RULE_NONE);
	series_add(&series, 50, 20);
	signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_RISE);
	assert_int_equal(signal.rule, SIGNAL_RULE_OUTSIDE);
	series.points[30].value = 10;
	assert_int_equal(series_judge(&series).state, SIGNAL_DROP);
}

/* A small team whose few customers are all content: one who is not is no change yet, several in a row are. */
static void one_answer_changes_nothing_after_equal_weeks(void **state)
{
	UNUSED(state);
	struct series series = {0};
	for (int i = 0; i < 14; i++)
		series_add(&series, 100, 2);
	series_add(&series, 0, 2);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	series_add(&series, 0, 2);
	series_add(&series, 0, 2);
	struct signal signal = series_judge(&series);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.rule, SIGNAL_RULE_THREE_OF_FOUR);
	assert_int_equal(signal.since_day, series_week(14));
}

static void limits_stay_on_the_scale(void **state)
{
	UNUSED(state);
	struct series series = {0};
	for (int i = 0; i < 14; i++)
		series_add(&series, i % 2 ? 100 : 90, 20);
	struct signal signal = signal_judge(series.points, series.count, 0, 0, 100);
	assert_near(signal.upper, 100, 0);
	assert_near(series.points[3].upper, 100, 0);
	assert_near(signal.lower, 95 - 26.6, 1e-9);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	signal = signal_judge(series.points, series.count, 0, (double)NAN, (double)NAN);
	assert_near(signal.upper, 95 + 26.6, 1e-9);
}

static void a_new_baseline_starts_on_its_day(void **state)
{
	UNUSED(state);
	struct series series = series_calm();
	for (int i = 0; i < 12; i++)
		series_add(&series, i % 2 ? 62 : 60, 20);
	assert_int_equal(series_judge(&series).state, SIGNAL_RISE);
	struct signal signal = signal_judge(series.points, series.count, series_week(14), -100, 100);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	assert_int_equal(signal.baseline, 12);
	assert_near(signal.centre, 61, 1e-9);
	assert_true(isnan(series.points[13].upper));
	assert_int_equal(series.points[13].fired, SIGNAL_RULE_NONE);
	signal = signal_judge(series.points, series.count, series_week(17), -100, 100);
	assert_int_equal(signal.state, SIGNAL_TOO_FEW);
	assert_int_equal(signal.baseline, 9);
}

static void the_baseline_is_judged_too(void **state)
{
	UNUSED(state);
	static const double values[] = {40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 90, 40};
	struct series series = series_of(values, 14);
	assert_int_equal(series_judge(&series).state, SIGNAL_NOISE);
	assert_int_equal(series.points[12].fired, SIGNAL_RULE_OUTSIDE);
	series.count = 13;
	assert_int_equal(series_judge(&series).state, SIGNAL_RISE);
}

struct random_point {
	int64_t n;
	double value;
};

struct random_series {
	struct random_point points[26];
	double centre, lower, upper;
	const char *fired;
};

static void random_series_are_read_alike(void **state)
{
	UNUSED(state);
	static const struct random_series all[] = {
	        {{{30, 18}, {30, 14}, {8, 45}, {0, 30}, {20, 21}, {25, 18}, {20, 6}, {30, 33}, {0, 16},
	                 {12, 7}, {3, 21}, {30, -3}, {20, -1}, {20, 18}, {30, 33}, {20, 30}, {20, 44},
	                 {3, 44}, {12, 31}, {8, 50}, {20, 35}, {3, 53}, {20, 35}, {3, 30}, {8, 36}, {30, 30}},
	                18.571429, -23.170110, 60.312967, "00000000000000000000033333"},
	        {{{30, 26}, {8, 19}, {3, 17}, {12, 26}, {0, 12}, {3, 25}, {12, 22}, {0, 42}, {20, 13},
	                 {25, 25}, {3, 15}, {0, 8}, {20, 30}, {20, 27}, {20, 38}, {25, 15}, {25, 26}, {20, 7},
	                 {30, 28}, {30, 18}, {12, 21}, {20, 5}, {0, 1}, {8, 14}, {20, -6}, {25, -7}},
	                23.142857, -0.592527, 46.878242, "00000000000000000000000011"},
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct series series = {0};
		for (int at = 0; at < 26; at++)
			series_add(&series, all[i].points[at].value, all[i].points[at].n);
		struct signal signal = series_judge(&series);
		assert_near(signal.centre, all[i].centre, 1e-6);
		assert_near(signal.lower, all[i].lower, 1e-6);
		assert_near(signal.upper, all[i].upper, 1e-6);
		for (int at = 0; at < 26; at++)
			assert_int_equal(series.points[at].fired, all[i].fired[at] - '0');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(under_ten_points_there_is_no_verdict),
	        cmocka_unit_test(limits_come_from_the_moving_ranges),
	        cmocka_unit_test(the_baseline_is_the_first_fourteen),
	        cmocka_unit_test(a_point_outside_is_a_signal),
	        cmocka_unit_test(points_outside_in_a_row_are_one_pattern),
	        cmocka_unit_test(a_signal_that_has_ended_is_noise_again),
	        cmocka_unit_test(three_of_four_near_a_limit),
	        cmocka_unit_test(three_of_five_are_too_few),
	        cmocka_unit_test(three_of_four_must_be_on_one_side),
	        cmocka_unit_test(eight_on_one_side),
	        cmocka_unit_test(few_answers_widen_the_limits_and_many_never_narrow_them),
	        cmocka_unit_test(a_constant_series_is_noise),
	        cmocka_unit_test(one_answer_changes_nothing_after_equal_weeks),
	        cmocka_unit_test(limits_stay_on_the_scale),
	        cmocka_unit_test(a_new_baseline_starts_on_its_day),
	        cmocka_unit_test(the_baseline_is_judged_too),
	        cmocka_unit_test(random_series_are_read_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
