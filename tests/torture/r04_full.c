/* R4: a disk that is really full (a small file system of its own, for which root is needed). What was shown
 * as saved stays, the cause is told, the typed text stays in its form, and once room is made the next try
 * saves it, in the same program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

enum { SIZES = TEST_COUNT(4, 2), SIZES_MAX = 50, DECISIONS_MAX = 60, TEXT = 96, KIB = 1024 };

static const char filler[] = "filler";

static int setup(void **state)
{
	struct scratch *s = scratch_new();
	*state = s;
	if (mount("none", scratch_dir(s), "tmpfs", MS_NOSUID | MS_NODEV, "size=8m,mode=0700") != 0) {
		print_message("skipped: no file system may be mounted here\n");
		scratch_free(s);
		*state = NULL;
		return 0;
	}
	assert_int_equal(mkdir(scratch_home(s), 0700), 0);
	static const char *const words[] = {
	        "init", "--lang", "en", "--team", "Bakkerij", "--people", "Anna, Bram", NULL};
	struct run r = torture_run(s, words);
	run_expect(&r, 0);
	run_done(&r);
	return 0;
}

static int teardown(void **state)
{
	struct scratch *s = *state;
	if (!s)
		return 0;
	assert_int_equal(umount2(scratch_dir(s), MNT_DETACH), 0);
	scratch_free(s);
	return 0;
}

/* Leaves so many bytes free. */
static void fill(struct scratch *s, size_t leave)
{
	struct statvfs vfs;
	FILE *file = fopen(scratch_path(s, filler), "ab");
	assert_non_null(file);
	static const char block[KIB] = "x";
	for (;;) {
		assert_int_equal(fflush(file), 0);
		assert_int_equal(statvfs(scratch_dir(s), &vfs), 0);
		if ((size_t)vfs.f_bavail * vfs.f_frsize <= leave)
			break;
		assert_int_equal(fwrite(block, 1, sizeof(block), file), sizeof(block));
	}
	assert_int_equal(fclose(file), 0);
}

static void text_of(int round, int i, char text[static TEXT])
{
	snprintf(text, TEXT, "besluit %d van ronde %d", i, round);
}

/* How many were shown as saved before the disk was full; the text of the next stands in the form. */
static int decide_until_full(struct term *t, int round, int *id)
{
	for (int i = 0; i < DECISIONS_MAX; i++) {
		char text[TEXT];
		text_of(round, i, text);
		if (!torture_decide(t, text))
			term_fail_at(t, "the form did not come", __FILE__, __LINE__);
		if (!torture_saved(t, id, "disk is full")) {
			if (!term_matches(t, "disk is full"))
				term_fail_at(t, "the full disk is not told", __FILE__, __LINE__);
			return i;
		}
	}
	term_fail_at(t, "the disk was never full", __FILE__, __LINE__);
	return 0;
}

static void full_then_room(struct scratch *s, int round, size_t leave)
{
	struct term *t = torture_sit(s, NULL);
	term_expect(t, "Bakkerij", 20000);
	fill(s, leave);
	int id = 0, saved = decide_until_full(t, round, &id);
	char text[TEXT];
	text_of(round, saved, text);
	term_keys(t, "Esc"); /* the message */
	term_expect(t, text, 20000);
	assert_int_equal(unlink(scratch_path(s, filler)), 0);
	term_send(t, "\x13");
	if (!torture_saved(t, &id, NULL))
		term_fail_at(t, "room was made, but it is not saved", __FILE__, __LINE__);
	term_free(t);
	torture_must_be_sound(s);
	for (int i = 0; i <= saved; i++) {
		text_of(round, i, text);
		assert_int_equal(torture_decisions(s, text), 1);
	}
}

static void test_room_is_made_while_it_runs(void **state)
{
	if (!*state)
		skip();
	int sizes = torture_times(SIZES);
	sizes = sizes < SIZES_MAX ? sizes : SIZES_MAX;
	for (int i = 0; i < sizes; i++)
		full_then_room(*state, i, (size_t)i * 1000 * KIB / (size_t)sizes);
}

/* Without a screen: the cause and exit 1, and what was there stays. */
static void test_commands_on_a_full_disk(void **state)
{
	struct scratch *s = *state;
	if (!s)
		skip();
	char copy[TEXT];
	snprintf(copy, sizeof(copy), "%s/kopie", scratch_dir(s));
	const char *const tries[][4] = {
	        {"decision", "add", "past niet", NULL},
	        {"backup", copy, NULL},
	        {"restore", scratch_path(s, "eerder"), NULL},
	};
	const char *const earlier[] = {"backup", scratch_path(s, "eerder"), NULL};
	struct run r = torture_run(s, earlier);
	run_expect(&r, 0);
	run_done(&r);
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		fill(s, 4 * KIB);
		r = torture_run(s, tries[i]);
		unlink(scratch_path(s, filler));
		if (r.code != 1 || !strstr(r.err, "full"))
			fail_msg("%s: exit %d: %s%s", tries[i][0], r.code, r.out, r.err);
		torture_must_tell(&r, tries[i][0]);
		run_done(&r);
		assert_false(scratch_exists(s, "kopie"));
		torture_must_be_sound(s);
	}
	assert_int_equal(torture_decisions(s, "past niet"), 0);
}

/* A limit on the size of files is no reason to die: what is on the disk is told, and the rest as a full disk.
 */
static void test_a_limit_on_files(void **state)
{
	enum { LIMITS = 24 };
	struct scratch *s = torture_team();
	int done = 0, failed = 0;
	(void)state;
	for (int i = 0; i < LIMITS; i++) {
		char text[TEXT], command[TEXT * 4];
		snprintf(text, sizeof(text), "tot %d", i);
		snprintf(command, sizeof(command), "ulimit -f %d; exec \"$0\" --db \"$1\" decision add '%s'",
		        i * 8, text);
		const char *const argv[] = {
		        "sh", "-c", command, run_dagstart_path(), scratch_path(s, STORE), NULL};
		const char *const env[] = {NOW, NULL};
		struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
		if (r.code != 0 && r.code != 1)
			fail_msg("%s: exit %d: %s%s", command, r.code, r.out, r.err);
		done += r.code == 0;
		failed += r.code == 1;
		if (r.code == 1)
			torture_must_tell(&r, command);
		assert_int_equal(torture_decisions(s, text), r.code == 0);
		run_done(&r);
	}
	assert_true(done > 0 && failed > 0);
	torture_must_be_sound(s);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_room_is_made_while_it_runs, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_commands_on_a_full_disk, setup, teardown),
	        cmocka_unit_test(test_a_limit_on_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
