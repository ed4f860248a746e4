/* Rows read and understood ahead of the store that takes them. A longer file is read in a thread of its own
 * while the store writes: it has the source, the reader of rows and the memory of its blocks to itself, and
 * leaves everything else alone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/store/import.h>

#include "footer.h"
#include "record.h"
#include "row.h"

struct ahead;
struct arena;
struct import;
struct source;

/* Good until the next one is asked for. */
struct ahead_row {
	struct record record;
	enum row_outcome outcome;
	enum footer footer; /* of what may be one */
	struct import_row row; /* with ROW_TAKE */
	const struct err *why; /* with ROW_REFUSED and ROW_FAILED */
};

struct ahead_options {
	size_t skip; /* rows that are headers: ROW_SKIP */
	size_t column_count;
	const struct import *import; /* that the rows are for */
	bool alone; /* no thread: reading rows needs the store */
};

/* The source stands at the first row of its last pass. Lives in `arena`; ahead_cleanup() must follow. */
struct ahead *ahead_new(struct arena *arena, struct source *source, struct row_reader *rows,
        const struct ahead_options *options);
/* *ret NULL behind the last row. */
bool ahead_next(struct ahead *ahead, const struct ahead_row **ret, struct err *err) MUST_CHECK;
/* Bytes read for the rows so far, and in all; 0 unknown. */
void ahead_progress(const struct ahead *ahead, int64_t *ret_done, int64_t *ret_total);
/* From here on the source and the reader are the caller's again. May be called twice. */
void ahead_stop(struct ahead *ahead);
void ahead_cleanup(struct ahead **ahead);
