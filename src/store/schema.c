#include "schema.h"

#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "driver.h"

/* Within a transaction: another program may have been first meanwhile. */
static bool step_up(struct driver *driver, const struct schema *schema, struct err *err)
{
	int version = 0, made = 0;
	if (!driver_schema_version(driver, &version, err))
		return false;
	for (; version < schema->count; version++) {
		if (!driver_script_text(driver, schema->scripts[version], err) ||
		        !driver_schema_version(driver, &made, err))
			return false;
		if (made != version + 1)
			return err_say(err, ERR_INTERNAL, N_("a migration did not name its version"));
	}
	return driver_commit(driver, err);
}

bool schema_migrate(struct driver *driver, const struct schema *schema, struct err *err)
{
	int version = 0;
	if (!driver_schema_version(driver, &version, err))
		return false;
	if (version >= schema->count)
		return true;
	if (!driver_begin(driver, err))
		return false;
	bool done = step_up(driver, schema, err);
	if (!done)
		driver_rollback(driver);
	return done;
}

static const enum sql team_scripts[SCHEMA_TEAM_NEWEST] = {SQL_SCHEMA_1, SQL_SCHEMA_2, SQL_SCHEMA_3,
        SQL_SCHEMA_4, SQL_SCHEMA_5, SQL_SCHEMA_6, SQL_SCHEMA_7, SQL_SCHEMA_8};

bool schema_migrate_team(struct driver *driver, struct err *err)
{
	const char *scripts[SCHEMA_TEAM_NEWEST];
	for (int i = 0; i < SCHEMA_TEAM_NEWEST; i++)
		scripts[i] = sql_text[team_scripts[i]];
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

/* Tables and indexes are told by their names: what the scripts make is what has to be there. */

enum { MADE_MAX = 128 };

struct name {
	const char *text; /* within a script */
	size_t len;
};

struct made {
	struct name names[MADE_MAX];
	size_t count;
	size_t next; /* where the search for a name starts: they mostly stand in the order they were made in
	              */
};

static void made_by(const char *script, struct made *made)
{
	static const char make[] = "CREATE ", *const kinds[] = {"TABLE ", "INDEX ", "VIRTUAL TABLE "};
	for (const char *at = strstr(script, make); at; at = strstr(at, make)) {
		at += strlen(make);
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (str_starts(at, kinds[i]) && made->count < MADE_MAX) {
				at += strlen(kinds[i]);
				made->names[made->count++] = (struct name){at, strcspn(at, "( ")};
			}
	}
}

static bool is_made(struct made *made, const char *name)
{
	size_t len = strlen(name);
	for (size_t i = 0; i < made->count; i++) {
		size_t at = made->next + i < made->count ? made->next + i : made->next + i - made->count;
		const struct name *known = &made->names[at];
		if (known->len == len && memcmp(known->text, name, len) == 0) {
			made->next = at + 1;
			return true;
		}
	}
	return false;
}

static bool check(
        struct driver *driver, const enum sql *scripts, int count, const char *path, struct err *err)
{
	struct made made = {0};
	size_t there = 0;
	bool acts = false;
	for (int i = 0; i < count; i++)
		made_by(sql_text[scripts[i]], &made);
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_CHECK_SCHEMA);
	while (query_next(&q)) {
		const char *type = peek_text(&q, "type");
		acts = acts || (!streq(type, "table") && !streq(type, "index"));
		there += is_made(&made, peek_text(&q, "name"));
	}
	if (!query_end(&q, err))
		return false;
	return (!acts && there == made.count) ||
	       err_set(err, ERR_DAMAGED,
	               N_("%s has been changed by another program; put a copy back with: dagstart restore"),
	               "%s", path);
}

bool schema_check_team(struct driver *driver, int version, const char *path, struct err *err)
{
	return check(
	        driver, team_scripts, version < SCHEMA_TEAM_NEWEST ? version : SCHEMA_TEAM_NEWEST, path, err);
}

bool schema_check_own(struct driver *driver, const char *path, struct err *err)
{
	static const enum sql scripts[SCHEMA_OWN_NEWEST] = {SQL_OWN_SCHEMA_1};
	int version = 0;
	return driver_schema_version(driver, &version, err) &&
	       check(driver, scripts, version < SCHEMA_OWN_NEWEST ? version : SCHEMA_OWN_NEWEST, path, err);
}
