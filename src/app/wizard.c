#include "wizard.h"

#include <errno.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

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
#include "taken.h"

#define FIELD_FEEDBACK "import"

struct wizard {
	struct app *app;
	struct arena *answer; /* of the last result */
	bool founded;
	const char *team;
	/* The first feedback. */
	struct taken taken; /* the path NULL: none */
	bool importing;
	int percent;
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

static struct form_field feedback_field(void)
{
	return (struct form_field){
	        .name = FIELD_FEEDBACK,
	        .label = _("feedback"),
	        .kind = FORM_TEXT,
	        .hint = _("file of your survey tool; empty: later"),
	        .value = "",
	};
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
	        .kind = FORM_ONE_OF,
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
	        .kind = FORM_ONE_OF,
	        .hint = _("en or nl"),
	        .choices = languages,
	        .choice_count = 2};
	fields[FIELD_IMPORT] = feedback_field();
	for (size_t i = 0; i < FIELDS; i++)
		fields[i].value = args_get(args, fields[i].name);
	fields[FIELD_START].value = str_or(fields[FIELD_START].value, starts[0]);
	fields[FIELD_LANGUAGE].value = str_or(fields[FIELD_LANGUAGE].value, wizard->app->language);
	*ret = (struct form){.command = WIZARD_FOUND,
	        .title = _("Welcome to Dagstart"),
	        .about = "",
	        .fields = fields,
	        .count = FIELDS,
	        .focus = FIELD_TEAM};
}

/* -- the first feedback -- */

static void step_on(void *user, int percent)
{
	struct wizard *wizard = user;
	wizard->percent = percent;
	if (wizard->app->paint)
		wizard->app->paint(wizard->app->paint_user);
}

/* Before anything is made: a path that leads nowhere is asked for again. */
static bool is_readable(struct wizard *wizard, const char *typed, struct err *err)
{
	const char *path = take_path(wizard->app, typed);
	struct stat st;
	if (strempty(path))
		return true;
	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode) && access(path, R_OK) == 0)
		return true;
	if (!errno || S_ISDIR(st.st_mode))
		errno = EISDIR;
	err_errno(err, N_("the feedback can't be read: %s"), "%s", path);
	return err_at(err, FIELD_FEEDBACK);
}

static void take_feedback(struct wizard *wizard, const char *typed)
{
	wizard->percent = 0;
	wizard->importing = true;
	wizard->taken = taken_take(wizard->app, typed, step_on, wizard);
	wizard->importing = false;
}

static const char *last_words(struct wizard *wizard)
{
	struct app *app = wizard->app;
	const char *saved = arena_printf(app->arena, _("saved: the team's store is %s"), app->place.store);
	return strempty(wizard->taken.path)
	               ? saved
	               : arena_printf(app->arena, "%s · %s", saved, wizard->taken.summary);
}

/* -- the team -- */

static bool check_choices(struct wizard *wizard, const struct args *args, bool *ret_sample, struct err *err)
{
	const char *start = args_get(args, "start"), *language = args_get(args, "language");
	*ret_sample = streq(start, start_sample());
	if (!*ret_sample && !strempty(start) && !streq(start, start_own())) {
		err_set(err, ERR_USAGE, N_("expected one of these: %s"), "%s, %s; “%s”", start_own(),
		        start_sample(), start);
		return err_at(err, "start");
	}
	if (!strempty(language) && !streq(language, "en") && !streq(language, "nl")) {
		err_set(err, ERR_USAGE, N_("%s is not a language here: expected en or nl"), "%s", language);
		return err_at(err, "language");
	}
	if (*ret_sample)
		return true;
	size_t people = 0;
	if (strempty(str_trim(wizard->answer, args_get(args, "team")))) {
		err_say(err, ERR_USAGE, N_("what is the team called? Its name is missing"));
		return err_at(err, "team");
	}
	found_people(wizard->app, args_get(args, "people"), &people);
	if (people)
		return true;
	err_say(err, ERR_USAGE,
	        N_("who is in the team? Expected names with commas between, such as Anna, Bram"));
	return err_at(err, "people");
}

static bool found(struct wizard *wizard, const struct args *args, struct result *ret, struct err *err)
{
	struct app *app = wizard->app;
	const char *language = args_get(args, "language"), *feedback = args_get(args, FIELD_FEEDBACK);
	struct founding founding = {.team = args_get(args, "team"),
	        .people = args_get(args, "people"),
	        .language = strempty(language) ? app->language : language};
	bool sample = false;
	if (!check_choices(wizard, args, &sample, err) || (!sample && !is_readable(wizard, feedback, err)))
		return false;
	app->language = streq(founding.language, "nl") ? "nl" : "en";
	if (sample ? !sample_found(app, err) : !found_team(app, &founding, err))
		return false;
	wizard->founded = true;
	wizard->team = arena_strdup(app->arena, founding.team);
	i18n_init(app->language);
	/* The team is there whatever becomes of the import; what came of it is read before it goes on. */
	bool imports = !sample && !strempty(str_trim(wizard->answer, feedback));
	if (imports)
		take_feedback(wizard, feedback);
	ret->kind = imports ? RESULT_DONE : RESULT_QUIT;
	ret->message = last_words(wizard);
	return true;
}

