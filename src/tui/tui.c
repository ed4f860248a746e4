#include <dagstart/tui/tui.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "command_line.h"
#include "tui_state.h"

enum {
	ROWS_MAX = 1000,
	COLUMNS_MAX = 2000,
	ROWS_USUAL = 24,
	COLUMNS_USUAL = 80,
	WHEEL_ROWS = 3,
	TEXT_WIDTH = 90,
};

struct tui *tui_new(struct arena *arena, const struct tui_options *options)
{
	struct tui *tui = arena_new_of(arena, struct tui);
	*tui = (struct tui){
	        .arena = arena,
	        .frame = arena_new_like(arena),
	        .layout = arena_new_like(arena),
	        .answer = arena_new_like(arena),
	        .grid_arena = arena_new_like(arena),
	        .drafts_arena = arena_new_like(arena),
	        .options = *options,
	        .palette = {.edit = lineedit_new(arena, LINE_BYTES)},
	        .search = {.edit = lineedit_new(arena, LINE_BYTES)},
	        .help = {.filter = lineedit_new(arena, LINE_BYTES)},
	        .message = {.arena = arena_new_like(arena)},
	        .confirm = {.arena = arena_new_like(arena)},
	        .patch = {.arena = arena_new_like(arena)},
	};
	if (tui->options.text_width < FRAME_COLUMNS_LEAST)
		tui->options.text_width = TEXT_WIDTH;
	tui_enter_place(tui, "");
	tui_resize(tui, options->rows ? options->rows : ROWS_USUAL,
	        options->columns ? options->columns : COLUMNS_USUAL);
	return tui;
}

void tui_free(struct tui *tui)
{
	if (!tui)
		return;
	arena_free(tui->frame);
	arena_free(tui->layout);
	arena_free(tui->answer);
	arena_free(tui->grid_arena);
	arena_free(tui->drafts_arena);
	arena_free(tui->message.arena);
	arena_free(tui->confirm.arena);
	arena_free(tui->form.arena);
	arena_free(tui->patch.arena);
}

void tui_show(struct tui *tui, const struct view *view)
{
	tui->view = view;
	tui->body.measured = false;
	tui_enter_place(tui, str_or(view->place, str_or(view->context, "")));
}

void tui_show_clock(struct tui *tui)
{
	tui->patch.clock = true;
}

static int within(int value, int most)
{
	return value < 1 ? 1 : value > most ? most : value;
}

void tui_resize(struct tui *tui, int rows, int columns)
{
	rows = within(rows, ROWS_MAX);
	columns = within(columns, COLUMNS_MAX);
	if (tui->grid && tui->grid->rows == rows && tui->grid->columns == columns)
		return;
	struct arena *arena = arena_new_like(tui->grid_arena);
	arena_free(tui->grid_arena);
	tui->grid_arena = arena;
	tui->grid = grid_new(arena, rows, columns);
	tui->body.measured = false;
}

/* -- requests -- */

void tui_want(struct tui *tui, enum tui_wish wish)
{
	if (tui->request_count < REQUESTS_MAX)
		tui->requests[tui->request_count++] = (struct tui_request){.wish = wish, .command = ""};
}

static struct args args_copy(struct arena *arena, const struct args *args)
{
	struct arg *items = arena_array_of(arena, struct arg, args->count + 1);
	for (size_t i = 0; i < args->count; i++)
		items[i] = (struct arg){
		        .name = arena_strdup(arena, args->items[i].name),
		        .value = arena_strdup(arena, str_or(args->items[i].value, "")),
		};
	return (struct args){
	        .ref = args->ref,
	        .key = arena_strdup(arena, str_or(args->key, "")),
	        .text = arena_strdup(arena, str_or(args->text, "")),
	        .items = items,
	        .count = args->count,
	};
}

void tui_want_command(struct tui *tui, const char *command, const struct args *args)
{
	if (tui->request_count == REQUESTS_MAX)
		return;
	tui->requests[tui->request_count++] = (struct tui_request){
	        .wish = TUI_COMMAND,
	        .command = arena_strdup(tui->answer, command),
	        .args = args_copy(tui->answer, args),
	};
}

static struct tui_request next_request(struct tui *tui)
{
	struct tui_request request = {.wish = TUI_NOTHING, .command = ""};
	if (tui->request_count == 0)
		return request;
	request = tui->requests[0];
	tui->request_count--;
	memmove(tui->requests, tui->requests + 1, tui->request_count * sizeof(tui->requests[0]));
	return request;
}

