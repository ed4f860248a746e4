#include "boot.h"

#include <stdlib.h>
#include <unistd.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/domain/member.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>

#include "agree.h"
#include "place.h"
#include "say.h"
#include "signals.h"
#include "ticker.h"

enum { SCREEN_BUSY_MS = 2000 };

static const char *environment_locale(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};
	const char *value = NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && strempty(value); i++)
		value = getenv(names[i]);
	return str_or(value, "");
}

static const char *environment_language(void)
{
	return str_starts(environment_locale("LC_MESSAGES"), "nl") ? "nl" : "en";
}

const char *boot_codeset(void)
{
	return i18n_codeset(environment_locale("LC_CTYPE"));
}

static void speak(struct app *app, const char *language)
{
	app->language = streq(language, "nl") ? "nl" : "en";
	/* Without the catalogue it stays English, which `doctor` tells. */
	i18n_init(app->language);
}

static const char *asked_language(const struct app *app)
{
	const char *asked = options_get(&app->parsed, "lang");
	return asked && (streq(asked, "nl") || streq(asked, "en")) ? asked : NULL;
}

int boot_language(struct app *app)
{
	const char *given = options_get(&app->parsed, "lang"), *asked = asked_language(app);
	speak(app, asked ? asked : environment_language());
	if (!given || asked)
		return EXIT_DONE;
	boot_speak(app);
	return say_wrong_use(app, _("--lang %s: expected nl or en"), given);
}

/* A language that was asked for stays; else that of the settings, else of the team. */
static void settle_language(struct app *app, const char *team_language)
{
	static const char *const names[] = {[LANGUAGE_AUTO] = "", [LANGUAGE_NL] = "nl", [LANGUAGE_EN] = "en"};
	const char *wanted = str_or(names[app->settings.team.language], team_language);
	app->team_language = str_or(wanted, app->team_language);
	if (!asked_language(app) && !strempty(wanted))
		speak(app, wanted);
}

static int load_settings(struct app *app, bool with_team)
{
	const char *files[2];
	size_t count = 0;
	if (with_team)
		files[count++] = place_team_file(app);
	if (!strempty(app->place.config_file))
		files[count++] = app->place.config_file;
	struct problems problems = problems_new(app->arena);
	if (settings_load(app->arena, files, count, app->place.config_must ? app->place.config_file : NULL,
	            &app->settings, &problems)) {
		app->has_settings = true;
		return EXIT_DONE;
	}
	/* and once more, in the team's language */
	boot_speak(app);
	problems = problems_new(app->arena);
	(void)!settings_load(app->arena, files, count, app->place.config_must ? app->place.config_file : NULL,
	        &app->settings, &problems);
	int code = say_problems(app, &problems);
	say_line(app, _("nothing was started; `dagstart check` looks at all files again"));
	return code;
}

static int set_clock(struct app *app)
{
	struct err err = {0};
	if (!clock_set_zone(app->settings.team.zone, &err) ||
	        !clock_init(&app->clock, getenv("DAGSTART_NOW"), &err))
		return say_failed(app, &err);
	const char *seed = getenv("DAGSTART_SEED");
	long number = 0;
	if (!strempty(seed) && (!str_to_long(seed, &number) || number < 0))
		return say_wrong_use(app, _("DAGSTART_SEED %s: expected a whole number"), seed);
	app->seed = (uint64_t)number;
	return EXIT_DONE;
}

static bool store_is_named(const struct app *app)
{
	return options_has(&app->parsed, "db") || !strempty(getenv("DAGSTART_DB"));
}

/* Never starts on half a config: every problem is told. The team's file lies beside the store, and where the
 * store is may stand in the user's file. */
static int boot_settings(struct app *app)
{
	struct err err = {0};
	if (!place_person(app, &err))
		return say_failed(app, &err);
	int code = EXIT_DONE;
	if (!store_is_named(app))
		code = load_settings(app, false);
	if (code != EXIT_DONE)
		return code;
	const char *configured = store_is_named(app) ? "" : app->settings.local.store;
	if (!place_store(app, configured, &err))
		return say_failed(app, &err);
	return boot_settings_again(app);
}

int boot_places(struct app *app)
{
	struct err err = {0};
	const char *file = NULL;
	if (!place_person(app, &err))
		return say_failed(app, &err);
	/* What the user's file says of the store counts, as far as it can be read. */
	if (!store_is_named(app) && !strempty(app->place.config_file)) {
		struct problems problems = problems_new(app->arena);
		file = app->place.config_file;
		settings_load(app->arena, &file, 1, NULL, &app->settings, &problems);
	}
	if (!place_store(app, str_or(app->settings.local.store, ""), &err))
		return say_failed(app, &err);
	return EXIT_DONE;
}

int boot_settings_again(struct app *app)
{
	if (!app->has_settings || access(place_team_file(app), F_OK) == 0) {
		int code = load_settings(app, true);
		if (code != EXIT_DONE)
			return code;
	}
	settle_language(app, "");
	return set_clock(app);
}

/* The language of the team in its store; as good as it can be had, since nothing depends on it but words. */
static void speak_as_team(struct app *app)
{
	const struct store_options options = {
	        .busy_ms = 1, .path = app->place.store, .read_only = true, .clock = &app->clock};
	CLEANUP(store_cleanup) struct store *store = NULL;
	struct err ignored = {0};
	struct team team;
	if (store_open(app->arena, &options, &store, &ignored) &&
	        store_team(store, app->arena, &team, &ignored))
		settle_language(app, team.language);
}

