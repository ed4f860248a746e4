/* Rows of separated values, streamed. Quotes as in RFC 4180, with what real exports do besides: text after a
 * closing quote belongs to the cell, a quote inside an unquoted cell is a quote, rows end in LF, CR LF or CR,
 * empty lines are no rows. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "record.h"

struct arena;

enum {
	CSV_CELL_MAX = 1 << 20, /* bytes */
	CSV_COLUMNS_MAX = 4096,
	CSV_ROW_MAX = 8 << 20, /* bytes */
};

/* Valid UTF-8 without NULs, block by block; *ret_len 0 at the end. */
struct csv_input {
	bool (*next)(void *user, const char **ret, size_t *ret_len, struct err *err);
	void *user;
};

enum csv_state {
	CSV_ROW, /* before the first byte of a row */
	CSV_CELL, /* before the first byte of a further cell */
	CSV_GAP, /* after blanks before a cell, where they are none of it */
	CSV_PLAIN,
	CSV_QUOTED,
	CSV_QUOTE, /* after a quote in a quoted cell: its end, or the first of two */
	CSV_ESCAPED, /* after a backslash in a quoted cell, where it means something */
};

struct csv {
	struct csv_input input;
	struct arena *arena;
	const char *name; /* of the file, for messages */
	char delimiter;
	bool escapes; /* within quotes a backslash makes a quote, or another one, plain text; set after init
	               */
	bool late; /* such a quote may come without notice: where text follows it, and in the rest of its
	              cell; set after init */
	bool escaping; /* in this cell */
	bool gaps; /* blanks may stand before an opening quote, and are no part of any cell; set after init */
	bool behind_gap; /* this cell */
	size_t gapped, torn; /* quoted cells behind blanks, and those of them that text follows */
	bool ends[256]; /* the bytes that end an unquoted cell */
	const char *at, *end; /* in the block */
	bool no_more;
	enum csv_state state;
	bool skip_lf; /* the row before ended in CR */
	bool quoted; /* the row has a quoted cell */
	int64_t line; /* of `at`, from 1 */
	int64_t quote_line; /* where the open quote stands */
	size_t slipped; /* quotes behind a backslash that text follows: they were meant to be plain */
	/* The row: its cells one after another, each ended by a NUL; starts[count] is where the next would
	 * be. */
	char *bytes;
	size_t len, room;
	uint32_t *starts;
	size_t count, starts_room;
	int64_t row_line;
};

void csv_init(struct csv *csv, struct arena *arena, const char *name, char delimiter, struct csv_input input);
/* From another first row, with the memory that it has. */
void csv_again(struct csv *csv, char delimiter, struct csv_input input);
/* Takes the first cell of the row away. */
void csv_drop_first(struct csv *csv);
/* The next row; *ret_row false at the end. ERR_INPUT with the line for broken structure: a quote that is
 * never closed, a cell, row or number of columns above the limits. */
bool csv_next(struct csv *csv, bool *ret_row, struct err *err) MUST_CHECK;

/* The row; good until the next one. */
static inline struct record csv_record(const struct csv *csv)
{
	return (struct record){csv->bytes, csv->len, csv->starts, csv->count, csv->row_line};
}

/* The cell, "" beyond the last one. Good until the next row. */
static inline const char *csv_cell(const struct csv *csv, size_t i)
{
	return i < csv->count ? csv->bytes + csv->starts[i] : "";
}

static inline size_t csv_cell_len(const struct csv *csv, size_t i)
{
	return i < csv->count ? csv->starts[i + 1] - csv->starts[i] - 1 : 0;
}
