/* A session: one person at one seat, working with the team's store, in a meeting or outside. It carries out
 * commands by name, in transactions, and says what is to be seen as a view. It never draws and never blocks
 * longer than the store's busy time. Views and documents are rebuilt from committed data only: what is shown
 * as saved is saved. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/settings.h>
#include <dagstart/doc/form.h>
#include <dagstart/doc/view.h>

struct arena;
struct session;
struct store;

struct session_options {
	struct store *store;
	const struct settings *settings;
	const struct clock *clock;
	const char *member; /* --as or local.me; "" by login */
	const char *login;
	const char *seat; /* "user@host": whose writes `undo` takes back */
	const char *holder; /* unique for this program: "host:pid:start" */
	/* Whether the program of a holder is known to have ended (a crash): its meeting is resumed at once,
	 * not followed until it has been silent for long. NULL: nobody knows. */
	bool (*holder_is_gone)(const char *holder);
	const char *language; /* "nl", "en" */
	const char *own_path; /* the person's own store; NULL none */
	uint64_t seed; /* 0: from the date */
	bool fleeting; /* the store goes when the program ends: nothing can be looked up later */
};

/* Reads team and people. Lives in `arena`; free with session_free(). */
bool session_open(struct arena *arena, const struct session_options *options, struct session **ret,
        struct err *err) MUST_CHECK;
void session_free(struct session *session);
void session_cleanup(struct session **session);

/* Loads the agenda NAME (NULL: that of the weekday, else daily) from `folder`/agendas or the built-in ones;
 * false with problems. */
bool session_load_agenda(struct session *session, const char *name, const char *const *folders,
        size_t folder_count, struct problems *problems);

/* Looks at an agenda without a session: for `check`. False with problems. */
bool agenda_check(struct arena *arena, const char *name, const char *const *folders, size_t folder_count,
        struct problems *problems);

enum meeting_entry { MEETING_STARTED, MEETING_RESUMED, MEETING_FOLLOWED };
/* Starts the meeting of the loaded agenda, resumes the interrupted one, or follows the one that another
 * program holds. One of an earlier day is closed as unfinished first. */
bool session_meet(struct session *session, enum meeting_entry *ret, struct err *err) MUST_CHECK;
/* The same meeting to look at, without a row of its own: for --plain, where nothing may be written, and for a
 * first screen that does not wait for the disk; session_meet() may follow. */
bool session_preview(struct session *session, struct err *err) MUST_CHECK;
/* Leaves without closing the meeting: its clock stops, it can be resumed. */
void session_leave(struct session *session);
bool session_is_following(const struct session *session);

enum result_kind {
	RESULT_DONE,
	RESULT_FORM, /* `form` must be filled in first */
	RESULT_CONFIRM, /* `message` is a question; yes: the same command with yes=yes */
	RESULT_QUIT, /* the meeting is closed: nothing is left to do */
	RESULT_TEXT, /* `message` is the answer, nothing was written */
};
struct result {
	enum result_kind kind;
	struct ref saved; /* what was written, after COMMIT */
	const char *message; /* translated; "saved A-12", "undone: A-12 …" */
	const char *said; /* what was done, for people: "A-12 handed to Bram"; NULL: only that it is saved */
	bool select; /* what comes next is about what was saved: the selection goes there */
	bool careful; /* of a question: no is the answer that does no harm */
	struct form form;
};

/* Carries out a command. False: nothing was written, and the error says why. Results live until the next
 * call. */
bool session_run(struct session *session, const char *command, const struct args *args, struct result *ret,
        struct err *err) MUST_CHECK;

/* What can be done: every command of session, steps and pages. For keys, help, palette, scripts and
 * completion. */
struct session_command {
	const char *name;
	const char *title; /* msgid */
	const char *context; /* step or page; NULL everywhere */
	bool writes;
	const char *const *args; /* names of its arguments, NULL-terminated; NULL none */
};
const struct session_command *session_commands(struct arena *arena, size_t *ret_count);

/* What is to be seen now. `frame` is the arena of this frame. */
void session_view(struct session *session, struct arena *frame, struct view *ret);
/* Only what moves with the clock, into a view of session_view(): time, progress, until, clock, and the times
 * of the rail, in `frame`. False, and nothing was touched: more than these has changed, session_view() is
 * due. */
bool session_view_clock(struct session *session, struct arena *frame, struct view *view);
/* The whole meeting, or the open page, as one document: for pipes, minutes and tests. */
bool session_document(
        struct session *session, struct arena *frame, struct doc *ret, struct err *err) MUST_CHECK;
/* A page by name ("me", "scores", "feedback", "history", "actions" …) as a document. */
bool session_page(struct session *session, const char *name, const struct args *args, struct arena *frame,
        struct doc *ret, struct err *err) MUST_CHECK;
/* The minutes of a meeting (0: the newest that is not running; else of that day). */
bool session_minutes(struct session *session, int32_t day, struct arena *frame, struct doc *ret,
        struct err *err) MUST_CHECK;

/* The same of one meeting by its number; 0: of the one that this session holds. */
bool session_minutes_by_id(struct session *session, int64_t id, struct arena *frame, struct doc *ret,
        struct err *err) MUST_CHECK;
/* What a file with the minutes of the meeting that this session holds is called, without an ending:
 * "2026-03-02" of the stand-up, "2026-03-02-weekly" of another agenda, "2026-03-02-2" of the second stand-up
 * of that day. */
bool session_minutes_name(
        struct session *session, struct arena *frame, const char **ret, struct err *err) MUST_CHECK;

/* Notes below an open form: SMART, what a date means, which member is meant. */
void session_form_notes(
        struct session *session, const char *command, const struct args *args, struct doc *notes);

/* Someone else may have written: reads anew what is shown. True when the view has changed. */
bool session_poll(struct session *session, struct err *err);
/* Reads anew what is shown, whoever wrote: after the index of words has grown. */
bool session_reload(struct session *session, struct err *err) MUST_CHECK;
/* Signs of life and the turn of midnight. Milliseconds until it wants to be called again; -1: no clock is
 * running. */
int session_tick(struct session *session, struct err *err);
/* Whether a clock with seconds is on the view. */
bool session_clock_runs(const struct session *session);
/* As its options say. */
bool session_is_fleeting(const struct session *session);
/* Milliseconds until that clock shows another second, 1 to 1000. */
int session_second_left(const struct session *session);

/* Half-typed text: kept in the store by seat, given back at the next start. */
bool session_keep_draft(struct session *session, const char *draft, struct err *err) MUST_CHECK;
const char *session_draft(struct session *session, struct arena *arena);
