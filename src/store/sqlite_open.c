/* Opening: what a file must be, and how the engine is set before it reads a row. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "sqlite.h"

static uint32_t big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* Offsets in the header of the file, https://www.sqlite.org/fileformat.html section 1.3 */
enum {
	HEADER_SIZE = 100,
	HEADER_WRITE_VERSION = 18, /* 2: with a write-ahead log */
	HEADER_COUNTER = 24,
	HEADER_PAGES = 28,
	HEADER_VERSION = 60,
	HEADER_ID = 68,
	HEADER_COUNTER_OF_PAGES = 92,
};

int driver_header_version(const unsigned char header[static 100], uint32_t application_id)
{
	if (memcmp(header, "SQLite format 3", 16) != 0 || big_endian(header + HEADER_ID) != application_id)
		return -1;
	uint32_t version = big_endian(header + HEADER_VERSION);
	return version < INT32_MAX ? (int)version : INT32_MAX;
}

/* Of a file that lies beside the store; -1: there is none. */
static int64_t size_beside(const struct driver *driver, const char *tail)
{
	struct stat st;
	const char *name = arena_printf(driver->arena, "%s%s", driver->path, tail);
	return stat(name, &st) == 0 ? (int64_t)st.st_size : -1;
}

/* A file that is shorter than its header says has lost pages, unless they stand in the log. */
static bool header_is_cut(const struct driver *driver, const unsigned char *header, int64_t size)
{
	int64_t page = header[16] << 8 | header[17];
	if (page == 1)
		page = 65536;
	if (page < 512 || (page & (page - 1)) != 0)
		return true;
	if (memcmp(header + HEADER_COUNTER, header + HEADER_COUNTER_OF_PAGES, 4) != 0)
		return false; /* the number of pages isn't kept by the program that wrote it */
	if (size_beside(driver, "-wal") > 0)
		return false;
	return page * (int64_t)big_endian(header + HEADER_PAGES) > size;
}

static bool header_refuse(struct driver *driver, const unsigned char *header, int64_t size, struct err *err)
{
	int version = driver_header_version(header, driver->options.application_id);
	if (version < 0)
		return err_set(err, ERR_DAMAGED, N_("%s is not a store of Dagstart; it was not touched"),
		        "%s", driver->path);
	if (version > driver->options.newest)
		return err_set(err, ERR_DAMAGED,
		        N_("%s was written by a newer Dagstart; it was not touched, use that program"), "%s",
		        driver->path);
	if (version == 0 || header_is_cut(driver, header, size))
		return sqlite_error(driver, SQLITE_CORRUPT, err);
	return true;
}

/* Reads the header through the engine's own handle: opening the file beside it would, on closing, drop the
 * locks that this process holds on it. */
static bool header_check(struct driver *driver, struct err *err)
{
	sqlite3_file *file = NULL;
	unsigned char header[HEADER_SIZE];
	sqlite3_int64 size = 0;
	sqlite3_file_control(driver->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (!file || !file->pMethods)
		return sqlite_error(driver, SQLITE_CANTOPEN, err);
	int rc = file->pMethods->xFileSize(file, &size);
	if (rc == SQLITE_OK && size < HEADER_SIZE)
		rc = SQLITE_NOTADB;
	if (rc == SQLITE_OK)
		rc = file->pMethods->xRead(file, header, sizeof(header), 0);
	if (rc != SQLITE_OK)
		return sqlite_error(driver, rc, err);
	driver->has_log = header[HEADER_WRITE_VERSION] == 2;
	return header_refuse(driver, header, size, err);
}

static bool script(struct driver *driver, const char *text, struct err *err)
{
	int rc = sqlite3_exec(driver->db, text, NULL, NULL, NULL);
	return rc == SQLITE_OK || sqlite_error(driver, rc, err);
}

/* A folder that can't be written has no room for the log's index. Without a log the file alone is the whole
 * store, and nobody can write beside us. */
static const char *immutable_name(const struct driver *driver, char *name, size_t size)
{
	if (size_beside(driver, "-wal") > 0)
		return NULL;
	size_t len = (size_t)snprintf(name, size, "file:");
	for (const char *p = driver->path; *p && len + 20 < size; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '-' && *p <= '9');
		len += (size_t)snprintf(name + len, size - len, plain ? "%c" : "%%%02X", (unsigned char)*p);
	}
	snprintf(name + len, size - len, "?immutable=1");
	return name;
}

