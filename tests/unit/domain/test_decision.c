/* When new feedback contradicts a decision; an internal figure beside the customer's score; another team's
 * answer. */
#include <dagstart/domain/decision.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include <dagstart/domain/action.h>
#include <dagstart/domain/kpi.h>

static struct contradiction followed(
        struct contradiction_week before, struct contradiction_week week, size_t weeks, size_t themes)
{
	struct contradiction_week list[DECISION_WEEKS + 4];
	for (size_t i = 0; i < weeks; i++)
		list[i] = week;
	return decision_contradicted(&before, list, weeks, themes);
}

static void more_of_all_answers_contradicts_and_more_answers_do_not(void **state)
{
	const struct contradiction_week before = {.pains = 26, .answers = 1300};
	(void)state;
	/* as before: 2 of 100 a week */
	assert_false(followed(before, (struct contradiction_week){.pains = 2, .answers = 100}, 13, 1).is);
	/* ten times as many answers, of all kinds */
	assert_false(followed(before, (struct contradiction_week){.pains = 20, .answers = 1000}, 13, 1).is);
	/* fewer */
	assert_false(followed(before, (struct contradiction_week){.pains = 0, .answers = 100}, 13, 1).is);
	struct contradiction found =
	        followed(before, (struct contradiction_week){.pains = 6, .answers = 100}, 13, 1);
	assert_true(found.is);
	assert_in_range(found.week, 1, 4);
	assert_int_equal(found.pains, 6 * found.week); /* as it stood when it was told */
	assert_int_equal(found.answers, 100 * found.week);
	assert_int_equal(found.pains_before, 26);
	/* a look that fired stays, whatever comes later */
	struct contradiction_week weeks[] = {
	        {.pains = 12, .answers = 100}, {.answers = 100}, {.answers = 100}, {.answers = 100}};
	found = decision_contradicted(&before, weeks, 4, 1);
	assert_true(found.is);
	assert_int_equal(found.week, 1);
}

static void few_low_scores_prove_nothing(void **state)
{
	(void)state;
	const struct contradiction_week none = {.pains = 0, .answers = 5000},
	                                empty = {.pains = 0, .answers = 0};
	assert_false(followed(none, (struct contradiction_week){.pains = 3, .answers = 10}, 1, 1).is);
	assert_true(followed(none, (struct contradiction_week){.pains = 4, .answers = 10}, 1, 1).is);
	/* no answers before, or none since: nothing to compare */
	assert_false(followed(empty, (struct contradiction_week){.pains = 40, .answers = 50}, 13, 1).is);
	assert_false(followed(none, (struct contradiction_week){.pains = 0, .answers = 0}, 13, 1).is);
	assert_false(followed(none, (struct contradiction_week){.pains = 9, .answers = 10}, 0, 1).is);
}

/* P(X >= 9), X ~ Binomial(10, 1/2) = 11/1024: as binom.test(9, 10, alternative = "greater") has it. The
 * threshold 0.05 / 13 lies between P(X >= 10) = 1/1024 and that. */
static void the_comparison_is_exact(void **state)
{
	(void)state;
	assert_false(followed((struct contradiction_week){.pains = 1, .answers = 100},
	        (struct contradiction_week){.pains = 9, .answers = 100}, 1, 1)
	                     .is);
	assert_true(followed((struct contradiction_week){.pains = 0, .answers = 100},
	        (struct contradiction_week){.pains = 10, .answers = 100}, 1, 1)
	                    .is);
	/* more themes, more chances to err: each look has less */
	assert_true(followed((struct contradiction_week){.pains = 0, .answers = 100},
	        (struct contradiction_week){.pains = 9, .answers = 100}, 1, 1)
	                    .is);
	assert_false(followed((struct contradiction_week){.pains = 0, .answers = 100},
	        (struct contradiction_week){.pains = 9, .answers = 100}, 1, 8)
	                     .is);
}

