/* The word lists of config/words: how exports name their columns, what counts as a missing answer, which
 * words stand for which score, and what is known of the tools that write exports. All languages at once: a
 * Dutch team gets English exports. */
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
	COLUMN_METRIC, /* those before it are columns that can be named one by one */
	COLUMN_ROLES,
};

/* What a role is called in flags, remembered answers and reports; never translated. */
extern const char *const column_role_names[COLUMN_ROLES];

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

/* Names or words that mean the same, folded. */
struct words_same {
	const char *const *items;
	size_t count;
};

/* Answers in words: one set of words for each step, the worst first. */
struct words_scale {
	const char *key;
	int first; /* the value of the first step; each further one is one more */
	const struct words_same *steps;
	size_t step_count;
};

struct words_range { /* "csat 0-2", "5-1" */
	const char *key; /* folded; "" without one */
	double worst, best;
};

struct words_skip { /* a row with this value in this column is no answer */
	const char *column, *value; /* folded */
};

/* A tool whose exports are known; what it says is listed in config/words/tools.yaml. */
struct words_tool {
	const char *key, *name;
	const struct words_same *headers; /* one of each */
	size_t header_count;
	struct words_same leads, file;
	struct words_same columns[COLUMN_ROLES]; /* in this order; "-" none */
	struct words_same joined, parts, none, ignored;
	bool has_scale;
	struct words_range scale;
	const struct words_range *metrics;
	size_t metric_count;
	const struct words_skip *skip;
	size_t skip_count;
	bool utc;
};

struct words {
	/* For each role: folded names, the surest first. */
	const char *const *columns[COLUMN_ROLES];
	size_t column_counts[COLUMN_ROLES];
	const char *const *missing; /* folded: "n.v.t.", "na", "-" */
	size_t missing_count;
	const struct words_scale *scales;
	size_t scale_count;
	const struct words_tool *tools;
	size_t tool_count;
};

/* "5-1", "0 - 100", "-1-1": the worst value first. */
bool words_range_read(const char *text, double *ret_worst, double *ret_best);

/* From the built-in lists and, laid over them, `own` (a path; NULL none). */
bool words_load(struct arena *arena, const char *own, struct words *ret, struct problems *problems);
/* The words of Dutch and of English, in the order of enum text_language. */
bool words_languages(struct arena *arena, struct words_language ret[static 2], struct problems *problems);
