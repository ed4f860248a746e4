/* The tests that the Unicode consortium and Markus Kuhn wrote; skipped where the folder of suites is not
 * there. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static FILE *suite_open(const char *name)
{
	char path[4096];
	snprintf(path, sizeof(path), SUITES "/unicode/%s", name);
	FILE *f = fopen(path, "r");
	if (!f)
		skip();
	return f;
}

static char *add_code(struct str *s, const char *hex)
{
	char *end;
	char bytes[5];
	str_add_bytes(s, bytes, text_encode((uint32_t)strtoul(hex, &end, 16), bytes));
	return end;
}

static void grapheme_breaks(void **state)
{
	FILE *f = suite_open("GraphemeBreakTest.txt");
	char line[4096];
	int seen = 0;
	while (fgets(line, sizeof(line), f)) {
		if (!str_starts(line, "÷"))
			continue;
		struct str text = str_new(*state);
		size_t expected[64], breaks = 0;
		for (char *at = line + 2; at && *at != '#';) {
			at = add_code(&text, at);
			while (*at == ' ')
				at++;
			if (str_starts(at, "÷"))
				expected[breaks++] = text.len;
			at += 2;
			while (*at == ' ' || *at == '\t')
				at++;
			if (*at == '#' || *at == '\n')
				break;
		}
		size_t at = 0;
		for (size_t i = 0; i < breaks; i++) {
			int width;
			at += text_grapheme(text.text + at, text.len - at, &width);
			if (at != expected[i])
				fail_msg("break %zu at %zu, not %zu: %s", i, at, expected[i], line);
		}
		assert_int_equal(at, text.len);
		seen++;
	}
	fclose(f);
	assert_true(seen > 500);
}

static void east_asian_width(void **state)
{
	FILE *f = suite_open("EastAsianWidth.txt");
	char line[4096];
	int seen = 0;
	while (fgets(line, sizeof(line), f)) {
		char *semicolon = strchr(line, ';');
		if (line[0] == '#' || !semicolon)
			continue;
		char *dots = strstr(line, "..");
		unsigned long first = strtoul(line, NULL, 16);
		unsigned long last = dots && dots < semicolon ? strtoul(dots + 2, NULL, 16) : first;
		int expected = semicolon[1] == 'W' || semicolon[1] == 'F' ? 2 : 1;
		for (unsigned long code = first; code <= last; code++) {
			struct str s = str_new(*state);
			char hex[16];
			snprintf(hex, sizeof(hex), "%lx", code);
			add_code(&s, hex);
			if (code == 0)
				continue;
			/* What is not yet known to the library, what is not shown, and marks are other tests'
			 * business. */
			if (uc_is_general_category_withtable((ucs4_t)code, UC_CATEGORY_MASK_Cn) ||
			        !text_is_clean(s.text))
				continue;
			int width;
			text_grapheme(s.text, s.len, &width);
			if (width != expected && !uc_is_property_extended_pictographic((ucs4_t)code))
				fail_msg("U+%04lX has %d columns, not %d", code, width, expected);
			seen++;
		}
		arena_reset(*state);
	}
	fclose(f);
	assert_true(seen > 100000);
}

/* Each emoji that is offered as a whole is one cluster of two columns, passes the gate whole and is cut
 * whole. */
static void emoji_are_whole(void **state)
{
	FILE *f = suite_open("emoji-test.txt");
	char line[4096];
	int seen = 0;
	while (fgets(line, sizeof(line), f)) {
		char *semicolon = strchr(line, ';');
		if (line[0] == '#' || !semicolon || !str_starts(semicolon + 2, "fully-qualified"))
			continue;
		struct str s = str_new(*state);
		for (char *at = line; at < semicolon;) {
			at = add_code(&s, at);
			while (*at == ' ')
				at++;
		}
		int width;
		assert_int_equal(text_grapheme(s.text, s.len, &width), s.len);
		if (width != 2)
			fail_msg("%d columns: %s", width, line);
		char *clean = text_clean(*state, s.text, TEXT_ONE_LINE);
		/* The flags of England, Scotland and Wales are spelled in tag characters, which never get
		 * out. */
		if (strstr(s.text, "\U000E007F"))
			assert_string_equal(clean, "\U0001F3F4\ufffd");
		else if (strcmp(clean, s.text) != 0)
			fail_msg("not whole: %s", line);
		str_add(&s, "xx");
		assert_string_equal(text_cut(*state, s.text, 2, false), "…");
		arena_reset(*state);
		seen++;
	}
	fclose(f);
	assert_true(seen > 3000);
}

static void kuhns_decoder_test(void **state)
{
	FILE *f = suite_open("UTF-8-test.txt");
	char *line = NULL;
	size_t room = 0;
	int bad = 0;
	ssize_t len;
	while ((len = getline(&line, &room, f)) > 0) {
		size_t bytes = (size_t)len - (line[len - 1] == '\n');
		char *clean = text_clean_bytes(*state, line, bytes, TEXT_ONE_LINE);
		assert_true(text_is_utf8(clean, strlen(clean)));
		assert_true(text_is_clean(clean));
		/* Some copies of the file hold replacement characters already. */
		if (!text_is_utf8(line, bytes) || memmem(line, bytes, "\ufffd", 3)) {
			assert_non_null(strstr(clean, "\ufffd"));
			bad++;
		}
		/* The lines are made to be shown, one column a character: their right edge is in column 79.
		 */
		if (bytes > 0 && line[bytes - 1] == '|' && text_is_utf8(line, bytes) && text_is_clean(line))
			assert_int_equal(text_width(clean), 79);
	}
	free(line);
	fclose(f);
	assert_true(bad > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(grapheme_breaks),
	        TEST(east_asian_width),
	        TEST(emoji_are_whole),
	        TEST(kuhns_decoder_test),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
