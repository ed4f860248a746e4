/* Founds a team: by flags, or with the wizard on a screen. */
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "../commands.h"
#include "../found.h"
#include "../meeting.h"
#include "../out.h"
#include "../sample.h"
#include "../say.h"
#include "../wizard.h"

static const struct option_row options[] = {
        {"team", N_("NAME"), N_("what the team is called")},
        {"people", N_("NAMES"), N_("who is in it: \"Anna, Bram\"")},
        {"shared", N_("GROUP"), N_("share the store with this group of the machine")},
        {"demo", NULL, N_("the sample team instead of one's own")},
        {0},
};

static bool found(struct app *app, const struct parsed *parsed, struct err *err)
{
	struct founding founding = {
	        .team = str_or(options_get(parsed, "team"), ""),
	        .people = str_or(options_get(parsed, "people"), ""),
	        .language = app->language,
	        .group = options_get(parsed, "shared"),
	};
	return options_has(parsed, "demo") ? sample_found(app, err) : found_team(app, &founding, err);
}

static int run(struct app *app, const struct parsed *parsed)
{
	bool flags =
	        options_has(parsed, "team") || options_has(parsed, "people") || options_has(parsed, "demo");
	bool founded = false;
	struct err err = {0};
	if (parsed->word_count > 1)
		return say_wrong_use(app, _("init: “%s” is too much here; expected --team and --people"),
		        parsed->words[1]);
	if (options_has(parsed, "demo") && options_has(parsed, "shared"))
		return say_wrong_use(app, _("init: the sample team is not shared; leave out --shared"));
	if (!flags && meeting_wants_screen(app, parsed))
		return wizard_run(app, &founded);
	if (!flags)
		return say_wrong_use(app,
		        _("init: expected --team NAME --people \"Anna, Bram\", or --demo for a sample team"));
	if (!found(app, parsed, &err))
		return say_failed(app, &err);
	return out_line(app, arena_printf(app->arena, _("saved: the team's store is %s"), app->place.store));
}

const struct app_command init_command = {
        .name = "init",
        .title = N_("make a store for a new team"),
        .usage = "",
        .options = options,
        .screen = true,
        .writes = true,
        .needs = NEEDS_SETTINGS,
        .examples = "dagstart init\n"
                    "dagstart init --team Harbour --people \"Anna, Bram\"\n"
                    "dagstart init --demo --db demo.db",
        .run = run,
};
