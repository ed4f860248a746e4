/* A customer who wants to be forgotten, on the command line: nothing of it is left in the folder, and who
 * holds the store open is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "scene.h"

static const char needle[] = "Quirijn Zeemeeuw";

static bool is_in(struct scratch *s, const char *name)
{
	size_t len = 0;
	char *bytes = scratch_read(s, name, &len);
	bool found = bytes && memmem(bytes, len, needle, strlen(needle)) != NULL;
	free(bytes);
	return found;
}

static int left_of_it(struct scratch *s)
{
	static const char *const files[] = {SCENE_STORE, SCENE_STORE "-wal", SCENE_STORE "-shm",
	        SCENE_STORE ".backups/2026-03-03.dagstart"};
	int left = 0;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		left += is_in(s, files[i]);
	return left;
}

static void log_it(struct scratch *s)
{
	scene_says(s, "F-", "log", "Dit zei Quirijn Zeemeeuw en niemand anders hier", "--customer", needle,
	        NULL);
	scene_says(s, "A-", "action", "add", "Bel Quirijn Zeemeeuw terug", NULL);
}

static const char *minutes_in(struct scratch *s, const char *folder)
{
	static char text[4096];
	snprintf(text, sizeof(text), "local:\n  minutes: %s\n", scratch_path(s, folder));
	return text;
}

static void expect_code(struct run r, int code, const char *regex)
{
	run_expect(&r, code);
	if (!scene_matches(r.out, regex) && !scene_matches(r.err, regex))
		fail_msg("“%s” is neither in\n%s\nnor in\n%s", regex, r.out, r.err);
	run_done(&r);
}

static void test_forget(void **state)
{
	struct scratch *s = scene_team(state);
	log_it(s);
	assert_true(left_of_it(s) > 0);
	scene_says(s, "would be erased: 1 answer", "forget", needle, "--dry-run", NULL);
	assert_true(left_of_it(s) > 0);
	expect_code(scene_run(s, "forget", needle, NULL), 2, "--yes");
	assert_true(left_of_it(s) > 0);
	scene_says(s, "forgotten: 1 answer of a customer, 1 text", "forget", needle, "--yes", NULL);
	assert_int_equal(left_of_it(s), 0);
	expect_code(scene_run(s, "forget", "Nobody Ofthatname", "--yes", NULL), 1, "nothing of it");
	expect_code(scene_run(s, "forget", NULL), 2, "expected a name");
	expect_code(scene_run(s, "forget", "A-1", "--yes", NULL), 2, "expected a name");
	expect_code(scene_run(s, "forget", "x", "--yes", NULL), 2, "three letters");
	scene_says(s, "a customer was forgotten", "history", NULL);
	expect_code(scene_run(s, "doctor", NULL), 0, "well");
	scratch_free(s);
}

/* Beyond the store: minutes, and the notes of whoever sits here. What can't be reached is said in one line.
 */
static void test_forget_elsewhere(void **state)
{
	static const char *const minutes = "home/notulen/2026-03-02.md";
	struct scratch *s = scene_team(state);
	scratch_write(s, "home/.local/share/dagstart/dagstart.yaml", minutes_in(s, "home/notulen"));
	log_it(s);
	scratch_write(s, minutes, "# Notulen\n\n- Quirijn Zeemeeuw belt\n");
	scratch_write(s, "home/notulen/lijst.md", "Quirijn Zeemeeuw\n");
	scene_says(s, "", "me", "note", "Quirijn Zeemeeuw was boos", NULL);
	scene_says(s, "in 2 files of minutes", "forget", needle, "--dry-run", NULL);
	assert_true(is_in(s, minutes));
	struct run r = scene_run(s, "forget", needle, "--yes", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "in 2 files of minutes"));
	assert_true(scene_matches(r.err, "^dagstart: out of reach: [^\n]*\n$"));
	run_done(&r);
	assert_false(is_in(s, minutes));
	assert_true(is_in(s, "home/notulen/lijst.md"));
	scene_says(s, "▒ was boos", "me", NULL);
	assert_int_equal(left_of_it(s), 0);
	scratch_free(s);
}

/* While the room looks on: the stand-up stays open, and shows the action without the name. */
static void test_forget_while_others_look(void **state)
{
	struct scratch *s = scene_team(state);
	log_it(s);
	struct term *t = scene_at(s, 4);
	term_expect(t, "Quirijn Zeemeeuw", SOON);
	struct run r = scene_run(s, "forget", needle, "--yes", NULL);
	assert_true(r.code == 0 || r.code == 3);
	if (r.code == 3) {
		assert_true(scene_matches(r.err, "process [0-9]+ .dagstart"));
		scene_says(s, "nothing is left", "forget", "--finish", NULL);
	}
	run_done(&r);
	term_expect(t, "Bel ▒", SOON);
	scene_leave(t);
	assert_int_equal(left_of_it(s), 0);
	scratch_free(s);
}

