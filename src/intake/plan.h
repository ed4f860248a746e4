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

struct arena;
struct source;
struct store;

struct plan_score {
	size_t column;
	struct metric metric;
	const char *text; /* the scale, for a refusal: "1-5" */
};

struct plan {
	const char *name; /* of the file, without folders */
	char delimiter; /* 0: no separated values */
	size_t headers; /* rows before the first one of data */
	size_t column_count;
	const char **header_cells; /* as they came */
	const char **titles; /* what people call the columns */
	struct columns columns;
	struct plan_score scores[FEEDBACK_ANSWERS_MAX];
	size_t score_count;
	bool moods; /* the score column holds words for a mood, no score */
	struct metric *metrics; /* known: configured, then those of the store */
	size_t metric_count;
	enum date_order dates;
	bool utc;
	const char *shape;
	struct missing missing;
};

/* Fills in the report as far as it comes. */
bool plan_make(struct source *source, struct store *store, struct arena *arena,
        const struct intake_options *options, struct plan *ret, struct intake_report *report,
        struct err *err) MUST_CHECK;

/* Adds a translated sentence to the report. */
void report_warn(struct intake_report *report, struct arena *arena, const char *text);
