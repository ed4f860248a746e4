#include <dagstart/domain/goal.h>

#include <math.h>

#include <dagstart/domain/calendar.h>

static const double lag_behind = 0.10;
static const double lag_at_risk = 0.30;
static const double dust = 1e-9; /* 0.1 is no binary fraction: "more than 10 %" starts above the dust */

static double clip(double x)
{
	return fmin(fmax(x, 0.0), 1.0);
}

double goal_progress(const struct goal *goal)
{
	if (isnan(goal->start) || isnan(goal->target) || isnan(goal->current))
		return NAN;
	double way = goal->target - goal->start;
	if (fabs(way) <
	        dust) /* a goal to stay where one is has no way to go: it is met or it can't be said */
		return fabs(goal->current - goal->target) < dust ? 1.0 : (double)NAN;
	double progress = (goal->current - goal->start) / way;
	return clip(fabs(progress - 1.0) < dust ? 1.0 : progress);
}

/* How much of its time is over, 0 to 1; 0 when it has no term. */
static double time_used(const struct goal *goal, int32_t today)
{
	if (goal->due_day == 0)
		return 0.0;
	if (today > goal->due_day)
		return 1.0;
	if (goal->start_day == 0 || goal->due_day <= goal->start_day)
		return 0.0;
	return clip((double)(today - goal->start_day) / (double)(goal->due_day - goal->start_day));
}

static enum goal_state state_at(const struct goal *goal, double progress, int32_t today)
{
	if (goal->status == GOAL_REACHED)
		return GOAL_MET;
	if (goal->status == GOAL_STOPPED || isnan(progress))
		return GOAL_NO_DATA;
	if (progress >= 1.0)
		return GOAL_MET;
	if (goal->due_day != 0 && today > goal->due_day)
		return GOAL_AT_RISK;
	double lag = time_used(goal, today) - progress;
	if (lag > lag_at_risk + dust)
		return GOAL_AT_RISK;
	if (lag > lag_behind + dust)
		return GOAL_BEHIND;
	return progress > dust ? GOAL_ON_TRACK : GOAL_NEW;
}

static enum goal_state at_end(const struct goal *goal, double end, int32_t today)
{
	struct goal there = *goal;
	there.current = end;
	return state_at(goal, goal_progress(&there), today);
}

enum goal_state goal_state(const struct goal *goal, int32_t today)
{
	double progress = goal_progress(goal);
	if (!goal->current_n || goal->status != GOAL_OPEN || isnan(progress))
		return state_at(goal, progress, today);
	enum goal_state low = at_end(goal, goal->current_low, today),
	                high = at_end(goal, goal->current_high, today);
	if (low > high) {
		enum goal_state swap = low;
		low = high;
		high = swap;
	}
	if (low == high)
		return low == GOAL_NO_DATA ? GOAL_UNSURE : low;
	/* Good at both ends, or bad at both. */
	if (low == GOAL_ON_TRACK && high == GOAL_MET)
		return GOAL_ON_TRACK;
	return low == GOAL_BEHIND && high == GOAL_AT_RISK ? GOAL_BEHIND : GOAL_UNSURE;
}

int goal_age(const struct goal *goal, int32_t today)
{
	if (goal->updated_day == 0)
		return -1;
	return today > goal->updated_day ? today - goal->updated_day : 0;
}

static bool is_ticked(const struct checkin *checkins, size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++)
		if (checkins[i].day == day && checkins[i].ticked)
			return true;
	return false;
}

void goal_ticks(const struct checkin *checkins, size_t checkin_count, const struct calendar *calendar,
        int32_t today, enum tick *ret, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t day = today - (int32_t)(count - 1 - i);
		if (is_ticked(checkins, checkin_count, day))
			ret[i] = TICK_DONE;
		else
			ret[i] = calendar_is_working(calendar, day) ? TICK_NONE : TICK_OFF;
	}
}
