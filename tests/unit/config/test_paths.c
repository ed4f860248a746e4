#include "fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/cleanup.h>
#include <dagstart/base/err.h>
#include <dagstart/config/paths.h>

/* The linker puts this in the place of getrandom(): the first name of a temporary can be known, and so a
 * trap can lie there. */
ssize_t __wrap_getrandom(void *buffer, size_t len, unsigned flags);
ssize_t __real_getrandom(void *buffer, size_t len, unsigned flags);
static int known_draws;

ssize_t __wrap_getrandom(void *buffer, size_t len, unsigned flags)
{
	if (known_draws <= 0)
		return __real_getrandom(buffer, len, flags);
	known_draws--;
	memset(buffer, 0x11, len);
	return (ssize_t)len;
}

/* Likewise fsync(): it can fail, and someone else can be quicker while it works. */
int __wrap_fsync(int fd);
int __real_fsync(int fd);
static int fsync_fails;
static const char *rival;

int __wrap_fsync(int fd)
{
	if (rival) {
		close(open(rival, O_WRONLY | O_CREAT | O_EXCL, 0600));
		rival = NULL;
	}
	if (fsync_fails) {
		errno = fsync_fails;
		return -1;
	}
	return __real_fsync(fd);
}

#define KNOWN_TEMPORARY ".dagstart-1111111111111111.part"

struct place {
	struct fixture f;
	char folder[64];
	int fd;
};

static int place_setup(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	if (!p)
		return -1;
	known_draws = 0;
	fsync_fails = 0;
	rival = NULL;
	p->f.arena = arena_new(NULL);
	strcpy(p->folder, "/tmp/dagstart-test-XXXXXX");
	if (!mkdtemp(p->folder))
		return -1;
	p->fd = open(p->folder, O_RDONLY | O_DIRECTORY);
	*state = p;
	return p->fd < 0;
}

static void empty(int fd)
{
	DIR *dir = fdopendir(openat(fd, ".", O_RDONLY | O_DIRECTORY));
	for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
		if (e->d_name[0] == '.' && (!e->d_name[1] || (e->d_name[1] == '.' && !e->d_name[2])))
			continue;
		if (unlinkat(fd, e->d_name, 0) != 0) {
			int below = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY);
			empty(below);
			close(below);
			unlinkat(fd, e->d_name, AT_REMOVEDIR);
		}
	}
	closedir(dir);
}

static int place_teardown(void **state)
{
	struct place *p = *state;
	empty(p->fd);
	close(p->fd);
	rmdir(p->folder);
	arena_free(p->f.arena);
	free(p);
	return 0;
}

static char *at(struct place *p, const char *name)
{
	return arena_printf(p->f.arena, "%s/%s", p->folder, name);
}

