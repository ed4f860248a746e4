#include "answers.h"

#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

static void add(struct str *s, const char *flag, const char *value)
{
	if (!strempty(value) && !strpbrk(value, "\n\r"))
		str_addf(s, "%s%s %s", s->len ? "\n" : "", flag, value);
}

const char *answers_text(struct arena *arena, const struct intake_options *options)
{
	struct str s = str_new(arena);
	for (size_t role = COLUMN_SCORE; role < COLUMN_METRIC; role++)
		add(&s, column_role_names[role], options->columns[role]);
	add(&s, "metric", options->metric);
	if (options->has_scale)
		add(&s, "scale", arena_printf(arena, "%g-%g", options->scale_min, options->scale_max));
	add(&s, "dates", options->date_order);
	return s.text;
}

static bool set_column(struct intake_options *options, const char *flag, const char *value)
{
	for (size_t role = COLUMN_SCORE; role < COLUMN_METRIC; role++)
		if (streq(column_role_names[role], flag) && !options->columns[role]) {
			options->columns[role] = value;
			return true;
		}
	return false;
}

/* Whether it says something new. A metric brings its scale, so the two go together. */
static bool set(struct intake_options *options, const char *flag, const char *value, bool has_scale)
{
	if (streq(flag, "metric") && !options->metric && !has_scale)
		options->metric = value;
	else if (streq(flag, "scale") && !has_scale)
		options->has_scale = words_range_read(value, &options->scale_min, &options->scale_max);
	else if (streq(flag, "dates") && !options->date_order)
		options->date_order = value;
	else if (streq(flag, "date") && streq(value, "-") && options->date_order)
		return false; /* that order now speaks of a column that was left aside before */
	else
		return set_column(options, flag, value);
	return true;
}

const char *answers_apply(struct arena *arena, const char *text, struct intake_options *options)
{
	struct str said = str_new(arena);
	const bool has_scale = options->has_scale || options->metric;
	while (*text) {
		size_t len = strcspn(text, "\n"), word = strcspn(text, " \n");
		const char *flag = arena_strndup(arena, text, word);
		const char *value = word < len ? arena_strndup(arena, text + word + 1, len - word - 1) : "";
		if (*value && set(options, flag, value, has_scale))
			str_addf(&said, "%s--%s %s", said.len ? " " : "", flag, value);
		text += len + (text[len] != '\0');
	}
	return said.text;
}
