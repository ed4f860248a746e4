/* Copies of the store, and putting one back. */
#include <dagstart/store/backup.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract.h"

static size_t actions_at(struct world *w, const char *path)
{
	struct store *store = NULL;
	struct action *actions;
	size_t count = 0;
	const struct store_options options = {.path = path, .clock = &w->clock};
	OK(w, store_open(w->arena, &options, &store, &w->err));
	OK(w, store_verify(store, &w->err));
	OK(w, store_actions(store, w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	store_close(store);
	return count;
}

static size_t files_in(const char *folder)
{
	size_t count = 0;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return count;
}

static void close_world(struct world *w)
{
	store_close(w->store);
	w->store = NULL;
}

static void a_copy_is_a_whole_store_of_its_own(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart");
	struct stat st;
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	add_action(w, "twee");
	assert_int_equal(actions_at(w, path), 1);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	REFUSED(w, store_backup(w->store, path, false, NULL, &w->err), ERR_REFUSED);
	assert_int_equal(actions_at(w, path), 1);
	OK(w, store_backup(w->store, path, true, NULL, &w->err));
	assert_int_equal(actions_at(w, path), 2);
	REFUSED(w, store_backup(w->store, w->path, true, NULL, &w->err), ERR_REFUSED);
	assert_int_equal(actions_at(w, w->path), 2);
}

static void a_copy_never_goes_through_a_planted_name(void **state)
{
	struct world *w = *state;
	const char *target = world_path(w, "doel"), *planted = world_path(w, "kopie"),
	           *fifo = world_path(w, "pijp");
	world_write(w, target, "van iemand", 10);
	assert_int_equal(symlink(target, planted), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	REFUSED(w, store_backup(w->store, planted, true, NULL, &w->err), ERR_DAMAGED);
	REFUSED(w, store_backup(w->store, fifo, true, NULL, &w->err), ERR_DAMAGED);
	REFUSED(w, store_backup(w->store, w->folder, true, NULL, &w->err), ERR_DAMAGED);
	size_t len;
	assert_memory_equal(world_bytes(w, target, &len), "van iemand", 10);
	REFUSED(w, store_backup(w->store, world_path(w, "geen/map/kopie"), false, NULL, &w->err),
	        ERR_MISSING);
}

struct steps {
	int calls, stop_at, last_done, total;
};

static bool on_step(void *user, int done, int total)
{
	struct steps *steps = user;
	assert_true(done >= steps->last_done && done <= total);
	steps->last_done = done;
	steps->total = total;
	return ++steps->calls != steps->stop_at;
}

static void a_copy_tells_how_far_it_is_and_can_be_stopped(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart");
	char *large = arena_alloc(w->arena, 400000);
	memset(large, 'x', 399999);
	for (int i = 0; i < 5; i++)
		add_action(w, large);
	struct steps steps = {.stop_at = 2};
	const struct backup_progress progress = {on_step, &steps};
	size_t before = files_in(w->folder);
	REFUSED(w, store_backup(w->store, path, false, &progress, &w->err), ERR_CANCELLED);
	assert_int_equal(files_in(w->folder), before); /* nothing of it stays */
	steps = (struct steps){0};
	OK(w, store_backup(w->store, path, false, &progress, &w->err));
	assert_true(steps.calls > 2);
	assert_int_equal(steps.last_done, steps.total);
	assert_int_equal(actions_at(w, path), 5);
}

static size_t backups(struct world *w, struct backup_file **ret)
{
	size_t count;
	OK(w, store_backups(w->path, w->arena, ret, &count, &w->err));
	return count;
}

static void there_is_one_copy_a_day(void **state)
{
	struct world *w = *state;
	struct backup_file *files;
	bool made = false;
	assert_int_equal(backups(w, &files), 0);
	add_action(w, "een");
	OK(w, store_backup_daily(w->store, TODAY, &made, &w->err));
	assert_true(made);
	add_action(w, "twee");
	OK(w, store_backup_daily(w->store, TODAY, &made, &w->err));
	assert_false(made);
	OK(w, store_backup_daily(w->store, TODAY + 1, NULL, &w->err));
	assert_int_equal(backups(w, &files), 2);
	assert_int_equal(files[0].day, TODAY + 1);
	assert_int_equal(files[1].day, TODAY);
	assert_true(files[0].bytes > 4096);
	assert_int_equal(actions_at(w, files[1].path), 1);
	assert_int_equal(actions_at(w, files[0].path), 2);
}

static void old_copies_thin_out_to_weeks_and_months(void **state)
{
	enum { DAYS = 300 };
	struct world *w = *state;
	struct backup_file *files;
	for (int32_t day = 0; day < DAYS; day++)
		OK(w, store_backup_daily(w->store, TODAY + day, NULL, &w->err));
	size_t count = backups(w, &files);
	assert_int_equal(count, 7 + 4 + 6);
	for (int32_t i = 0; i < 7; i++)
		assert_int_equal(files[i].day, TODAY + DAYS - 1 - i);
	for (size_t i = 7; i < 11; i++) {
		int32_t gap = files[i - 1].day - files[i].day;
		assert_true(gap >= 1 && gap <= 13);
	}
	for (size_t i = 11; i < count; i++) {
		struct date older = day_to_date(files[i].day), newer = day_to_date(files[i - 1].day);
		assert_true(older.month != newer.month);
	}
	assert_true(files[10].day - files[16].day > 120); /* half a year back */
}

static void only_copies_of_ours_are_listed_and_removed(void **state)
{
	struct world *w = *state;
	struct backup_file *files;
	OK(w, store_backup_daily(w->store, TODAY, NULL, &w->err));
	const char *mine = world_path(w, "team.dagstart.backups/mijn.dagstart");
	const char *kept = world_path(w, "team.dagstart.backups/2020-01-01-before-v2.dagstart");
	world_write(w, mine, "x", 1);
	world_write(w, kept, "x", 1);
	assert_int_equal(
	        symlink("/etc/passwd", world_path(w, "team.dagstart.backups/2020-01-02.dagstart")), 0);
	for (int32_t day = 1; day < 30; day++)
		OK(w, store_backup_daily(w->store, TODAY + day, NULL, &w->err));
	assert_int_equal(access(mine, F_OK), 0);
	assert_int_equal(access(kept, F_OK), 0);
	size_t count = backups(w, &files);
	assert_string_equal(files[count - 1].path, kept);
}

/* Restoring */

static void a_copy_is_put_back_and_the_old_store_kept(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart"),
	           *aside = world_path(w, "team.dagstart.before-restore");
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	add_action(w, "twee");
	REFUSED(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err), ERR_BUSY);
	add_action(w, "drie"); /* the refusal has not hurt its locks */
	close_world(w);
	OK(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err));
	assert_int_equal(actions_at(w, w->path), 1);
	assert_int_equal(actions_at(w, aside), 3);
	assert_int_equal(actions_at(w, path), 1);
	/* and back again: what was put aside first stays as it was */
	const char *name = NULL;
	OK(w, store_restore(w->arena, aside, w->path, NULL, &name, &w->err));
	assert_string_equal(name, world_path(w, "team.dagstart.before-restore-2"));
	assert_int_equal(actions_at(w, w->path), 3);
	assert_int_equal(actions_at(w, aside), 3);
	assert_int_equal(actions_at(w, name), 1);
	REFUSED(w, store_restore(w->arena, w->path, w->path, NULL, NULL, &w->err), ERR_USAGE);
}

/* Each lies beside the store under a name of its own, in the order in which it came there. */
static void all_that_was_put_aside_is_listed(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart"), *name = NULL, *const *asides = NULL;
	size_t count = 7;
	OK(w, store_asides(w->path, w->arena, &asides, &count, &w->err));
	assert_int_equal(count, 0);
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	add_action(w, "een");
	close_world(w);
	/* names that are none of ours, and a gap */
	world_write(w, world_path(w, "team.dagstart.before-restore-wal"), "x", 1);
	world_write(w, world_path(w, "team.dagstart.before-restore-02"), "x", 1);
	world_write(w, world_path(w, "team.dagstart.before-restore-x"), "x", 1);
	world_write(w, world_path(w, "ander.dagstart.before-restore"), "x", 1);
	world_write(w, world_path(w, "team.dagstart.before-restore-9"), "x", 1);
	OK(w, store_restore(w->arena, path, w->path, NULL, &name, &w->err));
	assert_string_equal(name, world_path(w, "team.dagstart.before-restore-10"));
	assert_int_equal(actions_at(w, name), 1);
	OK(w, store_restore(w->arena, path, w->path, NULL, &name, &w->err));
	OK(w, store_asides(w->path, w->arena, &asides, &count, &w->err));
	assert_int_equal(count, 3);
	assert_string_equal(asides[0], world_path(w, "team.dagstart.before-restore-9"));
	assert_string_equal(asides[2], world_path(w, "team.dagstart.before-restore-11"));
	name = "x";
	OK(w, store_restore(w->arena, path, world_path(w, "nieuw.dagstart"), NULL, &name, &w->err));
	assert_null(name);
}

static void a_copy_makes_a_store_where_there_is_none(void **state)
{
	struct world *w = *state;
	const char *to = world_path(w, "nieuw/team.dagstart");
	add_action(w, "een");
	REFUSED(w, store_restore(w->arena, world_path(w, "geen"), to, NULL, NULL, &w->err), ERR_MISSING);
	OK(w, store_restore(w->arena, w->path, to, NULL, NULL, &w->err));
	assert_int_equal(actions_at(w, to), 1);
	assert_int_equal(files_in(world_path(w, "nieuw")), 1);
}

static void a_damaged_copy_is_not_put_back(void **state)
{
	struct world *w = *state;
	size_t len = 0;
	const char *bad = world_path(w, "kapot.dagstart");
	add_action(w, "een");
	close_world(w);
	char *bytes = world_bytes(w, w->path, &len);
	for (size_t at = 0; at < len; at += 4096) {
		char *copy = arena_memdup(w->arena, bytes, len);
		memset(copy + at, 0x33, 512);
		world_write(w, bad, copy, len);
		if (!store_restore(w->arena, bad, w->path, NULL, NULL, &w->err))
			assert_int_equal(w->err.code, ERR_DAMAGED);
		assert_int_equal(actions_at(w, w->path), 1);
	}
	world_write(w, bad, "geen kopie", 10);
	REFUSED(w, store_restore(w->arena, bad, w->path, NULL, NULL, &w->err), ERR_DAMAGED);
	assert_int_equal(actions_at(w, w->path), 1);
}

static void another_programs_database_is_left_alone(void **state)
{
	enum { ID_AT = 68 };
	struct world *w = *state;
	const char *foreign = world_path(w, "adressen.db");
	size_t len = 0, left = 0;
	add_action(w, "een");
	close_world(w);
	char *bytes = world_bytes(w, w->path, &len);
	bytes[ID_AT] ^= 1;
	world_write(w, foreign, bytes, len);
	REFUSED(w, store_restore(w->arena, w->path, foreign, NULL, NULL, &w->err), ERR_REFUSED);
	const char *after = world_bytes(w, foreign, &left);
	assert_int_equal(left, len);
	assert_memory_equal(after, bytes, len);
}

static void a_damaged_store_is_replaced_and_its_log_does_not_come_along(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart");
	char *junk = arena_alloc(w->arena, 50000);
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	close_world(w);
	memset(junk, 'j', 50000);
	world_write(w, w->path, junk, 50000);
	world_write(w, world_path(w, "team.dagstart-wal"), junk, 50000);
	OK(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err));
	assert_int_equal(actions_at(w, w->path), 1);
	assert_int_equal(access(world_path(w, "team.dagstart.before-restore-wal"), F_OK), 0);
}