/* Pearson's chi-square of 2, 8 in 100, 100: expected 5 each, 9 / 4.75 twice, over one degree of freedom. */
static void bursts_count_for_less(void **state)
{
	const struct contradiction_week weeks[] = {
	        {.pains = 2, .answers = 100}, {.pains = 8, .answers = 100}, {0}};
	const struct contradiction_week even[] = {{.pains = 5, .answers = 100}, {.pains = 5, .answers = 100}};
	struct contradiction_week before = {.pains = 26, .answers = 1300};
	(void)state;
	assert_true(fabs(decision_spread(weeks, 3) - 2 * 9 / 4.75) < 1e-9);
	assert_true(decision_spread(even, 2) == 1);
	assert_true(decision_spread(weeks + 2, 1) == 1);
	assert_true(followed(before, (struct contradiction_week){.pains = 6, .answers = 100}, 2, 1).is);
	before.spread = 2;
	assert_false(followed(before, (struct contradiction_week){.pains = 6, .answers = 100}, 2, 1).is);
	assert_true(followed(before, (struct contradiction_week){.pains = 6, .answers = 100}, 13, 1).is);
}

static void it_is_followed_for_a_quarter_and_anew_after_a_look(void **state)
{
	struct contradiction_week weeks[DECISION_WEEKS + 2] = {{0}};
	const struct contradiction_week before = {.pains = 13, .answers = 1300};
	(void)state;
	for (size_t i = 0; i < DECISION_WEEKS + 2; i++)
		weeks[i] = (struct contradiction_week){.pains = i < DECISION_WEEKS ? 1 : 90, .answers = 100};
	assert_false(decision_contradicted(&before, weeks, DECISION_WEEKS + 2, 1).is);
	struct decision decision = {.day = 100};
	assert_int_equal(decision_since(&decision), 100);
	decision.reviewed_day = 140;
	assert_int_equal(decision_since(&decision), 140);
	decision.reviewed_day = 90; /* a clock set back */
	assert_int_equal(decision_since(&decision), 100);
	assert_true(decision_stands(&decision));
	decision.status = DECISION_REVIEWED;
	assert_true(decision_stands(&decision));
	decision.status = DECISION_REPLACED;
	assert_false(decision_stands(&decision));
}

enum { LAST_DAY = 20000 + 7 * 29 };

static void fill(struct kpi_value *values, size_t count, double level, double after)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (struct kpi_value){.day = 20000 + 7 * (int32_t)i,
		        .value = (i < 14 ? level : after) + (i % 2 ? 0.2 : -0.2)};
}

static void a_figure_moves_only_when_the_gate_says_so(void **state)
{
	struct kpi_value values[30];
	struct signal_point points[30];
	size_t used = 0;
	const struct kpi minutes = {.low_is_good = true}, sold = {.low_is_good = false};
	(void)state;
	fill(values, 30, 7, 5);
	struct signal signal = kpi_signal(values, 30, LAST_DAY, points, &used);
	assert_int_equal(used, 30);
	assert_int_equal(kpi_trend(&minutes, &signal), 1);
	assert_int_equal(kpi_trend(&sold, &signal), -1);
	fill(values, 30, 7, 7);
	signal = kpi_signal(values, 30, LAST_DAY, points, &used);
	assert_int_equal(kpi_trend(&minutes, &signal), 0);
	assert_int_equal(signal.state, SIGNAL_NOISE);
	fill(values, 30, 7, 5);
	signal = kpi_signal(values, 9, values[8].day, points, &used);
	assert_int_equal(signal.state, SIGNAL_TOO_FEW);
	/* a clock set back: values are written down up to today, so one that lies ahead is enough; */
	signal = kpi_signal(values, 30, LAST_DAY - 2, points, &used);
	assert_int_equal(used, 29);
	assert_int_equal(signal.state, SIGNAL_AHEAD);
	assert_int_equal(kpi_trend(&minutes, &signal), 0);
	/* with a colleague far east it is tomorrow already */
	signal = kpi_signal(values, 30, LAST_DAY - 1, points, &used);
	assert_int_equal(kpi_trend(&minutes, &signal), 1);
}

