/* Expected figures beyond those of the product's definitions were computed with Python's statistics and math
 * modules from the formulas named in metric.h. */
#include <dagstart/domain/metric.h>

#include "fixture.h"

static const struct metric nps = {.kind = METRIC_NPS, .scale_min = 0, .scale_max = 10};
static const struct metric csat = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
static const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};
static const struct metric stars = {.kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5};

static void add(struct tally *tally, const struct metric *metric, double score, int times)
{
	while (times-- > 0)
		tally_add(tally, metric, score);
}

static struct tally nps_tally(int promoters, int passives, int detractors)
{
	struct tally tally = {0};
	add(&tally, &nps, 9, promoters);
	add(&tally, &nps, 7, passives);
	add(&tally, &nps, 3, detractors);
	return tally;
}

static struct score nps_score(int promoters, int passives, int detractors)
{
	struct tally tally = nps_tally(promoters, passives, detractors);
	return score_of(&nps, &tally);
}

static struct score csat_score(int top, int others)
{
	struct tally tally = {0};
	add(&tally, &csat, 5, top);
	add(&tally, &csat, 2, others);
	return score_of(&csat, &tally);
}

struct nps_row {
	int promoters, passives, detractors;
	double value, centre, margin;
};

static void nps_follows_rocks(void **state)
{
	UNUSED(state);
	static const struct nps_row rows[] = {
	        {18, 12, 6, 33.3333, 30.7692, 23.4687},
	        {50, 33, 17, 33.0, 32.0388, 14.4828},
	        {10, 0, 0, 100.0, 76.9231, 29.4195},
	        {0, 0, 1, -100.0, -25.0, 73.4986},
	        {120, 60, 40, 36.3636, 35.8744, 10.1285},
	        {90, 60, 70, 9.0909, 8.9686, 11.1072},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tally tally = nps_tally(rows[i].promoters, rows[i].passives, rows[i].detractors);
		struct score score = score_of(&nps, &tally);
		assert_int_equal(score.top, rows[i].promoters);
		assert_int_equal(score.middle, rows[i].passives);
		assert_int_equal(score.bottom, rows[i].detractors);
		assert_int_equal(score.top + score.middle + score.bottom, score.n);
		assert_near(score.value, rows[i].value, 1e-4);
		assert_near(score.centre, rows[i].centre, 1e-4);
		assert_near(score.margin, rows[i].margin, 1e-4);
	}
}

static void no_answers_are_never_zero(void **state)
{
	UNUSED(state);
	struct tally none = {0};
	struct score score = score_of(&nps, &none);
	assert_int_equal(score.n, 0);
	assert_true(isnan(score.value) && isnan(score.low) && isnan(score.high) && isnan(score.margin));
	assert_true(isnan(score_of(&csat, &none).value));
	assert_true(isnan(score_of(&ces, &none).value));
}

static void intervals_stay_on_the_scale_and_hold_the_value(void **state)
{
	UNUSED(state);
	struct score all = nps_score(10, 0, 0);
	assert_near(all.high, 100, 0);
	assert_near(all.low, 76.9231 - 29.4195, 1e-3);
	struct score one = nps_score(1, 0, 0);
	assert_near(one.high, 100, 0);
	for (int top = 0; top <= 6; top++)
		for (int bottom = 0; top + bottom <= 6; bottom++) {
			struct score score = nps_score(top, 6 - top - bottom, bottom);
			assert_true(score.low <= score.value && score.value <= score.high);
			assert_true(score.low >= -100 && score.high <= 100);
		}
}

static void csat_follows_wilson(void **state)
{
	UNUSED(state);
	struct score score = csat_score(8, 2);
	assert_near(score.value, 80, 1e-9);
	assert_near(score.centre, 71.6740, 1e-4);
	assert_near(score.margin, 22.6578, 1e-4);
	assert_near(score.low, 49.0162, 1e-4);
	assert_near(score.high, 94.3318, 1e-4);
	/* Newcombe 1998 gives 0.2553 to 0.3662 for 81 of 263. */
	score = csat_score(81, 182);
	assert_near(score.low, 25.53, 0.005);
	assert_near(score.high, 36.62, 0.005);
	assert_near(csat_score(0, 10).high, 27.7533, 1e-4);
	assert_near(csat_score(10, 0).low, 72.2467, 1e-4);
}

