/* What lies over the screen: a sheet that rises from the line below, with its title on its upper edge. The
 * last one opened has the keys. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "tui_state.h"

static const struct overlay_ops *const overlays[OVERLAY_KINDS] = {
        [OVERLAY_FORM] = &overlay_form,
        [OVERLAY_HELP] = &overlay_help,
        [OVERLAY_PALETTE] = &overlay_palette,
        [OVERLAY_SEARCH] = &overlay_search,
        [OVERLAY_MESSAGE] = &overlay_message,
        [OVERLAY_CONFIRM] = &overlay_confirm,
};

const struct overlay_ops *overlay_top(const struct tui *tui)
{
	return tui->overlay_count ? overlays[tui->overlays[tui->overlay_count - 1]] : NULL;
}

const struct overlay_ops *overlay_second(const struct tui *tui)
{
	return tui->overlay_count > 1 ? overlays[tui->overlays[tui->overlay_count - 2]] : NULL;
}

bool overlay_is_top(const struct tui *tui, enum overlay_kind kind)
{
	return tui->overlay_count && tui->overlays[tui->overlay_count - 1] == kind;
}

void overlay_close(struct tui *tui, enum overlay_kind kind)
{
	size_t kept = 0;
	for (size_t i = 0; i < tui->overlay_count; i++)
		if (tui->overlays[i] != kind)
			tui->overlays[kept++] = tui->overlays[i];
	tui->overlay_count = kept;
	tui->body.measured = false;
}

void overlay_open(struct tui *tui, enum overlay_kind kind)
{
	overlay_close(tui, kind);
	tui->overlays[tui->overlay_count++] = kind;
}

/* -- drawing -- */

int overlay_rows(struct tui *tui, int width, int most)
{
	const struct overlay_ops *top = overlay_top(tui);
	if (!top || most < 2)
		return 0;
	int rows = 1 + top->rows(tui, width, most - 1);
	return rows < most ? rows : most;
}

const char *overlay_text(struct tui *tui, const char *text)
{
	char *clean = text_clean(tui->frame, str_or(text, ""), TEXT_ONE_LINE);
	return tui->options.ascii ? glyph_ascii(tui->frame, clean) : clean;
}

int overlay_put(struct tui *tui, int row, int column, int width, struct look look, const char *text)
{
	return grid_put(tui->grid, row, column, width, look, overlay_text(tui, text));
}

static void draw_edge(struct tui *tui, const struct frame_box *box, int row)
{
	struct look quiet = {.role = ROLE_QUIET}, loud = {.role = ROLE_TITLE, .strong = true};
	const char *title = overlay_top(tui)->title(tui);
	grid_fill(tui->grid, row, box->left, 1, box->width, quiet, tui->options.ascii ? "-" : "─");
	if (*title)
		overlay_put(tui, row, box->left + 2, box->width - 4, loud,
		        arena_printf(tui->frame, " %s ", title));
}

void overlay_draw(struct tui *tui, const struct frame_box *box)
{
	const struct overlay_ops *top = overlay_top(tui);
	int rows = overlay_rows(tui, box->width, box->height);
	if (!top || rows == 0)
		return;
	int edge = box->top + box->height - rows, below = tui->body.top + tui->body.rows + 1;
	if (tui->view->snug && below < edge)
		edge = below;
	grid_fill(tui->grid, edge, box->left - 2, rows, box->width + 4, (struct look){0}, "");
	draw_edge(tui, box, edge);
	struct sheet sheet = {.top = edge + 1, .left = box->left, .height = rows - 1, .width = box->width};
	top->draw(tui, &sheet);
}

/* -- lines that are typed in -- */

/* Columns of the first `len` bytes. */
static int width_of(struct tui *tui, const char *text, size_t len)
{
	return text_width(arena_strndup(tui->frame, text, len));
}

/* The first byte that is drawn, so that the cursor at `cursor` is seen. */
static size_t scrolled_to(struct tui *tui, const char *text, size_t cursor, int width)
{
	size_t at = 0;
	while (at < cursor && width_of(tui, text + at, cursor - at) >= width) {
		int columns;
		at += text_grapheme(text + at, strlen(text + at), &columns);
	}
	return at;
}

void overlay_draw_edit(struct tui *tui, const struct lineedit *edit, int row, int column, int width,
        struct look look, const char *ghost)
{
	const char *text = lineedit_text(edit);
	size_t cursor = lineedit_cursor(edit);
	if (width < 1)
		return;
	size_t from = scrolled_to(tui, text, cursor, width);
	grid_fill(tui->grid, row, column, 1, width, look, "");
	/* What is typed passes the gate piece by piece, so that the cursor keeps its place. */
	const char *head = overlay_text(tui, arena_strndup(tui->frame, text + from, cursor - from));
	int at = grid_put(tui->grid, row, column, width, look, head);
	tui->grid->cursor_row = row;
	tui->grid->cursor_column = column + (at < width ? at : width - 1);
	at += grid_put(tui->grid, row, column + at, width - at, look, overlay_text(tui, text + cursor));
	struct look faint = look;
	faint.faint = true;
	if (*ghost && at < width)
		grid_put(tui->grid, row, column + at, width - at, faint, overlay_text(tui, ghost));
}

/* -- keys -- */

/* A printable key stands for itself; in a line, control keys and F-keys keep their meaning of everywhere. */
static bool is_printable(const char *name)
{
	int width;
	size_t len = strlen(name);
	return streq(name, "Space") || text_grapheme(name, len, &width) == len;
}

bool overlay_is_text(const struct key *key)
{
	return key->kind == KEY_PASTE ||
	       (key->kind == KEY_NAMED && !streq(key->name, "Space") && is_printable(key->name));
}

static const struct key_binding *find_binding(struct tui *tui, const char *name)
{
	const struct overlay_ops *top = overlay_top(tui);
	for (const char *const *context = top->contexts; *context; context++) {
		const struct key_binding *binding = keymap_find(tui->options.keymap, *context, name);
		if (binding)
			return binding;
	}
	return is_printable(name) ? NULL : keymap_find(tui->options.keymap, "global", name);
}

static bool is_global_in_text(const char *name)
{
	return str_starts(name, "C-") || str_starts(name, "F");
}

static void insert(struct tui *tui, const char *bytes, size_t len)
{
	const struct overlay_ops *top = overlay_top(tui);
	struct lineedit *edit = top->edit ? top->edit(tui) : NULL;
	if (!edit)
		return;
	bool all = lineedit_insert(edit, bytes, len);
	if (top->edited)
		top->edited(tui);
	if (!all)
		tui_notice(tui, ROLE_WATCH, _("there is no room for so long a text: the rest was left out"));
}

void overlay_text_key(struct tui *tui, const struct key *key)
{
	if (key->kind == KEY_PASTE) {
		insert(tui, key->text, key->len);
		return;
	}
	if (key->kind != KEY_NAMED)
		return;
	const struct key_binding *binding = find_binding(tui, key->name);
	if (binding && (!streq(binding->context, "global") || is_global_in_text(key->name)))
		tui_do_line(tui, binding->command);
	else if (streq(key->name, "Space"))
		insert(tui, " ", 1);
	else if (is_printable(key->name))
		insert(tui, key->name, strlen(key->name));
}
