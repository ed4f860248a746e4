/* Puts a copy in the place of the store; what stood there is kept beside it. */
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/store/backup.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"
#include "../ticker.h"

/* Whoever looks for a copy is told which there are. */
static int no_copy(const struct app *app, const char *path)
{
	struct backup_file *files = NULL;
	size_t count = 0;
	struct err ignored = {0};
	say_line(app, _("restore: there is no file %s"), path);
	if (store_backups(app->place.store, app->arena, &files, &count, &ignored) && count)
		say_line(app, _("the newest copy is %s"), files[0].path);
	return EXIT_FAILED;
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct err err = {0};
	if (parsed->word_count != 2)
		return say_wrong_use(app, _("restore: expected one file: a copy made by `dagstart backup`"));
	if (access(parsed->words[1], F_OK) != 0)
		return no_copy(app, parsed->words[1]);
	bool was_there = access(app->place.store, F_OK) == 0;
	struct ticker ticker;
	ticker_begin(&ticker, "restore");
	bool done = store_restore(app->arena, parsed->words[1], app->place.store, &err);
	ticker_end(&ticker);
	if (!done)
		return say_failed(app, &err);
	if (was_there)
		say_line(app, _("what stood there is kept as %s.before-restore"), app->place.store);
	return out_line(
	        app, arena_printf(app->arena, _("restored %s from %s"), app->place.store, parsed->words[1]));
}

const struct app_command restore_command = {
        .name = "restore",
        .title = N_("take the team's store back from a copy"),
        .usage = N_("FILE"),
        .writes = true,
        .needs = NEEDS_SETTINGS,
        .examples = "dagstart restore copy.db",
        .run = run,
};
