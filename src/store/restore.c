/* Putting a copy in the place of the store. The new file is whole and on the disk before it gets its name,
 * and the swap is one step of the file system, so that a kill leaves either store. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/store.h>

#include "aside.h"
#include "copy.h"
#include "driver.h"
#include "file.h"
#include "internal.h"
#include "schema.h"

/* SQLite's locks lie at 2^30 and the 512 bytes after it: PENDING, RESERVED, SHARED. */
enum { LOCK_START = 0x40000000, LOCK_LENGTH = 512 };

enum { SLICE_PAGES = 1024 };

struct restoring {
	struct arena *arena;
	const char *to;
	char *temp; /* the new file, beside `to` */
	char *aside; /* what the old file is called afterwards */
	struct file_facts old;
	bool (*is_stopped)(void); /* NULL never */
	int lock; /* on the old file, -1 none */
};

static bool goes_on(void *user, int done, int total)
{
	const struct restoring *restoring = user;
	UNUSED(done);
	UNUSED(total);
	return !restoring->is_stopped || !restoring->is_stopped();
}

/* A copy of `from` beside its future place, checked whole. */
static bool make_copy(struct restoring *restoring, const char *from, struct err *err)
{
	const struct store_options options = {
	        .path = from, .read_only = true, .as_it_is = true, .is_stopped = restoring->is_stopped};
	CLEANUP(store_cleanup) struct store *source = NULL;
	CLEANUP(driver_cleanup) struct driver *target = NULL;
	gid_t group =
	        restoring->old.exists && (restoring->old.mode & S_IWGRP) ? restoring->old.group : (gid_t)-1;
	const struct driver_options build = {.path = NULL, .mode = DRIVER_BUILD};
	struct driver_options at = build;
	if (!store_open(restoring->arena, &options, &source, err) || !store_verify(source, err) ||
	        !file_temp(restoring->arena, restoring->to, group, &restoring->temp, err))
		return false;
	at.path = restoring->temp;
	return driver_open(restoring->arena, &at, &target, err) &&
	       driver_copy(
	               source->driver, target, &(struct driver_copy){goes_on, restoring, SLICE_PAGES}, err);
}

/* Brings what stands in the old store's log into its file, so that the log may go. A damaged store is left as
 * it is: then the log is kept beside it. */
static void settle_old(struct restoring *restoring)
{
	struct err ignored = {0};
	CLEANUP(driver_cleanup) struct driver *driver = NULL;
	const struct driver_options options = {.path = restoring->to,
	        .mode = DRIVER_WRITE,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST};
	int version = 0;
	if (!driver_open(restoring->arena, &options, &driver, &ignored) ||
	        !driver_schema_version(driver, &version, &ignored) ||
	        !schema_check_team(driver, version, restoring->to, &ignored) ||
	        !driver_accept(driver, &ignored))
		return;
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_CHECKPOINT);
	(void)!query_run(&q, &ignored);
}

static bool busy(const struct restoring *restoring, struct err *err)
{
	return err_set(err, ERR_BUSY, N_("another program has %s open; close it first"), "%s", restoring->to);
}

