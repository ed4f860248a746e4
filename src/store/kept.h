/* What is kept between starts, as the writing transaction sees it. */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/store/kept.h>

#include "driver.h"

struct store;

/* What anything kept may come from: the bits of driver_has_touched(). */
enum {
	KEPT_FROM_ANSWERS = 1, /* what customers said, and the figures of it */
	KEPT_FROM_HEARD = 2, /* what was heard of it in meetings, and what is done for a customer */
	KEPT_FROM_DEEDS = 4, /* what the team did and decided */
};

/* The tables of each. */
extern const struct driver_watch kept_tables[];

/* What waits to be written along. */
struct kept_waiting {
	struct arena *arena; /* NULL until something waits */
	int64_t data_version; /* of the moment it was read in */
	const char *values[KEPT_KINDS]; /* NULL none */
};

/* At the end of a transaction, within it: takes away what is no longer true, or writes what waits. */
bool kept_settle(struct store *store, struct err *err) MUST_CHECK;
void kept_free(struct store *store);
