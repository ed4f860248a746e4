/* The command line: what it answers to mistakes, what it tells programs, and that nothing goes wrong in
 * silence. */
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

struct mistake {
	const char *args[7];
	int code;
	const char *says; /* on standard error */
};

static void mistakes(struct scratch *s, const struct mistake *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct run r = scene_run_as(s, &(struct scene){.args = rows[i].args}, NULL);
		run_expect(&r, rows[i].code);
		if (!scene_matches(r.err, rows[i].says) || !scene_matches(r.err, "^dagstart: "))
			fail_msg("“%s” is not in: %s", rows[i].says, r.err);
		if (r.out[0] != '\0')
			fail_msg("a mistake, and yet on standard output: %s", r.out);
		run_done(&r);
	}
}

static void test_mistakes(void **state)
{
	static const struct mistake rows[] = {
	        {{"foo"}, 2, "there is no command foo: `dagstart --help` lists them"},
	        {{"action", "done", "D-1"}, 2, "D-1 is no action: expected an id such as A-12"},
	        {{"goal", "tick", "A-1"}, 2, "A-1 is no goal: expected an id such as G-1"},
	        {{"action", "done", "13"}, 2, "“13” is not an id"},
	        {{"action", "done"}, 2, "which one\\? Expected: dagstart action done ID"},
	        {{"member", "leave"}, 2, "which one\\? Expected: dagstart member leave NAME"},
	        {{"action", "done", "A-1", "now"}, 2, "“now” is too much here"},
	        {{"action", "done", "A-99"}, 1, "A-99"},
	        {{"meet", "nosuch"}, 2, "no agenda “nosuch”; expected daily, weekly"},
	        {{"meet", "../daily"}, 2, "no agenda “../daily”"},
	        {{"import", "--date", "2026-13-40", "x.csv"}, 2, "--date 2026-13-40: there is no such day"},
	        {{"import", "--date", "2026-03-04", "x.csv"}, 2, "--date 2026-03-04 is still to come"},
	        {{"feedback", "--metric", "foo"}, 2, "no metric is named “foo”"},
	        {{"feedback", "--metric", "foo", "--json"}, 2, "no metric is named “foo”"},
	        {{"feedback", "--from", "2026-03-01", "--to", "2026-02-01"}, 2, "before the first one"},
	        {{"feedback", "--limit", "0"}, 2, "limit “0”: expected a number of rows"},
	        {{"feedback", "--limit", "many"}, 2, "limit “many”: expected a number of rows"},
	        {{"history", "--limit", "99999"}, 2, "limit “99999”: expected a number of rows"},
	        {{"history", "x"}, 2, "“x” is not an id"},
	        {{"export", "--csv"}, 2, "CSV holds one table"},
	        {{"restore", "nosuch"}, 1, "restore: there is no file nosuch"},
	        {{"minutes", "2020-01-01"}, 1, "there was no meeting on 1 January 2020"},
	        {{"minutes", "tomorrow"}, 2, "minutes tomorrow: expected a day"},
	        {{"minutes", "+7"}, 2, "minutes \\+7: expected a day"},
	        {{"minutes", "29 feb"}, 1, "there was no meeting on 29 February 2024"},
	        {{"help", "foo"}, 2, "there is no command foo"},
	        {{"help", "action", "foo"}, 2, "action foo: expected one of list, add"},
	        {{"action", "reword", "A-1"}, 2, "action reword: still needed: .*TEXT"},
	        {{"member", "change", "Anna"}, 2, "member change: what is to change\\?"},
	        {{"decision", "review", "D-1", "fine", "--verdict", "maybe"}, 2,
	                "“maybe”: expected one of keep"},
	        {{"check", "x"}, 2, "it looks at all files"},
	        {{"scores", "--csb"}, 2, "--csb; did you mean --csv\\?"},
	        {{"scores", "--json", "--csv"}, 2, "choose one of --json, --csv"},
	        {{"--config", "nosuch.yaml", "scores"}, 1, "^dagstart: there is no file nosuch.yaml$"},
	        {{"\033[31mred"}, 2, "there is no command ␛\\[31mred"},
	        {{"action", "add", "x", "--owner", "\033]0;t\007"}, 2, "␛\\]0;t␇"},
	};
	struct scratch *s = scene_team(state);
	mistakes(s, rows, sizeof(rows) / sizeof(*rows));
	scratch_free(s);
}

