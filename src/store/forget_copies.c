/* Erasing in the copies that the store knows of: the daily ones, those from before a migration, and
 * those that stood here before a restore. Each is opened as it is, without bringing it up to the newest
 * version. */
#include <dirent.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/backup.h>

#include "file.h"
#include "forget.h"
#include "internal.h"
#include "schema.h"

enum { WAITS = 50, WAIT_NS = 100000000 };

typedef VEC(struct forget_copy) copy_list;

static bool list_copies(struct store *store, struct arena *arena, copy_list *ret, struct err *err)
{
	struct backup_file *files = NULL;
	size_t count = 0;
	const char *const *asides = NULL;
	size_t aside_count = 0;
	if (!store_backups(store->path, arena, &files, &count, err) ||
	        !store_asides(store->path, arena, &asides, &aside_count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*vec_add(arena, ret) = (struct forget_copy){.path = files[i].path};
	for (size_t i = 0; i < aside_count; i++)
		*vec_add(arena, ret) = (struct forget_copy){.path = asides[i]};
	return true;
}

bool forget_copy_open(const struct store *store, const char *path, struct store *copy, struct err *err)
{
	const struct driver_options how = {.path = path,
	        .mode = DRIVER_WRITE,
	        .busy_ms = 4000,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST,
	        .watched = kept_tables,
	        .is_stopped = driver_is_stopped_by(store->driver)};
	struct file_facts facts;
	int version = 0;
	*copy = (struct store){.arena = store->arena,
	        .scratch = arena_new_like(store->arena),
	        .path = arena_strdup(store->arena, path),
	        .clock = store->clock,
	        .group = (gid_t)-1,
	        .watch_fd = -1};
	return file_look(path, &facts, err) && file_look_beside(copy->scratch, path, err) &&
	       driver_open(store->arena, &how, &copy->driver, err) &&
	       driver_schema_version(copy->driver, &version, err) &&
	       schema_check_team(copy->driver, version, path, err) && driver_accept(copy->driver, err);
}

bool forget_copy_scrub(struct store *copy, struct err *err)
{
	bool is_blocked = false;
	if (!forget_scrub(copy, &is_blocked, err))
		return false;
	return !is_blocked ||
	       err_set(err, ERR_BUSY, N_("another program has %s open; close it first"), "%s", copy->path);
}

static bool erase_in(
        struct store *copy, const struct forgetting *f, struct forget_counts *ret, struct err *err)
{
	if (!tx_begin_quiet(copy, err))
		return false;
	if (!tx_leave(copy, forget_rows_of_copy(copy, f, ret, err), err) || !store_commit(copy, err)) {
		store_rollback(copy);
		return false;
	}
	return forget_copy_scrub(copy, err);
}

static void close_copy(struct store *copy)
{
	store_close(copy);
}

/* What the copy held stays as it was when this fails. */
static void erase_copy(struct store *store, const struct forgetting *f, struct forget_copy *copy)
{
	CLEANUP(close_copy) struct store open = {.watch_fd = -1};
	struct err err = {0};
	if (!forget_copy_open(store, copy->path, &open, &err) || !erase_in(&open, f, &copy->counts, &err))
		copy->problem = err;
}

bool forget_copies_list(
        struct store *store, struct arena *arena, struct forget_report *report, struct err *err)
{
	copy_list list = {0};
	if (!list_copies(store, arena, &list, err))
		return false;
	report->copies = list.items;
	report->copy_count = list.count;
	return true;
}

void forget_in_copies(struct store *store, const struct forgetting *f, struct forget_report *report)
{
	for (size_t i = 0; i < report->copy_count && !driver_is_stopped(store->driver); i++) {
		erase_copy(store, f, &report->copies[i]);
		report->failed_copies += report->copies[i].problem.code != ERR_NONE;
	}
}

/* -- copies that were in the making meanwhile -- */

/* A copy that is written has a name of its own until it is whole. Whether there is one; with `remove` it
 * goes.
 */
static bool is_one_made(const struct store *store, struct arena *arena, bool remove)
{
	bool found = false;
	CLEANUP(folder_cleanup) DIR *folder = opendir(arena_printf(arena, "%s.backups", store->path));
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
		size_t len = strlen(entry->d_name);
		if (entry->d_name[0] != '.' || len <= 4 || !streq(entry->d_name + len - 4, ".tmp"))
			continue;
		found = true;
		if (remove)
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
	return found;
}

/* What was left by a kill never gets whole, and what takes longer is made again tomorrow. */
static void wait_for_copies(const struct store *store, struct arena *arena)
{
	for (int i = 0; i < WAITS && is_one_made(store, arena, false); i++)
		nanosleep(&(struct timespec){.tv_nsec = WAIT_NS}, NULL);
	is_one_made(store, arena, true);
}

static bool is_known(const struct forget_report *report, const char *path)
{
	for (size_t i = 0; i < report->copy_count; i++)
		if (streq(report->copies[i].path, path))
			return true;
	return false;
}

bool forget_in_late_copies(
        struct store *store, const struct forgetting *f, struct forget_report *report, struct err *err)
{
	copy_list now = {0}, all = {0};
	wait_for_copies(store, f->arena);
	if (!list_copies(store, f->arena, &now, err))
		return false;
	for (size_t i = 0; i < report->copy_count; i++)
		*vec_add(f->arena, &all) = report->copies[i];
	VEC_EACH(copy, &now) {
		if (is_known(report, copy->path))
			continue;
		erase_copy(store, f, copy);
		report->failed_copies += copy->problem.code != ERR_NONE;
		*vec_add(f->arena, &all) = *copy;
	}
	report->copies = all.items;
	report->copy_count = all.count;
	return true;
}
