#include "desk.h"

#include <stdlib.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>

#include "app.h"
#include "out.h"
#include "say.h"
#include "wizard.h"

enum { NOTICE_WIDTH = 64 };

/* "15;0": the terminal's own colours; the last is the background. */
static bool background_is_light(void)
{
	const char *colours = getenv("COLORFGBG");
	long background = 0;
	const char *last = colours;
	for (const char *c = colours; c && *c; c++)
		if (*c == ';')
			last = c + 1;
	return last && str_to_long(last, &background) && (background == 7 || background == 15);
}

static const char *theme_wanted(const struct app *app)
{
	static const char *const names[] = {
	        [THEME_AUTO] = NULL,
	        [THEME_DARK] = "dark",
	        [THEME_LIGHT] = "light",
	        [THEME_MONO] = "mono",
	        [THEME_COLOUR_BLIND] = "colour-blind",
	};
	if (!strempty(getenv("NO_COLOR")))
		return "mono";
	const char *name = names[app->settings.display.theme];
	return name ? name : background_is_light() ? "light" : "dark";
}

bool desk_set_theme(struct desk *desk, const char *name)
{
	struct problems problems = problems_new(desk->keep);
	for (size_t i = 0; theme_names[i]; i++) {
		if (!streq(theme_names[i], name))
			continue;
		if (!theme_load(desk->keep, name, &desk->theme, &problems))
			return false;
		desk->theme_at = i;
		desk->theme_changed = true;
		return true;
	}
	return false;
}

/* By name, or the next one; and says which it is now. */
static void change_theme(struct desk *desk, const char *name)
{
	size_t next = desk->theme_at + 1;
	struct str all = str_new(desk->keep);
	if (strempty(name))
		name = theme_names[theme_names[next] ? next : 0];
	if (desk_set_theme(desk, name)) {
		tui_notice(desk->tui, ROLE_TEXT,
		        arena_printf(desk->keep, _("colours: %s"), str_or(desk->theme.title, name)));
		return;
	}
	for (size_t i = 0; theme_names[i]; i++)
		str_add_part(&all, ", ", theme_names[i]);
	tui_notice(desk->tui, ROLE_WATCH, arena_printf(desk->keep, _("expected one of %s"), all.text));
}

/* Those of the screen and those behind it, with their titles in the language of the program. */
static struct tui_command *all_commands(struct desk *desk, size_t *ret_count)
{
	size_t own = tui_own_command_count(), count = 0;
	struct tui_command *list = arena_array_of(
	        desk->app->arena, struct tui_command, own + WIZARD_COMMANDS + desk->source.command_count);
	for (size_t i = 0; i < own; i++)
		list[count++] = tui_own_commands[i];
	for (size_t i = 0; i < WIZARD_COMMANDS; i++)
		list[count++] = wizard_commands[i];
	for (size_t i = 0; i < count; i++)
		list[i].title = _(list[i].title);
	for (size_t i = 0; i < desk->source.command_count; i++) {
		const struct session_command *c = &desk->source.commands[i];
		list[count++] = (struct tui_command){
		        .name = c->name, .title = _(c->title), .context = c->context, .writes = c->writes};
	}
	*ret_count = count;
	return list;
}

static const char *own_keys(const struct app *app)
{
	for (size_t i = 0; i < app->place.folder_count; i++) {
		const char *path = arena_printf(app->arena, "%s/keys.yaml", app->place.folders[i]);
		if (access(path, F_OK) == 0)
			return path;
	}
	return NULL;
}

static void arenas_open(struct desk *desk)
{
	struct arena **all[] = {&desk->frames[0], &desk->frames[1], &desk->notes[0], &desk->notes[1],
	        &desk->scratch, &desk->keep, &desk->clock_arena, &desk->draft_arena};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		*all[i] = arena_new_like(desk->app->arena);
}

