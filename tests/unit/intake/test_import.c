/* All or nothing, refused rows with their reasons, and files that are none. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/random.h>

#include "../../count.h"
#include "fixture.h"

static void assert_nothing_landed(const struct fixture *f)
{
	assert_int_equal(f->store->rows.count, 0);
	assert_int_equal(f->store->commits, 0);
	assert_int_equal(f->store->metrics.count, 0);
	assert_false(f->store->open);
	assert_int_equal(f->report.imported, 0);
	assert_int_equal(f->report.batch_id, 0);
}

static void more_than_half_refused_is_nothing(void **state)
{
	struct fixture *f = *state;
	assert_false(fixture_import(f, "NPS,Comment\n9,a\nabc,b\ndef,c\n"));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_non_null(strstr(f->err.detail, "2 / 3"));
	assert_non_null(strstr(f->err.detail, "answers.csv:3"));
	assert_nothing_landed(f);
	assert_int_equal(f->report.refused, 2);
	/* Half is not more than half. */
	assert_imported(f, "NPS,Comment\n9,a\nabc,b\n8,c\ndef,d\n", 2, 2);
}

static void broken_structure_is_nothing(void **state)
{
	struct fixture *f = *state;
	assert_false(fixture_import(f, "NPS,Comment\n9,a\n8,\"no end\n7,c\n"));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_string_equal(f->err.detail, "answers.csv:3");
	assert_nothing_landed(f);
}

static char *long_text(struct fixture *f, const char *header, int count, const char *format)
{
	struct str s = str_new(f->arena);
	str_add(&s, header);
	for (int i = 0; i < count; i++) {
		str_addf(&s, "%d", i % 11);
		str_add(&s, format);
	}
	return s.text;
}

static void broken_far_behind_the_sample_is_nothing(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, long_text(f, "NPS,Comment\n", 60000, ",a comment of some length to fill the file\n"));
	str_add(&s, "9,\"no end");
	assert_false(fixture_import(f, s.text));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_string_equal(f->err.detail, "answers.csv:60002");
	assert_nothing_landed(f);
}

static void a_full_disk_is_nothing(void **state)
{
	struct fixture *f = *state;
	f->store->fail_at = 2;
	assert_false(fixture_import(f, "NPS,Comment\n9,a\n8,b\n7,c\n"));
	assert_int_equal(f->err.code, ERR_FULL);
	assert_nothing_landed(f);
}

static void a_dry_run_is_nothing_but_counts(void **state)
{
	struct fixture *f = *state;
	f->options.dry_run = true;
	assert_imported(f, "NPS,Comment\n9,a\n8,b\n12,c\n", 2, 1);
	assert_int_equal(f->store->commits, 0);
	assert_int_equal(f->store->rows.count, 0);
	f->options.dry_run = false;
	assert_imported(f, "NPS,Comment\n9,a\n8,b\n12,c\n", 2, 1);
}

static void equal_rows_are_different_people(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,top\n9,top\n9,top\n", 3, 0);
	assert_imported(f, "NPS,Comment\n9,top\n9,top\n9,top\n", 0, 0);
	assert_int_equal(f->report.duplicates, 3);
	assert_imported(f, "NPS,Comment\n9,top\n9,top\n8,new\n9,top\n9,top\n", 2, 0);
}

static void the_same_answers_saved_otherwise_are_the_same(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,caf\xC3\xA9\n8,\"b\"\n", 2, 0);
	assert_imported(f, "\xEF\xBB\xBFNPS;Comment\r\n9;caf\xC3\xA9\r\n8;b\r\n", 0, 0);
	assert_int_equal(f->report.duplicates, 2);
	assert_imported(f, "NPS\tComment\n9\tcaf\xE9\n", 0, 0);
	/* Under other headers they say something else. */
	assert_imported(f, "NPS,Reason\n9,caf\xC3\xA9\n", 1, 0);
}

