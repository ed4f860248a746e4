#include <dagstart/domain/metric.h>

#include <assert.h>
#include <math.h>

#include "scale.h"

struct scale scale_of(const struct metric *metric)
{
	struct scale scale = {.low = metric->scale_min, .high = metric->scale_max};
	if (metric->kind == METRIC_NPS) {
		scale.low = 0;
		scale.high = 10;
	}
	double span = scale.high - scale.low;
	scale.whole = span == floor(span) && span >= 1 && span < TALLY_BUCKETS;
	scale.buckets = scale.whole ? (int)span + 1 : TALLY_BUCKETS;
	scale.flipped = metric->low_is_good && metric->kind != METRIC_NPS;
	return scale;
}

double scale_bucket_width(const struct scale *scale)
{
	return scale->whole ? 1.0 : (scale->high - scale->low) / TALLY_BUCKETS;
}

bool metric_is_same_scale(const struct metric *a, const struct metric *b)
{
	return a->kind == b->kind && a->low_is_good == b->low_is_good &&
	       fabs(a->scale_min - b->scale_min) < 1e-9 && fabs(a->scale_max - b->scale_max) < 1e-9;
}

static bool is_same_band(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b;
}

bool metric_is_same(const struct metric *asked, const struct metric *kept)
{
	return metric_is_same_scale(asked, kept) &&
	       (!asked->has_bands ||
	               (is_same_band(asked->good, kept->good) && is_same_band(asked->bad, kept->bad)));
}

bool metric_accepts(const struct metric *metric, double score)
{
	struct scale scale = scale_of(metric);
	if (!isfinite(score) || score < scale.low || score > scale.high)
		return false;
	return metric->kind == METRIC_MEAN || score == floor(score);
}

int metric_bucket(const struct metric *metric, double score)
{
	struct scale scale = scale_of(metric);
	double way = score - scale.low;
	double bucket = scale.whole ? round(way) : floor(way / scale_bucket_width(&scale));
	return (int)fmin(fmax(bucket, 0.0), scale.buckets - 1);
}

int metric_buckets(const struct metric *metric)
{
	return scale_of(metric).buckets;
}

static enum mood mood_between(bool pain, bool praise)
{
	if (praise)
		return MOOD_PRAISE;
	return pain ? MOOD_PAIN : MOOD_NEUTRAL;
}

/* Twice the place of the bucket's middle, in parts of twice the scale: whole numbers have no rounding dust.
 */
static enum mood mood_of_mean(const struct scale *scale, int place)
{
	int at = scale->whole ? 2 * place : 2 * place + 1;
	int all = scale->whole ? 2 * (scale->buckets - 1) : 2 * scale->buckets;
	return mood_between(at * 10 <= all * 4, at * 10 >= all * 6);
}

static enum mood mood_of_kind(const struct metric *metric, const struct scale *scale, int bucket)
{
	int count = scale->buckets;
	int place = scale->flipped ? count - 1 - bucket : bucket; /* 0 is the bad end */
	switch (metric->kind) {
	case METRIC_NPS:
		return mood_between(place <= 6, place >= 9);
	case METRIC_CSAT:
		return mood_between(
		        count < 4 ? place == 0 : place * 5 < count * 2, place >= count - (count < 4 ? 1 : 2));
	case METRIC_CES:
		return mood_between(2 * place<count - 1, 2 * place> count - 1);
	case METRIC_MEAN:
		return mood_of_mean(scale, place);
	}
	return MOOD_NEUTRAL;
}

enum mood scale_bucket_mood(const struct scale *scale, const struct metric *metric, int bucket)
{
	enum mood usual = mood_of_kind(metric, scale, bucket);
	bool fixed = metric->kind == METRIC_NPS || metric->kind == METRIC_CES;
	if (!metric->has_bands || fixed || !scale->whole)
		return usual;
	double answer = scale->low + bucket, way = scale->flipped ? -1 : 1;
	bool praise = isnan(metric->good) ? usual == MOOD_PRAISE : way * (answer - metric->good) >= 0;
	bool pain = isnan(metric->bad) ? usual == MOOD_PAIN : way * (answer - metric->bad) <= 0;
	/* Where one end alone is told, it goes before what the kind says of the other. */
	return mood_between(pain, praise && (!pain || isnan(metric->bad)));
}

enum mood metric_bucket_mood(const struct metric *metric, int bucket)
{
	struct scale scale = scale_of(metric);
	return scale_bucket_mood(&scale, metric, bucket);
}

enum mood metric_mood(const struct metric *metric, double score)
{
	return metric_bucket_mood(metric, metric_bucket(metric, score));
}

double metric_direction(const struct metric *metric)
{
	bool is_mean = metric->kind == METRIC_CES || metric->kind == METRIC_MEAN;
	return is_mean && metric->low_is_good ? -1.0 : 1.0;
}

void metric_value_range(const struct metric *metric, double *ret_low, double *ret_high)
{
	struct scale scale = scale_of(metric);
	bool is_mean = metric->kind == METRIC_CES || metric->kind == METRIC_MEAN;
	*ret_low = is_mean ? scale.low : metric->kind == METRIC_NPS ? -100.0 : 0.0;
	*ret_high = is_mean ? scale.high : 100.0;
}

void tally_add(struct tally *tally, const struct metric *metric, double score)
{
	assert(metric_accepts(metric, score));
	tally->n++;
	tally->sum += score;
	tally->sum_sq += score * score;
	tally->bucket[metric_bucket(metric, score)]++;
}

void tally_merge(struct tally *into, const struct tally *other)
{
	into->n += other->n;
	into->sum += other->sum;
	into->sum_sq += other->sum_sq;
	for (int i = 0; i < TALLY_BUCKETS; i++)
		into->bucket[i] += other->bucket[i];
}

void tally_subtract(struct tally *from, const struct tally *part)
{
	from->n -= part->n;
	from->sum -= part->sum;
	from->sum_sq -= part->sum_sq;
	for (int i = 0; i < TALLY_BUCKETS; i++)
		from->bucket[i] -= part->bucket[i];
}
