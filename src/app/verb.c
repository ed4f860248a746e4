#include "verb.h"

#include <string.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "out.h"
#include "say.h"
#include "ticker.h"
#include "verb_words.h"

static const char *const page_feedback_args[] = {"query", "of", "week", "score", "metric", "channel", "step",
        "theme", "from", "to", "mood", "limit", NULL};

static const char *const page_metric_args[] = {"metric", NULL};
static const char *const page_list_args[] = {"all", NULL};
static const char *const page_actions_args[] = {"all", "owner", NULL};
static const char *const page_kudos_args[] = {"from", NULL};
static const char *const page_quote_args[] = {"id", NULL};
static const char *const page_history_args[] = {"id", "from", "to", "limit", NULL};

/* Pages that take arguments, by name. */
static const struct {
	const char *page;
	const char *const *args;
} page_args[] = {
        {"actions", page_actions_args},
        {"decisions", page_list_args},
        {"feedback", page_feedback_args},
        {"goals", page_list_args},
        {"history", page_history_args},
        {"journey", page_metric_args},
        {"kpis", page_list_args},
        {"kudos", page_kudos_args},
        {"loops", page_list_args},
        {"members", page_list_args},
        {"notes", page_list_args},
        {"quote", page_quote_args},
        {"score", page_metric_args},
        {"you-said", page_list_args},
};

static const char *const *taken_args(struct arena *arena, const struct verb *verb)
{
	for (size_t i = 0; verb->page && i < sizeof(page_args) / sizeof(*page_args); i++)
		if (streq(page_args[i].page, verb->page))
			return page_args[i].args;
	size_t count = 0;
	const struct session_command *commands = session_commands(arena, &count);
	for (size_t i = 0; verb->command && i < count; i++)
		if (streq(commands[i].name, verb->command))
			return commands[i].args;
	return NULL;
}

static char *swapped(struct arena *arena, const char *name, char from, char to)
{
	char *copy = arena_strdup(arena, name);
	for (char *c = copy; *c; c++)
		if (*c == from)
			*c = to;
	return copy;
}

/* Arguments that only say yes are switches on the command line. */
static bool is_switch(const char *name)
{
	return streq(name, "yes") || streq(name, "all");
}

/* "to" is a day for one command and a person for the other: a row of its own goes before the common one. */
static const struct verb_word *word_of(struct arena *arena, const struct verb *verb, const char *name)
{
	const char *whose = verb->page ? verb->page : verb->command;
	const struct verb_word *own = verb_word_find(arena_printf(arena, "%s:%s", whose, name));
	return own ? own : verb_word_find(name);
}

const struct option_row *verb_options(struct arena *arena, const struct verb *verb)
{
	const char *const *names = taken_args(arena, verb);
	size_t count = 0;
	while (names && names[count])
		count++;
	struct option_row *rows = arena_array_of(arena, struct option_row, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct verb_word *word = word_of(arena, verb, names[i]);
		rows[i] = (struct option_row){
		        .name = swapped(arena, names[i], '_', '-'),
		        .value = is_switch(names[i]) ? NULL
		                 : word              ? word->value
		                                     : "TEXT",
		        .help = word ? word->help : "",
		};
	}
	return rows;
}

const struct verb *verb_find(const struct app_command *command, const struct parsed *parsed)
{
	const struct verb *bare = NULL, *page = NULL;
	for (const struct verb *verb = command->verbs; verb && verb->name; verb++) {
		if (parsed->word_count > 1 && *verb->name && streq(verb->name, parsed->words[1]))
			return verb;
		if (!bare && !*verb->name)
			bare = verb;
		if (!page && verb->page)
			page = verb;
	}
	return bare || parsed->word_count > 1 ? bare : page;
}

