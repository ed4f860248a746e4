/* The course of a meeting: starting, resuming, following, its clock, and going from step to step. */
#include "session_state.h"

#include <string.h>

#include <dagstart/store/meetings.h>

#include "services.h"

/* Behind the program that holds a meeting stands who took it over, if anybody did. */
#define TAKER_MARK '\t'

enum {
	ALIVE_EVERY_MS = 10 * 1000, /* how much of a step's time a crash may take */
	MEETINGS_LOOKED = 30,
	SILENT_AFTER_MS = 35 * 1000, /* a holder that gave no sign for so long is gone */
};

static int64_t mono(const struct session *session)
{
	return clock_mono_ms(session->options.clock);
}

/* Time of the running step that `meeting` does not count yet. */
static int64_t pending_ms(const struct session *session)
{
	if (!session->has_meeting || session->preview || session->meeting.state != MEETING_RUNNING)
		return 0;
	int64_t pending = session->following
	                          ? clock_now_ms(session->options.clock) - session->meeting.alive_ms
	                          : mono(session) - session->since_ms;
	return pending > 0 ? pending : 0;
}

int64_t walk_used_ms(const struct session *session)
{
	return meeting_used_ms(&session->meeting) + pending_ms(session);
}

int64_t walk_step_used_ms(const struct session *session, size_t step)
{
	int64_t used = session->meeting.steps[step].used_ms;
	return (int)step == session->meeting.current ? used + pending_ms(session) : used;
}

int64_t step_used_ms(const struct step_context *ctx)
{
	return ctx->meeting ? walk_step_used_ms(ctx->session, (size_t)ctx->meeting->current) : 0;
}

/* Copies what the store lent into the meeting's own arena; it may also be a copy of the session's own. */
static void adopt(struct session *session, const struct meeting *meeting)
{
	struct arena *before = session->meeting_arena;
	session->meeting_arena = arena_new_like(before);
	session->meeting = *meeting;
	session->meeting.agenda = arena_strdup(session->meeting_arena, meeting->agenda);
	session->meeting.holder = arena_strdup(session->meeting_arena, meeting->holder);
	for (size_t i = 0; i < meeting->step_count; i++)
		session->meeting.steps[i].name = arena_strdup(session->meeting_arena, meeting->steps[i].name);
	arena_free(before);
	session->has_meeting = true;
}

/* The steps of a stored meeting, which may have been started with another agenda file. */
static bool bind_steps(struct session *session, struct err *err)
{
	for (size_t i = 0; i < session->meeting.step_count; i++) {
		const struct step_ops *ops = step_find(session->meeting.steps[i].name);
		if (!ops)
			return err_set(err, ERR_DAMAGED,
			        N_("the running meeting has a step “%s” that this program does not know"),
			        "%s", session->meeting.steps[i].name);
		if (session->steps[i].ops != ops) {
			visit_forget(&session->steps[i]);
			session->steps[i].ops = ops;
		}
	}
	return true;
}

static void count_from_now(struct session *session)
{
	session->since_ms = session->alive_mono_ms = mono(session);
}

static struct meeting planned_meeting(struct session *session, int32_t today)
{
	struct meeting meeting = {
	        .day = today,
	        .agenda = session->agenda.name,
	        .state = MEETING_RUNNING,
	        .started_ms = clock_now_ms(session->options.clock),
	        .holder = session->options.holder,
	        .step_count = session->agenda.count,
	};
	meeting.alive_ms = meeting.started_ms;
	for (size_t i = 0; i < session->agenda.count; i++)
		meeting.steps[i] = (struct meeting_step){
		        .name = session->agenda.steps[i].ops->name,
		        .planned_s = session->agenda.steps[i].planned_s,
		        .state = i ? STEP_WAITING : STEP_NOW,
		};
	return meeting;
}

static bool may_lead(const struct session *session, int64_t id, int32_t today)
{
	const struct member *member = members_by_id(&session->members, id);
	return member && member->active && !member_is_away(&session->members, id, today);
}

/* `ret` is the newest of all: mostly that is the one. */
static bool last_of_agenda(struct session *session, struct meeting *ret)
{
	struct meeting *meetings = NULL;
	struct err none = {0};
	size_t count = 0;
	if (streq(ret->agenda, session->agenda.name))
		return true;
	if (!store_meetings(
	            session->options.store, session->answer, MEETINGS_LOOKED, &meetings, &count, &none))
		return false;
	for (size_t i = 0; i < count; i++) {
		*ret = meetings[i];
		if (ret->state != MEETING_RUNNING && streq(ret->agenda, session->agenda.name))
			return true;
	}
	return false;
}

/* Who led today already: two meetings of a day have one leader. Else who was named at the last close of this
 * agenda, else whose turn it is. */
