/* Waiting for locks: one patience for all of them. */
#include <stddef.h>
#include <stdio.h>

#include "sqlite.h"

enum { STOP_EVERY = 10000 }; /* steps of the engine: half a millisecond */

/* What is left of the patience that all locks share, so that a screen of many reads does not wait for each.
 */
static int64_t patience_us(const struct driver *driver)
{
	int64_t left = (int64_t)driver->options.busy_ms * 1000 - driver->waited_us;
	return left > 0 ? left : 0;
}

/* In the log the engine tries a hundred times by itself before it gives up, asleep for ten seconds in
 * between. */
static int sleep_patiently(sqlite3_vfs *vfs, int us)
{
	struct driver *driver = (struct driver *)((char *)vfs - offsetof(struct driver, vfs));
	int64_t left = patience_us(driver);
	driver->waited_us += us;
	if (left == 0)
		return 0;
	return driver->vfs_below->xSleep(driver->vfs_below, us < left ? us : (int)left);
}

bool sqlite_wait(struct driver *driver, int tries)
{
	if (driver_is_stopped(driver))
		return false;
	int us = tries < 10 ? 1000 << (tries / 2) : 50000;
	if (patience_us(driver) == 0)
		return false;
	sleep_patiently(&driver->vfs, us);
	return true;
}

static int wait_for_lock(void *user, int tries)
{
	return sqlite_wait(user, tries);
}

void sqlite_wait_never(struct driver *driver)
{
	sqlite3_busy_handler(driver->db, NULL, NULL);
}

int sqlite_wait_again(struct driver *driver)
{
	return sqlite3_busy_handler(driver->db, wait_for_lock, driver);
}

void sqlite_waited(struct driver *driver)
{
	driver->waited_us = 0;
}

bool driver_is_stopped(const struct driver *driver)
{
	return driver->options.is_stopped && driver->options.is_stopped();
}

bool (*driver_is_stopped_by(const struct driver *driver))(void)
{
	return driver->options.is_stopped;
}

/* A commit that is done must not be told as one that was stopped: the engine asks after it as well. */
static int ask_stop(void *user)
{
	const struct driver *driver = user;
	return !driver->is_ending && driver_is_stopped(driver);
}

void sqlite_mind_stop(struct driver *driver)
{
	if (driver->options.is_stopped)
		sqlite3_progress_handler(driver->db, STOP_EVERY, ask_stop, driver);
}

/* The engine looks a file system up by its name, once: so it is known for no longer. */
int sqlite_open_patiently(struct driver *driver, const char *name, int flags)
{
	char own[48];
	driver->vfs_below = sqlite3_vfs_find(NULL);
	if (!driver->vfs_below)
		return SQLITE_CANTOPEN;
	snprintf(own, sizeof(own), "dagstart-%p", (void *)driver);
	driver->vfs = *driver->vfs_below;
	driver->vfs.pNext = NULL;
	driver->vfs.zName = own;
	driver->vfs.xSleep = sleep_patiently;
	int rc = sqlite3_vfs_register(&driver->vfs, 0);
	if (rc == SQLITE_OK)
		rc = sqlite3_open_v2(
		        name, &driver->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, own);
	sqlite3_vfs_unregister(&driver->vfs);
	driver->vfs.zName = driver->vfs_below->zName;
	if (rc == SQLITE_OK)
		rc = sqlite_wait_again(driver);
	return rc;
}