static void a_mean_has_a_t_interval(void **state)
{
	UNUSED(state);
	static const double answers[] = {7, 6, 5, 7, 3, 6, 4, 7, 2, 6};
	struct tally tally = {0};
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		tally_add(&tally, &ces, answers[i]);
	struct score score = score_of(&ces, &tally);
	assert_near(score.value, 5.3, 1e-9);
	assert_near(score.margin, 1.264022, 1e-5);
	assert_near(score.low, 5.3 - 1.264022, 1e-5);
	assert_int_equal(score.top, 7);
	assert_int_equal(score.middle, 1);
	assert_int_equal(score.bottom, 2);
}

static void one_answer_has_a_mean_but_no_interval(void **state)
{
	UNUSED(state);
	struct tally tally = {0};
	tally_add(&tally, &stars, 4);
	struct score score = score_of(&stars, &tally);
	assert_near(score.value, 4, 0);
	assert_true(isnan(score.margin) && isnan(score.low) && isnan(score.high) && isnan(score.error));
}

static void equal_answers_are_not_certainty(void **state)
{
	UNUSED(state);
	struct tally few = {0}, many = {0};
	add(&few, &stars, 4.7, 3);
	add(&many, &stars, 4.7, 300);
	struct score score = score_of(&stars, &few);
	assert_near(score.value, 4.7, 1e-9);
	assert_near(score.margin, 4.302653 * sqrt(1.0 / 12 / 3), 1e-5);
	assert_true(score_of(&stars, &many).margin < score.margin / 10);
	/* Sums of squares leave dust behind, of either sign. */
	for (int tenths = 11; tenths < 50; tenths++)
		for (int n = 2; n < 40; n++) {
			struct tally tally = {0};
			add(&tally, &stars, tenths / 10.0, n);
			assert_near(score_of(&stars, &tally).margin, t_95(n - 1) * sqrt(1.0 / 12 / n), 1e-6);
		}
}

static void the_t_distribution_is_known(void **state)
{
	UNUSED(state);
	assert_true(isnan(t_95(0)));
	assert_near(t_95(1), 12.706205, 1e-6);
	assert_near(t_95(9), 2.262157, 1e-6);
	assert_near(t_95(10), 2.228139, 1e-6);
	assert_near(t_95(11), 2.200985, 1e-5);
	assert_near(t_95(30), 2.042272, 1e-6);
	assert_near(t_95(120), 1.979930, 1e-6);
	assert_near(t_95(1000000), 1.959966, 1e-6);
	for (int64_t degrees = 1; degrees < 200; degrees++)
		assert_true(t_95(degrees) > t_95(degrees + 1));
}

static void a_difference_adjusts_both_sides(void **state)
{
	UNUSED(state);
	struct score before = nps_score(90, 60, 70), after = nps_score(120, 60, 40);
	struct difference difference = score_difference(&nps, &before, &after);
	assert_near(difference.change, 35.8744 - 8.9686, 1e-3);
	assert_near(difference.z, (35.8744 - 8.9686) / sqrt(5.1677 * 5.1677 + 5.6670 * 5.6670), 1e-3);
	assert_true(difference.real);
	assert_int_equal(difference.needed, 0);
	struct difference back = score_difference(&nps, &after, &before);
	assert_near(back.change, -difference.change, 1e-9);
	assert_near(back.margin, difference.margin, 1e-9);
}

static void a_change_is_real_exactly_beyond_its_margin(void **state)
{
	UNUSED(state);
	int real = 0, noise = 0;
	struct score before = nps_score(20, 10, 10);
	for (int top = 0; top <= 40; top++) {
		struct score after = nps_score(top, 0, 40 - top);
		struct difference difference = score_difference(&nps, &before, &after);
		assert_int_equal(difference.real, fabs(difference.change) > difference.margin);
		assert_int_equal(difference.needed == 0, difference.real);
		real += difference.real;
		noise += !difference.real;
	}
	assert_true(real > 5 && noise > 5);
}

static void the_answers_needed_are_just_enough(void **state)
{
	UNUSED(state);
	/* The same shares ten times over, so that "like those after" can be made exactly. */
	struct score before = nps_score(50, 33, 17), after = nps_score(6, 3, 1);
	struct difference difference = score_difference(&nps, &before, &after);
	assert_false(difference.real);
	assert_true(difference.needed > 0);
	int64_t tens = (after.n + difference.needed + 9) / 10;
	struct score enough = nps_score((int)(6 * tens), (int)(3 * tens), (int)tens);
	assert_true(score_difference(&nps, &before, &enough).real);
	tens = (after.n + difference.needed) / 10 - 1;
	struct score few = nps_score((int)(6 * tens), (int)(3 * tens), (int)tens);
	assert_false(score_difference(&nps, &before, &few).real);
}

