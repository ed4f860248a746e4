#include "help.h"

#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "out.h"
#include "say.h"
#include "verb.h"

enum { HELP_COLUMN = 30 };

static void row_add(struct arena *arena, struct str *s, const char *left, const char *right)
{
	if (text_width(left) >= HELP_COLUMN - 2)
		str_addf(s, "  %s\n  %*s%s\n", left, HELP_COLUMN - 2, "", right);
	else
		str_addf(s, "  %s%s\n", text_pad(arena, left, HELP_COLUMN - 2), right);
}

static void options_add(struct arena *arena, struct str *s, const struct option_row *rows)
{
	for (; rows && rows->name; rows++) {
		const char *left = arena_printf(arena, "--%s%s%s", rows->name, rows->value ? " " : "",
		        rows->value ? rows->value : "");
		row_add(arena, s, left, strempty(rows->help) ? "" : _(rows->help));
	}
}

static int print(const struct app *app, const struct str *s)
{
	struct err err = {0};
	const char *text = app->ascii ? text_ascii(app->arena, s->text) : s->text;
	return out_bytes(text, strlen(text), &err) ? EXIT_DONE : say_failed(app, &err);
}

int help_all(struct app *app)
{
	struct str s = str_new(app->arena);
	str_add(&s,
	        _("Dagstart: the short meeting that opens a team's day with the customer in the room.\n\n"));
	str_add(&s, _("usage: dagstart [OPTIONS] [COMMAND …]\n\ncommands (meet when none is given):\n"));
	for (size_t i = 0; i < command_count; i++) {
		const struct app_command *c = command_table[i];
		const char *left =
		        arena_printf(app->arena, "%s%s%s", c->name, *c->usage ? " " : "", c->usage);
		row_add(app->arena, &s, left, _(c->title));
	}
	str_add(&s, _("\noptions:\n"));
	options_add(app->arena, &s, global_options);
	str_add(&s, _("\nDAGSTART_DB and DAGSTART_CONFIG stand for --db and --config. NO_COLOR is heeded.\n"
	              "`dagstart COMMAND --help` says more of one command.\n"));
	return print(app, &s);
}

static void verbs_add(struct arena *arena, struct str *s, const struct app_command *command)
{
	for (const struct verb *verb = command->verbs; verb->name; verb++) {
		const char *words = verb_usage(arena, verb);
		const char *left = arena_printf(arena, "%s%s%s", verb->name, *words ? " " : "", words);
		row_add(arena, s, left, _(verb->title));
	}
}

int help_command(struct app *app, const struct app_command *command, const struct verb *verb)
{
	struct arena *arena = app->arena;
	struct str s = str_new(arena);
	const char *usage = verb ? verb_usage(arena, verb) : command->usage;
	str_addf(&s, _("usage: dagstart %s%s%s%s%s [OPTIONS]\n"), command->name,
	        verb && *verb->name ? " " : "", verb ? verb->name : "", *usage ? " " : "", usage);
	str_addf(&s, "%s\n\n", _(verb ? verb->title : command->title));
	if (command->verbs && *command->verbs->name && !verb)
		verbs_add(arena, &s, command);
	else if (verb)
		options_add(arena, &s, verb_options(arena, verb));
	options_add(arena, &s, command->options);
	if (command->reads)
		options_add(arena, &s, out_options);
	str_add(&s, _("\nThe options of all commands: dagstart --help\n"));
	return print(app, &s);
}
