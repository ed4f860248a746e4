/* The stand-up: on a terminal the walk, elsewhere the same meeting as text. */
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "../boot.h"
#include "../commands.h"
#include "../daily.h"
#include "../inbox_apart.h"
#include "../loop.h"
#include "../meeting.h"
#include "../out.h"
#include "../retention.h"
#include "../say.h"
#include "../seat.h"
#include "../wizard.h"

static int run(struct app *app, const struct parsed *parsed)
{
	if (parsed->word_count > 2)
		return say_wrong_use(app, _("meet: expected one agenda, such as daily or weekly"));
	const char *agenda = parsed->word_count > 1 ? parsed->words[1] : NULL;
	int code = seat_check_agenda(app, agenda);
	if (code != EXIT_DONE)
		return code;
	bool on_screen = meeting_wants_screen(app, parsed);
	/* Before the store is opened: see daily.h. */
	int daily = on_screen && app->tty ? daily_prepare(app) : -1;
	struct inbox_apart inbox = inbox_apart_none();
	if (on_screen && app->tty && !options_has(parsed, "script") && !options_has(parsed, "read-only"))
		inbox = inbox_apart_prepare(app);
	bool founded = true, is_new = false;
	if (on_screen && !options_has(parsed, "read-only"))
		code = boot_is_new(app, &is_new);
	if (code == EXIT_DONE && is_new)
		code = wizard_run(app, &founded);
	if (code == EXIT_DONE && founded)
		code = meeting_boot(app, agenda);
	if (code != EXIT_DONE || !founded) {
		inbox_apart_end(&inbox);
		daily_cancel(daily);
		return code;
	}
	if (!on_screen)
		return meeting_print(app, parsed);
	code = meeting_walk(app, daily, &inbox);
	retention_leave(app);
	return code;
}

const struct app_command meet_command = {
        .name = "meet",
        .title = N_("hold the stand-up; without a terminal print it"),
        .usage = N_("[AGENDA]"),
        .reads = true,
        .screen = true,
        .needs = NEEDS_SETTINGS,
        .examples = "dagstart meet\n"
                    "dagstart meet weekly\n"
                    "dagstart meet --plain | less\n"
                    "dagstart meet --script walk.script",
        .run = run,
};
