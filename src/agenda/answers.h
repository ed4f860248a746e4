/* How many answers a list of quotes is of: those without words are in the figure, but in no list. */
#pragma once

#include "step.h"

struct feedback_query;

/* Of one score, at most one of channel, step and theme, and days; -1 where the roll-ups do not know it. */
bool answers_count(struct step_context *ctx, const struct feedback_query *query, int64_t *ret,
        struct err *err) MUST_CHECK;
