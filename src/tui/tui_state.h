/* What the controller is made of; shared by its files and the overlays. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/lineedit.h>
#include <dagstart/base/vec.h>
#include <dagstart/tui/tui.h>

#include "frame.h"
#include "layout.h"

enum {
	REQUESTS_MAX = 4,
	NAME_BYTES = 256, /* of a context or key that is remembered */
	FIELD_BYTES = 64 * 1024, /* the longest text of a field */
	LINE_BYTES = 4096, /* of a command, a search, a filter */
	PLACES_MAX = 64, /* that are remembered: each search is one */
};

enum overlay_kind {
	OVERLAY_FORM,
	OVERLAY_HELP,
	OVERLAY_PALETTE,
	OVERLAY_SEARCH,
	OVERLAY_MESSAGE,
	OVERLAY_CONFIRM,
	OVERLAY_KINDS,
};

/* The selection and the scroll of one context; they stay when it is left. */
struct place {
	char context[NAME_BYTES];
	uint64_t entered; /* the higher, the later */
	bool chosen; /* there is a selection */
	struct ref ref;
	char key[NAME_BYTES];
	size_t index; /* among the focusable nodes */
	int scroll;
};

/* Where the nodes of the view stand now. */
struct body {
	bool measured;
	int top, left, height, width; /* the window */
	int room; /* its height where no sheet covers it */
	int scroll; /* the place's own, or what keeps the selection in sight above a sheet */
	struct spot *spots;
	size_t count;
	struct strokes *strokes;
	int rows;
};

/* What the grid shows since the last drawing, and what lies under the mark of the selection. */
struct patch {
	bool whole; /* everything as it is but where the selection rests and what the clock says */
	bool moved; /* the last key moved the selection at most */
	bool clock; /* the clock says something else */
	struct arena *arena;
	struct cell *under; /* of the rows and columns that are marked */
	int top, bottom, left, right;
	size_t marked; /* the index of the spot */
};

struct draft {
	const char *command;
	struct arg *items;
	size_t count;
};

struct form_state {
	struct arena *arena; /* of the open form; NULL when none is open */
	struct form form;
	struct lineedit **edits;
	size_t focus;
	int *rows; /* of the screen, where each field was drawn; -1 not */
	bool touched; /* something was typed, now or before it was closed */
	struct doc notes; /* root NULL: none */
};

struct prompt {
	struct lineedit *edit;
	size_t selected;
};

struct help {
	struct lineedit *filter;
	int scroll;
	int rows; /* of the whole list, when it was last drawn */
	int height;
};

struct note { /* message or question */
	struct arena *arena;
	enum doc_role role;
	const char *text;
	bool careful; /* Enter says no */
	const char *command; /* that yes gives */
	struct args args;
};

struct tui {
	struct arena *arena; /* its life */
	struct arena *frame; /* one drawing */
	struct arena *layout; /* spots and strokes, until the view changes */
	struct arena *answer; /* arguments of requests, until the next key */
	struct arena *grid_arena;
	struct arena *drafts_arena;
	struct tui_options options;
	struct grid *grid;
	const struct view *view; /* NULL before the first tui_show() */
	VEC(struct place) places;
	size_t place;
	uint64_t entries; /* of places */
	struct body body;
	struct patch patch;
	enum overlay_kind overlays[OVERLAY_KINDS]; /* the last lies on top */
	size_t overlay_count;
	struct form_state form;
	struct prompt palette, search;
	bool search_opened; /* the page of what was found, by the line that is open now */
	struct help help;
	struct note message, confirm;
	VEC(struct draft) drafts;
	struct tui_request requests[REQUESTS_MAX];
	size_t request_count;
	const char *notice; /* in `answer`; until the next key */
	enum doc_role notice_role;
};

/* -- requests (tui.c) -- */
void tui_want(struct tui *tui, enum tui_wish wish);
void tui_want_command(struct tui *tui, const char *command, const struct args *args);
/* Carries out what a key is bound to, or what was typed as a command. */
void tui_do_line(struct tui *tui, const char *line);
const char *tui_context(const struct tui *tui); /* "" none */
bool tui_is_read_only(const struct tui *tui);
/* Whether help, palette and the line below speak of it here; `line` may have words behind it. */
bool tui_offers(const struct tui *tui, const char *line);
/* `list` names a command, or all whose names begin so: "step.". NULL-terminated; NULL: nothing. */
bool tui_is_listed(const char *const *list, const char *name, size_t len);
/* Whether `name` is the first `len` bytes of `line`. */
bool tui_is_called(const char *name, const char *line, size_t len);
const struct tui_command *tui_command_find(const struct tui *tui, const char *line);

/* The body as it stands on the grid. */
struct window tui_window(const struct tui *tui);

/* -- drawing less (tui_patch.c) -- */
/* Shows the selection on a body that was just drawn. */
void patch_mark(struct tui *tui, const struct window *window);
/* False: all is to be drawn. */
bool patch_draw(struct tui *tui);

