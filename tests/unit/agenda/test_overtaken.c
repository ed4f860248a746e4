/* Two seats at one row, as people meet it: forms, keys, and what they are told. */
#include <string.h>

#include "desk.h"

struct two {
	struct session *anna, *bram;
};

static struct two sit_both(struct desk *desk)
{
	struct two two = {desk_sit(desk, "anna@desk", "Anna"), desk_sit(desk, "bram@desk", "Bram")};
	desk_run(desk, two.anna, "action.add", "text", "Call them", NULL);
	assert_true(session_poll(two.bram, &desk->err));
	return two;
}

static struct action action_one(struct desk *desk)
{
	struct action action;
	assert_true(store_action_by_id(desk->stores[0], desk->arena, 1, &action, &desk->err));
	return action;
}

static void must_name_bram(struct desk *desk, const char *verb)
{
	const char *told = err_text(desk->arena, &desk->err);
	const char *const words[] = {"A-1", "Bram", "09:00", verb};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strstr(told, words[i]))
			fail_msg("expected “%s” in: %s", words[i], told);
}

static void a_form_that_was_overtaken_is_refused_once(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_run(desk, two.bram, "action.reword", "id", "A-1", "text", "Mail them", NULL);
	/* Her screen follows while she types. */
	assert_true(session_poll(two.anna, &desk->err));
	desk_refused(desk, two.anna, ERR_CHANGED, "action.reword", "id", "A-1", "text", "Visit them", NULL);
	must_name_bram(desk, "reword");
	assert_string_equal(action_one(desk).text, "Mail them");
	desk_run(desk, two.anna, "action.reword", "id", "A-1", "text", "Visit them", NULL);
	assert_string_equal(desk->result.message, "saved A-1");
	assert_string_equal(action_one(desk).text, "Visit them");
}

static void a_form_keeps_what_the_other_changed_elsewhere(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	desk_run(desk, two.bram, "action.move", "id", "A-1", "due", "+7", NULL);
	assert_true(session_poll(two.anna, &desk->err));
	desk_run(desk, two.anna, "action.reword", "id", "A-1", "text", "Visit them", NULL);
	assert_string_equal(action_one(desk).text, "Visit them");
	assert_int_equal(action_one(desk).due_day, MONDAY + 7);
}

/* What stood in the form and was not touched is not typed. */
static void a_value_that_a_form_only_carries_is_not_put_back(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.bram, "action.reword", "id", "A-1", "text", "Call them", "effect", "old", NULL);
	assert_true(session_poll(two.anna, &desk->err));
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	desk_run(desk, two.bram, "action.reword", "id", "A-1", "text", "Call them", "effect", "new", NULL);
	desk_run(desk, two.anna, "action.reword", "id", "A-1", "text", "Visit them", "effect", "old", NULL);
	assert_string_equal(action_one(desk).text, "Visit them");
	assert_string_equal(action_one(desk).effect, "new");
}

static void a_key_on_an_old_screen_is_refused_and_then_meant(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.bram, "action.move", "id", "A-1", "due", "+7", NULL);
	desk_refused(desk, two.anna, ERR_CHANGED, "action.move", "id", "A-1", "due", "+3", NULL);
	must_name_bram(desk, "move");
	desk_run(desk, two.anna, "action.move", "id", "A-1", "due", "+3", NULL);
	assert_int_equal(action_one(desk).due_day, MONDAY + 3);
}

static void ones_own_changes_one_after_another_are_no_obstacle(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.anna, "action.move", "id", "A-1", "due", "+3", NULL);
	desk_run(desk, two.anna, "action.move", "id", "A-1", "due", "+4", NULL);
	desk_run(desk, two.anna, "undo", NULL);
	desk_run(desk, two.anna, "action.move", "id", "A-1", "due", "+5", NULL);
	assert_int_equal(action_one(desk).due_day, MONDAY + 5);
}

/* Esc, and later the same form anew: it shows what stands there then. */
static void a_form_that_is_opened_again_has_seen_the_newest(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	desk_run(desk, two.bram, "action.reword", "id", "A-1", "text", "Mail them", NULL);
	assert_true(session_poll(two.anna, &desk->err));
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	desk_run(desk, two.anna, "action.reword", "id", "A-1", "text", "Visit them", NULL);
	assert_string_equal(action_one(desk).text, "Visit them");
}

/* While something required is still missing it stays the form that was opened. */
static void a_form_that_came_back_has_not_seen_more(void **state)
{
	struct desk *desk = *state;
	struct two two = sit_both(desk);
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", NULL);
	desk_run(desk, two.bram, "action.reword", "id", "A-1", "text", "Mail them", NULL);
	assert_true(session_poll(two.anna, &desk->err));
	desk_run(desk, two.anna, "action.reword", "ref", "A-1", "effect", "less waiting", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_refused(desk, two.anna, ERR_CHANGED, "action.reword", "id", "A-1", "text", "Visit them", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_form_that_was_overtaken_is_refused_once),
	        TEST(a_form_keeps_what_the_other_changed_elsewhere),
	        TEST(a_value_that_a_form_only_carries_is_not_put_back),
	        TEST(a_key_on_an_old_screen_is_refused_and_then_meant),
	        TEST(ones_own_changes_one_after_another_are_no_obstacle),
	        TEST(a_form_that_is_opened_again_has_seen_the_newest),
	        TEST(a_form_that_came_back_has_not_seen_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
