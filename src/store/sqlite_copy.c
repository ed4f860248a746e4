/* Copying a store page by page. */
#include <dagstart/base/i18n.h>

#include "sqlite.h"

enum { COPY_WAIT_MS = 20, COPY_WAITS = 250 };

bool driver_copy(struct driver *from, struct driver *to, const struct driver_copy *copy, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (!backup)
		return sqlite_error(to, sqlite3_extended_errcode(to->db), err);
	int rc = SQLITE_OK;
	bool is_wanted = true;
	for (int waits = 0; is_wanted && waits < COPY_WAITS;) {
		rc = sqlite3_backup_step(backup, copy->pages);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
			sqlite3_sleep(COPY_WAIT_MS);
			waits++;
			continue;
		}
		if (rc != SQLITE_OK && rc != SQLITE_DONE)
			break;
		int total = sqlite3_backup_pagecount(backup);
		if (copy->step)
			is_wanted = copy->step(copy->user, total - sqlite3_backup_remaining(backup), total);
		if (rc == SQLITE_DONE)
			break;
	}
	sqlite3_backup_finish(backup);
	if (!is_wanted && rc != SQLITE_DONE)
		return err_set(err, ERR_CANCELLED, N_("stopped, no copy of %s was made"), "%s", from->path);
	return rc == SQLITE_DONE || sqlite_error((rc & 0xff) == SQLITE_CORRUPT ? from : to, rc, err);
}
