/* What the screen's own commands do. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "tui_state.h"

static void toggle_help(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (overlay_is_top(tui, OVERLAY_HELP)) {
		overlay_close(tui, OVERLAY_HELP);
		return;
	}
	lineedit_set(tui->help.filter, "");
	tui->help.scroll = 0;
	overlay_open(tui, OVERLAY_HELP);
}

static void open_palette(struct tui *tui, int unused)
{
	UNUSED(unused);
	lineedit_set(tui->palette.edit, "");
	tui->palette.selected = 0;
	overlay_open(tui, OVERLAY_PALETTE);
}

static void close_overlay(struct tui *tui, int kind)
{
	overlay_close(tui, (enum overlay_kind)kind);
}

static void close_prompt(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (overlay_is_top(tui, OVERLAY_SEARCH))
		search_leave(tui);
	else
		overlay_close(tui, OVERLAY_PALETTE);
}

static void quit(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (draft_any(tui))
		tui_confirm(tui, _("There is text that is not saved yet. Quit all the same?"), true, "quit",
		        NULL);
	else
		tui_want(tui, TUI_QUIT);
}

static void want(struct tui *tui, int wish)
{
	tui_want(tui, (enum tui_wish)wish);
}

static void scroll_rows(struct tui *tui, int rows)
{
	if (overlay_is_top(tui, OVERLAY_HELP))
		help_scroll(tui, rows);
	else
		tui_scroll(tui, rows);
}

static void scroll_page(struct tui *tui, int direction)
{
	if (overlay_is_top(tui, OVERLAY_HELP))
		help_scroll(tui, direction * (tui->help.height > 1 ? tui->help.height - 1 : 1));
	else
		tui_scroll_page(tui, direction);
}

static void scroll_end(struct tui *tui, int direction)
{
	bool help = overlay_is_top(tui, OVERLAY_HELP);
	scroll_rows(tui, direction * (help ? tui->help.rows : tui->body.rows));
}

static void focus_end(struct tui *tui, int last)
{
	tui_focus_end(tui, last != 0);
}

/* The operations of the line that is typed in now. */
static void edit(struct tui *tui, int op)
{
	const struct overlay_ops *overlay = overlay_top(tui);
	struct lineedit *line = overlay && overlay->edit ? overlay->edit(tui) : NULL;
	int direction = op == LINEEDIT_LEFT ? -1 : op == LINEEDIT_RIGHT ? 1 : 0;
	if (!line || (direction && overlay_is_top(tui, OVERLAY_FORM) && form_arrow(tui, direction)))
		return;
	if (lineedit_do(line, (enum lineedit_op)op) && overlay->edited)
		overlay->edited(tui);
}

static const struct {
	const char *name;
	void (*run)(struct tui *tui, int argument);
	int argument;
} own[] = {
        {"edit.backspace", edit, LINEEDIT_BACKSPACE},
        {"edit.delete", edit, LINEEDIT_DELETE},
        {"edit.end", edit, LINEEDIT_END},
        {"edit.kill_head", edit, LINEEDIT_KILL_HEAD},
        {"edit.kill_line", edit, LINEEDIT_KILL_LINE},
        {"edit.kill_word_left", edit, LINEEDIT_KILL_WORD_LEFT},
        {"edit.kill_word_right", edit, LINEEDIT_KILL_WORD_RIGHT},
        {"edit.left", edit, LINEEDIT_LEFT},
        {"edit.right", edit, LINEEDIT_RIGHT},
        {"edit.start", edit, LINEEDIT_HOME},
        {"edit.undo", edit, LINEEDIT_UNDO},
        {"edit.word_left", edit, LINEEDIT_WORD_LEFT},
        {"edit.word_right", edit, LINEEDIT_WORD_RIGHT},
        {"edit.yank", edit, LINEEDIT_YANK},
        {"focus.first", focus_end, 0},
        {"focus.last", focus_end, 1},
        {"focus.left", tui_focus_side, -1},
        {"focus.next", tui_focus_move, 1},
        {"focus.previous", tui_focus_move, -1},
        {"focus.right", tui_focus_side, 1},
        {"form.close", form_leave, 0},
        {"form.next", form_step, 1},
        {"form.previous", form_step, -1},
        {"form.submit", form_submit, 0},
        {"help", toggle_help, 0},
        {"help.close", close_overlay, OVERLAY_HELP},
        {"palette", open_palette, 0},
        {"prompt.close", close_prompt, 0},
        {"prompt.complete", prompt_complete, 0},
        {"prompt.next", prompt_move, 1},
        {"prompt.previous", prompt_move, -1},
        {"prompt.run", prompt_run, 0},
        {"quit", quit, 0},
        {"redraw", want, TUI_REDRAW},
        {"scroll.bottom", scroll_end, 1},
        {"scroll.down", scroll_rows, 1},
        {"scroll.page_down", scroll_page, 1},
        {"scroll.page_up", scroll_page, -1},
        {"scroll.top", scroll_end, -1},
        {"scroll.up", scroll_rows, -1},
        {"search", search_enter, 0},
        {"suspend", want, TUI_SUSPEND},
        {"theme.next", want, TUI_THEME},
};

/* "theme light"; without a name the next one. */
static void want_theme(struct tui *tui, const struct args *args)
{
	tui_want(tui, TUI_THEME);
	if (tui->request_count)
		tui->requests[tui->request_count - 1].command =
		        str_trim(tui->answer, str_or(args->text, args_get(args, "name")));
}

bool tui_do_own(struct tui *tui, const char *command, const struct args *args)
{
	if (streq(command, "theme")) {
		want_theme(tui, args);
		return true;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (streq(own[i].name, command)) {
			own[i].run(tui, own[i].argument);
			tui->patch.moved = str_starts(command, "focus.");
			return true;
		}
	return false;
}

bool tui_is_own(const char *line)
{
	size_t len = strcspn(line, " ");
	for (size_t i = 0; i < tui_own_command_count(); i++)
		if (tui_is_called(tui_own_commands[i].name, line, len))
			return true;
	return false;
}
