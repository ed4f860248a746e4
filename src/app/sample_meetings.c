#include "sample_meetings.h"

#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/calendar.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/member.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "app.h"
#include "sample_data.h"

struct past {
	struct app *app;
	const struct sample *sample;
	const struct members *members;
	int32_t today;
	struct err *err;
};

static int64_t person(const struct past *past, const char *name)
{
	const struct member *member = members_find(past->app->arena, past->members, name);
	return member ? member->id : 0;
}

static int32_t working_day(const struct calendar *calendar, int32_t today, int back)
{
	int32_t day = today;
	while (back++ < 0)
		day = calendar_previous(calendar, day);
	return day;
}

static const struct calendar work_days = {.works = {true, true, true, true, true}, .rules = HOLIDAYS_NL};

/* The newest words of a mood that were there on the day and not heard before it. */
static bool put_heard(struct past *past, const struct meeting *meeting, enum mood mood)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *found = NULL;
	size_t count = 0;
	query.has_mood = true;
	query.mood = mood;
	query.commented = true;
	query.to_day = meeting->day - 1;
	query.limit = 1;
	if (!store_feedback(past->app->store, past->app->arena, &query, &found, &count, past->err))
		return false;
	return !count || store_put_heard(past->app->store, found[0].id, meeting->id, meeting->day, past->err);
}

static struct meeting past_meeting(
        const struct past *past, const struct sample_meeting *from, const struct sample_meeting *next)
{
	const struct {
		const char *name;
		int planned, used;
	} steps[] = {
	        {"opening", 60, from->steps.opening},
	        {"voice", 180, from->steps.voice},
	        {"scores", 120, from->steps.scores},
	        {"promises", 120, from->steps.promises},
	        {"round", 240, from->steps.round},
	        {"improve", 120, from->steps.improve},
	        {"thanks", 30, from->steps.thanks},
	        {"close", 30, from->steps.close},
	};
	int32_t day = working_day(&work_days, past->today, from->workday);
	int64_t start = clock_instant((struct moment){.day = day, .hour = 9});
	struct meeting meeting = {
	        .day = day,
	        .agenda = "daily",
	        .state = MEETING_CLOSED,
	        .started_ms = start,
	        .ended_ms = start + (int64_t)from->minutes * 60000,
	        .leader_id = person(past, from->facilitator),
	        .next_leader_id = next ? person(past, next->facilitator) : 0,
	        .step_count = sizeof(steps) / sizeof(*steps),
	        .holder = "",
	};
	meeting.alive_ms = meeting.ended_ms;
	meeting.current = (int)meeting.step_count - 1;
	for (size_t i = 0; i < meeting.step_count; i++)
		meeting.steps[i] = (struct meeting_step){.name = steps[i].name,
		        .planned_s = steps[i].planned,
		        .used_ms = (int64_t)steps[i].used * 1000,
		        .state = STEP_DONE};
	return meeting;
}

static bool put_days(struct past *past)
{
	const struct schema_list *meetings = &past->sample->meetings;
	const struct sample_meeting *all = meetings->items;
	for (size_t i = 0; i < meetings->count; i++) {
		struct meeting meeting =
		        past_meeting(past, &all[i], i + 1 < meetings->count ? &all[i + 1] : NULL);
		if (!store_put_meeting(past->app->store, &meeting, past->err) ||
		        !put_heard(past, &meeting, MOOD_PRAISE) || !put_heard(past, &meeting, MOOD_PAIN))
			return false;
	}
	return true;
}

static bool is_left(const struct sample_week *week, const char *step)
{
	const char *const *left = week->left.items;
	for (size_t i = 0; i < week->left.count; i++)
		if (streq(left[i], step))
			return true;
	return false;
}

/* The weekly meeting of last week, an hour after that day's stand-up: not everything was come to. */
static struct meeting past_week(const struct past *past, const struct sample_week *week)
{
	static const struct {
		const char *name;
		int minutes;
	} steps[] = {{"opening", 2}, {"voice", 5}, {"wins", 3}, {"scores", 4}, {"topics", 5}, {"journey", 4},
	        {"promises", 4}, {"forecasts", 2}, {"reviews", 3}, {"aims", 5}, {"ideas", 3}, {"ahead", 3},
	        {"thanks", 1}, {"close", 1}};
	struct meeting meeting = {
	        .day = working_day(&work_days, past->today, week->workday),
	        .agenda = "weekly",
	        .state = MEETING_CLOSED,
	        .leader_id = person(past, week->facilitator),
	        .step_count = sizeof(steps) / sizeof(*steps),
	        .holder = "",
	};
	meeting.started_ms = clock_instant((struct moment){.day = meeting.day, .hour = 10});
	meeting.ended_ms = meeting.alive_ms = meeting.started_ms + (int64_t)week->minutes * 60000;
	meeting.current = (int)meeting.step_count - 1;
	for (size_t i = 0; i < meeting.step_count; i++) {
		bool left = is_left(week, steps[i].name);
		meeting.steps[i] = (struct meeting_step){.name = steps[i].name,
		        .planned_s = steps[i].minutes * 60,
		        .used_ms = left ? 0 : (int64_t)steps[i].minutes * 60000,
		        .state = left ? STEP_SKIPPED : STEP_DONE};
	}
	return meeting;
}

static bool put_week(struct past *past)
{
	const struct sample_week *week = &past->sample->week;
	struct meeting meeting = past_week(past, week);
	if (!store_put_meeting(past->app->store, &meeting, past->err))
		return false;
	struct note focus = {
	        .kind = NOTE_AGREEMENT,
	        .text = bilingual_in(&week->focus, past->app->language),
	        .by_id = meeting.leader_id,
	        .day = meeting.day,
	        .source = entity_ref(ENTITY_MEETING, meeting.id),
	        .source_text = bilingual_in(&week->because, past->app->language),
	};
	return store_put_note(past->app->store, &focus, past->err);
}

bool sample_put_meetings(
        struct app *app, const struct sample *sample, const struct members *members, struct err *err)
{
	struct past past = {
	        .app = app,
	        .sample = sample,
	        .members = members,
	        .today = clock_day(clock_now_ms(&app->clock)),
	        .err = err,
	};
	return put_days(&past) && put_week(&past);
}
