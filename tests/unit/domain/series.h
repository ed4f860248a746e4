/* Weeks of a score, made by hand. */
#pragma once

#include <dagstart/domain/signal.h>

#include "fixture.h"

enum { MONDAY = 20514, POINTS_MAX = 64 };

struct series {
	struct signal_point points[POINTS_MAX];
	size_t count;
};

/* Twenty answers in each week. */
struct series series_of(const double *values, size_t count);
/* The next week. */
void series_add(struct series *series, double value, int64_t n);
struct signal series_judge(struct series *series);
/* The day of its week `i`, from 0. */
int32_t series_week(int i);
/* Centre 41, moving ranges of 2: limits at 41 +- 5.32, the half way line at 2.66 from the centre. */
struct series series_calm(void);
