/* The weekly meeting: what it leaves and finds back, its focus, and that it stays apart from the stand-up. */
#include <string.h>

#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>

#include "desk.h"

static struct session *meet_week(struct desk *desk, const char *seat)
{
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	struct session *s = desk_sit(desk, seat, "Anna");
	if (!session_load_agenda(s, "weekly", NULL, 0, &problems))
		fail_msg("%s", problem_text(desk->arena, &problems.items[0]));
	if (!session_meet(s, &entry, &desk->err))
		fail_msg("%s", err_text(desk->arena, &desk->err));
	return s;
}

/* From one step to another: what lies between was not come to. */
static void leave_between(struct desk *desk, struct session *s, const char *from, const char *to)
{
	desk_run(desk, s, "step.go", "step", from, NULL);
	desk_run(desk, s, "step.go", "step", to, NULL);
}

static void close_meeting(struct desk *desk, struct session *s)
{
	desk_run(desk, s, "step.go", "step", "close", NULL);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	desk_leave(desk, s);
}

static void walk_all(struct desk *desk, struct session *s)
{
	struct view view;
	do {
		desk_run(desk, s, "step.next", NULL);
		session_view(s, desk->arena, &view);
	} while (!streq(view.context, "close"));
}

static void later(struct desk *desk, int days)
{
	clock_advance(&desk->clock, (int64_t)days * 86400000);
}

static void a_step_that_was_left_comes_back_with_its_origin(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_week(desk, "anna@desk");
	for (int i = 0; i < 4; i++)
		desk_run(desk, s, "step.next", NULL);
	leave_between(desk, s, "topics", "promises");
	walk_all(desk, s);
	assert_sees(desk, s, "comes back next time");
	assert_sees(desk, s, "Journey");
	assert_sees_not(desk, s, "Themes");
	close_meeting(desk, s);
	later(desk, 7);
	s = meet_week(desk, "anna@desk");
	assert_sees(desk, s, "Not discussed on 2 March 2026 (M-1): Journey");
	desk_run(desk, s, "step.go", "step", "topics", NULL);
	assert_sees_not(desk, s, "back today");
	desk_run(desk, s, "step.go", "step", "journey", NULL);
	assert_sees(desk, s, "left on 2 March 2026 (M-1), and back today");
}

static void what_is_left_again_is_counted_until_it_is_discussed(void **state)
{
	struct desk *desk = *state;
	for (int week = 0; week < 2; week++) {
		struct session *s = meet_week(desk, "anna@desk");
		for (int i = 0; i < 8; i++)
			desk_run(desk, s, "step.next", NULL);
		leave_between(desk, s, "aims", "ahead");
		close_meeting(desk, s);
		later(desk, 7);
	}
	struct session *s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "step.go", "step", "ideas", NULL);
	assert_sees(desk, s, "left 2 times, since 2 March 2026 (M-1), and back today");
	walk_all(desk, s);
	close_meeting(desk, s);
	later(desk, 7);
	s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "step.go", "step", "ideas", NULL);
	assert_sees_not(desk, s, "back today");
}

static void the_stand_up_does_not_find_what_the_week_left(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_week(desk, "anna@desk");
	close_meeting(desk, s);
	later(desk, 1);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees_not(desk, s, "Not discussed");
	desk_run(desk, s, "step.go", "step", "voice", NULL);
	assert_sees_not(desk, s, "back today");
}

static void the_focus_is_shown_at_every_opening(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "step.go", "step", "ahead", NULL);
	desk_run(desk, s, "ahead.focus", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_run(desk, s, "ahead.focus", "text", "Call before the slot", "because", "waiting costs most",
	        NULL);
	assert_int_equal(desk->result.saved.letter, 'N');
	assert_sees(desk, s, "NEXT WEEK'S FOCUS");
	assert_sees(desk, s, "waiting costs most");
	/* Once more, and it is the same note. */
	int64_t id = desk->result.saved.id;
	desk_run(desk, s, "ahead.focus", "text", "Call an hour before the slot", NULL);
	assert_int_equal(desk->result.saved.id, id);
	close_meeting(desk, s);
	later(desk, 1);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees(desk, s, "FOCUS OF THE WEEK");
	assert_sees(desk, s, "Call an hour before the slot");
	desk_leave(desk, s);
	later(desk, 6);
	s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "step.go", "step", "ahead", NULL);
	assert_sees(desk, s, "WHAT CAME OF THE LAST ONE?");
	assert_sees_not(desk, s, "NEXT WEEK'S FOCUS");
	desk_leave(desk, s);
	later(desk, 7);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees_not(desk, s, "FOCUS OF THE WEEK");
}

