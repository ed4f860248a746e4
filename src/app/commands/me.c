/* A person's own goals, and notes that stay in the person's own store. */

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/path.h>
#include <dagstart/base/str.h>
#include <dagstart/config/paths.h>
#include <dagstart/store/own.h>

#include "../commands.h"
#include "../meeting.h"
#include "../out.h"
#include "../say.h"

static bool make_folder(struct app *app, struct err *err)
{
	return paths_make_folder(path_folder(app->arena, app->place.own), err);
}

static int note(struct app *app, const struct parsed *parsed)
{
	CLEANUP(own_store_cleanup) struct own_store *own = NULL;
	struct own_note row = {
	        .day = clock_day(clock_now_ms(&app->clock)),
	        .text = str_trim(app->arena, options_rest(app->arena, parsed, 2)),
	};
	struct err err = {0};
	if (options_has(parsed, "read-only"))
		return say_read_only(app);
	if (strempty(row.text))
		return say_wrong_use(app, _("me note: what is the note? Expected: dagstart me note TEXT"));
	if (!app->place.own)
		return say_wrong_use(app, _("no place for private notes: set HOME"));
	if (!make_folder(app, &err) || !own_store_open(app->arena, app->place.own, &own, &err) ||
	        !own_put_note(own, &row, &err))
		return say_failed(app, &err);
	return out_line(app, _("saved, in your own file only"));
}

static int run(struct app *app, const struct parsed *parsed)
{
	if (parsed->word_count > 1 && streq(parsed->words[1], "note"))
		return note(app, parsed);
	const char *name = options_rest(app->arena, parsed, 1);
	struct arg item = {"name", name};
	struct args args = {.items = &item, .count = *name ? 1 : 0};
	struct err err = {0};
	struct doc doc;
	/* Also before a screen: of nobody there is no page to be on. */
	if (!session_page(app->session, "me", &args, app->arena, &doc, &err))
		return say_failed(app, &err);
	if (meeting_wants_screen(app, parsed))
		return meeting_page(app, "page.me", &args);
	return out_doc(app, parsed, &doc);
}

const struct app_command me_command = {
        .name = "me",
        .title = N_("own goals; `me note TEXT` keeps a private note"),
        .usage = N_("[NAME] | note TEXT"),
        .reads = true,
        .screen = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart me Bram\n"
                       "dagstart me note \"Ask for the talk on Friday\""),
        .run = run,
};
