/* Taking in feedback, as people see it: what was read how, what is asked, what comes of the same file again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "scene.h"

static const char both[] = "when,score,comment\n3/1/2025,3,So so\n2/1/2025,4,Good\n5/2/2025,2,Bad\n";

/* An expression on standard error, and the last line on standard output. */
static void imports(struct scratch *s, const char *const *args, int code, const char *err, const char *out)
{
	struct run r = scene_run_as(s, &(struct scene){.args = args}, NULL);
	run_expect(&r, code);
	if (!scene_matches(r.err, err))
		fail_msg("“%s” is not in: %s", err, r.err);
	if (!scene_matches(r.out, out))
		fail_msg("“%s” is not in: %s", out, r.out);
	run_done(&r);
}

/* A short paragraph on standard error; on standard output the line that programs read stays alone. */
static void test_tells_how_it_was_read(void **state)
{
	struct scratch *s = scene_team(state);
	const char *file = scratch_write(s, "enquete.csv",
	        "datum;nps;opmerking;kanaal;tevredenheid "
	        "(1-5)\n1-3-2026;10;Snel;mail;5\n2-3-2026;11;Traag;chat;1\n"
	        "2-3-2026;3;;mail;2\n2-3-2026;;;mail;\n");
	imports(s, (const char *[]){"import", file, NULL}, 3,
	        "^dagstart: enquete\\.csv\n"
	        "  file +UTF-8, parted by semicolons, 1 header row\n"
	        "  score +nps \\(nps, 0 is the worst, 10 the best\\)\n"
	        "  score +tevredenheid \\(1-5\\) \\(csat, 1 is the worst, 5 the best\\)\n"
	        "  words +opmerking\n"
	        "  day +datum \\(day, month, year\\)\n"
	        "  channel +kanaal\n"
	        "  rows +4: 2 new, 1 refused, 1 without score or words\n"
	        "enquete\\.csv:3: ",
	        "^imported 2, duplicates 0, refused 1\n$");
	imports(s, (const char *[]){"--lang", "nl", "import", file, NULL}, 3,
	        "\n  rijen +4: 2 al bekend, 1 geweigerd", "^imported 0, duplicates 2, refused 1\n$");
	/* Nothing but data for programs. */
	struct run r = scene_run(s, "import", "--json", file, NULL);
	run_expect(&r, 3);
	assert_null(strstr(r.err, "  rows"));
	run_done(&r);
	scratch_free(s);
}

static struct run in_sqlite(struct scratch *s, const char *sql)
{
	return run_program(&(struct run_options){
	        .argv = (const char *const[]){"sqlite3", scratch_path(s, SCENE_STORE), sql, NULL},
	        .scratch = s,
	});
}

static void forget_kept(struct scratch *s)
{
	struct run r = in_sqlite(s, "DELETE FROM meta WHERE key LIKE 'kept %'");
	run_expect(&r, 0);
	run_done(&r);
}

static void expect_kept(struct scratch *s, const char *count)
{
	struct run r = in_sqlite(s, "SELECT count(*) FROM meta WHERE key IN('kept scores', 'kept changes')");
	run_expect(&r, 0);
	assert_string_equal(r.out, count);
	run_done(&r);
}

/* While somebody waits anyway: the next look at the scores finds them, with the same figures. */
static void test_leaves_the_scores_worked_out(void **state)
{
	static const char *const searches[] = {"--no-index", "--metric=csat"};
	struct scratch *s = scene_team(state);
	for (size_t i = 0; i < 2; i++) {
		const char *file = scratch_write(
		        s, "more.csv", i ? "when,score\n2026-03-01,4\n" : "when,score\n2026-03-02,3\n");
		forget_kept(s);
		expect_kept(s, "0\n");
		imports(s, (const char *[]){"import", "--scale", "1-5", searches[i], "--dry-run", file, NULL},
		        0, "", "^imported 1, ");
		expect_kept(s, "0\n");
		imports(s, (const char *[]){"import", "--scale", "1-5", searches[i], file, NULL}, 0, "",
		        "^imported 1, ");
		expect_kept(s, "2\n");
		struct run found = scene_run(s, "scores", "--json", NULL);
		forget_kept(s);
		struct run anew = scene_run(s, "scores", "--json", NULL);
		run_expect(&found, 0);
		assert_string_equal(found.out, anew.out);
		run_done(&found);
		run_done(&anew);
	}
	scratch_free(s);
}

