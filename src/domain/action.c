#include <dagstart/domain/action.h>

#include <math.h>
#include <stdlib.h>

#include <dagstart/base/str.h>

enum { SOON_DAYS = 2, MOVED_OFTEN = 2 };

bool action_is_escalated(const struct action *action)
{
	return !strempty(action->escalated_to) && !action->answered_day;
}

static bool answer_is_due(bool waits, int32_t day, int32_t today)
{
	return waits && day != 0 && day <= today;
}

enum urgency action_urgency(const struct action *action, int32_t today)
{
	if (action->status != ACTION_OPEN)
		return URGENCY_NORMAL;
	bool has_day = action->due_day != 0;
	bool escalated = action_is_escalated(action);
	bool blocked = escalated || !strempty(action->blocked_by);
	if (has_day && action->due_day < today)
		return URGENCY_OVERDUE;
	if (answer_is_due(escalated, action->answer_day, today) ||
	        answer_is_due(!strempty(action->blocked_by), action->blocked_until, today))
		return URGENCY_ANSWER_DUE;
	if (has_day && action->due_day == today)
		return URGENCY_TODAY;
	if (action->moved >= MOVED_OFTEN)
		return URGENCY_MOVED;
	if (blocked)
		return URGENCY_BLOCKED;
	if (!has_day)
		return URGENCY_NO_DATE;
	return action->due_day - today <= SOON_DAYS ? URGENCY_SOON : URGENCY_NORMAL;
}

/* Minus, zero or plus, without the overflow of a subtraction. */
static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_actions(const void *left, const void *right, void *user)
{
	const struct action *a = left, *b = right;
	const int32_t *today = user;
	int by = order((int64_t)action_urgency(a, *today), (int64_t)action_urgency(b, *today));
	if (by == 0)
		by = order(a->due_day ? a->due_day : INT32_MAX, b->due_day ? b->due_day : INT32_MAX);
	return by ? by : order(a->id, b->id);
}

void actions_sort(struct action *actions, size_t count, int32_t today)
{
	if (count > 1)
		qsort_r(actions, count, sizeof(*actions), compare_actions, &today);
}

/* Even the good end of the interval stays short of what was promised. */
static bool falls_short(const struct difference *difference, double forecast, double direction)
{
	return !isnan(forecast) && direction * (forecast - difference->change) > difference->margin;
}

struct verdict action_verdict(const struct metric *metric, double forecast_change, const struct tally *before,
        const struct tally *after)
{
	struct verdict verdict = {.before = score_of(metric, before), .after = score_of(metric, after)};
	verdict.difference = score_difference(metric, &verdict.before, &verdict.after);
	double direction = metric_direction(metric);
	if (verdict.difference.real)
		verdict.outcome =
		        direction * verdict.difference.change > 0 ? OUTCOME_WORKED : OUTCOME_DID_NOT;
	else if (falls_short(&verdict.difference, forecast_change, direction))
		verdict.outcome = OUTCOME_DID_NOT;
	return verdict;
}
