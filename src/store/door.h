/* The one door: every change to meeting data reads the row, writes it and appends both to the journal. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/entity.h>

#include "driver.h"

struct store;

struct door_put {
	enum entity entity;
	int64_t *id; /* 0: a new row, and filled in */
	void (*bind)(struct query *query, const void *value); /* all parameters but $id */
	const void *value;
};
/* Inside a transaction. ERR_MISSING for an id that is not there. A put that changes nothing leaves no entry.
 */
bool door_put(struct store *store, const struct door_put *put, struct err *err) MUST_CHECK;

/* The row as JSON in the transaction's scratch arena; NULL when there is none (or when it is withdrawn). */
bool door_read(struct store *store, struct ref ref, const char **ret, struct err *err) MUST_CHECK;
/* Makes the row what the JSON says, or takes it away (NULL). Not journalled: undo and redo do that. */
bool door_set(struct store *store, struct ref ref, const char *json, struct err *err) MUST_CHECK;
