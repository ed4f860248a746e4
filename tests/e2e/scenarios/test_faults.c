/* Without a screen: exit codes and last lines that scripts rely on, JSON that parses, copies that come back,
 * and mistakes that are answered with a sentence. */
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

static const char *last_line(char *text)
{
	size_t len = strlen(text);
	if (len && text[len - 1] == '\n')
		text[len - 1] = '\0';
	char *line = strrchr(text, '\n');
	return line ? line + 1 : text;
}

static void imports(struct scratch *s, const char *csv, int code, const char *last, const char *reason)
{
	const char *file = scratch_write(s, "answers.csv", csv);
	struct run r = scene_run(s, "import", file, NULL);
	run_expect(&r, code);
	assert_string_equal(last_line(r.out), last);
	if (*reason && !scene_matches(r.err, reason)) {
		print_error("“%s” is not in:\n%s\n", reason, r.err);
		fail();
	}
	run_done(&r);
}

/* 0 done, 3 partly done, 1 failed, 2 a question; the last line is always the same. */
static void test_import_codes(void **state)
{
	struct scratch *s = scene_team(state);
	static const char good[] =
	        "date,nps,comment\n2026-03-01,9,Quick and kind\n2026-03-02,2,Still waiting\n";
	imports(s, good, 0, "imported 2, duplicates 0, refused 0", "");
	imports(s, good, 0, "imported 0, duplicates 2, refused 0", "");
	imports(s,
	        "date,nps,comment\n2026-03-01,8,Fine\n2026-03-01,11,Too high\n2026-03-01,7,Good\n"
	        "2026-03-01,6,Well\n",
	        3, "imported 3, duplicates 0, refused 1", "answers\\.csv:3: .*11");
	scene_says(s, "Quick and kind", "feedback", "quick", NULL);
	const char *more = scratch_write(s, "more.csv", "date,nps,comment\n2026-03-02,8,Only looked at\n");
	struct run look = scene_run(s, "import", more, "--dry-run", NULL);
	run_expect(&look, 0);
	assert_string_equal(last_line(look.out), "imported 1, duplicates 0, refused 0");
	assert_true(scene_matches(look.err, "nothing was saved"));
	run_done(&look);
	const char *bad = scratch_write(
	        s, "bad.csv", "date,nps,comment\n2026-03-41,7,A\n2026-03-01,8,B\n2026-03-42,9,C\nsoon,9,D\n");
	struct run r = scene_run(s, "import", bad, "--date", "date", NULL);
	run_expect(&r, 1);
	assert_string_equal(last_line(r.out), "imported 0, duplicates 0, refused 3");
	assert_true(scene_matches(r.err, "bad\\.csv:2: .*2026-03-41"));
	run_done(&r);
	r = scene_run(s, "import", scratch_path(s, "missing.csv"), NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "^dagstart: .*missing\\.csv"));
	run_done(&r);
	r = scene_run(s, "import", NULL);
	run_expect(&r, 2);
	run_done(&r);
	scratch_free(s);
}

/* What was refused goes to a file; an import that failed has nothing to put in the place of what it says. */
static void test_refused_rows_are_kept(void **state)
{
	struct scratch *s = scene_team(state);
	const char *list = scratch_path(s, "refused.txt");
	const char *good = scratch_write(s, "good.csv",
	        "date,nps,comment\n2026-03-01,8,Fine\n2026-03-01,11,Too high\n2026-03-01,7,Good\n");
	struct run r = scene_run(s, "import", good, "--refused", list, NULL);
	run_expect(&r, 3);
	run_done(&r);
	char *said = scratch_read(s, "refused.txt", NULL);
	assert_true(scene_matches(said, "good\\.csv:3: "));
	r = scene_run(s, "import", scratch_path(s, "missing.csv"), "--refused", list, NULL);
	run_expect(&r, 1);
	run_done(&r);
	const char *broken =
	        scratch_write(s, "broken.csv", "date,nps,comment\n2026-03-01,8,\"never closed\n");
	r = scene_run(s, "import", broken, "--refused", list, NULL);
	run_expect(&r, 1);
	run_done(&r);
	char *now = scratch_read(s, "refused.txt", NULL);
	assert_string_equal(now, said);
	free(now);
	free(said);
	/* All is well now: so it says nothing any more. */
	const char *more = scratch_write(s, "more.csv", "date,nps,comment\n2026-03-02,8,Fine\n");
	r = scene_run(s, "import", more, "--refused", list, NULL);
	run_expect(&r, 0);
	run_done(&r);
	now = scratch_read(s, "refused.txt", NULL);
	assert_string_equal(now, "");
	free(now);
	scratch_free(s);
}

