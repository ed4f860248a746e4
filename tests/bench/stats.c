#include "stats.h"

#include <math.h>
#include <stdlib.h>

void samples_add(struct samples *s, double value)
{
	if (isnan(value))
		return;
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->values = reallocarray(s->values, s->cap, sizeof(*s->values));
		if (!s->values)
			abort();
	}
	s->values[s->n++] = value;
}

void samples_add_all(struct samples *s, const struct samples *more)
{
	for (size_t i = 0; i < more->n; i++)
		samples_add(s, more->values[i]);
}

void samples_done(struct samples *s)
{
	free(s->values);
	*s = (struct samples){0};
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

static void samples_sort(struct samples *s)
{
	if (s->n > 1)
		qsort(s->values, s->n, sizeof(*s->values), by_value);
}

double samples_percentile(struct samples *s, double percent)
{
	if (s->n == 0)
		return NAN;
	samples_sort(s);
	double rank = ceil((double)s->n * percent / 100);
	size_t at = rank < 1 ? 0 : (size_t)rank - 1;
	return s->values[at < s->n ? at : s->n - 1];
}

double samples_median(struct samples *s)
{
	if (s->n == 0)
		return NAN;
	samples_sort(s);
	return (s->values[(s->n - 1) / 2] + s->values[s->n / 2]) / 2;
}