const char *verb_usage(struct arena *arena, const struct verb *verb)
{
	struct str s = str_new(arena);
	for (const char *const *name = verb->words; name && *name; name++) {
		const struct verb_word *word = word_of(arena, verb, *name);
		str_add_part(&s, " ", word ? _(word->value) : *name);
	}
	return s.text;
}

struct arg_list {
	struct arg *items;
	size_t count;
};

static struct arg option_arg(struct arena *arena, const struct option_given *given)
{
	return (struct arg){
	        .name = swapped(arena, given->name, '-', '_'),
	        .value = is_switch(given->name) ? "yes" : given->value,
	};
}

static bool is_own(const struct option_row *rows, const char *name)
{
	for (; rows->name; rows++)
		if (streq(rows->name, name))
			return true;
	return false;
}

struct args verb_args(struct arena *arena, const struct verb *verb, const struct parsed *parsed)
{
	size_t first = *verb->name ? 2 : 1;
	const struct option_row *rows = verb_options(arena, verb);
	struct arg *items = arena_array_of(arena, struct arg, parsed->option_count + parsed->word_count + 2);
	size_t count = 0;
	if (verb->always)
		items[count++] = (struct arg){.name = verb->always, .value = "yes"};
	for (size_t i = 0; i < parsed->option_count; i++)
		if (is_own(rows, parsed->options[i].name))
			items[count++] = option_arg(arena, &parsed->options[i]);
	for (const char *const *name = verb->words; name && *name && first < parsed->word_count; name++) {
		bool last = !name[1];
		items[count++] = (struct arg){
		        .name = *name,
		        .value = last ? options_rest(arena, parsed, first) : parsed->words[first],
		};
		first++;
	}
	return (struct args){.items = items, .count = count};
}

/* What stands for an argument on the command line: "TEXT", "--owner NAME". */
static const char *shown_as(struct arena *arena, const struct verb *verb, const char *name)
{
	const struct verb_word *word = word_of(arena, verb, name);
	const char *value = word ? _(word->value) : "";
	for (const char *const *own = verb->words; own && *own; own++)
		if (streq(*own, name))
			return value;
	return arena_printf(arena, "--%s%s%s", swapped(arena, name, '_', '-'), *value ? " " : "", value);
}

/* What a form would have asked for is asked on the command line by a sentence. */
static int still_needed(
        const struct app *app, const struct verb *verb, const char *label, const struct form *form)
{
	struct str s = str_new(app->arena);
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		if (!field->required || !strempty(field->value))
			continue;
		str_add_part(&s, ", ", shown_as(app->arena, verb, field->name));
		if (!strempty(field->hint))
			str_addf(&s, " (%s)", field->hint);
	}
	/* What a form has filled in with what stands there now. */
	const char *needed = s.len || !verb->words ? s.text : verb_usage(app->arena, verb);
	return say_wrong_use(app, _("%s: still needed: %s"), label, needed);
}

static int tell(
        const struct app *app, const struct verb *verb, const char *label, const struct result *result)
{
	switch (result->kind) {
	case RESULT_FORM:
		return still_needed(app, verb, label, &result->form);
	case RESULT_CONFIRM:
		return say_wrong_use(app, _("%s Say so with --yes"), result->message);
	case RESULT_DONE:
	case RESULT_QUIT:
	case RESULT_TEXT:
		break;
	}
	const char *saved = ref_is(result->saved) ? ref_text(app->arena, result->saved) : "";
	const char *words = result->message ? result->message
	                    : *saved        ? arena_printf(app->arena, _("saved %s"), saved)
	                                    : NULL;
	int code = words ? out_line(app, words) : EXIT_DONE;
	if (code == EXIT_DONE || !*saved)
		return code;
	/* Whoever tries again would write it twice. */
	say_line(app, _("%s is saved all the same"), saved);
	return EXIT_PARTLY;
}

