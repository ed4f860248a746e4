/* JSON: what is JSON at all, where its records are, and what becomes of their names and values. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/clock.h>

#include "intake/feed.h"
#include "intake/json.h"
#include "intake/reading.h"
#include "intake/source.h"

#include "fixture.h"

/* Reads all of it; false with the reason where it is not JSON. */
static bool is_json(struct arena *arena, struct feed *feed, struct err *err)
{
	struct reading reading = reading_new(arena, feed, false);
	reading.no_nuls = true;
	struct json json;
	json_init(&json, arena, feed_name(feed), reading_input(&reading));
	if (!feed_look_at_head(feed, NULL, err) || !reading_start(&reading, SOURCE_TAKE, err))
		return false;
	for (enum json_event event = JSON_NULL; event != JSON_END;)
		if (!json_next(&json, &event, err))
			return false;
	return true;
}

static void agrees_with_the_suite(void **state)
{
	UNUSED(state);
	DIR *dir = opendir(SUITES "/json/parsing");
	int seen[256] = {0};
	if (!dir)
		skip();
	for (const struct dirent *entry; (entry = readdir(dir));) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
		CLEANUP(feed_cleanup) struct feed *feed = NULL;
		const char *path = arena_printf(arena, SUITES "/json/parsing/%s", entry->d_name);
		struct err err = {0};
		char kind = entry->d_name[0];
		if (!strchr("yni", kind) || entry->d_name[1] != '_')
			continue;
		seen[(unsigned char)kind]++;
		bool good = feed_open(arena, path, &feed, &err) && is_json(arena, feed, &err);
		if (kind != 'i' && good != (kind == 'y'))
			fail_msg("%s: %s", entry->d_name, good ? "accepted" : err_text(arena, &err));
		if (!good)
			assert_true(err.code == ERR_INPUT && strstr(err.detail, entry->d_name));
	}
	closedir(dir);
	assert_true(seen['y'] > 50 && seen['n'] > 100 && seen['i'] > 10);
}

static void refuses(const char *text, const char *where)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct err err = {0};
	assert_false(is_json(arena, feed_of_bytes(arena, "a.json", text, strlen(text)), &err));
	assert_int_equal(err.code, ERR_INPUT);
	if (!strstr(err_text(arena, &err), where))
		fail_msg("%s", err_text(arena, &err));
}

static void names_the_line(void **state)
{
	UNUSED(state);
	refuses("{\"a\": 1}\n{\"a\": 2\n", "a.json:3: the file ends within an object");
	refuses("{\"a\": 1} {\"a\": 2}\n", "a.json:1: a record is expected here");
	refuses("[\n1,\n]\n", "a.json:3: a value is expected here");
	refuses("[1\n2]", "a.json:2: a comma or ]");
	refuses("[01]", "a.json:1: a number");
	refuses("[\"a\nb\"]", "a.json:1: a line end");
	refuses("[\"\\x\"]", "a.json:1: a backslash");
	refuses("[] []", "a.json:1: something follows");
}

static void keeps_to_its_limits(void **state)
{
	UNUSED(state);
	enum { DEEP = 200000, LONG = 20 << 20 };
	char *text = malloc(LONG + 1);
	assert_non_null(text);
	memset(text, '[', DEEP);
	text[DEEP] = '\0';
	refuses(text, "a.json:1: nested deeper");
	memset(text, 'x', LONG);
	memcpy(text, "{\"a\":\"", 6);
	memcpy(text + LONG - 2, "\"}", 2);
	text[LONG] = '\0';
	refuses(text, "a.json:1: a text of more than 1 MB");
	free(text);
}

/* All rows of a source in a line: cells parted by "|", rows by "/". */
static const char *rows_of(struct fixture *f, const char *text)
{
	struct source_options options = {0};
	struct source source = source_of_bytes(f->arena, "a.json", text, strlen(text), &options);
	struct str s = str_new(f->arena);
	struct record record;
	bool row = true;
	err_clear(&f->err);
	if (!source_start(&source, SOURCE_TAKE, &f->err))
		return err_text(f->arena, &f->err);
	while (row) {
		if (!source_next(&source, &record, &row, &f->err))
			return err_text(f->arena, &f->err);
		for (size_t i = 0; row && i < record.count; i++)
			str_addf(&s, "%s%s", i ? "|" : s.len ? "/" : "", record_cell(&record, i));
	}
	return s.text;
}

