/* The scale that answers are given on, and how it falls into buckets. */
#pragma once

#include <stdbool.h>

#include <dagstart/domain/metric.h>

struct scale {
	double low, high;
	int buckets;
	bool whole; /* a bucket is one whole step, not an eleventh part */
	bool flipped; /* its low end is the good one */
};

struct scale scale_of(const struct metric *metric);
/* metric_bucket_mood() where the scale is known. */
enum mood scale_bucket_mood(const struct scale *scale, const struct metric *metric, int bucket);
double scale_bucket_width(const struct scale *scale);
