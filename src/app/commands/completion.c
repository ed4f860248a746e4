/* Completion for the shell, made from the tables of commands and options. */
#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"
#include "../verb.h"

static void names_add(struct str *s, const struct option_row *rows)
{
	for (; rows && rows->name; rows++)
		str_addf(s, " --%s", rows->name);
}

static void command_names(struct str *s)
{
	for (size_t i = 0; i < command_count; i++)
		str_addf(s, "%s%s", i ? " " : "", command_table[i]->name);
}

/* What can follow the name of a command: its verbs and all options of it. */
static void words_of(struct app *app, struct str *s, const struct app_command *command)
{
	for (const struct verb *verb = command->verbs; verb && verb->name; verb++) {
		if (*verb->name)
			str_addf(s, " %s", verb->name);
		names_add(s, verb_options(app->arena, verb));
	}
	names_add(s, command->options);
	if (command->reads)
		names_add(s, out_options);
}

static void bash(struct app *app, struct str *s)
{
	str_add(s, "_dagstart() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} word command=\n"
	           "\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	           "\t\tcase $word in -*) ;; *) command=$word; break ;; esac\n\tdone\n"
	           "\tlocal words\n\tcase $command in\n");
	for (size_t i = 0; i < command_count; i++) {
		str_addf(s, "\t%s) words='", command_table[i]->name);
		words_of(app, s, command_table[i]);
		str_add(s, "' ;;\n");
	}
	str_add(s, "\t*) words='");
	command_names(s);
	names_add(s, global_options);
	str_add(s, "' ;;\n\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
	           "complete -o default -F _dagstart dagstart\n");
}

static void zsh(struct app *app, struct str *s)
{
	str_add(s, "#compdef dagstart\nautoload -Uz bashcompinit && bashcompinit\n");
	bash(app, s);
}

static void fish_text(struct str *s, const char *text)
{
	str_add_char(s, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			str_add_char(s, '\\');
		str_add_char(s, *text);
	}
	str_add_char(s, '\'');
}

static void fish_options(struct str *s, const char *when, const struct option_row *rows)
{
	for (; rows && rows->name; rows++) {
		str_addf(s, "complete -c dagstart -n '%s' -l %s%s -d ", when, rows->name,
		        rows->value ? " -r" : "");
		fish_text(s, strempty(rows->help) ? "" : _(rows->help));
		str_add_char(s, '\n');
	}
}

static void fish_command(struct app *app, struct str *s, const struct app_command *command)
{
	const char *when = arena_printf(app->arena, "__fish_seen_subcommand_from %s", command->name);
	str_addf(s, "complete -c dagstart -n __fish_use_subcommand -a %s -d ", command->name);
	fish_text(s, _(command->title));
	str_add_char(s, '\n');
	for (const struct verb *verb = command->verbs; verb && verb->name; verb++) {
		if (*verb->name) {
			str_addf(s, "complete -c dagstart -n '%s' -a %s -d ", when, verb->name);
			fish_text(s, _(verb->title));
			str_add_char(s, '\n');
		}
		fish_options(s, when, verb_options(app->arena, verb));
	}
	fish_options(s, when, command->options);
	if (command->reads)
		fish_options(s, when, out_options);
}

static void fish(struct app *app, struct str *s)
{
	fish_options(s, "true", global_options);
	for (size_t i = 0; i < command_count; i++)
		fish_command(app, s, command_table[i]);
}

static int run(struct app *app, const struct parsed *parsed)
{
	static const struct {
		const char *shell;
		void (*write)(struct app *app, struct str *s);
	} shells[] = {{"bash", bash}, {"fish", fish}, {"zsh", zsh}};
	struct str s = str_new(app->arena);
	struct err err = {0};
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (parsed->word_count != 2 || !streq(parsed->words[1], shells[i].shell))
			continue;
		shells[i].write(app, &s);
		return out_bytes(s.text, s.len, &err) ? EXIT_DONE : say_failed(app, &err);
	}
	return say_wrong_use(app, _("completion: expected bash, zsh or fish"));
}

const struct app_command completion_command = {
        .name = "completion",
        .title = N_("completion for a shell"),
        .usage = "bash|zsh|fish",
        .needs = NEEDS_NOTHING,
        .run = run,
};