static void finds_the_records(void **state)
{
	struct fixture *f = *state;
	static const char expected[] = "a|b/1|2/|3";
	assert_string_equal(rows_of(f, "{\"a\":1,\"b\":2}\n\n{\"b\":3}\n"), expected);
	assert_string_equal(rows_of(f, "{\"a\":1,\"b\":2}\r\n{\"b\":3}"), expected);
	assert_string_equal(rows_of(f, " [ {\"a\":1,\"b\":2},\n{\"b\":3} ]"), expected);
	assert_string_equal(
	        rows_of(f, "{\"n\":2,\"list\":[{\"a\":1,\"b\":2},{\"b\":3}],\"next\":null}"), expected);
	assert_string_equal(rows_of(f, "{\"x\":{\"few\":[{\"c\":1}],\"tags\":[1,2,3],\"y\":{\"list\":[{\"a\":"
	                               "1,\"b\":2},{\"b\":3}]}}}"),
	        expected);
	assert_string_equal(rows_of(f, "{\"a\":1,\"b\":2}"), "a|b/1|2");
}

/* As interfaces for programs give tables: a list of names, then lists of values. */
static void reads_lists_of_values(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(rows_of(f, "[[\"a\",\"b\"],[1,2],\n[null,3]]"), "a|b/1|2/|3");
	assert_string_equal(rows_of(f, "[[\"a\",\"b\"],[1,[\"x\",[],\"y\"]],[2],[[],1.7e+3,null]]"),
	        "a|b/1|x, y/2|/|1700");
	assert_string_equal(rows_of(f, "[[\"a\"]]"), "a");
	assert_non_null(strstr(rows_of(f, "[[\"a\"],[1,\n2]]"), "a.json:2 (record 2): more values"));
	assert_non_null(strstr(rows_of(f, "[[\"a\",2],[1,2]]"), "names the columns"));
	assert_non_null(strstr(rows_of(f, "[[]]"), "a record in braces"));
	assert_non_null(strstr(rows_of(f, "[[\"a\"],[{}]]"), "a plain value"));
	assert_non_null(strstr(rows_of(f, "[[\"a\"],5]"), "a record in braces"));
	assert_non_null(strstr(rows_of(f, "[{\"a\":1},[2]]"), "a record in braces"));
	assert_non_null(strstr(rows_of(f, "[[\"a\"],[1]"), "the file ends within an array"));
}

static void makes_cells_of_values(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(
	        rows_of(f, "[{\"a\":{\"b\":{\"c\":\"x\"},\"d\":true},\"e\":null}]"), "a.b.c|a.d|e/x|true|");
	assert_string_equal(rows_of(f, "[{\"t\":[\"x\",null,\"y\",3],\"u\":[]}]"), "t/x, y, 3");
	assert_string_equal(rows_of(f, "[{\"q\":[{\"s\":1},{\"s\":2,\"t\":[[4],5]}]}]"),
	        "q.1.s|q.2.s|q.2.t.1|q.2.t/1|2|4|5");
	assert_string_equal(rows_of(f, "[{\"n\":12345678901234567890,\"m\":1.50,\"p\":1.7e+3,\"q\":1e400}]"),
	        "n|m|p|q/12345678901234567890|1.50|1700|1e400");
	assert_string_equal(rows_of(f, "[{\"a\":\"\\u00e9\\ud83d\\ude00\\n\\ud800x\\u0000\"}]"),
	        "a/\u00e9\U0001F600\n\uFFFDx\uFFFD");
}

