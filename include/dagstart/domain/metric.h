/* Scores: from counts to a value, a margin and a word. Pure arithmetic, each formula with its source.
 * "No answers" is never 0: score.n is 0 and the value NAN. Intervals are 95 % everywhere. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/feedback.h>

enum metric_kind {
	METRIC_NPS, /* 0-10: % 9-10 minus % 0-6, in points -100 to 100 (Reichheld 2003) */
	METRIC_CSAT, /* share of good answers, percent: the top two of the scale (the top one of fewer than
	                four), or the metric's own band */
	METRIC_CES, /* 1-7, 7 = easy: mean; top counts are 5-7 (CES 2.0, Dixon 2013); the older 1-5 is
	               accepted */
	METRIC_MEAN, /* an own rating: the mean on its own scale */
};

struct metric {
	int64_t id;
	const char *key; /* "nps" */
	const char *title; /* as people call it */
	enum metric_kind kind;
	double scale_min;
	double scale_max;
	bool low_is_good; /* the scale runs the other way */
	/* What counts as good and as bad, for a CSAT or a mean that has bands of its own: answers from `good`
	 * on, and from `bad` on, the other way. NAN: as the kind has it. The scale has whole steps, at most
	 * eleven. */
	bool has_bands;
	double good, bad;
	double target; /* in units of the value; NAN when there is none */
	int32_t target_day;
};

enum { TALLY_BUCKETS = 11 };

/* A countable summary that can be added up and taken apart: buckets are the whole steps of the scale where it
 * has at most eleven, else eleven equal parts of it. */
struct tally {
	int64_t n;
	double sum;
	double sum_sq;
	int64_t bucket[TALLY_BUCKETS];
};

/* Whether answers of the one are answers of the other: kind, scale and direction. */
bool metric_is_same_scale(const struct metric *a, const struct metric *b);
/* The same scale, and the same bands where some are asked for: without any they are as they were. */
bool metric_is_same(const struct metric *asked, const struct metric *kept);
/* Whether `score` is a value of the scale; a score outside is refused, never clipped. NPS, CSAT and CES take
 * whole numbers. */
bool metric_accepts(const struct metric *metric, double score);
int metric_bucket(const struct metric *metric, double score);
int metric_buckets(const struct metric *metric); /* how many there are */
enum mood metric_bucket_mood(const struct metric *metric, int bucket);
/* Promoter / satisfied / easy = praise, detractor / lowest two of five / 1-3 of seven = pain; on an own scale
 * the upper and the lower 40 %; or the metric's own bands. Told from the bucket alone, so that moods and
 * counts always agree. */
enum mood metric_mood(const struct metric *metric, double score);

/* Which way the value gets better: 1 up, -1 down. Shares and NPS always go up; only a mean on a scale that
 * runs the other way goes down. */
double metric_direction(const struct metric *metric);

/* The score must be one that the metric accepts. */
void tally_add(struct tally *tally, const struct metric *metric, double score);
void tally_merge(struct tally *into, const struct tally *other);
void tally_subtract(struct tally *from, const struct tally *part);

struct score {
	int64_t n;
	int64_t top, middle, bottom; /* add up to n: promoters, passives, detractors and their like */
	double value; /* NAN when n is 0 */
	double low; /* 95 % interval, clipped to the scale of the value */
	double high;
	double centre; /* of the interval: adjusted for NPS (Rocks 2016), Wilson's for CSAT, the mean else */
	double margin; /* half the interval's width before clipping */
	double error; /* standard error that comparisons use; a mean's is enlarged by t/z, so that few answers
	                 prove little; NAN when unknown (n < 2 for means) */
};

/* NPS: adjusted Wald with n+3, p and d each + 3/4 (Rocks 2016, The American Statistician). CSAT: Wilson 1927.
 * CES and means: t interval with n-1 degrees of freedom (none below n = 2); where all answers are alike their
 * spread is taken as that of one bucket (width^2 / 12), since a margin of 0 would be nonsense. The interval
 * always holds the value. */
struct score score_of(const struct metric *metric, const struct tally *tally);
/* The value alone, where its interval is not asked for: with the mood of each bucket looked up once for many
 * tallies. */
struct metric_moods {
	int buckets;
	enum mood of[TALLY_BUCKETS];
};
struct metric_moods metric_moods(const struct metric *metric);
double score_value_by(
        const struct metric *metric, const struct metric_moods *moods, const struct tally *tally);
/* The range of the value: -100..100, 0..100, or the scale. */
void metric_value_range(const struct metric *metric, double *ret_low, double *ret_high);

struct difference {
	double change; /* after minus before, centre to centre, in units of the value; NAN when one side is
	                  empty. It is real exactly when it is greater than its margin */
	double margin; /* 95 % */
	double z;
	bool real; /* |z| > 1.96 */
	int64_t needed; /* further answers, like those after, until this change would be real; 0 when it is,
	                   -1 unknown */
};
/* Both sides adjusted; z = difference / sqrt(se1^2 + se2^2). */
struct difference score_difference(
        const struct metric *metric, const struct score *before, const struct score *after);

/* Percentages of a whole that add up to 100 (largest remainder); all 0 when the whole is 0. */
void percent_of_whole(const int64_t *parts, size_t count, int *ret);

/* Student's t, two-sided 95 %, for `degrees` >= 1. */
double t_95(int64_t degrees);
