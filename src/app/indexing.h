/* Bringing the store's index of words up to date after an import. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct app;

/* All of it, with a bar when it takes long. When that fails it is said on standard error, and nothing is
 * lost: the next one goes on where this one was. */
void indexing_fill(struct app *app);
/* Whether an import, here or elsewhere, has left something to do. */
bool indexing_is_due(struct app *app);
/* So many rows; true when some are left. Says nothing. */
bool indexing_slice(struct app *app, size_t rows);
