/* Making a store, opening it, and refusing what is none. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract.h"

static bool try_open(struct world *w, struct store_options options)
{
	struct store *store = NULL;
	options.clock = &w->clock;
	if (!store_open(w->arena, &options, &store, &w->err))
		return false;
	store_close(store);
	return true;
}

static mode_t mode_of(const char *path)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

/* Making */

static void a_new_store_is_private_in_a_private_folder(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "a/b/team.dagstart");
	mode_t old = umask(0);
	REFUSED(w, try_open(w, (struct store_options){.path = path}), ERR_MISSING);
	bool ok = try_open(w, (struct store_options){.path = path, .create = true});
	umask(old);
	OK(w, ok);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(mode_of(world_path(w, "a/b")), 0700);
	assert_int_equal(mode_of(world_path(w, "a")), 0700);
	assert_int_equal(chmod(world_path(w, "a"), 0755), 0);
	OK(w, try_open(w, (struct store_options){.path = world_path(w, "a/c.dagstart"), .create = true}));
	assert_int_equal(mode_of(world_path(w, "a")), 0755);
}

static void addresses_and_relative_paths_name_a_file(void **state)
{
	struct world *w = *state;
	const char *path = world_path(w, "een twee.dagstart");
	OK(w, try_open(w, (struct store_options){.path = path, .create = true}));
	OK(w, try_open(w, (struct store_options){.path = arena_printf(w->arena,
	                                                 "file://%s/een%%20twee.dagstart", w->folder)}));
	assert_int_equal(chdir(w->folder), 0);
	OK(w, try_open(w, (struct store_options){.path = "een twee.dagstart"}));
	static const char *const wrong[] = {"postgres://host/db", "file://host/x", "", "file:///%zz"};
	for (size_t i = 0; i < 4; i++)
		REFUSED(w, try_open(w, (struct store_options){.path = wrong[i], .create = true}), ERR_USAGE);
	REFUSED(w, try_open(w, (struct store_options){.path = "niet.er"}), ERR_MISSING);
	REFUSED(w, try_open(w, (struct store_options){.path = "niet/er.dagstart"}), ERR_MISSING);
	assert_int_equal(chdir("/"), 0);
}

static void a_kill_while_making_leaves_no_half_store(void **state)
{
	struct world *w = *state;
	for (useconds_t us = 0; us < 12000; us += 400) {
		const char *path = arena_printf(w->arena, "%s/k%u.dagstart", w->folder, us);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			(void)!try_open(w, (struct store_options){.path = path, .create = true});
			_exit(0);
		}
		usleep(us);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		if (access(path, F_OK) == 0)
			OK(w, try_open(w, (struct store_options){.path = path}));
		else
			OK(w, try_open(w, (struct store_options){.path = path, .create = true}));
	}
}

/* Refusing, without a byte written */

static void assert_untouched(struct world *w, const char *path, enum err_code code)
{
	size_t before_len = 0, after_len = 0;
	char *before = world_bytes(w, path, &before_len);
	REFUSED(w, try_open(w, (struct store_options){.path = path, .create = true}), code);
	REFUSED(w, try_open(w, (struct store_options){.path = path, .read_only = true}), code);
	char *after = world_bytes(w, path, &after_len);
	assert_int_equal(before_len, after_len);
	assert_memory_equal(before, after, before_len);
	assert_int_not_equal(access(arena_printf(w->arena, "%s-wal", path), F_OK), 0);
	assert_int_not_equal(access(arena_printf(w->arena, "%s-shm", path), F_OK), 0);
}

static char *good_store(struct world *w, size_t *len)
{
	add_action(w, "een");
	store_close(w->store);
	w->store = NULL;
	return world_bytes(w, w->path, len);
}

static void what_is_no_store_is_left_alone(void **state)
{
	struct world *w = *state;
	size_t len = 0;
	const char *path = world_path(w, "x");
	char *bytes = good_store(w, &len);
	char *copy = arena_memdup(w->arena, bytes, len);
	world_write(w, path, "", 0);
	assert_untouched(w, path, ERR_DAMAGED);
	world_write(w, path, "klanten;cijfer\n", 15);
	assert_untouched(w, path, ERR_DAMAGED);
	world_write(w, path, bytes, 99);
	assert_untouched(w, path, ERR_DAMAGED);
	copy[3] = 'x'; /* the magic */
	world_write(w, path, copy, len);
	assert_untouched(w, path, ERR_DAMAGED);
	copy[3] = bytes[3];
	copy[71] = 'X'; /* someone else's database */
	world_write(w, path, copy, len);
	assert_untouched(w, path, ERR_DAMAGED);
	copy[71] = bytes[71];
	copy[63] = 99; /* a newer version */
	world_write(w, path, copy, len);
	assert_untouched(w, path, ERR_DAMAGED);
	assert_non_null(strstr(err_text(w->arena, &w->err), "newer"));
	copy[63] = 0;
	world_write(w, path, copy, len);
	assert_untouched(w, path, ERR_DAMAGED);
	copy[63] = bytes[63];
	world_write(w, path, copy, len - 4096); /* the last page is lost */
	assert_untouched(w, path, ERR_DAMAGED);
	memset(copy + 100, 0x5a, 200); /* the schema's own page */
	world_write(w, path, copy, len);
	REFUSED(w, try_open(w, (struct store_options){.path = path}), ERR_DAMAGED);
}

