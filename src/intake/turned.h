/* Tables that are laid out otherwise than a row for each answer: a row for each question, with a column for
 * each respondent or with one for all answers; or cells that only blanks part. */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>

struct planner;

/* ERR_INPUT, which says how to lay it out, where the table is so and nobody named a column of it, nor the
 * rows their cells. The headers and facts of the planner must be there. */
bool turned_refuse(const struct planner *p, struct err *err) MUST_CHECK;
