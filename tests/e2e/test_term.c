/* The terminal of the tests, proven against shell programs: what is seen, and how waiting fails. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "run.h"
#include "term.h"

enum { SOON = 5000 };

static struct term *term_shell(const char *script, int rows, int cols)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	return term_start(&(struct term_options){.argv = argv, .rows = rows, .cols = cols});
}

static void test_text_and_lines(void **state)
{
	(void)state;
	struct term *t = term_shell("printf 'een   \\r\\n  twee\\r\\n'; sleep 0.1; printf 'later'", 5, 20);
	term_expect(t, "^later$", SOON);
	assert_string_equal(term_line(t, 0), "een");
	assert_string_equal(term_line(t, 1), "  twee");
	assert_string_equal(term_screen(t), "een\n  twee\nlater\n\n");
	assert_true(term_matches(t, "een.*later"));
	assert_false(term_matches(t, "een later"));
	assert_int_equal(term_cursor(t).row, 2);
	assert_int_equal(term_cursor(t).col, 5);
	term_expect_exit(t, 0, SOON);
	term_free(t);
}

static void test_gone(void **state)
{
	(void)state;
	struct term *t =
	        term_shell("printf wacht; sleep 0.1; printf '\\033[2J\\033[Hklaar'; sleep 100", 5, 20);
	term_expect(t, "wacht", SOON);
	term_expect_gone(t, "wacht", SOON);
	term_expect(t, "klaar", SOON);
	assert_false(term_settle(t, 50, 0));
	assert_true(term_settle(t, 50, SOON));
	term_free(t);
}

static void test_size_and_resize(void **state)
{
	(void)state;
	struct term *t =
	        term_shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.02; done", 10, 44);
	term_expect(t, "^10 44$", SOON);
	term_resize(t, 12, 61);
	term_expect(t, "^12 61$", SOON);
	term_resize(t, 1, 1);
	assert_true(term_pump(t, 60));
	term_resize(t, 24, 1000);
	term_expect(t, "24 1000$", SOON);
	assert_int_equal(term_rows(t), 24);
	assert_int_equal(term_cols(t), 1000);
	term_free(t);
}

static void test_width(void **state)
{
	(void)state;
	struct term *t = term_shell(
	        "printf 'a\\360\\237\\221\\215b\\346\\227\\245c e\\314\\201 \\303\\253|'; cat", 3, 30);
	struct term_pos at = {0};
	term_expect(t, "b日c", SOON);
	assert_string_equal(term_line(t, 0), "a👍b日c e\xcc\x81 ë|");
	assert_string_equal(term_cell(t, 0, 1).text, "👍");
	assert_int_equal(term_cell(t, 0, 1).width, 2);
	assert_int_equal(term_cell(t, 0, 2).width, 0);
	assert_string_equal(term_cell(t, 0, 2).text, "");
	assert_string_equal(term_cell(t, 0, 3).text, "b");
	assert_string_equal(term_cell(t, 0, 8).text, "e\xcc\x81");
	assert_true(term_find(t, "c e", &at));
	assert_int_equal(at.col, 6);
	assert_true(term_find(t, "ë|", &at));
	assert_int_equal(at.col, 10);
	assert_false(term_find(t, "zz", &at));
	assert_true(term_matches(t, "^a.b.c"));
	term_free(t);
}

static void test_attributes(void **state)
{
	(void)state;
	struct term *t =
	        term_shell("printf 'n\\033[1mB\\033[0;4mU\\033[0;7mR\\033[0;3mI\\033[0;9mS\\033[0;5mK"
	                   "\\033[0;31mr\\033[0;48;5;200mp\\033[0;38;2;1;2;3mt\\033[0m.'; cat",
	                3, 30);
	term_expect(t, "nBURISKrpt\\.", SOON);
	struct term_cell plain = term_cell(t, 0, 0);
	assert_false(plain.bold || plain.underline || plain.reverse || plain.italic || plain.strike ||
	             plain.blink);
	assert_int_equal(plain.fg.kind, TERM_DEFAULT);
	assert_int_equal(plain.bg.kind, TERM_DEFAULT);
	assert_true(term_cell(t, 0, 1).bold);
	assert_true(term_cell(t, 0, 2).underline);
	assert_false(term_cell(t, 0, 2).bold);
	assert_true(term_cell(t, 0, 3).reverse);
	assert_true(term_cell(t, 0, 4).italic);
	assert_true(term_cell(t, 0, 5).strike);
	assert_true(term_cell(t, 0, 6).blink);
	assert_int_equal(term_cell(t, 0, 7).fg.kind, TERM_INDEXED);
	assert_int_equal(term_cell(t, 0, 7).fg.value, 1);
	assert_int_equal(term_cell(t, 0, 8).bg.value, 200);
	assert_int_equal(term_cell(t, 0, 9).fg.kind, TERM_RGB);
	assert_int_equal(term_cell(t, 0, 9).fg.value, 0x010203);
	term_free(t);
}

static void test_terminal_state(void **state)
{
	(void)state;
	struct term *t = term_shell(
	        "printf '\\033]2;Dagst\\303\\241rt\\007\\007\\007\\033[?25l\\033[?1049h\\033[?2004h"
	        "\\033[?1000hhier'; stty -echo -icanon; printf ' en '; read x; stty sane;"
	        "printf '\\033[?1049l\\033[?25h\\033[?1000l\\033[?2004lweg'",
	        3, 30);
	term_expect(t, "hier en", SOON);
	assert_string_equal(term_title(t), "Dagstárt");
	assert_int_equal(term_bells(t), 2);
	assert_true(term_alt_screen(t));
	assert_false(term_cursor_shown(t));
	assert_true(term_mouse_wanted(t));
	assert_true(term_paste_wanted(t));
	assert_false(term_cooked(t));
	term_send(t, "\n");
	term_expect(t, "^weg", SOON);
	term_expect_exit(t, 0, SOON);
	assert_false(term_alt_screen(t));
	assert_true(term_cursor_shown(t));
	assert_false(term_mouse_wanted(t));
	assert_false(term_paste_wanted(t));
	assert_true(term_cooked(t));
	assert_int_equal(term_queries(t), 0);
	term_free(t);
}

/* Each asks a question; none may get an answer, which `cat -v` would show. */
static void test_queries_are_counted(void **state)
{
	static const char *const questions[] = {"\\033[c", "\\033[>c", "\\033[=c", "\\033[6n", "\\033[5n",
	        "\\033[?6n", "\\033]11;?\\007", "\\033]52;c;?\\033\\\\", "\\033P+q544e\\033\\\\",
	        "\\033P$qm\\033\\\\", "\\033[?2004$p", "\\033[>q", "\\033[?u", "\\033[18t", "\\005",
	        "\\033Z"};
	(void)state;
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		char script[128];
		snprintf(script, sizeof(script), "stty raw -echo; printf '%s'; printf einde; cat -v",
		        questions[i]);
		struct term *t = term_shell(script, 3, 60);
		term_expect(t, "einde", SOON);
		term_send(t, "x");
		term_expect(t, "einde ?x", SOON);
		if (term_queries(t) != 1)
			term_fail_at(t, questions[i], __FILE__, __LINE__);
		term_free(t);
	}
}

