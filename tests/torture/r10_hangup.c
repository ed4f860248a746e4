/* R10: the terminal goes away, or the program is told to end. It is gone within two seconds, has used little
 * processor time, has given the line its modes back, and what was half typed is there at the next start. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

enum { GONE_MS = 2000, ROUNDS = 1, STALL_DRAWINGS = 60, STALL_US = 3000 };
#define CPU_MAX 1.0

/* Another one each time: the one of before stands there until it is typed over. */
struct half {
	char text[64];
};

static struct half half_of(size_t number)
{
	struct half half;
	snprintf(half.text, sizeof(half.text), "bezorger %zu belt voortaan aa", number);
	return half;
}

struct way {
	const char *name;
	const char *const *before; /* the program */
	void (*end)(struct term *t);
	bool line_stays; /* its modes can still be looked at */
	bool read; /* what the program writes at its end */
};

static void end_close(struct term *t)
{
	term_hangup(t);
}

static void end_hup(struct term *t)
{
	term_signal(t, SIGHUP);
}

static void end_term(struct term *t)
{
	term_signal(t, SIGTERM);
}

/* Makes it draw the whole screen anew until nothing fits into the line any more. */
static void stall(struct term *t)
{
	for (int i = 0; i < STALL_DRAWINGS; i++) {
		term_resize(t, 24 + i % 2, 80);
		usleep(STALL_US);
	}
}

/* A signal while nobody reads: the last bytes of the program do not fit. */
static void end_stalled(struct term *t)
{
	stall(t);
	term_signal(t, SIGTERM);
}

static void end_stalled_close(struct term *t)
{
	stall(t);
	term_hangup(t);
}

static void end_stopped(struct term *t)
{
	term_signal(t, SIGTSTP);
	term_pump(t, 100);
	term_signal(t, SIGCONT);
	term_signal(t, SIGTERM);
}

static const char *const deaf[] = {"sh", "-c", "trap '' HUP; exec \"$@\"", "deaf", NULL};

static const struct way ways[] = {
        {"the terminal closes", NULL, end_close, false, false},
        {"SIGHUP", NULL, end_hup, true, true},
        {"SIGTERM", NULL, end_term, true, true},
        {"the terminal closes, SIGHUP ignored", deaf, end_close, false, false},
        {"SIGTERM, stopped and continued", NULL, end_stopped, true, true},
        {"SIGTERM, nobody reads", NULL, end_stalled, true, false},
        {"the terminal closes, nobody read", NULL, end_stalled_close, false, false},
};

static void type_half(struct term *t, const struct half *half)
{
	if (!term_matches(t, "Decide"))
		term_send(t, "d");
	term_expect(t, "Decide", 20000);
	term_send(t, "\x05\x15");
	term_send(t, half->text);
	term_expect(t, half->text, 20000);
}

static void must_go(struct term *t, const struct way *way, double cpu)
{
	if (!torture_ends(t, GONE_MS))
		fail_msg("%s: still there after %d ms", way->name, GONE_MS);
	int status = torture_status(t);
	double used = torture_child_cpu() - cpu;
	if (used > CPU_MAX * run_slowness())
		fail_msg("%s: used %.2f s of processor time", way->name, used);
	if (WIFSIGNALED(status))
		fail_msg("%s: ended by signal %d", way->name, WTERMSIG(status));
	if (way->line_stays && !term_cooked(t))
		fail_msg("%s: the line has not got its modes back", way->name);
	if (way->read && term_alt_screen(t))
		fail_msg("%s: the screen of before is not back", way->name);
}

static void must_come_back(struct scratch *s, const struct half *half)
{
	struct term *t = torture_sit(s, NULL);
	term_expect(t, "Bakkerij", 20000);
	if (!term_matches(t, half->text))
		term_send(t, "d");
	term_expect(t, half->text, 20000);
	term_signal(t, SIGTERM);
	assert_true(torture_ends(t, GONE_MS));
	term_free(t);
}

static void test_gone_and_nothing_lost(void **state)
{
	enum { WAYS = sizeof(ways) / sizeof(ways[0]) };
	for (size_t round = 0; round < (size_t)torture_times(ROUNDS); round++)
		for (size_t i = 0; i < WAYS; i++) {
			struct half half = half_of(round * WAYS + i);
			struct term *t =
			        torture_sit(*state, &(struct torture_seat){.before = ways[i].before});
			double cpu = torture_child_cpu();
			type_half(t, &half);
			ways[i].end(t);
			must_go(t, &ways[i], cpu);
			term_free(t);
			torture_must_be_sound(*state);
			must_come_back(*state, &half);
		}
}

/* All writes together take longer than a program that was told to end is given for a terminal that hangs. */
static void test_a_slow_disk_keeps_the_text(void **state)
{
	static const char *const slow[] = {"strace", "-D", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64",
	        "-e", "inject=pwrite64:delay_enter=400000", NULL};
	if (!torture_has_strace())
		skip();
	struct term *t = torture_sit(*state, &(struct torture_seat){.before = slow});
	struct half half = half_of(0);
	type_half(t, &half);
	term_signal(t, SIGTERM);
	assert_true(torture_ends(t, 10000));
	term_free(t);
	must_come_back(*state, &half);
}

/* Another program sits on the store: nobody can write, and the end does not wait for it. */
static void test_a_locked_store_keeps_the_text(void **state)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct half before = half_of(2 * i), half = half_of(2 * i + 1);
		struct term *t = torture_sit(*state, &(struct torture_seat){.before = ways[i].before});
		type_half(t, &before);
		struct sqlite3 *lock = torture_lock(*state);
		double cpu = torture_child_cpu();
		type_half(t, &half);
		ways[i].end(t);
		must_go(t, &ways[i], cpu);
		term_free(t);
		torture_unlock(lock);
		must_come_back(*state, &half);
	}
}

/* What lies beside the store is found as well when a customer is to be forgotten. */
static void test_the_text_beside_the_store_is_forgotten(void **state)
{
	const struct half half = {.text = "bel mevrouw Oudkerkdam terug"};
	struct term *t = torture_sit(*state, NULL);
	type_half(t, &half);
	struct sqlite3 *lock = torture_lock(*state);
	type_half(t, &(struct half){.text = "bel Els Oudkerkdam morgen"});
	term_signal(t, SIGTERM);
	assert_true(torture_ends(t, GONE_MS));
	term_free(t);
	torture_unlock(lock);
	struct run r = torture_run(*state, (const char *[]){"forget", "Oudkerkdam", "--yes", NULL});
	run_expect(&r, 0);
	run_done(&r);
	t = torture_sit(*state, NULL);
	term_expect(t, "Bakkerij", 20000);
	term_send(t, "d");
	term_expect(t, "bel Els", 20000);
	assert_false(term_matches(t, "Oudkerkdam"));
	term_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_gone_and_nothing_lost, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_a_slow_disk_keeps_the_text, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_a_locked_store_keeps_the_text, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_the_text_beside_the_store_is_forgotten, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
