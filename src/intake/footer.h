/* Lines below the answers: a total, a period, who made the report. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct record;

enum footer {
	FOOTER_NONE,
	FOOTER_LINE, /* one cell where the others have many: no answer if it is none by its cells */
	FOOTER_TOTAL, /* its first words say that it sums up, whatever its cells look like */
};

enum footer footer_of(const struct record *record, size_t column_count);
