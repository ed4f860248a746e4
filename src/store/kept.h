/* What is kept between starts, as the writing transaction sees it. */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/store/kept.h>

struct store;

/* The tables that anything kept may come from; a NULL ends them. */
extern const char *const kept_tables[];

/* What waits to be written along. */
struct kept_waiting {
	struct arena *arena; /* NULL until something waits */
	int64_t data_version; /* of the moment it was read in */
	const char *values[KEPT_KINDS]; /* NULL none */
};

/* At the end of a transaction, within it: takes away what is no longer true, or writes what waits. */
bool kept_settle(struct store *store, struct err *err) MUST_CHECK;
void kept_free(struct store *store);
