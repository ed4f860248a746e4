/* What the engine may do at all, whatever a file or a mistake makes it want. */
#include <dagstart/base/str.h>

#include "sqlite.h"

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

static unsigned watched_bit(const struct driver *driver, const char *table)
{
	for (const struct driver_watch *watch = driver->options.watched; watch && watch->table; watch++)
		if (streq(watch->table, table))
			return watch->bit;
	return 0;
}

/* Whatever a file or a mistake makes the engine want: only this is allowed. */
static int authorize(void *user, int action, const char *first, const char *second, const char *database,
        const char *inner)
{
	struct driver *driver = user;
	UNUSED(second);
	UNUSED(database);
	UNUSED(inner);
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_TRANSACTION:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		driver->touches |= watched_bit(driver, first);
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		return pragma_is_ours(first) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_INDEX:
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_INDEX:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_ALTER_TABLE:
	case SQLITE_REINDEX:
		return driver->options.schema_may_change ? SQLITE_OK : SQLITE_DENY;
	default: /* the engine's numbers, not an enum of ours */
		return SQLITE_DENY;
	}
}

void sqlite_guard(struct driver *driver)
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
	sqlite3_set_authorizer(driver->db, authorize, driver);
}
