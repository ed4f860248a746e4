#include "help.h"

#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "out.h"
#include "say.h"
#include "verb.h"

enum { HELP_COLUMN = 30, HELP_WIDTH = 80 };

/* The words at the right keep to their column, however many lines they take. */
static void row_add(struct arena *arena, struct str *s, const char *left, const char *right)
{
	struct text_line *lines = NULL;
	size_t count = text_wrap(arena, right, HELP_WIDTH - HELP_COLUMN, &lines);
	bool beside = text_width(left) < HELP_COLUMN - 2;
	str_addf(s, "  %s", beside && count ? text_pad(arena, left, HELP_COLUMN - 2) : left);
	str_add(s, beside && count ? "" : "\n");
	for (size_t i = 0; i < count; i++)
		str_addf(s, "%*s%.*s\n", i || !beside ? HELP_COLUMN : 0, "", (int)lines[i].len,
		        lines[i].start);
}

static void options_add(struct arena *arena, struct str *s, const struct option_row *rows)
{
	for (; rows && rows->name; rows++) {
		const char *left = arena_printf(arena, "--%s%s%s", rows->name, rows->value ? " " : "",
		        rows->value ? _(rows->value) : "");
		row_add(arena, s, left, strempty(rows->help) ? "" : _(rows->help));
	}
}

/* In plain letters an ellipsis takes the room of one: here there is room for three. */
static const char *in_ascii(struct arena *arena, const char *text)
{
	static const char dots[] = "…";
	struct str s = str_new(arena);
	for (const char *at; (at = strstr(text, dots)); text = at + strlen(dots)) {
		str_add_bytes(&s, text, (size_t)(at - text));
		str_add(&s, "...");
	}
	str_add(&s, text);
	return text_ascii(arena, s.text);
}

static int print(const struct app *app, const struct str *s)
{
	struct err err = {0};
	const char *text = app->ascii ? in_ascii(app->arena, s->text) : s->text;
	return out_bytes(text, strlen(text), &err) ? EXIT_DONE : say_failed(app, &err);
}

static const char *usage_of(const char *usage)
{
	return *usage ? _(usage) : "";
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
		        arena_printf(app->arena, "%s%s%s", c->name, *c->usage ? " " : "", usage_of(c->usage));
		row_add(app->arena, &s, left, _(c->title));
	}
	str_add(&s, _("\noptions:\n"));
	options_add(app->arena, &s, global_options);
	str_add(&s, _("\nDAGSTART_DB and DAGSTART_CONFIG stand for --db and --config. NO_COLOR is heeded.\n"
	              "`dagstart COMMAND --help` says more of one command.\n"));
	str_add(&s, _("Exit codes: 0 done, 1 failed, 2 wrong use or an open question, 3 partly done.\n"));
	return print(app, &s);
}

static void verbs_add(struct arena *arena, struct str *s, const struct app_command *command)
{
	for (const struct verb *verb = command->verbs; verb->name; verb++) {
		const char *words = verb_usage(arena, verb);
		const char *left =
		        arena_printf(arena, "%s%s%s", verb->name, *verb->name && *words ? " " : "", words);
		row_add(arena, s, left, _(verb->title));
	}
}

/* The example lines that begin with these words; `begin` may be all of the command's. */
static void examples_add(struct arena *arena, struct str *s, const char *examples, const char *begin)
{
	bool first = true;
	const char *next = NULL;
	for (const char *line = examples; line && *line; line = next) {
		const char *end = strchr(line, '\n');
		next = end ? end + 1 : NULL;
		const char *text = end ? arena_strndup(arena, line, (size_t)(end - line)) : line;
		if (!str_starts(text, begin))
			continue;
		str_addf(s, "%s  %s\n", first ? _("\nexamples:\n") : "", text);
		first = false;
	}
}

int help_command(struct app *app, const struct app_command *command, const struct verb *verb)
{
	struct arena *arena = app->arena;
	struct str s = str_new(arena);
	const struct verb *only = command->verbs && !*command->verbs->name ? command->verbs : NULL;
	const char *usage = verb && !only ? verb_usage(arena, verb) : usage_of(command->usage);
	const char *name =
	        verb && *verb->name ? arena_printf(arena, "%s %s", command->name, verb->name) : command->name;
	str_addf(&s, _("usage: dagstart %s%s%s [OPTIONS]\n"), name, *usage ? " " : "", usage);
	str_addf(&s, "%s\n\n", _(verb ? verb->title : command->title));
	const struct verb *bare = verb ? verb : only;
	for (const struct verb *one = command->verbs; !bare && one && one->name; one++)
		bare = *one->name ? NULL : one;
	if (command->verbs && !verb && !only)
		verbs_add(arena, &s, command);
	if (bare)
		options_add(arena, &s, verb_options(arena, bare));
	options_add(arena, &s, command->options);
	if (command->reads && (!verb || verb->page))
		options_add(arena, &s, out_options);
	if (command->examples)
		examples_add(arena, &s, _(command->examples), arena_printf(arena, "dagstart %s", name));
	str_add(&s, _("\nThe options of all commands: dagstart --help\n"));
	return print(app, &s);
}
