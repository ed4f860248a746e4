/* The small driver: one connection to one file, statements by name, values by name. Everything above it
 * speaks of the store's rows; only sqlite.c knows the engine. A connection is used by one thread. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "store_sql.h"

struct arena;
struct driver;

enum { DRIVER_ID_TEAM = 0x44415354, DRIVER_ID_OWN = 0x4441534F };

enum driver_mode {
	DRIVER_WRITE,
	DRIVER_READ, /* never writes */
	DRIVER_BUILD, /* an empty file that a new store or a copy is built in: no log, no locks against others
	               */
};

/* A table, and the bit that stands for what it holds, see driver_has_touched(). */
struct driver_watch {
	const char *table; /* NULL ends a list */
	unsigned bit;
};

struct driver_options {
	const char *path; /* absolute; the file is there */
	enum driver_mode mode;
	int busy_ms;
	uint32_t application_id; /* another one is refused (not with DRIVER_BUILD) */
	int newest; /* the newest schema version that this program knows */
	bool schema_may_change; /* statements that make or drop tables are allowed */
	const struct driver_watch *watched; /* see driver_has_touched(); NULL none */
	bool (*is_stopped)(void); /* see store.h; NULL never */
};

/* Looks at the header before anything else and refuses (ERR_DAMAGED) what is no store, not ours, cut short or
 * newer. Whatever it opens, not a byte is written, neither of the file nor of a log beside it, before
 * driver_accept(). Waiting for locks takes `busy_ms` in all until one is had: what is locked for good is said
 * to be busy once, and at once from then on. Lives in `arena`. */
bool driver_open(struct arena *arena, const struct driver_options *options, struct driver **ret,
        struct err *err) MUST_CHECK;
/* Its driver_options.is_stopped, for a file that is opened beside it; and whether it says so now. */
bool (*driver_is_stopped_by(const struct driver *driver))(void);
bool driver_is_stopped(const struct driver *driver);
/* The caller has seen that the tables are ours: from here on it may be written. No statement may be in use.
 */
bool driver_accept(struct driver *driver, struct err *err) MUST_CHECK;
void driver_close(struct driver *driver);
void driver_cleanup(struct driver **driver);
bool driver_schema_version(struct driver *driver, int *ret, struct err *err) MUST_CHECK;
/* The version of the schema in a header read from the start of a file; -1 when it is not a store with that
 * id. */
int driver_header_version(const unsigned char header[static 100], uint32_t application_id);
/* Whether statements may make and drop tables from here on. */
void driver_allow_schema(struct driver *driver, bool allow);
/* Runs a script of several statements without parameters. */
bool driver_script(struct driver *driver, enum sql script, struct err *err) MUST_CHECK;
/* The same for a text that is not one of the embedded ones; only migrations in tests need it. */
bool driver_script_text(struct driver *driver, const char *text, struct err *err) MUST_CHECK;

/* More room for pages while much is written; back to little afterwards. */
void driver_use_memory(struct driver *driver, bool much);

/* Whether each commit waits for the disk (as it does), or leaves it to the next that does; what was committed
 * before is safe either way. For what may be lost in a power cut. Outside a transaction. */
void driver_sync(struct driver *driver, bool each);
/* Whether another connection may be in the middle of writing: then what it writes does not count yet. Always
 * true with DRIVER_READ, which cannot know. */
bool driver_is_written(struct driver *driver);

/* A writing transaction. After a commit that failed nothing of it is in the store, the connection mends
 * itself (it is opened anew after an I/O error) and the same commit is never tried again. */
bool driver_begin(struct driver *driver, struct err *err) MUST_CHECK;
/* The same, but a tenth of a second is all it waits for others (ERR_BUSY). */
bool driver_begin_briefly(struct driver *driver, struct err *err) MUST_CHECK;
bool driver_commit(struct driver *driver, struct err *err) MUST_CHECK;
void driver_rollback(struct driver *driver);
bool driver_in_transaction(const struct driver *driver);
/* The bits of the watched tables that statements opened in this transaction write. The statements themselves
 * tell what they write, so none can be forgotten. */
unsigned driver_has_touched(const struct driver *driver);
/* A number that differs once another connection has committed. -1 when it could not be read. */
int64_t driver_data_version(struct driver *driver);

/* Several reads that must see one state stand between these two; harmless inside a transaction. */
struct reading {
	struct driver *driver; /* NULL when there is nothing to end */
};
struct reading reading_begin(struct driver *driver);
void reading_cleanup(struct reading *reading);
/* To the end of the block. */
#define READING(driver) \
	CLEANUP(reading_cleanup) struct reading reading __attribute__((unused)) = reading_begin(driver)

/* Statements may use holds(TEXT, FOLDED): whether the folded text holds what was folded before.
 *
 * A statement in use. Errors stick: bind, step and read on, ask at the end.
 *
 *   CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_ACTION_BY_ID);
 *   bind_int(&q, "$id", id);
 *   while (query_next(&q)) ...
 *   return query_end(&q, err);
 */
