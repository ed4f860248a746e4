/* What went wrong, in a sentence that names the file and what to do. */
#include <errno.h>

#include <dagstart/base/i18n.h>

#include "sqlite.h"

struct meaning {
	int rc; /* primary or extended */
	enum err_code code;
	const char *message;
};

static const struct meaning meanings[] = {
        {SQLITE_FULL, ERR_FULL, N_("the disk is full, nothing was saved in %s; make room and save again")},
        {SQLITE_BUSY, ERR_BUSY, N_("another program is writing in %s; try again in a moment")},
        {SQLITE_LOCKED, ERR_BUSY, N_("another program is writing in %s; try again in a moment")},
        {SQLITE_IOERR, ERR_IO,
                N_("the disk gave an error for %s, nothing was saved; see whether it is still there")},
        {SQLITE_IOERR_NOMEM, ERR_INTERNAL, N_("out of memory for %s")},
        {SQLITE_NOMEM, ERR_INTERNAL, N_("out of memory for %s")},
        {SQLITE_READONLY, ERR_READONLY, N_("%s may only be read; ask its owner for the right to write")},
        {SQLITE_CANTOPEN, ERR_IO, N_("%s can't be opened; see who may read it and its folder")},
        {SQLITE_PROTOCOL, ERR_BUSY, N_("another program is writing in %s; try again in a moment")},
        {SQLITE_PERM, ERR_IO, N_("%s can't be opened; see who may read it and its folder")},
        {SQLITE_CORRUPT, ERR_DAMAGED, N_("%s is damaged; put a copy back with: dagstart restore")},
        {SQLITE_NOTADB, ERR_DAMAGED, N_("%s is not a store of Dagstart, or is damaged; it was not touched")},
        {SQLITE_CONSTRAINT_FOREIGNKEY, ERR_MISSING, N_("something that this points to is not in %s")},
        {SQLITE_CONSTRAINT_UNIQUE, ERR_REFUSED, N_("this stands in %s already")},
        {SQLITE_CONSTRAINT_PRIMARYKEY, ERR_REFUSED, N_("this stands in %s already")},
        {SQLITE_CONSTRAINT, ERR_REFUSED, N_("a value is empty or out of range, %s keeps no such row")},
        {SQLITE_TOOBIG, ERR_REFUSED, N_("a text is too long for %s")},
        {SQLITE_INTERRUPT, ERR_CANCELLED, N_("stopped, nothing was saved in %s")},
};

/* The engine calls it a full disk only where it writes pages; its index of the log needs room too. */
static bool is_for_want_of_room(const struct driver *driver, int rc)
{
	int primary = rc & 0xff;
	if (!driver->db || (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN) ||
	        rc == SQLITE_IOERR_NOMEM)
		return false;
	int number = sqlite3_system_errno(driver->db);
	return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

bool sqlite_error(struct driver *driver, int rc, struct err *err)
{
	const struct meaning *found = NULL;
	if (rc == SQLITE_ERROR && !driver->is_open)
		rc = SQLITE_CORRUPT; /* our settings are sound, so the file is not */
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (meanings[i].rc == rc)
			found = &meanings[i];
		else if (!found && meanings[i].rc == (rc & 0xff))
			found = &meanings[i];
	}
	if ((rc & 0xff) == SQLITE_IOERR && rc != SQLITE_IOERR_NOMEM)
		driver->is_broken = true;
	if (is_for_want_of_room(driver, rc))
		found = &meanings[0];
	if (found)
		return err_set(err, found->code, found->message, "%s", driver->path);
	return err_set(err, ERR_INTERNAL, N_("the store gave an error that should not be: %s"), "%s (%d, %s)",
	        driver->path, rc, driver->db ? sqlite3_errmsg(driver->db) : sqlite3_errstr(rc));
}
