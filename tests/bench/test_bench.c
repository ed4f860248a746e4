/* The instruments measure what they say: statistics, case lines, the generator, the floors, the harness. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cases.h"
#include "run.h"
#include "stats.h"
#include "term.h"

enum { SOON = 5000, ROWS = 2000 };

static int setup(void **state)
{
	*state = scratch_new();
	return 0;
}

static int teardown(void **state)
{
	scratch_free(*state);
	return 0;
}

static const char *tool(struct scratch *s, const char *name)
{
	char path[512];
	const char *dir = getenv("BENCH_DIR");
	assert_non_null(dir);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return scratch_path(s, path);
}

static void test_stats(void **state)
{
	(void)state;
	struct samples s = {0};
	assert_true(isnan(samples_median(&s)) && isnan(samples_percentile(&s, 95)));
	for (int i = 100; i >= 1; i--)
		samples_add(&s, i);
	samples_add(&s, NAN);
	assert_int_equal(s.n, 100);
	assert_true(samples_percentile(&s, 50) == 50);
	assert_true(samples_percentile(&s, 95) == 95);
	assert_true(samples_percentile(&s, 99) == 99);
	assert_true(samples_percentile(&s, 100) == 100 && samples_percentile(&s, 0) == 1);
	assert_true(samples_median(&s) == 50.5);
	samples_done(&s);
	samples_add(&s, 7);
	assert_true(samples_median(&s) == 7 && samples_percentile(&s, 95) == 7);
	samples_done(&s);
}

static void test_cases(void **state)
{
	struct cases c = {.n = 0};
	assert_true(cases_add(&c, " een | klaar is kees | j*3 Esc |A=1 B_C=x=y cmd --opt A=2 \n"));
	assert_string_equal(c.items[0].name, "een");
	assert_string_equal(c.items[0].ready, "klaar is kees");
	assert_string_equal(c.items[0].keys, "j*3 Esc");
	assert_string_equal(c.items[0].env[1], "B_C=x=y");
	assert_null(c.items[0].env[2]);
	assert_string_equal(c.items[0].argv[0], "cmd");
	assert_string_equal(c.items[0].argv[2], "A=2");
	assert_null(c.items[0].argv[3]);
	assert_false(cases_add(&c, "twee | klaar | cmd"));
	assert_false(cases_add(&c, "drie | | | "));
	const char *path = scratch_write(*state, "cases", "# zo\n\n  vier | | | cmd\n");
	assert_true(cases_load(&c, path));
	assert_int_equal(cases_find(&c, "vier"), 1);
	assert_int_equal(cases_find(&c, "vijf"), -1);
	cases_done(&c);
}

static struct run generate(struct scratch *s, const char *seed)
{
	char rows[16];
	snprintf(rows, sizeof(rows), "%d", ROWS);
	const char *const argv[] = {tool(s, "gen_feedback"), "-n", rows, "-s", seed, NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	run_expect(&r, 0);
	return r;
}

static void test_generator(void **state)
{
	struct run one = generate(*state, "1");
	struct run same = generate(*state, "1");
	struct run other = generate(*state, "2");
	const char *head = "date,channel,customer,score,comment\n2024-11-21,";
	assert_memory_equal(one.out, head, strlen(head));
	assert_string_equal(one.out, same.out);
	assert_string_not_equal(one.out, other.out);
	assert_in_range(one.out_len / ROWS, 115, 145);
	assert_non_null(strstr(one.out, "\"\""));
	assert_non_null(strstr(one.out, "\n2026-11-20,"));
	run_done(&one);
	run_done(&same);
	run_done(&other);
}

static const char *floor_database(struct scratch *s)
{
	const char *db = scratch_path(s, "floor.db");
	struct run csv = generate(s, "1");
	const char *const argv[] = {tool(s, "floor_import"), db, NULL};
	struct run r = run_program(&(struct run_options){
	        .argv = argv, .scratch = s, .input = csv.out, .input_len = csv.out_len});
	run_expect(&r, 0);
	assert_int_equal(strtol(r.out, NULL, 10), ROWS);
	run_done(&r);
	run_done(&csv);
	return db;
}

static void check_floor(struct scratch *s, const char *name, const char *db, const char *first_row)
{
	const char *const argv[] = {tool(s, name), db, NULL};
	struct term *t = term_start(&(struct term_options){.argv = argv, .rows = 40, .cols = 120});
	term_expect(t, "FLOOR READY", SOON);
	term_expect(t, first_row, SOON);
	assert_true(term_cell(t, 2, 0).reverse);
	term_log_clear(t);
	term_keys(t, "Down");
	assert_true(term_settle(t, 100, SOON));
	assert_true(term_cell(t, 3, 0).reverse);
	assert_false(term_cell(t, 2, 0).reverse);
	term_keys(t, "k k");
	assert_true(term_settle(t, 100, SOON));
	assert_true(term_cell(t, 21, 0).reverse);
	term_keys(t, "q");
	term_expect_exit(t, 0, SOON);
	term_free(t);
}

static void test_floors(void **state)
{
	check_floor(*state, "floor_curses", NULL, "Regel 19:");
	check_floor(*state, "floor_sqlite", floor_database(*state), "^20261120 [0-9]+ ");
}

static void test_floor_ends_with_its_terminal(void **state)
{
	static const char *const names[] = {"floor_curses", "floor_tick"};
	for (size_t i = 0; i < 2; i++) {
		int status = 0;
		const char *const argv[] = {tool(*state, names[i]), NULL};
		struct term *t = term_start(&(struct term_options){.argv = argv});
		term_expect(t, "FLOOR READY", SOON);
		term_hangup(t);
		assert_true(term_wait_exit(t, SOON, &status));
		term_free(t);
	}
}

static void test_floor_refuses_a_wrong_file(void **state)
{
	const char *const argv[] = {tool(*state, "floor_sqlite"), "/dev/null", NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = *state});
	run_expect(&r, 1);
	run_done(&r);
}

/* A column of the written figures; NAN for none. */
static double figure(const char *tsv, const char *row)
{
	const char *at = strstr(tsv, row);
	assert_non_null(at);
	at += strlen(row);
	return *at == '-' ? (double)NAN : strtod(at, NULL);
}

