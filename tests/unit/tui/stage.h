/* A screen without a terminal: keys by name go in, lines of text come out. */
#pragma once

#include "fixture.h"

#include <stdio.h>

#include <dagstart/tui/tui.h>

#include "commands.h"
#include "samples.h"

struct stage {
	struct fixture fixture;
	struct arena *arena;
	struct tui *tui;
	struct tui_options options;
	struct view view;
};

static inline void stage_begin(struct stage *s, struct tui_options options)
{
	struct keymap *keymap = NULL;
	s->arena = arena_new(NULL);
	s->fixture = (struct fixture){.arena = s->arena, .problems = problems_new(s->arena)};
	s->options = options;
	s->options.commands = all_commands(s->arena, &s->options.command_count);
	bool good = keymap_load(
	        s->arena, NULL, s->options.commands, s->options.command_count, &keymap, &s->fixture.problems);
	assert_none(&s->fixture);
	assert_true(good);
	s->options.keymap = keymap;
	s->tui = tui_new(s->arena, &s->options);
}

static inline int stage_setup(void **state)
{
	struct stage *s = calloc(1, sizeof(*s));
	if (!s)
		return -1;
	stage_begin(s, (struct tui_options){.text_width = 90});
	*state = s;
	return 0;
}

static inline int stage_teardown(void **state)
{
	struct stage *s = *state;
	tui_free(s->tui);
	arena_free(s->arena);
	free(s);
	return 0;
}

static inline void stage_show(struct stage *s, struct view view)
{
	s->view = view;
	tui_show(s->tui, &s->view);
}

static inline struct tui_request press(struct stage *s, const char *name)
{
	struct key key = {.kind = KEY_NAMED};
	snprintf(key.name, sizeof(key.name), "%s", name);
	return tui_key(s->tui, &key);
}

/* Letter by letter; requests for drafts are passed over. */
static inline void type(struct stage *s, const char *text)
{
	for (; *text; text++) {
		char name[2] = {*text, '\0'};
		press(s, *text == ' ' ? "Space" : name);
		while (tui_key(s->tui, NULL).wish != TUI_NOTHING)
			;
	}
}

static inline struct tui_request paste(struct stage *s, const char *text)
{
	return tui_key(s->tui, &(struct key){.kind = KEY_PASTE, .text = text, .len = strlen(text)});
}

static inline struct tui_request click(struct stage *s, int row, int column)
{
	return tui_key(s->tui,
	        &(struct key){
	                .kind = KEY_MOUSE, .mouse = MOUSE_PRESS, .button = 1, .row = row, .column = column});
}

static inline const char *screen(struct stage *s)
{
	struct str out = str_new(s->arena);
	grid_text(tui_draw(s->tui), &out);
	return out.text;
}

/* The row that holds `text`, -1 none. */
static inline int row_of(struct stage *s, const char *text)
{
	const char *all = screen(s), *found = strstr(all, text);
	int row = 0;
	for (const char *c = all; found && c < found; c++)
		row += *c == '\n';
	return found ? row : -1;
}

/* The part of the screen in a role, cells of each row together. */
static inline const char *in_role(struct stage *s, enum doc_role role)
{
	const struct grid *grid = tui_draw(s->tui);
	struct str out = str_new(s->arena);
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = &grid->cells[row * grid->columns + column];
			if (cell->look.role == role && cell_width(cell) > 0)
				str_add(&out, *cell->text ? cell_text(grid, cell) : " ");
		}
	return out.text;
}

static inline void open_action(struct stage *s)
{
	struct form form = sample_action(s->arena);
	tui_open_form(s->tui, &form);
}

#define assert_on_screen(s, text) \
	do { \
		if (!strstr(screen(s), text)) \
			fail_msg("no \"%s\" on:\n%s", text, screen(s)); \
	} while (0)
#define assert_not_on_screen(s, text) \
	do { \
		if (strstr(screen(s), text)) \
			fail_msg("\"%s\" on:\n%s", text, screen(s)); \
	} while (0)
#define assert_nothing(request) assert_int_equal((request).wish, TUI_NOTHING)
#define assert_command(request, name) \
	do { \
		struct tui_request got = (request); \
		assert_int_equal(got.wish, TUI_COMMAND); \
		assert_string_equal(got.command, name); \
	} while (0)
#undef TEST
#define TEST(function) cmocka_unit_test_setup_teardown(function, stage_setup, stage_teardown)
