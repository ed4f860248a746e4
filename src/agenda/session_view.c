/* What is to be seen: the frame around a step or page, and the whole meeting as one document. */
#include "session_state.h"

#include <math.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

#include "mask.h"
#include "services.h"

enum { BODY_STANDS_MS = 60 * 1000, HALF_MINUTE_S = 30 };

static const char *meeting_title(const struct session *session)
{
	return str_or(bilingual_in(&session->agenda.title, session->options.language), _("stand-up"));
}

static const char *team_name(const struct session *session)
{
	return str_or(session->settings.team.name, session->team.name);
}

static enum doc_role pace_role(enum pace pace)
{
	switch (pace) {
	case PACE_FINE:
		return ROLE_TEXT;
	case PACE_AMBER:
		return ROLE_WATCH;
	case PACE_OVER:
		return ROLE_BAD;
	}
	return ROLE_TEXT;
}

static void view_time(const struct session *session, struct arena *frame, struct view *view)
{
	const struct meeting *meeting = &session->meeting;
	int64_t used = walk_used_ms(session);
	int planned = meeting_planned_s(meeting);
	int minutes = (int)(used / 60000);
	view->time = arena_printf(frame, _("%d of %d min"), minutes, planned / 60);
	view->progress = planned ? (double)used / 1000.0 / planned : NAN;
	view->time_role = pace_role(meeting_pace(used, planned));
	int64_t left = (int64_t)planned * 1000 - used;
	if (left < 0) {
		int over = (int)(-left / 60000);
		view->until = arena_printf(frame, P_("%d minute over", "%d minutes over", over), over);
		if (!over)
			view->until = _("time is up");
		return;
	}
	int64_t from =
	        session_clock_runs(session) ? clock_now_ms(session->options.clock) : meeting->started_ms;
	struct moment end = clock_local(from + left);
	view->until = arena_printf(frame, _("until %s"), say_clock(frame, end.hour, end.minute));
}

static enum rail_state rail_state(enum step_state state)
{
	switch (state) {
	case STEP_WAITING:
		return RAIL_WAITING;
	case STEP_NOW:
		return RAIL_NOW;
	case STEP_DONE:
		return RAIL_DONE;
	case STEP_SKIPPED:
		return RAIL_SKIPPED;
	}
	return RAIL_WAITING;
}

/* One clock shows seconds, that of the running step: what the others have left moves each half minute. */
static int64_t rail_left_ms(const struct meeting_step *step, int left_s)
{
	int near_s = (left_s + HALF_MINUTE_S / 2) / HALF_MINUTE_S * HALF_MINUTE_S;
	return (int64_t)(left_s == step->planned_s ? left_s : near_s) * 1000;
}

static void view_rail(const struct session *session, struct arena *frame, struct view *view)
{
	const struct meeting *meeting = &session->meeting;
	struct rail_item *items = arena_array_of(frame, struct rail_item, meeting->step_count + 1);
	int left[MEETING_STEPS_MAX] = {0};
	struct meeting counted = *meeting;
	counted.steps[counted.current].used_ms = walk_step_used_ms(session, (size_t)meeting->current);
	meeting_replan(&counted, left);
	for (size_t i = 0; i < meeting->step_count; i++) {
		const struct meeting_step *step = &meeting->steps[i];
		int64_t used = walk_step_used_ms(session, i);
		bool now = (int)i == meeting->current;
		bool behind = step->state == STEP_DONE || step->state == STEP_SKIPPED;
		int64_t shown = behind || now ? used : rail_left_ms(step, left[i]);
		items[i] = (struct rail_item){
		        .title = _(session->steps[i].ops->title),
		        .state = rail_state(step->state),
		        .time = say_span(frame, shown),
		        .planned = say_span(frame, (int64_t)step->planned_s * 1000),
		        .role = now ? pace_role(meeting_pace(used, step->planned_s)) : ROLE_TEXT,
		};
	}
	view->rail = items;
	view->rail_count = meeting->step_count;
}

static void view_clock(const struct session *session, struct arena *frame, struct view *view)
{
	if (!session_clock_runs(session))
		return;
	const struct meeting_step *step = &session->meeting.steps[session->meeting.current];
	int64_t used = walk_step_used_ms(session, (size_t)session->meeting.current);
	view->clock = say_span(frame, used);
	view->clock_role = pace_role(meeting_pace(used, step->planned_s));
}

static void body_error(struct doc *doc, struct arena *frame, const struct err *err)
{
	struct doc_node *node = doc_add(doc, doc->root, DOC_STATUS, ROLE_BAD, err_text(frame, err));
	node->mark = true;
}

static void build(struct session *session, struct visit *visit, struct doc *doc, struct doc_node *parent)
{
	struct step_context ctx = session_context(session, visit);
	if (visit->left)
		doc_para(doc, parent, ROLE_WATCH, visit->left)->mark = true;
	visit->ops->build(&ctx, visit->state, doc, parent);
	if (ctx.masked)
		mask_below(doc->arena, parent);
}

/* A page leads back, a step leads on; what else has nothing to work on now. */
static const char *const *idle_of(
        const struct session *session, const struct visit *visit, const struct doc *body, struct arena *frame)
{
	const char **names = arena_array_of(frame, const char *, IDLE_MAX + IDLE_ROWS_MAX + 2);
	size_t count = visit->ops->idle ? visit->ops->idle(visit->state, names) : 0;
	count += idle_rows(body, names + count);
	names[count++] = session->page_count ? "step.next" : "back";
	names[count] = NULL;
	return names;
}

