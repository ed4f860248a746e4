#include "seat.h"

#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/render/render.h>

#include "out.h"
#include "say.h"
#include "typed.h"

static bool run(void *user, const char *command, const struct args *args, struct result *ret, struct err *err)
{
	struct app *app = user;
	return session_run(app->session, command, args, ret, err);
}

static void view(void *user, struct arena *frame, struct view *ret)
{
	struct app *app = user;
	session_view(app->session, frame, ret);
	if (app->about_to_meet)
		ret->read_only = false;
}

static bool clock(void *user, struct arena *frame, struct view *view)
{
	struct app *app = user;
	return session_view_clock(app->session, frame, view);
}

static void notes(void *user, const char *command, const struct args *args, struct doc *doc)
{
	struct app *app = user;
	session_form_notes(app->session, command, args, doc);
}

static bool keep_draft(void *user, const char *draft, struct err *err)
{
	struct app *app = user;
	if (!session_keep_draft(app->session, draft, err))
		return typed_write(app, draft, err);
	typed_remove(app);
	return true;
}

const char *seat_draft(struct app *app)
{
	struct err err = {0};
	const char *typed = typed_read(app);
	if (!typed)
		return session_draft(app->session, app->arena);
	if (!options_has(&app->parsed, "read-only") && session_keep_draft(app->session, typed, &err))
		typed_remove(app);
	return typed;
}

struct desk_source seat_source(struct app *app)
{
	struct desk_source source = {
	        .user = app,
	        .run = run,
	        .view = view,
	        .clock = clock,
	        .notes = notes,
	        .keep_draft = options_has(&app->parsed, "read-only") ? NULL : keep_draft,
	};
	source.commands = session_commands(app->arena, &source.command_count);
	return source;
}

int seat_load_agenda(struct app *app, const char *name)
{
	struct problems problems = problems_new(app->arena);
	if (session_load_agenda(app->session, name, app->place.folders, app->place.folder_count, &problems))
		return EXIT_DONE;
	return say_problems(app, &problems);
}

static bool is_agenda(const struct app *app, const char *name)
{
	if (strchr(name, '/'))
		return false;
	bool found = embedded_find(arena_printf(app->arena, "agendas/%s.yaml", name)) != NULL;
	for (size_t i = 0; i < app->place.folder_count; i++)
		found |= access(arena_printf(app->arena, "%s/agendas/%s.yaml", app->place.folders[i], name),
		                 F_OK) == 0;
	return found;
}

int seat_check_agenda(struct app *app, const char *name)
{
	if (!name || is_agenda(app, name))
		return EXIT_DONE;
	return say_wrong_use(app,
	        _("meet: there is no agenda “%s”; expected daily, weekly, or the name of a file of your own "
	          "in agendas/"),
	        name);
}

static bool write_minutes(struct app *app, const char *path, const struct doc *doc, struct err *err)
{
	struct render_options options = {.language = app->language};
	struct str s = str_new(app->arena);
	render(RENDER_MARKDOWN, doc->root, &options, &s);
	return paths_write(path, s.text, s.len, true, err);
}

int seat_write_minutes(struct app *app)
{
	const char *folder = app->settings.local.minutes;
	const char *name = NULL;
	struct err err = {0};
	struct doc doc;
	if (strempty(folder))
		return EXIT_DONE;
	if (!session_minutes_name(app->session, app->arena, &name, &err) ||
	        !session_minutes_by_id(app->session, 0, app->arena, &doc, &err) ||
	        !paths_make_folder(folder, &err))
		return say_failed(app, &err);
	const char *path = arena_printf(app->arena, "%s/%s.md", folder, name);
	if (!write_minutes(app, path, &doc, &err))
		return say_failed(app, &err);
	return out_line(app, arena_printf(app->arena, _("minutes: %s"), path));
}
