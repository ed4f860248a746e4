#include "series.h"

struct series series_of(const double *values, size_t count)
{
	struct series series = {.count = count};
	for (size_t i = 0; i < count; i++)
		series.points[i] =
		        (struct signal_point){.day = MONDAY + 7 * (int32_t)i, .n = 20, .value = values[i]};
	return series;
}

void series_add(struct series *series, double value, int64_t n)
{
	int32_t day = MONDAY + 7 * (int32_t)series->count;
	series->points[series->count++] = (struct signal_point){.day = day, .n = n, .value = value};
}

struct signal series_judge(struct series *series)
{
	return signal_judge(series->points, series->count, 0, -100, 100);
}

int32_t series_week(int i)
{
	return MONDAY + 7 * i;
}

struct series series_calm(void)
{
	struct series series = {0};
	for (int i = 0; i < 14; i++)
		series_add(&series, i % 2 ? 42 : 40, 20);
	return series;
}