/* One sentence, whatever would have been written; and nothing is. */
static void test_read_only(void **state)
{
	static const struct mistake rows[] = {
	        {{"--read-only", "log", "hi"}, 1, "this is read-only"},
	        {{"--read-only", "action", "add", "x"}, 1, "this is read-only"},
	        {{"--read-only", "goal", "tick", "G-1"}, 1, "this is read-only"},
	        {{"--read-only", "undo"}, 1, "this is read-only"},
	        {{"--read-only", "redo"}, 1, "this is read-only"},
	        {{"--read-only", "import", "answers.csv"}, 1, "this is read-only"},
	        {{"--read-only", "restore", "copy.db"}, 1, "this is read-only"},
	        {{"--read-only", "init", "--demo"}, 1, "this is read-only"},
	        {{"--read-only", "demo", "--keep", "kept.db"}, 1, "this is read-only"},
	        {{"--read-only", "me", "note", "hi"}, 1, "this is read-only"},
	};
	struct scratch *s = scene_team(state);
	size_t before = 0, after = 0;
	scratch_write(s, "home/answers.csv", "date,nps,comment\n2026-03-01,9,Quick\n");
	free(scratch_read(s, SCENE_STORE, &before));
	mistakes(s, rows, sizeof(rows) / sizeof(*rows));
	free(scratch_read(s, SCENE_STORE, &after));
	assert_int_equal(before, after);
	assert_false(scratch_exists(s, "home/kept.db"));
	assert_false(scratch_exists(s, "home/.local/share/dagstart/own.db"));
	scene_says(s, "WHO IS HERE|Zeppelin", "--read-only", "meet", NULL);
	scratch_free(s);
}

/* A bare number is not taken for something in silence. */
static void test_log_says_which_score(void **state)
{
	struct scratch *s = scene_team(state);
	struct run r = scene_run(s, "log", "Nobody called", "--score", "3", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "^saved F-[0-9]+: 3 of 0–10, Recommendation"));
	assert_true(scene_matches(r.err, "--metric: .*csat"));
	run_done(&r);
	r = scene_run(s, "log", "Nobody called", "--score", "3", "--metric", "csat", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "^saved F-[0-9]+$"));
	assert_string_equal(r.err, "");
	run_done(&r);
	scratch_free(s);
}

/* The shell, with the program in its PATH. */
static struct run shell(struct scratch *s, const char *command)
{
	char line[4096];
	snprintf(line, sizeof(line), "dagstart() { '%s' \"$@\"; }; %s", run_dagstart_path(), command);
	const char *const argv[] = {"bash", "-c", line, NULL};
	const char *const env[] = {"DAGSTART_NOW=" SCENE_NOW, "LOGNAME=anna", NULL};
	return run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
}

static void test_output_that_nobody_gets(void **state)
{
	static const char *const commands[] = {"scores", "--help", "--version", "export", "action list --csv",
	        "minutes --html", "completion fish", "doctor --json", "check", "backup -"};
	struct scratch *s = scene_team(state);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		char line[128];
		snprintf(line, sizeof(line), "dagstart %s >/dev/full", commands[i]);
		struct run r = shell(s, line);
		run_expect(&r, 1);
		assert_true(scene_matches(r.err, "^dagstart: can.t write to standard output"));
		run_done(&r);
		snprintf(line, sizeof(line), "dagstart %s >&-", commands[i]);
		r = shell(s, line);
		run_expect(&r, 1);
		assert_true(scene_matches(r.err, "^dagstart: standard output was closed"));
		run_done(&r);
	}
	struct run full = shell(s, "dagstart action add Once >/dev/full");
	run_expect(&full, 3);
	assert_true(scene_matches(full.err, "^dagstart: A-13 is saved all the same$"));
	run_done(&full);
	struct run r = shell(s, "dagstart export | head -1; exit ${PIPESTATUS[0]}");
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "^dagstart: standard output was closed"));
	run_done(&r);
	scratch_free(s);
}

/* Whoever reads plain text types into a shell. */
static void test_plain_hints(void **state)
{
	struct scratch *s = scene_team(state);
	struct run r = scene_run(s, "meet", NULL);
	run_expect(&r, 0);
	assert_false(scene_matches(r.out, ":[a-z]+\\.[a-z]+"));
	assert_true(scene_matches(r.out, "`dagstart action add TEXT` makes an"));
	run_done(&r);
	r = scene_run(s, "feedback", "no such words", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "^Nothing fits. `dagstart feedback TEXT` looks for other words.$"));
	run_done(&r);
	/* a team without anything is taught the most */
	scene_says(
	        s, "new.db", "--db", "new.db", "init", "--team", "Counter", "--people", "Anna, Bram", NULL);
	r = scene_run(s, "--db", "new.db", "meet", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "No scores yet"));
	assert_false(scene_matches(r.out, "[{}]"));
	run_done(&r);
	scratch_free(s);
}

/* The words of a search are the same on the command line, in both languages. */
static void test_search_on_the_line(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "1 found", "feedback", "wrong", "addr", "score:<=5", NULL);
	scene_says(s, "1 found", "feedback", "wrong addr cijfer:<=5 kanaal:e-mail", NULL);
	json_t *all =
	        scene_json(s, (const char *[]){"feedback", "\"wrong address\" score:<=5", "--json", NULL}, 0);
	assert_int_equal(json_array_size(json_object_get(all, "feedback")), 1);
	json_decref(all);
	struct run r = scene_run(s, "feedback", "invoices", "--csv", "--limit", "2", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "^.?id.?,"));
	run_done(&r);
	r = scene_run(s, "feedback", "kanal:chat", NULL);
	run_expect(&r, 2);
	assert_true(scene_matches(r.err, "^dagstart: there is no filter kanal: expected score,"));
	run_done(&r);
	r = scene_run(s, "feedback", "score:high", NULL);
	run_expect(&r, 2);
	run_done(&r);
	r = scene_run(s, "feedback", "channel:pigeon", NULL);
	run_expect(&r, 1);
	assert_true(scene_matches(r.err, "no channel begins with “pigeon”"));
	run_done(&r);
	r = scene_run(s, "feedback", "\"; OR NEAR( ) * -", NULL);
	run_expect(&r, 0);
	run_done(&r);
	scratch_free(s);
}

