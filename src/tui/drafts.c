/* Half-typed text: kept by command and source while its form is closed, and as one string that outlives the
 * program.
 *
 *   form action.add@F-12
 *   text=Call them back
 *   owner=Anna
 *
 * A line break in a value is written \n, a backslash \\. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "tui_state.h"

enum { DRAFT_MAX = 4 * 1024 * 1024 }; /* bytes that are read back */

const struct draft *draft_find(const struct tui *tui, const char *command)
{
	for (size_t i = 0; i < tui->drafts.count; i++)
		if (streq(tui->drafts.items[i].command, command))
			return &tui->drafts.items[i];
	return NULL;
}

static bool is_empty(const struct args *args)
{
	for (size_t i = 0; i < args->count; i++)
		if (!strempty(args->items[i].value))
			return false;
	return true;
}

static void add(
        struct tui *tui, struct arena *arena, const char *command, const struct arg *items, size_t count)
{
	struct arg *copy = arena_array_of(arena, struct arg, count + 1);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct arg){
		        .name = arena_strdup(arena, items[i].name),
		        .value = arena_strdup(arena, str_or(items[i].value, "")),
		};
	*vec_add(arena, &tui->drafts) =
	        (struct draft){.command = arena_strdup(arena, command), .items = copy, .count = count};
}

/* All but those of `command`, in a new arena, so that what is dropped costs nothing any more. */
static void rebuild_without(struct tui *tui, const char *command)
{
	struct arena *arena = arena_new_like(tui->drafts_arena);
	const struct draft *old = tui->drafts.items;
	size_t count = tui->drafts.count;
	memset(&tui->drafts, 0, sizeof(tui->drafts));
	for (size_t i = 0; i < count; i++)
		if (!streq(old[i].command, command))
			add(tui, arena, old[i].command, old[i].items, old[i].count);
	arena_free(tui->drafts_arena);
	tui->drafts_arena = arena;
}

void draft_drop(struct tui *tui, const char *command)
{
	if (draft_find(tui, command))
		rebuild_without(tui, command);
}

void draft_put(struct tui *tui, const char *command, const struct args *args)
{
	draft_drop(tui, command);
	if (!is_empty(args))
		add(tui, tui->drafts_arena, command, args->items, args->count);
}

bool draft_any(const struct tui *tui)
{
	return tui->drafts.count > 0 || (tui->form.arena && tui->form.touched);
}

/* -- as a string -- */

static void write_value(struct str *out, const char *value)
{
	for (const char *c = value; *c; c++) {
		if (*c == '\\' || *c == '\n')
			str_add_char(out, '\\');
		str_add_char(out, *c == '\n' ? 'n' : *c);
	}
}

static void write_draft(struct str *out, const char *command, const struct arg *items, size_t count)
{
	str_addf(out, "form %s\n", command);
	for (size_t i = 0; i < count; i++) {
		if (strempty(items[i].value))
			continue;
		str_addf(out, "%s=", items[i].name);
		write_value(out, items[i].value);
		str_add_char(out, '\n');
	}
}

const char *tui_draft(struct tui *tui, struct arena *arena)
{
	struct str out = str_new(arena);
	const char *open = "", *command = "";
	struct args args;
	if (tui->form.arena)
		open = form_draft_name(tui);
	if (tui->form.touched && tui_form_values(tui, &command, &args) && !is_empty(&args))
		write_draft(&out, open, args.items, args.count);
	for (size_t i = 0; i < tui->drafts.count; i++) {
		const struct draft *draft = &tui->drafts.items[i];
		if (!streq(draft->command, open))
			write_draft(&out, draft->command, draft->items, draft->count);
	}
	return out.text;
}

static const char *read_value(struct arena *arena, const char *text)
{
	struct str value = str_new(arena);
	for (const char *c = text; *c; c++) {
		if (*c == '\\' && c[1])
			str_add_char(&value, *++c == 'n' ? '\n' : *c);
		else
			str_add_char(&value, *c);
	}
	return value.text;
}

/* One line of the string; what makes no sense is passed over. */
static void read_line(struct tui *tui, const char *line)
{
	char *equals = strchr(line, '=');
	if (str_starts(line, "form ") && line[5]) {
		rebuild_without(tui, line + 5);
		add(tui, tui->drafts_arena, line + 5, NULL, 0);
		return;
	}
	if (!equals || equals == line || tui->drafts.count == 0)
		return;
	struct draft *draft = &tui->drafts.items[tui->drafts.count - 1];
	draft->items = arena_grow(tui->drafts_arena, draft->items, (draft->count + 1) * sizeof(*draft->items),
	        (draft->count + 2) * sizeof(*draft->items));
	draft->items[draft->count++] = (struct arg){
	        .name = arena_strndup(tui->drafts_arena, line, (size_t)(equals - line)),
	        .value = read_value(tui->drafts_arena, equals + 1),
	};
}

static const char *title_of(const struct tui *tui, const char *command)
{
	for (size_t i = 0; i < tui->options.command_count; i++)
		if (streq(tui->options.commands[i].name, command))
			return tui->options.commands[i].title;
	return "";
}

/* Who comes back does not know that there is something to go on with, nor by which key. */
static void tell_newest(struct tui *tui)
{
	if (!tui->drafts.count)
		return;
	const char *name = tui->drafts.items[tui->drafts.count - 1].command;
	size_t len = strcspn(name, "@");
	const char *command = arena_strndup(tui->answer, name, len);
	const char *title = title_of(tui, command);
	if (strempty(title))
		return;
	const char *key = keymap_key(tui->options.keymap, "global", command);
	tui_notice(tui, ROLE_WATCH,
	        arena_printf(tui->answer, _("half-typed text is kept: %s%s%s%s%s"), str_or(key, ""),
	                strempty(key) ? "" : " ", title, name[len] ? " · " : "",
	                name[len] ? name + len + 1 : ""));
}

void tui_restore_draft(struct tui *tui, const char *draft)
{
	struct arena *scratch = arena_new_like(tui->arena);
	size_t len = draft ? strlen(draft) : 0;
	for (size_t at = 0, next; at < len && len <= DRAFT_MAX; at = next) {
		size_t end = at + strcspn(draft + at, "\n");
		read_line(tui, arena_strndup(scratch, draft + at, end - at));
		next = end + 1;
	}
	arena_free(scratch);
	tell_newest(tui);
}
