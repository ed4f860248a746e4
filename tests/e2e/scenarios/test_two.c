/* More than one program at the store, and programs that go away. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "mono.h"
#include "scene.h"

/* The second one follows, sees what the first writes within a second, and may take over by a key. */
static void test_follow_and_take_over(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *one = scene_at(s, 4);
	struct term *two = scene_open(s, NULL);
	term_expect(two, "following", SOON);
	term_expect(two, "▶ Promises", SOON);
	term_keys(one, "a");
	term_send(one, "Sweep the yard");
	term_keys(one, "C-s");
	term_expect(one, "saved A-13", SOON);
	int64_t since = mono_now();
	term_expect(two, "A-13 .*Sweep the yard", SOON);
	assert_true(mono_now() - since < MONO_S * run_slowness());
	term_keys(two, "Enter");
	term_expect(two, "this meeting is led at another screen", SOON);
	term_keys(two, "Esc W");
	term_expect(two, "you lead this meeting now", SOON);
	term_expect_gone(two, "following", SOON);
	term_expect(one, "following", SOON);
	term_expect(one, "this meeting is led at another screen", SOON);
	term_keys(two, "Enter");
	term_expect(two, "▶ Round", SOON);
	term_expect(one, "▶ Round", SOON);
	scene_leave(one);
	term_expect(two, "▶ Round", SOON);
	scene_leave(two);
	scratch_free(s);
}

/* Who follows may add to the meeting all the same; both see it. */
static void test_both_write(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *one = scene_at(s, 4);
	struct term *two = scene_open(s, NULL);
	term_expect(two, "following", SOON);
	term_keys(two, "a");
	term_send(two, "From the second");
	term_keys(two, "C-s");
	term_expect(two, "saved A-13", SOON);
	term_expect(one, "A-13 .*From the second", SOON);
	term_keys(one, "a");
	term_send(one, "From the first");
	term_keys(one, "C-s");
	term_expect(one, "saved A-14", SOON);
	term_expect(two, "A-14 .*From the first", SOON);
	scene_leave(two);
	scene_leave(one);
	scratch_free(s);
}

/* The first leaves: the second, which follows, can go on. */
static void test_the_leader_leaves(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *one = scene_at(s, 2);
	struct term *two = scene_open(s, NULL);
	term_expect(two, "following", SOON);
	scene_leave(one);
	term_keys(two, "W");
	term_expect(two, "you lead this meeting now", SOON);
	term_keys(two, "Enter");
	term_expect(two, "▶ Scores", SOON);
	scene_leave(two);
	scratch_free(s);
}

