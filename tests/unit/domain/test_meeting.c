#include <dagstart/domain/meeting.h>

#include <dagstart/base/str.h>

#include "fixture.h"

/* The standard day: opening 60, voice 180, scores 120, promises 120, round 240, improve 120, thanks 30,
 * close 30. */
static struct meeting standard_day(void)
{
	static const char *const names[] = {
	        "opening", "voice", "scores", "promises", "round", "improve", "thanks", "close"};
	static const int planned[] = {60, 180, 120, 120, 240, 120, 30, 30};
	struct meeting meeting = {.step_count = 8};
	for (size_t i = 0; i < 8; i++)
		meeting.steps[i] = (struct meeting_step){.name = names[i], .planned_s = planned[i]};
	meeting.steps[0].state = STEP_NOW;
	return meeting;
}

/* Moves on to step `current`, with the steps behind having used `used_s` together. */
static void go_to(struct meeting *meeting, int current, int used_s)
{
	for (int i = 0; i < current; i++)
		meeting->steps[i].state = STEP_DONE;
	meeting->steps[0].used_ms = (int64_t)used_s * 1000;
	meeting->steps[current].state = STEP_NOW;
	meeting->current = current;
}

static int sum(const int left_s[static MEETING_STEPS_MAX])
{
	int all = 0;
	for (int i = 0; i < MEETING_STEPS_MAX; i++)
		all += left_s[i];
	return all;
}

static void the_clock_has_three_colours(void **state)
{
	UNUSED(state);
	assert_int_equal(meeting_pace(0, 180), PACE_FINE);
	assert_int_equal(meeting_pace(143999, 180), PACE_FINE);
	assert_int_equal(meeting_pace(144000, 180), PACE_AMBER);
	assert_int_equal(meeting_pace(180000, 180), PACE_AMBER);
	assert_int_equal(meeting_pace(180001, 180), PACE_OVER);
	assert_int_equal(meeting_pace(19999, 30), PACE_FINE); /* a fifth would be six seconds */
	assert_int_equal(meeting_pace(20000, 30), PACE_AMBER);
	assert_int_equal(meeting_pace(999999, 0), PACE_FINE);
}

static void a_meeting_adds_up(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	meeting.steps[0].used_ms = 1500;
	meeting.steps[3].used_ms = 2500;
	assert_int_equal(meeting_planned_s(&meeting), 900);
	assert_int_equal(meeting_used_ms(&meeting), 4000);
}

static void in_time_nothing_changes(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	int left_s[MEETING_STEPS_MAX];
	meeting_replan(&meeting, left_s);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(left_s[i], meeting.steps[i].planned_s);
	assert_int_equal(left_s[8], 0);
	go_to(&meeting, 2, 200); /* 40 seconds early */
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[0], 0);
	assert_int_equal(left_s[1], 0);
	for (size_t i = 2; i < 8; i++)
		assert_int_equal(left_s[i], meeting.steps[i].planned_s);
}

static void late_steps_shrink_in_proportion(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	int left_s[MEETING_STEPS_MAX];
	go_to(&meeting, 2, 240 + 66); /* a tenth of what is left is gone */
	meeting_replan(&meeting, left_s);
	assert_int_equal(sum(left_s), 594);
	assert_int_equal(left_s[2], 108);
	assert_int_equal(left_s[3], 108);
	assert_int_equal(left_s[4], 216);
	assert_int_equal(left_s[6], 27);
}

static void the_customer_and_the_promises_are_protected(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	int left_s[MEETING_STEPS_MAX];
	go_to(&meeting, 1, 600);
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[1], 108);
	assert_int_equal(left_s[3], 72);
	assert_int_equal(sum(left_s), 300);
	assert_true(left_s[2] > 0 && left_s[2] < 40);
	go_to(&meeting, 1, 1200); /* past the end: only they stay */
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[1], 108);
	assert_int_equal(left_s[3], 72);
	assert_int_equal(sum(left_s), 180);
}

static void the_running_step_counts_what_it_used(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	int left_s[MEETING_STEPS_MAX];
	go_to(&meeting, 4, 480);
	meeting.steps[4].used_ms = 100 * 1000;
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[4], 140);
	meeting.steps[4].used_ms = 300 * 1000; /* a minute over its own plan: the others pay */
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[4], 0);
	assert_int_equal(sum(left_s), 120);
	assert_int_equal(left_s[5], 80);
}

static void skipped_time_is_there_for_the_rest(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	int left_s[MEETING_STEPS_MAX];
	go_to(&meeting, 2, 340); /* 100 late */
	meeting.steps[5].state = STEP_SKIPPED;
	meeting_replan(&meeting, left_s);
	assert_int_equal(left_s[5], 0);
	assert_int_equal(left_s[4], 240);
}

static void no_second_is_lost_and_no_floor_broken(void **state)
{
	UNUSED(state);
	struct meeting meeting = standard_day();
	for (int current = 1; current < 8; current++)
		for (int used_s = 0; used_s < 1300; used_s += 7) {
			meeting = standard_day();
			go_to(&meeting, current, used_s);
			int left_s[MEETING_STEPS_MAX];
			meeting_replan(&meeting, left_s);
			int wish = 0, floor = 0;
			for (int i = current; i < 8; i++) {
				bool keeps = i == 1 || i == 3;
				int own = meeting.steps[i].planned_s * 6 / 10;
				assert_true(left_s[i] >= (keeps ? own : 0));
				assert_true(left_s[i] <= meeting.steps[i].planned_s);
				wish += meeting.steps[i].planned_s;
				floor += keeps ? own : 0;
			}
			int rest = 900 - used_s;
			int expected = rest < floor ? floor : rest > wish ? wish : rest;
			assert_int_equal(sum(left_s), expected);
		}
}

static void odd_meetings_do_no_harm(void **state)
{
	UNUSED(state);
	struct meeting meeting = {0};
	int left_s[MEETING_STEPS_MAX];
	meeting_replan(&meeting, left_s);
	assert_int_equal(sum(left_s), 0);
	meeting.step_count = 2;
	meeting.steps[1].name = "voice"; /* without a plan */
	meeting_replan(&meeting, left_s);
	assert_int_equal(sum(left_s), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_clock_has_three_colours),
	        cmocka_unit_test(a_meeting_adds_up),
	        cmocka_unit_test(in_time_nothing_changes),
	        cmocka_unit_test(late_steps_shrink_in_proportion),
	        cmocka_unit_test(the_customer_and_the_promises_are_protected),
	        cmocka_unit_test(the_running_step_counts_what_it_used),
	        cmocka_unit_test(skipped_time_is_there_for_the_rest),
	        cmocka_unit_test(no_second_is_lost_and_no_floor_broken),
	        cmocka_unit_test(odd_meetings_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