static void put(struct place *p, const char *name, const char *text)
{
	int fd = openat(p->fd, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
}

static const char *content(struct place *p, const char *name)
{
	char *bytes;
	struct err err;
	return paths_read(p->f.arena, at(p, name), 1000, &bytes, NULL, &err) ? bytes : NULL;
}

static size_t entries(struct place *p)
{
	size_t n = 0;
	DIR *dir = fdopendir(openat(p->fd, ".", O_RDONLY | O_DIRECTORY));
	for (struct dirent *e = readdir(dir); e; e = readdir(dir))
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(dir);
	return n;
}

static void follows_xdg_and_home(void **state)
{
	struct place *p = *state;
	struct arena *a = p->f.arena;
	setenv("HOME", "/home/anna", 1);
	setenv("XDG_CONFIG_HOME", "/cfg", 1);
	setenv("XDG_DATA_HOME", "relative/path", 1);
	setenv("XDG_STATE_HOME", "/state\nx", 1);
	assert_string_equal(paths_config(a), "/cfg/dagstart");
	assert_string_equal(paths_data(a), "/home/anna/.local/share/dagstart");
	assert_string_equal(paths_state(a), "/home/anna/.local/state/dagstart");
	assert_string_equal(paths_store(a), "/home/anna/.local/share/dagstart/dagstart.db");
	unsetenv("XDG_CONFIG_HOME");
	assert_string_equal(paths_config(a), "/home/anna/.config/dagstart");
	setenv("HOME", "", 1);
	assert_null(paths_config(a));
	assert_null(paths_store(a));
	setenv("HOME", "/a\x7f", 1);
	assert_null(paths_state(a));
	char *large = arena_alloc(a, 10001);
	memset(large, '/', 10000);
	setenv("HOME", large, 1);
	assert_null(paths_data(a));
	unsetenv("HOME");
	assert_null(paths_data(a));
	setenv("XDG_DATA_HOME", "/data", 1);
	assert_string_equal(paths_data(a), "/data/dagstart");
}

static void reads_a_whole_file(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	char *bytes = NULL;
	size_t len = 99;
	put(p, "a", "one\ntwo");
	assert_true(paths_read(p->f.arena, at(p, "a"), 7, &bytes, &len, &err));
	assert_string_equal(bytes, "one\ntwo");
	assert_int_equal(len, 7);
	assert_false(paths_read(p->f.arena, at(p, "a"), 6, &bytes, &len, &err));
	assert_int_equal(err.code, ERR_INPUT);
	put(p, "empty", "");
	assert_true(paths_read(p->f.arena, at(p, "empty"), 0, &bytes, &len, &err));
	assert_string_equal(bytes, "");
	assert_false(paths_read(p->f.arena, at(p, "none"), 100, &bytes, &len, &err));
	assert_int_equal(err.code, ERR_MISSING);
	/* says that it is empty, and is not */
	assert_true(paths_read(p->f.arena, "/proc/self/status", 100000, &bytes, &len, &err));
	assert_true(len > 100);
	assert_false(paths_read(p->f.arena, "/proc/self/status", 100, &bytes, &len, &err));
	assert_int_equal(err.code, ERR_INPUT);
}

static void reads_only_regular_files(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	char *bytes;
	assert_int_equal(mkfifoat(p->fd, "fifo", 0600), 0);
	alarm(5); /* a read that waits for a writer ends the test */
	assert_false(paths_read(p->f.arena, at(p, "fifo"), 100, &bytes, NULL, &err));
	alarm(0);
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(paths_read(p->f.arena, p->folder, 100, &bytes, NULL, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(paths_read(p->f.arena, "/dev/zero", 100, &bytes, NULL, &err));
	assert_int_equal(err.code, ERR_INPUT);
}

static void writes_a_private_file(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	struct stat st;
	mode_t old = umask(0);
	assert_true(paths_write(at(p, "new"), "hello", 5, false, &err));
	umask(0777);
	assert_true(paths_write(at(p, "closed"), "", 0, false, &err));
	umask(old);
	assert_string_equal(content(p, "new"), "hello");
	assert_int_equal(fstatat(p->fd, "new", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(fstatat(p->fd, "closed", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(entries(p), 2);
}

static void replaces_only_when_asked(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	put(p, "old", "before");
	assert_false(paths_write(at(p, "old"), "after", 5, false, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(content(p, "old"), "before");
	/* a second name of the old file keeps the old bytes */
	assert_int_equal(linkat(p->fd, "old", p->fd, "other", 0), 0);
	assert_true(paths_write(at(p, "old"), "after", 5, true, &err));
	assert_string_equal(content(p, "old"), "after");
	assert_string_equal(content(p, "other"), "before");
	assert_int_equal(entries(p), 2);
}

static void writes_through_nothing(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	struct stat st;
	put(p, "victim", "safe");
	assert_int_equal(symlinkat("victim", p->fd, "link"), 0);
	assert_int_equal(symlinkat("made-by-following", p->fd, "dangling"), 0);
	assert_int_equal(mkfifoat(p->fd, "fifo", 0600), 0);
	assert_int_equal(mkdirat(p->fd, "folder", 0700), 0);
	static const char *const traps[] = {"link", "dangling", "fifo", "folder"};
	alarm(5);
	for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++) {
		for (int replace = 0; replace < 2; replace++) {
			err_clear(&err);
			assert_false(paths_write(at(p, traps[i]), "x", 1, replace, &err));
			assert_int_equal(err.code, ERR_REFUSED);
		}
	}
	alarm(0);
	assert_string_equal(content(p, "victim"), "safe");
	assert_int_not_equal(fstatat(p->fd, "made-by-following", &st, 0), 0);
	assert_int_equal(entries(p), 5);
}

/* A symlink where the temporary will be: it is neither followed nor removed, and another name is taken. */
static void steps_round_a_planted_temporary(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	struct stat st;
	put(p, "victim", "safe");
	assert_int_equal(symlinkat("victim", p->fd, KNOWN_TEMPORARY), 0);
	known_draws = 1;
	assert_true(paths_write(at(p, "new"), "hello", 5, false, &err));
	assert_int_equal(known_draws, 0);
	assert_string_equal(content(p, "victim"), "safe");
	assert_string_equal(content(p, "new"), "hello");
	assert_int_equal(fstatat(p->fd, KNOWN_TEMPORARY, &st, AT_SYMLINK_NOFOLLOW), 0);
	assert_true(S_ISLNK(st.st_mode));
	/* dice that always fall on the trap: refused, nothing changed */
	known_draws = 1000;
	assert_false(paths_write(at(p, "second"), "x", 1, false, &err));
	known_draws = 0;
	assert_string_equal(content(p, "victim"), "safe");
	assert_int_equal(entries(p), 3);
}

static void leaves_nothing_behind_when_it_fails(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	assert_false(paths_write(at(p, "none/new"), "x", 1, false, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_false(paths_write(at(p, ""), "x", 1, false, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(paths_write(at(p, ".."), "x", 1, false, &err));
	assert_int_equal(err.code, ERR_INPUT);
	char *large = arena_alloc(p->f.arena, 301);
	memset(large, 'x', 300);
	assert_false(paths_write(at(p, large), "x", 1, true, &err));
	assert_int_equal(entries(p), 0);
	assert_false(paths_write("/dev/full/x", "x", 1, true, &err));
}

static void a_rival_at_the_last_moment_is_not_lost(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	rival = at(p, "new");
	assert_false(paths_write(at(p, "new"), "mine", 4, false, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(content(p, "new"), "");
	assert_int_equal(entries(p), 1);
}

static void a_full_disk_leaves_the_old_file(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	put(p, "old", "before");
	fsync_fails = ENOSPC;
	assert_false(paths_write(at(p, "old"), "after", 5, true, &err));
	assert_int_equal(err.code, ERR_FULL);
	fsync_fails = EIO;
	assert_false(paths_write(at(p, "old"), "after", 5, true, &err));
	assert_int_equal(err.code, ERR_IO);
	fsync_fails = 0;
	assert_string_equal(content(p, "old"), "before");
	assert_int_equal(entries(p), 1);
}

static void writes_beside_itself_without_a_folder(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	int here = open(".", O_RDONLY | O_DIRECTORY);
	assert_int_equal(fchdir(p->fd), 0);
	bool good = paths_write("plain", "x", 1, false, &err);
	assert_int_equal(fchdir(here), 0);
	close(here);
	assert_true(good);
	assert_string_equal(content(p, "plain"), "x");
}

static void sweeps_what_a_dead_writer_left(void **state)
{
	struct place *p = *state;
	put(p, ".dagstart-0123456789abcdef.part", "dead");
	put(p, ".dagstart-0000000000000000.part", "alive");
	put(p, ".dagstart-0123456789abcdeX.part", "not ours");
	put(p, "notes.part", "not ours");
	assert_int_equal(symlinkat("notes.part", p->fd, KNOWN_TEMPORARY), 0);
	int alive = openat(p->fd, ".dagstart-0000000000000000.part", O_RDONLY);
	assert_int_equal(flock(alive, LOCK_EX), 0);
	paths_sweep(p->folder);
	assert_null(content(p, ".dagstart-0123456789abcdef.part"));
	assert_string_equal(content(p, ".dagstart-0000000000000000.part"), "alive");
	assert_int_equal(entries(p), 4);
	close(alive);
	paths_sweep(p->folder);
	assert_int_equal(entries(p), 3);
	paths_sweep("/nowhere/at/all");
}

static void makes_folders_for_one_person(void **state)
{
	struct place *p = *state;
	struct err err = {0};
	struct stat st;
	mode_t old = umask(0);
	assert_true(paths_make_folder(at(p, "a/b//c/"), &err));
	assert_true(paths_make_folder(at(p, "a/b/c"), &err));
	umask(old);
	assert_int_equal(fstatat(p->fd, "a/b/c", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(fstatat(p->fd, "a", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	put(p, "file", "");
	assert_false(paths_make_folder(at(p, "file"), &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(paths_make_folder(at(p, "file/below"), &err));
	assert_false(paths_make_folder("", &err));
}

#define PLACE(function) cmocka_unit_test_setup_teardown(function, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        PLACE(follows_xdg_and_home),
	        PLACE(reads_a_whole_file),
	        PLACE(reads_only_regular_files),
	        PLACE(writes_a_private_file),
	        PLACE(replaces_only_when_asked),
	        PLACE(writes_through_nothing),
	        PLACE(steps_round_a_planted_temporary),
	        PLACE(leaves_nothing_behind_when_it_fails),
	        PLACE(a_rival_at_the_last_moment_is_not_lost),
	        PLACE(a_full_disk_leaves_the_old_file),
	        PLACE(writes_beside_itself_without_a_folder),
	        PLACE(sweeps_what_a_dead_writer_left),
	        PLACE(makes_folders_for_one_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