static void a_header_in_the_middle_is_passed_over(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,a\n\nNPS,Comment\n8,b\n", 2, 0);
	assert_int_equal(f->report.records, 2);
}

static void a_header_alone_is_no_error(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment,Date\n", 0, 0);
	assert_int_equal(f->report.batch_id, 0);
}

static bool stop_at_once(void *user, int64_t done, int64_t total, int64_t rows)
{
	int *calls = user;
	assert_true(done >= 0 && total >= 0 && rows >= 0);
	++*calls;
	return false;
}

static void can_be_stopped(void **state)
{
	struct fixture *f = *state;
	int calls = 0;
	f->options.progress = (struct intake_progress){stop_at_once, &calls};
	char *text = long_text(f, "NPS,Comment\n", 3000000 / 10, ",a comment\n");
	bool done = fixture_import(f, text);
	/* A machine that is done within a tenth of a second was not asked. */
	assert_int_equal(calls, done ? 0 : 1);
	if (!done) {
		assert_int_equal(f->err.code, ERR_CANCELLED);
		assert_nothing_landed(f);
	}
}

/* The first two thousand rows say 1 to 5, the rest says otherwise. */
static void looks_beyond_the_sample(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "Rating,Comment,Date\n");
	for (int i = 0; i < 3000; i++)
		str_addf(&s, "%d,comment number %d,3/2/2025\n", 1 + i % 5, i);
	for (int i = 0; i < 3000; i++)
		str_addf(&s, "%d,further comment %d,13/2/2025\n", 1 + i % 10, i);
	assert_imported(f, s.text, 6000, 0);
	assert_string_equal(f->report.metric, "rating-1-10");
	assert_string_equal(f->report.date_order, "dmy");
}

static void themes_come_from_column_and_rules(void **state)
{
	struct fixture *f = *state;
	static const char *const wait[] = {"wacht*", "waited"}, *const not_wait[] = {"wachtwoord*"};
	static const char *const staff[] = {"vriendelijk", "zeer behulpzaam"};
	const struct theme_rule rules[] = {
	        {.name = "wachten", .words = wait, .word_count = 2, .not = not_wait, .not_count = 1},
	        {.name = "medewerkers", .words = staff, .word_count = 2},
	};
	f->options.rules = rules;
	f->options.rule_count = 2;
	assert_imported(f,
	        "NPS,Comment,Thema\n"
	        "3,Ik wachtte te lang,prijs; Wachten\n"
	        "3,Mijn wachtwoord werkt niet,\n"
	        "9,\"Vriéndelijk, en zeer behulpzaam\",a;b,c;;d;e;f;g;h;i;j\n"
	        "9,,mooi\n8,behulpzaam,n.v.t.\n",
	        4, 1);
	assert_int_equal(f->report.refused_rows[0].line, 4);
	const struct feedback *first = &fixture_row(f, 0)->feedback;
	assert_int_equal(first->theme_count, 2);
	assert_string_equal(first->themes[0], "prijs");
	assert_string_equal(first->themes[1], "Wachten");
	assert_int_equal(fixture_row(f, 1)->feedback.theme_count, 0);
	assert_int_equal(fixture_row(f, 2)->feedback.theme_count, 1);
	assert_int_equal(fixture_row(f, 3)->feedback.theme_count, 0);
	assert_imported(
	        f, "NPS,Comment,Thema\n9,\"Vri\xC3\xA9ndelijk, top\",\"a;b,c;;d;e;f;g;h;i;j\"\n", 1, 0);
	assert_int_equal(fixture_row(f, 4)->feedback.theme_count, FEEDBACK_THEMES_MAX);
	assert_string_equal(fixture_row(f, 4)->feedback.themes[7], "h");
}

