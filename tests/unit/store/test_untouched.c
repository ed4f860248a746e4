/* What is not ours is not written, whatever it looks like from outside; and locks that are never to be had
 * are waited for once. Databases are made with SQLite itself, past the store. */
#include <dagstart/store/store.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/own.h>
#include <dagstart/store/people.h>

#include "room.h"

enum { BUSY_MS = 300 };

static const char *const tails[] = {"", "-wal", "-journal"};

static const char *beside(struct room *room, const char *tail)
{
	return arena_printf(room->arena, "%s%s", room->path, tail);
}

static bool open_store(struct room *room, bool create, struct store **ret)
{
	const struct store_options options = {.path = room->path, .create = create, .busy_ms = BUSY_MS};
	return store_open(room->arena, &options, ret, &room->err);
}

static int setup(void **state)
{
	CLEANUP(store_cleanup) struct store *store = NULL;
	return room_setup(state) == 0 && open_store(*state, true, &store) ? 0 : -1;
}

/* Another program at work; it is killed before it closes when `is_killed`, so that its log stays. */
static void spoil(struct room *room, const char *sql, bool is_killed)
{
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *db = NULL;
		bool ok = sqlite3_open(room->path, &db) == SQLITE_OK &&
		          sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
		if (!is_killed)
			sqlite3_close(db);
		_exit(!ok);
	}
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

struct image {
	char *bytes[3];
	size_t len[3];
};

static char *read_bytes(struct room *room, const char *path, size_t *ret_len)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	*ret_len = 0;
	if (!file)
		return NULL;
	assert_int_equal(fstat(fileno(file), &st), 0);
	char *bytes = arena_alloc(room->arena, (size_t)st.st_size + 1);
	*ret_len = fread(bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return bytes;
}

static struct image image_of(struct room *room)
{
	struct image image;
	for (size_t i = 0; i < 3; i++)
		image.bytes[i] = read_bytes(room, beside(room, tails[i]), &image.len[i]);
	return image;
}

static void must_be_untouched(struct room *room, const struct image *before, const char *what)
{
	struct image now = image_of(room);
	for (size_t i = 0; i < 3; i++)
		if (now.len[i] != before->len[i] ||
		        (now.len[i] && memcmp(now.bytes[i], before->bytes[i], now.len[i]) != 0))
			fail_msg("%s: team.db%s was written (%zu bytes, then %zu)", what, tails[i],
			        before->len[i], now.len[i]);
}

static void must_refuse(struct room *room, const char *what)
{
	struct image before = image_of(room);
	for (int i = 0; i < 2; i++) {
		struct store *store = NULL;
		const struct store_options options = {
		        .path = room->path, .read_only = i == 1, .busy_ms = BUSY_MS};
		if (store_open(room->arena, &options, &store, &room->err))
			fail_msg("%s: was taken for a store", what);
		assert_int_equal(room->err.code, ERR_DAMAGED);
		must_be_untouched(room, &before, what);
	}
}

static const char drop[] = "PRAGMA foreign_keys = OFF; DROP TABLE decision;";
static const char trigger[] = "CREATE TRIGGER boo AFTER INSERT ON kudos BEGIN DELETE FROM action; END;";

static void a_foreign_one_without_a_log_stays_without_one(void **state)
{
	struct room *room = *state;
	spoil(room, "PRAGMA journal_mode = DELETE;", false);
	spoil(room, drop, false);
	must_refuse(room, "a missing table");
	spoil(room, trigger, false);
	must_refuse(room, "a trigger too");
}

