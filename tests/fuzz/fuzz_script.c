/* Any line of a script: refused in words, or parsed; and what is written down in quotes is read as it was. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

#include "app/script_line.h"

#include "fuzz.h"

enum { VALUES_MAX = 5, VALUE_BYTES = 40 };

static void check_line(struct arena *arena, const char *text)
{
	struct script_line line = {0};
	struct err err = {0};
	if (!script_line_parse(arena, text, &line, &err)) {
		MUST(err.code == ERR_INPUT);
		fuzz_must_show(err_text(arena, &err), false);
		return;
	}
	MUST((line.kind == SCRIPT_NOTHING) == (line.name == NULL));
	MUST(line.rest);
	for (size_t i = 0; i < line.args.count; i++)
		MUST(line.args.items[i].name[0] && line.args.items[i].value);
	int64_t ms = 77;
	int columns = 77, rows = 77;
	MUST(script_duration(text, &ms) ? ms >= 0 : ms == 77);
	bool size = script_size(text, &columns, &rows);
	MUST(size ? columns >= 1 && rows >= 1 : columns == 77 && rows == 77);
}

static void quote(struct str *line, const char *value)
{
	str_add_char(line, '"');
	for (; *value; value++) {
		str_add(line, *value == '"' || *value == '\\' ? "\\" : "");
		str_add(line, *value == '\n' ? "\\n" : "");
		if (*value != '\n')
			str_add_char(line, *value);
	}
	str_add_char(line, '"');
}

static void check_round_trip(struct arena *arena, struct choices *c)
{
	static const char *const names[VALUES_MAX] = {"text", "owner", "due", "effect", "cost"};
	const char *values[VALUES_MAX];
	size_t count = choice_below(c, VALUES_MAX + 1);
	struct str text = str_new(arena);
	str_add(&text, "action.add");
	for (size_t i = 0; i < count; i++) {
		values[i] = choice_text(c, arena, VALUE_BYTES);
		str_addf(&text, " %s=", names[i]);
		quote(&text, values[i]);
	}
	struct script_line line = {0};
	struct err err = {0};
	MUST(script_line_parse(arena, text.text, &line, &err));
	MUST(line.kind == SCRIPT_COMMAND && strcmp(line.name, "action.add") == 0 && line.args.count == count);
	for (size_t i = 0; i < count; i++)
		MUST(strcmp(args_get(&line.args, names[i]), values[i]) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	check_line(arena, choice_rest(&c, arena));
	c.at = 0;
	check_round_trip(arena, &c);
	return 0;
}
