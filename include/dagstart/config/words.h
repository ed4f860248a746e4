/* The word lists of config/words: how exports name their columns, and what counts as a missing answer. Both
 * languages at once: a Dutch team gets English exports. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

enum column_role {
	COLUMN_OTHER,
	COLUMN_SCORE,
	COLUMN_COMMENT,
	COLUMN_DATE,
	COLUMN_ID,
	COLUMN_CHANNEL,
	COLUMN_CUSTOMER,
	COLUMN_THEME,
	COLUMN_STEP,
	COLUMN_METRIC,
	COLUMN_ROLES,
};

struct words {
	/* For each role: folded names, the surest first. */
	const char *const *columns[COLUMN_ROLES];
	size_t column_counts[COLUMN_ROLES];
	const char *const *missing; /* folded: "n.v.t.", "na", "-" */
	size_t missing_count;
};

/* From the built-in lists and, laid over them, `own` (a path; NULL none). */
bool words_load(struct arena *arena, const char *own, struct words *ret, struct problems *problems);
