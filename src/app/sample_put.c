#include "sample_put.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/calendar.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/meeting.h>
#include <dagstart/domain/member.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/people.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "app.h"
#include "sample_data.h"
#include "sample_meetings.h"

enum { MEMBER_DAYS = 365, FRIDAY = 4 };

struct put {
	struct app *app;
	const struct sample *sample;
	int32_t today;
	struct members members;
	struct err *err;
};

static const char *said(const struct put *put, const struct bilingual *text)
{
	return bilingual_in(text, put->app->language);
}

static int64_t person(const struct put *put, const char *name)
{
	const struct member *member = members_find(put->app->arena, &put->members, name);
	return member ? member->id : 0;
}

static bool put_members(struct put *put)
{
	if (!store_members(put->app->store, put->app->arena, put->today, &put->members, put->err))
		return false;
	for (size_t i = 0; i < put->sample->members.count; i++) {
		const struct sample_member *from =
		        SCHEMA_ITEM(&put->sample->members, struct sample_member, i);
		const struct member *old = members_by_id(&put->members, person(put, from->name));
		struct member member = old ? *old : (struct member){.name = from->name, .active = true};
		/* They were there at the meetings that are kept of them. */
		member.joined_day = put->today - MEMBER_DAYS;
		member.role = said(put, &from->role);
		member.email = from->email;
		member.login = from->login;
		member.talents = said(put, &from->talents);
		member.kudos_private = streq(from->kudos, "private");
		if (!store_put_member(put->app->store, &member, put->err))
			return false;
	}
	return true;
}

static bool put_absences(struct put *put)
{
	for (size_t i = 0; i < put->sample->absences.count; i++) {
		const struct sample_absence *from =
		        SCHEMA_ITEM(&put->sample->absences, struct sample_absence, i);
		struct absence absence = {
		        .member_id = person(put, from->member),
		        .from_day = put->today + from->from,
		        .to_day = put->today + from->to,
		        .reason = "",
		};
		if (!store_put_absence(put->app->store, &absence, put->err))
			return false;
	}
	return true;
}

