/* Commands as they are typed, with the id behind them and nothing else; and whom they may name. */
#include "desk.h"

static struct action action_of(struct desk *desk)
{
	struct action action;
	assert_true(store_action_by_id(desk->stores[0], desk->arena, 1, &action, &desk->err));
	return action;
}

static void a_typed_id_is_no_new_text(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Ring at once", NULL);
	desk_run(desk, s, "action.reword", "typed", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_string_equal(desk->result.form.fields[0].value, "Ring at once");
	desk_run(desk, s, "decision.add", "text", "Ring before we come", NULL);
	desk_run(desk, s, "decision.replace", "typed", "D-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_string_equal(desk->result.form.fields[0].value, "");
}

static void blanks_around_new_words_are_dropped(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Ring at once", NULL);
	desk_run(desk, s, "action.reword", "id", "A-1", "text", "  Ring within the hour ", NULL);
	assert_string_equal(action_of(desk).text, "Ring within the hour");
}

static void who_has_left_takes_nothing_on(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, "late again", 1, MONDAY - 1);
	desk_meet(desk, s);
	desk_run(desk, s, "action.add", "text", "Ring at once", "owner", "Chaya", NULL);
	desk_run(desk, s, "member.leave", "name", "Chaya", "yes", "yes", NULL);
	desk_refused(desk, s, ERR_REFUSED, "action.add", "text", "x", "owner", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "action.hand", "id", "A-1", "owner", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "decision.add", "text", "x", "owner", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "goal.add", "text", "x", "owner", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "loop.own", "id", "F-1", "owner", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "kudos.add", "to", "Chaya", "behaviour", "x", "effect", "y", NULL);
	desk_refused(desk, s, ERR_REFUSED, "member.lead", "name", "Chaya", NULL);
	desk_refused(desk, s, ERR_REFUSED, "member.attend", "name", "Chaya", NULL);
	assert_in(desk_page(desk, s, "actions", "owner", "Chaya", NULL), "Ring at once");
	assert_in(desk_page(desk, s, "me", "name", "Chaya", NULL), "Ring at once");
}

static void who_left_during_the_meeting_is_not_counted_as_here(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	desk_run(desk, s, "member.leave", "name", "Chaya", "yes", "yes", NULL);
	desk_run(desk, s, "step.previous", NULL);
	assert_sees(desk, s, "2 of 2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_typed_id_is_no_new_text),
	        TEST(blanks_around_new_words_are_dropped),
	        TEST(who_has_left_takes_nothing_on),
	        TEST(who_left_during_the_meeting_is_not_counted_as_here),
	};
	return cmocka_run_group_tests_name("agenda typed", tests, NULL, NULL);
}