static void undated_rows_get_the_day_that_was_said(void **state)
{
	struct fixture *f = *state;
	f->options.undated_day = 20000;
	assert_imported(f, "NPS,Comment,Date\n9,a,2026-02-01\n9,b,\n9,c,1970-01-01\n", 3, 0);
	assert_true(fixture_row(f, 0)->feedback.day > 20000);
	assert_int_equal(fixture_row(f, 1)->feedback.day, 20000);
	assert_int_equal(fixture_row(f, 2)->feedback.day, 20000);
}

static void people_read_large_counts_in_groups(void **state)
{
	struct fixture *f = *state;
	struct str text = str_new(f->arena);
	str_add(&text, "NPS,Comment,Date\n9,a,2026-02-01\n");
	for (int i = 0; i < 1234; i++)
		str_addf(&text, "%d,c%d,\n", i % 11, i);
	assert_imported(f, text.text, 1235, 0);
	assert_int_equal(f->report.warning_count, 1);
	assert_non_null(strstr(f->report.warnings[0], "1,234 rows have no date"));
}

static void a_date_column_without_dates_is_told(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment,Date\n9,a,2026-02-01\n9,b,soon\n0,c,later\n8,d,never\n", 4, 0);
	assert_int_equal(fixture_row(f, 0)->feedback.day, 0);
	assert_true(f->report.warning_count > 0);
	assert_non_null(strstr(f->report.warnings[0], "“Date”"));
	assert_non_null(strstr(f->report.warnings[0], "3 of its 4"));
	assert_non_null(strstr(f->report.warnings[0], "“soon”"));
	assert_imported(f, "NPS,Comment\n9,e\n0,f\n8,g\n", 3, 0);
	for (size_t i = 0; i < f->report.warning_count; i++)
		assert_null(strstr(f->report.warnings[i], "not taken for the date"));
}

static void too_many_names_are_no_group(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "NPS,Comment,Channel\n");
	for (int i = 0; i < 3000; i++)
		str_add(&s, "9,a,web\n");
	for (int i = 0; i < 2000; i++)
		str_addf(&s, "0,b,channel %d\n", i);
	assert_imported(f, s.text, 5000, 0);
	assert_string_equal(fixture_row(f, 0)->feedback.channel, "web");
	assert_string_equal(fixture_row(f, 3998)->feedback.channel, "channel 998");
	assert_string_equal(fixture_row(f, 4999)->feedback.channel, "");
	assert_true(f->report.warning_count > 0);
}

static void hostile_cells_stay_data(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,\x1B]0;title\x07 %s%n\n\x1B[31m7,b\n0,c\n8,d\n", 3, 1);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "\x1B]0;title\x07 %s%n");
	assert_null(strchr(f->report.refused_rows[0].reason, '\x1B'));
}

