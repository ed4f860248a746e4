/* R17: the store is damaged or gone after a stand-up. The program says so, and one command brings back all
 * but what came after the newest copy; the broken one is kept beside it. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum { ROUNDS = 4, TEXT = 96, PATH = 256, FIRST = 12, PAGE = 4096 };

enum harm { HARM_GONE, HARM_EMPTY, HARM_ZEROED_HEAD, HARM_CUT, HARM_NOISE, HARMS };

static void decide(struct scratch *s, const char *text)
{
	const char *const words[] = {"decision", "add", text, NULL};
	struct run r = torture_run(s, words);
	run_expect(&r, 0);
	run_done(&r);
}

static void damage(struct scratch *s, enum harm harm, uint64_t seed)
{
	size_t len = 0;
	char *bytes = scratch_read(s, STORE, &len);
	struct random random = random_seeded(seed);
	assert_non_null(bytes);
	assert_true(len > 2 * PAGE);
	switch (harm) {
	case HARM_GONE:
		assert_int_equal(unlink(scratch_path(s, STORE)), 0);
		break;
	case HARM_EMPTY:
		scratch_write_bytes(s, STORE, "", 0);
		break;
	case HARM_ZEROED_HEAD:
		memset(bytes, 0, PAGE);
		scratch_write_bytes(s, STORE, bytes, len);
		break;
	case HARM_CUT:
		scratch_write_bytes(
		        s, STORE, bytes, PAGE + random_below(&random, (uint32_t)(len - 2 * PAGE)));
		break;
	case HARM_NOISE:
		for (size_t i = 0; i < PAGE; i++)
			bytes[i] = (char)random_below(&random, 256);
		scratch_write_bytes(s, STORE, bytes, len);
		break;
	case HARMS:
		break;
	}
	free(bytes);
}

static void one_round(struct scratch *s, int round)
{
	char before[TEXT], after[TEXT], copy[TEXT];
	snprintf(before, sizeof(before), "voor de kopie %d", round);
	snprintf(after, sizeof(after), "na de kopie %d", round);
	snprintf(copy, sizeof(copy), "%s/kopie-%d", scratch_dir(s), round);
	decide(s, before);
	const char *const backup[] = {"backup", copy, NULL}, *const list[] = {"decision", "list", NULL},
	                  *const restore[] = {"restore", copy, NULL};
	struct run r = torture_run(s, backup);
	run_expect(&r, 0);
	run_done(&r);
	decide(s, after);
	damage(s, (enum harm)(round % HARMS), (uint64_t)round);
	r = torture_run(s, list);
	run_expect(&r, 1);
	torture_must_tell(&r, "a broken store");
	run_done(&r);
	r = torture_run(s, restore);
	run_expect(&r, 0);
	run_done(&r);
	torture_must_be_sound(s);
	assert_int_equal(torture_decisions(s, before), 1);
	assert_int_equal(torture_decisions(s, after), 0);
	assert_int_equal(scratch_exists(s, STORE ".before-restore"), round % HARMS != HARM_GONE);
	unlink(scratch_path(s, STORE ".before-restore"));
	decide(s, after);
}

static void test_a_broken_store_is_restored(void **state)
{
	int rounds = torture_times(ROUNDS + 1);
	for (int round = 0; round < rounds; round++)
		one_round(*state, round);
	/* Of every round both were there in the end, so nothing of before went with it. */
	assert_int_equal(torture_number(*state, "SELECT count(*) FROM decision", NULL), 2 * rounds);
}

static bool has_half_copy(struct scratch *s)
{
	bool found = false;
	DIR *folder = opendir(scratch_dir(s));
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));)
		found = found || strstr(entry->d_name, ".tmp") || strstr(entry->d_name, "dagstart-backup-");
	closedir(folder);
	return found;
}

/* What customers said lies in no half copy, whoever ended the program: by hand, the machine, or the line. */
static void test_a_stopped_copy_leaves_nothing(void **state)
{
	static const char *const signals[] = {"INT", "TERM", "HUP"}, *const targets[] = {"half.db", "-"};
	struct scratch *s = *state;
	if (!torture_has_strace())
		skip();
	char at[PATH], folder[PATH + 8];
	snprintf(folder, sizeof(folder), "TMPDIR=%s", scratch_dir(s));
	int stopped = 0;
	for (size_t i = 0; i < 6; i++) {
		snprintf(at, sizeof(at), "inject=pwrite64:signal=%s:when=%zu", signals[i / 2], FIRST + i);
		const char *const argv[] = {"strace", "-o", "/dev/null", "-e", at, run_dagstart_path(),
		        "--db", scratch_path(s, STORE), "backup", targets[i % 2], NULL};
		const char *const env[] = {NOW, folder, "ASAN_OPTIONS=detect_leaks=0", NULL};
		struct run r = run_program(
		        &(struct run_options){.argv = argv, .scratch = s, .env = env, .cwd = scratch_dir(s)});
		/* What was whole by then is a copy. */
		bool to_pipe = i % 2 == 1;
		bool is_whole = r.code == 0 && (to_pipe ? strncmp(r.out, "SQLite format 3", 15) == 0
		                                        : scratch_exists(s, "half.db"));
		stopped += !is_whole;
		if (!is_whole && (r.code != 1 || !strstr(r.err, "no copy")))
			fail_msg("%s: exit %d: %s", at, r.code, r.err);
		if (has_half_copy(s) || (!is_whole && scratch_exists(s, "half.db")))
			fail_msg("%s: a copy was left", at);
		unlink(scratch_path(s, "half.db"));
		run_done(&r);
	}
	assert_in_range(stopped, 3, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                test_a_broken_store_is_restored, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_a_stopped_copy_leaves_nothing, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
