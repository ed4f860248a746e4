/* Erasing in the copies that the store knows of: the daily ones, those from before a migration, and what
 * stood here before a restore. Each is opened as it is, without bringing it up to the newest version. */
#include <errno.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>
#include <dagstart/store/backup.h>

#include "file.h"
#include "forget.h"
#include "internal.h"
#include "schema.h"

typedef VEC(struct forget_copy) copy_list;

static bool list_copies(struct store *store, struct arena *arena, copy_list *ret, struct err *err)
{
	struct backup_file *files = NULL;
	size_t count = 0;
	const char *aside = arena_printf(arena, "%s.before-restore", store->path);
	if (!store_backups(store->path, arena, &files, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*vec_add(arena, ret) = (struct forget_copy){.path = files[i].path};
	if (access(aside, F_OK) == 0)
		*vec_add(arena, ret) = (struct forget_copy){.path = aside};
	return true;
}

static bool open_copy(const struct store *store, const char *path, struct store *copy, struct err *err)
{
	const struct driver_options how = {.path = path,
	        .mode = DRIVER_WRITE,
	        .busy_ms = 4000,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST};
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

static bool erase_in(
        struct store *copy, const struct forgetting *f, struct forget_counts *ret, struct err *err)
{
	bool is_blocked = false;
	if (!tx_begin_quiet(copy, err))
		return false;
	if (!tx_leave(copy, forget_rows_of_copy(copy, f, ret, err), err) || !store_commit(copy, err)) {
		store_rollback(copy);
		return false;
	}
	if (!forget_scrub(copy, &is_blocked, err))
		return false;
	return !is_blocked ||
	       err_set(err, ERR_BUSY, N_("another program has %s open; close it first"), "%s", copy->path);
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
	if (!open_copy(store, copy->path, &open, &err) || !erase_in(&open, f, &copy->counts, &err))
		copy->problem = err;
}

bool forget_copies(
        struct store *store, const struct forgetting *f, struct forget_report *report, struct err *err)
{
	copy_list list = {0};
	if (!list_copies(store, f->arena, &list, err))
		return false;
	report->copies = list.items;
	report->copy_count = list.count;
	return true;
}

void forget_in_copies(struct store *store, const struct forgetting *f, struct forget_report *report)
{
	for (size_t i = 0; i < report->copy_count; i++) {
		erase_copy(store, f, &report->copies[i]);
		report->failed_copies += report->copies[i].problem.code != ERR_NONE;
	}
}
