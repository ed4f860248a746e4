/* Packed files: taken in as what is packed in them; broken ones and traps are refused, and nothing lands. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "intake/gunzip.h"

#include "fixture.h"

static const char answers[] = "NPS,Comment\n9,goed\n3,traag\n10,snel\n";

/* A member of its own. */
static void pack(struct str *out, const char *bytes, size_t len)
{
	static Bytef room[1 << 16];
	z_stream z = {0};
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)bytes;
	z.avail_in = (unsigned)len;
	int done = Z_OK;
	while (done == Z_OK) {
		z.next_out = room;
		z.avail_out = sizeof(room);
		done = deflate(&z, Z_FINISH);
		str_add_bytes(out, (const char *)room, sizeof(room) - z.avail_out);
	}
	assert_int_equal(done, Z_STREAM_END);
	deflateEnd(&z);
}

static void refuses(struct fixture *f, const char *bytes, size_t len, const char *part)
{
	assert_false(fixture_import_bytes(f, bytes, len));
	assert_int_equal(f->err.code, ERR_INPUT);
	if (!strstr(err_text(f->arena, &f->err), part))
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_int_equal(f->store->rows.count, 0);
}

static void takes_packed_files(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	pack(&s, answers, strlen(answers));
	assert_true(fixture_import_bytes(f, s.text, s.len));
	assert_int_equal(f->report.imported, 3);
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "traag");
	/* The same unpacked is the same. */
	assert_imported(f, answers, 0, 0);
	str_clear(&s);
	const char json[] = "[{\"nps\":9,\"comment\":\"a\"},{\"nps\":1,\"comment\":\"b\"}]";
	pack(&s, json, strlen(json));
	assert_true(fixture_import_bytes(f, s.text, s.len));
	assert_int_equal(f->report.imported, 2);
}

static void takes_several_members(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	pack(&s, answers, 15);
	pack(&s, "", 0);
	pack(&s, answers + 15, strlen(answers) - 15);
	str_add_bytes(&s, "\0\0\0", 3);
	assert_true(fixture_import_bytes(f, s.text, s.len));
	assert_int_equal(f->report.imported, 3);
	str_add(&s, "x");
	f->store->rows.count = 0;
	refuses(f, s.text, s.len, "answers.csv:5: something follows");
}

static void refuses_broken_ones(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena), long_one = str_new(f->arena);
	str_add(&long_one, "NPS,Comment\n");
	for (int i = 0; i < 100000; i++)
		str_addf(&long_one, "%d,antwoord %d\n", i % 11, i * 7919 % 100003);
	pack(&s, long_one.text, long_one.len);
	/* Each says how far it came. */
	refuses(f, s.text, s.len / 2, "answers.csv:4");
	refuses(f, s.text, s.len / 2, "ends too early");
	refuses(f, s.text, s.len - 1, "answers.csv:100002: the packed data ends too early");
	refuses(f, s.text, 12, "answers.csv:1: the packed data ends too early");
	s.text[s.len - 6]++;
	refuses(f, s.text, s.len, "answers.csv:100002: the packed data is damaged");
	str_clear(&s);
	pack(&s, "", 0);
	refuses(f, s.text, s.len, "is empty");
}

static void refuses_traps(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena), row = str_new(f->arena);
	str_add(&row, "NPS,Comment\n");
	str_repeat(&row, "9,goed\n", 8 << 20);
	pack(&s, row.text, row.len);
	refuses(f, s.text, s.len, ": unpacked it grows more than 200 times");
}

static void takes_them_from_a_pipe(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	int ends[2], in = dup(STDIN_FILENO);
	pack(&s, answers, strlen(answers));
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], s.text, s.len), (ssize_t)s.len);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	bool done = fixture_import_file(f, "-");
	dup2(in, STDIN_FILENO);
	close(in);
	if (!done)
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_int_equal(f->report.imported, 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(takes_packed_files),
	        TEST(takes_several_members),
	        TEST(refuses_broken_ones),
	        TEST(refuses_traps),
	        TEST(takes_them_from_a_pipe),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
