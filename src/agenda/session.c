/* A session opened and closed, and commands carried out in transactions. */
#include "session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/doc/say.h>
#include <dagstart/store/journal.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/people.h>

#include "mask.h"

bool session_open(
        struct arena *arena, const struct session_options *options, struct session **ret, struct err *err)
{
	struct session *session = arena_new_of(arena, struct session);
	session->arena = arena;
	session->options = *options;
	session->settings = *options->settings;
	session->facts = arena_new_like(arena);
	session->answer = arena_new_like(arena);
	session->meeting_arena = arena_new_like(arena);
	session->status_arena = arena_new_like(arena);
	session_mask(session);
	session_calendar(session);
	if (!session_read_facts(session, err)) {
		session_free(session);
		return false;
	}
	*ret = session;
	return true;
}

void session_free(struct session *session)
{
	if (!session)
		return;
	for (size_t i = 0; i < MEETING_STEPS_MAX; i++)
		visit_forget(&session->steps[i]);
	while (session_close_page(session))
		;
	arena_free(session->facts);
	arena_free(session->answer);
	arena_free(session->meeting_arena);
	arena_free(session->status_arena);
}

void session_cleanup(struct session **session)
{
	session_free(*session);
}

bool session_is_following(const struct session *session)
{
	return session->following;
}

/* After a change by us or by others: people, meeting and what is on the screen as they stand in the store. */
bool session_refresh(struct session *session, struct err *err)
{
	session->body_due_ms = 0;
	if (!session_read_facts(session, err) || !walk_reload(session, err))
		return false;
	session_forget_visits(session);
	struct visit *visit = session_visit_now(session);
	return !visit || visit_load(session, visit, err);
}

bool session_poll(struct session *session, struct err *err)
{
	if (!store_changed(session->options.store))
		return false;
	if (!session_refresh(session, err))
		session_say(session, ROLE_BAD, err_text(session->answer, err));
	return true;
}

bool session_reload(struct session *session, struct err *err)
{
	return session_refresh(session, err);
}

struct found_command {
	const struct command *command;
	struct visit *visit; /* whose state it works on; NULL: of the session */
};

static const struct command *table_find(const struct command *table, const char *name)
{
	for (const struct command *c = table; c && c->name; c++)
		if (streq(c->name, name))
			return c;
	return NULL;
}

static struct found_command command_find(struct session *session, const char *name)
{
	struct visit *now = session_visit_now(session);
	const struct command *command = now ? table_find(now->ops->commands, name) : NULL;
	if (command)
		return (struct found_command){command, now};
	for (size_t i = 0; i < command_table_count; i++)
		if ((command = table_find(command_tables[i], name)))
			return (struct found_command){command, NULL};
	return (struct found_command){0};
}

static const struct command *command_of_steps(const char *name)
{
	const struct command *command = NULL;
	for (size_t i = 0; !command && i < step_count; i++)
		command = table_find(step_table[i]->commands, name);
	for (size_t i = 0; !command && i < page_count; i++)
		command = table_find(page_table[i]->commands, name);
	return command;
}

/* Wherever it works. */
static const struct command *command_of(const char *name)
{
	for (size_t i = 0; i < command_table_count; i++) {
		const struct command *command = table_find(command_tables[i], name);
		if (command)
			return command;
	}
	return command_of_steps(name);
}

/* Walking writes the meeting's course, but a meeting that is only looked at can be walked too. */
static bool is_walking(const char *name)
{
	return str_starts(name, "step.");
}

/* One leads: the others see where it stands. */
static bool is_leading(const char *name)
{
	return is_walking(name) || streq(name, "round.next") || streq(name, "round.previous");
}

static bool may_write(const struct session *session, const char *name, struct err *err)
{
	if (session->preview && is_walking(name))
		return true;
	if (session->preview || store_is_read_only(session->options.store))
		return err_say(err, ERR_READONLY, N_("this is read-only: nothing can be changed here"));
	if (session->following && is_leading(name))
		return err_say(
		        err, ERR_REFUSED, N_("this meeting is led at another screen: W takes it over"));
	return true;
}

/* A form that comes back half filled in is still the one that was shown first. */
static void remember_asked(
        struct session *session, const char *name, const struct args *args, const struct result *result)
{
	struct asked *asked = &session->asked;
	bool is_same = streq(asked->command, name);
	bool is_open = result->kind == RESULT_FORM || result->kind == RESULT_CONFIRM;
	if (!is_open)
		*asked = (struct asked){0};
	else if (!is_same || result->kind == RESULT_CONFIRM || args->count == 0)
		asked->seen = session->seen;
	if (is_open)
		snprintf(asked->command, sizeof(asked->command), "%s", name);
}

/* Who was faster, when, and with what; doing it again is then a choice. */
static bool say_overtaken(struct session *session, struct err *err)
{
	const struct journal_entry *entry = store_overtaken(session->options.store);
	if (!entry || err->code != ERR_CHANGED)
		return false;
	const char *who = members_name(&session->members, entry->member_id);
	const struct command *command = command_of(entry->verb);
	struct moment at = clock_local(entry->at_ms);
	return err_set(err, ERR_CHANGED,
	        N_("not saved, because it was changed meanwhile: %s. Doing it again puts yours in its place"),
	        "%s, %s, %s, %s", ref_text(session->answer, entry->ref), strempty(who) ? entry->origin : who,
	        say_clock(session->answer, at.hour, at.minute), command ? _(command->title) : entry->verb);
}

