/* Scores, intervals and differences against tables that another program reckoned: data/intervals.py and
 * differences.py, in Python, from the formulas of the sources. */
#include <dagstart/domain/metric.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

enum { COUNTS = 7, LINE_MAX_BYTES = 512 };

static const struct metric nps = {.kind = METRIC_NPS, .scale_max = 10};
static const struct metric csat = {.kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
static const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};

static void add_all(struct tally *tally, const struct metric *metric, double score, long count)
{
	for (long i = 0; i < count; i++)
		tally_add(tally, metric, score);
}

/* Which answers the counts of a row are of. */
static const struct metric *read_counts(const char *kind, const long *counts, struct tally *ret)
{
	static const double nps_answers[] = {10, 8, 3}, csat_answers[] = {4, 2};
	bool is_nps = !strcmp(kind, "nps"), is_csat = !strcmp(kind, "csat");
	const struct metric *metric = is_nps ? &nps : is_csat ? &csat : &ces;
	for (int i = 0; i < COUNTS; i++) {
		double answer = is_nps    ? nps_answers[i < 3 ? i : 0]
		                : is_csat ? csat_answers[i < 2 ? i : 0]
		                          : i + 1;
		add_all(ret, metric, answer, counts[i]);
	}
	return metric;
}

static const struct metric *next_score(const char *kind, char **rest, struct score *ret)
{
	long counts[COUNTS];
	struct tally tally = {0};
	for (int i = 0; i < COUNTS; i++)
		counts[i] = strtol(strsep(rest, "\t"), NULL, 10);
	const struct metric *metric = read_counts(kind, counts, &tally);
	*ret = score_of(metric, &tally);
	return metric;
}

static void next_figures(char **rest, double ret[static 3])
{
	for (int i = 0; i < 3; i++)
		ret[i] = strtod(strsep(rest, "\t"), NULL);
}

static void assert_interval(char *line)
{
	char *rest = line, *kind = strsep(&rest, "\t");
	struct score score;
	double expected[3];
	const struct metric *metric = next_score(kind, &rest, &score);
	next_figures(&rest, expected);
	assert_near(score.value, expected[0], 1e-6);
	assert_near(score.centre, expected[1], 1e-6);
	/* Student's quantile stands in a table of six decimals, then comes from a series. */
	assert_near(score.margin, expected[2], metric == &ces ? 1e-4 : 1e-6);
	double low = 0, high = 0;
	metric_value_range(metric, &low, &high);
	assert_near(score.low, fmin(fmax(expected[1] - expected[2], low), expected[0]), 1e-3);
	assert_near(score.high, fmax(fmin(expected[1] + expected[2], high), expected[0]), 1e-3);
	assert_int_equal(score.top + score.middle + score.bottom, score.n);
}

/* Column after column: both counts, change, margin, z, and how many answers more. */
static void assert_difference(char *line)
{
	char *rest = line, *kind = strsep(&rest, "\t");
	struct score before, after;
	double expected[3];
	const struct metric *metric = next_score(kind, &rest, &before);
	next_score(kind, &rest, &after);
	next_figures(&rest, expected);
	struct difference difference = score_difference(metric, &before, &after);
	assert_near(difference.change, expected[0], 1e-6);
	assert_near(difference.margin, expected[1], metric == &ces ? 1e-4 : 1e-6);
	assert_near(difference.z, expected[2], 1e-5);
	assert_int_equal(difference.real, fabs(expected[0]) > expected[1]);
	if (*rest != '-')
		assert_int_equal(difference.needed, strtol(rest, NULL, 10));
}

static int each_row(const char *path, void (*row)(char *line))
{
	char line[LINE_MAX_BYTES];
	int rows = 0;
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	for (; fgets(line, sizeof(line), file); rows++)
		row(line);
	fclose(file);
	return rows;
}

static void another_program_reckons_the_same_intervals(void **state)
{
	UNUSED(state);
	assert_true(each_row(DOMAIN_DATA "/intervals.tsv", assert_interval) > 60);
}

static void another_program_reckons_the_same_differences(void **state)
{
	UNUSED(state);
	assert_true(each_row(DOMAIN_DATA "/differences.tsv", assert_difference) > 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(another_program_reckons_the_same_intervals),
	        cmocka_unit_test(another_program_reckons_the_same_differences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
