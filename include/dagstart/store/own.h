/* A person's own store: private notes on goals and coaching, never in the team's file. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct own_store;

struct own_note {
	int64_t id;
	int64_t goal_id; /* of the team's store; 0 general */
	int32_t day;
	const char *text;
};

/* Opens (and makes, 0600) the file at `path`. */
bool own_store_open(
        struct arena *arena, const char *path, struct own_store **ret, struct err *err) MUST_CHECK;
void own_store_close(struct own_store *own);
void own_store_cleanup(struct own_store **own);
/* Newest first. */
bool own_notes(struct own_store *own, struct arena *arena, struct own_note **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
bool own_put_note(struct own_store *own, struct own_note *note, struct err *err) MUST_CHECK;
