/* A meeting: its steps with planned and used time, who was there, what each said; and the time box that is
 * soft. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum meeting_state {
	MEETING_RUNNING,
	MEETING_CLOSED,
	MEETING_UNFINISHED, /* midnight passed; its rest is offered next time */
};

enum step_state {
	STEP_WAITING,
	STEP_NOW,
	STEP_DONE,
	STEP_SKIPPED,
};

struct meeting_step {
	const char *name; /* of the step's code, "voice" */
	int planned_s;
	int64_t used_ms;
	enum step_state state;
};

enum { MEETING_STEPS_MAX = 16 };

struct meeting {
	int64_t id;
	int32_t day;
	const char *agenda; /* "daily" */
	enum meeting_state state;
	int64_t started_ms, ended_ms; /* UTC; 0 not yet */
	int64_t leader_id;
	int64_t next_leader_id;
	int current; /* index of the step that runs */
	struct meeting_step steps[MEETING_STEPS_MAX];
	size_t step_count;
	/* Who holds the keys: "host:pid:start" of a program; another may take over. */
	const char *holder;
	int64_t alive_ms; /* last sign of life of the holder, so that a pause is not counted */
};

struct attendance {
	int64_t id;
	int64_t meeting_id;
	int64_t member_id;
	bool present;
};

struct round_entry {
	int64_t id;
	int64_t meeting_id;
	int64_t member_id;
	const char *since;
	const char *today;
	const char *blocked;
	int64_t used_ms;
};

enum pace { PACE_FINE, PACE_AMBER /* the last fifth, at least 10 s */, PACE_OVER };
/* The colour of a clock: `used` of `planned`. A step without plan is always fine. */
enum pace meeting_pace(int64_t used_ms, int planned_s);
int64_t meeting_used_ms(const struct meeting *meeting);
int meeting_planned_s(const struct meeting *meeting);

/* Re-plans what is left so that the meeting ends in time: the running and later steps get what remains,
 * shrunk in proportion, but "voice" and "promises" keep at least 60 % of their plan, even when
 * the end must give. No step gets more than its plan. Fills left_s for each
 * step (0 for those behind). */
void meeting_replan(const struct meeting *meeting, int left_s[static MEETING_STEPS_MAX]);
