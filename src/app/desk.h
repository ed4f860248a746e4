/* A seat at the table: the screen's mind (tui) and what is behind it (a session, or the wizard), without a
 * terminal. The loop and scripts use the same desk. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/agenda/session.h>
#include <dagstart/tui/tui.h>

struct app;

/* What stands behind the screen. */
struct desk_source {
	void *user;
	bool (*run)(void *user, const char *command, const struct args *args, struct result *ret,
	        struct err *err);
	void (*view)(void *user, struct arena *frame, struct view *ret);
	/* What the clock moves, see session_view_clock(); NULL: all is made anew. */
	bool (*clock)(void *user, struct arena *frame, struct view *view);
	/* Words below an open form; NULL none. */
	void (*notes)(void *user, const char *command, const struct args *args, struct doc *notes);
	bool (*keep_draft)(void *user, const char *draft, struct err *err); /* NULL nothing is kept */
	const struct session_command *commands;
	size_t command_count;
};

struct desk {
	struct app *app;
	struct desk_source source;
	struct tui *tui;
	struct theme theme;
	size_t theme_at; /* in theme_names */
	struct arena *frames[2], *notes[2], *scratch;
	struct arena *clock_arena; /* what the clock said last */
	struct view *view; /* of the last frame */
	int frame, note;
	struct arena *draft_arena;
	char *kept_draft; /* as it was kept last; in `draft_arena` */
	struct arena *keep;
	/* What the owner of the desk has to do. */
	bool quit; /* all is done: leave */
	bool closed; /* the meeting is closed */
	bool ran; /* a command was carried out */
	bool draft_changed;
	bool suspend, redraw, theme_changed;
	const char *last_words; /* to be printed when the screen is gone; "" none */
};

/* Says itself what is wrong (keys, themes); the exit code. */
int desk_open(struct app *app, const struct desk_source *source, int rows, int columns, struct desk *ret);
void desk_close(struct desk *desk);
/* The source has changed: a new view. */
void desk_refresh(struct desk *desk);
/* The clock has moved on. */
void desk_tick(struct desk *desk);
/* One key, and all that follows from it. */
void desk_key(struct desk *desk, const struct key *key);
/* A command by name. False with the error when it was refused; an open form or question is no error. */
bool desk_command(
        struct desk *desk, const char *command, const struct args *args, struct err *err) MUST_CHECK;
/* Keeps half-typed text, when it has changed since. */
void desk_keep_draft(struct desk *desk);
/* Half-typed text of the last time. */
void desk_restore_draft(struct desk *desk, const char *draft);
/* A theme by name; false when there is none such. */
bool desk_set_theme(struct desk *desk, const char *name);
