/* The ledger of forecasts: an action that was closed with a forecast comes back on its day with a verdict.
 * Before are the days until the one it was done, after are those from then until the one it is measured on;
 * neither of the two belongs to them: the one is partly before and partly after, the other has only begun.
 * Both are equally long and hold the same days of the week (where there is a week or more). The ledger is the
 * team's: nothing here knows who did what. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/domain/action.h>
#include <dagstart/domain/metric.h>

struct ledger_window {
	int32_t before_from, before_to, after_from, after_to; /* inclusive, of the same length */
	int32_t days; /* of each */
};
/* False when no whole day lies between both: then nothing can be measured. */
bool ledger_window(const struct action *action, struct ledger_window *ret);

/* Weeks in which nobody answered, whatever it was about: an import that is still missing, or a quiet month.
 */
struct ledger_cover {
	int weeks, silent; /* of the two windows together; a window of less than a week counts as one */
	int worst; /* the larger part of silent weeks of one of both, in percent */
	int32_t from, to; /* the longest silence, inclusive; 0, 0: none */
};
enum { LEDGER_SILENT_MOST = 25 }; /* percent; more than that, and there is no verdict */
/* Counts of answers, one a week of each window, oldest first. */
struct ledger_cover ledger_cover(
        const struct ledger_window *window, const int64_t *before, const int64_t *after, size_t weeks);
size_t ledger_weeks(const struct ledger_window *window);

enum ledger_doubt { /* why it can't be told */
	LEDGER_SURE,
	LEDGER_TOO_FEW, /* answers */
	LEDGER_NOTHING_BEFORE,
	LEDGER_NOTHING_SINCE,
	LEDGER_GAP, /* too many weeks without any answers */
	LEDGER_NO_DAYS, /* between done and measured */
	LEDGER_NO_METRIC, /* the score is not known any more */
};

struct ledger_entry {
	struct action action;
	struct ledger_window window;
	struct ledger_cover cover;
	struct verdict verdict;
	enum ledger_doubt doubt;
	bool falls_short; /* it worked, but all of the interval lies below what was forecast */
	int64_t needed; /* see ledger_needed() */
};
/* Judges what `before` and `after` hold: action_verdict(), but never on windows with gaps or without days. */
void ledger_judge(struct ledger_entry *entry, const struct metric *metric, const struct tally *before,
        const struct tally *after);

/* Further answers like those after, until a change of `forecast` (NAN: the change as it is seen now) would be
 * told from noise with a power of 80 %: n = s^2 / ((d / (1.960 + 0.842))^2 - se^2), se being the error of the
 * answers before (two independent means or shares, two-sided 5 %; Cohen 1988, Statistical Power Analysis,
 * chapters 2 and 6). 0 when there are enough; -1 when no number of them would do, since there are too few
 * before, or nothing can be said. */
int64_t ledger_needed(
        const struct metric *metric, const struct score *before, const struct score *after, double forecast);
/* How many answers before and as many after would tell a change of `change` from noise, likewise: n = 2 s^2 /
 * (d / (1.960 + 0.842))^2, with the spread of `now`. NAN where that is not known, or for a change of 0. */
double ledger_each(const struct metric *metric, const struct score *now, double change);
/* The day by which that many will have come in, at the pace of the window after; 0 unknown or beyond two
 * years. */
int32_t ledger_enough_day(const struct ledger_entry *entry, int32_t today);

/* What the team said of it when it came back; one an action, by its id. It holds for the forecast day that it
 * was said of: an action that is to be measured again on a later day comes back then. */
struct judgement {
	int64_t id; /* of the action */
	int32_t day;
	enum outcome outcome;
	int32_t done_day, forecast_day; /* of the action, then */
	int looks; /* how often it came back so far */
	int64_t before_n, after_n; /* the figures of the moment: later answers don't change what was said */
	double before, after, change, margin;
	const char *learned;
};
bool judgement_holds(const struct judgement *judgement, const struct action *action);

enum ledger_state {
	LEDGER_NONE, /* no forecast, or not done */
	LEDGER_WAITING, /* its day is still to come */
	LEDGER_DUE, /* it comes back, today or since an earlier day, until it is judged */
	LEDGER_JUDGED,
	LEDGER_AHEAD, /* done on a day that has not come yet: a clock was or is wrong; nothing is measured */
	LEDGER_OPEN_DAY, /* a forecast without a day: it never comes back by itself */
};
/* `judgement` may be NULL. Whatever day it is asked on, first day or not: what is due stays due. */
enum ledger_state ledger_state(const struct action *action, const struct judgement *judgement, int32_t today);

/* How often what we forecast came true: worked of worked and did not, with Wilson's interval. */
struct hit_rate {
	int64_t worked, did_not, cannot_tell;
	double rate, low, high; /* percent; NAN without verdicts */
};
void hit_rate_add(struct hit_rate *rate, enum outcome outcome);
void hit_rate_settle(struct hit_rate *rate);

/* Whether a forecast can be one: ERR_USAGE names what is wrong with which field ("forecast_change",
 * "forecast_day"). The change must fit in the metric's range, and go the good way; the day lies after
 * `today`. */
struct err;
bool forecast_check(const struct metric *metric, double change, int32_t day, int32_t today, struct err *err);
