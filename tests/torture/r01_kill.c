/* R1: kill -9 at any instant of a stand-up. What the screen had shown as saved is in the store once, what it
 * had not is there at most once, and the store is sound. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum { ROUNDS = TEST_COUNT(10, 4), DECISIONS = 3, TIMED_MS = 400, AFTER_KEY_MS = 30, TEXT = 64 };

/* Whom the alarm kills; file-scope since a handler gets nothing else. */
static volatile sig_atomic_t victim;

static void on_alarm(int number)
{
	(void)number;
	kill((pid_t)victim, SIGKILL);
}

/* Kills the program that many milliseconds from now, whatever it does then. */
static void kill_in(struct term *t, uint32_t ms)
{
	victim = (sig_atomic_t)term_pid(t);
	struct sigaction action = {.sa_handler = on_alarm};
	sigaction(SIGALRM, &action, NULL);
	struct itimerval timer = {
	        .it_value = {.tv_sec = ms / 1000, .tv_usec = (suseconds_t)(ms % 1000) * 1000 + 1}};
	setitimer(ITIMER_REAL, &timer, NULL);
}

static bool first_screen(struct term *t, void *user)
{
	(void)user;
	return term_alt_screen(t) || term_matches(t, "Bakkerij");
}

struct round {
	struct scratch *scratch;
	struct random random;
	int number;
	bool timed; /* at any instant, else shortly after a key */
};

static void text_of(const struct round *round, int i, char text[static TEXT])
{
	snprintf(text, TEXT, "besluit %d van ronde %d", i, round->number);
}

/* How many decisions were seen as saved before the end. */
static int walk_until_killed(struct round *round, struct term *t)
{
	int id = 0;
	int kill_at = (int)random_below(&round->random, DECISIONS);
	if (round->timed)
		kill_in(t, random_below(&round->random, (uint32_t)(TIMED_MS * run_slowness())));
	for (int i = 0; i < DECISIONS; i++) {
		char text[TEXT];
		text_of(round, i, text);
		if (!torture_decide(t, text))
			return i;
		if (!round->timed && i == kill_at) {
			term_pump(t, (int)random_below(&round->random, AFTER_KEY_MS + 1));
			term_signal(t, SIGKILL);
		}
		if (!torture_saved(t, &id, NULL))
			return i;
	}
	return DECISIONS;
}

static void check(const struct round *round, int saved)
{
	torture_must_be_sound(round->scratch);
	for (int i = 0; i < DECISIONS; i++) {
		char text[TEXT];
		text_of(round, i, text);
		int64_t count = torture_decisions(round->scratch, text);
		if (count != 1 && (i < saved || count != 0))
			fail_msg("round %d: \"%s\" is there %lld times; %d were shown as saved",
			        round->number, text, (long long)count, saved);
	}
}

static void test_killed_at_any_instant(void **state)
{
	int rounds = torture_times(ROUNDS), shown = 0;
	for (int i = 0; i < rounds; i++) {
		struct round round = {
		        .scratch = *state, .random = random_seeded((uint64_t)i), .number = i, .timed = i % 2};
		struct term *t = torture_sit(round.scratch, NULL);
		term_wait(t, first_screen, NULL, 10000);
		int saved = walk_until_killed(&round, t);
		term_signal(t, SIGKILL);
		assert_true(torture_ends(t, 5000));
		struct itimerval none = {0};
		setitimer(ITIMER_REAL, &none, NULL);
		term_free(t);
		check(&round, saved);
		shown += saved;
	}
	/* Or nothing was proven. */
	assert_true(shown > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_killed_at_any_instant, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
