/* R2: the power goes at any point of a stand-up, of founding a team and of putting a copy back. Nothing that
 * was shown as saved is lost, nothing is there twice, and the store is sound, whatever of what was not synced
 * has reached the disk. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "disk.h"
#include "torture.h"

enum {
	DECISIONS = 8,
	DECISIONS_MAX = 200,
	TORN = 3,
	TEXT = 256,
	ASKED_EVERY = 500,
	IMAGES = TEST_COUNT(500, 150)
};

static const char *const env[] = {NOW, "ASAN_OPTIONS=detect_leaks=0", NULL};

struct power {
	struct scratch *scratch;
	char *folder, *image; /* the disk, and what is left of it */
	size_t images;
};

static struct power power_of(struct scratch *s)
{
	struct power power = {s, strdup(scratch_path(s, "disk")), strdup(scratch_path(s, "image")), 0};
	assert_int_equal(mkdir(power.folder, 0700), 0);
	assert_int_equal(mkdir(power.image, 0700), 0);
	return power;
}

static void power_done(struct power *power)
{
	free(power->folder);
	free(power->image);
}

static void empty_image(const struct power *power)
{
	DIR *folder = opendir(power->image);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[1024];
		snprintf(path, sizeof(path), "%s/%s", power->image, entry->d_name);
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			unlink(path);
	}
	closedir(folder);
}

static const char *store_in(const struct power *power, const char *folder)
{
	static char path[1024];
	(void)power;
	snprintf(path, sizeof(path), "%s/" STORE, folder);
	return path;
}

static struct run run_on(const struct power *power, const char *folder, const char *const *words)
{
	const char *argv[20] = {run_dagstart_path(), "--lang", "en", "--db", store_in(power, folder)};
	for (size_t i = 0; words[i]; i++)
		argv[5 + i] = words[i];
	return run_program(&(struct run_options){.argv = argv, .scratch = power->scratch, .env = env});
}

static struct disk *record(struct power *power, const char *const *words, struct run *ret)
{
	const char *argv[20] = {run_dagstart_path(), "--lang", "en", "--db", store_in(power, power->folder)};
	for (size_t i = 0; words[i]; i++)
		argv[5 + i] = words[i];
	return disk_record(power->scratch, power->folder,
	        &(struct run_options){
	                .argv = argv, .scratch = power->scratch, .env = env, .timeout_ms = 120000},
	        ret);
}

/* -- one image -- */

static int64_t number(sqlite3 *db, const char *sql, const char *text, const char *what)
{
	sqlite3_stmt *stmt = NULL;
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s: %s", what, sql, sqlite3_errmsg(db));
	if (text)
		sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
	int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
	sqlite3_finalize(stmt);
	return value;
}

