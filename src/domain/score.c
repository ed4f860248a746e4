#include <dagstart/domain/metric.h>

#include <math.h>

#include "scale.h"

static const double z_95 = 1.959963984540054;
static const int64_t answers_searched_max = 10000000;

/* Found by integrating the density numerically; from eleven on the series below is right to six digits. */
static const double t_table[] = {0, 12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624,
        2.306004, 2.262157, 2.228139};

/* Cornish-Fisher expansion of Student's quantile around the normal one (Abramowitz and Stegun, 26.7.5). */
static double t_series(double v)
{
	double z = z_95, z2 = z * z;
	double g1 = z * (z2 + 1) / 4;
	double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
	double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
	double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
	return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
}

double t_95(int64_t degrees)
{
	if (degrees < 1)
		return NAN;
	if (degrees < (int64_t)(sizeof(t_table) / sizeof(t_table[0])))
		return t_table[degrees];
	return t_series((double)degrees);
}

struct interval {
	double centre, margin, error;
};

static double nps_deviation(double promoters, double detractors)
{
	double net = promoters - detractors;
	return sqrt(fmax(promoters + detractors - net * net, 0.0));
}

/* Rocks 2016: three answers more, three quarters of one to each end. */
static struct interval nps_interval(double n, double top, double bottom)
{
	double promoters = (top + 0.75) / (n + 3), detractors = (bottom + 0.75) / (n + 3);
	double error = 100 * nps_deviation(promoters, detractors) / sqrt(n + 3);
	return (struct interval){
	        .centre = 100 * (promoters - detractors), .margin = z_95 * error, .error = error};
}

/* Wilson 1927; the error is that of Agresti and Coull 1998, who put the same centre into Wald's formula. */
static struct interval share_interval(double n, double top)
{
	double z2 = z_95 * z_95;
	double share = top / n;
	double centre = (top + z2 / 2) / (n + z2);
	double half = z_95 / (n + z2) * sqrt(n * share * (1 - share) + z2 / 4);
	return (struct interval){.centre = 100 * centre,
	        .margin = 100 * half,
	        .error = 100 * sqrt(centre * (1 - centre) / (n + z2))};
}

static struct interval mean_interval(int64_t n, double mean, double variance)
{
	if (n < 2)
		return (struct interval){.centre = mean, .margin = NAN, .error = NAN};
	double margin = t_95(n - 1) * sqrt(variance / (double)n);
	return (struct interval){.centre = mean, .margin = margin, .error = margin / z_95};
}

static double variance_of(const struct metric *metric, const struct tally *tally)
{
	struct scale scale = scale_of(metric);
	double n = (double)tally->n, width = scale_bucket_width(&scale);
	double variance = (tally->sum_sq - tally->sum * tally->sum / n) / (n - 1);
	/* The difference of two large sums: what lies below this part of the scale is rounding. */
	return variance > 1e-9 * width * width ? variance : width * width / 12;
}

struct metric_moods metric_moods(const struct metric *metric)
{
	struct scale scale = scale_of(metric);
	struct metric_moods moods = {.buckets = scale.buckets};
	for (int i = 0; i < scale.buckets; i++)
		moods.of[i] = scale_bucket_mood(&scale, metric, i);
	return moods;
}

static void count_moods(const struct metric_moods *moods, const struct tally *tally, struct score *score)
{
	for (int i = 0; i < moods->buckets; i++) {
		switch (moods->of[i]) {
		case MOOD_PRAISE:
			score->top += tally->bucket[i];
			break;
		case MOOD_PAIN:
			score->bottom += tally->bucket[i];
			break;
		case MOOD_NEUTRAL:
			score->middle += tally->bucket[i];
			break;
		}
	}
}

static double value_of(const struct metric *metric, const struct tally *tally, const struct score *counts)
{
	double n = (double)tally->n, top = (double)counts->top, bottom = (double)counts->bottom;
	switch (metric->kind) {
	case METRIC_NPS:
		return 100 * (top - bottom) / n;
	case METRIC_CSAT:
		return 100 * top / n;
	case METRIC_CES:
	case METRIC_MEAN:
		break;
	}
	return tally->sum / n;
}

static struct interval interval_of(
        const struct metric *metric, const struct tally *tally, const struct score *score)
{
	double n = (double)tally->n, top = (double)score->top, bottom = (double)score->bottom;
	switch (metric->kind) {
	case METRIC_NPS:
		return nps_interval(n, top, bottom);
	case METRIC_CSAT:
		return share_interval(n, top);
	case METRIC_CES:
	case METRIC_MEAN:
		break;
	}
	return mean_interval(tally->n, score->value, variance_of(metric, tally));
}

