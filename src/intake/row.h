/* One row of the file into one row of the store. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/import.h>

#include "dates.h"
#include "plan.h"
#include "row_group.h"
#include "value.h"

struct arena;
struct record;
struct theme_index;

enum row_outcome {
	ROW_TAKE,
	ROW_EMPTY, /* neither a score nor a comment */
	ROW_SKIP, /* no row at all: blank, the header once more, or no customer's answer by the tool's word */
	ROW_REFUSED,
	ROW_FAILED, /* the store did */
};

enum { ROW_METRICS_MAX = 32 };

struct row_named { /* a metric by the name that rows give it */
	const char *name;
	struct plan_score score;
};

struct row_reader {
	const struct plan *plan;
	const struct intake_options *options;
	struct store *store;
	struct arena *arena; /* of the import */
	struct arena *scratch; /* of the rows: what they point to lives there, and their cells */
	struct theme_index *themes; /* NULL: no rules */
	const struct missing *missing;
	struct date_reader dates;
	struct row_named named[ROW_METRICS_MAX];
	size_t named_count;
	struct row_group channels, steps, theme_names;
	int64_t marked; /* comments that were written in HTML */
	int64_t unnamed; /* whose customer's name was not kept */
	int64_t skipped; /* by the tool's word */
};

/* Whether a cell says nothing: empty, or what the tool writes for none. */
static inline bool row_is_missing(const struct row_reader *reader, struct piece cell)
{
	return value_is_missing(reader->missing, reader->scratch, cell);
}

struct row_reader *row_reader_new(struct store *store, struct arena *arena, const struct plan *plan,
        const struct intake_options *options);
/* What *ret points to is good as long as the record and `scratch`, which is the caller's to set and reset.
 * `why` tells a refusal (as an error without a code of its own) or, with ROW_FAILED, the store's error. */
enum row_outcome row_read(struct row_reader *reader, const struct record *record, struct import_row *ret,
        struct err *why) MUST_CHECK;
