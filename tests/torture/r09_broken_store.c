/* R9: a store that is damaged, foreign or no store at all. Never written to, no crash and no hang, a sentence
 * that says what is wrong, and exit code 1. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/random.h>

#include "torture.h"

enum { FLIPS = TEST_COUNT(20, 8), CUTS = 6, TOLD_MS = 3000, PAGE = 4096, TEXT = 128 };

/* What a person may try on it. */
static const char *const tries[][5] = {
        {"decision", "list", NULL},
        {"decision", "add", "mag niet", NULL},
        {"meet", "--plain", NULL},
        {"import", "quotes.csv", NULL},
        {"undo", NULL},
};
enum { READING = 0, TRIES = sizeof(tries) / sizeof(tries[0]) };

struct image {
	char *bytes;
	size_t len;
};

/* Nothing for what is no file, and for what is somebody else's. */
static struct image image_of(struct scratch *s)
{
	struct image image = {0};
	struct stat st;
	if (lstat(scratch_path(s, STORE), &st) == 0 && S_ISREG(st.st_mode))
		image.bytes = scratch_read(s, STORE, &image.len);
	return image;
}

static void must_be_untouched(struct scratch *s, const struct image *before, const char *what)
{
	struct image after = image_of(s);
	if (after.len != before->len || (before->len && memcmp(after.bytes, before->bytes, before->len) != 0))
		fail_msg("%s: the store was written to (%zu bytes, then %zu)", what, before->len, after.len);
	free(after.bytes);
	static const char *const beside[] = {STORE "-wal", STORE "-journal"};
	for (size_t i = 0; i < 2; i++) {
		size_t len = 0;
		char *bytes = scratch_read(s, beside[i], &len);
		if (bytes && len > 0)
			fail_msg("%s: %s was written (%zu bytes)", what, beside[i], len);
		free(bytes);
	}
}

static struct run try_one(struct scratch *s, size_t i, const char *what)
{
	struct run r = torture_run(s, tries[i]);
	if (r.code < 0 || r.code >= 128)
		fail_msg("%s: %s: exit %d: %s", what, tries[i][0], r.code, r.err);
	if (r.ms > TOLD_MS * run_slowness())
		fail_msg("%s: %s took %.0f ms", what, tries[i][0], r.ms);
	return r;
}

/* Every try is refused, with a sentence. */
static void must_refuse(struct scratch *s, const char *what)
{
	struct image before = image_of(s);
	for (size_t i = 0; i < TRIES; i++) {
		struct run r = try_one(s, i, what);
		if (r.code != 1)
			fail_msg("%s: %s %s: expected exit 1, not %d: %s%s", what, tries[i][0],
			        tries[i][1] ? tries[i][1] : "", r.code, r.out, r.err);
		torture_must_tell(&r, what);
		run_done(&r);
		must_be_untouched(s, &before, what);
	}
	static const char *const doctor[] = {"doctor", NULL};
	struct run r = torture_run(s, doctor);
	if (r.code != 1)
		fail_msg("%s: doctor: expected exit 1, not %d: %s%s", what, r.code, r.out, r.err);
	run_done(&r);
	must_be_untouched(s, &before, what);
	free(before.bytes);
}

static void with_bytes(struct scratch *s, const void *bytes, size_t len, const char *what)
{
	unlink(scratch_path(s, STORE));
	unlink(scratch_path(s, STORE "-wal"));
	unlink(scratch_path(s, STORE "-shm"));
	scratch_write_bytes(s, STORE, bytes, len);
	must_refuse(s, what);
}

static void test_what_is_no_database(void **state)
{
	struct scratch *s = *state;
	struct image sound = image_of(s);
	char *copy = malloc(sound.len);
	assert_non_null(copy);
	with_bytes(s, "", 0, "an empty file");
	with_bytes(s, "score,comment\n9,goed\n", 21, "a text");
	memset(copy, 0, sound.len);
	with_bytes(s, copy, sound.len, "a file of zeros");
	memset(copy, 0xFF, sound.len);
	with_bytes(s, copy, sound.len, "a file of ones");
	memcpy(copy, sound.bytes, sound.len);
	copy[0] = 'X';
	with_bytes(s, copy, sound.len, "another magic");
	memcpy(copy, sound.bytes, sound.len);
	memset(copy, 0, PAGE);
	with_bytes(s, copy, sound.len, "a first page of zeros");
	for (int i = 0; i < CUTS; i++) {
		size_t len = sound.len * (size_t)i / CUTS + 1;
		char what[TEXT];
		snprintf(what, sizeof(what), "cut at %zu of %zu", len, sound.len);
		with_bytes(s, sound.bytes, len, what);
	}
	free(copy);
	free(sound.bytes);
}

