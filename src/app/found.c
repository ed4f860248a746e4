#include "found.h"

#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/member.h>
#include <dagstart/domain/team.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "app.h"
#include "take.h"

const char *const *found_people(struct app *app, const char *people, size_t *ret_count)
{
	struct arena *arena = app->arena;
	const char **names = arena_array_of(arena, const char *, strlen(people) + 2);
	size_t count = 0;
	for (const char *at = people; *at;) {
		size_t len = strcspn(at, ",;\n");
		const char *name = str_trim(arena, arena_strndup(arena, at, len));
		if (*name)
			names[count++] = name;
		at += len + (at[len] != '\0');
	}
	*ret_count = count;
	return names;
}

static bool open_store(struct app *app, const char *group, struct err *err)
{
	struct store_options options = {
	        .path = app->place.store, .create = true, .group = group, .clock = &app->clock};
	struct team team;
	struct err none = {0};
	if (!app->store && !store_open(app->arena, &options, &app->store, err))
		return false;
	if (store_team(app->store, app->arena, &team, &none))
		return err_set(err, ERR_REFUSED, N_("there is a team already at %s"), "%s (%s)",
		        app->place.store, team.name);
	if (none.code == ERR_MISSING)
		return true;
	*err = none;
	return false;
}

static bool is_login(struct app *app, const char *name)
{
	return *app->place.login &&
	       streq(text_fold(app->arena, name), text_fold(app->arena, app->place.login));
}

static bool put_all(struct app *app, const struct team *team, const char *const *names, struct err *err)
{
	if (!store_put_team(app->store, team, err))
		return false;
	for (; *names; names++) {
		struct member member = {
		        .name = *names,
		        .role = "",
		        .email = "",
		        /* Who makes the store, and is one of the team, is known by the login from now on. */
		        .login = is_login(app, *names) ? app->place.login : "",
		        .talents = "",
		        .active = true,
		        .joined_day = team->founded_day,
		};
		if (!store_put_member(app->store, &member, err))
			return false;
	}
	return true;
}

/* So that a score can be logged before anything was imported. */
static bool put_metrics(struct app *app, struct err *err)
{
	size_t count = 0;
	const struct metric *metrics = take_metrics(app, &count);
	for (size_t i = 0; i < count; i++) {
		struct metric metric = metrics[i];
		if (!store_put_metric(app->store, &metric, err))
			return false;
	}
	return true;
}

bool found_team(struct app *app, const struct founding *founding, struct err *err)
{
	size_t count = 0;
	const char *const *names = found_people(app, founding->people, &count);
	struct team team = {
	        .id = 1,
	        .name = str_trim(app->arena, founding->team),
	        .language = founding->language,
	        .founded_day = clock_day(clock_now_ms(&app->clock)),
	};
	struct change change = {.origin = "init", .verb = "team.found"};
	if (strempty(team.name))
		return err_say(err, ERR_USAGE, N_("what is the team called? Its name is missing"));
	if (!open_store(app, founding->group, err) || !store_begin(app->store, &change, err))
		return false;
	if (put_all(app, &team, names, err) && put_metrics(app, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}
