/* Founding a team: its store, its name and language, its people. */
#pragma once

#include <stddef.h>

#include <dagstart/base/err.h>

struct app;

struct founding {
	const char *team;
	const char *people; /* "Anna, Bram"; "" nobody yet */
	const char *language; /* "nl", "en" */
	const char *group; /* the store is shared with this group; NULL private */
};

/* Makes the store at app->place.store and opens it as app->store, or uses the open one where it has no team
 * yet. ERR_REFUSED when there is a team already, ERR_USAGE for an empty name. People may come later. */
bool found_team(struct app *app, const struct founding *founding, struct err *err) MUST_CHECK;
/* "Anna, Bram" as its names, in order, trimmed, empty ones left out; NULL-terminated. */
const char *const *found_people(struct app *app, const char *people, size_t *ret_count);
