/* Which keys there are: those of this place first, then those of everywhere. Typing filters. Made from the
 * key table, so that it cannot be out of date. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "key_names.h"
#include "tui_state.h"

enum {
	KEYS_SHOWN = 3,
	KEY_COLUMNS = 18,
	NAME_COLUMNS = 20,
	NAMES_FROM = 66,
	LEAST_ROWS = 8,
	SIDE_LEAST = 80, /* columns of each half */
	SIDE_GAP = 6,
};

static const char *const contexts[] = {"help", "edit", NULL};

struct line {
	const char *head; /* of a group; NULL: a key */
	const char *keys, *title, *command;
};

struct list {
	struct arena *arena;
	VEC(struct line) lines;
};

/* -- the list -- */

static const char *place_title(const char *place)
{
	static const struct {
		const char *place, *title;
	} titles[] = {
	        {"global", N_("everywhere")},
	        {"list", N_("moving about")},
	        {"form", N_("in this form")},
	        {"prompt", N_("in this line")},
	        {"edit", N_("while typing")},
	};
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (streq(titles[i].place, place))
			return _(titles[i].title);
	return _("here");
}

/* Whether a context further up the list takes the key. */
static bool is_hidden(struct tui *tui, const char *const *places, const char *place, const char *key)
{
	for (; *places && !streq(*places, place); places++)
		if (keymap_find(tui->options.keymap, *places, key))
			return true;
	return false;
}

static bool fits(struct tui *tui, const struct line *line, const char *filter)
{
	if (!*filter)
		return true;
	return text_contains(tui->frame, line->title, filter) ||
	       text_contains(tui->frame, line->command, filter) || streq(line->keys, filter);
}

/* One line for one command; also where it goes with different words, as 1 to 9 do. */
static bool same_line(const struct key_binding *a, const struct key_binding *b)
{
	if (streq(a->command, b->command))
		return true;
	size_t len = strcspn(a->command, " ");
	return !*key_binding_hint(a) && !*key_binding_hint(b) &&
	       strncmp(a->command, b->command, len + 1) == 0;
}

/* All its keys, a long row shortened. */
static const char *keys_together(struct tui *tui, struct arena *arena, const struct key_binding *list,
        size_t count, size_t at, const char *const *places)
{
	struct str keys = str_new(arena);
	const char *last = "";
	int shown = 0;
	for (size_t i = at; i < count; i++) {
		if (!same_line(&list[i], &list[at]) || is_hidden(tui, places, list[i].context, list[i].key))
			continue;
		last = key_name_say(list[i].key, tui->options.ascii);
		if (++shown <= KEYS_SHOWN)
			str_add_part(&keys, "  ", last);
	}
	if (shown > KEYS_SHOWN)
		str_addf(&keys, " … %s", last);
	return keys.text;
}

static bool came_before(const struct key_binding *list, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (same_line(&list[i], &list[at]))
			return true;
	return false;
}

/* The bindings of a place that the filter lets through. */
static struct list lines_of(struct tui *tui, const char *const *places, const char *place)
{
	struct list out = {.arena = tui->frame};
	const char *filter = str_trim(out.arena, lineedit_text(tui->help.filter));
	size_t count;
	const struct key_binding *list = keymap_bindings(tui->options.keymap, place, &count);
	for (size_t i = 0; i < count; i++) {
		if (came_before(list, i) || !tui_offers(tui, list[i].command))
			continue;
		struct line line = {
		        .keys = keys_together(tui, out.arena, list, count, i, places),
		        .title = binding_title(tui, &list[i]),
		        .command = list[i].command,
		};
		if (*line.keys && fits(tui, &line, filter))
			*vec_add(out.arena, &out.lines) = line;
	}
	return out;
}

static void add_place(struct tui *tui, struct list *out, const char *const *places, const char *place)
{
	struct list group = lines_of(tui, places, place);
	if (group.lines.count == 0)
		return;
	if (out->lines.count > 0)
		*vec_add(out->arena, &out->lines) = (struct line){.head = ""};
	*vec_add(out->arena, &out->lines) = (struct line){.head = place_title(place)};
	VEC_EACH(line, &group.lines)
		*vec_add(out->arena, &out->lines) = *line;
}

static struct list list_of(struct tui *tui)
{
	struct list list = {.arena = tui->frame};
	/* Of what lies below the help itself. */
	const char *const *places = tui_contexts(tui, tui->frame, overlay_is_top(tui, OVERLAY_HELP));
	for (const char *const *place = places; *place; place++)
		add_place(tui, &list, places, *place);
	return list;
}

/* -- keys -- */