static bool run_writing(struct session *session, const struct found_command *found, struct step_context *ctx,
        void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct store *store = session->options.store;
	struct change change = session_change(session, found->command->name);
	bool is_asked = streq(session->asked.command, found->command->name);
	change.seen = is_asked ? session->asked.seen : session->seen;
	if (!store_begin(store, &change, err))
		return false;
	if (found->command->run(ctx, state, args, ret, err))
		return store_commit(store, err);
	store_rollback(store);
	return say_overtaken(session, err);
}

static void say_result(struct session *session, struct result *result, bool wrote)
{
	session->status = NULL;
	if (result->kind != RESULT_DONE)
		return;
	if (wrote && ref_is(result->saved))
		snprintf(session->saved, sizeof(session->saved), _("saved %s"),
		        ref_text(session->answer, result->saved));
	/* "saved A-12" stays as it is for programs; people read what was done as well. */
	if (result->said && *session->saved)
		session_say(session, ROLE_GOOD,
		        arena_printf(session->answer, "%s · %s", result->said, session->saved));
	if (!result->message && wrote && ref_is(result->saved))
		result->message = arena_strdup(session->answer, session->saved);
	else if (result->message)
		session_say(session, wrote ? ROLE_GOOD : ROLE_TEXT, result->message);
}

/* Whatever a command answers is for the room as well. */
static void mask_result(const struct session *session, struct result *result)
{
	if (!session->masked)
		return;
	result->message = mask_text(session->answer, result->message);
	result->form.about = mask_text(session->answer, result->form.about);
}

bool session_run(struct session *session, const char *name, const struct args *args, struct result *ret,
        struct err *err)
{
	static const struct args none = {0};
	args = args ? args : &none;
	arena_reset(session->answer);
	session->body_due_ms = 0;
	*ret = (struct result){.kind = RESULT_DONE};
	struct found_command found = command_find(session, name);
	if (!found.command)
		return command_of_steps(name)
		               ? err_set(err, ERR_REFUSED, N_("“%s” works in another step or page"), "%s",
		                         name)
		               : err_set(err, ERR_USAGE, N_("no command is named “%s”: press : to see all"),
		                         "%s", name);
	if (found.command->writes && !may_write(session, name, err))
		return false;
	struct step_context ctx = session_context(session, found.visit);
	ctx.arena = session->answer;
	void *state = found.visit ? found.visit->state : NULL;
	if (found.command->form && found.command->form(&ctx, state, args, &ret->form)) {
		ret->kind = RESULT_FORM;
		remember_asked(session, name, args, ret);
		mask_result(session, ret);
		return true;
	}
	bool wrote = found.command->writes && !session->preview;
	bool done = wrote ? run_writing(session, &found, &ctx, state, args, ret, err)
	                  : found.command->run(&ctx, state, args, ret, err);
	/* The step's own commands lead from one thing to the next. */
	if (done && found.visit && ret->kind == RESULT_DONE)
		session_mask(session);
	struct err reading = {0};
	bool is_fresh = !wrote || ret->kind == RESULT_CONFIRM || session_refresh(session, &reading);
	if (done)
		remember_asked(session, name, args, ret);
	else
		session->asked.seen = session->seen; /* it has been told: what comes now is meant */
	/* What the command chose in its step is read now: its own data live no longer than this call. */
	if (done && !wrote && found.visit && found.visit == session_visit_now(session))
		done = visit_load(session, found.visit, err);
	if (done)
		say_result(session, ret, wrote);
	if (done && !is_fresh)
		session_say_unread(session, ret, &reading);
	mask_result(session, ret);
	return done;
}

static void commands_add(struct arena *arena, struct session_command **list, size_t *count, size_t *room,
        const struct command *table, const char *context)
{
	for (const struct command *c = table; c && c->name; c++)
		*(struct session_command *)vec_add_item(arena, (void **)list, count, room, sizeof(**list)) =
		        (struct session_command){
		                .name = c->name,
		                .title = c->title,
		                .context = context,
		                .writes = (c->writes && !is_walking(c->name)) || c->writes_apart,
		                .args = c->args,
		        };
}

const struct session_command *session_commands(struct arena *arena, size_t *ret_count)
{
	struct session_command *list = NULL;
	size_t count = 0, room = 0;
	for (size_t i = 0; i < command_table_count; i++)
		commands_add(arena, &list, &count, &room, command_tables[i], NULL);
	for (size_t i = 0; i < step_count; i++)
		commands_add(arena, &list, &count, &room, step_table[i]->commands, step_table[i]->name);
	for (size_t i = 0; i < page_count; i++)
		commands_add(arena, &list, &count, &room, page_table[i]->commands, page_table[i]->name);
	*ret_count = count;
	return list;
}

bool session_is_fleeting(const struct session *session)
{
	return session->options.fleeting;
}

bool session_keep_draft(struct session *session, const char *draft, struct err *err)
{
	return store_put_draft(session->options.store, session->options.seat, "screen", draft, err);
}

const char *session_draft(struct session *session, struct arena *arena)
{
	const char *draft = "";
	struct err err = {0};
	return store_draft(session->options.store, arena, session->options.seat, "screen", &draft, &err)
	               ? draft
	               : "";
}