static bool lock_old(struct restoring *restoring, struct err *err)
{
	struct flock lock = {
	        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_START, .l_len = LOCK_LENGTH};
	restoring->lock = open(restoring->to, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (restoring->lock < 0)
		return err_errno(err, N_("can't open %s"), "%s", restoring->to);
	return fcntl(restoring->lock, F_OFD_SETLK, &lock) == 0 || busy(restoring, err);
}

static bool move_aside(const struct restoring *restoring, const char *tail, struct err *err)
{
	char *from = arena_printf(restoring->arena, "%s%s", restoring->to, tail);
	char *to = arena_printf(restoring->arena, "%s%s", restoring->aside, tail);
	if (rename(from, to) == 0 || errno == ENOENT)
		return true;
	return err_errno(err, N_("can't move %s aside"), "%s", from);
}

/* The old store's log must be gone before another file has its name: it would be read as that file's. */
static bool swap(struct restoring *restoring, struct err *err)
{
	const char *to = restoring->to;
	if (!aside_next(restoring->arena, to, &restoring->aside, err))
		return false;
	unlink(arena_printf(restoring->arena, "%s-wal", restoring->aside));
	if (!move_aside(restoring, "-wal", err) || !file_sync_folder(to, err))
		return false;
	unlink(arena_printf(restoring->arena, "%s-shm", to));
	if (renameat2(AT_FDCWD, restoring->temp, AT_FDCWD, to, RENAME_EXCHANGE) == 0) {
		if (!file_sync_folder(to, err))
			return false;
		if (rename(restoring->temp, restoring->aside) != 0)
			return err_errno(err, N_("can't move %s aside"), "%s", restoring->temp);
	} else if (errno == EINVAL || errno == ENOSYS) {
		/* a file system that can't swap: for one moment only the name of what was put aside is there
		 */
		if (!move_aside(restoring, "", err))
			return false;
		if (rename(restoring->temp, to) != 0)
			return err_errno(err, N_("can't write %s"), "%s", to);
	} else {
		return err_errno(err, N_("can't write %s"), "%s", to);
	}
	restoring->temp = NULL;
	return file_sync_folder(to, err);
}

static bool replace_old(struct restoring *restoring, struct err *err)
{
	if (file_is_held(&restoring->old))
		return busy(restoring, err);
	settle_old(restoring);
	return lock_old(restoring, err) && swap(restoring, err);
}

static void restoring_done(struct restoring *restoring)
{
	file_temp_cleanup(&restoring->temp);
	fd_cleanup(&restoring->lock);
}

/* Looking at a copy leaves an empty log beside it; the engine takes it away when nobody else needs it. */
static void tidy_source(struct arena *arena, const char *path)
{
	struct err ignored = {0};
	CLEANUP(driver_cleanup) struct driver *driver = NULL;
	const struct driver_options options = {.path = path,
	        .mode = DRIVER_WRITE,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST};
	int version = 0;
	if (driver_open(arena, &options, &driver, &ignored))
		(void)!driver_schema_version(driver, &version, &ignored);
}

static bool is_there(struct arena *arena, const char *path, const char *tail)
{
	return access(arena_printf(arena, "%s%s", path, tail), F_OK) == 0;
}

/* A database that tells it is somebody else's. What can't be read at all may be what is left of ours. */
static bool is_foreign(const char *path)
{
	unsigned char header[100];
	CLEANUP(fd_cleanup) int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	return fd >= 0 && pread(fd, header, sizeof(header), 0) == (ssize_t)sizeof(header) &&
	       memcmp(header, "SQLite format 3", 16) == 0 &&
	       driver_header_version(header, DRIVER_ID_TEAM) < 0;
}

bool store_restore(struct arena *arena, const char *from, const char *to, bool (*is_stopped)(void),
        const char **ret_aside, struct err *err)
{
	CLEANUP(restoring_done)
	struct restoring restoring = {.arena = arena, .is_stopped = is_stopped, .lock = -1};
	const struct file_place target = {.given = to, .make_folder = true};
	const struct file_place source = {.given = from};
	char *source_path = NULL, *target_path = NULL;
	if (!file_place(arena, &source, &source_path, err) || !file_place(arena, &target, &target_path, err))
		return false;
	if (streq(source_path, target_path))
		return err_set(err, ERR_USAGE, N_("%s can't be put in its own place"), "%s", from);
	restoring.to = target_path;
	if (!file_look(target_path, &restoring.old, err))
		return false;
	if (restoring.old.exists && file_is_held(&restoring.old))
		return busy(&restoring, err);
	if (restoring.old.exists && is_foreign(target_path))
		return err_set(err, ERR_REFUSED,
		        N_("%s is another program's database: it was not touched, and stays where it is"),
		        "%s", target_path);
	bool had_log = is_there(arena, source_path, "-wal");
	bool is_made = make_copy(&restoring, source_path, err);
	if (!had_log && is_there(arena, source_path, "-wal"))
		tidy_source(arena, source_path);
	if (!is_made && err && err->code == ERR_CANCELLED)
		return err_set(err, ERR_CANCELLED, N_("stopped: %s is as it was"), "%s", target_path);
	if (!is_made || !file_sync(restoring.temp, err))
		return false;
	if (restoring.old.exists && !replace_old(&restoring, err))
		return false;
	if (!restoring.old.exists && !file_land(restoring.temp, target_path, false, err))
		return false;
	restoring.temp = NULL;
	if (ret_aside)
		*ret_aside = restoring.aside;
	return true;
}