static void test_tells_all_that_is_open(void **state)
{
	struct scratch *s = scene_team(state);
	const char *file = scratch_write(s, "both.csv", both);
	imports(s, (const char *[]){"import", file, NULL}, 2,
	        "dagstart: --dates dmy: .*\n.*\ndagstart: together, such as: --scale 1-5 --dates dmy\n",
	        "^imported 0, duplicates 0, refused 0\n$");
	struct run r = scene_run(s, "import", "--json", file, NULL);
	run_expect(&r, 2);
	json_t *all = json_loads(r.out, 0, NULL);
	const json_t *questions =
	        json_object_get(json_array_get(json_object_get(all, "files"), 0), "questions");
	assert_int_equal(json_array_size(questions), 2);
	assert_string_equal(json_string_value(json_array_get(questions, 1)), "dates");
	json_decref(all);
	run_done(&r);
	imports(s, (const char *[]){"import", "--scale", "1-5", "--dates", "dmy", file, NULL}, 0, "3 new",
	        "^imported 3, duplicates 0, refused 0\n$");
	scratch_free(s);
}

/* One after another, and the next file of that shape needs neither. */
static void test_asks_one_after_another(void **state)
{
	struct scratch *s = scene_team(state);
	const char *file = scratch_write(s, "both.csv", both);
	struct term *t = scene_open(s, &(struct scene){.args = (const char *[]){"import", file, NULL}});
	term_expect(t, "On which scale is the column “score”\\?", SOON);
	term_send(t, "1\r");
	term_expect(t, "How are the dates in the column “when” written\\?", SOON);
	term_send(t, "2\r");
	term_expect(t, "imported 3, duplicates 0, refused 0", SOON);
	term_expect_exit(t, 0, SOON);
	assert_false(term_matches(t, "together, such as"));
	term_free(t);
	file = scratch_write(s, "next.csv", "when,score,comment\n2/2/2025,2,Bad again\n");
	imports(s, (const char *[]){"import", file, NULL}, 0, "--scale 1-5.*--dates mdy", "^imported 1, ");
	scratch_free(s);
}

/* No dead end: it is said what to do, it does it, and undo takes it back. */
static void test_dates_what_had_no_date(void **state)
{
	struct scratch *s = scene_team(state);
	const char *file = scratch_write(s, "undated.csv", "nps,comment\n9,Quick\n2,Slow parcel post\n");
	imports(s, (const char *[]){"import", file, NULL}, 0, "2 rows have no date", "^imported 2, ");
	imports(s, (const char *[]){"import", file, NULL}, 0, "2 answers that are known already have no date",
	        "^imported 0, duplicates 2, ");
	imports(s, (const char *[]){"import", "--date", "2026-03-01", file, NULL}, 0,
	        "2 answers that had no date before have one now", "^imported 0, duplicates 2, ");
	scene_says(s, "2026-03-01.*Slow parcel post|Slow parcel post.*2026-03-01", "feedback", "--csv",
	        "Slow parcel", NULL);
	scene_says(s, "undo|B-", "undo", NULL);
	imports(s, (const char *[]){"import", file, NULL}, 0, "2 answers that are known already have no date",
	        "^imported 0, duplicates 2, ");
	scratch_free(s);
}

