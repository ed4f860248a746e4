/* Transactions, statements and values. */
#include <assert.h>
#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "sqlite.h"

enum { BRIEF_MS = 100 };

/* Mending */

/* Opens anew after an I/O error, so that nothing half known stays in memory. */
static bool heal(struct driver *driver, struct err *err)
{
	bool is_tied = driver->in_use > 0 || driver_in_transaction(driver) || driver->is_unsettled;
	if (driver->db && (!driver->is_broken || is_tied))
		return true;
	sqlite_disconnect(driver);
	if (!sqlite_connect(driver, err)) {
		sqlite_disconnect(driver);
		driver->is_broken = true;
		return false;
	}
	driver->is_broken = false;
	return true;
}

bool sqlite_run(struct driver *driver, enum sql sql, struct err *err)
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
	if (!sqlite_run(driver, SQL_BEGIN_WRITE, err))
		return false;
	if (!sqlite_run(driver, SQL_SETTLE, err) || !sqlite_run(driver, SQL_COMMIT, err)) {
		driver_rollback(driver);
		return false;
	}
	driver->is_unsettled = false;
	return true;
}

/* Of a transaction as a whole. */
static bool end_with(struct driver *driver, enum sql sql, struct err *err)
{
	driver->is_ending = true;
	bool ok = sqlite_run(driver, sql, err);
	driver->is_ending = false;
	/* Who was stopped while waiting for others wants to hear of that. */
	return ok || (driver_is_stopped(driver) ? sqlite_error(driver, SQLITE_INTERRUPT, err) : false);
}

bool driver_in_transaction(const struct driver *driver)
{
	assert(!driver->is_pouring);
	return driver->db && !sqlite3_get_autocommit(driver->db);
}

static bool begin(struct driver *driver, int patience_ms, struct err *err)
{
	driver_rollback(driver); /* what an earlier one could not give up */
	sqlite_waited(driver);
	driver->waited_us = (int64_t)(driver->options.busy_ms - patience_ms) * 1000;
	driver->has_touched = 0;
	return settle(driver, err) && heal(driver, err) && end_with(driver, SQL_BEGIN_WRITE, err);
}

bool driver_begin(struct driver *driver, struct err *err)
{
	return begin(driver, driver->options.busy_ms, err);
}

bool driver_begin_briefly(struct driver *driver, struct err *err)
{
	return begin(driver, BRIEF_MS, err);
}

bool driver_commit(struct driver *driver, struct err *err)
{
	sqlite_later_end(driver);
	if (!driver_settle(driver, err)) {
		driver_rollback(driver);
		return false;
	}
	if (driver_is_stopped(driver)) {
		driver_rollback(driver);
		return sqlite_error(driver, SQLITE_INTERRUPT, err);
	}
	if (end_with(driver, SQL_COMMIT, err))
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
	sqlite_later_end(driver);
	driver->poured_rc = SQLITE_OK;
	if (!driver_in_transaction(driver) || end_with(driver, SQL_ROLLBACK, &ignored))
		return;
	/* not even that was possible (no memory): closing gives up what was begun */
	if (driver->in_use == 0)
		sqlite_disconnect(driver);
	driver->is_broken = true;
}

unsigned driver_has_touched(const struct driver *driver)
{
	return driver_in_transaction(driver) ? driver->has_touched : 0;
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
	if (driver_in_transaction(driver) || !sqlite_run(driver, SQL_BEGIN_READ, &ignored))
		return (struct reading){0};
	return (struct reading){driver};
}

void reading_cleanup(struct reading *reading)
{
	struct err ignored = {0};
	if (reading->driver && !sqlite_run(reading->driver, SQL_COMMIT, &ignored))
		driver_rollback(reading->driver);
	reading->driver = NULL;
}

/* Statements */

struct query query_open(struct driver *driver, enum sql sql)
{
	struct err ignored = {0};
	struct query q = {.driver = driver};
	sqlite_settle(driver);
	/* The engine may have given the transaction up: nothing of it must be done outside. */
	q.rc = driver->poured_rc;
	if (q.rc == SQLITE_OK && (!heal(driver, &ignored) || !driver->db))
		q.rc = SQLITE_CANTOPEN;
	if (q.rc != SQLITE_OK)
		return q;
	struct statement *statement = &driver->statements[sql];
	assert(!statement->in_use);
	if (!statement->stmt) {
		driver->touches = 0;
		q.rc = sqlite3_prepare_v3(
		        driver->db, sql_text[sql], -1, SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL);
		statement->touches = driver->touches;
	}
	if (q.rc == SQLITE_OK) {
		q.statement = statement;
		statement->in_use = true;
		driver->in_use++;
		/* Already here: some are run in another thread. */
		driver->has_touched |= statement->touches;
	}
	return q;
}

