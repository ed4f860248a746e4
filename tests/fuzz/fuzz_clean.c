/* The gate for hostile text and what measures its results: the first byte is a width, the rest any bytes. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/text.h>

#include "fuzz.h"

static void check_width(const char *clean)
{
	size_t len = strlen(clean);
	int sum = 0;
	for (size_t at = 0; at < len;) {
		int width = -1;
		size_t n = text_grapheme(clean + at, len - at, &width);
		MUST(n > 0 && n <= len - at && width >= 0 && width <= 2);
		sum += width;
		at += n;
	}
	MUST(sum == text_width(clean));
}

static void check_cut(struct arena *arena, const char *clean, int width)
{
	for (int ascii = 0; ascii < 2; ascii++) {
		const char *cut = text_cut(arena, clean, width, ascii);
		fuzz_must_show(cut, false);
		MUST(text_width(cut) <= width);
		if (text_width(clean) <= width)
			MUST(strcmp(cut, clean) == 0);
	}
	const char *padded = text_pad(arena, clean, width);
	fuzz_must_show(padded, false);
	MUST(text_width(padded) == width);
}

static void check_wrap(struct arena *arena, const char *clean, int width)
{
	struct text_line *lines = NULL;
	size_t count = text_wrap(arena, clean, width, &lines);
	MUST((count == 0) == (clean[0] == '\0'));
	const char *at = clean;
	for (size_t i = 0; i < count; i++) {
		const struct text_line *line = &lines[i];
		MUST(line->start >= at && line->start + line->len <= clean + strlen(clean));
		for (; at < line->start; at++)
			MUST(*at == ' ' || *at == '\n' || (unsigned char)*at >= 0x80);
		const char *text = arena_strndup(arena, line->start, line->len);
		fuzz_must_show(text, false);
		MUST(line->width == text_width(text));
		MUST(line->width <= width || (width == 1 && line->width == 2));
		at = line->start + line->len;
	}
}

static void check_forms(struct arena *arena, const char *clean)
{
	const char *ascii = text_ascii(arena, clean);
	for (const char *at = ascii; *at; at++)
		MUST((unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7F);
	MUST((int)strlen(ascii) == text_width(clean));
	const char *folded = text_fold(arena, clean);
	MUST(text_is_utf8(folded, strlen(folded)));
	MUST(text_contains(arena, clean, clean) || folded[0] == '\0');
	MUST(text_fuzzy(arena, clean, clean) >= 0);
	MUST(text_fuzzy(arena, clean, "") == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	int width = (int)choice_byte(&c);
	const char *bytes = (const char *)data + c.at;
	const char *line = text_clean_bytes(arena, bytes, size - c.at, TEXT_ONE_LINE);
	const char *lines = text_clean_bytes(arena, bytes, size - c.at, TEXT_LINES);
	fuzz_must_show(line, false);
	fuzz_must_show(lines, true);
	MUST(text_is_clean(line));
	MUST(strcmp(text_clean(arena, line, TEXT_ONE_LINE), line) == 0);
	MUST(strcmp(text_clean(arena, lines, TEXT_LINES), lines) == 0);
	check_width(line);
	check_cut(arena, line, width);
	check_wrap(arena, lines, width ? width : 1);
	check_forms(arena, line);
	return 0;
}