/* Unless the settings say otherwise an import keeps no names, neither beside the words nor in them. */
static void test_an_import_without_names(void **state)
{
	static const char file[] = "datum;klant;nps;opmerking\n"
	                           "2026-03-01;Quirijn Zeemeeuw;3;Zeemeeuw hier, dit was traag\n"
	                           "2026-03-02;Bo Duikelaar;9;Fijn geholpen\n";
	static const char *const plain = "home/.local/share/dagstart/dagstart.yaml";
	struct scratch *s = scene_team(state);
	scratch_write(s, "home/namen.csv", file);
	scratch_write(s, plain, "privacy:\n  keep_customer_names: true\n");
	scene_says(s, "imported 2", "import", "namen.csv", "--dry-run", NULL);
	scratch_write(s, plain, "privacy:\n  keep_customer_names: false\n");
	struct run r = scene_run(s, "import", "namen.csv", NULL);
	run_expect(&r, 0);
	assert_true(scene_matches(r.out, "2 customers' names were not kept") ||
	            scene_matches(r.err, "2 customers' names were not kept"));
	run_done(&r);
	assert_int_equal(left_of_it(s), 0);
	scene_says(s, "▒ hier, dit was traag", "feedback", "traag", NULL);
	scratch_write(s, plain, "privacy:\n  keep_customer_names: true\n");
	scene_says(s, "duplicates 2", "import", "namen.csv", NULL);
	assert_int_equal(left_of_it(s), 0);
	scratch_free(s);
}

/* After the stand-up a child of its own goes through the files. */
static void wait_for_the_files(struct scratch *s)
{
	for (int i = 0;; i++) {
		struct run r = scene_run(s, "doctor", NULL);
		bool done = !scene_matches(r.out, "last traces");
		run_done(&r);
		if (done)
			return;
		assert_true(i < 100);
		usleep(50000);
	}
}

/* What is older than the settings keep goes while the stand-up is open; doctor and the history tell. */
static void test_retention(void **state)
{
	struct scratch *s = scene_team(state);
	scratch_write(s, "home/.local/share/dagstart/dagstart.yaml", "privacy:\n  keep_comments: 2 weeks\n");
	scene_says(s, "go at the next", "doctor", NULL);
	struct term *t = scene_at(s, 1);
	for (int i = 0; i < 100; i++) {
		struct run r = scene_run(s, "doctor", NULL);
		bool done = scene_matches(r.out, "kept since") && !scene_matches(r.out, "go at the next");
		run_done(&r);
		if (done)
			break;
		assert_true(i < 99);
		usleep(50000);
	}
	scene_leave(t);
	scene_says(s, "old words of customers were erased", "history", NULL);
	wait_for_the_files(s);
	scratch_free(s);
}

/* All of it at once, for who can't wait for the next stand-up. */
static void test_retention_now(void **state)
{
	struct scratch *s = scene_team(state);
	static const char *const logs[] = {"log", "Dit zei Quirijn Zeemeeuw", NULL};
	static const struct scene then = {.now = "2026-01-05T09:00:00", .args = logs};
	struct run log = scene_run_as(s, &then, NULL);
	run_expect(&log, 0);
	run_done(&log);
	scene_says(s, "keep everything", "forget", "--old", NULL);
	assert_true(left_of_it(s) > 0);
	scratch_write(s, "home/.local/share/dagstart/dagstart.yaml", "privacy:\n  keep_comments: 2 weeks\n");
	scene_says(s, "nothing is left of what customers said before 17 February", "forget", "--old", NULL);
	assert_int_equal(left_of_it(s), 0);
	struct run r = scene_run(s, "doctor", NULL);
	assert_false(scene_matches(r.out, "go at the next|last traces"));
	run_done(&r);
	scratch_free(s);
}

/* What leaves the house is masked. */
static void test_all_that_goes_out_is_masked(void **state)
{
	static const char *const ways[][4] = {{"feedback", "--json"}, {"feedback", "--csv"}, {"feedback"},
	        {"export"}, {"minutes"}, {"minutes", "--markdown"}, {"minutes", "--html"},
	        {"meet", "--plain"}, {"scores", "--json"}, {"history"}, {"history", "--json"}, {"themes"},
	        {"action"}, {"decision"}, {"note"}, {"you-said", "--html"}, {"meet", "weekly"}};
	struct scratch *s = scene_team(state);
	scene_says(s, "F-", "log", "Dit zei Quirijn Zeemeeuw, 06-12345678", "--customer", needle, "--score",
	        "1", "--channel", "mail zeemeeuw@voorbeeld.nl", NULL);
	/* What the team wrote down of customers is no different. */
	scene_says(s, "A-", "action", "add", "Bel 06-12345678 of mail zeemeeuw@voorbeeld.nl", NULL);
	scene_says(s, "D-", "decision", "add", "Terug op NL91ABNA0417164300", "--reason",
	        "zeemeeuw@voorbeeld.nl", NULL);
	scene_says(s, "N-", "note", "add", "Klant op 06-12345678", NULL);
	struct term *t = scene_at(s, 1);
	scene_leave(t);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct run r = scene_run(s, ways[i][0], ways[i][1], NULL);
		if (scene_matches(r.out, "[Zz]eemeeuw|12345678|ABNA"))
			fail_msg("%s %s shows who it was:\n%s", ways[i][0], ways[i][1] ? ways[i][1] : "",
			        r.out);
		run_done(&r);
	}
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_forget),
	        cmocka_unit_test(test_forget_while_others_look),
	        cmocka_unit_test(test_an_import_without_names),
	        cmocka_unit_test(test_retention),
	        cmocka_unit_test(test_retention_now),
	        cmocka_unit_test(test_forget_elsewhere),
	        cmocka_unit_test(test_all_that_goes_out_is_masked),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