/* A log that a crash left holds decisions: they belong to the store that is put aside. */
static void what_a_crash_left_in_the_log_is_kept_aside(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart"),
	           *aside = world_path(w, "team.dagstart.before-restore");
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	close_world(w);
	pid_t child = fork();
	if (child == 0) {
		w->store = world_open(w, w->path);
		add_action(w, "in het log");
		kill(getpid(), SIGKILL);
	}
	waitpid(child, NULL, 0);
	OK(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err));
	assert_int_equal(actions_at(w, w->path), 1);
	assert_int_equal(actions_at(w, aside), 2);
}

static void a_kill_while_restoring_leaves_one_of_both(void **state)
{
	enum { KILLS = 60 };
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart");
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	add_action(w, "twee");
	close_world(w);
	const char *other = world_path(w, "ander.dagstart");
	OK(w, store_restore(w->arena, w->path, other, NULL, NULL, &w->err));
	int finished = 0;
	for (useconds_t i = 0; i < KILLS; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			_exit(store_restore(w->arena, i % 2 ? other : path, w->path, NULL, NULL, &w->err)
			                ? 0
			                : 1);
		usleep(i * 400);
		kill(child, SIGKILL);
		int status = 0;
		waitpid(child, &status, 0);
		finished += WIFEXITED(status) && WEXITSTATUS(status) == 0;
		size_t count = actions_at(w, w->path);
		assert_true(count == 1 || count == 2);
	}
	assert_true(finished < KILLS); /* some were really killed */
}

