#include "command_line.h"

#include <ctype.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

static const char *skip_spaces(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* Bytes of a "name=" that starts here; 0 when none does. */
static size_t name_len(const char *at)
{
	size_t len = 0;
	while (islower((unsigned char)at[len]) ||
	        (len > 0 && (at[len] == '_' || isdigit((unsigned char)at[len]))))
		len++;
	return len > 0 && at[len] == '=' ? len : 0;
}

/* The end of what starts at `at`: before the next name=, or the end of the line. */
static const char *value_end(const char *at)
{
	for (const char *c = at; *c; c++)
		if (*c == ' ' && name_len(skip_spaces(c)))
			return c;
	return at + strlen(at);
}

static const char *take_value(struct arena *arena, const char **at)
{
	if (**at == '"') {
		const char *end = strchr(*at + 1, '"');
		if (end && (end[1] == ' ' || !end[1])) {
			const char *value = arena_strndup(arena, *at + 1, (size_t)(end - *at - 1));
			*at = end + 1;
			return value;
		}
	}
	const char *end = value_end(*at);
	const char *value = arena_strndup(arena, *at, (size_t)(end - *at));
	*at = end;
	return str_trim(arena, value);
}

bool command_line_parse(struct arena *arena, const char *line, const char **ret_command, struct args *ret)
{
	VEC(struct arg) items = {0};
	const char *at = skip_spaces(line);
	size_t len = strcspn(at, " ");
	*ret = (struct args){.key = "", .text = ""};
	if (len == 0)
		return false;
	*ret_command = arena_strndup(arena, at, len);
	at = skip_spaces(at + len);
	if (!name_len(at))
		ret->text = take_value(arena, &at);
	for (at = skip_spaces(at); *at; at = skip_spaces(at)) {
		size_t name = name_len(at);
		/* Only words behind a closing quotation mark: they belong to nothing. */
		if (!name) {
			at = value_end(at);
			continue;
		}
		const char *key = arena_strndup(arena, at, name);
		at += name + 1;
		*vec_add(arena, &items) = (struct arg){.name = key, .value = take_value(arena, &at)};
	}
	ret->items = items.items;
	ret->count = items.count;
	return true;
}