int desk_open(struct app *app, const struct desk_source *source, int rows, int columns, struct desk *ret)
{
	*ret = (struct desk){.app = app, .source = *source, .last_words = ""};
	arenas_open(ret);
	size_t count = 0;
	struct tui_command *commands = all_commands(ret, &count);
	struct keymap *keymap = NULL;
	struct problems problems = problems_new(app->arena);
	if (!keymap_load(app->arena, own_keys(app), commands, count, &keymap, &problems))
		return say_problems(app, &problems);
	struct tui_options options = {
	        .keymap = keymap,
	        .commands = commands,
	        .command_count = count,
	        .ascii = out_is_ascii(app),
	        .read_only = options_has(&app->parsed, "read-only"),
	        .text_width = app->settings.display.text_width,
	        .big = options_has(&app->parsed, "big") || app->settings.display.big == SWITCH_ON,
	        .big_on_wall = app->settings.display.big == SWITCH_AUTO,
	        .rows = rows,
	        .columns = columns,
	};
	if (!desk_set_theme(ret, theme_wanted(app)))
		return say_wrong_use(app, _("the colours can't be read"));
	ret->tui = tui_new(app->arena, &options);
	desk_refresh(ret);
	return EXIT_DONE;
}

void desk_close(struct desk *desk)
{
	if (desk->tui)
		tui_free(desk->tui);
	desk->tui = NULL;
	struct arena *all[] = {desk->frames[0], desk->frames[1], desk->notes[0], desk->notes[1],
	        desk->scratch, desk->clock_arena, desk->draft_arena};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		arena_free(all[i]);
	arena_free(desk->keep);
}

void desk_refresh(struct desk *desk)
{
	/* What is shown lives until the next is: so there are two frames. */
	desk->frame = !desk->frame;
	struct arena *frame = desk->frames[desk->frame];
	bool led = desk->view && desk->view->rail_count && !desk->view->following;
	arena_reset(frame);
	desk->view = arena_new_of(frame, struct view);
	desk->source.view(desk->source.user, frame, desk->view);
	desk->view->read_only = desk->view->read_only || options_has(&desk->app->parsed, "read-only");
	tui_show(desk->tui, desk->view);
	/* What was said before, that one leads here, is not so any more. */
	if (led && desk->view->following)
		tui_notice(
		        desk->tui, ROLE_WATCH, _("this meeting is led at another screen: W takes it over"));
}

void desk_tick(struct desk *desk)
{
	arena_reset(desk->clock_arena);
	if (desk->source.clock && desk->source.clock(desk->source.user, desk->clock_arena, desk->view))
		tui_show_clock(desk->tui);
	else
		desk_refresh(desk);
}

static void form_notes(struct desk *desk)
{
	const char *command = NULL;
	struct args args = {0};
	if (!desk->source.notes || !tui_form_values(desk->tui, &command, &args))
		return;
	desk->note = !desk->note;
	struct arena *arena = desk->notes[desk->note];
	arena_reset(arena);
	struct doc *notes = arena_new_of(arena, struct doc);
	*notes = doc_new(arena);
	desk->source.notes(desk->source.user, command, &args, notes);
	tui_form_notes(desk->tui, notes);
}

static bool is_open_form(struct desk *desk, const char *command)
{
	const char *open = NULL;
	struct args args = {0};
	return tui_form_values(desk->tui, &open, &args) && streq(open, command);
}

/* The same form again means that something required is still empty. */
static void ask(struct desk *desk, const char *command, const struct form *form)
{
	struct str s = str_new(desk->scratch);
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].required && strempty(form->fields[i].value))
			str_add_part(&s, ", ", form->fields[i].label);
	if (!is_open_form(desk, command)) {
		tui_open_form(desk->tui, form);
		form_notes(desk);
	} else if (s.len) {
		tui_message(
		        desk->tui, ROLE_WATCH, arena_printf(desk->scratch, _("still needed: %s"), s.text));
	}
}

static struct args with_yes(struct arena *arena, const struct args *args)
{
	struct args more = args ? *args : (struct args){0};
	struct arg *items = arena_array_of(arena, struct arg, more.count + 1);
	for (size_t i = 0; i < more.count; i++)
		items[i] = more.items[i];
	items[more.count] = (struct arg){"yes", "yes"};
	more.items = items;
	more.count++;
	return more;
}

static const char *words_of(struct desk *desk, const struct result *result)
{
	if (!strempty(result->message) || !ref_is(result->saved))
		return str_or(result->message, "");
	return arena_printf(desk->scratch, _("saved %s"), ref_text(desk->scratch, result->saved));
}

