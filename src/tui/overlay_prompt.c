/* One line at the foot of the screen: `:` takes any command, `/` searches the feedback. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "command_line.h"
#include "tui_state.h"

enum {
	SHOWN_MAX = 9, /* commands at once */
	NAME_COLUMNS = 24,
	KEY_COLUMNS = 10,
};

static const char *const contexts[] = {"prompt", "edit", NULL};
static const char search_context[] = "search"; /* of the page that shows what was found */

struct match {
	const char *line; /* what it does: a command, perhaps with words */
	const char *title;
	int score;
};

struct matches {
	struct arena *arena;
	const char *typed;
	VEC(struct match) list; /* the best first; equals in the order in which they came */
};

/* -- what fits -- */

static bool is_offered(const struct tui *tui, const struct tui_command *command)
{
	return tui_offers(tui, command->name) &&
	       (!command->context || streq(command->context, tui_context(tui)));
}

static int score_of(struct arena *arena, const char *line, const char *title, const char *typed)
{
	int name = text_fuzzy(arena, line, typed), words = text_fuzzy(arena, title, typed);
	int best = name > words ? name : words;
	return best > 0 && str_starts(line, typed) ? 2 * best : best;
}

static void add_match(struct matches *m, const char *line, const char *title)
{
	int score = score_of(m->arena, line, title, m->typed);
	if (score < 0)
		return;
	vec_add(m->arena, &m->list);
	size_t at = m->list.count - 1;
	for (; at > 0 && m->list.items[at - 1].score < score; at--)
		m->list.items[at] = m->list.items[at - 1];
	m->list.items[at] = (struct match){line, title, score};
}

/* The command that the line begins with, in full; NULL when it is none yet. */
static const struct tui_command *named(const struct tui *tui, const char *line)
{
	while (*line == ' ')
		line++;
	return *line ? tui_command_find(tui, line) : NULL;
}

/* What keys do with words behind the command: a page by name. */
static void add_bound_lines(struct tui *tui, struct matches *m)
{
	const char *const places[] = {tui_context(tui), "global"};
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		size_t count;
		const struct key_binding *list = keymap_bindings(tui->options.keymap, places[i], &count);
		for (size_t j = 0; j < count; j++)
			if (strchr(list[j].command, ' ') && *key_binding_hint(&list[j]) &&
			        tui_offers(tui, list[j].command))
				add_match(m, list[j].command, key_binding_hint(&list[j]));
	}
}

/* Those of the meeting stand before those of the screen: what a team asks for is seldom how to scroll. */
static void add_commands(struct tui *tui, struct matches *m, bool own)
{
	for (size_t i = 0; i < tui->options.command_count; i++) {
		const struct tui_command *command = &tui->options.commands[i];
		if (is_offered(tui, command) && tui_is_own(command->name) == own)
			add_match(m, command->name, _(command->title));
	}
}

static void add_themes(struct matches *m)
{
	for (size_t i = 0; theme_names[i]; i++)
		add_match(m, arena_printf(m->arena, "theme %s", theme_names[i]), _("these colours"));
}

static struct matches matches_of(struct tui *tui, struct arena *arena)
{
	struct matches m = {.arena = arena, .typed = lineedit_text(tui->palette.edit)};
	const struct tui_command *whole = named(tui, m.typed);
	if (whole && streq(whole->name, "theme")) {
		add_themes(&m);
		return m;
	}
	if (whole) {
		*vec_add(arena, &m.list) = (struct match){whole->name, _(whole->title), 1};
		return m;
	}
	add_commands(tui, &m, false);
	add_bound_lines(tui, &m);
	add_commands(tui, &m, true);
	add_themes(&m);
	return m;
}

static const struct match *selected(struct tui *tui)
{
	struct matches m = matches_of(tui, tui->answer);
	size_t at = tui->palette.selected;
	if (m.list.count == 0)
		return NULL;
	return &m.list.items[at < m.list.count ? at : m.list.count - 1];
}

/* -- keys -- */

static void run_palette(struct tui *tui)
{
	const char *typed = lineedit_text(tui->palette.edit);
	const struct match *match = selected(tui);
	bool whole = named(tui, typed) && !(match && str_starts(match->line, "theme "));
	const char *line = whole ? typed : match ? match->line : NULL;
	if (!line) {
		tui_notice(tui, ROLE_WATCH, _("no command fits"));
		return;
	}
	line = arena_strdup(tui->answer, line);
	overlay_close(tui, OVERLAY_PALETTE);
	tui_do_line(tui, line);
}

/* Results as one types: the page behind the line follows it. */
static void search_edited(struct tui *tui)
{
	struct arg item = {.name = "query", .value = lineedit_text(tui->search.edit)};
	struct args args = {.key = "", .text = "", .items = &item, .count = 1};
	tui_want_command(tui, "search.type", &args);
	tui->search_opened = tui->search_opened || !streq(tui_context(tui), search_context);
}

/* On the page of what was found the line is taken up where it was left. */
void search_enter(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (!streq(tui_context(tui), search_context))
		lineedit_set(tui->search.edit, "");
	tui->search_opened = false;
	overlay_open(tui, OVERLAY_SEARCH);
}

/* Back to where the search began. */
void search_leave(struct tui *tui)
{
	static const struct args none = {.key = "", .text = ""};
	overlay_close(tui, OVERLAY_SEARCH);
	if (tui->search_opened)
		tui_want_command(tui, "back", &none);
}

