/* The head of a file as rows, to recognise it by: at most TABLE_ROWS rows of at most TABLE_BYTES. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

#include "facts.h"
#include "record.h"

struct arena;
struct source;

enum { TABLE_ROWS = 2000, TABLE_BYTES = 1 << 20, TABLE_HEAD = 24 };

struct table {
	struct record *rows;
	size_t count;
	size_t columns; /* of the widest row among the first few */
	bool complete; /* nothing of the file is missing */
};
/* Reads the head of the source (a pass of its own). */
bool table_read(struct source *source, struct arena *arena, struct table *ret, struct err *err) MUST_CHECK;
/* Trimmed; empty beyond the row's end. */
struct piece table_cell(const struct table *table, size_t row, size_t column);
/* The facts of each column over the rows from `from` on: one table a reader. Those of an earlier call change
 * with the next; rows from the lowest to the highest cost least. */
struct facts *table_facts(const struct table *table, size_t from, struct facts_reader *reader);
