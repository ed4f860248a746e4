/* R11: any size, terminal and locale, and storms of resizing. No crash, nothing outside the window, one
 * polite line below 40 x 10, and the end comes within two seconds of the key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum { STARTS = TEST_COUNT(12, 4), RESIZES = TEST_COUNT(80, 24) };
enum { STORMS = 1, QUIT_MS = 2000, ASKS = 20, SMALL_ROWS = 10, SMALL_COLS = 40, TEXT = 160 };

static const struct {
	int rows, cols;
} sizes[] = {{1, 1}, {1, 80}, {24, 1}, {2, 2}, {3, 10}, {5, 5}, {9, 39}, {10, 40}, {24, 80}, {25, 132},
        {50, 200}, {24, 1000}, {200, 20}};
static const char *const terms[] = {
        "xterm-256color", "vt100", "tmux-256color", "dumb", "linux", "screen", "ansi", "vt220"};
static const char *const locales[] = {"C.UTF-8", "C"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct start {
	size_t size, term, locale;
};

/* Each number is another combination; the first ones already meet every size, terminal and locale. */
static struct start start_of(size_t i)
{
	return (struct start){i % COUNT(sizes), (i + i / COUNT(sizes)) % COUNT(terms),
	        (i + i / (COUNT(sizes) * COUNT(terms))) % COUNT(locales)};
}

static void describe(const struct start *start, char what[static TEXT])
{
	snprintf(what, TEXT, "%dx%d, TERM=%s, LC_ALL=%s", sizes[start->size].rows, sizes[start->size].cols,
	        terms[start->term], locales[start->locale]);
}

/* Positions that the program moved the cursor to lie within the window. */
static void must_stay_inside(struct term *t, const char *what)
{
	size_t len = 0;
	const char *log = term_log(t, &len);
	for (size_t at = 0; at + 2 < len; at++) {
		long row = 1, col = 1;
		if (log[at] != '\x1b' || log[at + 1] != '[')
			continue;
		char *end = NULL;
		row = strtol(log + at + 2, &end, 10);
		if (*end == ';')
			col = strtol(end + 1, &end, 10);
		if (*end != 'H')
			continue;
		if (row > term_rows(t) || col > term_cols(t))
			fail_msg("%s: the cursor was sent to row %ld, column %ld", what, row, col);
	}
}

static int lines_in_use(struct term *t)
{
	int used = 0;
	for (int row = 0; row < term_rows(t); row++)
		used += term_line(t, row)[0] != '\0';
	return used;
}

static void must_quit(struct term *t, const char *what)
{
	/* Out of whatever is open; half-typed text is asked about. */
	if (!torture_ends(t, 0))
		term_keys(t, "Esc Esc q");
	/* It stays only where it asks, which not every size has room for. */
	for (int asked = 0; asked < ASKS && !torture_ends(t, QUIT_MS / ASKS); asked++)
		term_keys(t, "y");
	if (!torture_ends(t, 0)) {
		term_print(t, stderr);
		fail_msg("%s: still there %d ms after q", what, QUIT_MS);
	}
	int status = torture_status(t);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("%s: status %x at the end", what, (unsigned)status);
	if (!term_cooked(t))
		fail_msg("%s: the line has not got its modes back", what);
}

/* A terminal that can't move its cursor may be refused, in a sentence and at once. */
static bool is_refused(struct term *t, const char *term, const char *what)
{
	if (!torture_ends(t, 0))
		return false;
	int status = torture_status(t);
	if (strcmp(term, "dumb") != 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 2)
		fail_msg("%s: ended at once with status %x", what, (unsigned)status);
	return true;
}

static void try_start(struct scratch *s, const struct start *start)
{
	char what[TEXT];
	describe(start, what);
	int rows = sizes[start->size].rows, cols = sizes[start->size].cols;
	struct term *t = torture_sit(s, &(struct torture_seat){.term = terms[start->term],
	                                        .locale = locales[start->locale],
	                                        .rows = rows,
	                                        .cols = cols});
	term_settle(t, 100, 3000);
	if (is_refused(t, terms[start->term], what)) {
		term_free(t);
		return;
	}
	bool knows = strcmp(terms[start->term], "dumb") != 0;
	if (knows && (rows < SMALL_ROWS || cols < SMALL_COLS) && lines_in_use(t) > 1) {
		term_print(t, stderr);
		fail_msg("%s: expected one polite line", what);
	}
	term_keys(t, "Enter ? Esc : Esc d x Esc b");
	term_settle(t, 50, 3000);
	must_stay_inside(t, what);
	must_quit(t, what);
	term_free(t);
}

static void test_any_size_terminal_and_locale(void **state)
{
	size_t all = COUNT(sizes) * COUNT(terms) * COUNT(locales), count = (size_t)torture_times(STARTS);
	/* A stride that has no factor in common walks over all of them in the end. */
	for (size_t i = 0; i < count && i < all; i++) {
		struct start start = start_of(i * 5 % all);
		try_start(*state, &start);
	}
}

static void test_storms_of_resizing(void **state)
{
	for (int storm = 0; storm < torture_times(STORMS); storm++) {
		struct random random = random_seeded((uint64_t)storm);
		struct term *t =
		        torture_sit(*state, &(struct torture_seat){.term = terms[(size_t)storm % 3]});
		term_settle(t, 100, 5000);
		term_keys(t, "d");
		for (int i = 0; i < RESIZES; i++) {
			uint32_t pick = random_below(&random, (uint32_t)COUNT(sizes));
			bool any = random_below(&random, 2);
			term_resize(t, any ? 1 + (int)random_below(&random, 60) : sizes[pick].rows,
			        any ? 1 + (int)random_below(&random, 200) : sizes[pick].cols);
			if (random_below(&random, 4) == 0)
				term_send(t, "x");
			if (random_below(&random, 8) == 0)
				term_settle(t, 5, 200);
			if (torture_ends(t, 0))
				fail_msg("storm %d: ended at resize %d", storm, i);
		}
		term_resize(t, 24, 80);
		term_log_clear(t);
		term_expect(t, "Decide", 20000);
		must_quit(t, "after a storm");
		term_free(t);
	}
	torture_must_be_sound(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                test_any_size_terminal_and_locale, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_storms_of_resizing, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
