/* Writing the journal, inside the transaction of the change itself. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/base/ref.h>
#include <dagstart/store/journal.h>

struct query;
struct store;

enum undo_state {
	UNDO_DONE,
	UNDO_UNDONE, /* may be redone */
	UNDO_GONE, /* undone, and something else was done since */
	UNDO_NEVER, /* can't be undone */
};

struct journal_row {
	struct ref ref;
	const char *before, *after; /* JSON; NULL when there was no such row */
	int64_t reverses; /* the group that an undo or redo takes back or brings back; 0 none */
};
bool journal_append(struct store *store, const struct journal_row *row, struct err *err) MUST_CHECK;
/* At the end of the transaction. */
bool journal_close(struct store *store, struct err *err) MUST_CHECK;
/* The row that stands ready in a statement over `change`. */
struct journal_entry journal_entry_read(struct query *query, struct arena *arena);
