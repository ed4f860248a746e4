/* The metrics of the settings beside those that the store counts answers by: a score of one under the other's
 * name would be a lie. */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>

struct app;
struct problems;
struct store;

/* Adds a problem, with file and line, for each metric that the team's own files define in another way than
 * its answers were counted in. */
bool agree_find(struct app *app, struct store *store, struct problems *problems, struct err *err) MUST_CHECK;
/* The same of the open store: EXIT_DONE, or EXIT_FAILED after all were told. */
int agree_with_store(struct app *app);
