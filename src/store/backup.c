/* Copies of the open store: on request, one a day with rotation, and one before a migration. */
#include <dagstart/store/backup.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "copy.h"
#include "file.h"
#include "internal.h"

enum { SLICE_PAGES = 256, KEEP_DAYS = 7, KEEP_WEEKS = 4, KEEP_MONTHS = 6 };

static const char suffix[] = ".dagstart";

/* One copy */

static bool copy_pages(struct arena *arena, struct driver *from, const char *path,
        const struct driver_copy *how, struct err *err)
{
	CLEANUP(driver_cleanup) struct driver *to = NULL;
	const struct driver_options options = {.path = path, .mode = DRIVER_BUILD};
	return driver_open(arena, &options, &to, err) && driver_copy(from, to, how, err);
}

/* Copies `from` to `path`; its rights are 0600, or those of the group (-1 none). */
struct copy_place {
	const char *path;
	bool replace;
	gid_t group;
};

static bool copy_land(struct arena *arena, struct driver *from, const struct copy_place *place,
        const struct driver_copy *how, struct err *err)
{
	CLEANUP(file_temp_cleanup) char *temp = NULL;
	struct file_facts facts;
	if (!file_look(place->path, &facts, err))
		return false;
	if (facts.exists && !place->replace)
		return err_set(err, ERR_REFUSED, N_("%s is there already"), "%s", place->path);
	return file_temp(arena, place->path, place->group, &temp, err) &&
	       copy_pages(arena, from, temp, how, err) && file_land(temp, place->path, place->replace, err);
}

bool store_backup(struct store *store, const char *path, bool replace, const struct backup_progress *progress,
        struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	const struct file_place where = {.given = path};
	struct copy_place place = {.replace = replace, .group = (gid_t)-1};
	struct driver_copy how = {.pages = -1};
	char *absolute = NULL;
	if (progress && progress->step)
		how = (struct driver_copy){progress->step, progress->user, SLICE_PAGES};
	if (!file_place(arena, &where, &absolute, err))
		return false;
	if (streq(absolute, store->path))
		return err_set(err, ERR_REFUSED, N_("%s is the store itself; name another file for the copy"),
		        "%s", path);
	place.path = absolute;
	return copy_land(arena, store->driver, &place, &how, err);
}

/* The folder of copies, and what is in it */

static bool make_folder(struct arena *arena, const struct store *store, char **ret, struct err *err)
{
	char *folder = arena_printf(arena, "%s.backups", store->path);
	bool is_shared = store->group != (gid_t)-1;
	if (mkdir(folder, 0700) != 0) {
		if (errno != EEXIST)
			return err_errno(err, N_("can't make the folder %s"), "%s", folder);
	} else if (is_shared && (chown(folder, (uid_t)-1, store->group) != 0 || chmod(folder, 02770) != 0)) {
		return err_errno(err, N_("can't set the rights of %s"), "%s", folder);
	}
	*ret = folder;
	return true;
}

/* "2026-03-02.dagstart", or "2026-03-02-before-v2.dagstart". *ret_rotates: a daily one. */
static bool parse_name(const char *name, int32_t *ret_day, bool *ret_rotates)
{
	char day[11];
	size_t len = strlen(name), tail = strlen(suffix);
	if (len < 10 + tail || strcmp(name + len - tail, suffix) != 0)
		return false;
	memcpy(day, name, 10);
	day[10] = '\0';
	*ret_rotates = len == 10 + tail;
	return (*ret_rotates || str_starts(name + 10, "-before-v")) && day_parse_iso(day, ret_day);
}

struct copy_file {
	struct backup_file file;
	bool rotates;
};

static int newest_first(const void *left, const void *right)
{
	const struct copy_file *a = left, *b = right;
	if (a->file.day != b->file.day)
		return a->file.day > b->file.day ? -1 : 1;
	return strcmp(a->file.path, b->file.path);
}

typedef VEC(struct copy_file) copy_files;

