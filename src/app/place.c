#include "place.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/path.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/paths.h>

#include "app.h"

static const char *environment(const struct app *app, const char *name)
{
	return arena_strdup(app->arena, str_or(getenv(name), ""));
}

/* Most people stand in the local file: asking the network's services first costs as much as the whole
 * settings. */
static const char *passwd_name(struct arena *arena)
{
	const struct passwd *user = NULL;
	const char *name = "";
	uid_t uid = getuid();
	FILE *file = fopen("/etc/passwd", "re");
	while (file && (user = fgetpwent(file)) && user->pw_uid != uid)
		continue;
	if (!user)
		user = getpwuid(uid);
	if (user)
		name = arena_strdup(arena, user->pw_name);
	if (file)
		(void)fclose(file);
	return name;
}

static const char *login_name(const struct app *app)
{
	static const char *const names[] = {"LOGNAME", "USER"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *name = environment(app, names[i]);
		if (!strempty(name) && text_is_clean(name))
			return name;
	}
	return passwd_name(app->arena);
}

static const char *host_name(char *room, size_t size)
{
	return gethostname(room, size - 1) == 0 && *room ? room : "localhost";
}

static void place_seat(struct app *app)
{
	char name[HOST_NAME_MAX + 1] = "";
	const char *host = host_name(name, sizeof(name));
	struct clock machine = {0};
	app->place.login = login_name(app);
	app->place.seat =
	        arena_printf(app->arena, "%s@%s", *app->place.login ? app->place.login : "somebody", host);
	app->place.holder = arena_printf(
	        app->arena, "%s:%ld:%lld", host, (long)getpid(), (long long)clock_now_ms(&machine));
}

/* The number between the last two colons: a host's name may have some of its own. */
static bool holder_pid(const char *holder, size_t *ret_host_len, long *ret_pid)
{
	const char *last = strrchr(holder, ':');
	const char *first = last ? memrchr(holder, ':', (size_t)(last - holder)) : NULL;
	char digits[16];
	if (!first || last - first < 2 || last - first > (ptrdiff_t)sizeof(digits))
		return false;
	memcpy(digits, first + 1, (size_t)(last - first - 1));
	digits[last - first - 1] = '\0';
	*ret_host_len = (size_t)(first - holder);
	return str_to_long(digits, ret_pid) && *ret_pid > 1 && *ret_pid <= INT_MAX;
}

bool place_holder_is_gone(const char *holder)
{
	char name[HOST_NAME_MAX + 1] = "";
	const char *host = host_name(name, sizeof(name));
	size_t len = 0;
	long pid = 0;
	if (!holder_pid(holder, &len, &pid) || strlen(host) != len || strncmp(host, holder, len) != 0)
		return false;
	return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

bool place_person(struct app *app, struct err *err)
{
	const char *config = options_get(&app->parsed, "config");
	if (config && !*config)
		return err_say(err, ERR_USAGE, N_("--config: expected a file"));
	if (!config)
		config = environment(app, "DAGSTART_CONFIG");
	const char *folder = paths_config(app->arena);
	app->place.config_must = !strempty(config);
	app->place.config_file =
	        str_or(config, folder ? arena_printf(app->arena, "%s/dagstart.yaml", folder) : "");
	place_seat(app);
	return true;
}

/* The path behind "file:///…"; other schemes are stores that this program does not speak. */
static bool store_file(const char *store, const char **ret, struct err *err)
{
	const char *scheme = strstr(store, "://");
	if (!scheme) {
		*ret = store;
		return true;
	}
	if (str_starts(store, "file:///")) {
		*ret = store + strlen("file://");
		return true;
	}
	return err_set(err, ERR_USAGE, N_("%s: expected a file, or file:/// and its path"), "%s", store);
}

/* Ids of goals are those of one store, so each store has its own notes. */
static const char *own_path(struct app *app, const char *file)
{
	const char *data = paths_data(app->arena);
	const char *usual = paths_store(app->arena);
	if (!data)
		return NULL;
	if (usual && streq(usual, file))
		return arena_printf(app->arena, "%s/own.db", data);
	char *real = realpath(path_folder(app->arena, file), NULL);
	uint64_t hash = hash_text(hash_text(0, real ? real : ""), path_name(file));
	free(real);
	return arena_printf(app->arena, "%s/own-%016llx.db", data, (unsigned long long)hash);
}

bool place_store_at(struct app *app, const char *store, struct err *err)
{
	const char *file = NULL;
	if (!store_file(store, &file, err))
		return false;
	app->place.store = arena_strdup(app->arena, file);
	app->place.own = own_path(app, app->place.store);
	app->place.folder_count = 0;
	if (!strempty(app->place.config_file))
		app->place.folders[app->place.folder_count++] =
		        path_folder(app->arena, app->place.config_file);
	app->place.folders[app->place.folder_count++] = path_folder(app->arena, app->place.store);
	return true;
}

bool place_store(struct app *app, const char *configured, struct err *err)
{
	const char *store = options_get(&app->parsed, "db");
	if (store && !*store)
		return err_say(err, ERR_USAGE, N_("--db: expected a file"));
	if (!store)
		store = str_or(environment(app, "DAGSTART_DB"), str_or(configured, paths_store(app->arena)));
	if (strempty(store))
		return err_say(err, ERR_MISSING,
		        N_("no place for the team's store: set HOME, or name a file with --db"));
	return place_store_at(app, store, err);
}

const char *place_team_file(const struct app *app)
{
	return arena_printf(app->arena, "%s/dagstart.yaml", path_folder(app->arena, app->place.store));
}
