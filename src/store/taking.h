/* Taking in responses of one batch: rows, further answers, themes and roll-ups. What an import of a file and
 * one answer typed in by hand have in common. Rows are gathered and poured, some hundreds at a time. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/metric.h>

#include "driver.h"
#include "names.h"

struct arena;
struct further;
struct rollup;
struct runs;
struct store;
struct taken;
struct theme_child;
struct turns;

struct taking_batch {
	const char *name, *shape;
	int64_t at_ms;
	bool by_hand;
};

struct taking {
	struct store *store;
	struct arena *arena;
	struct taking_batch batch; /* its texts are the caller's until the end */
	struct metric *metrics;
	size_t metric_count;
	struct rollup *rollup;
	struct turns *turns;
	struct names *names[NAME_KINDS];
	int64_t batch_id, first_id, next_id;
	struct taken *rows; /* gathered, with texts of their own */
	size_t row_count;
	struct arena *texts;
	struct taken *given; /* those before them, which are being written */
	struct arena *given_texts;
	struct further *further; /* answers of them */
	struct pour pours[POURS_AT_ONCE];
	struct runs *themes; /* theme and day, response */
	const struct theme_child *children;
	size_t child_count;
};

/* Inside a transaction; whatever it returns, taking_close() must follow. */
bool taking_begin(struct taking *taking, struct store *store, struct arena *arena,
        const struct taking_batch *batch, struct err *err) MUST_CHECK;
/* Whether the scores are on the scales of their metrics and the texts not too long (ERR_REFUSED), before
 * anything is written. */
bool taking_accepts(struct taking *taking, const struct feedback *feedback, struct err *err) MUST_CHECK;
/* Fills id, batch_id, mood and theme_ids. The row may still be in memory only. */
bool taking_add(struct taking *taking, struct feedback *feedback, const char *external_id,
        struct err *err) MUST_CHECK;
/* Writes the rows gathered so far, so that they can be read. */
bool taking_flush(struct taking *taking, struct err *err) MUST_CHECK;
/* Writes the rest, roll-ups and counts. */
bool taking_finish(struct taking *taking, int64_t duplicates, int64_t refused, struct err *err) MUST_CHECK;
void taking_close(struct taking *taking);

const struct metric *metric_of(const struct metric *metrics, size_t count, int64_t id);
