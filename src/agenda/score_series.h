/* A score over its weeks, as the gate judges it. */
#pragma once

#include <dagstart/domain/signal.h>
#include <dagstart/store/voice.h>

#include "step.h"

struct score_series {
	int64_t id; /* of the theme, channel or step; 0: all answers */
	const char *name; /* of it; "" all answers */
	struct signal signal; /* the verdict of today, see signal_settle() */
	struct signal_point *points; /* whole weeks by their Monday, from the first with answers to last
	                                week; n 0: none; those that score_parts_load() leaves out
	                                are not there */
	size_t count;
	struct tally late; /* of a part: all whole weeks from `since` on, see score_parts_load() */
	int64_t ahead; /* answers dated after this week */
	int64_t rebase_id; /* the decision that its baseline begins with; 0: with the first answers */
	int32_t rebase_day;
};
/* All answers. */
bool score_series_load(struct step_context *ctx, const struct metric *metric, struct score_series *ret,
        struct err *err) MUST_CHECK;
/* Whether a point is marked in a chart: it belongs to the signal that the verdict of today names. A signal
 * that has ended is noise today, and has no mark. */
bool score_marked(const struct signal *signal, const struct signal_point *point);
/* One for each channel or step of the journey that has answers, for signal_brief(): the verdict is that of
 * all weeks, as one among those that have enough of them (signal_judge_among()), but of those between the
 * baseline and the last `recent` weeks with answers the points are missing, and of a signal that is noise
 * `quiet`, limits and which weeks are missing. Where there is a real change nothing is. Its weeks from the
 * Monday `since` on, at most `recent` of them, are added up besides. */
bool score_parts_load(struct step_context *ctx, const struct metric *metric, enum tally_dimension dimension,
        size_t recent, int32_t since, struct score_series **ret, size_t *ret_count,
        struct err *err) MUST_CHECK;