/* An id is one word; what is not there can't be chosen from a list here. */
static int check_words(
        const struct app *app, const struct verb *verb, const char *label, const struct parsed *parsed)
{
	static const struct args none = {0};
	size_t first = *verb->name ? 2 : 1, most = 0;
	bool open_end = false;
	for (const char *const *name = verb->words; name && *name; name++, most++)
		open_end = !streq(*name, "id");
	if (!open_end && parsed->word_count > first + most)
		return say_wrong_use(app, _("%s: “%s” is too much here; --help shows what it takes"), label,
		        parsed->words[first + most]);
	const char *which = verb->command && most ? verb->words[0] : "";
	struct args args = most ? verb_args(app->arena, verb, parsed) : none;
	bool names_one = streq(which, "id") || streq(which, "name");
	if (names_one && strempty(args_get(&args, which)))
		return say_wrong_use(app, _("%s: which one? Expected: dagstart %s %s"), label, label,
		        verb_usage(app->arena, verb));
	if (verb->by_option && args.count <= most)
		return say_wrong_use(
		        app, _("%s: what is to change? --help shows the options that say so"), label);
	return EXIT_DONE;
}

int verb_run(struct app *app, const struct app_command *command, const struct verb *verb,
        const struct parsed *parsed)
{
	const char *label =
	        *verb->name ? arena_printf(app->arena, "%s %s", command->name, verb->name) : command->name;
	int code = check_words(app, verb, label, parsed);
	if (code != EXIT_DONE)
		return code;
	struct args args = verb_args(app->arena, verb, parsed);
	struct result result = {0};
	struct err err = {0};
	struct doc doc;
	if (verb->page)
		return session_page(app->session, verb->page, &args, app->arena, &doc, &err)
		               ? out_doc(app, parsed, &doc)
		               : say_failed(app, &err);
	struct ticker ticker;
	ticker_begin(&ticker, label);
	bool done = session_run(app->session, verb->command, &args, &result, &err);
	ticker_end(&ticker);
	if (!done)
		return say_failed(app, &err);
	return tell(app, verb, label, &result);
}

/* Commands of the screen that have a subcommand of another name. */
static const struct {
	const char *command, *words;
	const char *value; /* msgid */
} elsewhere[] = {
        {"scores.open", "feedback --of", N_("KEY")},
        {"scores.detail", "scores", N_("KEY")},
        {"search", "feedback", N_("TEXT")},
};

/* " --owner Anna" of "owner=Anna"; "" none. */
static const char *shell_option(struct arena *arena, const char *arg)
{
	const char *value = strchr(arg, '=');
	struct str s = str_new(arena);
	if (!value)
		return "";
	str_addf(&s, " --%.*s ", (int)(value - arg), arg);
	value++;
	if (!strpbrk(value, " '\"$&|;<>()*?\\`#!~")) {
		str_add(&s, value);
		return s.text;
	}
	str_add_char(&s, '\'');
	for (; *value; value++)
		if (*value == '\'')
			str_add(&s, "'\\''");
		else
			str_add_char(&s, *value);
	str_add_char(&s, '\'');
	return s.text;
}

const char *verb_shell_words(const void *user, const char *hint)
{
	const struct app *app = user;
	const char *command = arena_strndup(app->arena, hint, strcspn(hint, " "));
	const char *option =
	        shell_option(app->arena, hint + strlen(command) + (hint[strlen(command)] == ' '));
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(*elsewhere); i++)
		if (streq(elsewhere[i].command, command))
			return arena_printf(
			        app->arena, "`dagstart %s %s`", elsewhere[i].words, _(elsewhere[i].value));
	for (size_t i = 0; i < command_count; i++)
		for (const struct verb *v = command_table[i]->verbs; v && v->name; v++) {
			const char *usage = verb_usage(app->arena, v);
			if (v->command && streq(v->command, command))
				return arena_printf(app->arena, "`dagstart %s%s%s%s%s%s`",
				        command_table[i]->name, *v->name ? " " : "", v->name,
				        *usage ? " " : "", usage, option);
		}
	return NULL;
}
