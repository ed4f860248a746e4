#include "wizard.h"

#include <math.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/doc/say.h>

#include "boot.h"
#include "found.h"
#include "loop.h"
#include "out.h"
#include "sample.h"
#include "say.h"
#include "script.h"
#include "take.h"

#define FOUND "init.found"

struct wizard {
	struct app *app;
	struct arena *answer; /* of the last result */
	bool founded;
};

enum { FIELD_START, FIELD_TEAM, FIELD_PEOPLE, FIELD_LANGUAGE, FIELD_IMPORT, FIELDS };

static const char *start_own(void)
{
	return _("our own team");
}

static const char *start_sample(void)
{
	return _("the sample team");
}

static void form_fill(struct wizard *wizard, const struct args *args, struct form *ret)
{
	static const char *const languages[] = {"en", "nl"};
	struct arena *arena = wizard->answer;
	const char **starts = arena_array_of(arena, const char *, 2);
	struct form_field *fields = arena_array_of(arena, struct form_field, FIELDS);
	starts[0] = start_own();
	starts[1] = start_sample();
	fields[FIELD_START] = (struct form_field){.name = "start",
	        .label = _("start with"),
	        .kind = FORM_CHOICE,
	        .hint = _("the arrows choose; the sample team is made up and can be thrown away"),
	        .choices = starts,
	        .choice_count = 2};
	fields[FIELD_TEAM] = (struct form_field){
	        .name = "team", .label = _("team"), .kind = FORM_TEXT, .hint = _("what you call yourselves")};
	fields[FIELD_PEOPLE] = (struct form_field){.name = "people",
	        .label = _("people"),
	        .kind = FORM_TEXT,
	        .hint = _("first names with commas between: Anna, Bram, Chaya")};
	fields[FIELD_LANGUAGE] = (struct form_field){.name = "language",
	        .label = _("language"),
	        .kind = FORM_CHOICE,
	        .hint = _("en or nl"),
	        .choices = languages,
	        .choice_count = 2};
	fields[FIELD_IMPORT] = (struct form_field){.name = "import",
	        .label = _("feedback"),
	        .kind = FORM_TEXT,
	        .hint = _("an export of your survey tool: a path; empty: later, with `dagstart import`")};
	for (size_t i = 0; i < FIELDS; i++)
		fields[i].value = args_get(args, fields[i].name);
	fields[FIELD_START].value = str_or(fields[FIELD_START].value, starts[0]);
	fields[FIELD_LANGUAGE].value = str_or(fields[FIELD_LANGUAGE].value, wizard->app->language);
	*ret = (struct form){.command = FOUND,
	        .title = _("Welcome to Dagstart"),
	        .about = "",
	        .fields = fields,
	        .count = FIELDS,
	        .focus = FIELD_TEAM};
}

static bool found(struct wizard *wizard, const struct args *args, struct result *ret, struct err *err)
{
	struct app *app = wizard->app;
	const char *language = args_get(args, "language");
	struct founding founding = {
	        .team = args_get(args, "team"), .people = args_get(args, "people"), .language = language};
	bool sample = streq(args_get(args, "start"), start_sample());
	if (!strempty(language) && !streq(language, "en") && !streq(language, "nl"))
		return err_set(
		        err, ERR_USAGE, N_("%s is not a language here: expected en or nl"), "%s", language);
	if (strempty(language))
		founding.language = app->language;
	size_t people = 0;
	found_people(app, founding.people, &people);
	if (!sample && !people)
		return err_say(err, ERR_USAGE,
		        N_("who is in the team? Expected names with commas between, such as Anna, Bram"));
	app->language = streq(founding.language, "nl") ? "nl" : "en";
	if (sample ? !sample_found(app, err) : !found_team(app, &founding, err))
		return false;
	wizard->founded = true;
	/* The team is there whatever becomes of the import; what went wrong with it is told. */
	const char *imported = sample ? "" : take_first(app, args_get(args, "import"));
	ret->kind = RESULT_QUIT;
	ret->message = arena_printf(wizard->answer, _("saved: the team's store is %s"), app->place.store);
	if (*imported)
		ret->message = arena_printf(wizard->answer, "%s · %s", ret->message, imported);
	return true;
}

static bool run(void *user, const char *command, const struct args *args, struct result *ret, struct err *err)
{
	struct wizard *wizard = user;
	static const struct args none = {0};
	args = args ? args : &none;
	arena_reset(wizard->answer);
	*ret = (struct result){.kind = RESULT_FORM};
	/* Whatever is pressed, there is one thing to do here. */
	bool filled = streq(command, FOUND) && args->count > 0;
	if (filled)
		return found(wizard, args, ret, err);
	form_fill(wizard, args, &ret->form);
	return true;
}

static void view(void *user, struct arena *frame, struct view *ret)
{
	static const char *const begins[] = {"step.next", FOUND, NULL};
	struct wizard *wizard = user;
	struct doc doc = doc_new(frame);
	doc_heading(&doc, doc.root, 1, _("A stand-up with the customer in the room"), "");
	doc_para(&doc, doc.root, ROLE_TEXT,
	        _("Each day fifteen minutes: a customer's words first, then the scores, your promises, one "
	          "improvement, thanks."));
	doc_para(&doc, doc.root, ROLE_TEXT,
	        _("Everything you decide is saved at once, in one file that is yours. No account, no "
	          "network."));
	doc_field(&doc, doc.root, "store", _("your file"), wizard->app->place.store);
	doc_hint(&doc, doc.root, _("Enter begins. The sample team shows how a stand-up goes."));
	*ret = (struct view){
	        .team = "Dagstart",
	        .title = _("first start"),
	        .date = say_day_long(frame, clock_day(clock_now_ms(&wizard->app->clock))),
	        .time = "",
	        .progress = NAN,
	        .until = "",
	        .clock = "",
	        .body = doc,
	        .status = "",
	        .only = begins,
	};
}

/* The keys are checked against all commands there are, so the wizard has them all. */
static void add_commands(struct app *app, struct desk_source *source)
{
	size_t count = 0;
	const struct session_command *all = session_commands(app->arena, &count);
	struct session_command *list = arena_array_of(app->arena, struct session_command, count + 1);
	for (size_t i = 0; i < count; i++)
		list[i] = all[i];
	list[count] = (struct session_command){.name = FOUND, .title = N_("found the team"), .writes = true};
	source->commands = list;
	source->command_count = count + 1;
}

int wizard_run(struct app *app, bool *ret_founded)
{
	struct wizard wizard = {.app = app, .answer = arena_new_like(app->arena)};
	struct desk_source source = {.user = &wizard, .run = run, .view = view};
	const char *script = options_get(&app->parsed, "script");
	const char *words = "";
	struct loop_options options = {.source = &source, .draft = "", .daily = -1, .command = FOUND};
	add_commands(app, &source);
	int code = script ? script_run(app, script, &options, &words) : loop_run(app, &options, &words);
	if (code == EXIT_DONE && !strempty(words))
		out_line(app, words);
	if (code == EXIT_DONE && wizard.founded)
		code = boot_settings_again(app);
	arena_free(wizard.answer);
	*ret_founded = wizard.founded;
	return code;
}
