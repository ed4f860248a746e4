/* Pouring: a table of the engine's own kind over the caller's memory. */
#include "sqlite.h"

struct pour_cursor {
	sqlite3_vtab_cursor base;
	size_t row;
	bool has_values;
	struct pour_value values[POUR_COLUMNS]; /* of the row, once one of them was asked for */
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
	int rc = sqlite3_declare_vtab(db, sql_text[SQL_POURED]);
	if (rc == SQLITE_OK)
		*ret = &table->base;
	else
		sqlite3_free(table);
	return rc;
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
	struct pour_cursor *cursor = (struct pour_cursor *)base;
	cursor->row = 0;
	cursor->has_values = false;
	return SQLITE_OK;
}

static int pour_next(sqlite3_vtab_cursor *base)
{
	struct pour_cursor *cursor = (struct pour_cursor *)base;
	cursor->row++;
	cursor->has_values = false;
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

static void read_values(struct pour_cursor *cursor)
{
	const struct pour *pour = poured(&cursor->base);
	pour->row(pour->from, cursor->row, cursor->values);
	cursor->has_values = true;
}

static int pour_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	struct pour_cursor *cursor = (struct pour_cursor *)base;
	if (!cursor->has_values)
		read_values(cursor);
	const struct pour_value *value = &cursor->values[column];
	switch (value->type) {
	case POUR_NULL:
		sqlite3_result_null(context);
		break;
	case POUR_INT:
		sqlite3_result_int64(context, value->number);
		break;
	case POUR_REAL:
		sqlite3_result_double(context, value->real);
		break;
	case POUR_TEXT:
		sqlite3_result_text(context, value->text, -1, SQLITE_STATIC);
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

bool sqlite_know_poured(struct driver *driver, struct err *err)
{
	if (driver->has_pour || !driver->db)
		return true;
	int rc = sqlite3_create_module(driver->db, "poured", &pour_module, driver);
	if (rc != SQLITE_OK)
		return sqlite_error(driver, rc, err);
	driver->has_pour = true;
	return true;
}

bool driver_pour(struct driver *driver, const struct pour *pour, struct err *err)
{
	if (!driver_settle(driver, err))
		return false;
	if (pour->rows == 0)
		return true;
	if (!sqlite_know_poured(driver, err))
		return false;
	driver->pour = pour;
	bool ok = sqlite_run(driver, pour->sql, err);
	driver->pour = NULL;
	return ok;
}
