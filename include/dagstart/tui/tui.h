/* The screen's mind, without a terminal: takes a view and keys, keeps focus, scroll and overlays (help,
 * palette, forms, messages), and gives back a grid and command names. It neither knows steps nor stores.
 * Lives in the arena it was made in; the view must live until the next tui_show(). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/doc/form.h>
#include <dagstart/doc/view.h>
#include <dagstart/tui/grid.h>
#include <dagstart/tui/input.h>
#include <dagstart/tui/keymap.h>
#include <dagstart/tui/theme.h>

struct arena;
struct tui;

struct tui_options {
	const struct keymap *keymap;
	const struct tui_command *commands; /* all there are */
	size_t command_count;
	bool ascii; /* no UTF-8: every glyph has a twin */
	bool read_only;
	int text_width; /* columns of running text at most, e.g. 90 */
	bool big; /* large type where there is room */
	bool big_on_wall; /* the same from the size of a wall on */
	int rows, columns; /* of the terminal; 0: not known yet, 24 x 80 */
};

struct tui *tui_new(struct arena *arena, const struct tui_options *options);
void tui_free(struct tui *tui);

/* What the screen wants of its owner. */
enum tui_wish {
	TUI_NOTHING,
	TUI_COMMAND, /* carry out `command` with `args` */
	TUI_DRAFT, /* text in a form has changed: keep tui_draft() somewhere safe soon */
	TUI_QUIT, /* asked and confirmed where needed */
	TUI_THEME, /* the theme that `command` names, the next one for "" */
	TUI_SUSPEND, /* C-z */
	TUI_REDRAW, /* C-l: everything anew */
};
struct tui_request {
	enum tui_wish wish;
	const char *command;
	struct args args; /* valid until the next key */
};

/* Adopts a new view. The selection stays on the same thing (by ref or key); a view of another context starts
 * where it was left. */
void tui_show(struct tui *tui, const struct view *view);
/* The same view, of which only time, progress, until, clock and the times of the rail have changed in place:
 * less is drawn. */
void tui_show_clock(struct tui *tui);
/* The selection goes to this thing, and the body to where it is seen; nothing when it is not there. */
void tui_select(struct tui *tui, struct ref ref);
void tui_resize(struct tui *tui, int rows, int columns);
/* One key. Several requests can follow (call with NULL until TUI_NOTHING). */
struct tui_request tui_key(struct tui *tui, const struct key *key);
/* Draws all into the grid it owns. Below 40 x 10 that is one polite line. */
const struct grid *tui_draw(struct tui *tui);

/* Opens a form over the view (copied). A draft that was kept for the same command fills it again. */
void tui_open_form(struct tui *tui, const struct form *form);
/* A sentence that must be read: an error. Any key closes it; typed text below stays. */
void tui_message(struct tui *tui, enum doc_role role, const char *text);
/* A few words on the line below (copied), until the next key. */
void tui_notice(struct tui *tui, enum doc_role role, const char *text);
/* A yes/no question; yes gives `command`. Enter says yes, or no where that is the `careful` answer. */
void tui_confirm(
        struct tui *tui, const char *question, bool careful, const char *command, const struct args *args);
/* The open form closes (its command succeeded); on failure it stays with its text. */
void tui_close_form(struct tui *tui);
bool tui_has_form(const struct tui *tui);
/* The cursor goes to that field of the open form; nothing where there is none of that name. */
void tui_form_focus(struct tui *tui, const char *field);
/* Shown below the fields while the form is open, rebuilt by its owner after each change (SMART, completion).
 */
void tui_form_notes(struct tui *tui, const struct doc *notes);
/* The open form's command and values now, for checks; false when none is open. */
bool tui_form_values(struct tui *tui, const char **ret_command, struct args *ret_args);

/* All half-typed text as one string to keep (JSON), "" when there is none; and back again. */
const char *tui_draft(struct tui *tui, struct arena *arena);
void tui_restore_draft(struct tui *tui, const char *draft);

/* The screen's own commands: "help", "palette", "search", "quit", "theme.next", … for keymap and help. */
extern const struct tui_command tui_own_commands[];
size_t tui_own_command_count(void);
/* Carries out one of them, or opens what it opens; false when it is not one of them. For scripts. */
bool tui_run(struct tui *tui, const char *command, const struct args *args, struct tui_request *ret);
