#include "yaml_check.h"

#include <stdint.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

enum { REPORTED_LINES = 20 };

static bool is_plain_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if ((c < 0x20 && c != '\t') || c >= 0x7f)
			return false;
	}
	return true;
}

/* The column of the first bad byte, 0 when the line is good UTF-8. */
static int bad_utf8(const char *line, size_t len)
{
	int column = 1;
	for (size_t at = 0; at < len; column++) {
		uint32_t code;
		size_t step = text_decode(line + at, len - at, &code);
		if (step == 0 || (step == 1 && code == 0xFFFD))
			return column;
		at += step;
	}
	return 0;
}

/* `line` is NUL-terminated, its tabs are spaces. */
static bool hidden_in_line(struct arena *arena, const char *line, size_t len, struct hidden *ret)
{
	const char *clean = text_clean_bytes(arena, line, len, TEXT_LINES);
	int column = 1;
	for (size_t at = 0; at < len; column++) {
		uint32_t code;
		size_t step = text_decode(line + at, len - at, &code);
		if (step == 0 || strncmp(line + at, clean + at, step) != 0) {
			ret->code = code;
			ret->column = column;
			return true;
		}
		at += step;
	}
	return false;
}

static size_t line_length(const char *bytes, size_t len)
{
	size_t n = 0;
	while (n < len && bytes[n] != '\n' && bytes[n] != '\r')
		n++;
	return n;
}

/* Bytes from the end of one line to the start of the next. */
static size_t break_length(const char *bytes, size_t len)
{
	if (len == 0)
		return 0;
	return len > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 1;
}

static char *without_tabs(struct arena *arena, const char *line, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);
	for (size_t i = 0; i < len; i++)
		copy[i] = line[i] == '\t' ? ' ' : line[i];
	return copy;
}

bool yaml_hidden(struct arena *arena, const char *bytes, size_t len, struct hidden *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = NULL;
	int line = 1;
	for (size_t at = 0; at < len; line++) {
		size_t n = line_length(bytes + at, len - at);
		if (!is_plain_ascii(bytes + at, n)) {
			if (!scratch)
				scratch = arena_new_like(arena);
			arena_reset(scratch);
			ret->line = line;
			if (hidden_in_line(scratch, without_tabs(scratch, bytes + at, n), n, ret))
				return true;
		}
		at += n;
		at += break_length(bytes + at, len - at);
	}
	return false;
}

static bool is_directive(const char *line, size_t len)
{
	return (len >= 4 && memcmp(line, "%TAG", 4) == 0) || (len >= 5 && memcmp(line, "%YAML", 5) == 0);
}

struct check {
	struct arena *arena;
	const char *file;
	struct problems *problems;
};

static void check_line(struct check *check, int number, const char *line, size_t len)
{
	if (is_directive(line, len))
		problems_add(check->problems, check->file, number, 1, "",
		        _("no line that starts with %%YAML or %%TAG: leave it out"));
	if (is_plain_ascii(line, len))
		return;
	int column = bad_utf8(line, len);
	struct hidden hidden;
	if (column > 0)
		problems_add(check->problems, check->file, number, column, "",
		        _("text in UTF-8: save the file with that encoding"));
	else if (yaml_hidden(check->arena, line, len, &hidden))
		problems_add(check->problems, check->file, number, hidden.column, "",
		        _("no hidden or control characters: take out U+%04X"), hidden.code);
}

bool yaml_check_bytes(
        struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems)
{
	size_t before = problems_total(problems);
	struct check check = {.arena = arena, .file = file, .problems = problems};
	if (len > YAML_MAX_BYTES) {
		problems_add(problems, file, 0, 0, "", _("a file of at most %d bytes; this one has %zu"),
		        YAML_MAX_BYTES, len);
		return false;
	}
	size_t at = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	for (int line = 1; at < len && problems_total(problems) - before < REPORTED_LINES; line++) {
		size_t n = line_length(bytes + at, len - at);
		check_line(&check, line, bytes + at, n);
		at += n;
		at += break_length(bytes + at, len - at);
	}
	return problems_total(problems) == before;
}
