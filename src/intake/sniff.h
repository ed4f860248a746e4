/* How a file is laid out: what parts its cells, and which of its first rows are no data. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

#include "facts.h"
#include "table.h"

struct arena;
struct names;

/* The delimiter under which most rows have as many cells as the first. *ret_skip is 1 where the first row
 * only names it ("sep=;"). */
bool sniff_delimiter(const struct sample *sample, struct arena *arena, char *ret, size_t *ret_skip,
        struct err *err) MUST_CHECK;

/* How many rows from `skip` on are headers: 0, 1, or more where tools write codes below the names. */
size_t sniff_headers(
        const struct table *table, size_t skip, const struct names *names, struct facts_reader *reader);

/* The facts of each column over the rows from `from` on. */
struct facts *table_facts(const struct table *table, size_t from, struct facts_reader *reader);
