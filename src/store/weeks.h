/* Scores by week. Each channel, step and score keeps its weeks as one value besides its roll-ups, so that
 * three years of twenty channels are twenty rows to read and not three thousand. */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/store/voice.h>

struct store;

/* After its roll-ups changed, inside the same transaction. Themes keep none. */
bool weeks_keep(struct store *store, int64_t metric_id, enum tally_dimension dimension, int64_t dimension_id,
        struct err *err) MUST_CHECK;
