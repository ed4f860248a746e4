/* Completion for the shell, made from the tables of commands and options. */
#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"
#include "../verb.h"

/* What comes after a word: for each command its verbs and options, else the commands and the options of all.
 * The shells differ only in how they are told. */
struct shell {
	const char *name;
	void (*write)(struct app *app, struct str *s);
};

static void quoted_add(struct str *s, const char *text, const char *quote)
{
	str_add_char(s, '\'');
	for (; *text; text++)
		if (*text == '\'')
			str_add(s, quote);
		else
			str_add_char(s, *text);
	str_add_char(s, '\'');
}

/* "keep|revoke", "nl|en": what can be typed as it stands; "FILE|-" is not. */
static bool is_choice(const char *value)
{
	return value && strchr(value, '|') && strspn(value, "abcdefghijklmnopqrstuvwxyz|") == strlen(value);
}

static const char *spaced(struct arena *arena, const char *choices)
{
	char *copy = arena_strdup(arena, choices);
	for (char *c = copy; *c; c++)
		*c = *c == '|' ? ' ' : *c;
	return copy;
}

/* Each option of a command once, whichever verbs take it. */
struct rows {
	const struct option_row *items[128];
	size_t count;
};

static void rows_add(struct rows *rows, const struct option_row *more)
{
	for (; more && more->name; more++) {
		bool known = false;
		for (size_t i = 0; i < rows->count; i++)
			known |= streq(rows->items[i]->name, more->name);
		if (!known && rows->count < sizeof(rows->items) / sizeof(*rows->items))
			rows->items[rows->count++] = more;
	}
}

static struct rows rows_of(struct app *app, const struct app_command *command)
{
	struct rows rows = {0};
	for (const struct verb *verb = command->verbs; verb && verb->name; verb++)
		rows_add(&rows, verb_options(app->arena, verb));
	rows_add(&rows, command->options);
	if (command->reads)
		rows_add(&rows, out_options);
	return rows;
}

static struct rows rows_global(void)
{
	struct rows rows = {0};
	rows_add(&rows, global_options);
	return rows;
}

static struct rows rows_everywhere(struct app *app)
{
	struct rows rows = rows_global();
	for (size_t i = 0; i < command_count; i++) {
		struct rows own = rows_of(app, command_table[i]);
		for (size_t j = 0; j < own.count; j++) {
			const struct option_row one[] = {*own.items[j], {0}};
			const struct option_row *kept = arena_memdup(app->arena, one, sizeof(one));
			rows_add(&rows, kept);
		}
	}
	return rows;
}

static void names_add(struct str *s, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		str_addf(s, " --%s", rows->items[i]->name);
}

/* "--db|--config": the options of all commands behind which a value stands, so that it is not taken for the
 * command. */
static void valued_add(struct str *s)
{
	size_t count = 0;
	for (const struct option_row *row = global_options; row->name; row++)
		if (row->value)
			str_addf(s, "%s--%s", count++ ? "|" : "", row->name);
}

static void choices_add(struct app *app, struct str *s)
{
	struct rows rows = rows_everywhere(app);
	for (size_t i = 0; i < rows.count; i++)
		if (is_choice(rows.items[i]->value))
			str_addf(s, "\t--%s) words='%s' ;;\n", rows.items[i]->name,
			        spaced(app->arena, rows.items[i]->value));
	str_add(s, "\t--");
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++)
		if (rows.items[i]->value && !is_choice(rows.items[i]->value))
			str_addf(s, "%s%s", count++ ? "|--" : "", rows.items[i]->name);
	str_add(s, ") return ;;\n");
}

