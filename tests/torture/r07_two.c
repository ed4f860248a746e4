/* R7: two programs on one store. Everything both save is there once; and while one sits on the store, the
 * other says so within five seconds and does not freeze. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "mono.h"
#include "torture.h"

enum { EACH = TEST_COUNT(100, 30), SCRIPTED = 40, TEXT = 128, BUSY_MS = 5000 };

/* `count` decisions, one program each. */
static const char shell_writer[] = "i=0; while [ $i -lt $3 ]; do "
                                   "\"$0\" --db \"$1\" decision add \"$2 $i\" >/dev/null || exit 1; "
                                   "i=$((i + 1)); done";

/* Runs in a child of its own; its exit code is that of the writer. */
static pid_t start(struct scratch *s, const char *const *argv)
{
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	struct run r = run_program(&(struct run_options){.argv = argv,
	        .scratch = s,
	        .timeout_ms = 100000,
	        .env = (const char *const[]){NOW, "ASAN_OPTIONS=detect_leaks=0", NULL}});
	if (r.code != 0)
		fprintf(stderr, "exit %d: %s\n", r.code, r.err);
	_exit(r.code == 0 ? 0 : 1);
}

static bool ended_well(pid_t pid)
{
	int status = 0;
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static pid_t start_shell(struct scratch *s, const char *name, const char *count)
{
	const char *const argv[] = {
	        "sh", "-c", shell_writer, run_dagstart_path(), scratch_path(s, STORE), name, count, NULL};
	return start(s, argv);
}

static pid_t start_script(struct scratch *s, const char *name, int count)
{
	char script[8192];
	size_t len = 0;
	for (int i = 0; i < count && len + TEXT < sizeof(script); i++)
		len += (size_t)snprintf(script + len, TEXT, "decision.add %s %d\n", name, i);
	const char *path = scratch_write(s, name, script);
	const char *const argv[] = {
	        run_dagstart_path(), "--db", scratch_path(s, STORE), "--script", path, "meet", NULL};
	return start(s, argv);
}

/* All of "name 0" to "name count-1", once each. */
static void must_have(struct scratch *s, const char *name, int count)
{
	char like[TEXT];
	snprintf(like, sizeof(like), "%s *", name);
	assert_int_equal(torture_number(s, "SELECT count(*) FROM decision WHERE text GLOB ?1", like), count);
	assert_int_equal(
	        torture_number(s, "SELECT count(DISTINCT text) FROM decision WHERE text GLOB ?1", like),
	        count);
}

static void test_two_write_at_once(void **state)
{
	struct scratch *s = *state;
	int each = torture_times(EACH) > 500 ? 500 : torture_times(EACH);
	char count[16];
	snprintf(count, sizeof(count), "%d", each);
	pid_t one = start_shell(s, "een", count), two = start_shell(s, "twee", count);
	bool well = ended_well(one);
	well = ended_well(two) && well;
	assert_true(well);
	must_have(s, "een", each);
	must_have(s, "twee", each);
	assert_int_equal(torture_number(s, "SELECT count(*) FROM decision", NULL), 2 * each);
	torture_must_be_sound(s);
}

static void test_a_script_and_a_shell_at_once(void **state)
{
	struct scratch *s = *state;
	pid_t one = start_script(s, "script", SCRIPTED), two = start_shell(s, "schil", "40");
	bool well = ended_well(one);
	well = ended_well(two) && well;
	assert_true(well);
	must_have(s, "script", SCRIPTED);
	must_have(s, "schil", SCRIPTED);
	torture_must_be_sound(s);
}

/* `whose` is the program that holds it. */
static void must_say_busy(struct scratch *s, const char *text, const char *whose)
{
	const char *const words[] = {"--lang", "en", "decision", "add", text, NULL};
	int64_t began = mono_now();
	struct run r = torture_run(s, words);
	int64_t took = (mono_now() - began) / MONO_MS;
	run_expect(&r, 1);
	torture_must_tell(&r, "a store that is held");
	if (!strcasestr(r.err, "busy") && !strcasestr(r.err, "another program"))
		fail_msg("expected a word about the other program, not: %s", r.err);
	if (!strstr(r.err, whose))
		fail_msg("expected %s to be named, not: %s", whose, r.err);
	assert_true(took <= (int64_t)BUSY_MS * run_slowness());
	assert_int_equal(torture_decisions(s, text), 0);
	run_done(&r);
	static const char *const list[] = {"decision", "list", "--json", NULL};
	r = torture_run(s, list);
	run_expect(&r, 0);
	run_done(&r);
}

static void test_busy_is_said(void **state)
{
	struct scratch *s = *state;
	struct sqlite3 *lock = torture_lock(s);
	must_say_busy(s, "zolang de ander schrijft", "(torture_r07");
	torture_unlock(lock);
	torture_must_be_sound(s);
}

static void test_the_screen_waits_without_freezing(void **state)
{
	struct scratch *s = *state;
	struct term *t = torture_sit(s, NULL);
	int id = 0;
	assert_true(torture_decide(t, "vooraf"));
	assert_true(torture_saved(t, &id, NULL));
	struct sqlite3 *lock = torture_lock(s);
	assert_true(torture_decide(t, "tijdens"));
	term_expect(t, "another program is writing in the team's store", BUSY_MS);
	torture_unlock(lock);
	term_keys(t, "Esc");
	term_expect(t, "tijdens", 20000);
	term_keys(t, "C-s");
	assert_true(torture_saved(t, &id, NULL));
	assert_int_equal(torture_decisions(s, "tijdens"), 1);
	term_free(t);
}

/* On a terminal whoever waits is told for how long, and nothing is left of that. */
static void test_waiting_is_told(void **state)
{
	struct scratch *s = *state;
	struct sqlite3 *lock = torture_lock(s);
	struct term *t = torture_sit(
	        s, &(struct torture_seat){.words = (const char *[]){"decision", "add", "wachtend", NULL}});
	term_expect(t, "^decision add: 1 s", BUSY_MS);
	torture_unlock(lock);
	term_expect(t, "saved D-", BUSY_MS);
	term_expect_exit(t, 0, BUSY_MS);
	assert_false(term_matches(t, "decision add: [0-9]"));
	assert_int_equal(torture_decisions(s, "wachtend"), 1);
	term_free(t);
}

/* Whoever is tired of waiting hears that nothing was saved. */
static void test_waiting_can_be_stopped(void **state)
{
	struct scratch *s = *state;
	struct sqlite3 *lock = torture_lock(s);
	struct term *t = torture_sit(
	        s, &(struct torture_seat){.words = (const char *[]){"decision", "add", "gestopt", NULL}});
	term_expect(t, "^decision add: 1 s", BUSY_MS);
	term_keys(t, "C-c");
	term_expect(t, "stopped, nothing was saved", BUSY_MS);
	term_expect_exit(t, 1, BUSY_MS);
	torture_unlock(lock);
	assert_int_equal(torture_decisions(s, "gestopt"), 0);
	term_free(t);
}

/* The first one is stopped while its commit is on the way to the disk. */
static void test_stopped_inside_a_write(void **state)
{
	struct scratch *s = *state;
	if (!torture_has_strace())
		skip();
	for (int i = 0; i < torture_times(1) && i < 50; i++) {
		char text[TEXT];
		snprintf(text, sizeof(text), "gestopt %d", i);
		/* strace tells when it stops; the shell then holds on until it may go. */
		static const char script[] =
		        "mkfifo go; strace -f -qq -o trace.log -e trace=fdatasync "
		        "-e inject=fdatasync:signal=SIGSTOP:when=1 \"$0\" --db \"$1\" decision add \"$2\" & "
		        "pid=$!; read word <go; kill -CONT $(cat /proc/$pid/task/$pid/children); wait $pid";
		const char *const argv[] = {
		        "sh", "-c", script, run_dagstart_path(), scratch_path(s, STORE), text, NULL};
		unlink(scratch_path(s, "home/go"));
		unlink(scratch_path(s, "home/trace.log"));
		pid_t pid = start(s, argv);
		bool stopped = false;
		for (int64_t end = mono_now() + 10 * MONO_S; !stopped && mono_now() < end;) {
			char *log = scratch_read(s, "home/trace.log", NULL);
			stopped = log && strstr(log, "stopped by SIGSTOP");
			free(log);
			usleep(5000);
		}
		assert_true(stopped);
		must_say_busy(s, "naast de gestopte", "(dagstart");
		scratch_write(s, "home/go", "\n");
		assert_true(ended_well(pid));
		assert_int_equal(torture_decisions(s, text), 1);
	}
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_two_write_at_once, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_a_script_and_a_shell_at_once, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_busy_is_said, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_the_screen_waits_without_freezing, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_waiting_is_told, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_waiting_can_be_stopped, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_stopped_inside_a_write, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