/* What cannot be guessed is asked, with the option that answers it. */
static void test_import_asks(void **state)
{
	struct scratch *s = scene_team(state);
	const char *file = scratch_write(s, "plain.csv",
	        "date,rating,comment\n2026-03-01,3,So so\n2026-03-02,6,Yes\n2026-03-02,4,Good\n");
	struct run r = scene_run(s, "import", file, NULL);
	run_expect(&r, 2);
	assert_true(scene_matches(r.err, "--(scale|metric)"));
	run_done(&r);
	r = scene_run(s, "import", file, "--scale", "1-7", NULL);
	run_expect(&r, 0);
	assert_string_equal(last_line(r.out), "imported 3, duplicates 0, refused 0");
	run_done(&r);
	scratch_free(s);
}

/* From a pipe, with a report for programs. */
static void test_import_from_a_pipe(void **state)
{
	struct scratch *s = scene_team(state);
	static const char *const args[] = {"import", "-", "--json", NULL};
	struct run r = scene_run_as(s, &(struct scene){.args = args},
	        "datum;nps;opmerking\n1-3-2026;10;\"Snel,\nen vriendelijk\"\n2-3-2026;0;\n3-3-2026;;\n");
	run_expect(&r, 0);
	json_t *all = json_loads(r.out, 0, NULL);
	assert_non_null(all);
	assert_int_equal(json_integer_value(json_object_get(all, "imported")), 2);
	assert_int_equal(json_integer_value(json_object_get(all, "refused")), 0);
	assert_int_equal(json_integer_value(json_object_get(all, "empty")), 1);
	json_decref(all);
	run_done(&r);
	scratch_free(s);
}

/* Each command that reads gives JSON that parses, and CSV with a heading. */
static void test_json_and_csv(void **state)
{
	static const char *const commands[][3] = {
	        {"meet"},
	        {"action", "list"},
	        {"decision", "list"},
	        {"kudos", "list"},
	        {"goal", "list"},
	        {"member", "list"},
	        {"note", "list"},
	        {"scores"},
	        {"feedback"},
	        {"feedback", "parcel"},
	        {"me", "Bram"},
	        {"minutes"},
	        {"history"},
	        {"doctor"},
	};
	struct scratch *s = scene_team(state);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		const char *const args[] = {"--json", commands[i][0], commands[i][1], NULL};
		struct run r = scene_run_as(s, &(struct scene){.args = args}, NULL);
		json_error_t error;
		json_t *all = json_loads(r.out, JSON_REJECT_DUPLICATES, &error);
		if (!all)
			fail_msg("%s --json: %s at %d:%d\n%.400s\n%s", args[1], error.text, error.line,
			        error.column, r.out, r.err);
		assert_true(json_is_object(all));
		assert_true(json_object_size(all) > 0);
		json_decref(all);
		run_done(&r);
		const char *const as_csv[] = {args[1], "--csv", args[2], NULL};
		r = scene_run_as(s, &(struct scene){.args = as_csv}, NULL);
		if (!scene_matches(r.out, "^\"[a-z_]+\"(,\"[a-z_]+\")+\r?$"))
			fail_msg("%s --csv has no heading: %.200s", args[1], r.out);
		run_done(&r);
	}
	scratch_free(s);
}

/* A copy is made, the store changes, the copy comes back. */
static void test_backup_and_restore(void **state)
{
	struct scratch *s = scene_team(state);
	const char *copy = scratch_path(s, "copy.db");
	scene_says(s, "saved .*copy\\.db", "backup", copy, NULL);
	struct run r = scene_run(s, "backup", copy, NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "copy\\.db.*exists|there is .*copy\\.db|already"));
	run_done(&r);
	scene_says(s, "saved A-13", "action", "add", "Written after the copy", NULL);
	scene_says(s, "Written after the copy", "action", "list", NULL);
	r = scene_run(s, "restore", copy, NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "restored .*from .*copy\\.db"));
	assert_true(scene_matches(r.err, "forgotten after this copy"));
	run_done(&r);
	r = scene_run(s, "action", "list", NULL);
	run_expect(&r, 0);
	assert_null(strstr(r.out, "Written after the copy"));
	run_done(&r);
	scratch_write(s, "letter.txt", "no store\n");
	r = scene_run(s, "restore", scratch_path(s, "letter.txt"), NULL);
	run_expect(&r, 1);
	run_done(&r);
	scene_says(s, "A-1 ", "action", "list", NULL);
	scratch_free(s);
}