static void the_minutes_tell_focus_and_what_comes_back(void **state)
{
	struct desk *desk = *state;
	struct doc doc;
	struct session *s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "step.go", "step", "ahead", NULL);
	desk_run(desk, s, "ahead.focus", "text", "Call before the slot", NULL);
	close_meeting(desk, s);
	s = desk_sit(desk, "bram@desk", "Bram");
	assert_true(session_minutes(s, 0, desk->arena, &doc, &desk->err));
	struct str said = str_new(desk->arena);
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		str_addf(&said, "%s: %s\n", str_or(node->title, ""), str_or(node->text, ""));
	assert_non_null(strstr(said.text, "focus: Call before the slot"));
	assert_non_null(strstr(said.text, "comes back next time: Voice, Wins"));
}

/* Who leads the stand-up tomorrow is not who leads the next weekly meeting. */
static void each_meeting_has_its_own_next_leader(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "Tue 3 March 2026");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	desk_leave(desk, s);
	struct store *store = desk->stores[0];
	struct meeting daily, weekly, next;
	assert_true(store_meeting_by_id(store, desk->arena, 1, &daily, &desk->err));
	s = meet_week(desk, "anna@desk");
	static const char *const names[] = {"", "Anna", "Bram", "Chaya"};
	desk_run(desk, s, "member.away", "name", names[daily.next_leader_id], "from", "2026-03-09", "to",
	        "2026-03-09", NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "Mon 9 March 2026");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	desk_leave(desk, s);
	assert_true(store_meeting_by_id(store, desk->arena, 2, &weekly, &desk->err));
	assert_int_not_equal(weekly.next_leader_id, daily.next_leader_id);
	later(desk, 1);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_true(store_meeting_by_id(store, desk->arena, 3, &next, &desk->err));
	assert_int_equal(next.leader_id, daily.next_leader_id);
}

static void empty_steps_say_what_helps(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_week(desk, "anna@desk");
	static const struct {
		const char *step, *says;
	} rows[] = {
	        {"wins", "What went well that nobody wrote down?"},
	        {"topics", "No theme has answers this month."},
	        {"journey", "No feedback names a step of the journey yet"},
	        {"reviews", "No decision"},
	        {"aims", "No goals yet."},
	        {"ideas", "Nothing is parked."},
	        {"ahead", "What should a customer notice next week?"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		desk_run(desk, s, "step.go", "step", rows[i].step, NULL);
		assert_sees(desk, s, rows[i].says);
	}
	desk_run(desk, s, "step.go", "step", "aims", NULL);
	desk_refused(desk, s, ERR_MISSING, "aims.next", NULL);
}

static void a_goal_stands_beside_what_customers_said_about_it(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "nobody rang me back", 2, MONDAY - 1);
	struct session *s = meet_week(desk, "anna@desk");
	desk_run(desk, s, "goal.add", "text", "Rung back within a day", "owner", "Anna", "metric", "nps",
	        NULL);
	desk_run(desk, s, "step.go", "step", "aims", NULL);
	assert_sees(desk, s, "WHAT CUSTOMERS SAID ABOUT IT");
	assert_sees(desk, s, "nobody rang me back");
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(a_step_that_was_left_comes_back_with_its_origin),
	        desk_test(what_is_left_again_is_counted_until_it_is_discussed),
	        desk_test(the_stand_up_does_not_find_what_the_week_left),
	        desk_test(the_focus_is_shown_at_every_opening),
	        desk_test(the_minutes_tell_focus_and_what_comes_back),
	        desk_test(each_meeting_has_its_own_next_leader),
	        desk_test(empty_steps_say_what_helps),
	        desk_test(a_goal_stands_beside_what_customers_said_about_it),
	};
	return cmocka_run_group_tests_name("week", tests, NULL, NULL);
}
