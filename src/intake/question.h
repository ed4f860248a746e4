/* What only a person can say, with the readings side by side. Each fills in the report's question. */
#pragma once

#include "planner.h"
#include "scale_range.h"

void question_columns(struct planner *p);
void question_scale(struct planner *p, const struct range_input *input, size_t column);
void question_dates(struct planner *p);