/* What was found stays, and has the keys; the line goes. */
static void run_search(struct tui *tui)
{
	if (strempty(str_trim(tui->answer, lineedit_text(tui->search.edit))))
		search_leave(tui);
	else
		overlay_close(tui, OVERLAY_SEARCH);
}

void prompt_run(struct tui *tui, int unused)
{
	UNUSED(unused);
	if (overlay_is_top(tui, OVERLAY_PALETTE))
		run_palette(tui);
	else if (overlay_is_top(tui, OVERLAY_SEARCH))
		run_search(tui);
}

void prompt_complete(struct tui *tui, int unused)
{
	UNUSED(unused);
	const struct tui_command *whole = named(tui, lineedit_text(tui->palette.edit));
	if (!overlay_is_top(tui, OVERLAY_PALETTE) || (whole && !streq(whole->name, "theme")))
		return;
	const struct match *match = selected(tui);
	if (!match)
		return;
	bool more = !strchr(match->line, ' ');
	lineedit_set(tui->palette.edit, arena_printf(tui->answer, "%s%s", match->line, more ? " " : ""));
	tui->palette.selected = 0;
	tui->body.measured = false;
}

void prompt_move(struct tui *tui, int by)
{
	if (!overlay_is_top(tui, OVERLAY_PALETTE))
		return;
	size_t count = matches_of(tui, tui->answer).list.count;
	if (by > 0 && tui->palette.selected + 1 < count)
		tui->palette.selected++;
	if (by < 0 && tui->palette.selected > 0)
		tui->palette.selected--;
}

static void prompt_key(struct tui *tui, const struct key *key)
{
	if (key->kind == KEY_MOUSE && key->mouse == MOUSE_WHEEL_DOWN)
		prompt_move(tui, 1);
	else if (key->kind == KEY_MOUSE && key->mouse == MOUSE_WHEEL_UP)
		prompt_move(tui, -1);
	else
		overlay_text_key(tui, key);
}

static void palette_edited(struct tui *tui)
{
	tui->palette.selected = 0;
	tui->body.measured = false;
}

/* -- drawing -- */

static int palette_rows(struct tui *tui, int width, int most)
{
	UNUSED(width);
	UNUSED(most);
	size_t count = matches_of(tui, tui->frame).list.count;
	return (count < SHOWN_MAX ? (int)count : SHOWN_MAX) + 1;
}

static void draw_match(
        struct tui *tui, const struct match *match, bool now, int row, const struct sheet *sheet)
{
	struct look name = {.role = now ? ROLE_SELECTED : ROLE_TEXT, .strong = now};
	struct look title = {.role = now ? ROLE_SELECTED : ROLE_QUIET};
	int width = sheet->width < tui->options.text_width ? sheet->width : tui->options.text_width;
	if (now)
		grid_fill(tui->grid, row, sheet->left - 1, 1, width + 2, name, "");
	overlay_put(tui, row, sheet->left, NAME_COLUMNS - 1, name, match->line);
	overlay_put(tui, row, sheet->left + NAME_COLUMNS, width - NAME_COLUMNS - KEY_COLUMNS, title,
	        match->title);
	const char *key = str_or(key_of_command(tui, match->line), "");
	overlay_put(tui, row, sheet->left + width - text_width(key), KEY_COLUMNS, title, key);
}

/* The list stands above the line, which is always at the same place. */
static void palette_draw(struct tui *tui, const struct sheet *sheet)
{
	struct matches m = matches_of(tui, tui->frame);
	size_t room = sheet->height > 1 ? (size_t)sheet->height - 1 : 0;
	size_t first = tui->palette.selected >= room ? tui->palette.selected - room + 1 : 0;
	for (size_t i = 0; i < room && first + i < m.list.count; i++)
		draw_match(tui, &m.list.items[first + i], first + i == tui->palette.selected,
		        sheet->top + (int)i, sheet);
	int row = sheet->top + sheet->height - 1;
	overlay_put(tui, row, sheet->left, 1, (struct look){.role = ROLE_ACCENT, .strong = true}, ":");
	overlay_draw_edit(tui, tui->palette.edit, row, sheet->left + 2, sheet->width - 2,
	        (struct look){.role = ROLE_INPUT}, "");
}

static const char *palette_title(struct tui *tui)
{
	UNUSED(tui);
	return _("command");
}

static struct lineedit *palette_edit(struct tui *tui)
{
	return tui->palette.edit;
}

const struct overlay_ops overlay_palette = {
        .contexts = contexts,
        .rows = palette_rows,
        .title = palette_title,
        .draw = palette_draw,
        .key = prompt_key,
        .edit = palette_edit,
        .edited = palette_edited,
};

/* -- search -- */

static int search_rows(struct tui *tui, int width, int most)
{
	UNUSED(tui);
	UNUSED(width);
	UNUSED(most);
	return 1;
}

static const char *search_title(struct tui *tui)
{
	UNUSED(tui);
	return _("search the feedback");
}

static void search_draw(struct tui *tui, const struct sheet *sheet)
{
	overlay_put(tui, sheet->top, sheet->left, 1, (struct look){.role = ROLE_ACCENT, .strong = true}, "/");
	overlay_draw_edit(tui, tui->search.edit, sheet->top, sheet->left + 2, sheet->width - 2,
	        (struct look){.role = ROLE_INPUT}, "");
}

static struct lineedit *search_edit(struct tui *tui)
{
	return tui->search.edit;
}

const struct overlay_ops overlay_search = {
        .contexts = contexts,
        .rows = search_rows,
        .title = search_title,
        .draw = search_draw,
        .key = prompt_key,
        .edit = search_edit,
        .edited = search_edited,
};
