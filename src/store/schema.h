/* Versions of the store: an array of scripts, index = version - 1, only ever forward. */
#pragma once

#include <dagstart/base/err.h>

struct driver;

struct schema {
	const char *const *scripts; /* script i makes version i + 1, and says so itself (user_version) */
	int count;
};

/* Each version in one transaction of its own. Another program that migrates at the same time is waited for.
 */
bool schema_migrate(struct driver *driver, const struct schema *schema, struct err *err) MUST_CHECK;
/* The team's store. */
bool schema_migrate_team(struct driver *driver, struct err *err) MUST_CHECK;
/* Whether all that the versions up to that one make is there, and nothing that acts by itself (a trigger or a
 * view). ERR_DAMAGED; `path` is for the message. */
bool schema_check_team(struct driver *driver, int version, const char *path, struct err *err) MUST_CHECK;
bool schema_check_own(struct driver *driver, const char *path, struct err *err) MUST_CHECK;
bool schema_migrate_own(struct driver *driver, struct err *err) MUST_CHECK;

enum { SCHEMA_TEAM_NEWEST = 8, SCHEMA_OWN_NEWEST = 1 };