static void test_no_query_in_plain_output(void **state)
{
	(void)state;
	struct term *t = term_shell("printf "
	                            "'\\033]2;;?waarom?\\007\\033]0;;?\\007\\033[22;0;0t\\033[>4;1m\\033[1;"
	                            "31m?\\033[2J\\033[3;4Hok'; cat",
	        5, 20);
	term_expect(t, "ok", SOON);
	assert_int_equal(term_queries(t), 0);
	term_free(t);
}

static void test_log(void **state)
{
	(void)state;
	size_t len = 0;
	struct term *t =
	        term_shell("stty raw -echo; printf 'a\\033[1mb'; read x; printf 'c\\000d'; cat", 3, 20);
	term_expect(t, "ab", SOON);
	assert_string_equal(term_log(t, &len), "a\033[1mb");
	assert_int_equal(len, 6);
	term_log_clear(t);
	term_send(t, "\n");
	term_expect(t, "cd", SOON);
	assert_memory_equal(term_log(t, &len), "c\0d", 4);
	assert_int_equal(len, 3);
	term_free(t);
}

static void test_exit_and_signal(void **state)
{
	(void)state;
	int status = 0;
	struct term *t = term_shell("trap 'exit 7' USR1; echo klaar; while :; do sleep 0.02; done", 3, 20);
	term_expect(t, "klaar", SOON);
	assert_false(term_wait_exit(t, 30, &status));
	term_signal(t, SIGUSR1);
	term_expect_exit(t, 7, SOON);
	term_signal(t, SIGKILL);
	term_free(t);
	t = term_shell("kill -KILL $$", 3, 20);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	term_free(t);
}

/* An ending program is not kept from ending by output that nobody has read yet. */
static void test_exit_with_much_output(void **state)
{
	(void)state;
	size_t len = 0;
	struct term *t = term_shell("head -c 500000 /dev/zero | tr '\\0' x; echo; exit 4", 3, 20);
	term_expect_exit(t, 4, SOON);
	term_log(t, &len);
	assert_int_equal(len, 500002);
	term_free(t);
}

static void test_hangup(void **state)
{
	(void)state;
	int status = 0;
	struct term *t = term_shell(
	        "trap 'echo hup >mark; exit' HUP; echo klaar; while :; do sleep 0.02; done", 3, 20);
	struct term *other = term_shell("echo naast; cat", 3, 20);
	term_expect(t, "klaar", SOON);
	term_expect(other, "naast", SOON);
	term_hangup(t);
	assert_true(term_wait_exit(t, SOON, &status));
	char *mark = scratch_read(term_scratch(t), "home/mark", NULL);
	assert_string_equal(mark, "hup\n");
	assert_string_equal(term_line(t, 0), "klaar");
	free(mark);
	term_send(other, "leeft\n");
	term_expect(other, "leeft", SOON);
	term_free(other);
	term_free(t);
}