static void adopt(
        struct desk *desk, const char *command, const struct args *args, const struct result *result)
{
	switch (result->kind) {
	case RESULT_FORM:
		ask(desk, command, &result->form);
		return;
	case RESULT_CONFIRM: {
		struct args yes = with_yes(desk->scratch, args);
		tui_confirm(desk->tui, result->message, result->careful, command, &yes);
		return;
	}
	case RESULT_TEXT:
		if (!strempty(result->message))
			tui_message(desk->tui, ROLE_TEXT, result->message);
		break;
	case RESULT_QUIT:
		desk->quit = true;
		desk->closed = ref_is(result->saved);
		desk->last_words = arena_strdup(desk->keep, words_of(desk, result));
		break;
	case RESULT_DONE:
		break;
	}
	if (is_open_form(desk, command)) {
		tui_close_form(desk->tui);
		desk->draft_changed = true;
	}
}

static bool carry_out(struct desk *desk, const char *command, const struct args *args, struct err *err)
{
	struct result result = {0};
	arena_reset(desk->scratch);
	desk->ran = true;
	bool done = desk->source.run(desk->source.user, command, args, &result, err);
	/* Also where it was refused: what the old view shows may be gone. */
	desk_refresh(desk);
	if (done)
		adopt(desk, command, args, &result);
	if (done && result.select)
		tui_select(desk->tui, result.saved);
	return done;
}

/* What was refused is said in passing; what went wrong, or long sentences, must be read. */
static void tell(struct desk *desk, const struct err *err)
{
	const char *text = err_text(desk->scratch, err);
	bool refused = err->code == ERR_REFUSED || err->code == ERR_MISSING || err->code == ERR_READONLY;
	if (!strempty(err->field))
		tui_form_focus(desk->tui, err->field);
	if (refused && !tui_has_form(desk->tui) && text_width(text) <= NOTICE_WIDTH)
		tui_notice(desk->tui, ROLE_WATCH, text);
	else
		tui_message(desk->tui, ROLE_BAD, text);
}

static void grant(struct desk *desk, const struct tui_request *request)
{
	struct err err = {0};
	switch (request->wish) {
	case TUI_NOTHING:
		break;
	case TUI_COMMAND:
		if (!carry_out(desk, request->command, &request->args, &err))
			tell(desk, &err);
		break;
	case TUI_DRAFT:
		desk->draft_changed = true;
		form_notes(desk);
		break;
	case TUI_QUIT:
		desk->quit = true;
		break;
	case TUI_THEME:
		change_theme(desk, request->command);
		break;
	case TUI_SUSPEND:
		desk->suspend = true;
		break;
	case TUI_REDRAW:
		desk->redraw = true;
		break;
	}
}

/* What one wish brings about may bring another. */
static void grant_all(struct desk *desk, struct tui_request request)
{
	while (request.wish != TUI_NOTHING && !desk->quit) {
		grant(desk, &request);
		request = tui_key(desk->tui, NULL);
	}
}

void desk_key(struct desk *desk, const struct key *key)
{
	grant_all(desk, tui_key(desk->tui, key));
}

bool desk_command(struct desk *desk, const char *command, const struct args *args, struct err *err)
{
	struct tui_request request = {0};
	if (tui_run(desk->tui, command, args, &request)) {
		grant_all(desk, request);
		return true;
	}
	return carry_out(desk, command, args, err);
}

static void remember_draft(struct desk *desk, const char *draft)
{
	arena_reset(desk->draft_arena);
	desk->kept_draft = arena_strdup(desk->draft_arena, draft);
}

void desk_keep_draft(struct desk *desk)
{
	desk->draft_changed = false;
	if (!desk->source.keep_draft)
		return;
	arena_reset(desk->scratch);
	const char *draft = tui_draft(desk->tui, desk->scratch);
	struct err err = {0};
	if (streq(draft, str_or(desk->kept_draft, "")))
		return;
	/* Where it can't be kept the text still stands in the form; the next change tries again. */
	if (!desk->source.keep_draft(desk->source.user, draft, &err))
		return;
	remember_draft(desk, draft);
}

void desk_restore_draft(struct desk *desk, const char *draft)
{
	remember_draft(desk, draft);
	if (!strempty(draft))
		tui_restore_draft(desk->tui, draft);
}