static void a_foreign_one_keeps_what_stands_in_its_log(void **state)
{
	struct room *room = *state;
	spoil(room, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;", false);
	spoil(room, trigger, true);
	assert_true(image_of(room).len[1] > 0);
	must_refuse(room, "a trigger in the log");
}

/* A journal that was left would be played back into the file by the first read. */
static void a_journal_is_not_played_back_into_a_foreign_one(void **state)
{
	struct room *room = *state;
	spoil(room, "PRAGMA journal_mode = DELETE;", false);
	spoil(room, drop, false);
	spoil(room,
	        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; CREATE TABLE big(a);"
	        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
	        "INSERT INTO big SELECT randomblob(900) FROM n;",
	        true);
	assert_true(image_of(room).len[2] > 0);
	must_refuse(room, "a journal");
}

/* The same where the tables are ours: then it is brought to its end, and written ahead from then on. */
static void our_own_journal_is_played_back(void **state)
{
	struct room *room = *state;
	CLEANUP(store_cleanup) struct store *store = NULL;
	spoil(room, "PRAGMA journal_mode = DELETE;", false);
	spoil(room,
	        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN;"
	        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
	        "INSERT INTO draft SELECT i, 'place', hex(randomblob(500)) FROM n;",
	        true);
	assert_true(image_of(room).len[2] > 0);
	assert_true(open_store(room, false, &store));
	assert_true(store_verify(store, &room->err));
	const char *draft = NULL;
	assert_true(store_draft(store, room->arena, "7", "place", &draft, &room->err));
	assert_string_equal(draft, "");
	assert_int_equal(image_of(room).bytes[0][18], 2);
	assert_int_equal(image_of(room).len[2], 0);
}

static void ones_own_notes_are_looked_at_too(void **state)
{
	struct room *room = *state;
	struct own_store *own = NULL;
	unlink(room->path);
	assert_true(own_store_open(room->arena, room->path, &own, &room->err));
	own_store_close(own);
	spoil(room, "PRAGMA journal_mode = DELETE;", false);
	spoil(room, "DROP TABLE note", false);
	struct image before = image_of(room);
	assert_false(own_store_open(room->arena, room->path, &own, &room->err));
	assert_int_equal(room->err.code, ERR_DAMAGED);
	must_be_untouched(room, &before, "own notes");
}

static void restoring_leaves_nothing_beside_the_copy(void **state)
{
	struct room *room = *state;
	CLEANUP(store_cleanup) struct store *store = NULL;
	const char *copy = beside(room, ".copy"), *to = beside(room, ".to");
	assert_true(open_store(room, false, &store));
	assert_true(store_backup(store, copy, false, NULL, &room->err));
	for (int i = 0; i < 2; i++) { /* into nothing, and over what is there */
		if (!store_restore(room->arena, copy, to, NULL, NULL, &room->err))
			fail_msg("%s", err_text(room->arena, &room->err));
		assert_int_equal(access(beside(room, ".copy-wal"), F_OK), -1);
		assert_int_equal(access(beside(room, ".copy-shm"), F_OK), -1);
		assert_int_equal(access(copy, F_OK), 0);
		assert_int_equal(access(to, F_OK), 0);
		if (i == 1)
			unlink(beside(room, ".to.before-restore"));
	}
}

/* -- locks that are never to be had -- */

static int no_locks(int fd, int command, ...)
{
	va_list list;
	va_start(list, command);
	void *argument = va_arg(list, void *);
	va_end(list);
	if (command == F_SETLK) {
		errno = ENOLCK;
		return -1;
	}
	return fcntl(fd, command, argument);
}

static void give_locks(bool give)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
	assert_int_equal(
	        vfs->xSetSystemCall(vfs, "fcntl", give ? NULL : (sqlite3_syscall_ptr)no_locks), SQLITE_OK);
}

static int64_t now_ms(void)
{
	static const struct clock machine = {0};
	return clock_mono_ms(&machine);
}

static void a_screen_of_reads_waits_once_and_says_busy(void **state)
{
	struct room *room = *state;
	CLEANUP(store_cleanup) struct store *store = NULL;
	struct team team;
	const struct change change = {.origin = "anna@desk", .verb = "init"};
	assert_true(open_store(room, false, &store));
	assert_true(store_begin(store, &change, &room->err));
	assert_true(store_put_team(store,
	        &(struct team){.id = 1, .name = "Zeppelin", .language = "nl", .founded_day = 1}, &room->err));
	assert_true(store_commit(store, &room->err));
	give_locks(false);
	int64_t start = now_ms();
	for (int i = 0; i < 30; i++) {
		assert_false(store_team(store, room->arena, &team, &room->err));
		assert_int_equal(room->err.code, ERR_BUSY);
	}
	/* Thirty times the engine's own ten seconds would be five minutes; a busy machine takes its time too.
	 */
	int64_t took = now_ms() - start;
	give_locks(true);
	assert_in_range(took, BUSY_MS / 2, 200 * BUSY_MS);
	assert_true(store_team(store, room->arena, &team, &room->err));
	assert_string_equal(team.name, "Zeppelin");
}

static void each_write_gets_its_own_patience(void **state)
{
	struct room *room = *state;
	CLEANUP(store_cleanup) struct store *store = NULL;
	const struct change change = {.origin = "anna@desk", .verb = "init"};
	assert_true(open_store(room, false, &store));
	give_locks(false);
	for (int i = 0; i < 2; i++) {
		int64_t start = now_ms();
		assert_false(store_begin(store, &change, &room->err));
		assert_int_equal(room->err.code, ERR_BUSY);
		int64_t took = now_ms() - start;
		if (took < BUSY_MS / 2 || took > 200 * BUSY_MS)
			give_locks(true);
		assert_in_range(took, BUSY_MS / 2, 200 * BUSY_MS);
	}
	give_locks(true);
	assert_true(store_begin(store, &change, &room->err));
	store_rollback(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, room_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_foreign_one_without_a_log_stays_without_one),
	        TEST(a_foreign_one_keeps_what_stands_in_its_log),
	        TEST(a_journal_is_not_played_back_into_a_foreign_one),
	        TEST(our_own_journal_is_played_back),
	        TEST(ones_own_notes_are_looked_at_too),
	        TEST(restoring_leaves_nothing_beside_the_copy),
	        TEST(a_screen_of_reads_waits_once_and_says_busy),
	        TEST(each_write_gets_its_own_patience),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
