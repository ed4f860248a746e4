/* Bringing the store's index of words up to date after an import. */
#pragma once

#include <stdbool.h>

struct app;

/* All of it, with a bar when it takes long. When that fails it is said on standard error, and nothing is
 * lost: the next one goes on where this one was. */
void indexing_fill(struct app *app);
/* Whether an import, here or elsewhere, has left something to do. */
bool indexing_is_due(struct app *app);
/* As much as does not keep anyone waiting; true when some is left. Says nothing. */
bool indexing_slice(struct app *app);
