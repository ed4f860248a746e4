/* The customer's words in a row: all that open questions were answered with. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct record;
struct row_reader;

struct said {
	const char *comment; /* "" nothing */
	const char *former; /* what earlier versions, which read one column, took for the comment; NULL the
	                       same */
};

/* Points into the record or the reader's scratch. */
struct said said_read(struct row_reader *reader, const struct record *record);