/* holds(TEXT, FOLDED), see driver.h: the engine itself knows no folding. */
static void holds(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct driver *driver = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *folded = (const char *)sqlite3_value_text(values[1]);
	UNUSED(count);
	if (!driver->scratch)
		driver->scratch = arena_new_like(driver->arena);
	arena_reset(driver->scratch);
	sqlite3_result_int(context, text && folded && strstr(text_fold(driver->scratch, text), folded));
}

static int connect_as(struct driver *driver, const char *name, int flags)
{
	if (driver->db)
		sqlite3_close(driver->db);
	driver->db = NULL;
	int rc = sqlite_open_patiently(driver, name, flags);
	if (rc == SQLITE_OK) {
		sqlite_guard(driver);
		sqlite_mind_stop(driver);
		rc = sqlite3_create_function(driver->db, "holds", 2,
		        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, driver, holds, NULL, NULL);
	}
	return rc;
}

static bool connect_read(struct driver *driver, struct err *err)
{
	char name[3 * 4096 + 32];
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READONLY);
	if (rc != SQLITE_OK)
		return sqlite_error(driver, rc, err);
	if (!header_check(driver, err))
		return false;
	rc = sqlite3_exec(driver->db, sql_text[SQL_SETTINGS_READ_ONLY], NULL, NULL, NULL);
	bool is_locked_out = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
	if (is_locked_out && immutable_name(driver, name, sizeof(name))) {
		rc = connect_as(driver, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
		if (rc == SQLITE_OK)
			rc = sqlite3_exec(driver->db, sql_text[SQL_SETTINGS_READ_ONLY], NULL, NULL, NULL);
	}
	return rc == SQLITE_OK || sqlite_error(driver, rc, err);
}

