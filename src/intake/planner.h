/* What making a plan passes around. */
#pragma once

#include <stdbool.h>

#include "facts.h"
#include "names.h"
#include "plan.h"
#include "table.h"
#include "tools.h"

struct planner {
	struct source *source;
	struct store *store;
	struct arena *arena;
	struct intake_options *options; /* with what was said before */
	struct plan *plan;
	struct intake_report *report;
	struct table table;
	struct facts *facts;
	struct facts_reader reader;
	struct names names;
	const char **headers, **labels;
	struct tool_headers folded;
	struct intake_question *asked; /* the last one so far; NULL none */
};

/* What the tool says besides: titles, ids of several columns, rows that are no answers. */
void planner_tool(struct planner *p);
/* The metric of the score column, and further scores beside it. */
bool planner_scores(struct planner *p, struct err *err) MUST_CHECK;
/* Tells of columns with words that are left out. */
void planner_words(struct planner *p);
/* The order of the date column's dates. */
bool planner_dates(struct planner *p, struct err *err) MUST_CHECK;
