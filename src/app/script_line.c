#include "script_line.h"

#include <limits.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

enum { ARGS_MAX = 32, SIZE_MAX_CELLS = 1000 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

static bool read_quoted(const char **at, struct str *out, struct err *err)
{
	const char *c = *at + 1;
	for (; *c && *c != '"'; c++) {
		if (*c != '\\' || !strchr("\"\\n", c[1]) || !c[1]) {
			str_add_char(out, *c);
			continue;
		}
		c++;
		str_add_char(out, *c == 'n' ? '\n' : *c);
	}
	if (*c != '"')
		return err_say(err, ERR_INPUT, N_("a quotation mark is not closed: expected \" at its end"));
	*at = c + 1;
	return true;
}

/* To the next blank; a quotation mark in a word is a part of it. */
static void read_bare(const char **at, struct str *out)
{
	while (**at && !is_blank(**at))
		str_add_char(out, *(*at)++);
}

/* The length of a leading "key" before "=", 0 where there is none. */
static size_t key_length(const char *at)
{
	size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
	return at[len] == '=' ? len : 0;
}

static bool read_value(struct arena *arena, const char **at, const char **ret, struct err *err)
{
	struct str s = str_new(arena);
	if (**at != '"')
		read_bare(at, &s);
	else if (!read_quoted(at, &s, err))
		return false;
	*ret = s.text;
	return true;
}

static bool read_args(struct arena *arena, const char *at, struct args *ret, struct err *err)
{
	struct arg *items = arena_array_of(arena, struct arg, ARGS_MAX);
	struct str text = str_new(arena);
	*ret = (struct args){.items = items};
	for (at = skip_blanks(at); *at; at = skip_blanks(at)) {
		size_t len = key_length(at);
		const char *value = NULL;
		if (len && ret->count == ARGS_MAX)
			return err_say(err, ERR_INPUT, N_("a command takes no more than 32 values"));
		if (len) {
			items[ret->count].name = arena_strndup(arena, at, len);
			at += len + 1;
		}
		if (!read_value(arena, &at, &value, err))
			return false;
		if (len)
			items[ret->count++].value = value;
		else
			str_add_part(&text, " ", value);
	}
	ret->text = text.text;
	return true;
}

bool script_line_parse(struct arena *arena, const char *line, struct script_line *ret, struct err *err)
{
	const char *at = str_trim(arena, line);
	*ret = (struct script_line){.rest = ""};
	if (!*at || *at == '#')
		return true;
	bool directive = *at == ':';
	at += directive;
	size_t len = strcspn(at, " \t");
	ret->kind = directive ? SCRIPT_DIRECTIVE : SCRIPT_COMMAND;
	ret->name = arena_strndup(arena, at, len);
	if (directive) {
		ret->rest = str_trim(arena, at + len);
		return true;
	}
	return read_args(arena, at + len, &ret->args, err);
}

bool script_duration(const char *text, int64_t *ret)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}};
	size_t digits = strspn(text, "0123456789");
	int64_t number = 0;
	if (!digits || digits > 9)
		return false;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (text[i] - '0');
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (streq(text + digits, units[i].unit)) {
			*ret = number * units[i].ms;
			return true;
		}
	return false;
}

static bool read_size(const char *text, size_t len, int *ret)
{
	int number = 0;
	if (!len || len > 4 || strspn(text, "0123456789") < len)
		return false;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (text[i] - '0');
	*ret = number;
	return number >= 1 && number <= SIZE_MAX_CELLS;
}

bool script_size(const char *text, int *ret_columns, int *ret_rows)
{
	int columns = 0, rows = 0;
	size_t before = strcspn(text, "x");
	if (!text[before] || !read_size(text, before, &columns) ||
	        !read_size(text + before + 1, strlen(text + before + 1), &rows))
		return false;
	*ret_columns = columns;
	*ret_rows = rows;
	return true;
}