void tui_notice(struct tui *tui, enum doc_role role, const char *text)
{
	tui->notice = arena_strdup(tui->answer, text);
	tui->notice_role = role;
	tui->patch.whole = false;
}

/* -- what there is -- */

const char *tui_context(const struct tui *tui)
{
	return tui->view ? str_or(tui->view->context, "") : "";
}

bool tui_is_read_only(const struct tui *tui)
{
	return tui->options.read_only || (tui->view && tui->view->read_only);
}

bool tui_is_listed(const char *const *list, const char *name, size_t len)
{
	for (; list && *list; list++) {
		size_t own = strlen(*list);
		bool whole = own == len || (own && own < len && (*list)[own - 1] == '.');
		if (whole && strncmp(*list, name, own) == 0)
			return true;
	}
	return false;
}

bool tui_is_called(const char *name, const char *line, size_t len)
{
	return *name == *line && strncmp(name, line, len) == 0 && !name[len];
}

bool tui_offers(const struct tui *tui, const char *line)
{
	const struct tui_command *command = tui_command_find(tui, line);
	const struct view *view = tui->view;
	if (command && command->writes && tui_is_read_only(tui))
		return false;
	if (streq(line, "search"))
		line = "page.feedback";
	size_t len = strcspn(line, " ");
	if (!view || tui_is_own(line))
		return true;
	return !tui_is_listed(view->without, line, len) &&
	       (!view->only || tui_is_listed(view->only, line, len));
}

const struct tui_command *tui_command_find(const struct tui *tui, const char *line)
{
	size_t len = strcspn(line, " ");
	for (size_t i = 0; i < tui->options.command_count; i++)
		if (tui_is_called(tui->options.commands[i].name, line, len))
			return &tui->options.commands[i];
	return NULL;
}

/* -- carrying out -- */

/* A command goes out with what the selection rests on. */
static void send_command(struct tui *tui, const char *command, struct args *args)
{
	const struct spot *focus = tui_focus(tui);
	if (focus) {
		args->ref = focus->node->ref;
		args->key = str_or(focus->node->key, "");
	}
	tui_want_command(tui, command, args);
}

void tui_do_line(struct tui *tui, const char *line)
{
	const char *command;
	struct args args;
	if (!command_line_parse(tui->answer, line, &command, &args))
		return;
	if (!tui_do_own(tui, command, &args))
		send_command(tui, command, &args);
}

bool tui_run(struct tui *tui, const char *command, const struct args *args, struct tui_request *ret)
{
	static const struct args none = {.key = "", .text = ""};
	tui->patch.whole = false;
	if (!tui_do_own(tui, command, args ? args : &none))
		return false;
	*ret = next_request(tui);
	return true;
}

static void main_named_key(struct tui *tui, const char *name)
{
	const char *const contexts[] = {tui_context(tui), "list", "global"};
	for (size_t i = 0; i < sizeof(contexts) / sizeof(contexts[0]); i++) {
		const struct key_binding *binding = keymap_find(tui->options.keymap, contexts[i], name);
		if (!binding)
			continue;
		tui_do_line(tui, binding->command);
		return;
	}
}

/* A second click opens: as Enter does where the context says so, else what is behind the thing. */
static void open_focus(struct tui *tui)
{
	const struct key_binding *binding = keymap_find(tui->options.keymap, tui_context(tui), "Enter");
	const char *key = keymap_key(tui->options.keymap, "global", "quotes.open");
	if (binding)
		tui_do_line(tui, binding->command);
	else if (key)
		main_named_key(tui, key);
}

/* A click on the agenda goes to that step. */
static bool click_rail(struct tui *tui, const struct key *key)
{
	struct frame frame = {.arena = tui->frame, .grid = tui->grid, .view = tui->view};
	int item = tui->view ? frame_rail_at(&frame, key->row, key->column) : -1;
	if (item < 0)
		return false;
	tui_do_line(tui, arena_printf(tui->answer, "step.go %d", item + 1));
	return true;
}

static void main_mouse(struct tui *tui, const struct key *key)
{
	bool again = false;
	switch (key->mouse) {
	case MOUSE_PRESS:
		if (key->button == 1 && !click_rail(tui, key))
			tui_focus_click(tui, key->row, key->column, &again);
		if (again)
			open_focus(tui);
		return;
	case MOUSE_WHEEL_UP:
		tui_scroll(tui, -WHEEL_ROWS);
		return;
	case MOUSE_WHEEL_DOWN:
		tui_scroll(tui, WHEEL_ROWS);
		return;
	case MOUSE_RELEASE:
	case MOUSE_DRAG:
		return;
	}
}

