/* Foreign bytes are read in a child: what its reader may do, and what comes of its end. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "intake/frame.h"
#include "intake/source.h"
#include "intake/source_apart.h"

#include "fixture.h"

enum deed { DEED_ROWS, DEED_DIE, DEED_LEAVE, DEED_TRY, DEED_EAT, DEED_REFUSE };

/* A reader that does as it is told. */
struct reader {
	enum deed deed;
	int rows, at;
	struct source_about about;
	char text[64];
	uint32_t starts[2];
	struct arena *arena;
};

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct reader *r = self;
	UNUSED(pass);
	UNUSED(err);
	r->at = 0;
	r->about.done = 0;
	return true;
}

/* "1" for each thing that it could do and should not. */
static void try_all(char *out)
{
	int fd = open("/dev/null", O_RDONLY);
	out[0] = fd >= 0 ? '1' : '0';
	out[1] = write(STDERR_FILENO, "", 0) == 0 ? '1' : '0';
	out[2] = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? '0' : '1';
	out[3] = socket(AF_INET, SOCK_STREAM, 0) >= 0 ? '1' : '0';
	out[4] = '\0';
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct reader *r = self;
	*ret_row = r->at < r->rows;
	if (r->at++ < r->rows / 2 || !*ret_row || r->deed == DEED_ROWS)
		snprintf(r->text, sizeof(r->text), "row %d", r->at);
	else if (r->deed == DEED_DIE)
		raise(SIGSEGV);
	else if (r->deed == DEED_LEAVE)
		_exit(0);
	else if (r->deed == DEED_TRY)
		try_all(r->text);
	else if (r->deed == DEED_EAT)
		memset(arena_alloc(r->arena, 512 << 20), 1, 512 << 20);
	else
		return err_set(err, ERR_INPUT, "%s: no row", "a.csv:%d", r->at);
	r->starts[1] = (uint32_t)strlen(r->text) + 1;
	*ret = (struct record){r->text, r->starts[1], r->starts, 1, r->at};
	r->about.done += *ret_row;
	return true;
}

static const struct source_about *about(void *self)
{
	struct reader *r = self;
	return &r->about;
}

static void close_reader(void *self)
{
	UNUSED(self);
}

static void move(void *self, struct arena *arena)
{
	struct reader *r = self;
	r->arena = arena;
}

static struct source reader_apart(struct fixture *f, enum deed deed, int rows)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_reader};
	const struct apart_options options = {.name = "a.csv", .fd = -1, .size = 100, .move = move};
	struct reader *r = arena_new_of(f->arena, struct reader);
	*r = (struct reader){.deed = deed, .rows = rows};
	return source_apart(f->arena, (struct source){&ops, r}, &options);
}

/* Reads rows until they end or `most` were read; how many. */
static int read_rows(struct fixture *f, struct source *source, int most, char *last)
{
	struct record record;
	bool row = true;
	int count = 0;
	for (; count < most; count++) {
		if (!source_next(source, &record, &row, &f->err) || !row)
			break;
		assert_int_equal(record.line, count + 1);
		snprintf(last, 64, "%s", record_cell(&record, 0));
	}
	return count;
}

static void gives_all_rows(void **state)
{
	struct fixture *f = *state;
	CLEANUP(source_cleanup) struct source source = reader_apart(f, DEED_ROWS, 100000);
	char last[64] = "";
	/* A look that is given up early, one that is not, and the last pass. */
	assert_true(source_start(&source, SOURCE_LOOK, &f->err));
	assert_int_equal(read_rows(f, &source, 10, last), 10);
	for (int i = 0; i < 2; i++) {
		assert_true(source_start(&source, i ? SOURCE_TAKE : SOURCE_LOOK, &f->err));
		assert_int_equal(read_rows(f, &source, 1000000, last), 100000);
		assert_string_equal(last, "row 100000");
		assert_int_equal(source_about(&source)->done, 100000);
	}
	assert_int_equal(f->err.code, ERR_NONE);
}

static void its_death_is_a_broken_file(void **state)
{
	struct fixture *f = *state;
	static const enum deed ends[] = {DEED_DIE, DEED_LEAVE, DEED_EAT};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		CLEANUP(source_cleanup) struct source source = reader_apart(f, ends[i], 10);
		char last[64] = "";
		err_clear(&f->err);
		assert_true(source_start(&source, SOURCE_LOOK, &f->err));
		read_rows(f, &source, 10, last);
		assert_int_equal(f->err.code, ERR_INPUT);
		assert_non_null(
		        strstr(err_text(f->arena, &f->err), "a.csv: broken structure: the reader stopped"));
		err_clear(&f->err);
		assert_false(source_start(&source, SOURCE_LOOK, &f->err));
		assert_int_equal(f->err.code, ERR_INPUT);
	}
}

static void its_refusals_come_through(void **state)
{
	struct fixture *f = *state;
	CLEANUP(source_cleanup) struct source source = reader_apart(f, DEED_REFUSE, 10);
	char last[64] = "";
	assert_true(source_start(&source, SOURCE_LOOK, &f->err));
	assert_int_equal(read_rows(f, &source, 10, last), 5);
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_string_equal(err_text(f->arena, &f->err), "a.csv:6: no row");
}

static void it_can_do_nothing_else(void **state)
{
	struct fixture *f = *state;
	CLEANUP(source_cleanup) struct source source = reader_apart(f, DEED_TRY, 2);
	char last[64] = "";
	assert_true(source_start(&source, SOURCE_LOOK, &f->err));
	assert_int_equal(read_rows(f, &source, 2, last), 2);
	assert_string_equal(last, "0000");
}

static void takes_nothing_on_trust(void **state)
{
	struct fixture *f = *state;
	static const uint32_t lies[][3] = {{0, 9, 4}, {0, 0, 4}, {1, 2, 4}, {0, 2, 5}, {0, 3, 4}};
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct frame frame = {.arena = f->arena};
		struct record record = {"a\0b", 4, lies[i], 2, 1};
		bool row;
		frame_add_row(&frame, &record);
		assert_false(frame_next_row(&frame, &record, &row));
	}
	struct frame frame = {.arena = f->arena};
	struct err err = {.code = ERR_INPUT, .message = "%s %n"};
	frame_set_err(&frame, &err);
	assert_false(frame_get_err(&frame, f->arena, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(gives_all_rows),
	        TEST(its_death_is_a_broken_file),
	        TEST(its_refusals_come_through),
	        TEST(it_can_do_nothing_else),
	        TEST(takes_nothing_on_trust),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
