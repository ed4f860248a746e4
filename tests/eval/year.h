/* A year of answers made of dice: every action is about a theme of its own and has an effect that we know,
 * from harm to twice what was forecast. Answers come day by day, fewer at the weekend, weeks differ, and some
 * imports are missing. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/random.h>
#include <dagstart/domain/ledger.h>

enum {
	YEAR = 365,
	YEAR_FIRST = 20089,
	YEAR_DAYS = YEAR + 400, /* what lies before and behind the year */
};

enum truth { HARM, NOTHING, HALF, AS_FORECAST, TWICE, TRUTHS };
extern const double truth_parts[TRUTHS];

enum { YEAR_METRICS = 3 };
extern const struct metric year_metrics[YEAR_METRICS];
extern const double year_forecasts[YEAR_METRICS]; /* what a team would hope for */

double year_chance(struct random *dice);
/* One answer; `effect` in units of the metric's value. */
double year_answer(const struct metric *metric, struct random *dice, double effect);
/* What an effect of `size` really does: to the mean of CES not what it is called. */
double year_real_effect(const struct metric *metric, double size);

/* How many answers of each value there are on each day: row days, columns the whole steps of the scale. */
struct stream {
	struct tally days[YEAR_DAYS];
};
/* The answers about one theme; the effect begins on day `done` of the year, `hole` is the first day of a
 * month that is missing, -1 none. */
void stream_fill(struct stream *s, const struct metric *metric, struct random *dice, double a_day, int done,
        double effect, int hole);
/* Judged as the ledger does it, from the answers themselves. */
struct ledger_entry stream_judge(
        const struct stream *s, const struct metric *metric, int32_t done, int32_t back, double forecast);

struct matrix {
	long count[TRUTHS][3]; /* can't tell, worked, did not */
	long gaps;
};
/* Of 1000. */
long matrix_of(const struct matrix *m, enum truth truth, enum outcome outcome);
void matrix_print(const char *title, const struct matrix *m);