static void odd_files_are_no_store(void **state)
{
	struct world *w = *state;
	const char *fifo = world_path(w, "fifo"), *folder = world_path(w, "folder"),
	           *link_ = world_path(w, "link");
	const char *hard = world_path(w, "hard"), *dangling = world_path(w, "dangling");
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(symlink(w->path, link_), 0);
	assert_int_equal(symlink(world_path(w, "target"), dangling), 0);
	const char *const odd[] = {fifo, folder, link_, dangling, world_path(w, "folder/"), "/dev/null"};
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		REFUSED(w, try_open(w, (struct store_options){.path = odd[i], .create = true}), ERR_DAMAGED);
	assert_int_not_equal(access(world_path(w, "target"), F_OK), 0);
	store_close(w->store);
	w->store = NULL;
	assert_int_equal(link(w->path, hard), 0);
	REFUSED(w, try_open(w, (struct store_options){.path = hard}), ERR_DAMAGED);
	REFUSED(w, try_open(w, (struct store_options){.path = w->path}), ERR_DAMAGED);
	assert_int_equal(unlink(hard), 0);
	OK(w, try_open(w, (struct store_options){.path = w->path}));
}

static void a_store_that_strangers_may_write_is_refused(void **state)
{
	struct world *w = *state;
	store_close(w->store);
	w->store = NULL;
	assert_int_equal(chmod(w->path, 0602), 0);
	REFUSED(w, try_open(w, (struct store_options){.path = w->path}), ERR_DAMAGED);
	assert_int_equal(chmod(w->path, 0660), 0); /* never shared with a group */
	REFUSED(w, try_open(w, (struct store_options){.path = w->path}), ERR_DAMAGED);
	assert_int_equal(chmod(w->path, 0644), 0);
	OK(w, try_open(w, (struct store_options){.path = w->path}));
}

static void a_store_is_shared_with_one_group(void **state)
{
	struct world *w = *state;
	if (geteuid() != 0)
		skip();
	struct stat st;
	const char *path = world_path(w, "samen/team.dagstart");
	struct store_options options = {.path = path, .create = true, .group = "games"};
	OK(w, try_open(w, options));
	assert_int_equal(mode_of(path), 0660);
	assert_int_equal(mode_of(world_path(w, "samen")), 02770);
	assert_int_equal(stat(path, &st), 0);
	OK(w, try_open(w, (struct store_options){.path = path}));
	assert_int_equal(chown(path, 0, st.st_gid + 1), 0);
	REFUSED(w, try_open(w, (struct store_options){.path = path}), ERR_DAMAGED);
	REFUSED(w,
	        try_open(w,
	                (struct store_options){
	                        .path = world_path(w, "geen/x"), .create = true, .group = "no-such-group"}),
	        ERR_MISSING);
	REFUSED(w,
	        try_open(w,
	                (struct store_options){.path = world_path(w, "y"), .create = true, .group = "games"}),
	        ERR_REFUSED);
}

/* Reading only */

