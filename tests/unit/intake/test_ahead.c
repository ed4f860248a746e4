/* Rows are read in a thread of their own while those before are taken: in order, to the end, to an error, or
 * until nobody wants more. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "intake/ahead.h"
#include "intake/source.h"

#include "fake_store.h"
#include "fixture.h"

/* So many rows, in a buffer that each row overwrites, as sources do; then the end or an error. */
struct rows {
	size_t count, at;
	bool breaks;
	struct source_about about;
	char text[64];
	uint32_t starts[2];
};

static bool start(void *self, enum source_pass pass, struct err *err)
{
	UNUSED(self);
	UNUSED(pass);
	UNUSED(err);
	return true;
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct rows *rows = self;
	*ret_row = rows->at < rows->count;
	if (!*ret_row)
		return !rows->breaks || err_set(err, ERR_INPUT, "%s: broken", "line %zu", rows->at + 1);
	snprintf(rows->text, sizeof(rows->text), "answer number %zu", rows->at++);
	rows->starts[1] = (uint32_t)strlen(rows->text) + 1;
	rows->about.done = (int64_t)rows->at;
	rows->about.total = (int64_t)rows->count;
	*ret = (struct record){rows->text, rows->starts[1], rows->starts, 1, (int64_t)rows->at};
	return true;
}

static const struct source_about *about(void *self)
{
	struct rows *rows = self;
	return &rows->about;
}

static void close_rows(void *self)
{
	UNUSED(self);
}

static const struct source_ops ops = {.start = start, .next = next, .about = about, .close = close_rows};

struct reading {
	struct rows rows;
	struct source source;
	struct plan plan;
	struct intake_options options;
	struct import *import;
	struct ahead *ahead;
};

static struct reading *reading_of(struct fixture *f, size_t count, bool breaks, bool alone)
{
	struct reading *r = arena_new_of(f->arena, struct reading);
	struct err err = {0};
	*r = (struct reading){.rows = {.count = count, .breaks = breaks},
	        .source = {&ops, &r->rows},
	        .plan = {.column_count = 1, .joined = NO_COLUMN}};
	for (size_t i = 0; i < COLUMN_ROLES; i++)
		r->plan.columns.of[i] = i == COLUMN_COMMENT ? 0 : NO_COLUMN;
	r->plan.missing = missing_ready(f->arena, &f->words);
	struct store *store = fake_store_new(f->arena);
	assert_true(store_import_begin(
	        store, f->arena, &(struct import_source){.name = "a", .shape = "s"}, &r->import, &err));
	const struct ahead_options options = {
	        .skip = 2, .column_count = 1, .import = r->import, .alone = alone};
	r->ahead = ahead_new(
	        f->arena, &r->source, row_reader_new(store, f->arena, &r->plan, &r->options), &options);
	return r;
}

/* Its number, or -1 behind the last. */
static long expect_next(struct reading *r, size_t number)
{
	const struct ahead_row *row;
	struct err err = {0};
	char text[64];
	assert_true(ahead_next(r->ahead, &row, &err));
	if (!row)
		return -1;
	snprintf(text, sizeof(text), "answer number %zu", number);
	assert_string_equal(row->record.bytes, text);
	assert_int_equal(row->record.line, number + 1);
	assert_int_equal(row->outcome, number < 2 ? ROW_SKIP : ROW_TAKE);
	if (row->outcome == ROW_TAKE) {
		assert_string_equal(row->row.feedback.comment, text);
		struct import_row again = row->row, *asked = &again;
		again.key = 0;
		store_import_keys(r->import, &asked, 1);
		assert_true(row->row.key == again.key);
	}
	return (long)number;
}

static void hands_out_all_rows_in_order(void **state)
{
	struct fixture *f = *state;
	static const size_t counts[] = {0, 1, 127, 128, 129, 256, 5000};
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (int alone = 0; alone < 2; alone++) {
			struct reading *r = reading_of(f, counts[i], false, alone);
			int64_t done = 0, total = 0;
			for (size_t n = 0; n < counts[i]; n++)
				assert_int_equal(expect_next(r, n), n);
			assert_int_equal(expect_next(r, 0), -1);
			assert_int_equal(expect_next(r, 0), -1);
			ahead_progress(r->ahead, &done, &total);
			assert_int_equal(done, counts[i]);
			assert_int_equal(total, counts[i]);
			ahead_cleanup(&r->ahead);
		}
}

static void tells_an_error_behind_the_rows_before_it(void **state)
{
	struct fixture *f = *state;
	static const size_t counts[] = {0, 3, 128, 3000};
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct reading *r = reading_of(f, counts[i], true, false);
		const struct ahead_row *row;
		struct err err = {0};
		char line[32];
		for (size_t n = 0; n < counts[i]; n++)
			assert_int_equal(expect_next(r, n), n);
		assert_false(ahead_next(r->ahead, &row, &err));
		snprintf(line, sizeof(line), "line %zu", counts[i] + 1);
		assert_string_equal(err.detail, line);
		ahead_cleanup(&r->ahead);
	}
}

/* Whether it waits for room, or has come to the end, or was never asked. */
static void stops_when_nobody_wants_more(void **state)
{
	struct fixture *f = *state;
	static const size_t wanted[] = {0, 1, 128, 129, 700};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		for (int wait = 0; wait < 2; wait++) {
			struct reading *r = reading_of(f, 100000, false, false);
			for (size_t n = 0; n < wanted[i]; n++)
				assert_int_equal(expect_next(r, n), n);
			if (wait)
				nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
			ahead_stop(r->ahead);
			size_t read = r->rows.at;
			assert_true(read < wanted[i] + 1000);
			ahead_cleanup(&r->ahead);
			assert_int_equal(r->rows.at, read);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(hands_out_all_rows_in_order, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(
	                tells_an_error_behind_the_rows_before_it, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(
	                stops_when_nobody_wants_more, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
