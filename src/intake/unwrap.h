/* Rows that a spreadsheet quoted once more as a whole, because it took another sign for the one that parts
 * cells: "9,""so good"",x";;; is 9,"so good",x again. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/base/str.h>

#include "csv.h"

struct unwrap {
	struct csv_input input;
	const char *name; /* of the file, for messages */
	char delimiter; /* of the cells: what other signs stand at the end of a row says nothing */
	struct str row, out;
	bool in_quotes;
	bool no_more;
	size_t found; /* rows that were quoted as a whole */
};

void unwrap_init(
        struct unwrap *unwrap, struct arena *arena, const char *name, char delimiter, struct csv_input input);
/* An input for csv_init(). Rows keep their lines. */
bool unwrap_next(void *user, const char **ret, size_t *ret_len, struct err *err);
