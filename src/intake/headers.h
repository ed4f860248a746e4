/* Which of a file's first rows are no data. */
#pragma once

#include <stddef.h>

#include "facts.h"
#include "table.h"

struct names;

/* How many rows stand before the data: 0, 1, or more where tools write codes below the names, or lines of
 * their own above them (*ret_lead: how many). */
size_t headers_count(
        const struct table *table, const struct names *names, struct facts_reader *reader, size_t *ret_lead);
