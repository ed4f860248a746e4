#include <dagstart/domain/metric.h>

#include "fixture.h"

static const struct metric nps = {.kind = METRIC_NPS, .scale_min = 0, .scale_max = 10};
static const struct metric csat = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
static const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};
static const struct metric effort = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 5, .low_is_good = true};
static const struct metric stars = {.kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5};
static const struct metric hundred = {.kind = METRIC_MEAN, .scale_min = 0, .scale_max = 100};

static void scores_outside_the_scale_are_refused(void **state)
{
	UNUSED(state);
	assert_true(metric_accepts(&nps, 0));
	assert_true(metric_accepts(&nps, 10));
	assert_false(metric_accepts(&nps, 11));
	assert_false(metric_accepts(&nps, -1));
	assert_false(metric_accepts(&nps, 7.5));
	assert_false(metric_accepts(&nps, (double)NAN));
	assert_false(metric_accepts(&nps, (double)INFINITY));
	assert_false(metric_accepts(&csat, 0));
	assert_false(metric_accepts(&csat, 3.5));
	assert_false(metric_accepts(&ces, 8));
	assert_true(metric_accepts(&stars, 3.5));
	assert_false(metric_accepts(&stars, 5.01));
}

static void an_nps_has_its_own_scale_whatever_was_set(void **state)
{
	UNUSED(state);
	struct metric odd = {.kind = METRIC_NPS, .scale_min = 1, .scale_max = 5, .low_is_good = true};
	assert_true(metric_accepts(&odd, 10));
	assert_int_equal(metric_mood(&odd, 10), MOOD_PRAISE);
}

struct mood_row {
	const struct metric *metric;
	const char *moods; /* '-', '0' or '+' for each whole score from the low end on */
};

static void moods_follow_the_bands(void **state)
{
	UNUSED(state);
	struct metric seven = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 7};
	struct metric smileys = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 3};
	struct metric school = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 6, .low_is_good = true};
	struct metric easy5 = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 5};
	struct metric ten = {.kind = METRIC_MEAN, .scale_min = 1, .scale_max = 10};
	struct metric strict = {
	        .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5, .has_bands = true, .good = 5, .bad = 3};
	struct metric grades = {.kind = METRIC_MEAN,
	        .scale_min = 1,
	        .scale_max = 6,
	        .low_is_good = true,
	        .has_bands = true,
	        .good = 2,
	        .bad = 5};
	struct metric top = {.kind = METRIC_CSAT,
	        .scale_min = 1,
	        .scale_max = 5,
	        .has_bands = true,
	        .good = 5,
	        .bad = NAN};
	struct metric low_bar = {.kind = METRIC_MEAN,
	        .scale_min = 1,
	        .scale_max = 10,
	        .has_bands = true,
	        .good = 10,
	        .bad = 5};
	struct metric fixed = {
	        .kind = METRIC_CES, .scale_min = 1, .scale_max = 5, .has_bands = true, .good = 5, .bad = 1};
	const struct mood_row rows[] = {
	        {&nps, "-------00++"},
	        {&csat, "--0++"},
	        {&ces, "---0+++"},
	        {&effort, "++0--"},
	        {&easy5, "--0++"},
	        {&seven, "---00++"},
	        {&smileys, "-0+"},
	        {&school, "++0---"},
	        {&stars, "--0++"},
	        {&ten, "----00++++"},
	        {&strict, "---0+"},
	        {&grades, "++00--"},
	        {&top, "--00+"},
	        {&low_bar, "-----0000+"},
	        {&fixed, "--0++"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double low = rows[i].metric->kind == METRIC_NPS ? 0 : rows[i].metric->scale_min;
		for (size_t at = 0; rows[i].moods[at]; at++) {
			int mood = metric_mood(rows[i].metric, low + (double)at);
			char seen = mood > 0 ? '+' : mood < 0 ? '-' : '0';
			if (seen != rows[i].moods[at])
				fail_msg(
				        "row %zu, place %zu: '%c', not '%c'", i, at, seen, rows[i].moods[at]);
		}
	}
}

static void buckets_are_steps_or_eleven_parts(void **state)
{
	UNUSED(state);
	assert_int_equal(metric_bucket(&nps, 0), 0);
	assert_int_equal(metric_bucket(&nps, 10), 10);
	assert_int_equal(metric_bucket(&csat, 1), 0);
	assert_int_equal(metric_bucket(&csat, 5), 4);
	assert_int_equal(metric_bucket(&stars, 3.6), 3);
	assert_int_equal(metric_bucket(&hundred, 0), 0);
	assert_int_equal(metric_bucket(&hundred, 9), 0);
	assert_int_equal(metric_bucket(&hundred, 9.1), 1);
	assert_int_equal(metric_bucket(&hundred, 50), 5);
	assert_int_equal(metric_bucket(&hundred, 100), 10);
}

static void tallies_add_up_and_come_apart(void **state)
{
	UNUSED(state);
	struct tally all = {0}, part = {0}, rest = {0};
	for (int i = 0; i <= 10; i++) {
		tally_add(i % 2 ? &part : &rest, &nps, i);
		tally_add(&all, &nps, i);
	}
	struct tally both = rest;
	tally_merge(&both, &part);
	assert_memory_equal(&both, &all, sizeof(all));
	tally_subtract(&all, &part);
	assert_memory_equal(&all, &rest, sizeof(all));
	assert_int_equal(rest.n, 6);
	assert_near(rest.sum, 30, 0);
	assert_near(rest.sum_sq, 220, 0);
}

static void only_a_mean_gets_better_downwards(void **state)
{
	UNUSED(state);
	struct metric flipped = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5, .low_is_good = true};
	assert_near(metric_direction(&effort), -1, 0);
	assert_near(metric_direction(&ces), 1, 0);
	assert_near(metric_direction(&flipped), 1, 0);
}

static void the_value_has_a_range(void **state)
{
	UNUSED(state);
	double low, high;
	metric_value_range(&nps, &low, &high);
	assert_near(low, -100, 0);
	assert_near(high, 100, 0);
	metric_value_range(&csat, &low, &high);
	assert_near(low, 0, 0);
	assert_near(high, 100, 0);
	metric_value_range(&ces, &low, &high);
	assert_near(low, 1, 0);
	assert_near(high, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(scores_outside_the_scale_are_refused),
	        cmocka_unit_test(an_nps_has_its_own_scale_whatever_was_set),
	        cmocka_unit_test(moods_follow_the_bands),
	        cmocka_unit_test(buckets_are_steps_or_eleven_parts),
	        cmocka_unit_test(tallies_add_up_and_come_apart),
	        cmocka_unit_test(only_a_mean_gets_better_downwards),
	        cmocka_unit_test(the_value_has_a_range),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
