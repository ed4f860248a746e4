/* On which scale a column's scores are, and so which metric they belong to. A scale is never guessed: the
 * user, the header or the values settle it, or it is asked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/metric.h>

#include "scale_range.h"

struct arena;
struct words_range;

struct scale_input {
	const char *title; /* of the column, for the question */
	struct range_input range;
	const struct metric *metrics; /* known: configured, then those of the store */
	size_t metric_count;
	const char *metric; /* key that the user named; NULL found */
	bool has_scale;
	double scale_min, scale_max; /* the worst and the best: 5 and 1 where 1 is the best */
};

/* The metric of the column; its id is 0 unless it is a known one of the store. ERR_QUESTION names the flag;
 * ERR_USAGE for a scale that contradicts the metric. Strings live in `arena`. */
bool scale_find(
        struct arena *arena, const struct scale_input *input, struct metric *ret, struct err *err) MUST_CHECK;

/* Whether the header says that it is another score than the first: NPS, satisfaction or effort by name. */
bool scale_is_named(const char *words, enum metric_kind *ret);

/* The metric that a cell names ("nps", "CSAT", a key); false for an unknown one. */
bool scale_by_name(struct arena *arena, const struct metric *metrics, size_t count, const char *name,
        struct metric *ret);

/* The metric of that key on that scale: a known one, else a new one. */
bool scale_by_range(struct arena *arena, const struct metric *metrics, size_t count,
        const struct words_range *range, struct metric *ret);
