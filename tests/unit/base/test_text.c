#include "fixture.h"

#include <string.h>

#include <dagstart/base/text.h>

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t code = 1; code <= 0x10FFFF; code++) {
		char bytes[5];
		uint32_t back;
		size_t n = text_encode(code, bytes);
		assert_int_equal(strlen(bytes), n);
		assert_int_equal(text_decode(bytes, n, &back), n);
		uint32_t expected = code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code;
		assert_int_equal(back, expected);
		assert_true(text_is_utf8(bytes, n));
	}
	char bytes[5];
	assert_int_equal(text_encode(0x110000, bytes), 3);
	assert_string_equal(bytes, "\ufffd");
}

static void bad_bytes_are_taken_one_by_one(void **state)
{
	(void)state;
	static const char *const bad[] = {"\x80", "\xbf", "\xc0\xaf", "\xc1\xbf", "\xc3", "\xe0\x80\x80",
	        "\xe2\x82", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
	        "\xfe", "\xff", "\xc3("};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint32_t code = 0;
		assert_int_equal(text_decode(bad[i], strlen(bad[i]), &code), 1);
		assert_int_equal(code, 0xFFFD);
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	}
	uint32_t code = 7;
	assert_int_equal(text_decode("", 0, &code), 0);
	assert_int_equal(code, 7);
	/* The length counts, not what lies behind it. */
	assert_int_equal(text_decode("\u20ac", 2, &code), 1);
	assert_int_equal(code, 0xFFFD);
}

static void clusters_and_columns(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t len;
		int width;
	} cases[] = {
	        {"a", 1, 1},
	        {"ab", 1, 1},
	        {"é", 2, 1},
	        {"e\u0301x", 3, 1},
	        {"世x", 3, 2},
	        {"가", 3, 2},
	        {"\u1100\u1161\u11a8", 9, 2},
	        {"😀😀", 4, 2},
	        {"👍🏽x", 8, 2},
	        {"👨‍👩‍👧‍👦x", 25, 2},
	        {"🇳🇱🇧🇪", 8, 2},
	        {"❤️x", 6, 2},
	        {"❤x", 3, 1},
	        {"1️⃣", 7, 2},
	        {"…", 3, 1},
	        {"│", 3, 1},
	        {"▁", 3, 1},
	        {"\u2400", 3, 1},
	        {"\ufffd", 3, 1},
	        {"ｗ", 3, 2},
	        {"\xff", 1, 1},
	        {"a\n", 1, 1},
	        {"\r\nx", 2, 0},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int width = -1;
		assert_int_equal(text_grapheme(cases[i].text, strlen(cases[i].text), &width), cases[i].len);
		assert_int_equal(width, cases[i].width);
	}
	int width = -1;
	assert_int_equal(text_grapheme("", 0, &width), 0);
	assert_int_equal(width, 0);
}

static void width_of_strings(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("dagstart"), 8);
	assert_int_equal(text_width("Zoë 👍🏽 日本"), 11);
	assert_int_equal(text_width("👨‍👩‍👧‍👦"), 2);
	assert_int_equal(text_width("🇳🇱🇧🇪🇩"), 5);
}

static void ascii_twins_keep_the_columns(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	        {"", ""},
	        {"plain", "plain"},
	        {"“één” – ‘twee’…", "\"een\" - 'twee'."},
	        {"Bjørn Łukasz Ĳ", "Bjorn Lukasz I"},
	        {"e\u0301", "e"},
	        {"→ • ─│┼", "> * -|+"},
	        {"▁▄█", "_-#"},
	        {"日本 😀", "???? ??"},
	        {"ＡＢ", "A B "},
	        {"naïve\nça", "naive\nca"},
	        {"\u0416", "?"},
	        {"\u00a0", " "},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *out = text_ascii(*state, cases[i].in);
		assert_string_equal(out, cases[i].out);
		if (!strchr(cases[i].in, '\n'))
			assert_int_equal(text_width(out), text_width(cases[i].in));
	}
}

static void everything_has_an_ascii_twin(void **state)
{
	for (uint32_t code = 0x20; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 37) {
		char bytes[5];
		text_encode(code, bytes);
		char *clean = text_clean(*state, bytes, TEXT_ONE_LINE);
		char *out = text_ascii(*state, clean);
		for (const char *at = out; *at; at++)
			assert_in_range(*at, 0x20, 0x7E);
		assert_int_equal(strlen(out), text_width(clean));
		if (code % 1024 == 0)
			arena_reset(*state);
	}
}

/* Runs of plain letters are taken at once, but not the one that a mark is joined to. */
static void a_mark_behind_plain_letters_takes_no_column(void **state)
{
	struct arena *arena = arena_new(NULL);
	(void)state;
	assert_int_equal(text_width("abce\u0301d"), 5);
	assert_int_equal(text_width("ab👍d"), 5);
	assert_string_equal(text_cut(arena, "abce\u0301defgh", 5, true), "ab...");
	assert_string_equal(text_cut(arena, "abce\u0301defgh", 7, true), "abce\u0301...");
	assert_string_equal(text_cut(arena, "abcd", 4, true), "abcd");
	assert_string_equal(text_cut(arena, "abc👍", 4, true), "a...");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(every_code_point_comes_back),
	        TEST(bad_bytes_are_taken_one_by_one),
	        TEST(clusters_and_columns),
	        TEST(width_of_strings),
	        TEST(ascii_twins_keep_the_columns),
	        TEST(everything_has_an_ascii_twin),
	        TEST(a_mark_behind_plain_letters_takes_no_column),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
