/* What to improve: the themes that cost points, of every score that customers give. */
#pragma once

#include <dagstart/domain/signal.h>
#include <dagstart/domain/theme.h>

#include "step.h"

struct bottleneck {
	const struct metric *metric;
	const struct signal *signal; /* of that score */
	const struct theme_figures *theme;
};
/* Points of one score cannot be laid beside those of another (NPS runs over 200, CSAT over 100), so the
 * scores are not compared by them: one that really gets worse goes before the others, else the first of the
 * settings. Of each score the most costly first; what costs nothing and does not rise only where there is
 * nothing else. */
bool bottlenecks_load(
        struct step_context *ctx, struct bottleneck **ret, size_t *ret_count, struct err *err) MUST_CHECK;
