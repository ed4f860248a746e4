/* What a file is, decided before the first row is taken: layout, columns, metric, order of dates. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/metric.h>
#include <dagstart/intake/intake.h>

#include "columns.h"
#include "dates.h"
#include "word_scales.h"

struct arena;
struct source;
struct store;
struct words_tool;

enum { PARTS_MAX = 4, SKIPS_MAX = 8, CODES_MAX = 8 };

struct plan_score {
	size_t column;
	struct metric metric;
	const char *text; /* the scale, for a refusal: "1-5" */
	int words; /* the scale in words; NO_SCALE: numbers */
	double codes[CODES_MAX]; /* that are no answer */
	size_t code_count;
};

struct plan_skip { /* a row with this value is no answer */
	size_t column;
	const char *value; /* folded */
};

struct plan {
	const char *name; /* of the file, without folders */
	char delimiter; /* 0: no separated values */
	const struct words_tool *tool; /* NULL unknown */
	size_t lead; /* of the headers, lines above the names */
	size_t headers; /* rows before the first one of data */
	size_t column_count;
	const size_t *
	        by_name; /* the columns in the order of their names, where rows name their cells themselves */
	const char **header_cells; /* as they came */
	const char *head; /* the rows of the header, as a file of refused rows has them; "" none are wanted */
	const char **titles; /* what people call the columns */
	struct columns columns;
	int joined; /* a title before the comment; NO_COLUMN none */
	size_t parts[PARTS_MAX]; /* columns that together are the id */
	size_t part_count;
	struct plan_skip skips[SKIPS_MAX];
	size_t skip_count;
	struct plan_score scores[FEEDBACK_ANSWERS_MAX];
	size_t score_count;
	struct metric *metrics; /* known: configured, then those of the store */
	size_t metric_count;
	enum date_order dates;
	bool utc;
	const char *shape;
	struct missing missing;
	struct word_scales scales;
};

/* Fills in the report as far as it comes, and in the options what was said before of such a file. */
bool plan_make(struct source *source, struct store *store, struct arena *arena,
        struct intake_options *options, struct plan *ret, struct intake_report *report,
        struct err *err) MUST_CHECK;

/* The metric that a cell names, on the scale that the tool gives it. Strings live in `arena`. */
bool plan_metric_by_name(const struct plan *plan, struct arena *arena, const char *name, struct metric *ret);

/* Adds a translated sentence to the report. */
void report_warn(struct intake_report *report, struct arena *arena, const char *text);
