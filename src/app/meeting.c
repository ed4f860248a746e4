#include "meeting.h"

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "boot.h"
#include "inbox.h"
#include "loop.h"
#include "out.h"
#include "say.h"
#include "script.h"
#include "seat.h"

bool meeting_wants_screen(const struct app *app, const struct parsed *parsed)
{
	bool scripted = options_has(parsed, "script");
	return out_format(parsed) == RENDER_TEXT && !options_has(parsed, "plain") && (app->tty || scripted);
}

int meeting_boot(struct app *app, const char *agenda)
{
	int code = boot_store(app);
	if (code == EXIT_DONE)
		code = boot_session(app);
	return code == EXIT_DONE ? seat_load_agenda(app, agenda) : code;
}

static int show(struct app *app, int daily, const char *news, const char *command, const struct args *args)
{
	struct desk_source source = seat_source(app);
	const char *script = options_get(&app->parsed, "script");
	const char *words = "";
	struct loop_options options = {
	        .source = &source,
	        .draft = session_draft(app->session, app->arena),
	        .daily = daily,
	        .news = news,
	        .command = command,
	        .args = args,
	};
	int code = script ? script_run(app, script, &options, &words) : loop_run(app, &options, &words);
	if (code == EXIT_DONE && !strempty(words)) {
		out_line(app, words);
		code = seat_write_minutes(app);
	}
	return code;
}

int meeting_walk(struct app *app, int daily)
{
	struct err err = {0};
	enum meeting_entry entry;
	bool looks_on = options_has(&app->parsed, "read-only");
	const char *news = looks_on ? "" : inbox_take(app);
	if (looks_on ? !session_preview(app->session, &err) : !session_meet(app->session, &entry, &err))
		return say_failed(app, &err);
	return show(app, daily, news, NULL, NULL);
}

int meeting_page(struct app *app, const char *command, const struct args *args)
{
	return show(app, -1, "", command, args);
}

int meeting_print(struct app *app, const struct parsed *parsed)
{
	struct err err = {0};
	struct doc doc;
	if (!session_preview(app->session, &err) || !session_document(app->session, app->arena, &doc, &err))
		return say_failed(app, &err);
	return out_doc(app, parsed, &doc);
}
