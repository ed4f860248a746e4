/* What the clock moves on the screen, each second. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"

/* Between two seconds only the running step's own clock moves, also in overtime, where the rest is planned
 * anew. */
static void one_clock_shows_seconds(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct view view;
	int moves = 0;
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	clock_advance(&desk->clock, 20 * 60 * 1000);
	session_view(s, desk->arena, &view);
	desk_run(desk, s, "step.go", "step", "voice", NULL);
	session_view(s, desk->arena, &view);
	for (int i = 0; i < 240; i++) {
		const struct rail_item *rail = view.rail;
		const char *clock = view.clock;
		clock_advance(&desk->clock, 1000);
		session_view(s, desk->arena, &view);
		assert_string_not_equal(view.clock, clock);
		for (size_t k = 0; k < view.rail_count; k++)
			if (view.rail[k].state == RAIL_WAITING && !streq(view.rail[k].time, rail[k].time))
				moves++;
	}
	assert_true(moves <= 240 / 30 * 8);
}

static void assert_same_views(const struct view *a, const struct view *b)
{
	assert_string_equal(a->clock, b->clock);
	assert_int_equal(a->clock_role, b->clock_role);
	assert_string_equal(a->time, b->time);
	assert_int_equal(a->time_role, b->time_role);
	assert_string_equal(a->until, b->until);
	assert_true(fabs(a->progress - b->progress) < 1e-9);
	assert_int_equal(a->rail_count, b->rail_count);
	for (size_t i = 0; i < a->rail_count; i++) {
		assert_string_equal(a->rail[i].time, b->rail[i].time);
		assert_int_equal(a->rail[i].role, b->rail[i].role);
	}
}

static const struct doc_node *timer_in(const struct doc_node *node)
{
	if (node->kind == DOC_TIMER)
		return node;
	DOC_EACH(child, node) {
		const struct doc_node *found = timer_in(child);
		if (found)
			return found;
	}
	return NULL;
}

/* One seat makes all anew each second, the other only what the clock moves; the round has a clock in its
 * body. */
static void what_the_clock_moves_is_as_in_a_new_view(void **state)
{
	struct desk *desk = *state;
	struct session *anna = desk_sit(desk, "anna@desk", "Anna");
	struct session *bram = desk_sit(desk, "bram@desk", "Bram"),
	               *chaya = desk_sit(desk, "c@desk", "Chaya");
	struct view all, view;
	int less = 0;
	desk_meet(desk, anna);
	desk_run(desk, anna, "step.go", "step", "round", NULL);
	assert_int_equal(desk_meet(desk, bram), MEETING_FOLLOWED);
	assert_int_equal(desk_meet(desk, chaya), MEETING_FOLLOWED);
	session_view(chaya, desk->arena, &view);
	for (int i = 0; i < 300; i++) {
		clock_advance(&desk->clock, 1000);
		session_view(bram, desk->arena, &all);
		bool few = session_view_clock(chaya, desk->arena, &view);
		less += few;
		if (!few)
			session_view(chaya, desk->arena, &view);
		assert_same_views(&all, &view);
		const struct doc_node *a = timer_in(all.body.root), *b = timer_in(view.body.root);
		assert_non_null(a);
		assert_int_equal(a->timer->used_ms, b->timer->used_ms);
		assert_int_equal(a->role, b->role);
	}
	assert_true(less > 250);
}

static void a_clock_that_stands_moves_nothing(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct view view;
	desk_meet(desk, s);
	session_view(s, desk->arena, &view);
	clock_advance(&desk->clock, 1000);
	assert_true(session_view_clock(s, desk->arena, &view));
	desk_run(desk, s, "action.add", "text", "Call the customer", NULL);
	assert_false(session_view_clock(s, desk->arena, &view));
	session_view(s, desk->arena, &view);
	session_leave(s);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_false(session_view_clock(s, desk->arena, &view));
}

static void who_follows_has_a_tick_to_wait_for(void **state)
{
	struct desk *desk = *state;
	struct session *first = desk_sit(desk, "anna@desk", "Anna");
	struct session *second = desk_sit(desk, "bram@desk", "Bram");
	desk_meet(desk, first);
	assert_int_equal(desk_meet(desk, second), MEETING_FOLLOWED);
	clock_advance(&desk->clock, 3600 * 1000);
	assert_true(session_tick(second, &desk->err) > 0);
	assert_true(session_tick(first, &desk->err) > 0);
	clock_advance(&desk->clock, -3600 * 1000);
	assert_true(session_tick(first, &desk->err) > 0);
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(one_clock_shows_seconds),
	        desk_test(what_the_clock_moves_is_as_in_a_new_view),
	        desk_test(a_clock_that_stands_moves_nothing),
	        desk_test(who_follows_has_a_tick_to_wait_for),
	};
	return cmocka_run_group_tests_name("agenda meeting", tests, NULL, NULL);
}
