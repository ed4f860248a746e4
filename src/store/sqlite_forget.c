/* What erasing needs of the engine: functions that look into texts, the file written anew, the log emptied.
 */
#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/forget.h>

#include "sqlite.h"

static void forgets(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct driver *driver = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	UNUSED(count);
	sqlite3_result_int(context, text && *text && forget_holds(driver->forget, text));
}

/* Empty. */
static struct arena *scratch_of(struct driver *driver)
{
	if (!driver->scratch)
		driver->scratch = arena_new_like(driver->arena);
	arena_reset(driver->scratch);
	return driver->scratch;
}

static void forgotten(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct driver *driver = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	UNUSED(count);
	if (text)
		sqlite3_result_text(context, forget_text(scratch_of(driver), driver->forget, text, NULL), -1,
		        SQLITE_TRANSIENT);
}

static void folded(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct driver *driver = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	UNUSED(count);
	if (text)
		sqlite3_result_text(context, text_fold(scratch_of(driver), text), -1, SQLITE_TRANSIENT);
}

/* A function that can't be made shows itself where a statement wants it. */
void driver_forget(struct driver *driver, const struct forget_words *words)
{
	const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
	driver->forget = words;
	if (!driver->db)
		return;
	sqlite3_create_function(driver->db, "forgets", 1, flags, driver, forgets, NULL, NULL);
	sqlite3_create_function(driver->db, "forgotten", 1, flags, driver, forgotten, NULL, NULL);
	sqlite3_create_function(driver->db, "folded", 1, flags, driver, folded, NULL, NULL);
}

static int run(struct driver *driver, enum sql sql)
{
	return sqlite3_exec(driver->db, sql_text[sql], NULL, NULL, NULL);
}

/* The engine attaches a second file while it does this. */
bool driver_compact(struct driver *driver, struct err *err)
{
	sqlite_waited(driver);
	if (!driver->db)
		return sqlite_error(driver, SQLITE_CANTOPEN, err);
	sqlite3_set_authorizer(driver->db, NULL, NULL);
	sqlite3_limit(driver->db, SQLITE_LIMIT_ATTACHED, 1);
	int rc = run(driver, SQL_TEMP_ON_DISK);
	if (rc == SQLITE_OK)
		rc = run(driver, SQL_COMPACT);
	sqlite_guard(driver);
	int set = run(driver, SQL_SETTINGS);
	rc = rc == SQLITE_OK ? set : rc;
	return rc == SQLITE_OK || sqlite_error(driver, rc, err);
}

bool driver_empty_log(struct driver *driver, bool *ret_blocked, struct err *err)
{
	sqlite_waited(driver);
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_CHECKPOINT);
	bool is_blocked = query_next(&q) && get_bool(&q, "busy");
	struct err why = {0};
	if (!query_end(&q, &why)) {
		if (why.code != ERR_BUSY) {
			*err = why;
			return false;
		}
		is_blocked = true;
	}
	*ret_blocked = is_blocked;
	return true;
}
