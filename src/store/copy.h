/* A whole copy of an open store in a new file, synced before it gets its name. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct driver;
struct driver_copy;
struct store;

/* Copies `from` to `path`; its rights are 0600, or those of the group (-1 none). */
struct copy_place {
	const char *path;
	bool replace;
	gid_t group;
};
bool copy_land(struct arena *arena, struct driver *from, const struct copy_place *place,
        const struct driver_copy *how, struct err *err) MUST_CHECK;
/* Keeps "<day>-before-v<version + 1>.dagstart" with the daily copies. */
bool copy_before_migration(struct store *store, int version, struct err *err) MUST_CHECK;
