#include "oom.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/tui/screen.h>

#include "app.h"

enum { RESERVE_BYTES = 256 * 1024 };

static void fail(void *user)
{
	struct app *app = user;
	if (!app->ending) {
		app->ending = true;
		free(app->reserve);
		screen_close();
		if (app->rescue)
			app->rescue(app->rescue_user);
	}
	const char *text = _("dagstart: out of memory; what was saved is safe\n");
	/* Nothing is left to do where even this fails. */
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(EXIT_FAILED);
	_exit(EXIT_FAILED);
}

void oom_prepare(struct app *app)
{
	app->oom = (struct arena_oom){.fail = fail, .user = app};
	app->reserve = malloc(RESERVE_BYTES);
}

void oom_done(struct app *app)
{
	free(app->reserve);
	app->reserve = NULL;
}
