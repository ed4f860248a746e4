/* A store in memory for the tests of the importer: it keeps what it was given, tells duplicates by the rules
 * of the port, and fails on demand. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/metric.h>
#include <dagstart/store/import.h>

struct fake_row {
	struct feedback feedback;
	const char *external_id;
	uint64_t key; /* of shape, id and bytes */
	uint64_t batch;
};

struct store {
	struct arena *arena;
	VEC(struct metric) metrics;
	VEC(struct fake_row) rows;
	const char *shape, *answers; /* what was said last */
	size_t batches;
	bool open; /* a transaction */
	size_t commits, aborts;
	size_t fail_at; /* the add that fails, from 1; 0 none */
	size_t adds;
	uint64_t *keys; /* how often each key, an open table */
	uint32_t *counts, *now;
	size_t room;
};

struct store *fake_store_new(struct arena *arena);
/* Rows with this score of this metric. */
size_t fake_store_scored(const struct store *store, const char *metric, double score);
size_t fake_store_commented(const struct store *store);
