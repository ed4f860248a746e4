#include <dagstart/domain/kpi.h>

#include <math.h>

struct signal kpi_signal(const struct kpi_value *values, size_t count, int32_t today,
        struct signal_point *points, size_t *ret_points)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i].day <= today)
			points[used++] =
			        (struct signal_point){.day = values[i].day, .n = 1, .value = values[i].value};
	*ret_points = used;
	return signal_judge(points, used, 0, -INFINITY, INFINITY);
}

int kpi_trend(const struct kpi *kpi, const struct signal *signal)
{
	return signal_direction(signal) * (kpi->low_is_good ? -1 : 1);
}

static int score_trend(const struct metric *metric, const struct signal *signal)
{
	return signal_direction(signal) * (metric_direction(metric) < 0 ? -1 : 1);
}

bool kpi_beside_score(const struct kpi *kpi, const struct signal *figure, const struct metric *metric,
        const struct signal *score)
{
	int32_t apart = figure->since_day - score->since_day;
	return kpi_trend(kpi, figure) > 0 && score_trend(metric, score) < 0 && apart <= KPI_TOGETHER_DAYS &&
	       apart >= -KPI_TOGETHER_DAYS;
}
