/* Which files of the team's inbox folders were looked at before: known by what they hold, so that neither
 * another name nor another date makes them new. Names are not kept. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct store;

struct inbox_file {
	uint64_t hash; /* of its bytes */
	int64_t size;
	const char *stamp; /* what the file system said when it was read; while it says so, it need not be
	                      again */
	bool failed; /* it could not be taken in, which was told */
	int64_t batch_id; /* the newest batch then: another one may have settled what was wrong */
};

bool store_inbox_files(struct store *store, struct arena *arena, struct inbox_file **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
/* In place of what was known of these bytes. Inside a transaction; no part of the journal. */
bool store_inbox_put(struct store *store, const struct inbox_file *file, struct err *err) MUST_CHECK;
/* The newest batch; 0 none. */
bool store_last_batch(struct store *store, int64_t *ret, struct err *err) MUST_CHECK;
