/* Two seats that change one row: what the other did since this one looked is never written over unseen. */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/base/ref.h>

struct store;

struct overtaken_put {
	struct ref ref;
	const char *theirs; /* the row as it stands, JSON */
	const char *mine; /* as this put would leave it */
};
/* *ret becomes `mine` where nobody came between, else what both agree on: the fields that only one of them
 * changed. ERR_CHANGED where they changed the same field; store->overtaken then tells by whom. */
bool overtaken_settle(
        struct store *store, const struct overtaken_put *put, const char **ret, struct err *err) MUST_CHECK;