static void bash(struct app *app, struct str *s)
{
	struct rows global = rows_global();
	str_add(s, "_dagstart() {\n"
	           "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	           "\tlocal i command= words=\n"
	           "\tCOMPREPLY=()\n"
	           "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	           "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	valued_add(s);
	str_add(s, ") ((i++)) ;;\n\t\t-*) ;;\n\t\t*) command=${COMP_WORDS[i]}; break ;;\n\t\tesac\n\tdone\n"
	           "\tcase $prev in\n");
	choices_add(app, s);
	str_add(s, "\tesac\n\t[ -n \"$words\" ] || case $command in\n");
	for (size_t i = 0; i < command_count; i++) {
		const struct app_command *c = command_table[i];
		struct rows rows = rows_of(app, c);
		str_addf(s, "\t%s) words='", c->name);
		for (const struct verb *verb = c->verbs; verb && verb->name; verb++)
			str_addf(s, "%s%s", *verb->name ? " " : "", verb->name);
		if (streq(c->name, "completion"))
			str_add(s, " bash fish zsh");
		names_add(s, &rows);
		names_add(s, &global);
		str_add(s, "' ;;\n");
	}
	str_add(s, "\t'') words='");
	for (size_t i = 0; i < command_count; i++)
		str_addf(s, "%s%s", i ? " " : "", command_table[i]->name);
	names_add(s, &global);
	str_add(s, "' ;;\n\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
	           "complete -o default -F _dagstart dagstart\n");
}

/* 'name:what it is', as _describe takes it: a colon of its own has a backslash. */
static void zsh_word(struct app *app, struct str *s, const char *name, const char *help)
{
	struct str word = str_new(app->arena);
	str_addf(&word, "%s:", name);
	for (; *help; help++) {
		if (*help == ':' || *help == '\\')
			str_add_char(&word, '\\');
		str_add_char(&word, *help);
	}
	str_add(s, "\n\t\t");
	quoted_add(s, word.text, "'\\''");
}

static void zsh_rows(struct app *app, struct str *s, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		zsh_word(app, s, arena_printf(app->arena, "--%s", rows->items[i]->name),
		        strempty(rows->items[i]->help) ? "" : _(rows->items[i]->help));
}

static void zsh(struct app *app, struct str *s)
{
	struct rows global = rows_global();
	str_add(s, "#compdef dagstart\n\n_dagstart() {\n"
	           "\tlocal i command=\n\tlocal -a choices\n"
	           "\tfor ((i = 2; i < CURRENT; i++)); do\n\t\tcase $words[i] in\n\t\t(");
	valued_add(s);
	str_add(s, ") ((i++)) ;;\n\t\t(-*) ;;\n\t\t(*) command=$words[i]; break ;;\n\t\tesac\n\tdone\n"
	           "\tcase $words[CURRENT-1] in\n");
	struct rows rows = rows_everywhere(app);
	for (size_t i = 0; i < rows.count; i++)
		if (is_choice(rows.items[i]->value))
			str_addf(s, "\t(--%s) compadd -- %s; return ;;\n", rows.items[i]->name,
			        spaced(app->arena, rows.items[i]->value));
	str_add(s, "\t(--");
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++)
		if (rows.items[i]->value && !is_choice(rows.items[i]->value))
			str_addf(s, "%s%s", count++ ? "|--" : "", rows.items[i]->name);
	str_add(s, ") _files; return ;;\n\tesac\n\tcase $command in\n");
	for (size_t i = 0; i < command_count; i++) {
		const struct app_command *c = command_table[i];
		struct rows own = rows_of(app, c);
		str_addf(s, "\t(%s) choices=(", c->name);
		for (const struct verb *verb = c->verbs; verb && verb->name; verb++)
			if (*verb->name)
				zsh_word(app, s, verb->name, _(verb->title));
		if (streq(c->name, "completion"))
			str_add(s, " bash fish zsh");
		zsh_rows(app, s, &own);
		zsh_rows(app, s, &global);
		str_add(s, ") ;;\n");
	}
	str_add(s, "\t('') choices=(");
	for (size_t i = 0; i < command_count; i++)
		zsh_word(app, s, command_table[i]->name, _(command_table[i]->title));
	zsh_rows(app, s, &global);
	str_add(s, ") ;;\n\tesac\n\t_describe dagstart choices\n\t[[ -n $command ]] && _files\n}\n\n"
	           "if [ \"$funcstack[1]\" = _dagstart ]; then\n\t_dagstart\nelse\n"
	           "\tcompdef _dagstart dagstart\nfi\n");
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

static void fish_options(struct app *app, struct str *s, const char *when, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct option_row *row = rows->items[i];
		str_add(s, "complete -c dagstart");
		if (*when)
			str_addf(s, " -n '%s'", when);
		str_addf(s, " -l %s", row->name);
		if (is_choice(row->value))
			str_addf(s, " -x -a '%s'", spaced(app->arena, row->value));
		else if (row->value)
			str_add(s, " -r");
		str_add(s, " -d ");
		fish_text(s, strempty(row->help) ? "" : _(row->help));
		str_add_char(s, '\n');
	}
}

static void fish_command(struct app *app, struct str *s, const struct app_command *command)
{
	struct rows rows = rows_of(app, command);
	const char *when = arena_printf(app->arena, "__fish_seen_subcommand_from %s", command->name);
	str_addf(s, "complete -c dagstart -n __fish_use_subcommand -f -a %s -d ", command->name);
	fish_text(s, _(command->title));
	str_add_char(s, '\n');
	for (const struct verb *verb = command->verbs; verb && verb->name; verb++) {
		if (!*verb->name)
			continue;
		str_addf(s, "complete -c dagstart -n '%s' -f -a %s -d ", when, verb->name);
		fish_text(s, _(verb->title));
		str_add_char(s, '\n');
	}
	if (streq(command->name, "completion"))
		str_addf(s, "complete -c dagstart -n '%s' -f -a 'bash fish zsh'\n", when);
	fish_options(app, s, when, &rows);
}

static void fish(struct app *app, struct str *s)
{
	struct rows global = rows_global();
	fish_options(app, s, "", &global);
	for (size_t i = 0; i < command_count; i++)
		fish_command(app, s, command_table[i]);
}

static int run(struct app *app, const struct parsed *parsed)
{
	static const struct shell shells[] = {{"bash", bash}, {"fish", fish}, {"zsh", zsh}};
	struct str s = str_new(app->arena);
	struct err err = {0};
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (parsed->word_count != 2 || !streq(parsed->words[1], shells[i].name))
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
        .examples = "dagstart completion bash > ~/.local/share/bash-completion/completions/dagstart\n"
                    "dagstart completion fish > ~/.config/fish/completions/dagstart.fish\n"
                    "dagstart completion zsh > ~/.zfunc/_dagstart",
        .run = run,
};
