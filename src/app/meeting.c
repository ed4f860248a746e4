#include "meeting.h"

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/store/store.h>

#include "boot.h"
#include "inbox.h"
#include "inbox_apart.h"
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

static int show(struct app *app, const struct loop_options *wanted)
{
	struct desk_source source = seat_source(app);
	const char *script = options_get(&app->parsed, "script");
	const char *words = "";
	struct loop_options options = *wanted;
	options.source = &source;
	options.draft = seat_draft(app);
	store_read_end(app->store);
	int code = script ? script_run(app, script, &options, &words) : loop_run(app, &options, &words);
	if (code == EXIT_DONE && !strempty(words)) {
		out_line(app, words);
		code = seat_write_minutes(app);
	}
	return code;
}

/* The disk takes longer to keep the start of the meeting than people take to look up. */
static bool meet(struct app *app, struct err *err)
{
	enum meeting_entry entry;
	app->about_to_meet = false;
	return session_meet(app->session, &entry, err);
}

int meeting_walk(struct app *app, int daily, struct inbox_apart *inbox)
{
	struct err err = {0};
	bool looks_on = options_has(&app->parsed, "read-only");
	struct loop_options options = {.daily = daily, .afterwards = looks_on ? NULL : meet};
	options.inbox = inbox;
	/* A script goes on when all is there. */
	if (inbox && !looks_on && options_has(&app->parsed, "script"))
		options.news = inbox_take(app, NULL).text;
	if (!session_preview(app->session, &err))
		return say_failed(app, &err);
	app->about_to_meet = !looks_on;
	return show(app, &options);
}

int meeting_page(struct app *app, const char *command, const struct args *args)
{
	struct loop_options options = {.daily = -1, .command = command, .args = args};
	return show(app, &options);
}

int meeting_print(struct app *app, const struct parsed *parsed)
{
	struct err err = {0};
	struct doc doc;
	if (!session_preview(app->session, &err) || !session_document(app->session, app->arena, &doc, &err))
		return say_failed(app, &err);
	return out_doc(app, parsed, &doc);
}