/* -- commands of the screen (tui_commands.c) -- */
/* False when it is none of them. */
bool tui_do_own(struct tui *tui, const char *command, const struct args *args);
bool tui_is_own(const char *line);

/* -- selection and scroll (tui_focus.c) -- */
struct place *tui_place(struct tui *tui);
void tui_enter_place(struct tui *tui, const char *context);
/* Lays the body out if it has changed since; the selection finds its thing again. */
void tui_measure(struct tui *tui);
const struct spot *tui_focus(struct tui *tui); /* NULL none */
void tui_focus_move(struct tui *tui, int by);
void tui_focus_side(struct tui *tui, int direction);
void tui_focus_end(struct tui *tui, bool last);
void tui_scroll(struct tui *tui, int rows);
void tui_scroll_page(struct tui *tui, int direction);
void tui_focus_click(struct tui *tui, int row, int column, bool *ret_again);

/* -- overlays (overlay.c) -- */
struct sheet { /* the room of an overlay, below its title */
	int top, left, height, width;
};
struct overlay_ops {
	const char *const *contexts; /* whose keys work here, NULL-terminated */
	/* Rows that it wants below its title, of `most` at the given width. */
	int (*rows)(struct tui *tui, int width, int most);
	const char *(*title)(struct tui *tui);
	void (*draw)(struct tui *tui, const struct sheet *sheet);
	void (*key)(struct tui *tui, const struct key *key);
	/* The line that is typed in; NULL none. */
	struct lineedit *(*edit)(struct tui *tui);
	/* After the text of the line has changed. NULL nothing. */
	void (*edited)(struct tui *tui);
	/* What the line below offers, where no table of keys says it; NULL: what `contexts` bind. */
	struct frame_key *(*keys)(struct tui *tui, size_t *ret_count);
};
const struct overlay_ops *overlay_top(const struct tui *tui); /* NULL none */
const struct overlay_ops *overlay_second(const struct tui *tui); /* the one below the topmost */
bool overlay_is_top(const struct tui *tui, enum overlay_kind kind);
void overlay_open(struct tui *tui, enum overlay_kind kind); /* to the top */
void overlay_close(struct tui *tui, enum overlay_kind kind);
/* Rows of the topmost one with its title, of `most`; 0 when none is open. */
int overlay_rows(struct tui *tui, int width, int most);
void overlay_draw(struct tui *tui, const struct frame_box *box);
/* Keys of a place where text is typed: what is bound, else the letter itself. */
void overlay_text_key(struct tui *tui, const struct key *key);
/* Whether the key is text wherever text is typed: a letter or a paste. */
bool overlay_is_text(const struct key *key);
/* Draws an edit line; puts the cursor. `ghost` (may be "") stands behind the text. */
void overlay_draw_edit(struct tui *tui, const struct lineedit *edit, int row, int column, int width,
        struct look look, const char *ghost);
/* Text as it is written over the screen: cleaned, on one line, in plain letters where those are wanted. */
const char *overlay_text(struct tui *tui, const char *text);
int overlay_put(struct tui *tui, int row, int column, int width, struct look look, const char *text);

extern const struct overlay_ops overlay_form, overlay_help, overlay_palette, overlay_search, overlay_message,
        overlay_confirm;

/* -- single overlays -- */
void form_step(struct tui *tui, int by);
void form_submit(struct tui *tui, int unused);
void form_leave(struct tui *tui, int unused); /* its text is kept */
int form_rows(struct tui *tui, int width, int most);
void form_draw(struct tui *tui, const struct sheet *sheet);
/* Left and right where they do more than move the cursor; false: they only do that. */
bool form_arrow(struct tui *tui, int direction);
void help_scroll(struct tui *tui, int rows);
void prompt_run(struct tui *tui, int unused);
void search_enter(struct tui *tui, int unused);
void search_leave(struct tui *tui);
void prompt_complete(struct tui *tui, int unused);
void prompt_move(struct tui *tui, int by);
/* Bindings that work now, by rank; for help (`all`) or for the line below. */
struct frame_key *keys_of(struct tui *tui, struct arena *arena, size_t *ret_count);
/* The key that gives a command here, as people say it; NULL when none does. `user` is the tui. */
const char *key_of_command(const void *user, const char *command);
const char *binding_title(const struct tui *tui, const struct key_binding *binding);
/* In the order in which a key is looked up; NULL-terminated. `below`: of what lies under the topmost overlay.
 */
const char *const *tui_contexts(struct tui *tui, struct arena *arena, bool below);

/* -- drafts (drafts.c) -- */
/* Under which name the open form's text is kept: its command, and what it is about. */
const char *form_draft_name(const struct tui *tui);
const struct draft *draft_find(const struct tui *tui, const char *name);
void draft_put(struct tui *tui, const char *name, const struct args *args);
void draft_drop(struct tui *tui, const char *name);
bool draft_any(const struct tui *tui);