static void main_key(struct tui *tui, const struct key *key)
{
	switch (key->kind) {
	case KEY_NAMED:
		main_named_key(tui, key->name);
		return;
	case KEY_PASTE:
		tui_notice(tui, ROLE_WATCH, _("pasted text goes into a text field only"));
		return;
	case KEY_MOUSE:
		main_mouse(tui, key);
		return;
	}
}

struct tui_request tui_key(struct tui *tui, const struct key *key)
{
	if (!key)
		return next_request(tui);
	if (key->kind == KEY_MOUSE && (key->mouse == MOUSE_RELEASE || key->mouse == MOUSE_DRAG))
		return next_request(tui);
	if (tui->request_count == 0)
		arena_reset(tui->answer);
	bool noticed = tui->notice;
	tui->notice = NULL;
	tui->patch.moved = false;
	const struct overlay_ops *overlay = overlay_top(tui);
	if (overlay)
		overlay->key(tui, key);
	else
		main_key(tui, key);
	tui->patch.whole = tui->patch.whole && tui->patch.moved && !noticed;
	return next_request(tui);
}

/* -- drawing -- */

struct window tui_window(const struct tui *tui)
{
	const struct body *body = &tui->body;
	return (struct window){
	        .grid = tui->grid,
	        .top = body->top,
	        .left = body->left,
	        .height = body->height,
	        .width = body->width,
	        .scroll = body->scroll,
	        .ascii = tui->options.ascii,
	};
}

static void draw_body(struct tui *tui)
{
	struct window window = tui_window(tui);
	if (window.height <= 0)
		return;
	layout_show(tui->body.strokes, &window);
	patch_mark(tui, &window);
}

static void draw_all(struct tui *tui, struct frame *frame)
{
	tui_measure(tui);
	const struct overlay_ops *top = overlay_top(tui);
	frame->asks = top && top->keys;
	frame->keys =
	        frame->asks ? top->keys(tui, &frame->key_count) : keys_of(tui, tui->frame, &frame->key_count);
	frame->notice = tui->notice;
	frame->notice_role = tui->notice_role;
	frame->covered = top != NULL;
	frame->read_only = tui_is_read_only(tui);
	int scroll = tui->body.scroll;
	frame->more_above = scroll > 0 && tui->body.height > 0;
	const struct body *body = &tui->body;
	struct frame_box box = {
	        .top = body->top, .left = body->left, .height = body->room, .width = body->width};
	draw_body(tui);
	overlay_draw(tui, &box);
	frame->more_below = top ? overlay_is_top(tui, OVERLAY_HELP) &&
	                                    tui->help.scroll + tui->help.height < tui->help.rows
	                        : scroll + tui->body.height < tui->body.rows;
	frame_draw(frame);
	tui->patch.whole = true;
	tui->patch.clock = false;
}

const struct grid *tui_draw(struct tui *tui)
{
	static const struct view nothing = {0};
	arena_reset(tui->frame);
	if (patch_draw(tui))
		return tui->grid;
	/* A new one is blank. */
	if (tui->grid->drawing++ > 0)
		grid_clear(tui->grid);
	tui->grid->like = 0;
	tui->patch.whole = false;
	struct frame frame = {
	        .arena = tui->frame,
	        .grid = tui->grid,
	        .view = tui->view ? tui->view : &nothing,
	        .ascii = tui->options.ascii,
	};
	if (tui->grid->rows < FRAME_ROWS_LEAST || tui->grid->columns < FRAME_COLUMNS_LEAST)
		frame_too_small(&frame);
	else if (tui->view)
		draw_all(tui, &frame);
	return tui->grid;
}

/* -- message and question -- */

static void note_fill(struct note *note, enum doc_role role, const char *text)
{
	arena_reset(note->arena);
	note->role = role;
	note->text = arena_strdup(note->arena, str_or(text, ""));
}

void tui_message(struct tui *tui, enum doc_role role, const char *text)
{
	note_fill(&tui->message, role, text);
	overlay_open(tui, OVERLAY_MESSAGE);
}

void tui_confirm(
        struct tui *tui, const char *question, bool careful, const char *command, const struct args *args)
{
	static const struct args none = {.key = "", .text = ""};
	note_fill(&tui->confirm, ROLE_TEXT, question);
	tui->confirm.careful = careful;
	tui->confirm.command = arena_strdup(tui->confirm.arena, command);
	tui->confirm.args = args_copy(tui->confirm.arena, args ? args : &none);
	overlay_open(tui, OVERLAY_CONFIRM);
}
