/* S7: names that someone planted where the program will write, and a careless umask. Nothing is written
 * through a link, nothing waits for a pipe, and what is written is for its owner alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

enum { PATH = 256, TOLD_MS = 3000 };

static const char victim[] = "van iemand anders", csv[] = "date,score,comment\n2026-02-27,9,goed\nx,y,z\n";

enum plant { PLANT_SYMLINK, PLANT_DANGLING, PLANT_HARD_LINK, PLANT_FIFO, PLANT_FOLDER, PLANTS };
static const char *const plant_names[] = {
        "a symlink", "a dangling symlink", "a hard link", "a FIFO", "a folder"};

static void plant(struct scratch *s, enum plant what, const char *at)
{
	char target[PATH];
	snprintf(target, sizeof(target), "%s", scratch_write(s, "victim", victim));
	const char *path = scratch_path(s, at);
	switch (what) {
	case PLANT_SYMLINK:
		assert_int_equal(symlink(target, path), 0);
		break;
	case PLANT_DANGLING:
		assert_int_equal(symlink(scratch_path(s, "nowhere"), path), 0);
		break;
	case PLANT_HARD_LINK:
		assert_int_equal(link(target, path), 0);
		break;
	case PLANT_FIFO:
		assert_int_equal(mkfifo(path, 0600), 0);
		break;
	case PLANT_FOLDER:
		assert_int_equal(mkdir(path, 0700), 0);
		break;
	case PLANTS:
		break;
	}
}

static void must_be_spared(struct scratch *s, const char *what, const char *at)
{
	char *bytes = scratch_read(s, "victim", NULL);
	if (!bytes || strcmp(bytes, victim) != 0)
		fail_msg("%s at %s: written through: %s", what, at, bytes ? bytes : "gone");
	if (scratch_exists(s, "nowhere"))
		fail_msg("%s at %s: what it points to was made", what, at);
	free(bytes);
}

/* Whatever it comes to, nothing is written through and nothing waits. */
static void run_past(struct scratch *s, const char *const *words, enum plant what, const char *at)
{
	struct run r = torture_run(s, words);
	if (r.code < 0 || r.code >= 128 || r.ms > TOLD_MS * run_slowness())
		fail_msg("%s at %s: exit %d after %.0f ms: %s", plant_names[what], at, r.code, r.ms, r.err);
	must_be_spared(s, plant_names[what], at);
	run_done(&r);
}

static void clear(struct scratch *s, const char *at)
{
	const char *path = scratch_path(s, at);
	if (unlink(path) != 0)
		rmdir(path);
	unlink(scratch_path(s, "victim"));
}

static void test_where_files_are_written(void **state)
{
	struct scratch *s = *state;
	char copy[PATH], refused[PATH], file[PATH], script[PATH];
	snprintf(copy, sizeof(copy), "%s", scratch_path(s, "kopie"));
	snprintf(refused, sizeof(refused), "%s", scratch_path(s, "geweigerd.csv"));
	snprintf(file, sizeof(file), "%s", scratch_write(s, "reacties.csv", csv));
	char line[2 * PATH];
	snprintf(line, sizeof(line), ":screen %s\n", scratch_path(s, "beeld.svg"));
	snprintf(script, sizeof(script), "%s", scratch_write(s, "beeld.txt", line));
	const struct {
		const char *at;
		const char *words[6];
	} writers[] = {
	        {"kopie", {"backup", copy, NULL}},
	        {"geweigerd.csv", {"import", file, "--refused", refused, NULL}},
	        {"beeld.svg", {"--script", script, "meet", NULL}},
	        {STORE ".backups", {"--script", script, "meet", NULL}},
	        {STORE "-wal", {"decision", "add", "door een gepland logboek", NULL}},
	        {STORE "-shm", {"decision", "add", "door een geplande index", NULL}},
	        {STORE "-journal", {"decision", "add", "door een gepland journaal", NULL}},
	};
	for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
		for (enum plant what = 0; what < PLANTS; what++) {
			plant(s, what, writers[i].at);
			run_past(s, writers[i].words, what, writers[i].at);
			clear(s, writers[i].at);
		}
	}
	torture_must_be_sound(s);
}

static void must_be_private(struct scratch *s, const char *name, mode_t mode)
{
	mode_t is = scratch_mode(s, name);
	if (is != mode)
		fail_msg("%s has the mode %o, not %o", name, is, mode);
}

static void test_a_careless_umask(void **state)
{
	struct scratch *s = *state;
	char store[PATH], copy[PATH];
	snprintf(store, sizeof(store), "%s", scratch_path(s, "nieuw/" STORE));
	snprintf(copy, sizeof(copy), "%s", scratch_path(s, "kopie"));
	static const char *const env[] = {NOW, NULL};
	const char *const steps[][12] = {
	        {"init", "--lang", "en", "--team", "Open", "--people", "Anna", NULL},
	        {"decision", "add", "open", NULL},
	        {"backup", copy, NULL},
	};
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const char *argv[24] = {
		        "sh", "-c", "umask 000; exec \"$0\" \"$@\"", run_dagstart_path(), "--db", store};
		for (size_t j = 0; steps[i][j]; j++)
			argv[6 + j] = steps[i][j];
		struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
		run_expect(&r, 0);
		run_done(&r);
	}
	must_be_private(s, "nieuw", 0700);
	must_be_private(s, "nieuw/" STORE, 0600);
	must_be_private(s, "kopie", 0600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                test_where_files_are_written, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_a_careless_umask, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
