/* Puts a copy in the place of the store; what stood there is kept beside it. */
#include <dagstart/base/i18n.h>
#include <dagstart/store/backup.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"

static int run(struct app *app, const struct parsed *parsed)
{
	struct err err = {0};
	if (parsed->word_count != 2)
		return say_wrong_use(app, _("restore: expected one file: a copy made by `dagstart backup`"));
	if (options_has(parsed, "read-only"))
		return say_wrong_use(app, _("restore: --read-only does not go with it"));
	if (!store_restore(app->arena, parsed->words[1], app->place.store, &err))
		return say_failed(app, &err);
	return out_line(
	        app, arena_printf(app->arena, _("restored %s from %s"), app->place.store, parsed->words[1]));
}

const struct app_command restore_command = {
        .name = "restore",
        .title = N_("take the team's store back from a copy"),
        .usage = "FILE",
        .needs = NEEDS_SETTINGS,
        .run = run,
};