/* What the command line writes is on the open screen within a second. */
static void test_written_by_the_command_line(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	struct run r = scene_run(s, "action", "add", "Order new", "boxes", "--due", "today", NULL);
	run_expect(&r, 0);
	assert_string_equal(r.out, "saved A-13\n");
	run_done(&r);
	int64_t since = mono_now();
	term_expect(t, "A-13 .*Order new boxes.*today", SOON);
	assert_true(mono_now() - since < MONO_S * run_slowness());
	term_expect(t, "3 overdue · 7 open", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* An import while the meeting runs: the quotes are there, the selection and the step stay. */
static void test_import_while_open(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	term_keys(t, "/ text:marmalade Enter");
	term_expect(t, "Nothing fits", SOON);
	const char *file = scratch_write(s, "new.csv",
	        "date,score,comment\n2026-03-02,9,Marmalade in the parcel as a present\n"
	        "2026-03-02,3,My marmalade was late\n");
	struct run r = scene_run(s, "import", file, "--metric", "nps", NULL);
	run_expect(&r, 0);
	run_done(&r);
	term_expect(t, "My marmalade was late", SOON);
	term_expect(t, "as a present", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* What an import left to do is done while the room is open, and the page that is being looked at follows. */
static void test_search_is_prepared_in_the_room(void **state)
{
	enum { ROWS = 3000, ROW = 48 };
	struct scratch *s = scene_team(state);
	char *rows = malloc((ROWS + 1) * ROW);
	assert_non_null(rows);
	int len = snprintf(rows, ROW, "date,score,comment\n");
	for (int i = 0; i < ROWS; i++)
		len += snprintf(rows + len, ROW, "2026-02-%02d,9,silver%d spoon\n", 1 + i % 28, i);
	const char *file = scratch_write(s, "many.csv", rows);
	free(rows);
	struct run r = scene_run(s, "import", "--no-index", file, "--metric", "nps", NULL);
	run_expect(&r, 0);
	run_done(&r);
	r = scene_run(s, "feedback", "silver2999", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "3,000 answers cannot be searched yet"));
	run_done(&r);
	struct term *t = scene_at(s, 1);
	term_keys(t, "/");
	term_send(t, "silver2999");
	term_expect(t, "“silver2999” .*1 found", SOON);
	term_expect_gone(t, "cannot be searched yet", SOON);
	term_keys(t, "Enter");
	scene_leave(t);
	r = scene_run(s, "feedback", "silver2999", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "1 found"));
	assert_false(scene_matches(r.out, "cannot be searched"));
	run_done(&r);
	scratch_free(s);
}

static bool is_gone_soon(struct term *t)
{
	int status = 0;
	return term_wait_exit(t, 2000, &status);
}

/* The terminal goes away: so does the program, within two seconds; the form's text and the step are kept. */
static void test_hang_up(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, "a");
	term_expect(t, "Action", SOON);
	term_send(t, "Cut off in the middle");
	term_expect(t, "Cut off in the middle", SOON);
	term_hangup(t);
	assert_true(is_gone_soon(t));
	term_free(t);
	t = scene_open(s, NULL);
	term_expect(t, "▶ Voice", SOON);
	term_expect_gone(t, "following", SOON);
	term_keys(t, "a");
	term_expect(t, "Cut off in the middle", SOON);
	term_keys(t, "Esc q y");
	term_expect_exit(t, 0, SOON);
	term_free(t);
	scratch_free(s);
}

static void ends_by(void **state, int signal_number)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 3);
	term_signal(t, signal_number);
	assert_true(is_gone_soon(t));
	assert_false(term_alt_screen(t));
	assert_true(term_cooked(t));
	term_free(t);
	t = scene_open(s, NULL);
	term_expect(t, "▶ Scores", SOON);
	term_expect_gone(t, "following", SOON);
	scene_leave(t);
	scratch_free(s);
}

static void test_asked_to_end(void **state)
{
	ends_by(state, SIGTERM);
	ends_by(state, SIGINT);
}

static bool has_own_screen(struct term *t, void *user)
{
	(void)user;
	return term_alt_screen(t);
}

static bool has_the_shell_s_screen(struct term *t, void *user)
{
	return !has_own_screen(t, user);
}

static bool is_stopped(struct term *t)
{
	for (int i = 0; i < 100 * run_slowness(); i++) {
		siginfo_t info = {0};
		if (waitid(P_PID, (id_t)term_pid(t), &info, WSTOPPED | WNOHANG | WNOWAIT) == 0 && info.si_pid)
			return true;
		term_pump(t, 20);
	}
	return false;
}

/* C-z gives the terminal back as it was; who comes back sees the same step, in the window's new size. */
static void test_stopped_and_continued(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 3);
	term_keys(t, "C-z");
	assert_true(term_wait(t, has_the_shell_s_screen, NULL, SOON));
	assert_true(is_stopped(t));
	assert_true(term_cooked(t));
	term_resize(t, 24, 80);
	term_signal(t, SIGCONT);
	assert_true(term_wait(t, has_own_screen, NULL, SOON));
	term_expect(t, "3/8 Scores", SOON);
	term_expect(t, "Recommendation \\(NPS\\)", SOON);
	term_keys(t, "Enter");
	term_expect(t, "4/8 Promises", SOON);
	scene_leave(t);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_follow_and_take_over),
	        cmocka_unit_test(test_both_write),
	        cmocka_unit_test(test_the_leader_leaves),
	        cmocka_unit_test(test_written_by_the_command_line),
	        cmocka_unit_test(test_import_while_open),
	        cmocka_unit_test(test_search_is_prepared_in_the_room),
	        cmocka_unit_test(test_hang_up),
	        cmocka_unit_test(test_asked_to_end),
	        cmocka_unit_test(test_stopped_and_continued),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
