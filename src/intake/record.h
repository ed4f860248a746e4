/* A row of cells, whatever it came from: what recognition, planning and taking see of a file. Plain data, so
 * that it can come through a pipe as well as from a parser beside us. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "value.h"

struct arena;

enum { RECORD_SHOWN = 1000 }; /* bytes of a row for people */

struct record {
	/* The cells one after another, each ended by a NUL; starts[count] is where the next would be. */
	const char *bytes;
	size_t len; /* of all cells with their NULs */
	const uint32_t *starts; /* count + 1 */
	size_t count;
	int64_t line; /* where it starts in its file, from 1 */
};

/* The cell, "" beyond the last one. */
static inline const char *record_cell(const struct record *record, size_t i)
{
	return i < record->count ? record->bytes + record->starts[i] : "";
}

static inline size_t record_len(const struct record *record, size_t i)
{
	return i < record->count ? record->starts[i + 1] - record->starts[i] - 1 : 0;
}

/* Trimmed; empty beyond the last one. */
static inline struct piece record_piece(const struct record *record, size_t i)
{
	return piece_unguarded(piece_trim(record_cell(record, i), record_len(record, i)));
}

/* The start of the row for people, its cells parted by `delimiter` (0: a comma): at most RECORD_SHOWN bytes,
 * no half character. */
char *record_text(const struct record *record, char delimiter, struct arena *arena);
