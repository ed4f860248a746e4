/* SQLite behind the driver; the only file that knows it. */
#include "driver.h"

#include <assert.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

struct statement {
	sqlite3_stmt *stmt;
	bool in_use;
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

/* What went wrong, in a sentence that names the file and what to do. */

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

static bool driver_error(struct driver *driver, int rc, struct err *err)
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
	if (found)
		return err_set(err, found->code, found->message, "%s", driver->path);
	return err_set(err, ERR_INTERNAL, N_("the store gave an error that should not be: %s"), "%s (%d, %s)",
	        driver->path, rc, driver->db ? sqlite3_errmsg(driver->db) : sqlite3_errstr(rc));
}

/* Opening */

static bool pragma_is_ours(const char *name)
{
	static const char *const ours[] = {"application_id", "cache_size", "cell_size_check", "data_version",
	        "foreign_key_check", "integrity_check", "journal_mode", "query_only", "quick_check",
	        "secure_delete", "synchronous", "temp_store", "user_version", "wal_checkpoint"};
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		if (streq(name, ours[i]))
			return true;
	}
	return false;
}

/* Whatever a file or a mistake makes the engine want: only this is allowed. */
static int authorize(void *user, int action, const char *first, const char *second, const char *database,
        const char *inner)
{
	const struct driver *driver = user;
	UNUSED(second);
	UNUSED(database);
	UNUSED(inner);
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
	case SQLITE_TRANSACTION:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		return pragma_is_ours(first) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_INDEX:
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_INDEX:
	case SQLITE_ALTER_TABLE:
	case SQLITE_REINDEX:
		return driver->options.schema_may_change ? SQLITE_OK : SQLITE_DENY;
	default: /* the engine's numbers, not an enum of ours */
		return SQLITE_DENY;
	}
}

