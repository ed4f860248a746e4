#include "options.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/nearest.h>

struct reader {
	struct arena *arena;
	const struct option_row *const *tables;
	char *const *args;
	size_t count, at;
	bool lenient;
	struct parsed *parsed;
};

static const struct option_row *row_find(const struct option_row *const *tables, const char *name, size_t len)
{
	for (; *tables; tables++)
		for (const struct option_row *row = *tables; row->name; row++)
			if (strlen(row->name) == len && strncmp(row->name, name, len) == 0)
				return row;
	return NULL;
}

static const char *nearest_option(const struct reader *reader, const char *name)
{
	size_t count = 0, at = 0;
	for (const struct option_row *const *t = reader->tables; *t; t++)
		for (const struct option_row *row = *t; row->name; row++)
			count++;
	const char **known = arena_array_of(reader->arena, const char *, count + 1);
	for (const struct option_row *const *t = reader->tables; *t; t++)
		for (const struct option_row *row = *t; row->name; row++)
			known[at++] = row->name;
	return nearest_word(name, known);
}

static bool unknown(const struct reader *reader, const char *name, size_t len, struct err *err)
{
	const char *word = arena_strndup(reader->arena, name, len);
	const char *near = nearest_option(reader, word);
	if (near)
		return err_set(err, ERR_USAGE, N_("there is no option %s"), _("--%s; did you mean --%s?"),
		        word, near);
	return err_set(err, ERR_USAGE, N_("there is no option %s: --help lists them"), "--%s", word);
}

static bool looks_like_option(const char *arg)
{
	return arg[0] == '-' && arg[1] && !strchr("0123456789.,", arg[1]);
}

static bool give(struct reader *reader, const struct option_row *row, const char *equals, struct err *err)
{
	const char *value = "";
	if (!row->value && equals)
		return err_set(err, ERR_USAGE, N_("%s takes no value"), "--%s", row->name);
	if (row->value && equals) {
		value = equals + 1;
	} else if (row->value) {
		if (reader->at == reader->count ||
		        (!reader->lenient && str_starts(reader->args[reader->at], "--") &&
		                reader->args[reader->at][2]))
			return err_set(err, ERR_USAGE, N_("%s: the value is missing"), "--%s %s", row->name,
			        _(row->value));
		value = reader->args[reader->at++];
	}
	struct parsed *parsed = reader->parsed;
	parsed->options[parsed->option_count++] = (struct option_given){row->name, value};
	return true;
}

static bool read_option(struct reader *reader, const char *arg, struct err *err)
{
	const char *name = streq(arg, "-h") ? "help" : arg + 2;
	const char *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct option_row *row = NULL;
	if (arg[1] == '-' || streq(arg, "-h"))
		row = row_find(reader->tables, name, len);
	if (row)
		return give(reader, row, equals, reader->lenient ? NULL : err) || reader->lenient;
	if (reader->lenient)
		return true;
	if (arg[1] != '-')
		return err_set(err, ERR_USAGE,
		        N_("there is no option %s: options are whole words with two dashes, --help lists "
		           "them"),
		        "%s", arg);
	return unknown(reader, name, len, err);
}

static bool read_all(struct reader *reader, struct err *err)
{
	bool words_only = false;
	struct parsed *parsed = reader->parsed;
	*parsed = (struct parsed){
	        .options = arena_array_of(reader->arena, struct option_given, reader->count + 1),
	        .words = arena_array_of(reader->arena, const char *, reader->count + 1),
	};
	while (reader->at < reader->count) {
		const char *arg = reader->args[reader->at++];
		if (!words_only && streq(arg, "--"))
			words_only = true;
		else if (words_only || !looks_like_option(arg))
			parsed->words[parsed->word_count++] = arg;
		else if (!read_option(reader, arg, err))
			return false;
	}
	return true;
}

void options_words(struct arena *arena, const struct option_row *rows, char *const *args, size_t count,
        struct parsed *ret)
{
	const struct option_row *const tables[] = {rows, NULL};
	struct reader reader = {.arena = arena,
	        .tables = tables,
	        .args = args,
	        .count = count,
	        .lenient = true,
	        .parsed = ret};
	struct err ignored = {0};
	/* Being lenient it finds nothing wrong. */
	(void)!read_all(&reader, &ignored);
}

bool options_parse(struct arena *arena, const struct option_row *const *tables, char *const *args,
        size_t count, struct parsed *ret, struct err *err)
{
	struct reader reader = {
	        .arena = arena, .tables = tables, .args = args, .count = count, .parsed = ret};
	return read_all(&reader, err);
}

const char *options_get(const struct parsed *parsed, const char *name)
{
	for (size_t i = parsed->option_count; i > 0; i--)
		if (streq(parsed->options[i - 1].name, name))
			return parsed->options[i - 1].value;
	return NULL;
}

bool options_has(const struct parsed *parsed, const char *name)
{
	return options_get(parsed, name) != NULL;
}

const char *options_rest(struct arena *arena, const struct parsed *parsed, size_t first)
{
	struct str s = str_new(arena);
	for (size_t i = first; i < parsed->word_count; i++)
		str_add_part(&s, " ", parsed->words[i]);
	return s.text;
}
