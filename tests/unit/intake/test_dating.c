/* Answers that came in without a date get one when the file comes again with it. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "world.h"

enum { MONDAY = 20514, SUNDAY = 20513 }; /* 2026-03-02, and the day before */

static const char plain[] = "Rating (1-10),Comment\n2,slow\n10,fast\n8,fine\n8,fine\n";
static const char named[] = "Response ID,Rating (1-10),Comment\nA1,2,slow\nA2,10,fast\nA3,8,fine\n";

static bool import_on(struct world *w, const char *text, int32_t day)
{
	return world_import_with(w, text, (struct intake_options){.undated_day = day});
}

static int64_t dated(struct world *w, int32_t day)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *found;
	size_t count;
	query.from_day = query.to_day = day;
	assert_true(store_feedback(w->store, w->arena, &query, &found, &count, &w->err));
	return (int64_t)count;
}

static bool warns(const struct world *w, const char *part)
{
	for (size_t i = 0; i < w->report.warning_count; i++)
		if (strstr(w->report.warnings[i], part))
			return true;
	return false;
}

static void check_counts(const struct world *w, int imported, int duplicates, int dated)
{
	assert_int_equal(w->report.imported, imported);
	assert_int_equal(w->report.duplicates, duplicates);
	assert_int_equal(w->report.dated, dated);
}

/* Once more without a date says how; with one it is done, in one batch that can be withdrawn. */
static void dates_what_had_none(struct world *w, const char *text, int rows, double sum)
{
	assert_true(import_on(w, text, 0));
	check_counts(w, rows, 0, 0);
	assert_true(import_on(w, text, 0));
	check_counts(w, 0, rows, 0);
	assert_int_equal(w->report.batch_id, 0);
	assert_true(warns(w, "once more with --date"));
	assert_true(import_on(w, text, MONDAY));
	check_counts(w, 0, rows, rows);
	assert_true(warns(w, "undo takes that back"));
	const int64_t batch = w->report.batch_id;
	assert_true(batch > 0);
	assert_int_equal(dated(w, MONDAY), rows);
	world_assert_stored(w, rows, sum);
	/* Whichever way it comes again: nothing is new, and nothing is dated twice. */
	static const int32_t days[] = {MONDAY, 0, SUNDAY};
	for (size_t i = 0; i < 3; i++) {
		assert_true(import_on(w, text, days[i]));
		check_counts(w, 0, rows, 0);
		assert_false(warns(w, "--date"));
	}
	world_withdraw(w, batch, true);
	assert_int_equal(dated(w, MONDAY), 0);
	world_assert_stored(w, rows, sum);
	world_withdraw(w, batch, false);
	assert_int_equal(dated(w, MONDAY), rows);
	world_assert_stored(w, rows, sum);
}

static void rows_get_the_day(void **state)
{
	dates_what_had_none(*state, plain, 4, 28);
}

static void rows_with_an_id_get_the_day(void **state)
{
	dates_what_had_none(*state, named, 3, 20);
}

static void another_day_may_be_said_after_undo(void **state)
{
	struct world *w = *state;
	assert_true(import_on(w, named, 0));
	assert_true(import_on(w, named, MONDAY));
	world_withdraw(w, w->report.batch_id, true);
	assert_true(import_on(w, named, SUNDAY));
	check_counts(w, 0, 3, 3);
	assert_int_equal(dated(w, SUNDAY), 3);
	world_assert_stored(w, 3, 20);
}

/* An equal row more than there was is one more person. */
static void further_rows_are_new(void **state)
{
	struct world *w = *state;
	assert_true(import_on(w, plain, 0));
	assert_true(import_on(w, plain, MONDAY));
	assert_true(import_on(w, "Rating (1-10),Comment\n8,fine\n8,fine\n8,fine\n5,new\n", MONDAY));
	check_counts(w, 2, 2, 0);
	world_assert_stored(w, 6, 41);
}

static void only_what_had_none_is_dated(void **state)
{
	struct world *w = *state;
	static const char mixed[] = "Rating (1-10),Comment,Date\n2,slow,2026-03-01\n10,fast,\n8,fine,\n";
	assert_true(import_on(w, mixed, 0));
	assert_true(import_on(w, mixed, MONDAY));
	check_counts(w, 0, 3, 2);
	assert_int_equal(dated(w, SUNDAY), 1);
	assert_int_equal(dated(w, MONDAY), 2);
	world_assert_stored(w, 3, 20);
}

static const char columns[] = "Rating (1-10),Comment,Date\n2,slow,02/03/2026\n10,fast,01/03/2026\n";

static void a_column_dates_them_as_well(void **state)
{
	struct world *w = *state;
	struct intake_options none = {0}, order = {.date_order = "dmy"};
	none.columns[COLUMN_DATE] = "-";
	assert_true(world_import_with(w, columns, none));
	check_counts(w, 2, 0, 0);
	/* The order speaks of the column that was left aside. */
	assert_true(world_import_with(w, columns, order));
	check_counts(w, 0, 2, 2);
	assert_int_equal(dated(w, MONDAY), 1);
	assert_int_equal(dated(w, SUNDAY), 1);
}

static void a_dry_run_dates_nothing(void **state)
{
	struct world *w = *state;
	assert_true(import_on(w, plain, 0));
	assert_true(
	        world_import_with(w, plain, (struct intake_options){.undated_day = MONDAY, .dry_run = true}));
	check_counts(w, 0, 4, 4);
	assert_int_equal(dated(w, MONDAY), 0);
	world_assert_stored(w, 4, 28);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(rows_get_the_day),
	        TEST(rows_with_an_id_get_the_day),
	        TEST(another_day_may_be_said_after_undo),
	        TEST(further_rows_are_new),
	        TEST(only_what_had_none_is_dated),
	        TEST(a_column_dates_them_as_well),
	        TEST(a_dry_run_dates_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