/* The first read plays a journal back into the file, so the tables are looked at past it. */
static bool connect_looking(struct driver *driver, struct err *err)
{
	char name[3 * 4096 + 32];
	const char *immutable = immutable_name(driver, name, sizeof(name));
	int rc = immutable ? connect_as(driver, immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
	                   : SQLITE_NOTADB; /* a log and a journal: nobody leaves both */
	driver->is_looking = rc == SQLITE_OK;
	return rc == SQLITE_OK || sqlite_error(driver, rc, err);
}

/* Two that open a new store at once: where each waits for the other the engine gives up without waiting. */
static bool write_ahead(struct driver *driver, struct err *err)
{
	int rc;
	for (int tries = 0;; tries++) {
		rc = sqlite3_exec(driver->db, sql_text[SQL_WRITE_AHEAD], NULL, NULL, NULL);
		if ((rc & 0xff) != SQLITE_BUSY || !sqlite_wait(driver, tries))
			break;
	}
	return rc == SQLITE_OK || sqlite_error(driver, rc, err);
}

static bool connect_write(struct driver *driver, struct err *err)
{
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READWRITE);
	if (rc != SQLITE_OK)
		return sqlite_error(driver, rc, err);
	if (!header_check(driver, err))
		return false;
	if (sqlite3_db_readonly(driver->db, "main") == 1)
		return sqlite_error(driver, SQLITE_READONLY, err);
	if (!driver->is_accepted && size_beside(driver, "-journal") > 0)
		return connect_looking(driver, err);
	/* Closing would otherwise write what stands in the log into the file. */
	if (!driver->is_accepted && size_beside(driver, "-wal") > 0)
		sqlite3_db_config(driver->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return (driver->has_log || !driver->is_accepted || write_ahead(driver, err)) &&
	       script(driver, sql_text[SQL_SETTINGS], err);
}

bool driver_accept(struct driver *driver, struct err *err)
{
	bool was_looking = driver->is_looking;
	driver->is_accepted = true;
	driver->is_looking = false;
	if (driver->options.mode != DRIVER_WRITE)
		return true;
	/* Where not even the end of a read was possible (no memory) the connection was given up. */
	if (was_looking || !driver->db) {
		sqlite_disconnect(driver);
		return sqlite_connect(driver, err);
	}
	sqlite3_db_config(driver->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	return driver->has_log || write_ahead(driver, err);
}

static bool connect_build(struct driver *driver, struct err *err)
{
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READWRITE);
	if (rc != SQLITE_OK)
		return sqlite_error(driver, rc, err);
	sqlite3_db_config(
	        driver->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL); /* it forbids to go without a journal */
	return script(driver, sql_text[SQL_NO_JOURNAL], err);
}

bool sqlite_connect(struct driver *driver, struct err *err)
{
	switch (driver->options.mode) {
	case DRIVER_WRITE:
		return connect_write(driver, err);
	case DRIVER_READ:
		return connect_read(driver, err);
	case DRIVER_BUILD:
		return connect_build(driver, err);
	}
	return false;
}

void sqlite_disconnect(struct driver *driver)
{
	sqlite_later_end(driver);
	for (size_t i = 0; i < SQL_COUNT; i++) {
		sqlite3_finalize(driver->statements[i].stmt);
		driver->statements[i].stmt = NULL;
		driver->statements[i].in_use = false;
	}
	sqlite3_close(driver->db);
	driver->db = NULL;
	driver->has_pour = false;
}

bool driver_open(
        struct arena *arena, const struct driver_options *options, struct driver **ret, struct err *err)
{
	struct driver *driver = arena_new_of(arena, struct driver);
	sqlite_configure();
	driver->arena = arena;
	driver->options = *options;
	driver->path = arena_strdup(arena, options->path);
	driver->options.path = driver->path;
	if (!sqlite_connect(driver, err)) {
		sqlite_disconnect(driver);
		return false;
	}
	driver->is_broken = false;
	driver->is_open = true;
	*ret = driver;
	return true;
}

/* Who only reads makes the log's files where there are none, and can't take them away; who may write does,
 * when it leaves last. An empty log has nothing that could be written by that, and where others are at work
 * the engine leaves it alone. */
static void clear_log(const struct driver *driver)
{
	sqlite3 *db = NULL;
	if (size_beside(driver, "-wal") != 0 || size_beside(driver, "-journal") >= 0)
		return;
	if (sqlite3_open_v2(driver->path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		sqlite3_exec(db, sql_text[SQL_USER_VERSION], NULL, NULL, NULL); /* takes part in the log */
	sqlite3_close(db);
}

void driver_close(struct driver *driver)
{
	if (!driver)
		return;
	sqlite_disconnect(driver);
	if (driver->options.mode == DRIVER_READ && driver->is_accepted)
		clear_log(driver);
	driver->scratch = arena_free(driver->scratch);
}

void driver_cleanup(struct driver **driver)
{
	driver_close(*driver);
}

void driver_use_memory(struct driver *driver, bool much)
{
	/* the engine takes this setting when it reads it, so it is read each time and not kept */
	sqlite_settle(driver);
	if (driver->db)
		sqlite3_exec(
		        driver->db, sql_text[much ? SQL_CACHE_LARGE : SQL_CACHE_NORMAL], NULL, NULL, NULL);
}

void driver_sync(struct driver *driver, bool each)
{
	/* taken when it is read, as above; what mends a failed commit is not left to later */
	if (!driver->db || (!each && driver->is_unsettled))
		return;
	int rc = sqlite3_exec(driver->db, sql_text[each ? SQL_SYNC_EACH : SQL_SYNC_LATER], NULL, NULL, NULL);
	if (each && rc != SQLITE_OK)
		driver->is_broken = true; /* opening anew sets it */
}

bool driver_is_written(struct driver *driver)
{
	if (!driver->db || driver->options.mode != DRIVER_WRITE || driver_in_transaction(driver))
		return true;
	sqlite_wait_never(driver);
	int rc = sqlite3_exec(driver->db, sql_text[SQL_BEGIN_WRITE], NULL, NULL, NULL);
	if (sqlite_wait_again(driver) != SQLITE_OK)
		driver->is_broken = true;
	driver_rollback(driver);
	return rc != SQLITE_OK;
}

void driver_allow_schema(struct driver *driver, bool allow)
{
	driver->options.schema_may_change = allow;
}

bool driver_script(struct driver *driver, enum sql which, struct err *err)
{
	return script(driver, sql_text[which], err);
}

bool driver_script_text(struct driver *driver, const char *text, struct err *err)
{
	return script(driver, text, err);
}

bool driver_schema_version(struct driver *driver, int *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_USER_VERSION);
	int version = query_next(&q) ? (int)get_int(&q, "user_version") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = version;
	return true;
}
