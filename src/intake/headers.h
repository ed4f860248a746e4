/* Which of a file's first rows are no data. */
#pragma once

#include <stddef.h>

#include "facts.h"
#include "table.h"

struct names;

/* How many rows are headers: 0, 1, or more where tools write codes below the names. */
size_t headers_count(const struct table *table, const struct names *names, struct facts_reader *reader);