void boot_speak(struct app *app)
{
	struct settings settings = {0};
	struct problems problems = problems_new(app->arena);
	struct err ignored = {0};
	const char *files[2];
	size_t count = 0;
	if (asked_language(app) || !place_person(app, &ignored))
		return;
	if (!strempty(app->place.config_file))
		files[count++] = app->place.config_file;
	/* A file with mistakes may still say which language it is in. */
	settings_load(app->arena, files, count, NULL, &settings, &problems);
	if (!place_store(app, store_is_named(app) ? "" : str_or(settings.local.store, ""), &ignored))
		return;
	files[1] = count ? files[0] : NULL;
	files[0] = place_team_file(app);
	settings_load(app->arena, files, count + 1, NULL, &settings, &problems);
	app->settings.team.language = settings.team.language;
	settle_language(app, "");
	if (settings.team.language == LANGUAGE_AUTO)
		speak_as_team(app);
}

/* At a screen it must soon be said who is in the way. */
static bool is_at_screen(const struct app *app)
{
	return app->tty && app->command && app->command->screen && !options_has(&app->parsed, "script");
}

static struct store_options store_options(const struct app *app)
{
	return (struct store_options){
	        .busy_ms = is_at_screen(app) ? SCREEN_BUSY_MS : 0,
	        .path = app->place.store,
	        .read_only = options_has(&app->parsed, "read-only"),
	        .clock = &app->clock,
	        .is_stopped = signals_stopped,
	};
}

/* The first screen waits for it, so that it is told. */
static void on_migration(void *user, bool begins)
{
	if (begins)
		ticker_begin(user, _("bringing the store up to date"));
	else
		ticker_end(user);
}

static bool open_store(struct app *app, struct err *err)
{
	struct ticker ticker;
	struct store_options options = store_options(app);
	options.on_migration = on_migration;
	options.user = &ticker;
	return app->store || store_open(app->arena, &options, &app->store, err);
}

static int no_store(const struct app *app)
{
	say_line(app, _("there is no team's store at %s"), app->place.store);
	say_line(app, _("`dagstart init` makes one, `dagstart demo` shows a sample team"));
	return EXIT_FAILED;
}

static int not_opened(const struct app *app, const struct err *err)
{
	if (err->code == ERR_MISSING)
		return no_store(app);
	int code = say_failed(app, err);
	if (err->code == ERR_READONLY)
		say_line(app, _("with --read-only it can be looked at"));
	return code;
}

int boot_is_new(struct app *app, bool *ret)
{
	struct err err = {0};
	struct team team;
	bool opened = open_store(app, &err);
	if (!opened && err.code != ERR_MISSING)
		return not_opened(app, &err);
	if (opened)
		store_read_begin(app->store);
	*ret = !opened || (!store_team(app->store, app->arena, &team, &err) && err.code == ERR_MISSING);
	if (opened && *ret)
		store_read_end(app->store);
	return EXIT_DONE;
}

int boot_store(struct app *app)
{
	struct err err = {0};
	struct team team;
	if (!open_store(app, &err))
		return not_opened(app, &err);
	if (!store_team(app->store, app->arena, &team, &err))
		return err.code == ERR_MISSING ? no_store(app) : say_failed(app, &err);
	settle_language(app, team.language);
	return EXIT_DONE;
}

static const char *member_names(struct app *app, const struct members *members)
{
	struct str s = str_new(app->arena);
	for (size_t i = 0; i < members->count; i++)
		if (members->items[i].active)
			str_add_part(&s, ", ", members->items[i].name);
	return s.text;
}

/* A name that was typed has to be somebody's; one that merely stands in the settings may be of another team.
 */
static int find_member(struct app *app, const char *asked)
{
	struct members members;
	struct err err = {0};
	int32_t today = clock_day(clock_now_ms(&app->clock));
	if (!asked)
		return EXIT_DONE;
	if (!store_members(app->store, app->arena, today, &members, &err))
		return say_failed(app, &err);
	if (members_find(app->arena, &members, asked))
		return EXIT_DONE;
	return say_wrong_use(app, _("--as %s: expected one of %s"), asked, member_names(app, &members));
}

bool boot_session_alone(struct app *app, struct err *err)
{
	const char *asked = options_get(&app->parsed, "as");
	struct session_options options = {
	        .store = app->store,
	        .settings = &app->settings,
	        .clock = &app->clock,
	        .member = asked ? asked : app->settings.local.me,
	        .login = app->place.login,
	        .seat = app->place.seat,
	        .holder = app->place.holder,
	        .holder_is_gone = place_holder_is_gone,
	        .language = app->language,
	        /* Made with its first note; looking on makes nothing. */
	        .own_path = app->place.own && access(app->place.own, F_OK) == 0 ? app->place.own : NULL,
	        .seed = app->seed,
	        .fleeting = app->fleeting,
	};
	return session_open(app->arena, &options, &app->session, err);
}

int boot_session(struct app *app)
{
	struct err err = {0};
	int code = agree_with_store(app);
	if (code == EXIT_DONE)
		code = find_member(app, options_get(&app->parsed, "as"));
	if (code == EXIT_DONE && !boot_session_alone(app, &err))
		code = say_failed(app, &err);
	return code;
}

int boot(struct app *app, enum app_needs needs)
{
	static int (*const stages[])(struct app *) = {boot_settings, boot_store, boot_session};
	for (size_t i = 0; i < (size_t)needs && i < sizeof(stages) / sizeof(*stages); i++) {
		int code = stages[i](app);
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}