static void restoring_waits_for_no_program_that_has_it_open(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "kopie.dagstart");
	add_action(w, "een");
	OK(w, store_backup(w->store, path, false, NULL, &w->err));
	close_world(w);
	int ready[2], done[2];
	char byte = 0;
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(done), 0);
	pid_t child = fork();
	if (child == 0) {
		w->store = world_open(w, w->path);
		if (write(ready[1], "r", 1) != 1 || read(done[0], &byte, 1) != 1)
			_exit(1);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	REFUSED(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err), ERR_BUSY);
	assert_int_equal(write(done[1], "d", 1), 1);
	waitpid(child, NULL, 0);
	OK(w, store_restore(w->arena, path, w->path, NULL, NULL, &w->err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

/* What a killed program left of a copy goes with the next one; what a living one writes stays. */
static void half_copies_of_the_dead_go(void **state)
{
	struct world *w = *state;
	bool made = false;
	const char *folder = world_path(w, "team.dagstart.backups");
	OK(w, store_backup_daily(w->store, TODAY, &made, &w->err));
	const char *dead = arena_printf(w->arena, "%s/.2026-01-01.dagstart.7fffffff01234567.tmp", folder),
	           *ours = arena_printf(
	                   w->arena, "%s/.2026-01-01.dagstart.%08x01234567.tmp", folder, (unsigned)getpid()),
	           *other = arena_printf(w->arena, "%s/.iets.tmp", folder),
	           *beside = world_path(w, ".copy.db.7fffffff01234567.tmp"),
	           *apart = world_path(w, ".else.db.7fffffff01234567.tmp");
	const char *const all[] = {dead, ours, other, beside, apart};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		world_write(w, all[i], "x", 1);
	OK(w, store_backup_daily(w->store, TODAY + 1, &made, &w->err));
	OK(w, store_backup(w->store, world_path(w, "copy.db"), false, NULL, &w->err));
	assert_int_not_equal(access(dead, F_OK), 0);
	assert_int_not_equal(access(beside, F_OK), 0);
	assert_int_equal(access(ours, F_OK), 0);
	assert_int_equal(access(other, F_OK), 0);
	assert_int_equal(access(apart, F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_copy_is_a_whole_store_of_its_own),
	        TEST(a_copy_never_goes_through_a_planted_name),
	        TEST(a_copy_tells_how_far_it_is_and_can_be_stopped),
	        TEST(there_is_one_copy_a_day),
	        TEST(half_copies_of_the_dead_go),
	        TEST(old_copies_thin_out_to_weeks_and_months),
	        TEST(only_copies_of_ours_are_listed_and_removed),
	        TEST(a_copy_is_put_back_and_the_old_store_kept),
	        TEST(all_that_was_put_aside_is_listed),
	        TEST(a_copy_makes_a_store_where_there_is_none),
	        TEST(a_damaged_copy_is_not_put_back),
	        TEST(another_programs_database_is_left_alone),
	        TEST(a_damaged_store_is_replaced_and_its_log_does_not_come_along),
	        TEST(what_a_crash_left_in_the_log_is_kept_aside),
	        TEST(a_kill_while_restoring_leaves_one_of_both),
	        TEST(restoring_waits_for_no_program_that_has_it_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
