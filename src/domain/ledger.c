#include <dagstart/domain/ledger.h>

#include <math.h>

#include <dagstart/base/err.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

static const double z_95 = 1.959963984540054;
static const double z_power = 0.8416212335729143; /* of 80 % */

enum { WEEK = 7, FEW = 1, SEARCHED_DAYS = 730 };
static const int64_t answers_most = 10000000;

bool ledger_window(const struct action *action, struct ledger_window *ret)
{
	int32_t days = action->forecast_day - action->done_day - 1;
	*ret = (struct ledger_window){0};
	if (!action->done_day || !action->forecast_day || days < 1)
		return false;
	/* Whole weeks after it was done, both hold the same days of the week as it is. */
	if (days >= WEEK && (days + 1) % WEEK != 0)
		days -= days % WEEK;
	*ret = (struct ledger_window){
	        .before_from = action->done_day - days,
	        .before_to = action->done_day - 1,
	        .after_from = action->forecast_day - days,
	        .after_to = action->forecast_day - 1,
	        .days = days,
	};
	return true;
}

size_t ledger_weeks(const struct ledger_window *window)
{
	return window->days < WEEK ? FEW : (size_t)((window->days + 1) / WEEK);
}

/* The longest silence of one window goes into `cover`; returns how many weeks were silent. */
static int count_silent(
        struct ledger_cover *cover, int32_t from, int32_t to, const int64_t *answers, size_t weeks)
{
	int silent = 0;
	int32_t since = 0;
	for (size_t i = 0; i < weeks; i++) {
		int32_t first = from + (int32_t)i * WEEK;
		if (answers[i] > 0) {
			since = 0;
			continue;
		}
		silent++;
		since = since ? since : first;
		int32_t last = i + 1 == weeks ? to : first + WEEK - 1;
		if (!cover->from || last - since > cover->to - cover->from) {
			cover->from = since;
			cover->to = last;
		}
	}
	return silent;
}

struct ledger_cover ledger_cover(
        const struct ledger_window *window, const int64_t *before, const int64_t *after, size_t weeks)
{
	struct ledger_cover cover = {.weeks = 2 * (int)weeks};
	int then = count_silent(&cover, window->before_from, window->before_to, before, weeks);
	int since = count_silent(&cover, window->after_from, window->after_to, after, weeks);
	cover.silent = then + since;
	cover.worst = weeks ? (then > since ? then : since) * 100 / (int)weeks : 0;
	return cover;
}

/* What one answer adds, as the errors of the two kinds of intervals have it: adjusted ones count some more.
 */
static double spread_of(const struct metric *metric, const struct score *score)
{
	double more = metric->kind == METRIC_NPS ? 3 : metric->kind == METRIC_CSAT ? z_95 * z_95 : 0;
	return score->error * sqrt((double)score->n + more);
}

int64_t ledger_needed(
        const struct metric *metric, const struct score *before, const struct score *after, double forecast)
{
	if (before->n == 0 || isnan(before->error))
		return -1;
	bool has_after = after->n > 0 && !isnan(after->error);
	double change = isnan(forecast) && has_after ? after->centre - before->centre : forecast;
	if (isnan(change) || fabs(change) < 1e-9)
		return -1;
	double spread = spread_of(metric, has_after ? after : before);
	double detectable = change / (z_95 + z_power);
	double room = detectable * detectable - before->error * before->error;
	if (room <= 0)
		return -1;
	double needed = ceil(spread * spread / room) - (double)after->n;
	if (needed > (double)answers_most)
		return -1;
	return needed > 0 ? (int64_t)needed : 0;
}

double ledger_each(const struct metric *metric, const struct score *now, double change)
{
	if (now->n == 0 || isnan(now->error) || fabs(change) < 1e-9)
		return NAN;
	double spread = spread_of(metric, now), detectable = change / (z_95 + z_power);
	return ceil(2 * spread * spread / (detectable * detectable));
}

int32_t ledger_enough_day(const struct ledger_entry *entry, int32_t today)
{
	int64_t n = entry->verdict.after.n;
	if (entry->needed <= 0 || n == 0 || entry->window.days < 1)
		return 0;
	double days = ceil((double)entry->needed * entry->window.days / (double)n);
	int32_t from = entry->window.after_to > today ? entry->window.after_to : today;
	return days <= SEARCHED_DAYS ? from + (int32_t)days : 0;
}