/* Of a statement that was open before something was poured in the other thread. */
static bool is_free(struct query *q)
{
	sqlite_settle(q->driver);
	if (q->rc == SQLITE_OK)
		q->rc = q->driver->poured_rc;
	return q->rc == SQLITE_OK;
}

bool query_next(struct query *q)
{
	if (!q->statement || !is_free(q))
		return false;
	int rc = sqlite3_step(q->statement->stmt);
	q->next_column = 0;
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		sqlite_waited(q->driver);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		q->rc = rc;
	return false;
}

bool query_again(struct query *q)
{
	if (q->statement) {
		sqlite_settle(q->driver);
		sqlite3_reset(q->statement->stmt);
	}
	return q->rc == SQLITE_OK;
}

bool query_error(const struct query *q, struct err *err)
{
	return q->rc == SQLITE_OK || sqlite_error(q->driver, q->rc, err);
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
	sqlite_settle(q->driver);
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
	if (q->statement && is_free(q))
		bound(q, sqlite3_bind_int64(q->statement->stmt, place, value));
}

static void bind_real_at(struct query *q, int place, double value)
{
	if (!q->statement || !is_free(q))
		return;
	if (isnan(value))
		bound(q, sqlite3_bind_null(q->statement->stmt, place));
	else
		bound(q, sqlite3_bind_double(q->statement->stmt, place, value));
}

static void bind_text_at(struct query *q, int place, const char *value)
{
	if (q->statement && is_free(q))
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

void bind_blob(struct query *q, const char *name, const void *bytes, size_t len)
{
	int place = bind_place(q, name);
	if (q->statement)
		bound(q, sqlite3_bind_blob64(q->statement->stmt, place, bytes, len, SQLITE_STATIC));
}

void bind_text_or_null(struct query *q, const char *name, const char *value)
{
	if (value)
		bind_text(q, name, value);
	else
		bind_real(q, name, (double)NAN);
}

static void name_columns(struct driver *driver, struct statement *statement)
{
	int count = sqlite3_column_count(statement->stmt);
	statement->columns = arena_array_of(driver->arena, const char *, (size_t)count + 1);
	statement->asked = arena_array_of(driver->arena, const char *, (size_t)count + 1);
	for (int i = 0; i < count; i++)
		statement->columns[i] = arena_strdup(driver->arena, sqlite3_column_name(statement->stmt, i));
	statement->column_count = count;
}

static int column_of(struct query *q, const char *name)
{
	struct statement *statement = q->statement;
	if (!statement->columns)
		name_columns(q->driver, statement);
	int count = statement->column_count;
	for (int i = 0; i < count; i++) {
		int at = q->next_column + i < count ? q->next_column + i : q->next_column + i - count;
		if (statement->asked[at] == name || streq(statement->columns[at], name)) {
			statement->asked[at] = name;
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

void get_ints(struct query *q, const char *column, int64_t *ret, size_t count)
{
	int at = column_of(q, column);
	for (size_t i = 0; i < count; i++)
		ret[i] = sqlite3_column_int64(q->statement->stmt, at + (int)i);
	q->next_column = at + (int)count;
}

static bool get_is_null(struct query *q, const char *column)
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
	if (!text && sqlite3_errcode(q->driver->db) == SQLITE_NOMEM)
		bound(q, SQLITE_NOMEM); /* and not a NULL of the row, as which it passes itself off */
	return text ? text : "";
}

const void *peek_blob(struct query *q, const char *column, size_t *ret_len)
{
	int at = column_of(q, column);
	const void *bytes = sqlite3_column_blob(q->statement->stmt, at);
	if (!bytes && sqlite3_errcode(q->driver->db) == SQLITE_NOMEM)
		bound(q, SQLITE_NOMEM);
	*ret_len = bytes ? (size_t)sqlite3_column_bytes(q->statement->stmt, at) : 0;
	return bytes ? bytes : "";
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