void help_scroll(struct tui *tui, int rows)
{
	int most = tui->help.rows - tui->help.height;
	tui->help.scroll += rows;
	if (tui->help.scroll > most)
		tui->help.scroll = most;
	if (tui->help.scroll < 0)
		tui->help.scroll = 0;
}

static void help_key(struct tui *tui, const struct key *key)
{
	if (key->kind == KEY_MOUSE && key->mouse == MOUSE_WHEEL_DOWN)
		help_scroll(tui, 3);
	else if (key->kind == KEY_MOUSE && key->mouse == MOUSE_WHEEL_UP)
		help_scroll(tui, -3);
	else if (key->kind == KEY_NAMED && streq(key->name, "?") && lineedit_is_empty(tui->help.filter))
		overlay_close(tui, OVERLAY_HELP);
	else
		overlay_text_key(tui, key);
}

static void help_edited(struct tui *tui)
{
	tui->help.scroll = 0;
}

static struct lineedit *help_edit(struct tui *tui)
{
	return tui->help.filter;
}

/* -- drawing -- */

static int help_rows(struct tui *tui, int width, int most)
{
	UNUSED(tui);
	UNUSED(width);
	return most; /* it does not jump about while one types */
}

static const char *help_title(struct tui *tui)
{
	UNUSED(tui);
	return _("keys");
}

static void draw_line(struct tui *tui, const struct line *line, int row, const struct sheet *sheet)
{
	struct look head = {.role = ROLE_QUIET, .underline = false};
	struct look key = {.role = ROLE_TEXT, .strong = true}, quiet = {.role = ROLE_QUIET};
	int keys = sheet->width < 60 ? KEY_COLUMNS - 6 : KEY_COLUMNS;
	if (line->head) {
		overlay_put(tui, row, sheet->left, sheet->width, head, line->head);
		return;
	}
	overlay_put(tui, row, sheet->left + 2, keys - 1, key, line->keys);
	int title = sheet->width - keys - 2;
	if (sheet->width >= NAMES_FROM) {
		title = title < 40 ? title - NAME_COLUMNS : 40;
		overlay_put(tui, row, sheet->left + 2 + keys + title + 1, NAME_COLUMNS, quiet, line->command);
	}
	overlay_put(tui, row, sheet->left + 2 + keys, title, (struct look){.role = ROLE_TEXT}, line->title);
}

/* Half of the list, up to the end of a group, where all of it can be seen at once; else all the rows there
 * are. */
static int left_rows(const struct list *list, int height)
{
	int rows = (int)list->lines.count, half = (rows + 1) / 2;
	for (int i = half; i < rows && i < height; i++)
		if (list->lines.items[i].head && !*list->lines.items[i].head)
			return i + 1;
	return half < height ? half : height;
}

static void help_draw(struct tui *tui, const struct sheet *sheet)
{
	struct list list = list_of(tui);
	struct sheet body = *sheet;
	body.top += 2;
	body.height = sheet->height - 2;
	overlay_put(tui, sheet->top, sheet->left, 8, (struct look){.role = ROLE_ACCENT, .strong = true},
	        _("filter"));
	int at = text_width(_("filter")) + 2;
	overlay_draw_edit(tui, tui->help.filter, sheet->top, sheet->left + at,
	        sheet->width - at < 40 ? sheet->width - at : 40, (struct look){.role = ROLE_INPUT}, "");
	tui->help.rows = (int)list.lines.count;
	int height = body.height > 0 ? body.height : 0, left = height;
	/* On a wall the list goes on beside itself. */
	bool beside = body.width >= 2 * SIDE_LEAST + SIDE_GAP && tui->help.rows > 0;
	if (beside) {
		body.width = (body.width - SIDE_GAP) / 2;
		left = left_rows(&list, height);
	}
	tui->help.height = beside ? 2 * left : height;
	help_scroll(tui, 0);
	if (list.lines.count == 0)
		overlay_put(tui, body.top, body.left, body.width, (struct look){.role = ROLE_QUIET},
		        _("no key does that; : takes any command"));
	int seen = tui->help.rows - tui->help.scroll;
	for (int i = 0; list.lines.items && i < tui->help.height && i < seen; i++) {
		struct sheet side = body;
		side.left += i / left * (body.width + SIDE_GAP);
		draw_line(tui, &list.lines.items[tui->help.scroll + i], body.top + i % left, &side);
	}
}

const struct overlay_ops overlay_help = {
        .contexts = contexts,
        .rows = help_rows,
        .title = help_title,
        .draw = help_draw,
        .key = help_key,
        .edit = help_edit,
        .edited = help_edited,
};
