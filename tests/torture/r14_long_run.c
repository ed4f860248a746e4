/* R14: a program that is left open all day. Stand-ups are walked through again and again: after the first of
 * them memory grows no more, no file stays open, and while nobody does anything the clock costs next to
 * nothing. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

enum { HOUR = 60 /* stand-ups */, IDLE_MS = 4000, STEPS = 8 };
/* A sanitizer keeps what was freed for a while. */
enum { WALKS = TEST_COUNT(12, 2), GROWTH_KB = TEST_COUNT(1024, 1 << 20) };
#define IDLE_CPU 0.005

static const char running[] = "DAGSTART_NOW=2026-03-02T09:00:00+";

static int open_files(struct term *t)
{
	char path[64];
	int count = 0;
	snprintf(path, sizeof(path), "/proc/%d/fd", (int)term_pid(t));
	DIR *dir = opendir(path);
	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

/* Processor time of the program so far, in seconds: fields 14 and 15 of its stat, behind the name in
 * brackets. */
static double cpu_s(struct term *t)
{
	char path[64], text[1024] = "";
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)term_pid(t));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	size_t len = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[len] = '\0';
	const char *at = strrchr(text, ')');
	assert_non_null(at);
	for (int field = 2; field < 14; field++) {
		at = strchr(at + 1, ' ');
		assert_non_null(at);
	}
	char *end = NULL;
	unsigned long user = strtoul(at, &end, 10), system = strtoul(end, NULL, 10);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* All steps, the pages, a search, a form that is left, and a decision. */
static void walk(struct term *t, int round, int *id)
{
	static const char *const pages[] = {"?", ":", "/", "H", "M"};
	char text[64];
	for (int step = 1; step <= STEPS; step++) {
		char key[2] = {(char)('0' + step), '\0'};
		term_keys(t, key);
		assert_true(term_settle(t, 10, 5000));
	}
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		term_keys(t, pages[i]);
		term_settle(t, 10, 5000);
		term_keys(t, "Esc Esc");
		assert_true(term_settle(t, 10, 5000));
	}
	snprintf(text, sizeof(text), "besluit nummer %d", round);
	assert_true(torture_decide(t, text));
	assert_true(torture_saved(t, id, NULL));
	term_keys(t, "u");
	assert_true(term_settle(t, 10, 5000));
}

static void test_memory_and_files_stay(void **state)
{
	struct term *t = torture_meet(*state, &(struct torture_seat){.now = running});
	long before = 0;
	int files = 0, id = 0;
	int half = torture_times(WALKS) / 2, warm = half < HOUR ? half : HOUR;
	for (int round = 0; round < torture_times(WALKS); round++) {
		if (round == warm) {
			before = torture_resident_kb(t);
			files = open_files(t);
		}
		walk(t, round, &id);
		if (round % WALKS == WALKS - 1)
			print_message("resident memory: %ld kB after %d walks\n", torture_resident_kb(t),
			        round + 1);
	}
	long after = torture_resident_kb(t);
	print_message("resident memory: %ld kB after %d walks, %ld kB after %d\n", before, warm, after,
	        torture_times(WALKS));
	if (after - before >= GROWTH_KB)
		fail_msg("memory grew from %ld to %ld kB", before, after);
	assert_int_equal(open_files(t), files);
	term_free(t);
	torture_must_be_sound(*state);
}

static void test_idle_costs_nothing(void **state)
{
	struct term *t = torture_meet(*state, &(struct torture_seat){.now = running});
	term_trickle(t, 100000, 1000);
	int ms = IDLE_MS * torture_times(1);
	double before = cpu_s(t);
	term_log_clear(t);
	assert_true(term_trickle(t, 100000, ms));
	double used = cpu_s(t) - before;
	size_t bytes = 0;
	term_log(t, &bytes);
	print_message("idle for %d ms: %.2f s of processor time, %zu bytes\n", ms, used, bytes);
	/* the clock of the kernel has steps of a hundredth: three of them say nothing */
	if (used > IDLE_CPU * ms / 1000.0 + 0.03)
		fail_msg("%.3f s of processor time in %d ms of doing nothing", used, ms);
	term_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_memory_and_files_stay, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_idle_costs_nothing, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
