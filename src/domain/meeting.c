#include <dagstart/domain/meeting.h>

#include <dagstart/base/str.h>

enum { MS = 1000, AMBER_MIN_MS = 10 * MS, AMBER_PART = 5, FLOOR_PERCENT = 60 };

/* The customer item and the team's own word come before everything else. */
static const char *const protected_steps[] = {"voice", "promises"};

static bool is_protected(const struct meeting_step *step)
{
	for (size_t i = 0; i < sizeof(protected_steps) / sizeof(protected_steps[0]); i++)
		if (streq(step->name, protected_steps[i]))
			return true;
	return false;
}

enum pace meeting_pace(int64_t used_ms, int planned_s)
{
	if (planned_s <= 0)
		return PACE_FINE;
	int64_t planned_ms = (int64_t)planned_s * MS;
	int64_t left_ms = planned_ms - used_ms;
	if (left_ms < 0)
		return PACE_OVER;
	int64_t amber_ms = planned_ms / AMBER_PART;
	return left_ms <= (amber_ms > AMBER_MIN_MS ? amber_ms : AMBER_MIN_MS) ? PACE_AMBER : PACE_FINE;
}

static size_t step_count(const struct meeting *meeting)
{
	return meeting->step_count < MEETING_STEPS_MAX ? meeting->step_count : MEETING_STEPS_MAX;
}

int64_t meeting_used_ms(const struct meeting *meeting)
{
	int64_t used_ms = 0;
	for (size_t i = 0; i < step_count(meeting); i++)
		used_ms += meeting->steps[i].used_ms;
	return used_ms;
}

int meeting_planned_s(const struct meeting *meeting)
{
	int planned_s = 0;
	for (size_t i = 0; i < step_count(meeting); i++)
		planned_s += meeting->steps[i].planned_s;
	return planned_s;
}

struct share {
	int64_t wish_s; /* what is left of its own plan */
	int64_t floor_s; /* what it keeps whatever happens */
	bool at_floor;
};

static bool lies_ahead(const struct meeting *meeting, size_t i)
{
	enum step_state state = meeting->steps[i].state;
	return (state == STEP_NOW || state == STEP_WAITING) && (int64_t)i >= meeting->current;
}

static struct share share_of(const struct meeting_step *step)
{
	int64_t used_s = step->used_ms / MS;
	int64_t wish_s = step->planned_s > used_s ? step->planned_s - used_s : 0;
	int64_t floor_s = 0;
	if (is_protected(step))
		floor_s = ((int64_t)step->planned_s * FLOOR_PERCENT + 99) / 100 - used_s;
	return (struct share){.wish_s = wish_s, .floor_s = floor_s > 0 ? floor_s : 0};
}

/* What the steps that stand on no floor wish for, and what the others leave them of `room_s`. */
static int64_t wishes(const struct share *shares, size_t count, int64_t room_s, int64_t *ret_room_s)
{
	int64_t wish_s = 0;
	for (size_t i = 0; i < count; i++) {
		if (shares[i].at_floor)
			room_s -= shares[i].floor_s;
		else
			wish_s += shares[i].wish_s;
	}
	*ret_room_s = room_s > 0 ? room_s : 0;
	return wish_s;
}

/* Puts every protected step on its floor that a shrinking in proportion would take below it. */
static bool raise_to_floor(struct share *shares, size_t count, int64_t room_s, int64_t wish_s)
{
	bool raised = false;
	for (size_t i = 0; i < count; i++) {
		if (shares[i].at_floor || shares[i].wish_s * room_s >= shares[i].floor_s * wish_s)
			continue;
		shares[i].at_floor = true;
		raised = true;
	}
	return raised;
}

void meeting_replan(const struct meeting *meeting, int left_s[static MEETING_STEPS_MAX])
{
	struct share shares[MEETING_STEPS_MAX] = {0};
	size_t count = step_count(meeting);
	for (size_t i = 0; i < count; i++)
		if (lies_ahead(meeting, i))
			shares[i] = share_of(&meeting->steps[i]);

	int64_t rest_s = meeting_planned_s(meeting) - meeting_used_ms(meeting) / MS;
	int64_t room_s, wish_s;
	do {
		wish_s = wishes(shares, count, rest_s, &room_s);
		if (room_s > wish_s)
			room_s = wish_s; /* time that was saved ends the meeting early */
	} while (raise_to_floor(shares, count, room_s, wish_s));

	/* Rounding the running total instead of each share keeps the sum exact. */
	int64_t before_s = 0;
	for (size_t i = 0; i < MEETING_STEPS_MAX; i++) {
		if (shares[i].at_floor || shares[i].wish_s == 0 || wish_s <= 0) {
			left_s[i] = (int)(shares[i].at_floor ? shares[i].floor_s : 0);
			continue;
		}
		int64_t upto_s = before_s + shares[i].wish_s;
		left_s[i] = (int)(upto_s * room_s / wish_s - before_s * room_s / wish_s);
		before_s = upto_s;
	}
}
