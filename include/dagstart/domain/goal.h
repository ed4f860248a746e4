/* Goals: a team goal serves one customer metric; a personal goal is a pair, one hard metric and one soft
 * behaviour, written by its owner. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum goal_status {
	GOAL_OPEN,
	GOAL_REACHED,
	GOAL_STOPPED,
};

struct goal {
	int64_t id;
	int64_t owner_id; /* 0: the team's */
	const char *text; /* the hard metric as a sentence */
	const char *behaviour; /* the soft half, "" when none */
	const char *metric_key; /* the customer metric it serves; "" when none */
	const char *unit; /* "%", "days", "" */
	double start, target,
	        current; /* NAN when not given; current is computed for a team goal with a metric */
	int32_t start_day, due_day, updated_day;
	enum goal_status status;
	int64_t current_n; /* answers that current is computed from; 0: somebody wrote it down */
	double current_low, current_high; /* its 95 % interval, where it is computed */
};

struct checkin {
	int64_t id;
	int64_t goal_id;
	int32_t day;
	bool ticked; /* the behaviour was lived that day */
	double value; /* a new reading of the hard metric; NAN when none */
	const char *note;
};

enum goal_state {
	GOAL_NO_DATA, /* not measured or no target: a dash */
	GOAL_NEW, /* no way gone yet, and too little of its time to miss it */
	GOAL_UNSURE, /* computed, and another state at either end of its interval: nobody can tell */
	GOAL_ON_TRACK,
	GOAL_BEHIND, /* progress lags time by more than 10 % of the way */
	GOAL_AT_RISK, /* by more than 30 %, or overdue */
	GOAL_MET,
};

/* 0 to 1 of the way from start to target (either direction); NAN when unknown. */
double goal_progress(const struct goal *goal);
/* A stopped goal has no state to show: GOAL_NO_DATA. Without a term a goal that has moved is on track until
 * it is met; one that has not is new: nobody can tell yet. Of a current that is computed both ends of its
 * interval must say the same, or the milder of two that go the same way is said. */
enum goal_state goal_state(const struct goal *goal, int32_t today);
/* Days since the last update; -1 never. */
int goal_age(const struct goal *goal, int32_t today);

enum tick { TICK_NONE, TICK_DONE, TICK_OFF /* not a working day */ };
struct calendar;
/* The ticks of the `count` days that end on `today`, oldest first. */
void goal_ticks(const struct checkin *checkins, size_t checkin_count, const struct calendar *calendar,
        int32_t today, enum tick *ret, size_t count);
