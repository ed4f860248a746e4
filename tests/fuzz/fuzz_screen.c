/* The screen without a terminal: any view, any keys, pastes, clicks, sizes and kept drafts. The grid is
 * sound, commands are known ones, what is pasted asks for nothing, and a draft comes back as it was. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/tui/tui.h>

#include "../unit/tui/commands.h"
#include "fuzz.h"
#include "random_doc.h"
#include "sound_grid.h"

enum { OPS_MAX = 40, RAIL_MAX = 9, FIELDS_MAX = 6, ROWS_MAX = 45, COLUMNS_MAX = 130 };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const key_names[] = {"Enter", "Esc", "Tab", "BTab", "Up", "Down", "Left", "Right", "Home",
        "End", "PgUp", "PgDn", "Backspace", "Delete", "Space", "?", ":", "/", "j", "k", "y", "n", "q", "F1",
        "C-s", "C-u", "C-k", "C-y", "C-a", "C-e", "C-w", "C-_", "C-l", "T", "x", "1", "é", "你"};
static const char *const contexts[] = {"voice", "promises", "round", "opening", "history", "feedback"};

struct stage {
	struct arena *arena;
	struct choices *c;
	struct tui_options options;
	struct tui *tui;
	int rows, columns;
};

/* Read once: the built-in keys do not change. */
static const struct tui_options *built_in(void)
{
	static struct tui_options options;
	static struct arena *arena;
	if (!arena) {
		struct keymap *keymap = NULL;
		arena = arena_new(NULL);
		struct problems problems = problems_new(arena);
		options.commands = all_commands(arena, &options.command_count);
		MUST(keymap_load(arena, NULL, options.commands, options.command_count, &keymap, &problems));
		options.keymap = keymap;
	}
	return &options;
}

static void stage_begin(struct stage *s, struct arena *arena, struct choices *c)
{
	*s = (struct stage){.arena = arena, .c = c, .options = *built_in(), .rows = 24, .columns = 80};
	s->options.ascii = choice_below(c, 2);
	s->options.big = choice_below(c, 2);
	s->options.read_only = choice_below(c, 4) == 3;
	s->options.text_width = (int)choice_below(c, 120);
	s->tui = tui_new(arena, &s->options);
	tui_resize(s->tui, s->rows, s->columns);
}

static void check_grid(struct stage *s)
{
	const struct grid *grid = tui_draw(s->tui);
	MUST(grid && grid->rows == s->rows && grid->columns == s->columns);
	must_be_sound_grid(grid);
}

static bool is_known(const struct stage *s, const char *command)
{
	for (size_t i = 0; i < s->options.command_count; i++)
		if (strcmp(s->options.commands[i].name, command) == 0)
			return true;
	return false;
}

/* A form sends the command that it was opened for, which is the owner's to know. */
static void take_wishes(struct stage *s, struct tui_request request, bool pasted)
{
	for (int i = 0; request.wish != TUI_NOTHING; i++) {
		MUST(i < 100);
		/* Pasted text decides nothing: it is kept, or looked for. */
		MUST(!pasted || request.wish == TUI_DRAFT ||
		        (request.wish == TUI_COMMAND && strcmp(request.command, "search.type") == 0));
		if (request.wish == TUI_COMMAND)
			MUST(request.command && (is_known(s, request.command) || request.command[0]));
		request = tui_key(s->tui, NULL);
	}
}

static void op_view(struct stage *s)
{
	struct choices *c = s->c;
	struct doc doc = random_doc(s->arena, &(struct choices){.data = c->data + c->at,
	                                              .size = c->size - c->at < 300 ? c->size - c->at : 300});
	struct rail_item *rail = arena_array_of(s->arena, struct rail_item, RAIL_MAX);
	size_t count = choice_below(c, RAIL_MAX + 1);
	for (size_t i = 0; i < count; i++)
		rail[i] = (struct rail_item){.title = random_text(&doc, c),
		        .state = (enum rail_state)choice_below(c, 4),
		        .time = random_text(&doc, c),
		        .role = (enum doc_role)choice_below(c, ROLE_COUNT)};
	struct view *view = arena_new_of(s->arena, struct view);
	*view = (struct view){
	        .context = choice_below(c, 3) ? contexts[choice_below(c, COUNT(contexts))] : NULL,
	        .team = random_text(&doc, c),
	        .title = random_text(&doc, c),
	        .date = random_text(&doc, c),
	        .time = random_text(&doc, c),
	        .progress = choice_below(c, 3) ? (double)choice_byte(c) / 100 : (double)NAN,
	        .time_role = (enum doc_role)choice_below(c, ROLE_COUNT),
	        .until = random_text(&doc, c),
	        .rail = rail,
	        .rail_count = count,
	        .clock = random_text(&doc, c),
	        .clock_role = (enum doc_role)choice_below(c, ROLE_COUNT),
	        .body = doc,
	        .status = random_text(&doc, c),
	        .status_role = (enum doc_role)choice_below(c, ROLE_COUNT),
	        .read_only = choice_below(c, 8) == 7,
	        .following = choice_below(c, 8) == 7};
	tui_show(s->tui, view);
}

