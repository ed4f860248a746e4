/* A sentence that must be read, and a question that wants yes or no. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "key_names.h"
#include "tui_state.h"

static const char *const no_contexts[] = {NULL};

static struct rich words_of(struct tui *tui, struct layout *l, const struct note *note)
{
	struct doc_node node = {.kind = DOC_PARA, .role = note->role, .mark = true, .text = note->text};
	*l = (struct layout){.arena = tui->frame, .width = tui->grid->columns, .ascii = tui->options.ascii};
	return rich_of(l, &node, (struct look){.role = ROLE_TEXT}, TEXT_LINES);
}

static int prose(const struct tui *tui, int width)
{
	return width < tui->options.text_width ? width : tui->options.text_width;
}

static int note_lines(struct tui *tui, const struct note *note, int width)
{
	struct layout l;
	struct rich words = words_of(tui, &l, note);
	l.measuring = true;
	return rich_draw(&l, &words, 0, 0, prose(tui, width), 2);
}

/* The words, and below them what can be done; cut when there is no room for all. */
static void draw_note(struct tui *tui, const struct sheet *sheet, const struct note *note, const char *answer)
{
	struct layout l;
	struct rich words = words_of(tui, &l, note);
	rich_draw(&l, &words, 0, sheet->left, prose(tui, sheet->width), 2);
	layout_show(l.strokes, &(struct window){.grid = tui->grid,
	                               .top = sheet->top,
	                               .height = sheet->height - (sheet->height > 2 ? 2 : 0)});
	if (sheet->height > 2)
		overlay_put(tui, sheet->top + sheet->height - 1, sheet->left, sheet->width,
		        (struct look){.role = ROLE_QUIET}, answer);
}

/* -- message -- */

static int message_rows(struct tui *tui, int width, int most)
{
	UNUSED(most);
	return note_lines(tui, &tui->message, width) + 2;
}

static const char *message_title(struct tui *tui)
{
	return tui->message.role == ROLE_BAD ? _("not done") : "";
}

static void message_draw(struct tui *tui, const struct sheet *sheet)
{
	draw_note(tui, sheet, &tui->message, _("any key goes on"));
}

static void message_key(struct tui *tui, const struct key *key)
{
	if (key->kind == KEY_MOUSE && key->mouse != MOUSE_PRESS)
		return;
	overlay_close(tui, OVERLAY_MESSAGE);
	/* Who typed on while it came up loses nothing: text goes into the field below. */
	if (overlay_is_top(tui, OVERLAY_FORM) && overlay_is_text(key))
		overlay_top(tui)->key(tui, key);
}

const struct overlay_ops overlay_message = {
        .contexts = no_contexts,
        .rows = message_rows,
        .title = message_title,
        .draw = message_draw,
        .key = message_key,
};

/* -- question -- */

/* The first letter of a word, as a key. */
static bool is_first_letter(struct arena *arena, const char *name, const char *word)
{
	int width;
	char *letter = arena_strndup(arena, word, text_grapheme(word, strlen(word), &width));
	return streq(text_fold(arena, name), text_fold(arena, letter));
}

static int confirm_rows(struct tui *tui, int width, int most)
{
	UNUSED(most);
	return note_lines(tui, &tui->confirm, width) + 2;
}

static const char *confirm_title(struct tui *tui)
{
	UNUSED(tui);
	return "";
}

/* "Enter or y  yes": the letter, and Enter where it says the same. */
static int draw_choice(struct tui *tui, int row, int column, int room, const char *word, bool first)
{
	int width;
	size_t len = text_grapheme(word, strlen(word), &width);
	const char *keys = arena_strndup(tui->frame, word, len);
	if (first)
		keys = arena_printf(
		        tui->frame, _("%s or %s"), key_name_say("Enter", tui->options.ascii), keys);
	int used =
	        overlay_put(tui, row, column, room, (struct look){.role = ROLE_TEXT, .strong = true}, keys);
	return used + 1 +
	       overlay_put(
	               tui, row, column + used + 1, room - used - 1, (struct look){.role = ROLE_QUIET}, word);
}

static void confirm_draw(struct tui *tui, const struct sheet *sheet)
{
	int row = sheet->top + sheet->height - 1, column = sheet->left;
	bool careful = tui->confirm.careful;
	draw_note(tui, sheet, &tui->confirm, "");
	if (sheet->height < 2)
		return;
	column += draw_choice(tui, row, column, sheet->width, _("yes"), !careful) + 3;
	draw_choice(tui, row, column, sheet->left + sheet->width - column, _("no"), careful);
}

static void confirm_yes(struct tui *tui)
{
	bool quit = streq(tui->confirm.command, "quit");
	overlay_close(tui, OVERLAY_CONFIRM);
	if (quit)
		tui_want(tui, TUI_QUIT);
	else if (!tui_do_own(tui, tui->confirm.command, &tui->confirm.args))
		tui_want_command(tui, tui->confirm.command, &tui->confirm.args);
}

static void confirm_key(struct tui *tui, const struct key *key)
{
	if (key->kind != KEY_NAMED)
		return;
	bool enter = streq(key->name, "Enter"), careful = tui->confirm.careful;
	/* Whatever the language, y is what hands know. */
	bool yes = is_first_letter(tui->answer, key->name, _("yes")) || streq(key->name, "y");
	if (yes || (enter && !careful))
		confirm_yes(tui);
	else if (is_first_letter(tui->answer, key->name, _("no")) || (enter && careful) ||
	         streq(key->name, "Esc") || streq(key->name, "C-c"))
		overlay_close(tui, OVERLAY_CONFIRM);
}

const struct overlay_ops overlay_confirm = {
        .contexts = no_contexts,
        .rows = confirm_rows,
        .title = confirm_title,
        .draw = confirm_draw,
        .key = confirm_key,
};
