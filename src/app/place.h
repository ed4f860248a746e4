/* Where things are, and who sits here: from options, environment and the machine. */
#pragma once

#include <dagstart/base/err.h>

struct app;

/* The user's settings file, login, seat and holder. */
bool place_person(struct app *app, struct err *err) MUST_CHECK;
/* The store: --db, DAGSTART_DB, or `configured` (local.store; "" the usual place). ERR_USAGE for a URL that
 * is not of a file. Its folder may hold the team's own settings. */
bool place_store(struct app *app, const char *configured, struct err *err) MUST_CHECK;
bool place_store_at(struct app *app, const char *store, struct err *err) MUST_CHECK;
/* The path of the team's settings beside the store. */
const char *place_team_file(const struct app *app);
/* Whether "host:pid:start" was a program of this machine that is not there any more. */
bool place_holder_is_gone(const char *holder);
