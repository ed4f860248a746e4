/* The head of a file as rows, to recognise it by: at most SAMPLE_ROWS rows of at most SAMPLE_BYTES. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "value.h"

struct arena;
struct feed;

enum { SAMPLE_ROWS = 2000, SAMPLE_BYTES = 1 << 20 };

struct sample {
	const char *name;
	const char *text; /* UTF-8 */
	size_t len;
	bool complete; /* the whole file */
};
/* Reads the head of the feed (a pass of its own). */
bool sample_read(struct feed *feed, struct arena *arena, const char *name, struct sample *ret,
        struct err *err) MUST_CHECK;

struct table_row {
	const char *bytes;
	const size_t *starts; /* count + 1 */
	size_t count;
	int64_t line;
};
struct table {
	struct table_row *rows;
	size_t count;
	size_t columns; /* of the widest row among the first three */
	bool complete; /* nothing of the file is missing */
};
/* Splits the sample. A row that the sample's end cuts is left out; broken structure is an error only where
 * the sample is complete. */
bool table_read(const struct sample *sample, struct arena *arena, char delimiter, struct table *ret,
        struct err *err) MUST_CHECK;
/* Trimmed; empty beyond the row's end. */
struct piece table_cell(const struct table *table, size_t row, size_t column);
