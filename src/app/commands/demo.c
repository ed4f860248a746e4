/* The sample team: in a store of its own that is gone afterwards, or kept in a file. */
#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/store.h>

#include "../boot.h"
#include "../commands.h"
#include "../meeting.h"
#include "../place.h"
#include "../sample.h"
#include "../say.h"
#include "../scratch.h"
#include "../seat.h"

static const struct option_row options[] = {
        {"keep", N_("FILE"), N_("keep the sample team in this new file")},
        {0},
};

static int hold(struct app *app, const struct parsed *parsed)
{
	const char *agenda = parsed->word_count > 1 ? parsed->words[1] : NULL;
	struct err err = {0};
	if (!sample_found(app, &err))
		return say_failed(app, &err);
	int code = boot_settings_again(app);
	if (code == EXIT_DONE)
		code = meeting_boot(app, agenda);
	if (code != EXIT_DONE)
		return code;
	return meeting_wants_screen(app, parsed) ? meeting_walk(app, -1, NULL) : meeting_print(app, parsed);
}

static bool choose_place(
        struct app *app, const struct parsed *parsed, struct scratch *scratch, struct err *err)
{
	const char *keep = options_get(parsed, "keep");
	if (keep || options_has(parsed, "db"))
		return place_store_at(app, keep ? keep : options_get(parsed, "db"), err);
	if (!scratch_make(app->arena, "dagstart-demo", scratch, err) ||
	        !place_store_at(app, scratch_path(scratch, app->arena, "demo.db"), err))
		return false;
	app->fleeting = true;
	app->place.own = scratch_path(scratch, app->arena, "own.db");
	return true;
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct scratch scratch = {0};
	struct err err = {0};
	if (parsed->word_count > 2)
		return say_wrong_use(
		        app, _("demo: “%s” is too much here; --keep FILE keeps the team"), parsed->words[2]);
	if (options_has(parsed, "keep") && options_has(parsed, "read-only"))
		return say_read_only(app);
	if (options_has(parsed, "keep") && options_has(parsed, "db"))
		return say_wrong_use(app, _("demo: expected --db or --keep, not both"));
	int code = seat_check_agenda(app, parsed->word_count > 1 ? parsed->words[1] : NULL);
	if (code != EXIT_DONE)
		return code;
	code = choose_place(app, parsed, &scratch, &err) ? hold(app, parsed) : say_failed(app, &err);
	/* Before its folder goes. */
	session_free(app->session);
	store_close(app->store);
	app->session = NULL;
	app->store = NULL;
	scratch_remove(&scratch);
	return code;
}

const struct app_command demo_command = {
        .name = "demo",
        .title = N_("hold a stand-up with a made-up team"),
        .usage = N_("[AGENDA]"),
        .options = options,
        .reads = true,
        .screen = true,
        .needs = NEEDS_SETTINGS,
        .examples = "dagstart demo\n"
                    "dagstart demo weekly\n"
                    "dagstart demo --plain\n"
                    "dagstart demo --keep demo.db",
        .run = run,
};
