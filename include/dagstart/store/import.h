/* Taking in feedback: one transaction a file, roll-ups and de-duplication kept in it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>

struct arena;
struct change;
struct store;
struct import;

struct import_source {
	const char *name; /* of the file, without folders */
	const char *shape; /* what the recogniser made of it, one line; part of each row's key */
	bool named_cells; /* each row names its cells itself: the shape is no part of its key */
	const char *answers; /* what people said of files of that shape; NULL or "" nothing */
	bool id_updates; /* another content under a known id takes the place of the answers before it */
	int64_t at_ms;
	const struct change *change; /* who takes it in, for the journal and for undo; NULL: nobody's seat */
};

enum import_added {
	IMPORT_ADDED,
	IMPORT_DUPLICATE, /* the same row of the same kind of file, as often as before */
	IMPORT_UNDATED, /* the same, and neither here nor there has it a date */
	IMPORT_DATED, /* a duplicate that had no date before: it takes the place of what it was */
};

struct import_row {
	struct feedback feedback; /* ids of metrics filled in; themes by name in `themes` */
	/* What earlier versions took for the comment of this answer; NULL the same. */
	const char *former;
	const char *row_bytes; /* the row as it stood in the file: its identity */
	size_t row_len;
	uint64_t key; /* what store_import_keys() says of it; 0: not asked yet */
	bool undated; /* the day was given for the whole file: it is no part of the row's identity */
	const char *external_id; /* the tool's own id; "" none. With one, identity is id and content */
};

/* Begins the file's transaction (ERR_BUSY as store_begin). `import` lives in `arena`. */
bool store_import_begin(struct store *store, struct arena *arena, const struct import_source *source,
        struct import **ret, struct err *err) MUST_CHECK;
/* Fills in the numbers under which rows without an id of the tool's own are known. It may be asked for
 * beforehand, in another thread than all the rest. */
enum { IMPORT_KEYS_MAX = 128 };
void store_import_keys(const struct import *import, struct import_row *const *rows, size_t count);
/* Equal rows of one file are different people: the k-th equal row is a duplicate only when the store already
 * has k of them. One that is known without a date takes the place of the answer it was, as those of
 * `id_updates` do. */
bool store_import_add(struct import *import, const struct import_row *row, enum import_added *ret,
        struct err *err) MUST_CHECK;
/* Writes roll-ups and counts, journals the batch and commits. *ret_batch_id is 0 when nothing was new (no
 * batch is kept). */
bool store_import_commit(
        struct import *import, int64_t refused, int64_t *ret_batch_id, struct err *err) MUST_CHECK;
/* What people said last of files of that shape, of batches that were not withdrawn; "" nothing. */
bool store_import_answers(struct store *store, struct arena *arena, const char *shape, const char **ret,
        struct err *err) MUST_CHECK;
/* Gives the whole file up. */
void store_import_abort(struct import *import);

/* One answer typed in by hand (`log`): a response of its own, in a hand-written batch. Inside a transaction;
 * fills the id. */
bool store_put_feedback(struct store *store, struct feedback *feedback, struct err *err) MUST_CHECK;

struct batch {
	int64_t id;
	const char *name;
	int64_t at_ms;
	int64_t imported, duplicates, refused;
	bool withdrawn;
};
bool store_batches(struct store *store, struct arena *arena, struct batch **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* Withdraws a batch or takes it back in, and its roll-ups with it. Inside a transaction. */
bool store_withdraw_batch(struct store *store, int64_t id, bool withdrawn, struct err *err) MUST_CHECK;