static void view_body(struct session *session, struct arena *frame, struct view *view)
{
	struct visit *visit = session_visit_now(session);
	struct err err = {0};
	if (!visit)
		return;
	view->context = visit->ops->name;
	if (!visit->loaded && !visit_load(session, visit, &err)) {
		body_error(&view->body, frame, &err);
		return;
	}
	build(session, visit, &view->body, view->body.root);
	view->idle = idle_of(session, visit, &view->body, frame);
	if (!visit->ops->stands_ms)
		return;
	struct step_context ctx = session_context(session, visit);
	int64_t stands = visit->ops->stands_ms(&ctx, visit->state);
	if (stands < BODY_STANDS_MS)
		session->body_due_ms += stands - BODY_STANDS_MS;
}

static void view_meeting(const struct session *session, struct arena *frame, struct view *view)
{
	view_time(session, frame, view);
	view_rail(session, frame, view);
	view_clock(session, frame, view);
}

/* A list with another filter, or another quote, is another place: it begins at its top. */
static const char *place_of(struct arena *frame, const struct visit *page)
{
	struct str s = str_new(frame);
	str_addf(&s, "%s %s", page->ops->name, ref_text(frame, page->args->ref));
	uint64_t hash = hash_text(0, str_or(page->args->text, ""));
	for (size_t i = 0; i < page->args->count; i++)
		hash = hash_text(hash_text(hash, page->args->items[i].name), page->args->items[i].value);
	str_addf(&s, " %llx", (unsigned long long)hash);
	return s.text;
}

/* Who follows cannot walk; who leads has nothing to take over. */
static void view_lead(const struct session *session, struct arena *frame, struct view *view)
{
	static const char *const followers[] = {
	        "step.", "meeting.close", "round.next", "round.previous", NULL};
	static const char *const leaders[] = {"meeting.take", NULL};
	view->without = session->following ? followers : leaders;
	if (session->following)
		view->leader = text_clean(frame, walk_leader(session), TEXT_ONE_LINE);
}

void session_view(struct session *session, struct arena *frame, struct view *ret)
{
	int64_t now = clock_now_ms(session->options.clock);
	*ret = (struct view){
	        .team = team_name(session),
	        .title = meeting_title(session),
	        .date = say_day_long(frame, clock_day(now)),
	        .progress = NAN,
	        .body = doc_new(frame),
	        .status = session->status ? session->status : session->saved,
	        .status_role = session->status ? session->status_role : ROLE_GOOD,
	        .read_only = store_is_read_only(session->options.store) || session->preview,
	        .following = session->following,
	};
	if (session->page_count) {
		const struct visit *page = &session->pages[session->page_count - 1];
		ret->title = _(page->ops->title);
		ret->place = place_of(frame, page);
	}
	view_lead(session, frame, ret);
	if (session->has_meeting)
		view_meeting(session, frame, ret);
	/* Nothing stays for ever: the date moves as well. */
	session->body_due_ms = clock_mono_ms(session->options.clock) + BODY_STANDS_MS;
	view_body(session, frame, ret);
}

bool session_view_clock(struct session *session, struct arena *frame, struct view *view)
{
	if (!session_clock_runs(session) || view->following != session->following ||
	        clock_mono_ms(session->options.clock) >= session->body_due_ms)
		return false;
	view_meeting(session, frame, view);
	return true;
}

static void document_head(struct session *session, struct doc *doc)
{
	struct arena *frame = doc->arena;
	const struct meeting *meeting = &session->meeting;
	const char *title = arena_printf(frame, "%s · %s", team_name(session), meeting_title(session));
	doc_heading(doc, doc->root, 1, title, say_day_long(frame, meeting->day));
	doc_field_int(doc, doc->root, "minutes", _("planned minutes"), meeting_planned_s(meeting) / 60);
}

bool session_document(struct session *session, struct arena *frame, struct doc *ret, struct err *err)
{
	*ret = doc_new(frame);
	if (!session->has_meeting)
		return err_say(err, ERR_MISSING, N_("no meeting is open"));
	document_head(session, ret);
	for (size_t i = 0; i < session->meeting.step_count; i++) {
		struct visit *visit = &session->steps[i];
		if (!visit->loaded && !visit_load(session, visit, err))
			return false;
		struct doc_node *section = doc_section(ret, ret->root, _(visit->ops->title),
		        say_span(frame, (int64_t)session->meeting.steps[i].planned_s * 1000));
		section->key = visit->ops->name;
		build(session, visit, ret, section);
	}
	return true;
}

bool session_page(struct session *session, const char *name, const struct args *args, struct arena *frame,
        struct doc *ret, struct err *err)
{
	static const struct args none = {0};
	const struct step_ops *ops = page_find(name);
	if (!ops)
		return err_set(err, ERR_USAGE, N_("no page is named “%s”"), "%s", name);
	*ret = doc_new(frame);
	if (!session_show_page(session, ops, args ? args : &none, ret, err))
		return false;
	if (session->masked)
		mask_below(frame, ret->root);
	return true;
}

void session_form_notes(
        struct session *session, const char *command, const struct args *args, struct doc *notes)
{
	struct step_context ctx = session_context(session, NULL);
	ctx.arena = notes->arena;
	form_notes(&ctx, command, args, notes);
	if (ctx.masked)
		mask_below(notes->arena, notes->root);
}
