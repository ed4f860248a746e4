/* A score by channel, step or theme, and the keys that lead from a figure to its quotes. */
#pragma once

#include "score_series.h"

struct segment_score {
	const char *name;
	struct score_series series;
	struct tally tally; /* of the window */
	struct score score;
	int64_t id;
	int32_t last_day; /* Sunday of the last whole week with answers; 0 none */
};
struct segment_scores {
	const struct metric *metric;
	enum tally_dimension dimension;
	struct segment_score *items; /* steps in the order of the journey, the others by name */
	size_t count;
};
bool segments_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        struct segment_scores *ret, struct err *err) MUST_CHECK;
/* Small multiples: one axis for all, a line over time, value, margin, n and verdict, and who is silent. Rows
 * are focusable: their quotes are one key away. */
void segments_doc(const struct step_context *ctx, const struct segment_scores *segments, struct doc *doc,
        struct doc_node *parent);
/* The key of a figure of `metric` (NULL: whatever was asked): what part of the answers it is of ("channel",
 * "step", "theme", "week", "score"). NULL parts: all of them. */
const char *figure_key(struct arena *arena, const struct metric *metric, const char *part, const char *name);
/* The same of the days `from` to `to`, not those of the window that scores are shown of. */
const char *figure_key_of_days(struct arena *arena, const struct metric *metric, int32_t from, int32_t to,
        const char *part, const char *name);
