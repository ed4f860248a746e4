/* The journal: every change to meeting data, in the same transaction as the change. Undo and redo, across
 * restarts and only of what oneself did at one's own seat; history for everyone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/base/ref.h>

struct arena;
struct change;
struct store;

struct journal_entry {
	int64_t id;
	int64_t group; /* entries of one transaction share it */
	int64_t at_ms;
	int64_t member_id, meeting_id;
	const char *origin;
	const char *verb; /* "action.add", "undo", "redo" */
	struct ref ref; /* what was changed */
	const char *before; /* JSON of the row; NULL when it was made */
	const char *after; /* NULL when it was taken away */
	const char *about; /* its words as they were then; "" none, or thanks in private */
	bool undone;
};

struct journal_query {
	int64_t meeting_id; /* 0 any */
	struct ref ref; /* of one thing only; none: all */
	int32_t from_day, to_day; /* 0 open */
	int64_t after_group; /* only newer ones; 0 all */
	bool oldest_first;
	size_t limit; /* 0 means 100 */
};
bool store_history(struct store *store, struct arena *arena, const struct journal_query *query,
        struct journal_entry **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* The last change of another seat that stood in the way of the newest transaction (ERR_CHANGED of a put),
 * until the next begins; NULL: none did. */
const struct journal_entry *store_overtaken(const struct store *store);

/* Takes back the newest transaction of `change.member_id` at `change.origin` that is not undone (an undone
 * one can be redone, until the next own change). What nobody known did there is of whoever sits there. Own
 * transaction. ERR_MISSING: nothing to undo; ERR_CHANGED: the row was changed since by someone else (says
 * which). *ret tells what was taken back: its first entry. */
bool store_undo(struct store *store, struct arena *arena, const struct change *change,
        struct journal_entry *ret, struct err *err) MUST_CHECK;
/* How many answers the next undo (`forth`: redo) of that member there takes back or in with an import, and
 * how many go from theme to theme; 0 for all else, also when there is nothing to undo. A million take ten
 * seconds, or twenty. */
struct undo_size {
	int64_t imported, moved;
};
bool store_undo_size(struct store *store, const struct change *change, bool forth, struct undo_size *ret,
        struct err *err) MUST_CHECK;
bool store_redo(struct store *store, struct arena *arena, const struct change *change,
        struct journal_entry *ret, struct err *err) MUST_CHECK;
