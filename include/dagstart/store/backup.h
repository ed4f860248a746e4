/* Copies of the store: on request, and one a day with rotation (7 days, 4 weeks, 6 months are kept). A copy
 * is written beside its target, synced and renamed; an existing file is never half overwritten. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct store;

/* Copies the open store to `path` (0600); refuses an existing file unless `replace`. Works in slices;
 * `progress` (may be NULL) is called between them and stops the copy by returning false (ERR_CANCELLED). */
struct backup_progress {
	bool (*step)(void *user, int done, int total); /* pages */
	void *user;
};
bool store_backup(struct store *store, const char *path, bool replace, const struct backup_progress *progress,
        struct err *err) MUST_CHECK;
/* Makes today's copy in "<store>.backups/" when there is none yet, and rotates. *ret_made may be NULL. */
bool store_backup_daily(struct store *store, int32_t today, bool *ret_made, struct err *err) MUST_CHECK;

struct backup_file {
	const char *path;
	int32_t day;
	int64_t bytes;
};
/* Newest first. */
bool store_backups(const char *store_path, struct arena *arena, struct backup_file **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;

/* Puts the copy at `from`, of whichever version, in the place of the store at `to`, after checking it whole;
 * opening brings it up to date. What stood there is
 * kept beside it as "<to>.before-restore", or "<to>.before-restore-2" and on where that is taken: *ret_aside,
 * NULL where nothing stood there (the pointer itself may be NULL). Survives a kill at any moment. Refuses
 * while another program has the store open (ERR_BUSY), and another program's database at `to` (ERR_REFUSED).
 * `is_stopped` (may be NULL) gives it up, as in store.h: then all is as it was (ERR_CANCELLED). */
bool store_restore(struct arena *arena, const char *from, const char *to, bool (*is_stopped)(void),
        const char **ret_aside, struct err *err) MUST_CHECK;
/* The stores that restores put aside, the first one first. */
bool store_asides(const char *store_path, struct arena *arena, const char *const **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
