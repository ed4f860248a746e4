/* R8: an older store is brought up to date: killed at any instant, or stopped by Ctrl-C before the first
 * screen, it is the old one or the new one and sound, and the copy of before can be put back. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "../older.h"
#include "torture.h"

enum { KILLS = TEST_COUNT(12, 4), KILL_STEP_MS = 2 };

static void age(struct scratch *s)
{
	static const char *const decide[] = {"decision", "add", "van vroeger", NULL};
	struct run r = torture_run(s, decide);
	run_expect(&r, 0);
	run_done(&r);
	torture_spoil(s, OLDER_STORE);
}

static int64_t version_of(struct scratch *s)
{
	return torture_number(s, "PRAGMA user_version", NULL);
}

static void test_a_kill_leaves_one_of_both(void **state)
{
	struct scratch *s = *state;
	int kills = torture_times(KILLS), old = 0;
	for (int i = 0; i < kills; i++) {
		if (version_of(s) != OLDER_VERSION)
			age(s);
		const char *const words[] = {"decision", "list", NULL};
		struct term *t = torture_sit(s, &(struct torture_seat){.words = words});
		term_settle(t, 1, i * KILL_STEP_MS);
		kill(term_pid(t), SIGKILL);
		torture_ends(t, 5000);
		term_free(t);
		int64_t version = version_of(s);
		old += version == OLDER_VERSION;
		if (version > OLDER_VERSION)
			torture_must_be_sound(s);
	}
	assert_true(old > 0); /* or none was killed in time */
	torture_must_be_sound(s);
	assert_true(version_of(s) > OLDER_VERSION);
	assert_true(torture_decisions(s, "van vroeger") >= 1);
}

/* Somebody else writes, so it waits, and says for what. One Ctrl-C is enough, and nothing has changed. */
static void test_it_is_stopped_before_the_first_screen(void **state)
{
	struct scratch *s = *state;
	age(s);
	struct sqlite3 *lock = torture_lock(s);
	struct term *t = torture_sit(s, NULL);
	term_expect(t, "up to date: 1 s", 20000);
	term_send(t, "\x03");
	term_expect(t, "stopped: .* is as it was", 5000);
	assert_true(torture_ends(t, 5000));
	assert_int_equal(WEXITSTATUS(torture_status(t)), 1);
	term_free(t);
	torture_unlock(lock);
	assert_int_equal(version_of(s), OLDER_VERSION);
	torture_must_be_sound(s);
	assert_true(version_of(s) > OLDER_VERSION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                test_a_kill_leaves_one_of_both, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_it_is_stopped_before_the_first_screen, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