static void op_size(struct stage *s)
{
	s->rows = 1 + (int)choice_below(s->c, ROWS_MAX);
	s->columns = 1 + (int)choice_below(s->c, COLUMNS_MAX);
	tui_resize(s->tui, s->rows, s->columns);
}

static void op_key(struct stage *s)
{
	struct key key = {.kind = KEY_NAMED};
	snprintf(key.name, sizeof(key.name), "%s", key_names[choice_below(s->c, COUNT(key_names))]);
	take_wishes(s, tui_key(s->tui, &key), false);
}

static void op_paste(struct stage *s)
{
	char *text = choice_text(s->c, s->arena, 60);
	take_wishes(s, tui_key(s->tui, &(struct key){.kind = KEY_PASTE, .text = text, .len = strlen(text)}),
	        true);
}

static void op_mouse(struct stage *s)
{
	struct key key = {.kind = KEY_MOUSE,
	        .mouse = (enum mouse_kind)choice_below(s->c, MOUSE_WHEEL_DOWN + 1),
	        .row = (int)choice_below(s->c, ROWS_MAX + 10),
	        .column = (int)choice_below(s->c, COLUMNS_MAX + 10)};
	take_wishes(s, tui_key(s->tui, &key), false);
}

static void op_form(struct stage *s)
{
	struct choices *c = s->c;
	struct doc words = doc_new(s->arena);
	struct form_field fields[FIELDS_MAX];
	static const char *const names[FIELDS_MAX] = {"text", "owner", "due", "effect", "cost", "reason"};
	static const char *const choices[] = {"Anna", "Bram", "Zoë", "你好"};
	size_t count = 1 + choice_below(c, FIELDS_MAX);
	for (size_t i = 0; i < count; i++)
		fields[i] = (struct form_field){.name = names[i],
		        .label = random_text(&words, c),
		        .kind = (enum form_field_kind)choice_below(c, FORM_NUMBER + 1),
		        .required = choice_below(c, 2),
		        .hint = random_text(&words, c),
		        .value = random_text(&words, c),
		        .choices = choices,
		        .choice_count = choice_below(c, COUNT(choices) + 1)};
	tui_open_form(s->tui, &(struct form){.command = choice_below(c, 2) ? "action.add" : "decision.add",
	                              .title = random_text(&words, c),
	                              .about = random_text(&words, c),
	                              .fields = fields,
	                              .count = count,
	                              .focus = choice_below(c, (uint32_t)count)});
	MUST(tui_has_form(s->tui));
	if (choice_below(c, 2)) {
		struct doc notes = random_doc(s->arena, c);
		tui_form_notes(s->tui, &notes);
		check_grid(s); /* the notes live no longer than this */
		tui_form_notes(s->tui, NULL);
	}
}

static void op_message(struct stage *s)
{
	struct doc words = doc_new(s->arena);
	const char *text = random_text(&words, s->c);
	if (choice_below(s->c, 2))
		tui_message(s->tui, (enum doc_role)choice_below(s->c, ROLE_COUNT), text);
	else
		tui_confirm(s->tui, text, false, "meeting.close", &(struct args){.key = text});
}

/* The draft of one screen in another one says the same again. */
static void op_draft(struct stage *s)
{
	const char *draft = arena_strdup(s->arena, tui_draft(s->tui, s->arena));
	struct tui *other = tui_new(s->arena, &s->options);
	tui_resize(other, s->rows, s->columns);
	tui_restore_draft(other, draft);
	MUST(strcmp(tui_draft(other, s->arena), draft) == 0);
	tui_free(other);
}

static void op_restore(struct stage *s)
{
	tui_restore_draft(s->tui, choice_text(s->c, s->arena, 200));
}

static void (*const ops[])(struct stage *s) = {op_key, op_key, op_key, op_key, op_view, op_size, op_paste,
        op_mouse, op_form, op_message, op_draft, op_restore};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	struct stage s;
	stage_begin(&s, arena, &c);
	op_view(&s);
	for (int i = 0; i < OPS_MAX && choices_left(&c); i++) {
		ops[choice_below(&c, COUNT(ops))](&s);
		check_grid(&s);
	}
	tui_free(s.tui);
	return 0;
}