/* As often as it was written down before, so often it is expected. */
static void a_figure_that_nobody_keeps_has_no_verdict(void **state)
{
	struct kpi_value values[30];
	struct signal_point points[30];
	size_t used = 0;
	const struct kpi minutes = {.low_is_good = true};
	(void)state;
	fill(values, 30, 7, 5);
	struct signal signal = kpi_signal(values, 30, LAST_DAY + 7 * SIGNAL_SILENT_POINTS, points, &used);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.gaps, 0);
	signal = kpi_signal(values, 30, LAST_DAY + 7 * SIGNAL_SILENT_POINTS + 1, points, &used);
	assert_int_equal(signal.state, SIGNAL_SILENT);
	assert_int_equal(signal.last_day, LAST_DAY);
	assert_int_equal(kpi_trend(&minutes, &signal), 0);
	/* a month without values is told, and no verdict by itself */
	for (size_t i = 20; i < 30; i++)
		values[i].day += 28;
	signal = kpi_signal(values, 30, LAST_DAY + 28, points, &used);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.gaps, 4);
	assert_int_equal(signal.gap_from, values[19].day + 1);
	assert_int_equal(signal.gap_to, values[20].day - 1);
	/* on working days: a weekend is no gap, a long weekend neither */
	for (size_t i = 0; i < 30; i++)
		values[i].day = 20000 + 7 * (int32_t)(i / 5) + (int32_t)(i % 5);
	values[15].day++;
	signal = kpi_signal(values, 30, values[29].day + 3, points, &used);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.gaps, 0);
	assert_int_equal(signal.silent, 0);
	/* once a month */
	for (size_t i = 0; i < 30; i++)
		values[i].day = 20000 + 30 * (int32_t)i + (i % 2 ? 1 : 0);
	signal = kpi_signal(values, 30, values[29].day + 40, points, &used);
	assert_int_equal(signal.state, SIGNAL_DROP);
	assert_int_equal(signal.gaps, 0);
}

static void the_warning_needs_both_and_about_the_same_time(void **state)
{
	const struct kpi minutes = {.low_is_good = true};
	const struct metric nps = {.kind = METRIC_NPS, .scale_max = 10};
	const struct metric effort = {
	        .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 7, .low_is_good = true};
	struct signal better = {.state = SIGNAL_DROP, .since_day = 20500};
	struct signal falls = {.state = SIGNAL_DROP, .since_day = 20450}, noise = {.state = SIGNAL_NOISE};
	struct signal rises = {.state = SIGNAL_RISE, .since_day = 20450};
	(void)state;
	assert_true(kpi_beside_score(&minutes, &better, &nps, &falls));
	assert_false(kpi_beside_score(&minutes, &better, &nps, &noise));
	assert_false(kpi_beside_score(&minutes, &noise, &nps, &falls));
	assert_false(kpi_beside_score(&minutes, &better, &nps, &rises));
	assert_true(kpi_beside_score(&minutes, &better, &effort, &rises));
	assert_false(kpi_beside_score(&minutes, &better, &effort, &falls));
	better.state = SIGNAL_RISE;
	assert_false(kpi_beside_score(&minutes, &better, &nps, &falls));
	better.state = SIGNAL_DROP;
	falls.since_day = better.since_day - KPI_TOGETHER_DAYS - 1;
	assert_false(kpi_beside_score(&minutes, &better, &nps, &falls));
}

static void what_another_team_owes_is_urgent_on_its_day(void **state)
{
	struct action action = {.escalated_to = "IT", .escalated_day = 10, .answer_day = 20, .due_day = 90};
	(void)state;
	assert_true(action_is_escalated(&action));
	assert_int_equal(action_urgency(&action, 19), URGENCY_BLOCKED);
	for (int32_t day = 20; day <= 90; day++)
		assert_int_equal(action_urgency(&action, day), URGENCY_ANSWER_DUE);
	assert_int_equal(action_urgency(&action, 91), URGENCY_OVERDUE);
	action.answered_day = 21;
	assert_false(action_is_escalated(&action));
	assert_int_equal(action_urgency(&action, 25), URGENCY_NORMAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(more_of_all_answers_contradicts_and_more_answers_do_not),
	        cmocka_unit_test(few_low_scores_prove_nothing),
	        cmocka_unit_test(the_comparison_is_exact),
	        cmocka_unit_test(bursts_count_for_less),
	        cmocka_unit_test(it_is_followed_for_a_quarter_and_anew_after_a_look),
	        cmocka_unit_test(a_figure_moves_only_when_the_gate_says_so),
	        cmocka_unit_test(a_figure_that_nobody_keeps_has_no_verdict),
	        cmocka_unit_test(the_warning_needs_both_and_about_the_same_time),
	        cmocka_unit_test(what_another_team_owes_is_urgent_on_its_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