/* A theme by its name, or the response with exactly these words. */
static bool find_source(struct put *put, const char *words, struct ref *ret, const char **ret_text)
{
	struct app *app = put->app;
	const char *theme = sample_label(app, &put->sample->labels.themes, words);
	struct theme *themes = NULL;
	struct feedback *found = NULL;
	size_t count = 0;
	*ret = (struct ref){0};
	*ret_text = words;
	if (strempty(words))
		return true;
	if (!store_themes(app->store, app->arena, &themes, &count, put->err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (streq(themes[i].name, theme)) {
			*ret = entity_ref(ENTITY_THEME, themes[i].id);
			*ret_text = theme;
			return true;
		}
	struct feedback_query query = feedback_query_any();
	query.text = words;
	query.limit = 1;
	if (!store_feedback(app->store, app->arena, &query, &found, &count, put->err))
		return false;
	if (count)
		*ret = entity_ref(ENTITY_FEEDBACK, found[0].id);
	return count || err_set(put->err, ERR_INTERNAL,
	                        N_("the sample team cites words that nobody said: %s"), "%s", words);
}

static bool put_checkins(struct put *put, int64_t goal_id, const struct sample_goal *from)
{
	const char *const *ticks = from->ticks.items;
	long days = 0;
	for (size_t i = 0; i < from->ticks.count; i++) {
		if (!str_to_long(ticks[i], &days))
			return err_set(put->err, ERR_INTERNAL, N_("the sample team can't be read: %s"), "%s",
			        ticks[i]);
		/* The offsets are counted from any day of the week. */
		if (day_weekday(put->today + (int32_t)days) > FRIDAY)
			continue;
		struct checkin checkin = {
		        .goal_id = goal_id,
		        .day = put->today + (int32_t)days,
		        .ticked = true,
		        .value = NAN,
		        .note = "",
		};
		if (!store_put_checkin(put->app->store, &checkin, put->err))
			return false;
	}
	return true;
}

static bool put_goals(struct put *put)
{
	for (size_t i = 0; i < put->sample->goals.count; i++) {
		const struct sample_goal *from = SCHEMA_ITEM(&put->sample->goals, struct sample_goal, i);
		struct goal goal = {
		        .owner_id = streq(from->owner, "none") ? 0 : person(put, from->owner),
		        .text = said(put, &from->text),
		        .behaviour = said(put, &from->behaviour),
		        .metric_key = from->metric,
		        .unit = streq(from->unit, "points") ? "" : from->unit,
		        .start = from->start,
		        .target = from->target,
		        .current = from->current,
		        .start_day = put->today - 60,
		        .due_day = put->today + from->due,
		        .updated_day = put->today + from->updated,
		};
		if (!store_put_goal(put->app->store, &goal, put->err) || !put_checkins(put, goal.id, from))
			return false;
	}
	return true;
}

static bool read_done(struct put *put, const char *done, struct action *action)
{
	long days = 0;
	if (streq(done, "none"))
		return true;
	if (!str_to_long(done, &days))
		return err_set(put->err, ERR_INTERNAL, N_("the sample team can't be read: %s"), "%s", done);
	action->status = ACTION_DONE;
	action->done_day = put->today + (int32_t)days;
	return true;
}

static bool put_actions(struct put *put)
{
	const struct sample *sample = put->sample;
	for (size_t i = 0; i < sample->actions.count; i++) {
		const struct sample_action *from = SCHEMA_ITEM(&sample->actions, struct sample_action, i);
		const char *blocked = said(put, &from->blocked.by);
		bool forecast = !strempty(from->forecast.metric);
		struct action action = {
		        .text = said(put, &from->text),
		        .owner_id = person(put, from->owner),
		        .created_day = put->today + from->created,
		        .due_day = put->today + from->due,
		        .moved = from->moved,
		        .blocked_by = blocked,
		        .blocked_until = *blocked ? put->today + from->blocked.until : 0,
		        .effect = "",
		        .forecast_metric = from->forecast.metric,
		        .forecast_theme =
		                sample_label(put->app, &sample->labels.themes, from->forecast.theme),
		        .forecast_step = sample_label(put->app, &sample->labels.steps, from->forecast.step),
		        .forecast_change = from->forecast.change,
		        .forecast_day = forecast ? put->today + from->forecast.day : 0,
		};
		if (!read_done(put, from->done, &action) ||
		        !find_source(put, from->source, &action.source, &action.source_text) ||
		        !store_put_action(put->app->store, &action, put->err))
			return false;
	}
	return true;
}

static bool put_decisions(struct put *put)
{
	for (size_t i = 0; i < put->sample->decisions.count; i++) {
		const struct sample_decision *from =
		        SCHEMA_ITEM(&put->sample->decisions, struct sample_decision, i);
		const char *words = "";
		struct decision decision = {
		        .text = said(put, &from->text),
		        .owner_id = person(put, from->owner),
		        .reason = said(put, &from->reason),
		        .alternatives = said(put, &from->alternatives),
		        .effect = said(put, &from->effect),
		        .cost = said(put, &from->cost),
		        .day = put->today + from->day,
		        .review_day = put->today + from->review,
		        .outcome = "",
		};
		if (!find_source(put, from->evidence, &decision.source, &words))
			return false;
		decision.evidence = arena_printf(
		        put->app->arena, "%s %s", ref_text(put->app->arena, decision.source), words);
		if (!store_put_decision(put->app->store, &decision, put->err))
			return false;
	}
	return true;
}

/* The file names a value in English; people read it in their language. */
static const char *value_name(const struct put *put, const char *name)
{
	const struct schema_list *values = &put->sample->team.values;
	for (size_t i = 0; i < values->count; i++) {
		const struct sample_value *value = SCHEMA_ITEM(values, struct sample_value, i);
		if (streq(value->name.en, name))
			return said(put, &value->name);
	}
	return name;
}

static bool put_kudos(struct put *put)
{
	for (size_t i = 0; i < put->sample->kudos.count; i++) {
		const struct sample_kudos *from = SCHEMA_ITEM(&put->sample->kudos, struct sample_kudos, i);
		const struct member *to = members_by_id(&put->members, person(put, from->to));
		struct kudos kudos = {
		        .from_id = person(put, from->from),
		        .to_id = person(put, from->to),
		        .behaviour = said(put, &from->behaviour),
		        .effect = said(put, &from->effect),
		        .value = value_name(put, from->value),
		        .is_private = to && to->kudos_private,
		        .day = put->today + from->day,
		};
		if (!find_source(put, from->source, &kudos.source, &kudos.source_text) ||
		        !store_put_kudos(put->app->store, &kudos, put->err))
			return false;
	}
	return true;
}

static bool put_notes(struct put *put)
{
	for (size_t i = 0; i < put->sample->notes.count; i++) {
		const struct sample_note *from = SCHEMA_ITEM(&put->sample->notes, struct sample_note, i);
		struct note note = {
		        .kind = streq(from->kind, "parking") ? NOTE_PARKED : NOTE_LEARNING,
		        .text = said(put, &from->text),
		        .by_id = person(put, from->by),
		        .day = put->today + from->day,
		        .source_text = "",
		};
		if (!strempty(from->source) &&
		        !find_source(put, from->source, &note.source, &note.source_text))
			return false;
		if (!store_put_note(put->app->store, &note, put->err))
			return false;
	}
	return true;
}

static enum loop_status loop_status(const char *status)
{
	return streq(status, "told") ? LOOP_TOLD : streq(status, "owned") ? LOOP_OWNED : LOOP_NOT_NEEDED;
}

static bool put_loops(struct put *put)
{
	for (size_t i = 0; i < put->sample->loops.count; i++) {
		const struct sample_loop *from = SCHEMA_ITEM(&put->sample->loops, struct sample_loop, i);
		struct ref quote = {0};
		const char *words = "";
		if (!find_source(put, from->source, &quote, &words))
			return false;
		struct loop loop = {
		        .id = quote.id,
		        .status = loop_status(from->status),
		        .owner_id = person(put, from->owner),
		        .day = put->today + from->day,
		        .due_day = put->today + from->due,
		};
		if (loop.status == LOOP_TOLD) {
			loop.told_by_id = loop.owner_id;
			loop.told_day = loop.day;
			loop.said = said(put, &from->words);
		} else if (loop.status == LOOP_NOT_NEEDED) {
			loop.reason = said(put, &from->words);
		}
		if (!store_put_loop(put->app->store, &loop, put->err))
			return false;
	}
	return true;
}

static bool put_meetings(struct put *put)
{
	return sample_put_meetings(put->app, put->sample, &put->members, put->err);
}

bool sample_put(struct app *app, const struct sample *sample, struct err *err)
{
	struct put put = {
	        .app = app,
	        .sample = sample,
	        .today = clock_day(clock_now_ms(&app->clock)),
	        .err = err,
	};
	static bool (*const parts[])(struct put *) = {put_members, put_absences, put_goals, put_actions,
	        put_decisions, put_kudos, put_notes, put_loops, put_meetings};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (!parts[i](&put))
			return false;
	return true;
}
