/* Looking for pains that no theme names yet, see domain/pain.h: reads the comments, keeps what was found. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct finding;
struct settings;
struct store;

enum {
	FINDER_COMMENTS = 20000, /* read at most; of more a sample by seed. A third of a second */
	FINDER_SHOWN = 12,
};

struct finder_options {
	const struct settings *settings;
	int32_t today;
	uint64_t seed;
};

/* The suggestions, rising ones first, then the most costly; *ret_share is which part of the comments was
 * read. They are kept for store_findings() where the store can be written. Outside a transaction. */
bool finder_run(struct store *store, struct arena *arena, const struct finder_options *options,
        struct finding **ret, size_t *ret_count, double *ret_share, struct err *err) MUST_CHECK;
