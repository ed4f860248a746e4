/* Puts a copy in the place of the store; what stood there is kept beside it. */
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/store/backup.h>

#include "../boot.h"
#include "../commands.h"
#include "../out.h"
#include "../say.h"
#include "../signals.h"
#include "../ticker.h"

enum { ASIDES_MANY = 4 };

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

/* Nothing of a team's is removed here, so that it is said where it piles up. */
static void tell_aside(const struct app *app, const char *aside)
{
	const char *const *asides = NULL;
	size_t count = 0;
	struct err ignored = {0};
	say_line(app, _("what stood there is kept as %s"), aside);
	if (store_asides(app->place.store, app->arena, &asides, &count, &ignored) && count >= ASIDES_MANY)
		say_line(app,
		        _("%zu stores that were put aside lie there now; the oldest is %s: remove what "
		          "nobody needs"),
		        count, asides[0]);
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct err err = {0};
	if (parsed->word_count != 2 || access(parsed->words[1], F_OK) != 0)
		boot_speak(app);
	if (parsed->word_count != 2)
		return say_wrong_use(app, _("restore: expected one file: a copy made by `dagstart backup`"));
	if (access(parsed->words[1], F_OK) != 0)
		return no_copy(app, parsed->words[1]);
	const char *aside = NULL;
	struct ticker ticker;
	ticker_begin(&ticker, "restore");
	bool done =
	        store_restore(app->arena, parsed->words[1], app->place.store, signals_stopped, &aside, &err);
	ticker_end(&ticker);
	if (!done)
		return say_failed(app, &err);
	if (aside)
		tell_aside(app, aside);
	say_line(
	        app, _("if customers were forgotten after this copy was made, they stand in it again: forget "
	               "them once more"));
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
