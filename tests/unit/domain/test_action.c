#include <dagstart/domain/action.h>

#include "fixture.h"

enum { TODAY = 20514 };

static const struct metric nps = {.kind = METRIC_NPS, .scale_min = 0, .scale_max = 10};
static const struct metric effort = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 5, .low_is_good = true};

struct urgency_row {
	struct action action;
	enum urgency urgency;
};

static void urgency_has_one_reason(void **state)
{
	UNUSED(state);
	const struct urgency_row rows[] = {
	        {{.due_day = TODAY - 1}, URGENCY_OVERDUE},
	        {{.due_day = TODAY - 1, .blocked_by = "IT", .blocked_until = TODAY, .moved = 5},
	                URGENCY_OVERDUE},
	        {{.due_day = TODAY, .blocked_by = "IT", .blocked_until = TODAY}, URGENCY_ANSWER_DUE},
	        {{.blocked_by = "IT", .blocked_until = TODAY - 3}, URGENCY_ANSWER_DUE},
	        {{.due_day = TODAY + 9, .blocked_by = "", .blocked_until = TODAY}, URGENCY_NORMAL},
	        {{.due_day = TODAY, .moved = 3}, URGENCY_TODAY},
	        {{.due_day = TODAY + 9, .moved = 2}, URGENCY_MOVED},
	        {{.due_day = TODAY + 9, .moved = 1}, URGENCY_NORMAL},
	        {{.due_day = TODAY + 1, .blocked_by = "IT"}, URGENCY_BLOCKED},
	        {{.due_day = TODAY + 1, .blocked_by = "IT", .blocked_until = TODAY + 1}, URGENCY_BLOCKED},
	        {{.due_day = TODAY + 2}, URGENCY_SOON},
	        {{.due_day = TODAY + 3}, URGENCY_NORMAL},
	        {{.due_day = 0}, URGENCY_NO_DATE},
	        {{.due_day = TODAY - 9, .status = ACTION_DONE}, URGENCY_NORMAL},
	        {{.due_day = TODAY - 9, .status = ACTION_DROPPED}, URGENCY_NORMAL},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enum urgency urgency = action_urgency(&rows[i].action, TODAY);
		if (urgency != rows[i].urgency)
			fail_msg("row %zu: %d, not %d", i, (int)urgency, (int)rows[i].urgency);
	}
}

static void the_most_urgent_comes_first(void **state)
{
	UNUSED(state);
	struct action actions[] = {
	        {.id = 1},
	        {.id = 2, .due_day = TODAY + 20},
	        {.id = 3, .due_day = TODAY + 1},
	        {.id = 5, .due_day = TODAY - 2},
	        {.id = 4, .due_day = TODAY - 2},
	        {.id = 6, .due_day = TODAY - 9},
	        {.id = 7, .moved = 2},
	        {.id = 8, .due_day = TODAY + 4, .moved = 2},
	        {.id = 9, .due_day = TODAY},
	};
	const int64_t order[] = {6, 4, 5, 9, 8, 7, 3, 2, 1};
	actions_sort(actions, 9, TODAY);
	for (int i = 0; i < 9; i++)
		assert_int_equal(actions[i].id, order[i]);
	actions_sort(NULL, 0, TODAY);
}

static struct tally nps_of(int promoters, int detractors)
{
	struct tally tally = {0};
	for (int i = 0; i < promoters; i++)
		tally_add(&tally, &nps, 10);
	for (int i = 0; i < detractors; i++)
		tally_add(&tally, &nps, 0);
	return tally;
}

static enum outcome outcome_of(double forecast, struct tally before, struct tally after)
{
	return action_verdict(&nps, forecast, &before, &after).outcome;
}

static void a_verdict_needs_a_real_change(void **state)
{
	UNUSED(state);
	assert_int_equal(outcome_of(10, nps_of(50, 50), nps_of(80, 20)), OUTCOME_WORKED);
	assert_int_equal(outcome_of((double)NAN, nps_of(50, 50), nps_of(80, 20)), OUTCOME_WORKED);
	assert_int_equal(outcome_of(10, nps_of(80, 20), nps_of(50, 50)), OUTCOME_DID_NOT);
	assert_int_equal(outcome_of((double)NAN, nps_of(50, 50), nps_of(52, 48)), OUTCOME_CANNOT_TELL);
	assert_int_equal(outcome_of(10, nps_of(50, 50), nps_of(52, 48)), OUTCOME_CANNOT_TELL);
}

static void an_interval_that_leaves_out_the_forecast_says_no(void **state)
{
	UNUSED(state);
	assert_int_equal(outcome_of(60, nps_of(50, 50), nps_of(52, 48)), OUTCOME_DID_NOT);
	/* Better than a gloomy forecast is no failure. */
	assert_int_equal(outcome_of(-60, nps_of(50, 50), nps_of(52, 48)), OUTCOME_CANNOT_TELL);
}

static void without_answers_nobody_can_tell(void **state)
{
	UNUSED(state);
	assert_int_equal(outcome_of(10, nps_of(0, 0), nps_of(50, 50)), OUTCOME_CANNOT_TELL);
	assert_int_equal(outcome_of(10, nps_of(50, 50), nps_of(0, 0)), OUTCOME_CANNOT_TELL);
}

static void down_is_good_where_low_is_good(void **state)
{
	UNUSED(state);
	struct tally before = {0}, after = {0};
	for (int i = 0; i < 40; i++) {
		tally_add(&before, &effort, i % 2 ? 4 : 5);
		tally_add(&after, &effort, i % 2 ? 1 : 2);
	}
	struct verdict verdict = action_verdict(&effort, -1, &before, &after);
	assert_true(verdict.difference.change < 0);
	assert_int_equal(verdict.outcome, OUTCOME_WORKED);
	assert_int_equal(action_verdict(&effort, -1, &after, &before).outcome, OUTCOME_DID_NOT);
	/* No change at all, and four points were promised. */
	assert_int_equal(action_verdict(&effort, -4, &after, &after).outcome, OUTCOME_DID_NOT);
	assert_int_equal(action_verdict(&effort, 4, &after, &after).outcome, OUTCOME_CANNOT_TELL);
	assert_near(verdict.before.value, 4.5, 1e-9);
	assert_near(verdict.after.value, 1.5, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(urgency_has_one_reason),
	        cmocka_unit_test(the_most_urgent_comes_first),
	        cmocka_unit_test(a_verdict_needs_a_real_change),
	        cmocka_unit_test(an_interval_that_leaves_out_the_forecast_says_no),
	        cmocka_unit_test(without_answers_nobody_can_tell),
	        cmocka_unit_test(down_is_good_where_low_is_good),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
