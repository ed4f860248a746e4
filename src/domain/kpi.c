#include <dagstart/domain/kpi.h>

#include <math.h>

static int32_t distance_to(const struct signal_point *points, size_t i)
{
	return points[i].day - points[i - 1].day;
}

static size_t not_longer(const struct signal_point *points, size_t count, int32_t days)
{
	size_t found = 0;
	for (size_t i = 1; i < count; i++)
		found += distance_to(points, i) <= days;
	return found;
}

/* Days from one value to the next, that nine of ten are not longer than: a weekend belongs to working days.
 */
static int32_t usual_distance(const struct signal_point *points, size_t count)
{
	int32_t least = 1, most = count ? points[count - 1].day - points[0].day : 0;
	while (least < most) {
		int32_t days = least + (most - least) / 2;
		if (10 * not_longer(points, count, days) >= 9 * (count - 1))
			most = days;
		else
			least = days + 1;
	}
	return least;
}

static void find_gaps(const struct signal_point *points, size_t count, int32_t today, struct signal *signal)
{
	int32_t usual = usual_distance(points, count), longest = 0;
	for (size_t i = 1; i < count; i++) {
		int32_t days = distance_to(points, i), missing = (days + usual / 2) / usual - 1;
		signal->gaps += missing > 0 ? missing : 0;
		if (missing <= 0 || days <= longest)
			continue;
		longest = days;
		signal->gap_from = points[i - 1].day + 1;
		signal->gap_to = points[i].day - 1;
	}
	signal->silent = count ? (today - points[count - 1].day - 1) / usual : 0;
	signal->has_gap = signal->gaps + signal->silent > 0;
}

struct signal kpi_signal(const struct kpi_value *values, size_t count, int32_t today,
        struct signal_point *points, size_t *ret_points)
{
	size_t used = 0;
	int64_t ahead = 0;

	for (size_t i = 0; i < count; i++) {
		ahead += values[i].day > today + 1; /* with a colleague it may be tomorrow already */
		if (values[i].day <= today)
			points[used++] =
			        (struct signal_point){.day = values[i].day, .n = 1, .value = values[i].value};
	}
	*ret_points = used;
	struct signal signal = signal_judge(points, used, 0, -INFINITY, INFINITY);
	find_gaps(points, used, today, &signal);
	signal_settle(&signal, ahead);
	return signal;
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
