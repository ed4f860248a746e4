/* SQLite behind the driver. This is the one file that includes it; only files named sqlite*.c include this
 * one. */
#pragma once

#include <sqlite3.h>

#include "driver.h"

struct statement {
	sqlite3_stmt *stmt;
	bool in_use;
	const char *
	        *columns; /* their names, once one was asked for; those of the text, so they never change */
	const char **asked; /* by which name each was asked for last: mostly the same literal */
	int column_count;
	unsigned touches; /* the watched tables that it writes */
};

struct driver {
	sqlite3 *db;
	struct driver_options options;
	struct arena *arena; /* where it lives */
	char *path;
	struct arena *scratch; /* of holds(); made when it is first needed */
	int in_use; /* statements between open and close */
	bool is_open; /* was, once */
	bool has_log; /* the file says that it is written ahead */
	bool is_accepted; /* see driver_accept() */
	bool is_ending; /* a transaction begins or ends: that is not stopped halfway */
	bool is_looking; /* at a file that a journal would be played back into */
	sqlite3_vfs vfs; /* the engine's own, but for how long it sleeps */
	sqlite3_vfs *vfs_below;
	int64_t waited_us; /* for locks, since one was had or a writing transaction was begun */
	bool is_broken; /* an I/O error: open anew before the next use */
	bool is_unsettled; /* a failed commit may stand in the log; see settle() */
	bool has_pour; /* the table `poured` is known to the connection */
	const struct pour *pour; /* what it holds now */
	struct later *later; /* see sqlite_later.c; NULL until it is used */
	bool is_pouring; /* something was given to it: the connection is not ours until sqlite_settle() */
	int poured_rc; /* what it failed with, until it is rolled back */
	struct err poured_err;
	const struct forget_words *forget; /* of driver_forget() */
	unsigned touches; /* so does the statement that is being prepared */
	unsigned has_touched; /* and those that were opened in this transaction do */
	struct statement statements[SQL_COUNT];
};

/* What an error of the engine means to people; notes what must be mended. Always false. */
bool sqlite_error(struct driver *driver, int rc, struct err *err);
/* sqlite_memory.c: where memory is from, and how many threads there are. Counts before the first opening of
 * the process only. */
void sqlite_configure(void);
/* sqlite_guard.c: limits, switches, and which statements are let through. */
void sqlite_guard(struct driver *driver);
/* sqlite_wait.c: asks driver_options.is_stopped while statements run. */
void sqlite_mind_stop(struct driver *driver);
/* sqlite_wait.c: sqlite3_open_v2(); gives the engine's code. */
int sqlite_open_patiently(struct driver *driver, const char *name, int flags) MUST_CHECK;
/* A little longer with each try; false when there is no patience left. */
bool sqlite_wait(struct driver *driver, int tries);
/* A lock was had: the next may be waited for anew. */
void sqlite_waited(struct driver *driver);
/* For a moment: a lock that is held is told at once; and back to patience. */
void sqlite_wait_never(struct driver *driver);
int sqlite_wait_again(struct driver *driver);
/* sqlite_pour.c: the table `poured` is there. */
bool sqlite_know_poured(struct driver *driver, struct err *err) MUST_CHECK;
/* sqlite_later.c: waits for what is poured in the other thread; before anything else is asked of the engine.
 */
void sqlite_settle(struct driver *driver);
/* The same, and the thread is gone. */
void sqlite_later_end(struct driver *driver);
bool sqlite_connect(struct driver *driver, struct err *err) MUST_CHECK;
void sqlite_disconnect(struct driver *driver);
/* Runs a kept statement that has no parameters. */
bool sqlite_run(struct driver *driver, enum sql sql, struct err *err) MUST_CHECK;