/* Wrong use is code 2 and a sentence that says what was expected; nothing is on standard output. */
static void test_wrong_use(void **state)
{
	static const struct {
		const char *args[6];
		const char *says;
	} rows[] = {
	        {{"scroes"}, "there is no command scroes; did you mean scores\\?"},
	        {{"action", "dun", "A-1"}, "action dun: expected one of list, add, done"},
	        {{"action", "add"}, "action add: still needed: TEXT"},
	        {{"action", "done", "first"}, "“first” is not an id"},
	        {{"action", "add", "x", "--due", "someday"}, "“someday” is not a day: expected fri"},
	        {{"action", "add", "x", "--owner", "Zed"}, "Zed"},
	        {{"log", "kind", "--score", "11"}, "the score does not fit|expected a value of"},
	        {{"--as", "Zed", "meet"}, "--as Zed: expected one of Anna, Bram"},
	        {{"--lang", "fr", "meet"}, "--lang fr: expected nl or en"},
	        {{"meet", "--jsno"}, "--jsno; did you mean --json\\?"},
	        {{"minutes", "someday"}, "someday: expected a day"},
	        {{"feedback", "--mood", "sad"}, "“sad”: expected one of pain"},
	};
	struct scratch *s = scene_team(state);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct run r = scene_run_as(s, &(struct scene){.args = rows[i].args}, NULL);
		run_expect(&r, 2);
		if (!scene_matches(r.err, "^dagstart: ") || !scene_matches(r.err, rows[i].says))
			fail_msg("“%s” is not in: %s", rows[i].says, r.err);
		assert_int_equal(r.out_len, 0);
		run_done(&r);
	}
	scratch_free(s);
}

/* What was asked for is not there: code 1, and what to do. */
static void test_failures(void **state)
{
	struct scratch *s = scene_team(state);
	struct run r = scene_run(s, "action", "done", "A-99", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "^dagstart: .*A-99"));
	run_done(&r);
	r = scene_run(s, "--db", scratch_path(s, "nowhere.db"), "meet", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "no team's store at .*nowhere\\.db"));
	assert_true(scene_matches(r.err, "dagstart init"));
	run_done(&r);
	assert_false(scratch_exists(s, "nowhere.db"));
	scratch_free(s);
}

/* The sample team leaves nothing behind, unless it is to be kept. */
static void test_demo(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	scene_says(s, "Zeppelin", "demo", NULL);
	assert_false(scratch_exists(s, SCENE_STORE));
	const char *kept = scratch_path(s, "kept.db");
	scene_says(s, "Zeppelin", "demo", "--keep", kept, NULL);
	scene_says(s, "Chaya", "--db", kept, "member", "list", NULL);
	scratch_free(s);
}

/* Every command's help works, and says what it is for. */
static void test_help(void **state)
{
	(void)state;
	static const char *const commands[] = {"meet", "demo", "init", "import", "log", "action", "decision",
	        "kudos", "goal", "member", "me", "scores", "feedback", "minutes", "undo", "redo", "history",
	        "backup", "restore", "check", "doctor", "export", "completion", "note"};
	struct scratch *s = scratch_new();
	struct run all = scene_run(s, "--help", NULL);
	run_expect(&all, 0);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		assert_non_null(strstr(all.out, commands[i]));
		struct run r = scene_run(s, commands[i], "--help", NULL);
		run_expect(&r, 0);
		char usage[64];
		snprintf(usage, sizeof(usage), "usage: dagstart %s", commands[i]);
		assert_non_null(strstr(r.out, usage));
		run_done(&r);
	}
	run_done(&all);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_import_codes),
	        cmocka_unit_test(test_refused_rows_are_kept),
	        cmocka_unit_test(test_import_asks),
	        cmocka_unit_test(test_import_from_a_pipe),
	        cmocka_unit_test(test_json_and_csv),
	        cmocka_unit_test(test_backup_and_restore),
	        cmocka_unit_test(test_wrong_use),
	        cmocka_unit_test(test_failures),
	        cmocka_unit_test(test_demo),
	        cmocka_unit_test(test_help),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