static void harden(struct driver *driver)
{
	static const int limits[][2] = {
	        {SQLITE_LIMIT_LENGTH, 4 << 20},
	        {SQLITE_LIMIT_SQL_LENGTH, 100000},
	        {SQLITE_LIMIT_COLUMN, 64},
	        {SQLITE_LIMIT_EXPR_DEPTH, 100},
	        {SQLITE_LIMIT_COMPOUND_SELECT, 8},
	        {SQLITE_LIMIT_FUNCTION_ARG, 100},
	        {SQLITE_LIMIT_ATTACHED, 0},
	        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
	        {SQLITE_LIMIT_VARIABLE_NUMBER, 64},
	        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
	        {SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	static const int switches[][2] = {
	        {SQLITE_DBCONFIG_DEFENSIVE, 1},
	        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	};
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(driver->db, limits[i][0], limits[i][1]);
	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		sqlite3_db_config(driver->db, switches[i][0], switches[i][1], NULL);
	sqlite3_extended_result_codes(driver->db, 1);
	sqlite3_busy_timeout(driver->db, driver->options.busy_ms);
	sqlite3_set_authorizer(driver->db, authorize, driver);
}

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
	if (memcmp(header, "SQLite format 3", 16) || big_endian(header + HEADER_ID) != application_id)
		return -1;
	uint32_t version = big_endian(header + HEADER_VERSION);
	return version < INT32_MAX ? (int)version : INT32_MAX;
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
	char log[4096];
	struct stat st;
	snprintf(log, sizeof(log), "%s-wal", driver->path);
	if (stat(log, &st) == 0 && st.st_size > 0)
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
		return driver_error(driver, SQLITE_CORRUPT, err);
	return true;
}

/* Reads the header through the engine's own handle: opening the file beside it would, on closing, drop the
 * locks that this process holds on it. */
static bool header_check(struct driver *driver, bool *ret_has_log, struct err *err)
{
	sqlite3_file *file = NULL;
	unsigned char header[HEADER_SIZE];
	sqlite3_int64 size = 0;
	sqlite3_file_control(driver->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (!file || !file->pMethods)
		return driver_error(driver, SQLITE_CANTOPEN, err);
	int rc = file->pMethods->xFileSize(file, &size);
	if (rc == SQLITE_OK && size < HEADER_SIZE)
		rc = SQLITE_NOTADB;
	if (rc == SQLITE_OK)
		rc = file->pMethods->xRead(file, header, sizeof(header), 0);
	if (rc != SQLITE_OK)
		return driver_error(driver, rc, err);
	*ret_has_log = header[HEADER_WRITE_VERSION] == 2;
	return header_refuse(driver, header, size, err);
}

static bool script(struct driver *driver, const char *text, struct err *err)
{
	int rc = sqlite3_exec(driver->db, text, NULL, NULL, NULL);
	return rc == SQLITE_OK || driver_error(driver, rc, err);
}

/* A folder that can't be written has no room for the log's index. Without a log the file alone is the whole
 * store, and nobody can write beside us. */
static const char *immutable_name(const struct driver *driver, char *name, size_t size)
{
	struct stat st;
	size_t len = (size_t)snprintf(name, size, "%s-wal", driver->path);
	if (stat(name, &st) == 0 && st.st_size > 0)
		return NULL;
	len = (size_t)snprintf(name, size, "file:");
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
	int rc = sqlite3_open_v2(
	        name, &driver->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (rc == SQLITE_OK) {
		harden(driver);
		rc = sqlite3_create_function(driver->db, "holds", 2,
		        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, driver, holds, NULL, NULL);
	}
	return rc;
}

static bool connect_read(struct driver *driver, struct err *err)
{
	bool has_log = false;
	char name[3 * 4096 + 32];
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READONLY);
	if (rc != SQLITE_OK)
		return driver_error(driver, rc, err);
	if (!header_check(driver, &has_log, err))
		return false;
	rc = sqlite3_exec(driver->db, sql_text[SQL_SETTINGS_READ_ONLY], NULL, NULL, NULL);
	bool is_locked_out = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
	if (is_locked_out && immutable_name(driver, name, sizeof(name))) {
		rc = connect_as(driver, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
		if (rc == SQLITE_OK)
			rc = sqlite3_exec(driver->db, sql_text[SQL_SETTINGS_READ_ONLY], NULL, NULL, NULL);
	}
	return rc == SQLITE_OK || driver_error(driver, rc, err);
}

static bool connect_write(struct driver *driver, struct err *err)
{
	bool has_log = false;
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READWRITE);
	if (rc != SQLITE_OK)
		return driver_error(driver, rc, err);
	if (!header_check(driver, &has_log, err))
		return false;
	if (sqlite3_db_readonly(driver->db, "main") == 1)
		return driver_error(driver, SQLITE_READONLY, err);
	return (has_log || script(driver, sql_text[SQL_WRITE_AHEAD], err)) &&
	       script(driver, sql_text[SQL_SETTINGS], err);
}

static bool connect_build(struct driver *driver, struct err *err)
{
	int rc = connect_as(driver, driver->path, SQLITE_OPEN_READWRITE);
	if (rc != SQLITE_OK)
		return driver_error(driver, rc, err);
	sqlite3_db_config(
	        driver->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL); /* it forbids to go without a journal */
	return script(driver, sql_text[SQL_NO_JOURNAL], err);
}

static bool connect_by_mode(struct driver *driver, struct err *err)
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

static void disconnect(struct driver *driver)
{
	for (size_t i = 0; i < SQL_COUNT; i++) {
		sqlite3_finalize(driver->statements[i].stmt);
		driver->statements[i] = (struct statement){0};
	}
	sqlite3_close(driver->db);
	driver->db = NULL;
	driver->has_pour = false;
}

bool driver_open(
        struct arena *arena, const struct driver_options *options, struct driver **ret, struct err *err)
{
	struct driver *driver = arena_new_of(arena, struct driver);
	/* one thread uses a store; these only count before the first opening */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	driver->arena = arena;
	driver->options = *options;
	driver->path = arena_strdup(arena, options->path);
	driver->options.path = driver->path;
	if (!connect_by_mode(driver, err)) {
		disconnect(driver);
		return false;
	}
	driver->is_broken = false;
	driver->is_open = true;
	*ret = driver;
	return true;
}

void driver_close(struct driver *driver)
{
	if (!driver)
		return;
	disconnect(driver);
	driver->scratch = arena_free(driver->scratch);
}

void driver_cleanup(struct driver **driver)
{
	driver_close(*driver);
}

void driver_use_memory(struct driver *driver, bool much)
{
	/* the engine takes this setting when it reads it, so it is read each time and not kept */
	if (driver->db)
		sqlite3_exec(
		        driver->db, sql_text[much ? SQL_CACHE_LARGE : SQL_CACHE_NORMAL], NULL, NULL, NULL);
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

/* Mending */

/* Opens anew after an I/O error, so that nothing half known stays in memory. */
static bool heal(struct driver *driver, struct err *err)
{
	if (!driver->is_broken || driver->in_use > 0 || driver_in_transaction(driver) || driver->is_unsettled)
		return true;
	disconnect(driver);
	if (!connect_by_mode(driver, err)) {
		disconnect(driver);
		driver->is_broken = true;
		return false;
	}
	driver->is_broken = false;
	return true;
}

static bool run(struct driver *driver, enum sql sql, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(driver, sql);
	return query_run(&q, err);
}

/* A commit whose sync failed may stand in the log, whole, and would come back at the next recovery although
 * we said that it was not saved. A small commit of its own takes its place in the log. The failed one is
 * never tried again. */
static bool settle(struct driver *driver, struct err *err)
{
	if (!driver->is_unsettled)
		return true;
	if (!run(driver, SQL_BEGIN_WRITE, err))
		return false;
	if (!run(driver, SQL_SETTLE, err) || !run(driver, SQL_COMMIT, err)) {
		driver_rollback(driver);
		return false;
	}
	driver->is_unsettled = false;
	return true;
}

bool driver_in_transaction(const struct driver *driver)
{
	return driver->db && !sqlite3_get_autocommit(driver->db);
}

bool driver_begin(struct driver *driver, struct err *err)
{
	return settle(driver, err) && heal(driver, err) && run(driver, SQL_BEGIN_WRITE, err);
}

bool driver_commit(struct driver *driver, struct err *err)
{
	if (run(driver, SQL_COMMIT, err))
		return true;
	struct err ignored = {0};
	driver_rollback(driver);
	driver->is_unsettled = true;
	(void)!settle(driver, &ignored);
	return false;
}

void driver_rollback(struct driver *driver)
{
	struct err ignored = {0};
	if (driver_in_transaction(driver))
		(void)!run(driver, SQL_ROLLBACK, &ignored);
}

int64_t driver_changes(const struct driver *driver)
{
	return sqlite3_changes64(driver->db);
}

int64_t driver_data_version(struct driver *driver)
{
	struct err ignored = {0};
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_DATA_VERSION);
	int64_t version = query_next(&q) ? get_int(&q, "data_version") : -1;
	return query_end(&q, &ignored) ? version : -1;
}

struct reading reading_begin(struct driver *driver)
{
	struct err ignored = {0};
	if (driver_in_transaction(driver) || !run(driver, SQL_BEGIN_READ, &ignored))
		return (struct reading){0};
	return (struct reading){driver};
}

void reading_cleanup(struct reading *reading)
{
	struct err ignored = {0};
	if (reading->driver && !run(reading->driver, SQL_COMMIT, &ignored))
		driver_rollback(reading->driver);
	reading->driver = NULL;
}

/* Statements */

struct query query_open(struct driver *driver, enum sql sql)
{
	struct err ignored = {0};
	struct query q = {.driver = driver};
	if (!heal(driver, &ignored) || !driver->db) {
		q.rc = SQLITE_CANTOPEN;
		return q;
	}
	struct statement *statement = &driver->statements[sql];
	assert(!statement->in_use);
	if (!statement->stmt)
		q.rc = sqlite3_prepare_v3(
		        driver->db, sql_text[sql], -1, SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL);
	if (q.rc == SQLITE_OK) {
		q.statement = statement;
		statement->in_use = true;
		driver->in_use++;
	}
	return q;
}

bool query_next(struct query *q)
{
	if (q->rc != SQLITE_OK || !q->statement)
		return false;
	int rc = sqlite3_step(q->statement->stmt);
	q->next_column = 0;
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		q->rc = rc;
	return false;
}

bool query_again(struct query *q)
{
	if (q->statement)
		sqlite3_reset(q->statement->stmt);
	return q->rc == SQLITE_OK;
}

bool query_error(const struct query *q, struct err *err)
{
	return q->rc == SQLITE_OK || driver_error(q->driver, q->rc, err);
}

bool query_end(struct query *q, struct err *err)
{
	bool ok = query_error(q, err);
	query_cleanup(q);
	return ok;
}

bool query_run(struct query *q, struct err *err)
{
	while (query_next(q))
		continue;
	return query_end(q, err);
}

void query_cleanup(struct query *q)
{
	if (!q->statement)
		return;
	sqlite3_reset(q->statement->stmt);
	sqlite3_clear_bindings(q->statement->stmt);
	q->statement->in_use = false;
	q->driver->in_use--;
	q->statement = NULL;
}

/* Values */

int bind_place(struct query *q, const char *name)
{
	if (!q->statement)
		return 0;
	int place = sqlite3_bind_parameter_index(q->statement->stmt, name);
	assert(place > 0);
	return place;
}

static void bound(struct query *q, int rc)
{
	if (q->rc == SQLITE_OK)
		q->rc = rc;
}

void bind_int_at(struct query *q, int place, int64_t value)
{
	if (q->statement)
		bound(q, sqlite3_bind_int64(q->statement->stmt, place, value));
}

void bind_real_at(struct query *q, int place, double value)
{
	if (q->statement && isnan(value))
		bound(q, sqlite3_bind_null(q->statement->stmt, place));
	else if (q->statement)
		bound(q, sqlite3_bind_double(q->statement->stmt, place, value));
}

void bind_text_at(struct query *q, int place, const char *value)
{
	if (q->statement)
		bound(q, sqlite3_bind_text(q->statement->stmt, place, value ? value : "", -1, SQLITE_STATIC));
}

void bind_int(struct query *q, const char *name, int64_t value)
{
	bind_int_at(q, bind_place(q, name), value);
}

void bind_real(struct query *q, const char *name, double value)
{
	bind_real_at(q, bind_place(q, name), value);
}

void bind_text(struct query *q, const char *name, const char *value)
{
	bind_text_at(q, bind_place(q, name), value);
}

void bind_text_or_null(struct query *q, const char *name, const char *value)
{
	if (value)
		bind_text(q, name, value);
	else
		bind_real(q, name, (double)NAN);
}

static int column_of(struct query *q, const char *name)
{
	sqlite3_stmt *stmt = q->statement->stmt;
	int count = sqlite3_column_count(stmt);
	for (int i = 0; i < count; i++) {
		int at = (q->next_column + i) % count;
		if (streq(sqlite3_column_name(stmt, at), name)) {
			q->next_column = at + 1;
			return at;
		}
	}
	assert(false); /* the statement has no such column */
	return count;
}

int64_t get_int(struct query *q, const char *column)
{
	return sqlite3_column_int64(q->statement->stmt, column_of(q, column));
}

bool get_is_null(struct query *q, const char *column)
{
	return sqlite3_column_type(q->statement->stmt, column_of(q, column)) == SQLITE_NULL;
}

double get_real(struct query *q, const char *column)
{
	int at = column_of(q, column);
	if (sqlite3_column_type(q->statement->stmt, at) == SQLITE_NULL)
		return (double)NAN;
	return sqlite3_column_double(q->statement->stmt, at);
}

const char *peek_text(struct query *q, const char *column)
{
	int at = column_of(q, column);
	const char *text = (const char *)sqlite3_column_text(q->statement->stmt, at);
	if (!text && sqlite3_column_type(q->statement->stmt, at) != SQLITE_NULL)
		bound(q, SQLITE_NOMEM);
	return text ? text : "";
}

const char *get_text(struct query *q, struct arena *arena, const char *column)
{
	const char *text = peek_text(q, column);
	return *text ? arena_strdup(arena, text) : "";
}

const char *get_text_or_null(struct query *q, struct arena *arena, const char *column)
{
	return get_is_null(q, column) ? NULL : arena_strdup(arena, peek_text(q, column));
}

/* Pouring: a table of the engine's own kind over the caller's memory */

struct pour_cursor {
	sqlite3_vtab_cursor base;
	size_t row;
};

struct pour_table {
	sqlite3_vtab base;
	struct driver *driver;
};

static int pour_connect(
        sqlite3 *db, void *user, int count, const char *const *args, sqlite3_vtab **ret, char **message)
{
	UNUSED(count);
	UNUSED(args);
	UNUSED(message);
	struct pour_table *table = sqlite3_malloc(sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	*table = (struct pour_table){.driver = user};
	*ret = &table->base;
	return sqlite3_declare_vtab(db, sql_text[SQL_POURED]);
}

static int pour_disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int pour_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
	UNUSED(table);
	UNUSED(plan);
	return SQLITE_OK;
}

static int pour_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret)
{
	UNUSED(table);
	struct pour_cursor *cursor = sqlite3_malloc(sizeof(*cursor));
	if (!cursor)
		return SQLITE_NOMEM;
	*cursor = (struct pour_cursor){0};
	*ret = &cursor->base;
	return SQLITE_OK;
}

static int pour_close(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int pour_filter(
        sqlite3_vtab_cursor *base, int plan, const char *text, int count, sqlite3_value **values)
{
	UNUSED(plan);
	UNUSED(text);
	UNUSED(count);
	UNUSED(values);
	((struct pour_cursor *)base)->row = 0;
	return SQLITE_OK;
}

static int pour_next(sqlite3_vtab_cursor *base)
{
	((struct pour_cursor *)base)->row++;
	return SQLITE_OK;
}

static const struct pour *poured(sqlite3_vtab_cursor *base)
{
	return ((struct pour_table *)base->pVtab)->driver->pour;
}

static int pour_is_over(sqlite3_vtab_cursor *base)
{
	return !poured(base) || ((struct pour_cursor *)base)->row >= poured(base)->rows;
}

static int pour_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	struct pour_value value = {.type = POUR_NULL};
	poured(base)->value(poured(base)->from, ((struct pour_cursor *)base)->row, column, &value);
	switch (value.type) {
	case POUR_NULL:
		sqlite3_result_null(context);
		break;
	case POUR_INT:
		sqlite3_result_int64(context, value.number);
		break;
	case POUR_REAL:
		sqlite3_result_double(context, value.real);
		break;
	case POUR_TEXT:
		sqlite3_result_text(context, value.text, -1, SQLITE_STATIC);
		break;
	}
	return SQLITE_OK;
}

static int pour_id(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
	*ret = (sqlite3_int64)((struct pour_cursor *)base)->row;
	return SQLITE_OK;
}

static const sqlite3_module pour_module = {
        .xConnect = pour_connect,
        .xBestIndex = pour_plan,
        .xDisconnect = pour_disconnect,
        .xOpen = pour_open,
        .xClose = pour_close,
        .xFilter = pour_filter,
        .xNext = pour_next,
        .xEof = pour_is_over,
        .xColumn = pour_column,
        .xRowid = pour_id,
};

bool driver_pour(struct driver *driver, const struct pour *pour, struct err *err)
{
	if (pour->rows == 0)
		return true;
	if (!driver->has_pour && driver->db) {
		int rc = sqlite3_create_module(driver->db, "poured", &pour_module, driver);
		if (rc != SQLITE_OK)
			return driver_error(driver, rc, err);
		driver->has_pour = true;
	}
	driver->pour = pour;
	bool ok = run(driver, pour->sql, err);
	driver->pour = NULL;
	return ok;
}

/* Copies */

enum { COPY_WAIT_MS = 20, COPY_WAITS = 250 };

bool driver_copy(struct driver *from, struct driver *to, const struct driver_copy *copy, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (!backup)
		return driver_error(to, sqlite3_extended_errcode(to->db), err);
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
	return rc == SQLITE_DONE || driver_error((rc & 0xff) == SQLITE_CORRUPT ? from : to, rc, err);
}