/* What the health check says of the index, to programs; returns how many rows there are. */
static int index_lacks(struct scratch *s, int pending, const char *state)
{
	struct run r = scene_run(s, "doctor", "--json", NULL);
	json_t *doc = json_loads(r.out, 0, NULL), *row, *found = NULL;
	size_t i;
	json_array_foreach(json_object_get(doc, "doctor"), i, row)
	{
		const char *what = json_string_value(json_object_get(row, "what"));
		if (what && strcmp(what, "search") == 0)
			found = row;
	}
	if (!found)
		fail_msg("no line of the search in: %s", r.out);
	int rows = (int)json_integer_value(json_object_get(found, "rows"));
	assert_int_equal(json_integer_value(json_object_get(found, "pending")), pending);
	assert_int_equal(json_integer_value(json_object_get(found, "indexed")), rows - pending);
	if (!scene_matches(json_string_value(json_object_get(found, "detail")), state))
		fail_msg("“%s” is not in: %s", state, r.out);
	json_decref(doc);
	run_done(&r);
	return rows;
}

/* So many that they are not indexed along with the import. */
static void test_says_what_is_indexed(void **state)
{
	enum { ROWS = 3000, ROW = 48 };
	struct scratch *s = scene_team(state);
	char *rows = malloc((ROWS + 1) * ROW);
	assert_non_null(rows);
	int len = snprintf(rows, ROW, "date,nps,comment\n");
	for (int i = 0; i < ROWS; i++)
		len += snprintf(rows + len, ROW, "2026-02-%02d,%d,parcel %d\n", 1 + i % 28, i % 11, i);
	const char *file = scratch_write(s, "many.csv", rows);
	free(rows);
	int before = index_lacks(s, 0, "answers indexed$");
	imports(s, (const char *[]){"import", "--no-index", file, NULL}, 0, "", "^imported 3000, ");
	assert_int_equal(index_lacks(s, ROWS, "answers indexed, 3,000 are to come"), before + ROWS);
	const char *more =
	        scratch_write(s, "more.csv", "date,nps,comment\n2026-03-01,9,Friendly parcel man\n");
	imports(s, (const char *[]){"import", more, NULL}, 0, "", "^imported 1, ");
	assert_int_equal(index_lacks(s, 0, "answers indexed$"), before + ROWS + 1);
	scratch_free(s);
}

/* What is piped in never ends; who stops it gets all back as it was. */
static void test_a_pipe_can_be_stopped(void **state)
{
	static const char endless[] =
	        "was=$(stty -g); trap : INT; "
	        "{ echo nps,comment; while :; do echo '9,slow and slow again'; done; } | "
	        "\"$0\" --lang en import -; echo \"code $?\"; "
	        "[ \"$was\" = \"$(stty -g)\" ] && echo the modes are the same; echo end";
	struct scratch *s = scene_team(state);
	int before = index_lacks(s, 0, "answers indexed$");
	struct term *t = term_start(&(struct term_options){.scratch = s,
	        .argv = (const char *[]){"sh", "-c", endless, run_dagstart_path(), NULL},
	        .env = (const char *[]){"DAGSTART_NOW=" SCENE_NOW, "ASAN_OPTIONS=detect_leaks=0", NULL}});
	term_expect(t, "importing", SOON);
	term_keys(t, "C-c");
	term_expect(t, "code 130", SOON);
	term_expect(t, "the modes are the same", SOON);
	term_expect_exit(t, 0, SOON);
	term_free(t);
	assert_int_equal(index_lacks(s, 0, "answers indexed$"), before);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_pipe_can_be_stopped),
	        cmocka_unit_test(test_says_what_is_indexed),
	        cmocka_unit_test(test_tells_how_it_was_read),
	        cmocka_unit_test(test_leaves_the_scores_worked_out),
	        cmocka_unit_test(test_tells_all_that_is_open),
	        cmocka_unit_test(test_asks_one_after_another),
	        cmocka_unit_test(test_dates_what_had_no_date),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
