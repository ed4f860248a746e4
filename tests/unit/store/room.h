/* A folder of its own for a test of what lies behind the port, with a file to be a store and what opens it.
 * cmocka wants its headers first. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>
#include <dagstart/store/store.h>

#include "driver.h"

struct room {
	struct arena *arena;
	char folder[64];
	const char *path; /* in it; no file yet */
	struct clock clock; /* Monday 2 March 2026, 9:00 */
	struct store *store; /* NULL until room_open() */
	struct store *other; /* another handle, for a test that opens one */
	struct driver *driver; /* NULL until room_build() */
	struct err err;
};

int room_setup(void **state);
/* The same with a file that was built to the newest schema, open for more building. */
int room_setup_built(void **state);
/* Closes what is open; takes away the folder with all that came to lie in it. */
int room_teardown(void **state);
/* Fails the test with the error's own words when `ok` is false. */
void must(struct room *room, bool ok);
/* Closes the store if it is open; opens it, and makes it where there is none. */
void room_open(struct room *room);
/* Closes the open store; it becomes one of version 4, as the program of then would have left it. */
void room_age(struct room *room);