static bool read_folder(struct arena *arena, const char *path, copy_files *ret, struct err *err)
{
	CLEANUP(folder_cleanup) DIR *folder = opendir(path);
	if (!folder)
		return errno == ENOENT || err_errno(err, N_("can't read the folder %s"), "%s", path);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		struct copy_file found = {0};
		struct stat st;
		if (!parse_name(entry->d_name, &found.file.day, &found.rotates) ||
		        fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		        !S_ISREG(st.st_mode))
			continue;
		found.file.path = arena_printf(arena, "%s/%s", path, entry->d_name);
		found.file.bytes = st.st_size;
		*vec_add(arena, ret) = found;
	}
	if (ret->count)
		qsort(ret->items, ret->count, sizeof(ret->items[0]), newest_first);
	return true;
}

bool store_backups(const char *store_path, struct arena *arena, struct backup_file **ret, size_t *ret_count,
        struct err *err)
{
	copy_files files = {0};
	if (!read_folder(arena, arena_printf(arena, "%s.backups", store_path), &files, err))
		return false;
	*ret = arena_array_of(arena, struct backup_file, files.count + 1);
	for (size_t i = 0; i < files.count; i++)
		(*ret)[i] = files.items[i].file;
	*ret_count = files.count;
	return true;
}

/* Which to keep: the newest days; of what is older the newest of each week; of what is older still the newest
 * of each month. Files come newest first. */

struct keeping {
	int days, weeks, months; /* kept so far */
	int last_week, last_month;
};

static bool is_kept(struct keeping *keeping, int32_t day)
{
	int year = 0;
	int week = day_iso_week(day, &year) + 60 * year;
	struct date date = day_to_date(day);
	int month = date.month + 12 * date.year;
	bool keep = false;
	if (keeping->days < KEEP_DAYS) {
		keeping->days++;
		keep = true;
	} else if (keeping->weeks < KEEP_WEEKS && week != keeping->last_week) {
		keeping->weeks++;
		keep = true;
	} else if (keeping->weeks == KEEP_WEEKS && keeping->months < KEEP_MONTHS &&
	           month != keeping->last_month) {
		keeping->months++;
		keep = true;
	}
	if (keep) {
		keeping->last_week = week;
		keeping->last_month = month;
	}
	return keep;
}

static bool rotate(struct arena *arena, const char *folder, struct err *err)
{
	copy_files files = {0};
	struct keeping keeping = {.last_week = -1, .last_month = -1};
	if (!read_folder(arena, folder, &files, err))
		return false;
	VEC_EACH(found, &files) {
		if (!found->rotates || is_kept(&keeping, found->file.day))
			continue;
		if (unlink(found->file.path) != 0)
			return err_errno(err, N_("can't remove the old copy %s"), "%s", found->file.path);
	}
	return true;
}

bool store_backup_daily(struct store *store, int32_t today, bool *ret_made, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	char *folder = NULL;
	struct file_facts facts;
	if (!make_folder(arena, store, &folder, err))
		return false;
	file_sweep_folder(folder);
	const struct copy_place place = {
	        .path = arena_printf(arena, "%s/%s%s", folder, day_iso(arena, today), suffix),
	        .group = store->group};
	if (!file_look(place.path, &facts, err))
		return false;
	if (ret_made)
		*ret_made = !facts.exists;
	if (facts.exists)
		return true;
	return copy_land(arena, store->driver, &place, &(struct driver_copy){.pages = -1}, err) &&
	       rotate(arena, folder, err);
}

static bool goes_on(void *user, int done, int total)
{
	UNUSED(done);
	UNUSED(total);
	return !driver_is_stopped(user);
}

bool copy_before_migration(struct store *store, int version, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	char *folder = NULL;
	if (!make_folder(arena, store, &folder, err))
		return false;
	int32_t today = clock_day(clock_now_ms(store->clock));
	const struct copy_place place = {.path = arena_printf(arena, "%s/%s-before-v%d%s", folder,
	                                         day_iso(arena, today), version + 1, suffix),
	        .replace = true,
	        .group = store->group};
	const struct driver_copy how = {goes_on, store->driver, SLICE_PAGES};
	return copy_land(arena, store->driver, &place, &how, err);
}
