/* What is mended on the way in, and what a person mends: refused rows come back as a file. */
#include <string.h>

#include "fixture.h"

/* Quotes behind backslashes far behind what the layout was found from. */
static void quotes_may_be_escaped_late(void **state)
{
	struct fixture *f = *state;
	struct str s = str_new(f->arena);
	str_add(&s, "NPS,Comment,Date\n");
	for (int i = 0; i < 60000; i++)
		str_addf(&s, "%d,\"comment, and number %d\",2026-02-01\n", i % 11, i);
	str_add(&s, "9,\"He said \\\"wait, please\\\", and \\\"wait\\\" again\",2026-02-01\n"
	            "8,\"a folder C:\\\",2026-02-01\n7,\"pipe of 5\\\" wide\",2026-02-01\n");
	assert_imported(f, s.text, 60003, 0);
	assert_string_equal(
	        fixture_row(f, 60000)->feedback.comment, "He said \"wait, please\", and \"wait\" again");
	assert_string_equal(fixture_row(f, 60001)->feedback.comment, "a folder C:\\");
	assert_string_equal(fixture_row(f, 60002)->feedback.comment, "pipe of 5\" wide");
}

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	assert_non_null(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* What was refused comes back as a file of its kind: mended there, it is imported, and so is no row twice. */
static void refused_rows_can_be_mended(void **state)
{
	struct fixture *f = *state;
	f->options.keep_refused = true;
	assert_imported(f,
	        "Survey of the north\n\nDatum;NPS;Opmerking;Kanaal\n1-2-2026;10;\"Snel; en "
	        "\"\"goed\"\"\";mail\n"
	        "2-2-2026;110;\"Traag\nop \"\"twee\"\" regels;\";chat\n13-2-2026;8;=1+1;mail\n1-2-2026;9\n"
	        "1-2-2026;9;;\n1-2-2026;9;kort\n3-2-2026;2;lang;mail;te veel\n",
	        5, 2);
	assert_string_equal(f->report.refused_file,
	        "refused by dagstart;Datum;NPS;Opmerking;Kanaal\n"
	        "answers.csv:5: the score “110” (0-10) is not on its scale;2-2-2026;110;\"Traag\nop "
	        "\"\"twee\"\" "
	        "regels;\";chat\n"
	        "answers.csv:11: the row has another number of cells than the first: 5, "
	        "4;3-2-2026;2;lang;mail;te veel\n");
	const char *mended = replaced(f->arena, f->report.refused_file, ";110;", ";1;");
	assert_imported(f, mended, 1, 1);
	assert_int_equal(f->report.refused_rows[0].line, 4);
	assert_string_equal(fixture_row(f, 5)->feedback.comment, "Traag\nop \"twee\" regels;");
	assert_string_equal(fixture_row(f, 5)->feedback.channel, "chat");
	assert_imported(f, replaced(f->arena, mended, ";te veel", ""), 1, 0);
	assert_int_equal(f->report.duplicates, 1);
	assert_string_equal(f->report.refused_file, "");
}

/* People open that file in a spreadsheet: nothing in it is a formula there, and nothing of it is lost. */
static void refused_rows_hold_no_formulas(void **state)
{
	static const char *const comments[][2] = {
	        {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
	        {"'=1", "''=1"},
	        {"''x", "''x"},
	        {"＠SUM(A1)", "'＠SUM(A1)"},
	        {"\u00a0-x", "'\u00a0-x"},
	        {"ja;=1+1", "ja;'=1+1"},
	        {"-5", "-5"},
	        {"a-b", "a-b"},
	};
	struct fixture *f = *state;
	f->options.keep_refused = true;
	const size_t count = sizeof(comments) / sizeof(comments[0]);
	struct str file = str_new(f->arena), told = str_new(f->arena);
	str_add(&file, "Date,NPS,Comment,=Code\n2026-02-01,9,first,=1\n");
	for (size_t i = 0; i < 2 * count; i++)
		str_addf(&file, "2026-02-01,8,well %zu,\n", i);
	str_add(&told, "refused by dagstart,Date,NPS,Comment,'=Code\n");
	for (size_t i = 0; i < count; i++) {
		str_addf(&file, "2026-02-02,110,%s,x\n", comments[i][0]);
		str_addf(&told,
		        "answers.csv:%zu: the score “110” (0-10) is not on its scale,2026-02-02,110,%s,x\n",
		        3 + 2 * count + i, comments[i][1]);
	}
	assert_imported(f, file.text, (int)(1 + 2 * count), (int)count);
	assert_string_equal(f->report.refused_file, told.text);
	struct str mended = str_new(f->arena);
	for (const char *c = told.text; *c; c++)
		if (str_starts(c, ",110,")) {
			str_add(&mended, ",1,");
			c += 4;
		} else {
			str_add_char(&mended, *c);
		}
	assert_imported(f, mended.text, (int)count, 0);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(fixture_row(f, 1 + 2 * count + i)->feedback.comment, comments[i][0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(quotes_may_be_escaped_late),
	        TEST(refused_rows_can_be_mended),
	        TEST(refused_rows_hold_no_formulas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
