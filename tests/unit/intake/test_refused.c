/* Rows that are refused, with their line and the reason, and those that are passed over. */
#include <stdio.h>
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/domain/redact.h>

#include "fixture.h"

static void assert_refused(struct fixture *f, size_t i, int64_t line, const char *part)
{
	assert_true(i < f->report.refused_count);
	assert_int_equal(f->report.refused_rows[i].line, line);
	if (!strstr(f->report.refused_rows[i].reason, part))
		fail_msg("%s", f->report.refused_rows[i].reason);
}

static void refuses_rows_with_line_and_reason(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "NPS,Comment,Date\n"
	        "9,\"two\nlines\",2026-02-01\n"
	        "11,too high,2026-02-01\n"
	        "abc,no number,2026-02-01\n"
	        "7.5,no whole number,2026-02-01\n"
	        "8,no such day,2026-02-30\n"
	        "8,next week,2026-03-09\n"
	        "8,one,two,2026-02-01\n"
	        "8,cut\n"
	        "10,a,2026-02-01\n0,b,2026-02-01\n1,c,2026-02-01\n2,d,2026-03-02\n3,e,2026-02-01\n4,f,2026-"
	        "02-01\n"
	        "6,g,2026-02-01\n7,,1970-01-01\n",
	        9, 7);
	assert_refused(f, 0, 4, "“11” (0-10)");
	assert_refused(f, 1, 5, "“abc”");
	assert_refused(f, 2, 6, "“7.5”");
	assert_refused(f, 3, 7, "“2026-02-30”");
	assert_refused(f, 4, 8, "“2026-03-09”");
	assert_refused(f, 5, 9, "4, 3");
	assert_refused(f, 6, 10, "2, 3");
	assert_string_equal(f->report.refused_rows[6].row, "8,cut");
	assert_int_equal(f->report.records, 16);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "two\nlines");
	assert_int_equal(fixture_row(f, 8)->feedback.day, 0);
}

/* They stand on the screen; the file that is asked for has them as they came. */
static void refused_rows_are_masked(void **state)
{
	struct fixture *f = *state;
	f->options.keep_refused = true;
	assert_imported(f,
	        "NPS,Comment,Customer name\n9,fine,J. Jansen\n8,well,P. Smit\n"
	        "11,call Jansen on 06-12345678,J. Jansen\n"
	        "jan@example.nl,moved,P. Smit\n",
	        2, 2);
	assert_string_equal(
	        f->report.refused_rows[0].row, "11,call " REDACT_MASK " on " REDACT_MASK "," REDACT_MASK);
	assert_refused(f, 1, 5, "“" REDACT_MASK "”");
	assert_non_null(strstr(f->report.refused_file, "11,call Jansen on 06-12345678,J. Jansen"));
}

static void counts_empty_rows(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,a\n,\nn/a,-\n,b\n0,\n  \n", 3, 0);
	assert_int_equal(f->report.empty, 2);
	assert_int_equal(f->report.records, 5);
}

static void rows_may_be_short_or_long_by_empty_cells(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment,Extra\n9,a\n8\n7,b,x,,,\n6,c,x,,y\n", 3, 1);
	assert_refused(f, 0, 5, "5, 3");
}

static void keeps_a_thousand_refused_rows(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "NPS,Comment\n");
	for (int i = 0; i < 1500; i++)
		str_addf(&s, "9,good %d\n12,bad\n", i);
	str_add(&s, "0,x\n");
	assert_imported(f, s.text, 1501, 1500);
	assert_int_equal(f->report.refused_count, 1000);
	assert_refused(f, 999, 2001, "“12”");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(refuses_rows_with_line_and_reason),
	        TEST(refused_rows_are_masked),
	        TEST(counts_empty_rows),
	        TEST(rows_may_be_short_or_long_by_empty_cells),
	        TEST(keeps_a_thousand_refused_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
