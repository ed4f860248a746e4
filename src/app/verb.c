#include "verb.h"

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "out.h"
#include "say.h"
#include "verb_words.h"

static const char *const page_feedback_args[] = {
        "query", "metric", "channel", "step", "theme", "from", "to", "mood", NULL};

static const char *const page_list_args[] = {"all", NULL};
static const char *const page_history_args[] = {"id", NULL};

/* Pages that take arguments, by name. */
static const struct {
	const char *page;
	const char *const *args;
} page_args[] = {
        {"actions", page_list_args},
        {"decisions", page_list_args},
        {"feedback", page_feedback_args},
        {"goals", page_list_args},
        {"history", page_history_args},
        {"members", page_list_args},
        {"notes", page_list_args},
};

static const char *const *verb_args(struct arena *arena, const struct verb *verb)
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

const struct option_row *verb_options(struct arena *arena, const struct verb *verb)
{
	const char *const *names = verb_args(arena, verb);
	size_t count = 0;
	while (names && names[count])
		count++;
	struct option_row *rows = arena_array_of(arena, struct option_row, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct verb_word *word = verb_word_find(names[i]);
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
	const struct verb *verb = command->verbs;
	if (verb && !*verb->name)
		return verb;
	for (; verb && verb->name; verb++)
		if (parsed->word_count > 1 ? streq(verb->name, parsed->words[1]) : verb->page != NULL)
			return verb;
	return NULL;
}

const char *verb_usage(struct arena *arena, const struct verb *verb)
{
	struct str s = str_new(arena);
	for (const char *const *name = verb->words; name && *name; name++) {
		const struct verb_word *word = verb_word_find(*name);
		str_addf(&s, "%s%s", s.len ? " " : "", word ? word->value : *name);
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

static struct args collect(
        struct arena *arena, const struct verb *verb, const struct parsed *parsed, size_t first)
{
	const struct option_row *rows = verb_options(arena, verb);
	struct arg *items = arena_array_of(arena, struct arg, parsed->option_count + parsed->word_count + 1);
	size_t count = 0;
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

/* What a form would have asked for is asked on the command line by a sentence. */
static int still_needed(const struct app *app, const char *label, const struct form *form)
{
	struct str s = str_new(app->arena);
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		if (!field->required || !strempty(field->value))
			continue;
		str_addf(&s, "%s--%s", s.len ? ", " : "", swapped(app->arena, field->name, '_', '-'));
		if (!strempty(field->hint))
			str_addf(&s, " (%s)", field->hint);
	}
	return say_wrong_use(app, _("%s: still needed: %s"), label, s.text);
}

static int tell(const struct app *app, const char *label, const struct result *result)
{
	switch (result->kind) {
	case RESULT_FORM:
		return still_needed(app, label, &result->form);
	case RESULT_CONFIRM:
		return say_wrong_use(app, _("%s Say so with --yes"), result->message);
	case RESULT_DONE:
	case RESULT_QUIT:
	case RESULT_TEXT:
		break;
	}
	if (result->message)
		return out_line(app, result->message);
	if (ref_is(result->saved))
		return out_line(
		        app, arena_printf(app->arena, _("saved %s"), ref_text(app->arena, result->saved)));
	return EXIT_DONE;
}

int verb_run(struct app *app, const struct app_command *command, const struct verb *verb,
        const struct parsed *parsed)
{
	bool bare = !*verb->name;
	size_t first = bare ? 1 : 2;
	const char *label =
	        bare ? command->name : arena_printf(app->arena, "%s %s", command->name, verb->name);
	if (first < parsed->word_count && (!verb->words || !*verb->words))
		return say_wrong_use(app, _("%s: “%s” is too much here; --help shows what it takes"), label,
		        parsed->words[first]);
	struct args args = collect(app->arena, verb, parsed, first);
	struct result result = {0};
	struct err err = {0};
	struct doc doc;
	if (verb->page)
		return session_page(app->session, verb->page, &args, app->arena, &doc, &err)
		               ? out_doc(app, parsed, &doc)
		               : say_failed(app, &err);
	if (!session_run(app->session, verb->command, &args, &result, &err))
		return say_failed(app, &err);
	return tell(app, label, &result);
}
