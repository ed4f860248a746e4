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
	int column_count;
};

struct driver {
	sqlite3 *db;
	struct driver_options options;
	struct arena *arena; /* where it lives */
	char *path;
	struct arena *scratch; /* of holds(); made when it is first needed */
	int in_use; /* statements between open and close */
	bool is_open; /* was, once */
	bool is_broken; /* an I/O error: open anew before the next use */
	bool is_unsettled; /* a failed commit may stand in the log; see settle() */
	bool has_pour; /* the table `poured` is known to the connection */
	const struct pour *pour; /* what it holds now */
	struct statement statements[SQL_COUNT];
};

/* What an error of the engine means to people; notes what must be mended. Always false. */
bool sqlite_error(struct driver *driver, int rc, struct err *err);
bool sqlite_connect(struct driver *driver, struct err *err) MUST_CHECK;
void sqlite_disconnect(struct driver *driver);
/* Runs a kept statement that has no parameters. */
bool sqlite_run(struct driver *driver, enum sql sql, struct err *err) MUST_CHECK;
