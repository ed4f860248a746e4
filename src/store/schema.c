#include "schema.h"

#include <dagstart/base/i18n.h>

#include "driver.h"

static bool step_up(struct driver *driver, const struct schema *schema, int *version, struct err *err)
{
	if (!driver_schema_version(driver, version, err) || *version >= schema->count)
		return false;
	if (!driver_script_text(driver, schema->scripts[*version], err))
		return false;
	int made = 0;
	if (!driver_schema_version(driver, &made, err))
		return false;
	if (made != *version + 1)
		return err_say(err, ERR_INTERNAL, N_("a migration did not name its version"));
	*version = made;
	return driver_commit(driver, err);
}

bool schema_migrate(struct driver *driver, const struct schema *schema, struct err *err)
{
	int version = 0;
	if (!driver_schema_version(driver, &version, err))
		return false;
	while (version < schema->count) {
		if (!driver_begin(driver, err))
			return false;
		if (!step_up(driver, schema, &version, err)) {
			driver_rollback(driver);
			if (version < schema->count)
				return false;
		}
	}
	return true;
}

bool schema_migrate_team(struct driver *driver, struct err *err)
{
	const char *const scripts[SCHEMA_TEAM_NEWEST] = {sql_text[SQL_SCHEMA_1]};
	driver_allow_schema(driver, true);
	bool ok = schema_migrate(driver, &(struct schema){scripts, SCHEMA_TEAM_NEWEST}, err);
	driver_allow_schema(driver, false);
	return ok;
}

bool schema_migrate_own(struct driver *driver, struct err *err)
{
	const char *const scripts[SCHEMA_OWN_NEWEST] = {sql_text[SQL_OWN_SCHEMA_1]};
	driver_allow_schema(driver, true);
	bool ok = schema_migrate(driver, &(struct schema){scripts, SCHEMA_OWN_NEWEST}, err);
	driver_allow_schema(driver, false);
	return ok;
}