static void a_read_only_store_is_read_and_never_written(void **state)
{
	struct world *w = *state;
	struct store *wall = NULL;
	struct action *actions;
	size_t count;
	add_action(w, "een");
	const struct store_options options = {.path = w->path, .read_only = true, .clock = &w->clock};
	OK(w, store_open(w->arena, &options, &wall, &w->err));
	assert_true(store_is_read_only(wall));
	OK(w, store_actions(wall, w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	assert_int_equal(count, 1);
	REFUSED(w, store_begin(wall, &anna, &w->err), ERR_READONLY);
	REFUSED(w, store_put_draft(wall, "a", "b", "c", &w->err), ERR_READONLY);
	add_action(w, "twee");
	assert_true(store_changed(wall));
	OK(w, store_actions(wall, w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	assert_int_equal(count, 2);
	store_close(wall);
	REFUSED(w, try_open(w, (struct store_options){.path = world_path(w, "geen"), .read_only = true}),
	        ERR_MISSING);
}

static bool is_beside(struct world *w, const char *tail)
{
	return access(arena_printf(w->arena, "%s%s", w->path, tail), F_OK) == 0;
}

/* What the engine needs beside a store that is only read goes with the last who reads; what others write
 * stays. */
static void who_only_reads_leaves_nothing_behind(void **state)
{
	struct world *w = *state;
	struct store *walls[2] = {NULL, NULL};
	struct action *actions;
	size_t count;
	const struct store_options options = {.path = w->path, .read_only = true, .clock = &w->clock};
	add_action(w, "een");
	store_close(w->store);
	w->store = NULL;
	assert_false(is_beside(w, "-wal"));
	for (int i = 0; i < 2; i++)
		OK(w, store_open(w->arena, &options, &walls[i], &w->err));
	OK(w, store_actions(walls[1], w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	store_close(walls[0]);
	OK(w, store_actions(walls[1], w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	assert_int_equal(count, 1);
	store_close(walls[1]);
	assert_false(is_beside(w, "-wal"));
	assert_false(is_beside(w, "-shm"));
	OK(w, store_open(w->arena, &options, &walls[0], &w->err));
	world_reopen(w);
	add_action(w, "twee");
	store_close(walls[0]);
	OK(w, store_actions(w->store, w->arena, &(struct action_query){0}, &actions, &count, &w->err));
	assert_int_equal(count, 2);
}

static void a_store_on_a_disk_that_is_read_only_is_read(void **state)
{
	struct world *w = *state;
	add_action(w, "een");
	store_close(w->store);
	w->store = NULL;
	assert_int_equal(chmod(w->path, 0400), 0);
	assert_int_equal(chmod(w->folder, 0500), 0);
	/* root may write anywhere: a child without that right sees what everybody sees */
	pid_t child = fork();
	if (child == 0) {
		struct store *store = NULL;
		struct action *actions;
		size_t count = 0;
		if (geteuid() == 0 && (chown(w->folder, 65534, 65534) || chown(w->path, 65534, 65534) ||
		                              setgid(65534) || setuid(65534)))
			_exit(3);
		const struct store_options read = {.path = w->path, .read_only = true, .clock = &w->clock};
		if (!store_open(w->arena, &read, &store, &w->err) ||
		        !store_actions(
		                store, w->arena, &(struct action_query){0}, &actions, &count, &w->err) ||
		        count != 1) {
			fprintf(stderr, "%s\n", err_text(w->arena, &w->err));
			_exit(1);
		}
		store_close(store);
		if (try_open(w, (struct store_options){.path = w->path}) || w->err.code != ERR_READONLY)
			_exit(2);
		_exit(0);
	}
	int status = 0;
	waitpid(child, &status, 0);
	assert_int_equal(chmod(w->folder, 0700), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void damage_inside_is_found_by_the_slow_look(void **state)
{
	struct world *w = *state;
	size_t len = 0;
	for (int i = 0; i < 60; i++)
		add_action(w, "een actie met een wat langere tekst, zodat er bladzijden vol raken");
	char *bytes = good_store(w, &len);
	bool is_found = false;
	/* the page that holds what we wrote */
	for (size_t at = 4096; at + 4096 <= len && !is_found; at += 4096) {
		char *copy = arena_memdup(w->arena, bytes, len);
		memset(copy + at, 0x11, 600);
		world_write(w, w->path, copy, len);
		struct store *store = NULL;
		const struct store_options options = {.path = w->path, .clock = &w->clock};
		if (!store_open(w->arena, &options, &store, &w->err)) {
			is_found = w->err.code == ERR_DAMAGED;
			continue;
		}
		is_found = !store_verify(store, &w->err) && w->err.code == ERR_DAMAGED;
		store_close(store);
	}
	assert_true(is_found);
}

/* Wherever the damage is: also where the change itself does not come. */
static void what_is_damaged_inside_is_not_written_to(void **state)
{
	struct world *w = *state;
	size_t len = 0, now_len = 0, damaged = 0;
	for (int i = 0; i < 60; i++)
		add_action(w, "een actie met een wat langere tekst, zodat er bladzijden vol raken");
	char *bytes = good_store(w, &len);
	for (size_t at = 4096; at + 4096 <= len; at += 4096) {
		char *copy = arena_memdup(w->arena, bytes, len);
		memset(copy + at, 0x11, 600);
		world_write(w, w->path, copy, len);
		struct store *store = NULL;
		const struct store_options options = {.path = w->path, .clock = &w->clock};
		const struct change change = {.verb = "action.add"};
		if (store_open(w->arena, &options, &store, &w->err) && !store_verify(store, &w->err)) {
			damaged++;
			REFUSED(w, store_begin(store, &change, &w->err), ERR_DAMAGED);
		}
		store_close(store);
		char *now = world_bytes(w, w->path, &now_len);
		assert_int_equal(now_len, len);
		assert_memory_equal(now, copy, len);
	}
	assert_true(damaged > 3);
}

static void versions_are_known(void **state)
{
	struct world *w = *state;
	assert_int_equal(store_schema_version(w->store), store_schema_newest());
	assert_false(store_is_read_only(w->store));
	store_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_new_store_is_private_in_a_private_folder),
	        TEST(addresses_and_relative_paths_name_a_file),
	        TEST(a_kill_while_making_leaves_no_half_store),
	        TEST(what_is_no_store_is_left_alone),
	        TEST(odd_files_are_no_store),
	        TEST(a_store_that_strangers_may_write_is_refused),
	        TEST(a_store_is_shared_with_one_group),
	        TEST(a_read_only_store_is_read_and_never_written),
	        TEST(who_only_reads_leaves_nothing_behind),
	        TEST(a_store_on_a_disk_that_is_read_only_is_read),
	        TEST(damage_inside_is_found_by_the_slow_look),
	        TEST(what_is_damaged_inside_is_not_written_to),
	        TEST(versions_are_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
