/* Counting many answers in memory, by metric, dimension and day, and writing the sums at once. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/metric.h>
#include <dagstart/store/voice.h>

struct arena;
struct rollup;
struct store;

enum { ROLLUP_ALL_DAYS = -1 }; /* the row that holds the total over all days */
/* And one a week, so that trends over years read a seventh of the rows: by its Monday, below all days. */
enum { ROLLUP_WEEKS = -10 };
static inline int32_t rollup_week(int32_t day)
{
	return ROLLUP_WEEKS - (day - (day + 3) % 7);
}
static inline int32_t rollup_monday(int64_t week)
{
	return (int32_t)(ROLLUP_WEEKS - week);
}

struct rollup *rollup_new(struct arena *arena, struct store *store);
/* One answer, in every dimension that the response has. */
struct rollup_answer {
	const struct metric *metric;
	double score;
	int32_t day;
	int64_t channel_id, step_id; /* 0 none */
	const int64_t *theme_ids;
	size_t theme_count;
};
void rollup_answer(struct rollup *rollup, const struct rollup_answer *answer);
/* The same in the dimension of themes alone. */
void rollup_themes(struct rollup *rollup, const struct rollup_answer *answer);
/* Adds up what was counted, which rollup_write() would do; nothing more is counted until then. */
void rollup_ready(struct rollup *rollup);
/* Adds all that was counted to the store, or takes it away, and forgets it. */
bool rollup_write(struct rollup *rollup, bool take_away, struct err *err) MUST_CHECK;

/* Columns n, sum, sum_sq and b0 to b10, in that order, of the row that stands ready. */
struct query;
struct tally rollup_read(struct query *query);