static void test_history_of_things_with_ids(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "saved G-1", "goal", "tick", "G-1", NULL);
	scene_says(s, "Chaya is away", "member", "away", "Chaya", "fri", NULL);
	struct run r = scene_run(s, "history", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "G-1 ticked"));
	assert_true(scene_matches(r.out, "an absence .*"));
	assert_false(scene_matches(r.out, " [CHSR]-[0-9]"));
	run_done(&r);
	r = scene_run(s, "history", "G-1", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "G-1 ticked"));
	assert_false(scene_matches(r.out, "A-1 "));
	run_done(&r);
	scratch_free(s);
}

static void test_minutes_name_who_was_there(void **state)
{
	struct scratch *s = scene_team(state);
	scene_says(s, "^here: Anna, Bram", "minutes", NULL);
	scene_says(s, "^day: Fri 27 February 2026", "minutes", "27", "feb", NULL);
	scene_says(s, "^day: Fri 27 February 2026", "minutes", "fri", NULL);
	scene_says(s, "^day: Mon 2 March 2026", "minutes", "yesterday", NULL);
	scene_says(s, "^usage: dagstart action add TEXT", "help", "action", "add", NULL);
	scene_says(s, "^# Minutes of Zeppelin", "minutes", "--markdown", NULL);
	scratch_free(s);
}

/* All is well only where the stand-up can be held. */
static void test_doctor_knows_the_terminal(void **state)
{
	static const char *const args[] = {"doctor", NULL};
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.args = args, .env = "TERM=no-such-thing"});
	term_expect(t, "terminal +wrong +no-such-thing: .*can.t show", SOON);
	term_expect_exit(t, 1, SOON);
	term_free(t);
	t = scene_open(s, &(struct scene){.args = args});
	term_expect(t, "terminal +well", SOON);
	term_expect_exit(t, 0, SOON);
	term_free(t);
	scratch_free(s);
}

/* There is no screen of nobody. */
static void test_me_needs_somebody(void **state)
{
	static const char *const args[] = {"me", "Zed", NULL};
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.args = args});
	term_expect(t, "no single member is named “Zed”", SOON);
	term_expect_exit(t, 2, SOON);
	term_free(t);
	scratch_free(s);
}

static void completes(struct scratch *s, const char *typed, const char *with)
{
	char line[512];
	snprintf(line, sizeof(line),
	        "source <(dagstart completion bash); COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); "
	        "_dagstart; echo \"${COMPREPLY[@]}\"",
	        typed);
	struct run r = shell(s, line);
	run_expect(&r, 0);
	if (!scene_matches(r.out, with))
		fail_msg("%s: “%s” is not in %s", typed, with, r.out);
	run_done(&r);
}

/* The value of an option is not taken for the command, and one of few values is offered. */
static void test_completion(void **state)
{
	static const char *const others[] = {"zsh", "fish"};
	struct scratch *s = scene_team(state);
	completes(s, "dagstart act", "^action$");
	completes(s, "dagstart --db act.db dec", "^decision$");
	completes(s, "dagstart action ad", "^add$");
	completes(s, "dagstart --lang ''", "^nl en$");
	completes(s, "dagstart decision review D-1 --verdict ''", "^keep revoke$");
	completes(s, "dagstart scores --js", "^--json$");
	completes(s, "dagstart scores --read", "^--read-only$");
	completes(s, "dagstart --db ''", "^$");
	completes(s, "dagstart completion ''", "bash fish zsh");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		char line[256];
		snprintf(line, sizeof(line),
		        "dagstart --lang nl completion %s >made && { ! command -v %s >/dev/null || %s -n "
		        "made; }",
		        others[i], others[i], others[i]);
		struct run r = shell(s, line);
		run_expect(&r, 0);
		assert_string_equal(r.err, "");
		run_done(&r);
	}
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_mistakes),
	        cmocka_unit_test(test_read_only),
	        cmocka_unit_test(test_log_says_which_score),
	        cmocka_unit_test(test_output_that_nobody_gets),
	        cmocka_unit_test(test_plain_hints),
	        cmocka_unit_test(test_search_on_the_line),
	        cmocka_unit_test(test_history_of_things_with_ids),
	        cmocka_unit_test(test_minutes_name_who_was_there),
	        cmocka_unit_test(test_doctor_knows_the_terminal),
	        cmocka_unit_test(test_me_needs_somebody),
	        cmocka_unit_test(test_completion),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
