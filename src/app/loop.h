/* The event loop: one poll() on the terminal, signals, the store's folder and the clock. Nothing wakes up
 * without cause. */
#pragma once

#include "app.h"
#include "desk.h"

struct inbox_apart;

struct loop_options {
	const struct desk_source *source;
	const char *draft; /* of the last time; "" none */
	int daily; /* see daily.h; -1 none */
	const char *news; /* to be read first; NULL or "" none */
	/* What can wait until the first screen is painted; NULL nothing. Its error is shown. */
	bool (*afterwards)(struct app *app, struct err *err);
	struct inbox_apart *inbox; /* begins after that; NULL none */
	/* A command to begin with, "page.me"; NULL none. */
	const char *command;
	const struct args *args;
};

/* Shows the desk on the terminal until it is left; the exit code. What has to be told after that is in
 * *ret_words (may be NULL). */
int loop_run(struct app *app, const struct loop_options *options, const char **ret_words);
