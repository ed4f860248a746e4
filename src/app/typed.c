#include "typed.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/random.h>
#include <dagstart/config/paths.h>

#include "app.h"

enum { TYPED_MAX = 4 * 1024 * 1024 }; /* bytes */

/* Two names of one store are one file. */
static const char *find_path(struct app *app)
{
	const char *folder = paths_state(app->arena);
	if (!folder)
		return "";
	char *real = realpath(app->place.store, NULL);
	uint64_t hash = hash_text(0, real ? real : app->place.store);
	free(real);
	return arena_printf(app->arena, "%s/typed-%016llx", folder, (unsigned long long)hash);
}

static const char *path_of(struct app *app)
{
	if (!app->place.typed)
		app->place.typed = find_path(app);
	return app->place.typed;
}

static bool make_folder(struct app *app, struct err *err)
{
	const char *folder = paths_state(app->arena);
	return folder && paths_make_folder(folder, err);
}

bool typed_write(struct app *app, const char *text, struct err *err)
{
	const char *path = path_of(app);
	struct err own = {0};
	if (!*path)
		return false;
	if (paths_write(path, text, strlen(text), true, &own) ||
	        (make_folder(app, &own) && paths_write(path, text, strlen(text), true, &own)))
		return true;
	*err = own;
	return false;
}

const char *typed_read(struct app *app)
{
	struct err err = {0};
	char *text = NULL;
	return *path_of(app) && paths_read(app->arena, path_of(app), TYPED_MAX, &text, NULL, &err) ? text
	                                                                                           : NULL;
}

void typed_remove(struct app *app)
{
	if (*path_of(app))
		unlink(path_of(app));
}