static bool choose_leader(struct session *session, int32_t today, int64_t *ret, struct err *err)
{
	struct meeting last;
	struct err none = {0};
	struct store *store = session->options.store;
	int64_t named = 0;
	bool has_last = store_meeting_of_day(store, session->answer, 0, &last, &none);
	if (has_last && last.day == today)
		named = last.leader_id;
	else if (has_last && last_of_agenda(session, &last))
		named = last.next_leader_id;
	if (may_lead(session, named, today)) {
		*ret = named;
		return true;
	}
	struct step_context ctx = session_context(session, NULL);
	return next_leader(&ctx, today, 0, ret, err);
}

static bool in_transaction(
        struct session *session, const char *verb, struct meeting *meeting, struct err *err)
{
	struct change change = session_change(session, verb);
	change.meeting_id = meeting->id;
	struct store *store = session->options.store;
	if (!store_begin(store, &change, err))
		return false;
	if (store_put_meeting(store, meeting, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

static bool start(struct session *session, int32_t today, struct err *err)
{
	struct meeting meeting = planned_meeting(session, today);
	if (!choose_leader(session, today, &meeting.leader_id, err) ||
	        !in_transaction(session, "meeting.start", &meeting, err))
		return false;
	adopt(session, &meeting);
	return true;
}

/* The program alone, without who took over by it. */
static const char *program_of(struct arena *arena, const char *holder)
{
	return arena_strndup(arena, holder, strcspn(holder, (char[]){TAKER_MARK, '\0'}));
}

static bool holds(struct session *session, const struct meeting *meeting)
{
	return streq(program_of(session->answer, meeting->holder), session->options.holder);
}

static bool is_alive(struct session *session, const struct meeting *meeting)
{
	const char *program = program_of(session->answer, meeting->holder);
	if (strempty(program) || streq(program, session->options.holder))
		return false;
	if (session->options.holder_is_gone && session->options.holder_is_gone(program))
		return false;
	return clock_now_ms(session->options.clock) - meeting->alive_ms < SILENT_AFTER_MS;
}

static bool close_unfinished(struct session *session, struct meeting *meeting, struct err *err)
{
	meeting->state = MEETING_UNFINISHED;
	meeting->ended_ms = meeting->alive_ms;
	meeting->holder = "";
	return in_transaction(session, "meeting.unfinished", meeting, err);
}

static bool enter(struct session *session, struct err *err)
{
	count_from_now(session);
	if (!bind_steps(session, err))
		return false;
	return visit_load(session, session_visit_now(session), err);
}

static bool resume(struct session *session, struct meeting *meeting, struct err *err)
{
	meeting->holder = session->options.holder;
	meeting->alive_ms = clock_now_ms(session->options.clock);
	if (!in_transaction(session, "meeting.resume", meeting, err))
		return false;
	adopt(session, meeting);
	return enter(session, err);
}

static bool meet(struct session *session, enum meeting_entry *ret, struct err *err)
{
	int32_t today = clock_day(clock_now_ms(session->options.clock));
	struct meeting running;
	struct err none = {0};
	bool found = store_meeting_running(
	        session->options.store, session->answer, session->agenda.name, &running, &none);
	if (!found && none.code != ERR_MISSING) {
		*err = none;
		return false;
	}
	if (found && is_alive(session, &running)) {
		*ret = MEETING_FOLLOWED;
		session->following = true;
		adopt(session, &running);
		return enter(session, err);
	}
	if (found && running.day == today) {
		*ret = MEETING_RESUMED;
		return resume(session, &running, err);
	}
	if (found && !close_unfinished(session, &running, err))
		return false;
	*ret = MEETING_STARTED;
	return start(session, today, err) && enter(session, err);
}

bool session_meet(struct session *session, enum meeting_entry *ret, struct err *err)
{
	bool looked = session->preview;
	session->preview = false;
	if (meet(session, ret, err))
		return true;
	session->preview = looked;
	return false;
}

bool session_preview(struct session *session, struct err *err)
{
	int32_t today = clock_day(clock_now_ms(session->options.clock));
	struct meeting meeting;
	struct err none = {0};
	session->preview = true;
	if (!store_meeting_running(
	            session->options.store, session->answer, session->agenda.name, &meeting, &none) ||
	        meeting.day != today) {
		meeting = planned_meeting(session, today);
		if (!choose_leader(session, today, &meeting.leader_id, err))
			return false;
	}
	adopt(session, &meeting);
	return enter(session, err);
}

/* Time that has passed goes to the running step. */
static void fold_time(struct session *session, struct meeting *meeting)
{
	meeting->steps[meeting->current].used_ms += pending_ms(session);
	meeting->alive_ms = clock_now_ms(session->options.clock);
}

bool walk_put(struct session *session, struct err *err)
{
	struct meeting meeting = session->meeting;
	fold_time(session, &meeting);
	if (!store_put_meeting(session->options.store, &meeting, err))
		return false;
	session->meeting = meeting;
	session->since_ms = session->alive_mono_ms = mono(session);
	return true;
}

void session_leave(struct session *session)
{
	if (!session->has_meeting || session->preview || session->following ||
	        session->meeting.state != MEETING_RUNNING)
		return;
	struct meeting meeting = session->meeting;
	struct err err = {0};
	fold_time(session, &meeting);
	meeting.holder = "";
	/* Nobody is left to tell; the last sign of life stands where this fails. */
	if (in_transaction(session, "meeting.leave", &meeting, &err))
		adopt(session, &meeting);
}

bool walk_reload(struct session *session, struct err *err)
{
	if (!session->has_meeting || session->preview)
		return true;
	struct meeting meeting;
	if (!store_meeting_by_id(session->options.store, session->answer, session->meeting.id, &meeting, err))
		return false;
	bool was_following = session->following;
	session->following = meeting.state == MEETING_RUNNING && !holds(session, &meeting);
	if (was_following != session->following)
		count_from_now(session);
	int64_t since = session->since_ms;
	if (meeting.current != session->meeting.current)
		session_mask(session);
	adopt(session, &meeting);
	session->since_ms = since;
	return bind_steps(session, err);
}

const char *walk_holder(const struct session *session, struct arena *arena)
{
	const struct session_options *options = &session->options;
	const char *who = session->me ? session->me->name : str_or(options->login, "");
	return arena_printf(
	        arena, "%s%c%s", options->holder, TAKER_MARK, strempty(who) ? options->seat : who);
}

const char *walk_leader(const struct session *session)
{
	const char *taker = strchr(session->meeting.holder, TAKER_MARK);
	return taker ? taker + 1 : members_name(&session->members, session->meeting.leader_id);
}

bool walk_go(struct session *session, int step, struct err *err)
{
	struct meeting meeting = session->meeting;
	if (step < 0 || step >= (int)meeting.step_count)
		return err_say(
		        err, ERR_REFUSED, N_("there is no step before the first or after the last one"));
	struct visit *leaving = &session->steps[meeting.current];
	fold_time(session, &meeting);
	if (!session->preview && step > meeting.current && leaving->ops->done && leaving->loaded) {
		struct step_context ctx = session_context(session, leaving);
		if (!leaving->ops->done(&ctx, leaving->state, err))
			return false;
	}
	meeting.steps[meeting.current].state = STEP_DONE;
	for (int i = meeting.current + 1; i < step; i++)
		if (meeting.steps[i].state == STEP_WAITING)
			meeting.steps[i].state = STEP_SKIPPED;
	meeting.steps[step].state = STEP_NOW;
	meeting.current = step;
	if (session->preview) {
		session->meeting = meeting;
		struct visit *visit = session_visit_now(session);
		return visit->loaded || visit_load(session, visit, err);
	}
	if (!store_put_meeting(session->options.store, &meeting, err))
		return false;
	session->since_ms = session->alive_mono_ms = mono(session);
	return true;
}

bool session_clock_runs(const struct session *session)
{
	return session->has_meeting && !session->preview && session->meeting.state == MEETING_RUNNING;
}

int session_second_left(const struct session *session)
{
	if (!session_clock_runs(session))
		return 1000;
	return 1000 - (int)(walk_step_used_ms(session, (size_t)session->meeting.current) % 1000);
}

static bool midnight(struct session *session, struct err *err)
{
	struct meeting meeting = session->meeting;
	fold_time(session, &meeting);
	if (!close_unfinished(session, &meeting, err))
		return false;
	adopt(session, &meeting);
	session_say(session, ROLE_WATCH,
	        _("midnight has passed: closed unfinished, the rest comes back next time"));
	return true;
}

int session_tick(struct session *session, struct err *err)
{
	if (!session_clock_runs(session))
		return -1;
	if (!session->following && clock_day(clock_now_ms(session->options.clock)) != session->meeting.day)
		return midnight(session, err) ? -1 : ALIVE_EVERY_MS;
	int64_t quiet = mono(session) - session->alive_mono_ms;
	/* Who follows gives no signs of life; a clock that was set back owes none. */
	if (session->following || quiet < 0)
		return ALIVE_EVERY_MS;
	if (quiet >= ALIVE_EVERY_MS) {
		struct meeting meeting = session->meeting;
		fold_time(session, &meeting);
		struct err alive = {0};
		session->alive_mono_ms = mono(session);
		if (store_meeting_alive(session->options.store, &meeting, &alive)) {
			session->meeting = meeting;
			session->since_ms = mono(session);
		} else if (alive.code == ERR_CHANGED) {
			session->following = true;
		} else {
			*err = alive;
		}
		quiet = 0;
	}
	return (int)(ALIVE_EVERY_MS - quiet);
}