struct statement;
struct query {
	struct driver *driver;
	struct statement *statement;
	int rc; /* the engine's, 0 while all is well */
	int next_column; /* where the search for a column starts */
};
struct query query_open(struct driver *driver, enum sql sql);
bool query_next(struct query *query); /* true: a row stands ready */
/* For a statement that is run many times: reset, bindings kept. False once something failed. */
bool query_again(struct query *query);
bool query_end(struct query *query, struct err *err) MUST_CHECK; /* closes; false when something failed */
bool query_run(struct query *query, struct err *err) MUST_CHECK; /* runs to its end and closes */
/* Why it failed, without closing. */
bool query_error(const struct query *query, struct err *err);
void query_cleanup(struct query *query);

void bind_int(struct query *query, const char *name, int64_t value);
void bind_real(struct query *query, const char *name, double value); /* NAN is NULL */
/* The text must live until the statement is closed; NULL is "". */
void bind_text(struct query *query, const char *name, const char *value);
void bind_blob(struct query *query, const char *name, const void *bytes, size_t len); /* lives as long */
void bind_text_or_null(struct query *query, const char *name, const char *value);
/* The place of a parameter, for loops over many rows; then by place. */
int bind_place(struct query *query, const char *name);
void bind_int_at(struct query *query, int place, int64_t value);

/* Columns of the row that stands ready. Read in the order of the statement they are found at once. NULL reads
 * as 0, NAN and "". */
int64_t get_int(struct query *query, const char *column);
double get_real(struct query *query, const char *column);
/* So many columns side by side, from this one on. */
void get_ints(struct query *query, const char *column, int64_t *ret, size_t count);
const char *get_text(struct query *query, struct arena *arena, const char *column);
/* The same, but NULL stays NULL. */
const char *get_text_or_null(struct query *query, struct arena *arena, const char *column);
/* Valid until the next step. */
const char *peek_text(struct query *query, const char *column);
const void *peek_blob(struct query *query, const char *column, size_t *ret_len);

static inline bool get_bool(struct query *query, const char *column)
{
	return get_int(query, column) != 0;
}
static inline int32_t get_day(struct query *query, const char *column)
{
	return (int32_t)get_int(query, column);
}

/* Many rows at once: a statement that reads them from the table `poured` (columns c0 to c17), which is the
 * caller's memory. It spares what a statement costs for each row. */
struct pour_value {
	enum { POUR_NULL, POUR_INT, POUR_REAL, POUR_TEXT } type;
	union {
		int64_t number;
		double real;
		const char *text;
	};
};
enum { POUR_COLUMNS = 18 };
struct pour {
	enum sql sql;
	size_t rows;
	/* Sets the columns that the statement reads, all of them each time. */
	void (*row)(const void *from, size_t row, struct pour_value *ret);
	const void *from;
};
static inline struct pour_value pour_null(void)
{
	return (struct pour_value){.type = POUR_NULL};
}
static inline struct pour_value pour_int(int64_t number)
{
	return (struct pour_value){.type = POUR_INT, .number = number};
}
static inline struct pour_value pour_real(double real)
{
	return (struct pour_value){.type = POUR_REAL, .real = real};
}
static inline struct pour_value pour_text(const char *text)
{
	return (struct pour_value){.type = POUR_TEXT, .text = text};
}
bool driver_pour(struct driver *driver, const struct pour *pour, struct err *err) MUST_CHECK;
/* The same with different statements, one after another in a thread of its own, inside a transaction: the
 * pours and all they point to must stay as they are until the next call, or driver_settle(). Any other use of
 * the driver waits for them, and fails if they did; what they failed with is told until it is rolled back. */
enum { POURS_AT_ONCE = 2 };
bool driver_pour_later(
        struct driver *driver, const struct pour *pours, size_t count, struct err *err) MUST_CHECK;
bool driver_settle(struct driver *driver, struct err *err) MUST_CHECK;

/* From here on statements may use forgets(TEXT) and forgotten(TEXT): whether one of the words is in it, and
 * the text without them; and folded(TEXT), as names are compared. The words must live as long as such
 * statements are used. */
struct forget_words;
void driver_forget(struct driver *driver, const struct forget_words *words);
/* Writes the whole file anew, so that nothing stands in it but what its rows say; outside a transaction. */
bool driver_compact(struct driver *driver, struct err *err) MUST_CHECK;
/* Brings the log into the file and empties it. *ret_blocked: somebody reads from it, so it stays. */
bool driver_empty_log(struct driver *driver, bool *ret_blocked, struct err *err) MUST_CHECK;

/* Copies `from` page by page into `to` (DRIVER_BUILD), `pages` at a time, -1 all at once. `step` may be NULL;
 * false from it stops the copy (ERR_CANCELLED). */
struct driver_copy {
	bool (*step)(void *user, int done, int total);
	void *user;
	int pages;
};
bool driver_copy(
        struct driver *from, struct driver *to, const struct driver_copy *copy, struct err *err) MUST_CHECK;