static void refuses_what_holds_no_records(void **state)
{
	struct fixture *f = *state;
	assert_non_null(strstr(rows_of(f, "[]"), "holds no records"));
	assert_non_null(strstr(rows_of(f, "[{}]"), "holds no records"));
	assert_non_null(strstr(rows_of(f, "5"), "no records"));
	assert_non_null(strstr(rows_of(f, "[{\"a\":1},\n 5]"), "a.json:2 (record 1): a record in braces"));
	assert_non_null(strstr(rows_of(f, "[{\"a\":1}] x"), "something follows"));
	assert_non_null(strstr(rows_of(f, "{\"l\":[{\"a\":1}]"), "the file ends within an object"));
}

static const char lines[] =
        "{\"nps\":9,\"user\":{\"comment\":\"Snel\"},\"date\":\"2026-02-02\"}\n"
        "{\"nps\":3,\"user\":{\"comment\":\"Traag, \\\"wachten\\\"\"},\"date\":\"2026-02-03\"}\n"
        "{\"nps\":10,\"date\":\"2026-02-03\"}\n";

static void lands_in_the_store(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, lines, 3, 0);
	assert_string_equal(f->report.delimiter, "");
	assert_int_equal(f->report.header_rows, 1);
	assert_string_equal(fixture_column(f, COLUMN_COMMENT), "user.comment");
	assert_string_equal(fixture_column(f, COLUMN_DATE), "date");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "Traag, \"wachten\"");
	assert_imported(f, lines, 0, 0);
	assert_int_equal(f->report.duplicates, 3);
}

static bool is_warned(const struct fixture *f, const char *part)
{
	for (size_t i = 0; i < f->report.warning_count; i++)
		if (strstr(f->report.warnings[i], part))
			return true;
	return false;
}

static void tells_of_names_that_come_twice(void **state)
{
	struct fixture *f = *state;
	assert_imported(f,
	        "{\"nps\":9,\"comment\":\"a\",\"comment\":\"b\"}\n{\"nps\":8,\"comment\":\"c\"}\n"
	        "{\"nps\":1,\"comment\":\"d\",\"nps\":2}\n",
	        3, 0);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "b");
	assert_true(is_warned(f, "2 names came twice in their records, the first on line 1"));
}

static void a_broken_end_is_nothing(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	for (int i = 0; i < 5000; i++)
		str_addf(&s, "{\"nps\":%d,\"comment\":\"antwoord %d\"}\n", i % 11, i);
	str_add(&s, "{\"nps\":9,");
	assert_false(fixture_import(f, s.text));
	assert_int_equal(f->err.code, ERR_INPUT);
	assert_non_null(strstr(f->err.detail, ":5001"));
	assert_int_equal(f->store->rows.count, 0);
	assert_int_equal(f->store->commits, 0);
}

/* Names come in any order, and some only where there is something to say. */
static void the_order_of_names_says_nothing(void **state)
{
	struct fixture *f = *state;
	f->options.path = "a.json";
	assert_imported(f,
	        "[{\"nps\":9,\"comment\":\"a\",\"date\":\"2026-02-01\"},"
	        "{\"nps\":3,\"comment\":\"b\",\"date\":\"2026-02-01\"}]",
	        2, 0);
	assert_imported(f,
	        "{\"date\":\"2026-02-01\",\"comment\":\"b\",\"nps\":3}\n"
	        "{\"comment\":\"a\",\"tags\":null,\"date\":\"2026-02-01\",\"nps\":9}\n"
	        "{\"date\":\"2026-02-01\",\"nps\":9,\"plan\":\"gold\",\"comment\":\"new\"}\n",
	        1, 0);
	assert_int_equal(f->report.duplicates, 2);
	/* The same value under another name is another answer. */
	assert_imported(f, "[{\"nps\":9,\"comment\":\"a\",\"day\":\"2026-02-01\"}]", 1, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(agrees_with_the_suite),
	        cmocka_unit_test(names_the_line),
	        cmocka_unit_test(keeps_to_its_limits),
	        TEST(finds_the_records),
	        TEST(reads_lists_of_values),
	        TEST(makes_cells_of_values),
	        TEST(refuses_what_holds_no_records),
	        TEST(lands_in_the_store),
	        TEST(tells_of_names_that_come_twice),
	        TEST(a_broken_end_is_nothing),
	        TEST(the_order_of_names_says_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
