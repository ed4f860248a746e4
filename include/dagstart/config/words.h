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

/* Words of a language as such, for finding what comments have in common. As written in config/words. */
struct words_language {
	const char *const *stop; /* say nothing by themselves */
	size_t stop_count;
	const char *const *plain; /* praise or blame without saying what */
	size_t plain_count;
	const char *const *negations;
	size_t negation_count;
	const char *const *joints; /* begin another thought */
	size_t joint_count;
	const char *const *same; /* "prijs prijzen": forms of one word, which the first stands for */
	size_t same_count;
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
/* The words of Dutch and of English, in the order of enum text_language. */
bool words_languages(struct arena *arena, struct words_language ret[static 2], struct problems *problems);
