/* Samples of one measured thing, and what is told of them. Values may be NAN: "not measured", left out. */
#pragma once

#include <stddef.h>

struct samples {
	double *values;
	size_t n;
	size_t cap;
};

/* Adds a value unless it is NAN. */
void samples_add(struct samples *s, double value);
void samples_add_all(struct samples *s, const struct samples *more);
void samples_done(struct samples *s);

/* The smallest value that `percent` (0 to 100) of the values do not exceed (nearest rank); NAN without
 * values. Sorts the values. */
double samples_percentile(struct samples *s, double percent);

/* Percentile 50, the mean of the middle two when their number is even. */
double samples_median(struct samples *s);