static void test_free_ends_the_child_alone(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	const char *const argv[] = {"sh", "-c", "trap '' HUP TERM; echo klaar; cat", NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv, .scratch = s});
	struct term *other = term_shell("echo naast; cat", 3, 20);
	term_expect(t, "klaar", SOON);
	pid_t pid = term_pid(t);
	assert_int_equal(kill(pid, 0), 0);
	term_free(t);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	assert_true(scratch_exists(s, "home"));
	term_expect(other, "naast", SOON);
	char *own = strdup(scratch_dir(term_scratch(other)));
	term_free(other);
	assert_int_equal(access(own, F_OK), -1);
	free(own);
	scratch_free(s);
}

static void test_environment(void **state)
{
	(void)state;
	const char *const argv[] = {
	        "sh", "-c", "echo $TERM $LC_ALL $TZ $EXTRA; tty | grep -c pts; cat", NULL};
	const char *const env[] = {"EXTRA=erbij", NULL};
	struct term *t =
	        term_start(&(struct term_options){.argv = argv, .env = env, .term = "vt100", .locale = "C"});
	term_expect(t, "^vt100 C Europe/Amsterdam erbij\n1$", SOON);
	term_free(t);
}

/* The statements that must fail, run in a process of their own by test_failures. */
static void must_fail(const char *how)
{
	if (strcmp(how, "absent program") == 0) {
		const char *const argv[] = {"no-such-program-here", NULL};
		term_start(&(struct term_options){.argv = argv});
		return;
	}
	struct term *t = term_shell("printf 'wat er staat'; [ \"$0\" ] && read x; exit 3", 4, 30);
	term_expect(t, "staat", SOON);
	if (strcmp(how, "never comes") == 0)
		term_expect(t, "iets anders", 50);
	else if (strcmp(how, "never goes") == 0)
		term_expect_gone(t, "wat er", 50);
	else if (strcmp(how, "wrong exit") == 0)
		term_send(t, "\n"), term_expect_exit(t, 0, SOON);
	else if (strcmp(how, "runs on") == 0)
		term_expect_exit(t, 3, 50);
	else if (strcmp(how, "ended early") == 0)
		term_send(t, "\n"), term_expect(t, "iets anders", 1000000);
	else if (strcmp(how, "unknown key") == 0)
		term_keys(t, "Entr");
	else if (strcmp(how, "text to click") == 0)
		term_click_text(t, "niets");
	else if (strcmp(how, "bad expression") == 0)
		term_matches(t, "(");
	else if (strcmp(how, "cell outside") == 0)
		term_cell(t, 4, 0);
	term_free(t);
}

static void test_failures(void **state)
{
	static const struct {
		const char *how;
		const char *told;
	} rows[] = {
	        {"absent program", "no-such-program-here"},
	        {"never comes", "iets anders"},
	        {"never goes", "wat er staat"},
	        {"wrong exit", "exit code 3, expected 0"},
	        {"runs on", "did not end"},
	        {"ended early", "|wat er staat"},
	        {"unknown key", "no such key: Entr"},
	        {"text to click", "not there"},
	        {"bad expression", "not a regular expression"},
	        {"cell outside", "cell 4,0"},
	};
	(void)state;
	struct scratch *s = scratch_new();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *const argv[] = {"/proc/self/exe", rows[i].how, NULL};
		struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
		if (r.code != 1 || !strstr(r.err, rows[i].told))
			fail_msg("%s: code %d, said: %s", rows[i].how, r.code, r.err);
		run_done(&r);
	}
	const char *const argv[] = {"/proc/self/exe", "all is well", NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	run_expect(&r, 0);
	run_done(&r);
	/* The folders of failed tests go too. */
	r = run_program(&(struct run_options){
	        .argv = (const char *const[]){"sh", "-c", "ls $TMPDIR | wc -l", NULL}, .scratch = s});
	assert_string_equal(r.out, "0\n");
	run_done(&r);
	scratch_free(s);
}

static void one_failure(void **state)
{
	must_fail(*state);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_text_and_lines),
	        cmocka_unit_test(test_gone),
	        cmocka_unit_test(test_size_and_resize),
	        cmocka_unit_test(test_width),
	        cmocka_unit_test(test_attributes),
	        cmocka_unit_test(test_terminal_state),
	        cmocka_unit_test(test_queries_are_counted),
	        cmocka_unit_test(test_no_query_in_plain_output),
	        cmocka_unit_test(test_log),
	        cmocka_unit_test(test_exit_and_signal),
	        cmocka_unit_test(test_exit_with_much_output),
	        cmocka_unit_test(test_hangup),
	        cmocka_unit_test(test_free_ends_the_child_alone),
	        cmocka_unit_test(test_environment),
	        cmocka_unit_test(test_failures),
	};
	if (argc > 1) {
		const struct CMUnitTest one[] = {cmocka_unit_test_prestate(one_failure, argv[1])};
		return cmocka_run_group_tests(one, NULL, NULL);
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