static const char *temp_file(struct fixture *f, const char *bytes, size_t len)
{
	char *path = arena_strdup(f->arena, "/tmp/dagstart-intake-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	close(fd);
	return path;
}

static void reads_files(void **state)
{
	struct fixture *f = *state;
	char *text = long_text(f, "NPS,Comment\n", 50000, ",caf\xC3\xA9 with a comment of some length\n");
	const char *path = temp_file(f, text, strlen(text));
	bool done = fixture_import_file(f, path);
	unlink(path);
	assert_true(done);
	assert_int_equal(f->report.imported, 50000);
	assert_string_equal(f->report.file, strrchr(path, '/') + 1);
}

/* Runs with the pipe's end as standard input. */
static bool import_pipe(struct fixture *f, const char *text, size_t len)
{
	int ends[2], before = dup(STDIN_FILENO);
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		for (size_t at = 0; at < len;) {
			ssize_t n = write(ends[1], text + at, len - at < 5000 ? len - at : 5000);
			if (n <= 0)
				_exit(1);
			at += (size_t)n;
		}
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	bool done = fixture_import_file(f, "-");
	dup2(before, STDIN_FILENO);
	close(before);
	return done;
}

static void reads_pipes(void **state)
{
	struct fixture *f = *state;
	const char *small = "NPS,Comment\n9,a\n0,b\n";
	assert_true(import_pipe(f, small, strlen(small)));
	assert_int_equal(f->report.imported, 2);
	assert_string_equal(f->report.file, "-");
	/* Longer than what is kept of a pipe. */
	char *large = long_text(f, "NPS,Comment\n", 120000,
	        ",a comment that is long enough to make this file larger than what is kept of a pipe for a "
	        "second look "
	        "at its head: that takes sixteen million bytes\n");
	assert_true(strlen(large) > 16 << 20);
	if (!import_pipe(f, large, strlen(large)))
		fail_msg("%s", err_text(f->arena, &f->err));
	assert_int_equal(f->report.imported + f->report.duplicates, 120000);
	assert_true(f->report.imported >= 11);
}

static void refuses_what_is_no_file(void **state)
{
	struct fixture *f = *state;
	assert_false(fixture_import_file(f, "/tmp"));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_false(fixture_import_file(f, "/nowhere/answers.csv"));
	assert_int_equal(f->err.code, ERR_MISSING);
	const char *path = temp_file(f, "", 0);
	assert_false(fixture_import_file(f, path));
	assert_int_equal(f->err.code, ERR_INPUT);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(fixture_import_file(f, path)); /* and does not wait for a writer */
	unlink(path);
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_false(fixture_import_file(f, "/dev/zero"));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_nothing_landed(f);
}

/* Bytes by chance, and a good file with bytes by chance in it: an answer, never a crash. */
static void survives_noise(void **state)
{
	struct fixture *f = *state;
	struct random dice = random_seeded(7);
	const char *good =
	        "id,NPS,Comment,Date,Thema\n1,9,\"a \"\"b\"\"\",2026-02-01,x;y\n2,0,c,2026-02-02,\n";
	static const char marks[] = "\",;\n\r\t\0\xFF\xC3 0123456789-/aA=";
	for (int round = 0; round < TEST_COUNT(3000, 1000); round++) {
		char bytes[200];
		size_t len = 1 + random_below(&dice, sizeof(bytes) - 1);
		if (round % 2) {
			len = strlen(good);
			memcpy(bytes, good, len);
			for (uint32_t i = random_below(&dice, 6); i-- > 0;)
				bytes[random_below(&dice, (uint32_t)len)] =
				        marks[random_below(&dice, sizeof(marks) - 1)];
		} else {
			for (size_t i = 0; i < len; i++)
				bytes[i] = marks[random_below(&dice, sizeof(marks) - 1)];
		}
		size_t before = f->store->rows.count;
		if (fixture_import_bytes(f, bytes, len))
			assert_int_equal(f->store->rows.count - before, f->report.imported);
		else
			assert_true(f->err.code != ERR_NONE && f->store->rows.count == before);
		assert_false(f->store->open);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(more_than_half_refused_is_nothing),
	        TEST(broken_structure_is_nothing),
	        TEST(broken_far_behind_the_sample_is_nothing),
	        TEST(a_full_disk_is_nothing),
	        TEST(a_dry_run_is_nothing_but_counts),
	        TEST(equal_rows_are_different_people),
	        TEST(the_same_answers_saved_otherwise_are_the_same),
	        TEST(a_header_in_the_middle_is_passed_over),
	        TEST(a_header_alone_is_no_error),
	        TEST(can_be_stopped),
	        TEST(looks_beyond_the_sample),
	        TEST(themes_come_from_column_and_rules),
	        TEST(undated_rows_get_the_day_that_was_said),
	        TEST(people_read_large_counts_in_groups),
	        TEST(a_date_column_without_dates_is_told),
	        TEST(too_many_names_are_no_group),
	        TEST(hostile_cells_stay_data),
	        TEST(reads_files),
	        TEST(reads_pipes),
	        TEST(refuses_what_is_no_file),
	        TEST(survives_noise),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
