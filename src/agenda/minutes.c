/* The minutes: a past meeting, or the one that was just closed, as a document. */
#include "session_state.h"

#include <dagstart/store/meetings.h>

#include "mask.h"
#include "week.h"

static void times_doc(const struct meeting *meeting, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "step", .title = N_("step")},
	        {.key = "planned", .title = N_("planned"), .align = ALIGN_RIGHT},
	        {.key = "used", .title = N_("used"), .align = ALIGN_RIGHT},
	};
	struct doc_node *rows = table(doc, doc_section(doc, parent, _("Time"), ""), "steps", columns, 3);
	for (size_t i = 0; i < meeting->step_count; i++) {
		const struct meeting_step *step = &meeting->steps[i];
		const struct step_ops *ops = step_find(step->name);
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		doc_cell_value(doc, row, ops ? _(ops->title) : step->name, step->name);
		doc_cell_int(doc, row, say_span(arena, (int64_t)step->planned_s * 1000), step->planned_s);
		doc_cell_int(doc, row, say_span(arena, step->used_ms), step->used_ms / 1000);
	}
}

static const char *state_say(enum meeting_state state)
{
	switch (state) {
	case MEETING_RUNNING:
		return _("still running");
	case MEETING_CLOSED:
		return "";
	case MEETING_UNFINISHED:
		return _("not finished");
	}
	return "";
}

/* "M-12 weekly": other meetings of the day have minutes of their own. */
static const char *same_day_say(
        struct arena *arena, const struct meeting *meeting, const struct meeting *list, size_t count)
{
	struct str s = str_new(arena);
	for (size_t i = count; i > 0; i--)
		if (list[i - 1].id != meeting->id)
			str_addf(&s, "%s%s %s", s.len ? " · " : "",
			        ref_text(arena, entity_ref(ENTITY_MEETING, list[i - 1].id)),
			        list[i - 1].agenda);
	return s.text;
}

static void minutes_doc(const struct step_context *ctx, const struct session *session,
        const struct record *record, const char *same_day, struct doc *doc)
{
	struct arena *arena = doc->arena;
	const struct meeting *meeting = record->meeting;
	const char *team = str_or(session->settings.team.name, session->team.name);
	struct moment start = clock_local(meeting->started_ms);
	struct moment end = clock_local(meeting->ended_ms ? meeting->ended_ms : ctx->now_ms);
	doc_heading(
	        doc, doc->root, 1, arena_printf(arena, _("Minutes of %s"), team), state_say(meeting->state));
	doc_field(doc, doc->root, "meeting", _("meeting"),
	        ref_text(arena, entity_ref(ENTITY_MEETING, meeting->id)));
	doc_field_value(doc, doc->root, "day", _("day"), say_day_long(arena, meeting->day),
	        day_iso(arena, meeting->day));
	doc_field(doc, doc->root, "time", _("time"),
	        arena_printf(arena, _("%s–%s, %s used of %s"), say_clock(arena, start.hour, start.minute),
	                say_clock(arena, end.hour, end.minute), say_span(arena, meeting_used_ms(meeting)),
	                say_span(arena, (int64_t)meeting_planned_s(meeting) * 1000)));
	if (!strempty(same_day))
		doc_field(doc, doc->root, "same_day", _("also that day"), same_day);
	const char *left[MEETING_STEPS_MAX];
	size_t left_count = left_names(meeting, left);
	record_doc(ctx, record, doc, doc->root);
	if (meeting->state != MEETING_RUNNING && left_count)
		doc_field(
		        doc, doc->root, "left", _("comes back next time"), say_list(arena, left, left_count));
	times_doc(meeting, doc, doc->root);
	if (meeting->next_leader_id)
		doc_field(doc, doc->root, "next_leader", _("leads next time"),
		        person(ctx, meeting->next_leader_id));
}

static bool no_meeting(struct arena *frame, int32_t day, struct err *err)
{
	if (err->code != ERR_MISSING)
		return false;
	if (!day)
		return err_say(err, ERR_MISSING, N_("there was no meeting yet"));
	return err_set(err, ERR_MISSING, N_("there was no meeting on %s"), "%s", say_day(frame, day));
}

static bool minutes_of(struct step_context *ctx, const struct session *session, const struct meeting *meeting,
        struct doc *ret, struct err *err)
{
	struct record record;
	struct meeting *list = NULL;
	size_t count = 0;
	/* Minutes leave the house: personal data of customers never does. */
	ctx->masked = true;
	ctx->lasting = true;
	*ret = doc_new(ctx->arena);
	if (!record_load(ctx, meeting, &record, err) ||
	        !store_meetings_of_day(ctx->store, ctx->arena, meeting->day, &list, &count, err))
		return false;
	minutes_doc(ctx, session, &record, same_day_say(ctx->arena, meeting, list, count), ret);
	mask_below(ctx->arena, ret->root);
	return true;
}

bool session_minutes(
        struct session *session, int32_t day, struct arena *frame, struct doc *ret, struct err *err)
{
	struct meeting meeting;
	struct step_context ctx = session_context(session, NULL);
	ctx.arena = frame;
	if (!store_meeting_of_day(ctx.store, frame, day, &meeting, err))
		return no_meeting(frame, day, err);
	return minutes_of(&ctx, session, &meeting, ret, err);
}

bool session_minutes_by_id(
        struct session *session, int64_t id, struct arena *frame, struct doc *ret, struct err *err)
{
	struct meeting meeting;
	struct step_context ctx = session_context(session, NULL);
	ctx.arena = frame;
	if (!id)
		id = session->has_meeting ? session->meeting.id : 0;
	return store_meeting_by_id(ctx.store, frame, id, &meeting, err) &&
	       minutes_of(&ctx, session, &meeting, ret, err);
}

bool session_minutes_name(struct session *session, struct arena *frame, const char **ret, struct err *err)
{
	const struct meeting *own = &session->meeting;
	struct meeting *list = NULL;
	struct str name = str_new(frame);
	size_t count = 0, before = 0;
	if (!session->has_meeting)
		return err_say(err, ERR_MISSING, N_("no meeting is open"));
	if (!store_meetings_of_day(session->options.store, frame, own->day, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		before += list[i].id < own->id && streq(list[i].agenda, own->agenda);
	str_add(&name, day_iso(frame, own->day));
	if (!streq(session->agenda.name, "daily"))
		str_addf(&name, "-%s", session->agenda.name);
	if (before)
		str_addf(&name, "-%zu", before + 1);
	*ret = name.text;
	return true;
}