static void not_one_answer_more_is_asked_for(void **state)
{
	UNUSED(state);
	struct score before = nps_score(60, 40, 50);
	int asked = 0;
	for (int n = 1; n < 30; n++) {
		struct score after = nps_score(n, n, 0);
		struct difference difference = score_difference(&nps, &before, &after);
		if (difference.needed <= 0)
			continue;
		asked++;
		/* Half promoters and half passives again, so the sum must stay even to be exact. */
		int more = (int)difference.needed + n * 2;
		struct score enough = nps_score((more + 1) / 2, (more + 1) / 2, 0);
		struct score few = nps_score((more - 1) / 2, (more - 1) / 2, 0);
		assert_true(score_difference(&nps, &before, &enough).real);
		assert_false(score_difference(&nps, &before, &few).real);
	}
	assert_true(asked > 0);
}

static void some_changes_never_become_real(void **state)
{
	UNUSED(state);
	struct score before = nps_score(3, 1, 1), after = nps_score(3, 1, 1);
	assert_int_equal(score_difference(&nps, &before, &after).needed, -1);
	after = nps_score(4, 1, 1); /* five answers before leave too much open */
	assert_int_equal(score_difference(&nps, &before, &after).needed, -1);
}

static void nothing_is_compared_with_nothing(void **state)
{
	UNUSED(state);
	struct score none = nps_score(0, 0, 0), some = nps_score(1, 2, 3);
	struct difference difference = score_difference(&nps, &none, &some);
	assert_true(isnan(difference.change) && isnan(difference.margin));
	assert_false(difference.real);
	assert_int_equal(difference.needed, -1);
	struct tally one = {0}, two = {0};
	tally_add(&one, &stars, 3);
	add(&two, &stars, 5, 2);
	struct score a = score_of(&stars, &one), b = score_of(&stars, &two);
	difference = score_difference(&stars, &a, &b);
	assert_near(difference.change, 2, 1e-9);
	assert_false(difference.real);
	assert_int_equal(difference.needed, -1);
}

static void two_equal_answers_prove_nothing(void **state)
{
	UNUSED(state);
	struct tally before = {0}, after = {0};
	add(&before, &stars, 4, 2);
	add(&after, &stars, 5, 2);
	struct score a = score_of(&stars, &before), b = score_of(&stars, &after);
	assert_false(score_difference(&stars, &a, &b).real);
	add(&before, &stars, 4, 60);
	add(&after, &stars, 5, 60);
	a = score_of(&stars, &before);
	b = score_of(&stars, &after);
	assert_true(score_difference(&stars, &a, &b).real);
}

struct percent_row {
	int64_t parts[4];
	int percents[4];
};

static void percents_add_up(void **state)
{
	UNUSED(state);
	static const struct percent_row rows[] = {
	        {{1, 1, 1, 0}, {34, 33, 33, 0}},
	        {{18, 12, 6, 0}, {50, 33, 17, 0}},
	        {{0, 0, 0, 0}, {0, 0, 0, 0}},
	        {{0, 7, 0, 0}, {0, 100, 0, 0}},
	        {{1, 1, 1, 3}, {17, 17, 16, 50}},
	        {{2, 995, 2, 1}, {0, 100, 0, 0}},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int percents[4] = {-1, -1, -1, -1};
		percent_of_whole(rows[i].parts, 4, percents);
		for (int at = 0; at < 4; at++)
			if (percents[at] != rows[i].percents[at])
				fail_msg("row %zu, part %d: %d, not %d", i, at, percents[at],
				        rows[i].percents[at]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nps_follows_rocks),
	        cmocka_unit_test(no_answers_are_never_zero),
	        cmocka_unit_test(intervals_stay_on_the_scale_and_hold_the_value),
	        cmocka_unit_test(csat_follows_wilson),
	        cmocka_unit_test(a_mean_has_a_t_interval),
	        cmocka_unit_test(one_answer_has_a_mean_but_no_interval),
	        cmocka_unit_test(equal_answers_are_not_certainty),
	        cmocka_unit_test(the_t_distribution_is_known),
	        cmocka_unit_test(a_difference_adjusts_both_sides),
	        cmocka_unit_test(a_change_is_real_exactly_beyond_its_margin),
	        cmocka_unit_test(the_answers_needed_are_just_enough),
	        cmocka_unit_test(not_one_answer_more_is_asked_for),
	        cmocka_unit_test(some_changes_never_become_real),
	        cmocka_unit_test(nothing_is_compared_with_nothing),
	        cmocka_unit_test(two_equal_answers_prove_nothing),
	        cmocka_unit_test(percents_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
