/* What a session is made of; only session_*.c, walk.c, agenda_file.c and the commands that act on the session
 * itself look inside. */
#pragma once

#include "step.h"

#include <dagstart/domain/team.h>

struct agenda_step {
	const struct step_ops *ops;
	int planned_s;
	const void *options;
};

struct agenda {
	const char *name;
	struct bilingual title;
	struct agenda_step steps[MEETING_STEPS_MAX];
	size_t count;
};

/* One step or page on the way: its data live in an arena of their own and go with it. */
struct visit {
	const struct step_ops *ops;
	struct arena *arena;
	void *state;
	bool loaded;
	const struct args *args; /* a page's; in `keep` */
	struct arena *keep;
	const char *left; /* a step that the last meeting of this agenda did not come to: said above it */
};

enum { PAGES_MAX = 8 };

/* A form or question that is out: how far the journal went when it was shown, see `seen` of struct change. */
struct asked {
	char command[48]; /* "" none */
	int64_t seen;
};

struct session {
	struct arena *arena; /* the session's life */
	struct arena *facts; /* team, people, metrics: read anew after each change */
	struct arena *answer; /* the last outcome */
	struct session_options options;
	struct settings settings;
	struct team team;
	struct members members;
	struct calendar calendar;
	struct metric *metrics;
	size_t metric_count;
	const struct member *me;
	struct agenda agenda;
	struct meeting meeting;
	struct arena *meeting_arena;
	bool has_meeting; /* `meeting` is set, stored or previewed */
	bool preview; /* it has no row of its own */
	bool following;
	int64_t since_ms; /* monotonic: since when the running step's time is not yet counted in `meeting` */
	int64_t alive_mono_ms; /* the last sign of life */
	struct visit steps[MEETING_STEPS_MAX];
	struct visit pages[PAGES_MAX];
	size_t page_count;
	int64_t seen; /* how far the journal went before what is shown was read */
	struct asked asked;
	bool masked;
	int64_t body_due_ms; /* when the view is to be made anew though nobody did anything; 0: at once */
	const char *status; /* the last answer, for the line below, until the next command */
	char saved[48]; /* the last thing that was saved: what stands there otherwise */
	enum doc_role status_role;
	struct arena *status_arena;
};

/* session_facts.c */
/* Reads anew; what is changed from here on is based on it. */
bool session_read_facts(struct session *session, struct err *err) MUST_CHECK;
struct step_context session_context(struct session *session, struct visit *visit);
void session_calendar(struct session *session);
/* Who changes something here, with which command, and what they had read. */
struct change session_change(const struct session *session, const char *verb);

/* session_visit.c */
struct visit *session_visit_now(struct session *session);
bool visit_load(struct session *session, struct visit *visit, struct err *err) MUST_CHECK;
void visit_forget(struct visit *visit);
void session_forget_visits(struct session *session);
bool session_open_page(struct session *session, const struct step_ops *ops, const struct args *args,
        struct err *err) MUST_CHECK;
/* A page as a document, without opening it. */
bool session_show_page(struct session *session, const struct step_ops *ops, const struct args *args,
        struct doc *doc, struct err *err) MUST_CHECK;
/* The page on top, with other arguments; the old ones may be among them. */
bool session_turn_page(struct session *session, const struct args *args, struct err *err) MUST_CHECK;
bool session_close_page(struct session *session);
/* Customers' personal data is hidden again: what is shown from now on is something else. */
void session_mask(struct session *session);

/* walk.c */
int64_t walk_used_ms(const struct session *session); /* of the meeting until now */
int64_t walk_step_used_ms(const struct session *session, size_t step);
bool walk_put(struct session *session,
        struct err *err) MUST_CHECK; /* folds the clock in and writes the meeting, inside a transaction */
bool walk_reload(struct session *session, struct err *err) MUST_CHECK; /* as the store has it */
/* This program as the one that took the meeting over: the member who sits here, else the login. */
const char *walk_holder(const struct session *session, struct arena *arena);
/* Who took the meeting over last, else the leader of the day; "" nobody. */
const char *walk_leader(const struct session *session);
bool walk_go(struct session *session, int step, struct err *err) MUST_CHECK; /* inside a transaction */

/* session.c: all that is shown, as the store has it now. */
bool session_refresh(struct session *session, struct err *err) MUST_CHECK;

/* session_status.c: said until the next command, masked when the screen is. */
void session_say(struct session *session, enum doc_role role, const char *text);
/* What was done is saved, though the screen can't show it: both are told. */
void session_say_unread(struct session *session, struct result *result, const struct err *reading);

/* Names of commands that work on a row of a kind of which `body` shows none; how many (idle.c). */
enum { IDLE_ROWS_MAX = 40 };
size_t idle_rows(const struct doc *body, const char **ret);