/* Another file, once the team is there. */
static bool import(struct wizard *wizard, const struct args *args, struct result *ret, struct err *err)
{
	if (args->count == 0) {
		struct form_field *field = arena_array_of(wizard->answer, struct form_field, 1);
		*field = feedback_field();
		ret->kind = RESULT_FORM;
		ret->form = (struct form){.command = WIZARD_IMPORT,
		        .title = _("Feedback"),
		        .about = "",
		        .fields = field,
		        .count = 1};
		return true;
	}
	const char *feedback = args_get(args, FIELD_FEEDBACK);
	if (!is_readable(wizard, feedback, err))
		return false;
	if (!strempty(str_trim(wizard->answer, feedback)))
		take_feedback(wizard, feedback);
	return true;
}

static bool run(void *user, const char *command, const struct args *args, struct result *ret, struct err *err)
{
	struct wizard *wizard = user;
	static const struct args none = {0};
	args = args ? args : &none;
	arena_reset(wizard->answer);
	*ret = (struct result){.kind = RESULT_DONE};
	if (wizard->founded && streq(command, WIZARD_IMPORT))
		return import(wizard, args, ret, err);
	if (wizard->founded) {
		ret->kind = RESULT_QUIT;
		ret->message = last_words(wizard);
		return true;
	}
	/* Whatever is pressed, there is one thing to do here. */
	if (streq(command, WIZARD_FOUND) && args->count > 0)
		return found(wizard, args, ret, err);
	ret->kind = RESULT_FORM;
	form_fill(wizard, args, &ret->form);
	return true;
}

/* -- what is seen -- */

static void welcome_doc(const struct wizard *wizard, struct doc *doc)
{
	doc_heading(doc, doc->root, 1, _("A stand-up with the customer in the room"), "");
	doc_para(doc, doc->root, ROLE_TEXT,
	        _("Each day fifteen minutes: a customer's words first, then the scores, your promises, one "
	          "improvement, thanks."));
	doc_para(doc, doc->root, ROLE_TEXT,
	        _("Everything you decide is saved at once, in one file that is yours. No account, no "
	          "network."));
	doc_field(doc, doc->root, "store", _("your file"), wizard->app->place.store);
	doc_hint(doc, doc->root,
	        _("{form.next} goes to the next field, {form.submit} saves and begins. The sample team "
	          "shows how a stand-up goes."));
}

static void result_doc(const struct wizard *wizard, struct doc *doc)
{
	doc_heading(doc, doc->root, 1,
	        arena_printf(doc->arena, _("%s is ready for its first stand-up"), wizard->team), "");
	doc_field(doc, doc->root, "store", _("your file"), wizard->app->place.store);
	taken_doc(&wizard->taken, doc, doc_section(doc, doc->root, _("FEEDBACK"), wizard->taken.path));
	doc_hint(doc, doc->root,
	        strempty(wizard->taken.trouble)
	                ? _("{init.found} goes on · {init.import} takes in another file")
	                : _("{init.import} takes in another file · {init.found} goes on without"));
}

static void view(void *user, struct arena *frame, struct view *ret)
{
	static const char *const asking[] = {WIZARD_FOUND, NULL}, *const ready[] = {
	                                                                  WIZARD_FOUND, WIZARD_IMPORT, NULL};
	struct wizard *wizard = user;
	bool told = wizard->taken.path && !wizard->importing;
	struct doc doc = doc_new(frame);
	if (told)
		result_doc(wizard, &doc);
	else
		welcome_doc(wizard, &doc);
	*ret = (struct view){
	        .context = "wizard",
	        .place = told ? "wizard result" : NULL,
	        .only = told ? ready : asking,
	        .team = "Dagstart",
	        .title = _("first start"),
	        .date = say_day_long(frame, clock_day(clock_now_ms(&wizard->app->clock))),
	        .time = "",
	        .progress = NAN,
	        .until = "",
	        .clock = "",
	        .body = doc,
	        .status = wizard->importing
	                          ? arena_printf(frame, _("taking in the feedback: %d %%"), wizard->percent)
	                          : "",
	        .status_role = ROLE_ACCENT,
	        .snug = true,
	};
}

int wizard_run(struct app *app, bool *ret_founded)
{
	struct wizard wizard = {.app = app, .answer = arena_new_like(app->arena)};
	struct desk_source source = {.user = &wizard, .run = run, .view = view};
	const char *script = options_get(&app->parsed, "script");
	const char *words = "";
	struct loop_options options = {.source = &source, .draft = "", .daily = -1, .command = WIZARD_FOUND};
	/* The keys are checked against all commands there are, so the wizard has them all. */
	source.commands = session_commands(app->arena, &source.command_count);
	int code = script ? script_run(app, script, &options, &words) : loop_run(app, &options, &words);
	if (code == EXIT_DONE && !strempty(words))
		out_line(app, words);
	if (code == EXIT_DONE && wizard.founded)
		code = boot_settings_again(app);
	arena_free(wizard.answer);
	*ret_founded = wizard.founded;
	return code;
}
