/* Starts the program: makes the process safe, reads the command line, opens what the command needs, runs it.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/nearest.h>
#include <dagstart/store/store.h>

#include "app.h"
#include "boot.h"
#include "help.h"
#include "oom.h"
#include "out.h"
#include "say.h"
#include "verb.h"

/* A descriptor 0, 1 or 2 that is closed would be given to the store, and then be written to as a screen. What
 * fills it can't be used the way that it is meant for: what is written to nobody has to fail. */
static bool fill_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			return false;
	return true;
}

static bool secure_process(void)
{
	if (!fill_descriptors())
		return false;
	umask(077);
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks from outside */
	/* A dump of the memory would hold what customers and colleagues said. */
	prctl(PR_SET_DUMPABLE, 0);
#endif
	/* A write that nobody takes, or that a limit on the size of files forbids, fails and can be told. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	return true;
}

static bool has_screen(void)
{
	const char *term = getenv("TERM");
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !strempty(term) && !streq(term, "dumb");
}

static int unknown_command(struct app *app, const char *name)
{
	const char **known = arena_array_of(app->arena, const char *, command_count + 1);
	boot_speak(app);
	for (size_t i = 0; i < command_count; i++)
		known[i] = command_table[i]->name;
	const char *near = nearest_word(name, known);
	if (near)
		return say_wrong_use(app, _("there is no command %s; did you mean %s?"), name, near);
	return say_wrong_use(app, _("there is no command %s: `dagstart --help` lists them"), name);
}

static int unknown_verb(struct app *app, const struct app_command *command, const char *word)
{
	struct str s = str_new(app->arena);
	for (const struct verb *verb = command->verbs; verb->name; verb++)
		str_add_part(&s, ", ", verb->name);
	if (!word)
		return say_wrong_use(app, _("%s: expected one of %s"), command->name, s.text);
	return say_wrong_use(app, _("%s %s: expected one of %s"), command->name, word, s.text);
}

static int parse_strictly(struct app *app, const struct app_command *command, const struct verb *verb,
        char *const *args, size_t count)
{
	const struct option_row *tables[5] = {global_options};
	size_t table_count = 1;
	struct parsed strict;
	struct err err = {0};
	if (command->options)
		tables[table_count++] = command->options;
	if (command->reads)
		tables[table_count++] = out_options;
	if (verb)
		tables[table_count++] = verb_options(app->arena, verb);
	if (!options_parse(app->arena, tables, args, count, &strict, &err)) {
		boot_speak(app);
		err_clear(&err); /* and once more, in that language */
		return options_parse(app->arena, tables, args, count, &strict, &err) ? EXIT_FAILED
		                                                                     : say_failed(app, &err);
	}
	app->parsed = strict;
	/* The name of the command is the first word everywhere. */
	if (!app->parsed.word_count)
		app->parsed.words[app->parsed.word_count++] = command->name;
	return EXIT_DONE;
}

static int run_command(struct app *app, const struct app_command *command, const struct verb *verb)
{
	bool helps = options_has(&app->parsed, "help");
	bool has_no_screen = options_has(&app->parsed, "script") && !command->screen;
	bool has_formats = out_formats_given(&app->parsed) > 1, has_no_verb = command->verbs && !verb;
	bool is_locked = command->writes && options_has(&app->parsed, "read-only");
	if (helps || has_no_screen || has_formats || has_no_verb || is_locked)
		boot_speak(app);
	if (helps)
		return help_command(app, command, verb && app->parsed.word_count > 1 ? verb : NULL);
	if (has_no_screen)
		return say_wrong_use(app, _("--script goes with meet, me, init and demo"));
	if (has_formats)
		return say_wrong_use(app, _("choose one of --json, --csv, --markdown and --html"));
	if (has_no_verb)
		return unknown_verb(app, command, app->parsed.word_count > 1 ? app->parsed.words[1] : NULL);
	if (is_locked)
		return say_read_only(app);
	app->command = command;
	int code = boot(app, command->needs);
	if (code != EXIT_DONE)
		return code;
	return command->run ? command->run(app, &app->parsed) : verb_run(app, command, verb, &app->parsed);
}

/* "help action add" is "action add --help". */
static int help_on(struct app *app)
{
	struct parsed *parsed = &app->parsed;
	boot_speak(app);
	if (parsed->word_count < 2)
		return help_all(app);
	parsed->words++;
	parsed->word_count--;
	const struct app_command *command = command_find(parsed->words[0]);
	if (!command)
		return unknown_command(app, parsed->words[0]);
	const struct verb *verb = command->verbs ? verb_find(command, parsed) : NULL;
	if (parsed->word_count > 1 && command->verbs && !verb)
		return unknown_verb(app, command, parsed->words[1]);
	return help_command(app, command, parsed->word_count > 1 ? verb : NULL);
}

static int run(struct app *app, char *const *args, size_t count)
{
	options_words(app->arena, global_options, args, count, &app->parsed);
	int code = boot_language(app);
	if (code != EXIT_DONE)
		return code;
	bool named = app->parsed.word_count > 0;
	if (named && streq(app->parsed.words[0], "help"))
		return help_on(app);
	if (!named && options_has(&app->parsed, "help")) {
		boot_speak(app);
		return help_all(app);
	}
	if (options_has(&app->parsed, "version"))
		return out_line(app, "dagstart " DAGSTART_VERSION);
	const char *name = named ? app->parsed.words[0] : "meet";
	const struct app_command *command = command_find(name);
	if (!command)
		return unknown_command(app, name);
	const struct verb *verb = verb_find(command, &app->parsed);
	code = parse_strictly(app, command, verb, args, count);
	if (code != EXIT_DONE)
		return code;
	app->tty = has_screen() && !options_has(&app->parsed, "plain");
	return run_command(app, command, verb);
}

int main(int argc, char **argv)
{
	if (!secure_process())
		return EXIT_FAILED;
	struct app app = {.signal_fd = -1, .ascii = !streq(boot_codeset(), "UTF-8")};
	oom_prepare(&app);
	app.arena = arena_new(&app.oom);
	int code = run(&app, argv + (argc > 0), argc > 0 ? (size_t)argc - 1 : 0);
	session_free(app.session);
	store_close(app.store);
	arena_free(app.arena);
	oom_done(&app);
	return code;
}
