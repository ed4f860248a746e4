/* A customer who wants to be forgotten, on the command line: nothing of it is left in the folder, and who
 * holds the store open is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_forget),
	        cmocka_unit_test(test_forget_while_others_look),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
