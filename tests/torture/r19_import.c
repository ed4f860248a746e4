/* An import that is killed at any moment is all there or not at all, the store is sound, and the same import
 * once more completes it. Killed at each kind of write to the disk, and at moments that a seed chose. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum {
	ROWS = 4000,
	CALLS = TEST_COUNT(8, 3),
	MOMENTS = TEST_COUNT(12, 4),
	LATEST_MS = 400,
	STOPS = TEST_COUNT(10, 3),
	STOPS_MOST = 80,
	LINE = 128,
	ARGS = 16
};

struct world {
	struct scratch *scratch;
	char *store; /* before the import */
	size_t len;
	int none, all; /* how often nothing was there, and everything */
};

static const char *const calls[] = {"pwrite64", "fdatasync", "ftruncate", "unlink", "openat"};

static void write_answers(struct scratch *s)
{
	size_t room = ROWS * LINE, len = 0;
	char *text = malloc(room);
	assert_non_null(text);
	len += (size_t)snprintf(text + len, room - len, "id,date,nps,comment,channel\n");
	for (int i = 0; i < ROWS; i++)
		len += (size_t)snprintf(text + len, room - len, "R%d,2026-02-%02d,%d,answer number %d,%s\n",
		        i, 1 + i % 28, i % 11, i * 7919 % 10007, i % 3 ? "mail" : "phone");
	scratch_write_bytes(s, "answers.csv", text, len);
	free(text);
}

static int set_up(void **state)
{
	static struct world w;
	w = (struct world){.scratch = torture_team()};
	w.store = scratch_read(w.scratch, STORE, &w.len);
	assert_non_null(w.store);
	write_answers(w.scratch);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	free(w->store);
	scratch_free(w->scratch);
	return 0;
}

static void start_anew(struct world *w)
{
	unlink(scratch_path(w->scratch, STORE "-wal"));
	unlink(scratch_path(w->scratch, STORE "-shm"));
	scratch_write_bytes(w->scratch, STORE, w->store, w->len);
}

/* The import with something before it that kills it. */
static struct run import_under(struct world *w, const char *const *before)
{
	const char *argv[ARGS];
	size_t n = 0;
	for (; *before; before++)
		argv[n++] = *before;
	const char *const rest[] = {run_dagstart_path(), "--db", scratch_path(w->scratch, STORE), "import",
	        scratch_path(w->scratch, "answers.csv"), NULL};
	assert_true(n + sizeof(rest) / sizeof(rest[0]) <= ARGS);
	memcpy(argv + n, rest, sizeof(rest));
	static const char *const env[] = {NOW, "ASAN_OPTIONS=detect_leaks=0", NULL};
	return run_program(&(struct run_options){.argv = argv, .scratch = w->scratch, .env = env});
}

static int64_t count_of(struct world *w, const char *what)
{
	char sql[LINE];
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", what);
	return torture_number(w->scratch, sql, NULL);
}

static void check(struct world *w, const struct run *killed, const char *how)
{
	torture_must_be_sound(w->scratch);
	int64_t there = count_of(w, "response");
	if (there != 0 && there != ROWS)
		fail_msg("%s: %lld of %d answers", how, (long long)there, ROWS);
	assert_int_equal(count_of(w, "response_key"), there);
	assert_int_equal(count_of(w, "batch"), there > 0);
	/* Who was told that it is there has it. */
	if (strstr(killed->out, "imported 4000,"))
		assert_int_equal(there, ROWS);
	w->none += there == 0;
	w->all += there == ROWS;
	struct run again = torture_run(
	        w->scratch, (const char *[]){"import", scratch_path(w->scratch, "answers.csv"), NULL});
	run_expect(&again, 0);
	assert_non_null(
	        strstr(again.out, there ? "imported 0, duplicates 4000," : "imported 4000, duplicates 0,"));
	run_done(&again);
	assert_int_equal(count_of(w, "response"), ROWS);
	assert_int_equal(count_of(w, "batch"), 1);
	torture_must_be_sound(w->scratch);
}

/* How often an undisturbed import makes that call. */
static int calls_of(struct world *w, const char *call)
{
	char trace[LINE];
	const char *log = scratch_path(w->scratch, "calls.log");
	snprintf(trace, sizeof(trace), "trace=%s", call);
	start_anew(w);
	struct run r = import_under(w, (const char *[]){"strace", "-f", "-qq", "-o", log, "-e", trace, NULL});
	run_expect(&r, 0);
	run_done(&r);
	char *text = scratch_read(w->scratch, "calls.log", NULL);
	int count = 0;
	for (const char *at = text; at && (at = strchr(at, '\n')); at++)
		count++;
	free(text);
	return count;
}

static void kill_at(struct world *w, const char *call, int number)
{
	char inject[LINE], trace[LINE];
	snprintf(inject, sizeof(inject), "inject=%s:signal=KILL:when=%d", call, number);
	snprintf(trace, sizeof(trace), "trace=%s", call);
	start_anew(w);
	struct run r = import_under(w,
	        (const char *[]){"strace", "-f", "-qq", "-o", "/dev/null", "-e", trace, "-e", inject, NULL});
	check(w, &r, inject);
	run_done(&r);
}

static void test_killed_at_its_calls(void **state)
{
	struct world *w = *state;
	if (!torture_has_strace())
		skip();
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		int all = calls_of(w, calls[i]), most = torture_times(CALLS);
		int points = all < most ? all : most;
		for (int k = 0; k < points; k++)
			kill_at(w, calls[i], 1 + k * (all - 1) / (points > 1 ? points - 1 : 1));
	}
	/* Or nothing was proven. */
	assert_true(w->none > 0 && w->all > 0);
}

static void test_killed_at_moments(void **state)
{
	struct world *w = *state;
	struct random random = random_seeded(7);
	for (int i = 0; i < torture_times(MOMENTS); i++) {
		char seconds[LINE];
		snprintf(seconds, sizeof(seconds), "0.%03us",
		        1 + random_below(&random, (uint32_t)(LATEST_MS * run_slowness()) % 999));
		start_anew(w);
		struct run r = import_under(w, (const char *[]){"timeout", "-s", "KILL", seconds, NULL});
		check(w, &r, seconds);
		run_done(&r);
	}
}

/* Ctrl-C: it is said that nothing was imported, unless it had not begun or was done already. In the
 * foreground, since otherwise it comes twice, and the second one ends the program. */
static void test_stopped_at_moments(void **state)
{
	struct world *w = *state;
	int told = 0;
	for (int i = 0; i < STOPS || (told == 0 && i < STOPS_MOST); i++) {
		char seconds[LINE];
		snprintf(seconds, sizeof(seconds), "0.%03ds", 5 + i * 11 % 900);
		start_anew(w);
		struct run r = import_under(w, (const char *[]){"timeout", "--foreground",
		                                       "--preserve-status", "-s", "INT", seconds, NULL});
		bool is_told = strstr(r.err, "nothing was") != NULL;
		if (r.code != 0 && r.code != 128 + SIGINT)
			assert_int_equal(r.code, is_told ? 1 : 0);
		if (is_told || r.code == 128 + SIGINT)
			assert_int_equal(count_of(w, "response"), 0);
		told += is_told;
		check(w, &r, seconds);
		run_done(&r);
	}
	assert_true(told > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_killed_at_its_calls, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_killed_at_moments, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_stopped_at_moments, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
