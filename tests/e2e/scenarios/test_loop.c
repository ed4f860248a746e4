/* Every channel, step and theme is heard in its turn, and each customer with a low score hears from somebody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* What is silent is named, has its turn, and is silent no more. */
static void test_the_silent_have_their_turn(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "theme +price +○○○○○ 0 .*its turn comes", "feedback", "heard", NULL);
	struct term *t = scene_at(s, 2);
	term_expect(t, "A bit expensive", SOON);
	term_expect(t, "heard this month +web[^0-9a-z]+[0-9]+", SOON);
	term_expect_gone(t, "not heard this month", SOON);
	term_keys(t, "n");
	term_expect_gone(t, "A bit expensive", SOON);
	scene_leave(t);
	scene_says(s, "theme +price +●○○○○ 1", "feedback", "heard", NULL);
	scratch_free(s);
}

/* From the opening to the list by one key; an owner, what was said, and a step back. */
static void test_a_customer_is_told(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	term_expect(t, "3 new low scores since yesterday, 3 without an owner", SOON);
	term_keys(t, "O");
	term_expect(t, "1 overdue · 7 open · 3 without an owner", SOON);
	term_keys(t, "j");
	scene_selected(t, "F-670");
	term_keys(t, "w");
	term_expect(t, "Who tells this customer", SOON);
	term_keys(t, "text:bra Tab Enter");
	term_expect(t, "saved F-670", SOON);
	term_expect(t, "7 open · 2 without an owner", SOON);
	term_keys(t, "c");
	term_expect(t, "The customer was told", SOON);
	term_send(t, "It is on the name of your firm now");
	term_keys(t, "Enter");
	term_expect(t, "saved F-670", SOON);
	term_expect(t, "1 overdue · 6 open", SOON);
	term_keys(t, "u");
	term_expect(t, "undone: F-670", SOON);
	term_expect(t, "1 overdue · 7 open", SOON);
	term_keys(t, "C-r");
	term_expect(t, "1 overdue · 6 open", SOON);
	term_keys(t, "Esc");
	scene_leave(t);
	scene_says(s, "\"told_by\": \"Bram\",\n +\"said\": \"It is on the name", "feedback", "loop", "--all",
	        "--json", NULL);
	scratch_free(s);
}

/* The same by the command line, where the words stay free to search for. */
static void test_by_the_command_line(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "saved F-671", "feedback", "own", "F-671", "Anna", "--due", "fri", NULL);
	scene_says(s, "F-671.*Anna +Fri 6 Mar", "feedback", "loop", NULL);
	scene_says(s, "saved F-671", "feedback", "told", "F-671", "Rang", "her", NULL);
	struct run r = scene_run(s, "feedback", "own", "F-671", "Anna", NULL);
	run_expect(&r, 1);
	assert_non_null(strstr(r.err, "reopen it first"));
	run_done(&r);
	scene_says(s, "saved F-671", "feedback", "reopen", "F-671", NULL);
	scene_says(s, "saved F-671", "feedback", "not-needed", "F-671", "she", "rang", "us", NULL);
	scene_says(
	        s, "\"F-671\".*\"not needed\".*\"she rang us\"", "feedback", "loop", "--all", "--csv", NULL);
	scene_says(s, "undone: F-671", "undo", NULL);
	r = scene_run(s, "feedback", "own", "F-1", NULL);
	run_expect(&r, 2);
	assert_non_null(strstr(r.err, "still needed"));
	run_done(&r);
	scene_says(s, "F-671.*Third invoice", "feedback", "invoice", NULL);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_the_silent_have_their_turn),
	        cmocka_unit_test(test_a_customer_is_told),
	        cmocka_unit_test(test_by_the_command_line),
	};
	return cmocka_run_group_tests_name("loop", tests, scene_set_up, scene_tear_down);
}