static void test_what_is_no_file(void **state)
{
	struct scratch *s = *state;
	const char *store = scratch_path(s, STORE);
	assert_int_equal(rename(store, scratch_path(s, "elders.db")), 0);
	assert_int_equal(mkdir(store, 0700), 0);
	must_refuse(s, "a folder");
	assert_int_equal(rmdir(store), 0);
	assert_int_equal(mkfifo(store, 0600), 0);
	for (size_t i = 0; i < TRIES; i++) {
		struct run r = try_one(s, i, "a FIFO");
		run_expect(&r, 1);
		torture_must_tell(&r, "a FIFO");
		run_done(&r);
	}
	assert_int_equal(unlink(store), 0);
	assert_int_equal(symlink(scratch_path(s, "elders.db"), store), 0);
	must_refuse(s, "a symbolic link");
	assert_int_equal(unlink(store), 0);
	assert_int_equal(link(scratch_path(s, "elders.db"), store), 0);
	must_refuse(s, "a hard link");
	assert_int_equal(unlink(scratch_path(s, "elders.db")), 0);
	assert_int_equal(chmod(store, 0666), 0);
	must_refuse(s, "writable by everybody");
}

/* Sound databases that are not ours to write in. */
static void test_a_foreign_database(void **state)
{
	static const struct {
		const char *what, *sql;
	} rows[] = {
	        {"another application's", "PRAGMA application_id = 252006673"},
	        {"one without an id", "PRAGMA application_id = 0"},
	        {"one that is newer", "PRAGMA user_version = 9999"},
	        {"one that is older than any", "PRAGMA user_version = -1"},
	        {"a missing table", "PRAGMA foreign_keys=OFF; DROP TABLE decision"},
	        {"a hostile trigger", "CREATE TRIGGER boos AFTER INSERT ON "
	                              "decision BEGIN DELETE FROM "
	                              "action; END"},
	        {"a hostile view", "PRAGMA foreign_keys=OFF; DROP TABLE kudos; "
	                           "CREATE VIEW kudos AS "
	                           "SELECT 1 AS id"},
	};
	struct scratch *s = *state;
	struct image sound = image_of(s);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unlink(scratch_path(s, STORE "-wal"));
		unlink(scratch_path(s, STORE "-shm"));
		scratch_write_bytes(s, STORE, sound.bytes, sound.len);
		torture_spoil(s, rows[i].sql);
		must_refuse(s, rows[i].what);
	}
	free(sound.bytes);
}

/* Anywhere: it may not be seen, but never is a thing written by reading, nothing crashes, and what fails says
 * so. */
static void test_flipped_bits(void **state)
{
	struct scratch *s = *state;
	struct image sound = image_of(s);
	struct random random = random_seeded(9);
	for (int i = 0; i < torture_times(FLIPS); i++) {
		char what[TEXT];
		/* Heads of pages hold what matters most. */
		size_t page = random_below(&random, (uint32_t)(sound.len / PAGE));
		size_t at = page * PAGE + random_below(&random, i % 2 ? 64 : PAGE);
		int bit = (int)random_below(&random, 8);
		char *copy = malloc(sound.len);
		assert_non_null(copy);
		memcpy(copy, sound.bytes, sound.len);
		copy[at] = (char)(copy[at] ^ (1 << bit));
		unlink(scratch_path(s, STORE "-wal"));
		unlink(scratch_path(s, STORE "-shm"));
		scratch_write_bytes(s, STORE, copy, sound.len);
		snprintf(what, sizeof(what), "bit %d of byte %zu", bit, at);
		struct image before = image_of(s);
		static const char *const reading[][3] = {
		        {"decision", "list", NULL}, {"meet", "--plain", NULL}, {"doctor", NULL}};
		for (size_t j = 0; j < 3; j++) {
			struct run r = torture_run(s, reading[j]);
			if (r.code < 0 || r.code > 3)
				fail_msg("%s: %s: exit %d: %s", what, reading[j][0], r.code, r.err);
			if (r.code != 0 && j < 2)
				torture_must_tell(&r, what);
			run_done(&r);
			must_be_untouched(s, &before, what);
		}
		free(before.bytes);
		free(copy);
	}
	free(sound.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_what_is_no_database, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_what_is_no_file, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_a_foreign_database, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_flipped_bits, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