static bool all_below_forecast(const struct verdict *verdict, double forecast, double direction)
{
	const struct difference *d = &verdict->difference;
	return !isnan(forecast) && direction * (forecast - d->change) > d->margin;
}

static enum ledger_doubt doubt_of(const struct ledger_entry *entry)
{
	const struct verdict *verdict = &entry->verdict;
	if (verdict->after.n == 0)
		return LEDGER_NOTHING_SINCE;
	if (verdict->before.n == 0)
		return LEDGER_NOTHING_BEFORE;
	if (entry->cover.worst > LEDGER_SILENT_MOST)
		return LEDGER_GAP;
	return verdict->outcome == OUTCOME_CANNOT_TELL ? LEDGER_TOO_FEW : LEDGER_SURE;
}

void ledger_judge(struct ledger_entry *entry, const struct metric *metric, const struct tally *before,
        const struct tally *after)
{
	double forecast = entry->action.forecast_change;
	entry->verdict = action_verdict(metric, forecast, before, after);
	entry->doubt = entry->window.days < 1 ? LEDGER_NO_DAYS : doubt_of(entry);
	entry->falls_short = false;
	entry->needed = 0;
	if (entry->doubt != LEDGER_SURE)
		entry->verdict.outcome = OUTCOME_CANNOT_TELL;
	if (entry->doubt == LEDGER_TOO_FEW)
		entry->needed =
		        ledger_needed(metric, &entry->verdict.before, &entry->verdict.after, forecast);
	if (entry->verdict.outcome == OUTCOME_WORKED)
		entry->falls_short = all_below_forecast(&entry->verdict, forecast, metric_direction(metric));
}

bool judgement_holds(const struct judgement *judgement, const struct action *action)
{
	return judgement && judgement->id == action->id && judgement->done_day == action->done_day &&
	       judgement->forecast_day >= action->forecast_day;
}

enum ledger_state ledger_state(const struct action *action, const struct judgement *judgement, int32_t today)
{
	if (action->status != ACTION_DONE || strempty(action->forecast_metric))
		return LEDGER_NONE;
	if (judgement_holds(judgement, action))
		return LEDGER_JUDGED;
	if (action->done_day > today)
		return LEDGER_AHEAD;
	if (!action->forecast_day)
		return LEDGER_OPEN_DAY;
	return action->forecast_day <= today ? LEDGER_DUE : LEDGER_WAITING;
}

void hit_rate_add(struct hit_rate *rate, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_CANNOT_TELL:
		rate->cannot_tell++;
		break;
	case OUTCOME_WORKED:
		rate->worked++;
		break;
	case OUTCOME_DID_NOT:
		rate->did_not++;
		break;
	}
}

/* Wilson 1927. */
void hit_rate_settle(struct hit_rate *rate)
{
	double n = (double)(rate->worked + rate->did_not), z2 = z_95 * z_95;
	rate->rate = rate->low = rate->high = NAN;
	if (n < 1)
		return;
	double share = (double)rate->worked / n, centre = (share + z2 / (2 * n)) / (1 + z2 / n);
	double half = z_95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
	rate->rate = 100 * share;
	rate->low = 100 * fmax(centre - half, 0);
	rate->high = 100 * fmin(centre + half, 1);
}

bool forecast_check(const struct metric *metric, double change, int32_t day, int32_t today, struct err *err)
{
	double low = 0, high = 0;
	metric_value_range(metric, &low, &high);
	if (!isnan(change) && fabs(change) > high - low) {
		err_set(err, ERR_USAGE, N_("that is more than the scale holds: expected at most %s"), "%g",
		        high - low);
		return err_at(err, "forecast_change");
	}
	if (!isnan(change) && change * metric_direction(metric) <= 0) {
		err_set(err, ERR_USAGE,
		        metric_direction(metric) > 0
		                ? N_("%s would be worse for the customer: expected more than 0")
		                : N_("%s would be worse for the customer: expected less than 0"),
		        "%+g", change);
		return err_at(err, "forecast_change");
	}
	if (day && day <= today + 1) {
		err_say(err, ERR_USAGE,
		        N_("it is measured over whole days after it was done: expected a day after "
		           "tomorrow"));
		return err_at(err, "forecast_day");
	}
	return true;
}