static sqlite3 *open_image(const struct power *power, const char *what)
{
	sqlite3 *db = NULL;
	if (sqlite3_open_v2(store_in(power, power->image), &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		fail_msg("%s: no store: %s", what, sqlite3_errmsg(db));
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (number(db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", NULL,
	            what) != 0 ||
	        number(db, "SELECT count(*) FROM pragma_foreign_key_check", NULL, what) != 0)
		fail_msg("%s: the store is not sound", what);
	return db;
}

static int decisions_shown(const char *shown)
{
	int count = 0;
	for (;; count++) {
		char saved[TEXT];
		snprintf(saved, sizeof(saved), "saved D-%d\n", count + 1);
		if (!strstr(shown, saved))
			return count;
	}
}

static void check_stand_up(struct power *power, const char *shown, const char *what)
{
	sqlite3 *db = open_image(power, what);
	int count = decisions_shown(shown);
	int64_t rows = number(db, "SELECT count(*) FROM decision", NULL, what);
	/* One may have been on its way. */
	if (rows != count && rows != count + 1)
		fail_msg("%s: %lld decisions, %d were shown as saved", what, (long long)rows, count);
	for (int i = 1; i <= count; i++) {
		char text[TEXT];
		snprintf(text, sizeof(text), "besluit %d", i);
		int64_t there = number(db, "SELECT count(*) FROM decision WHERE text = ?1", text, what);
		if (there != 1)
			fail_msg("%s: \"%s\" is there %lld times", what, text, (long long)there);
	}
	sqlite3_close(db);
	/* And for the program itself. */
	if (power->images % ASKED_EVERY == 0) {
		static const char *const words[] = {"doctor", NULL};
		struct run r = run_on(power, power->image, words);
		if (strstr(r.out, "damaged") || strstr(r.err, "damaged") || r.code > 1)
			fail_msg("%s: doctor: %s%s", what, r.out, r.err);
		run_done(&r);
	}
}

typedef void check_fn(struct power *power, const char *shown, const char *what);

static void each_model(struct power *power, struct disk *disk, size_t cut, check_fn *check)
{
	for (int i = 0; i < DISK_MODELS + TORN - 1; i++) {
		enum disk_model model = i < DISK_MODELS ? (enum disk_model)i : DISK_TORN;
		char what[TEXT];
		snprintf(what, sizeof(what), "cut at %zu of %zu, model %d, dice %d", cut, disk_events(disk),
		        (int)model, i);
		empty_image(power);
		disk_image(disk, model, 1000 * cut + (uint64_t)i, power->image);
		check(power, disk_shown(disk), what);
		power->images++;
	}
}

/* Every cut, or as many as there is time for. */
static void each_cut(struct power *power, struct disk *disk, check_fn *check)
{
	size_t events = disk_events(disk), wanted = (size_t)torture_times(IMAGES) / (DISK_MODELS + TORN - 1);
	size_t step = events > wanted ? events / wanted : 1;
	for (size_t cut = 0; cut <= events; cut += step) {
		disk_play(disk, cut);
		each_model(power, disk, cut, check);
	}
	disk_play(disk, events);
	each_model(power, disk, events, check);
}

static void found(struct power *power)
{
	static const char *const words[] = {"init", "--team", "Bakkerij", "--people", "Anna, Bram", NULL};
	struct run r = run_on(power, power->folder, words);
	run_expect(&r, 0);
	run_done(&r);
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

static void test_a_stand_up(void **state)
{
	struct power power = power_of(*state);
	found(&power);
	int decisions = min(torture_times(DECISIONS), DECISIONS_MAX);
	size_t room = 100 * DECISIONS_MAX;
	char *script = calloc(1, room);
	assert_non_null(script);
	for (int i = 1; i <= decisions; i++)
		snprintf(script + strlen(script), room - strlen(script),
		        "decision.add text=\"besluit %d\"\n:screen -\n%s", i, i % 10 ? "" : "step.next\n");
	const char *path = scratch_write(power.scratch, "stand-up.txt", script);
	free(script);
	const char *const words[] = {"--script", path, "meet", NULL};
	struct run r = {0};
	struct disk *disk = record(&power, words, &r);
	run_expect(&r, 0);
	each_cut(&power, disk, check_stand_up);
	/* Or nothing was proven: all was shown, and some of it was not yet on the disk at some cut. */
	assert_int_equal(decisions_shown(disk_shown(disk)), decisions);
	assert_true(power.images >= (size_t)torture_times(IMAGES) / 2 || power.images >= 10000);
	disk_free(disk);
	run_done(&r);
	power_done(&power);
}

/* Either no store, or a whole one; there once it was said. */
static void check_founding(struct power *power, const char *shown, const char *what)
{
	bool is_there = access(store_in(power, power->image), F_OK) == 0;
	if (strstr(shown, "saved") && !is_there)
		fail_msg("%s: the store was shown as saved", what);
	if (!is_there)
		return;
	sqlite3 *db = open_image(power, what);
	int64_t team = number(db, "SELECT count(*) FROM team", NULL, what);
	if (team != 1 && (strstr(shown, "saved") || team != 0))
		fail_msg("%s: %lld teams", what, (long long)team);
	sqlite3_close(db);
}

static void test_founding(void **state)
{
	static const char *const words[] = {"init", "--team", "Bakkerij", "--people", "Anna, Bram", NULL};
	struct power power = power_of(*state);
	struct run r = {0};
	struct disk *disk = record(&power, words, &r);
	run_expect(&r, 0);
	each_cut(&power, disk, check_founding);
	assert_non_null(strstr(disk_shown(disk), "saved"));
	disk_free(disk);
	run_done(&r);
	power_done(&power);
}

/* The old store or the copy, and what was there before is not lost while the copy is not there yet. */
static void check_restoring(struct power *power, const char *shown, const char *what)
{
	sqlite3 *db = open_image(power, what);
	int64_t is_new = number(db, "SELECT count(*) FROM decision WHERE text = 'na de kopie'", NULL, what);
	int64_t both = number(db, "SELECT count(*) FROM decision WHERE text = 'voor de kopie'", NULL, what);
	sqlite3_close(db);
	if (both != 1)
		fail_msg("%s: what was in the copy is there %lld times", what, (long long)both);
	if (is_new && *shown)
		fail_msg("%s: told as done, but the old store is there: %s", what, shown);
}

static void test_restoring(void **state)
{
	struct power power = power_of(*state);
	found(&power);
	char copy[TEXT];
	snprintf(copy, sizeof(copy), "%s/kopie", scratch_dir(power.scratch));
	const char *const steps[][4] = {
	        {"decision", "add", "voor de kopie", NULL},
	        {"backup", copy, NULL},
	        {"decision", "add", "na de kopie", NULL},
	};
	for (size_t i = 0; i < 3; i++) {
		struct run r = run_on(&power, power.folder, steps[i]);
		run_expect(&r, 0);
		run_done(&r);
	}
	const char *const words[] = {"restore", copy, NULL};
	struct run r = {0};
	struct disk *disk = record(&power, words, &r);
	run_expect(&r, 0);
	each_cut(&power, disk, check_restoring);
	disk_free(disk);
	run_done(&r);
	power_done(&power);
}

static int setup(void **state)
{
	*state = scratch_new();
	return 0;
}

static int teardown(void **state)
{
	scratch_free(*state);
	return 0;
}

int main(void)
{
	if (!torture_has_strace())
		return 77;
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_a_stand_up, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_founding, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_restoring, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
