#include "look.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/words.h>
#include <dagstart/store/store.h>
#include <dagstart/tui/tui.h>

#include "agree.h"
#include "app.h"
#include "place.h"
#include "wizard.h"

/* Where the team is; 0 when its zone or the clock can't be read. */
static int32_t today_of(const struct settings *settings)
{
	struct clock clock;
	struct err ignored = {0};
	if (!clock_set_zone(str_or(settings->team.zone, ""), &ignored) ||
	        !clock_init(&clock, getenv("DAGSTART_NOW"), &ignored))
		return 0;
	return clock_day(clock_now_ms(&clock));
}

/* Read twice: what lies in the past is told by the day that it is there, which the settings' own zone says.
 */
static void look_at_settings(struct app *app, struct problems *problems, int *files)
{
	const char *list[2];
	size_t count = 0;
	if (app->place.store)
		list[count++] = place_team_file(app);
	if (!strempty(app->place.config_file))
		list[count++] = app->place.config_file;
	for (size_t i = 0; i < count; i++)
		*files += access(list[i], F_OK) == 0;
	const char *must = app->place.config_must ? app->place.config_file : NULL;
	struct problems told_by_the_second = problems_new(app->arena);
	settings_load(app->arena, list, count, must, &app->settings, &told_by_the_second);
	problems->today = today_of(&app->settings);
	app->has_settings = settings_load(app->arena, list, count, must, &app->settings, problems);
}

/* As far as there is a store that can be read: what is wrong with it `doctor` tells. */
static void look_at_metrics(struct app *app, struct problems *problems)
{
	const struct store_options options = {
	        .busy_ms = 1, .path = app->place.store, .read_only = true, .clock = &app->clock};
	CLEANUP(store_cleanup) struct store *store = NULL;
	struct err ignored = {0};
	if (app->has_settings && app->place.store && store_open(app->arena, &options, &store, &ignored))
		(void)!agree_find(app, store, problems, &ignored);
}

/* The name of an agenda file without its ending; NULL for another file. */
static const char *agenda_name(struct arena *arena, const char *file)
{
	static const char ending[] = ".yaml";
	size_t len = strlen(file), end = sizeof(ending) - 1;
	if (len <= end || file[0] == '.' || !streq(file + len - end, ending))
		return NULL;
	return arena_strndup(arena, file, len - end);
}

static void look_at_agendas(struct app *app, struct problems *problems, int *files)
{
	static const char *const built_in[] = {"daily", "weekly"};
	const char *const *folders = app->place.folders;
	for (size_t i = 0; i < sizeof(built_in) / sizeof(*built_in); i++)
		agenda_check(app->arena, built_in[i], folders, app->place.folder_count, problems);
	for (size_t i = 0; i < app->place.folder_count; i++) {
		DIR *folder = opendir(arena_printf(app->arena, "%s/agendas", folders[i]));
		for (const struct dirent *entry; folder && (entry = readdir(folder));) {
			const char *name = agenda_name(app->arena, entry->d_name);
			*files += name != NULL;
			if (name && !streq(name, "daily") && !streq(name, "weekly"))
				agenda_check(app->arena, name, folders, app->place.folder_count, problems);
		}
		if (folder)
			closedir(folder);
	}
}

static void look_at_keys(struct app *app, struct problems *problems, int *files)
{
	size_t own = tui_own_command_count(), count = 0;
	const struct session_command *all = session_commands(app->arena, &count);
	struct tui_command *list =
	        arena_array_of(app->arena, struct tui_command, own + count + WIZARD_COMMANDS);
	struct keymap *keymap = NULL;
	for (size_t i = 0; i < own; i++)
		list[i] = tui_own_commands[i];
	for (size_t i = 0; i < count; i++)
		list[own + i] = (struct tui_command){.name = all[i].name,
		        .title = all[i].title,
		        .context = all[i].context,
		        .writes = all[i].writes};
	count += own;
	for (size_t i = 0; i < WIZARD_COMMANDS; i++)
		list[count++] = wizard_commands[i];
	size_t before = app->place.folder_count;
	for (size_t i = 0; i < before; i++) {
		const char *path = arena_printf(app->arena, "%s/keys.yaml", app->place.folders[i]);
		if (access(path, F_OK) != 0)
			continue;
		(*files)++;
		keymap_load(app->arena, path, list, count, &keymap, problems);
	}
}

void look_at_files(struct app *app, struct problems *problems, int *ret_files)
{
	int files = 0;
	struct theme theme;
	struct words words;
	look_at_settings(app, problems, &files);
	look_at_metrics(app, problems);
	look_at_agendas(app, problems, &files);
	look_at_keys(app, problems, &files);
	for (size_t i = 0; theme_names[i]; i++)
		theme_load(app->arena, theme_names[i], &theme, problems);
	words_load(app->arena, NULL, &words, problems);
	if (ret_files)
		*ret_files = files;
}