double score_value_by(
        const struct metric *metric, const struct metric_moods *moods, const struct tally *tally)
{
	struct score counts = {0};
	if (tally->n <= 0)
		return NAN;
	if (metric->kind == METRIC_NPS || metric->kind == METRIC_CSAT)
		count_moods(moods, tally, &counts);
	return value_of(metric, tally, &counts);
}

struct score score_of(const struct metric *metric, const struct tally *tally)
{
	struct score score = {
	        .value = NAN, .low = NAN, .high = NAN, .centre = NAN, .margin = NAN, .error = NAN};
	if (tally->n <= 0)
		return score;
	struct metric_moods moods = metric_moods(metric);
	score.n = tally->n;
	count_moods(&moods, tally, &score);
	score.value = value_of(metric, tally, &score);
	struct interval interval = interval_of(metric, tally, &score);
	score.centre = interval.centre;
	score.margin = interval.margin;
	score.error = interval.error;
	if (isnan(interval.margin))
		return score;
	double low, high;
	metric_value_range(metric, &low, &high);
	/* A single promoter's 100 lies above the adjusted interval of one answer. */
	score.low = fmin(fmax(interval.centre - interval.margin, low), score.value);
	score.high = fmax(fmin(interval.centre + interval.margin, high), score.value);
	return score;
}

/* The interval that `n` answers would have if they were like those of `score`. */
static struct interval interval_like(const struct metric *metric, const struct score *score, int64_t n)
{
	double times = (double)n / (double)score->n;
	double top = (double)score->top * times, bottom = (double)score->bottom * times;
	switch (metric->kind) {
	case METRIC_NPS:
		return nps_interval((double)n, top, bottom);
	case METRIC_CSAT:
		return share_interval((double)n, top);
	case METRIC_CES:
	case METRIC_MEAN:
		break;
	}
	double deviation = score->margin / t_95(score->n - 1) * sqrt((double)score->n);
	return mean_interval(n, score->value, deviation * deviation);
}

static double z_of(const struct interval *before, const struct interval *after)
{
	return (after->centre - before->centre) / hypot(before->error, after->error);
}

static bool is_real(double z)
{
	return fabs(z) > z_95;
}

/* By halving: the more answers of the same kind, the further the change stands from noise. */
static int64_t answers_needed(
        const struct metric *metric, const struct interval *before, const struct score *after)
{
	int64_t few = 0, many = answers_searched_max;
	struct interval later = interval_like(metric, after, after->n + many);
	if (!is_real(z_of(before, &later)))
		return -1;
	while (many - few > 1) {
		int64_t middle = few + (many - few) / 2;
		later = interval_like(metric, after, after->n + middle);
		if (is_real(z_of(before, &later)))
			many = middle;
		else
			few = middle;
	}
	return many;
}

struct difference score_difference(
        const struct metric *metric, const struct score *before, const struct score *after)
{
	struct difference difference = {.change = NAN, .margin = NAN, .z = NAN, .needed = -1};
	if (before->n == 0 || after->n == 0)
		return difference;
	difference.change = after->centre - before->centre;
	if (isnan(before->error) || isnan(after->error))
		return difference;
	struct interval then = {.centre = before->centre, .error = before->error};
	struct interval now = {.centre = after->centre, .error = after->error};
	difference.z = z_of(&then, &now);
	difference.margin = z_95 * hypot(before->error, after->error);
	difference.real = is_real(difference.z);
	difference.needed = difference.real ? 0 : answers_needed(metric, &then, after);
	return difference;
}

void percent_of_whole(const int64_t *parts, size_t count, int *ret)
{
	int64_t whole = 0;
	for (size_t i = 0; i < count; i++)
		whole += parts[i];
	int given = 0;
	for (size_t i = 0; i < count; i++) {
		ret[i] = whole > 0 ? (int)(parts[i] * 100 / whole) : 0;
		given += ret[i];
	}
	for (; whole > 0 && given < 100; given++) {
		size_t best = 0;
		int64_t most = -1;
		for (size_t i = 0; i < count; i++) {
			int64_t rest =
			        parts[i] * 100 - (int64_t)ret[i] * whole; /* negative once rounded up */
			if (rest > most) {
				most = rest;
				best = i;
			}
		}
		ret[best]++;
	}
}
