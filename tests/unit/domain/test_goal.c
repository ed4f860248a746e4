#include <dagstart/domain/goal.h>

#include <dagstart/domain/calendar.h>

#include "fixture.h"

enum { START = 20000, DUE = 20100 };

static struct goal goal_at(double current)
{
	return (struct goal){
	        .start = 20, .target = 40, .current = current, .start_day = START, .due_day = DUE};
}

static void progress_is_part_of_the_way(void **state)
{
	UNUSED(state);
	struct goal goal = goal_at(25);
	assert_near(goal_progress(&goal), 0.25, 1e-12);
	goal = goal_at(15);
	assert_near(goal_progress(&goal), 0, 0);
	goal = goal_at(55);
	assert_near(goal_progress(&goal), 1, 0);
	struct goal down = {.start = 10, .target = 2, .current = 4};
	assert_near(goal_progress(&down), 0.75, 1e-12);
	struct goal below = {.start = -20, .target = 20, .current = 0};
	assert_near(goal_progress(&below), 0.5, 1e-12);
}

static void unknown_progress_is_not_zero(void **state)
{
	UNUSED(state);
	struct goal goal = goal_at((double)NAN);
	assert_true(isnan(goal_progress(&goal)));
	assert_int_equal(goal_state(&goal, DUE + 5), GOAL_NO_DATA);
	goal = goal_at(30);
	goal.target = (double)NAN;
	assert_true(isnan(goal_progress(&goal)));
	goal.target = goal.start = 35;
	assert_true(isnan(goal_progress(&goal)));
	goal.current = 35;
	assert_near(goal_progress(&goal), 1, 0);
}

struct state_row {
	double current;
	int32_t today;
	enum goal_state state;
};

static void the_state_compares_progress_with_time(void **state)
{
	UNUSED(state);
	static const struct state_row rows[] = {
	        {20, START, GOAL_NEW}, /* nobody can be on track who has not left */
	        {20, START + 10, GOAL_NEW},
	        {20, START + 11, GOAL_BEHIND},
	        {20.1, START, GOAL_ON_TRACK},
	        {18, START, GOAL_NEW},
	        {30, START + 50, GOAL_ON_TRACK},
	        {28, START + 50, GOAL_ON_TRACK}, /* lags by 10 % exactly */
	        {34, START + 80, GOAL_ON_TRACK}, /* 0.8 - 0.7 is a little over 0.1 */
	        {27.9, START + 50, GOAL_BEHIND},
	        {24, START + 50, GOAL_BEHIND}, /* lags by 30 % exactly */
	        {32, START + 90, GOAL_BEHIND},
	        {23.9, START + 50, GOAL_AT_RISK},
	        {39, START + 10, GOAL_ON_TRACK},
	        {39, DUE, GOAL_ON_TRACK},
	        {39, DUE + 1, GOAL_AT_RISK},
	        {40, DUE + 1, GOAL_MET},
	        {41, START, GOAL_MET},
	        {20, START - 10, GOAL_NEW},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct goal goal = goal_at(rows[i].current);
		enum goal_state seen = goal_state(&goal, rows[i].today);
		if (seen != rows[i].state)
			fail_msg("row %zu: %d, not %d", i, (int)seen, (int)rows[i].state);
	}
}

/* From 20 to 40, half of its time over; the ends of an interval as the current's own. */
static void a_margin_that_allows_for_both_says_neither(void **state)
{
	UNUSED(state);
	static const struct {
		double low, high;
		enum goal_state state;
	} rows[] = {
	        {29, 31, GOAL_ON_TRACK}, {29, 41, GOAL_ON_TRACK}, /* good at both ends */
	        {24, 31, GOAL_UNSURE}, {27, 29, GOAL_UNSURE},
	        {20, 26, GOAL_BEHIND}, /* behind or worse at both */
	        {18, 22, GOAL_AT_RISK}, {41, 45, GOAL_MET}, {18, 45, GOAL_UNSURE},
	        {(double)NAN, (double)NAN, GOAL_UNSURE}, /* one answer of a mean has no interval */
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct goal goal = goal_at((rows[i].low + rows[i].high) / 2);
		if (isnan(goal.current))
			goal.current = 30;
		goal.current_n = 50;
		goal.current_low = rows[i].low;
		goal.current_high = rows[i].high;
		enum goal_state seen = goal_state(&goal, START + 50);
		if (seen != rows[i].state)
			fail_msg("row %zu: %d, not %d", i, (int)seen, (int)rows[i].state);
		goal.status = GOAL_REACHED;
		assert_int_equal(goal_state(&goal, START + 50), GOAL_MET);
	}
}

static void people_have_the_last_word(void **state)
{
	UNUSED(state);
	struct goal goal = goal_at(21);
	goal.status = GOAL_REACHED;
	assert_int_equal(goal_state(&goal, DUE + 5), GOAL_MET);
	goal.status = GOAL_STOPPED;
	assert_int_equal(goal_state(&goal, DUE + 5), GOAL_NO_DATA);
	goal = goal_at(21);
	goal.due_day = 0;
	assert_int_equal(goal_state(&goal, DUE + 5), GOAL_ON_TRACK);
	goal.current = goal.start;
	assert_int_equal(goal_state(&goal, DUE + 5), GOAL_NEW);
}

static void the_age_of_the_last_update(void **state)
{
	UNUSED(state);
	struct goal goal = {.updated_day = 0};
	assert_int_equal(goal_age(&goal, 20000), -1);
	goal.updated_day = 19990;
	assert_int_equal(goal_age(&goal, 20000), 10);
	goal.updated_day = 20001;
	assert_int_equal(goal_age(&goal, 20000), 0);
}

static void ticks_run_to_today(void **state)
{
	UNUSED(state);
	const struct calendar calendar = {.works = {true, true, true, true, true, false, false}};
	int32_t monday = day_of(2026, 3, 9);
	const struct checkin checkins[] = {
	        {.day = monday, .ticked = true},
	        {.day = monday - 3, .ticked = false, .value = 3},
	        {.day = monday - 4, .ticked = true},
	        {.day = monday - 4, .ticked = false},
	        {.day = monday - 1, .ticked = true}, /* on a Sunday, and it counts */
	        {.day = monday - 40, .ticked = true},
	};
	enum tick ticks[7];
	goal_ticks(checkins, 6, &calendar, monday, ticks, 7);
	const enum tick expected[] = {
	        TICK_NONE, TICK_NONE, TICK_DONE, TICK_NONE, TICK_OFF, TICK_DONE, TICK_DONE};
	assert_memory_equal(ticks, expected, sizeof(expected));
	goal_ticks(NULL, 0, &calendar, monday, ticks, 1);
	assert_int_equal(ticks[0], TICK_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(progress_is_part_of_the_way),
	        cmocka_unit_test(unknown_progress_is_not_zero),
	        cmocka_unit_test(the_state_compares_progress_with_time),
	        cmocka_unit_test(a_margin_that_allows_for_both_says_neither),
	        cmocka_unit_test(people_have_the_last_word),
	        cmocka_unit_test(the_age_of_the_last_update),
	        cmocka_unit_test(ticks_run_to_today),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