static void test_latency(void **state)
{
	struct scratch *s = *state;
	const char *tsv = scratch_path(s, "figures");
	const char *script = scratch_write(s, "slow",
	        "stty raw -echo; sleep 0.1; printf klaar; while :; do x=$(head -c 1);"
	        "[ \"$x\" = q ] && exit; sleep 0.05; printf 'abc'; done");
	char slow[512], absent[512], fast[512], silent[512];
	snprintf(fast, sizeof(fast), "fast | FLOOR READY | j*5 | %s", tool(s, "floor_curses"));
	snprintf(slow, sizeof(slow), "slow | klaar | j*5 | sh %s", script);
	snprintf(silent, sizeof(silent), "silent | klaar | x | sh %s",
	        scratch_write(s, "mute", "stty raw -echo; printf klaar; exec head -c 2 >/dev/null"));
	snprintf(absent, sizeof(absent), "absent | | | no-such-program");
	const char *const argv[] = {tool(s, "latency"), "--case", fast, "--case", slow, "--case", absent,
	        "--case", silent, "--rounds", "2", "--warmup", "0", "--base", "fast", "--idle", "0.2",
	        "--tsv", tsv, NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	run_expect(&r, 1);
	assert_non_null(strstr(r.out, "2 of 2: cannot be started"));
	assert_non_null(strstr(r.out, "2 of 2: keys without any output"));
	char *text = scratch_read(s, tsv, NULL);
	assert_non_null(text);
	assert_true(figure(text, "figure\tslow\tready_ms\t") >= 100);
	assert_true(figure(text, "figure\tslow\tkey_p50_ms\t") >= 50);
	assert_true(figure(text, "figure\tslow\tkey_bytes\t") == 3);
	assert_true(figure(text, "figure\tfast\tready_ms\t") < figure(text, "figure\tslow\tready_ms\t"));
	assert_true(figure(text, "figure\tfast\tpeak_kb\t") > 500);
	assert_true(figure(text, "figure\tfast\tidle_bytes\t") == 0);
	assert_true(figure(text, "ratio\tfast\tready_ms\t") == 1);
	assert_true(figure(text, "ratio\tslow\tkey_p50_ms\t") > 1);
	assert_true(isnan(figure(text, "figure\tabsent\tready_ms\t")));
	free(text);
	run_done(&r);
}

static void test_latency_of_a_clock(void **state)
{
	struct scratch *s = *state;
	const char *tsv = scratch_path(s, "clock");
	char tick[512];
	snprintf(tick, sizeof(tick), "tick | FLOOR READY | | %s", tool(s, "floor_tick"));
	const char *const argv[] = {tool(s, "latency"), "--case", tick, "--rounds", "1", "--warmup", "0",
	        "--idle", "3", "--tsv", tsv, NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	run_expect(&r, 0);
	char *text = scratch_read(s, tsv, NULL);
	double wakes = figure(text, "figure\ttick\tidle_wakes\t");
	double bytes = figure(text, "figure\ttick\tidle_bytes\t");
	assert_true(wakes >= 0.6 && wakes <= 2.4);
	assert_true(bytes > 0 && bytes <= 16);
	free(text);
	run_done(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_stats),
	        cmocka_unit_test(test_cases),
	        cmocka_unit_test(test_generator),
	        cmocka_unit_test(test_floors),
	        cmocka_unit_test(test_floor_ends_with_its_terminal),
	        cmocka_unit_test(test_floor_refuses_a_wrong_file),
	        cmocka_unit_test(test_latency),
	        cmocka_unit_test(test_latency_of_a_clock),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
