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

static void draw_note(struct tui *tui, const struct sheet *sheet, const struct note *note)
{
	struct layout l;
	struct rich words = words_of(tui, &l, note);
	rich_draw(&l, &words, 0, sheet->left, prose(tui, sheet->width), 2);
	layout_show(
	        l.strokes, &(struct window){.grid = tui->grid, .top = sheet->top, .height = sheet->height});
}

static struct frame_key *keys_new(struct tui *tui, size_t count)
{
	return arena_array_of(tui->frame, struct frame_key, count);
}

/* -- message -- */

static int message_rows(struct tui *tui, int width, int most)
{
	UNUSED(most);
	return note_lines(tui, &tui->message, width);
}

static const char *message_title(struct tui *tui)
{
	return tui->message.role == ROLE_BAD ? _("not done") : "";
}

static void message_draw(struct tui *tui, const struct sheet *sheet)
{
	draw_note(tui, sheet, &tui->message);
}

static struct frame_key *message_keys(struct tui *tui, size_t *ret_count)
{
	struct frame_key *keys = keys_new(tui, 1);
	keys[0] = (struct frame_key){.key = _("any key"), .title = _("goes on"), .keep = 2};
	*ret_count = 1;
	return keys;
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
        .keys = message_keys,
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
	return note_lines(tui, &tui->confirm, width);
}

static const char *confirm_title(struct tui *tui)
{
	UNUSED(tui);
	return "";
}

static void confirm_draw(struct tui *tui, const struct sheet *sheet)
{
	draw_note(tui, sheet, &tui->confirm);
}

/* "Enter or y  yes": the letter, and Enter where it says the same. */
static struct frame_key choice_of(struct tui *tui, const char *word, bool first)
{
	int width;
	const char *keys = arena_strndup(tui->frame, word, text_grapheme(word, strlen(word), &width));
	if (first)
		keys = arena_printf(
		        tui->frame, _("%s or %s"), key_name_say("Enter", tui->options.ascii), keys);
	return (struct frame_key){.key = keys, .title = word, .keep = 2};
}

static struct frame_key *confirm_keys(struct tui *tui, size_t *ret_count)
{
	struct frame_key *keys = keys_new(tui, 2);
	keys[0] = choice_of(tui, _("yes"), !tui->confirm.careful);
	keys[1] = choice_of(tui, _("no"), tui->confirm.careful);
	*ret_count = 2;
	return keys;
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
        .keys = confirm_keys,
};
