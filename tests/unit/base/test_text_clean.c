#include "fixture.h"

#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

struct example {
	const char *in, *out;
};

static void check(struct arena *arena, const struct example *examples, size_t count, enum text_keep keep)
{
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(text_clean(arena, examples[i].in, keep), examples[i].out);
		if (keep == TEXT_ONE_LINE)
			assert_int_equal(
			        text_is_clean(examples[i].in), strcmp(examples[i].in, examples[i].out) == 0);
	}
}
#define CHECK(examples, keep) check(*state, examples, sizeof(examples) / sizeof((examples)[0]), keep)

static void escape_sequences_become_visible(void **state)
{
	static const struct example examples[] = {
	        {"", ""},
	        {"gewoon", "gewoon"},
	        {"\033[31mrood", "\u241b[31mrood"},
	        {"\033]0;titel\007", "\u241b]0;titel\u2407"},
	        {"\033]8;;http://x\033\\y", "\u241b]8;;http://x\u241b\\y"},
	        {"\033]52;c;eA==\007", "\u241b]52;c;eA==\u2407"},
	        {"\033P\033_\033X\033^", "\u241bP\u241b_\u241bX\u241b^"},
	        {"\xc2\x9b"
	         "31m\xc2\x90\xc2\x9d",
	                "\ufffd31m\ufffd\ufffd"},
	        {"\x9b"
	         "31m",
	                "\ufffd31m"},
	        {"a\bb\x7f", "a\u2408b\u2421"},
	};
	CHECK(examples, TEXT_ONE_LINE);
}

static void breaks_and_tabs(void **state)
{
	static const struct example one[] = {{"a\nb", "a b"}, {"a\r\nb", "a b"}, {"a\rb", "a b"},
	        {"a\tb", "a b"}, {"a\u2028b\u2029", "a b "}};
	static const struct example lines[] = {{"a\nb\n", "a\nb\n"}, {"a\r\nb\r\rc", "a\nb\n\nc"},
	        {"a\tb", "a b"}, {"a\u2028b", "a\nb"}, {"a\n\u0301b", "a\n\u25cc\u0301b"}};
	CHECK(one, TEXT_ONE_LINE);
	CHECK(lines, TEXT_LINES);
}

static void hidden_characters_show(void **state)
{
	static const struct example examples[] = {
	        {"a\u202eb", "a\ufffdb"},
	        {"\u2066x\u2069", "\ufffdx\ufffd"},
	        {"a\u200bb\u200cc\u200dd", "a\ufffdb\ufffdc\ufffdd"},
	        {"\ufeffa", "\ufffda"},
	        {"vriende\u00adlijk", "vriende-lijk"},
	        {"a\u2060b\u180eb\u3164b\u115fb\u034fb", "a\ufffdb\ufffdb\ufffdb\ufffdb\ufffdb"},
	        {"a\U000E0041\U000E0042", "a\ufffd\ufffd"},
	        {"a\ufe0fb\ufe00", "a\ufffdb\ufffd"},
	        {"\U000E0100\ufffe\ufffb", "\ufffd\ufffd\ufffd"},
	        {"\u0600", "\ufffd"},
	        {"\u1161\u11a8", "\ufffd\ufffd"},
	};
	CHECK(examples, TEXT_ONE_LINE);
}

static void names_pass(void **state)
{
	(void)state;
	static const char *const names[] = {"Zoë", "Zoe\u0308", "Łukasz", "Jean-François d’Été", "李小龍",
	        "אבי", "محمد", "Team 👩‍🚀 🇳🇱 ❤️ 👍🏽 1️⃣", "สวัสดี", "हिन्दी", "한국",
	        "Việt", "\ufffd"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_true(text_is_clean(names[i]));
	static const char *const others[] = {
	        "a\nb", "a\tb", "a\xff", "\u0301a", "a\u202eb", "\033", "a\u2028"};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(text_is_clean(others[i]));
}

static void emoji_stay_whole_and_hide_nothing(void **state)
{
	static const struct example examples[] = {
	        {"👨‍👩‍👧‍👦!", "👨‍👩‍👧‍👦!"},
	        {"👩🏻‍❤️‍💋‍👨🏿", "👩🏻‍❤️‍💋‍👨🏿"},
	        {"🏳️‍🌈🏴‍☠️", "🏳️‍🌈🏴‍☠️"},
	        {"👨\u200dx", "👨\ufffdx"},
	        {"👨\u200d", "👨\ufffd"},
	        {"👨\u200d\u200d👩", "👨\ufffd\ufffd👩"},
	        {"❤\ufe0f\ufe0f", "❤\ufe0f\ufffd"},
	        {"a\U0001F3FD", "a\ufffd"},
	        {"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F!",
	                "\U0001F3F4\ufffd!"},
	        {"\U0001F3F4\U000E0067\U000E0062x", "\U0001F3F4\ufffd\ufffdx"},
	        /* A chain of joiners is no emoji that anyone has. */
	        {"👨\u200d👨\u200d👨\u200d👨\u200d👨\u200d👨", "👨\u200d👨\u200d👨\u200d👨\u200d👨\ufffd👨"},
	};
	CHECK(examples, TEXT_ONE_LINE);
}

static void marks_are_cut_and_get_a_base(void **state)
{
	static const struct example examples[] = {
	        {"\u0301a", "\u25cc\u0301a"},
	        {"\u20e3", "\u25cc\u20e3"},
	        {"a\u0301\u0301\u0301\u0301", "a\u0301\u0301\u0301\u0301"},
	        {"a\u0301\u0302\u0303\u0304\u0305\u0306b\u0301", "a\u0301\u0302\u0303\u0304b\u0301"},
	};
	CHECK(examples, TEXT_ONE_LINE);
}

static void bytes_with_nul_and_null(void **state)
{
	assert_string_equal(text_clean_bytes(*state, "a\0b", 3, TEXT_LINES), "a\u2400b");
	assert_string_equal(text_clean_bytes(*state, "\xc3\xa9", 1, TEXT_LINES), "\ufffd");
	assert_string_equal(text_clean_bytes(*state, NULL, 0, TEXT_LINES), "");
	assert_string_equal(text_clean(*state, NULL, TEXT_LINES), "");
}

/* Pieces that together make every rule of the gate meet every other. */
static const char *const pieces[] = {"a", " ", "\n", "\r", "\t", "\033", "\x7f", "\x80", "\xff", "\xe2\x82",
        "\xc2\x85", "\u00ad", "é", "\u0301", "\u20e3", "\u200b", "\u200d", "\ufe0e", "\ufe0f", "\U0001F3FD",
        "👨", "❤", "🏴", "🇳", "1", "\U000E0067", "\U000E007F", "\u202e", "\u2028", "\u0600", "\u1100",
        "\u1161", "\u11a8", "가", "\u093f", "\u0e33", "\u0d4e", "\ufffe", "世", "\U0001FA75", "\u3164",
        "\U000E0100", "\ue000"};

static void check_safe(const char *s)
{
	size_t len = strlen(s);
	assert_true(text_is_utf8(s, len));
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += text_decode(s + at, len - at, &code);
		assert_false(code < 0x20 && code != '\n');
		assert_false(code >= 0x7F && code < 0xA0);
		assert_false(code >= 0x202A && code <= 0x202E);
		assert_false(code >= 0x2066 && code <= 0x2069);
		assert_false(code >= 0xE0000 && code <= 0xE0FFF);
		assert_false(
		        code == 0xAD || code == 0x200B || code == 0x200C || code == 0xFEFF || code == 0x2028);
	}
	for (size_t at = 0; at < len;) {
		int width;
		size_t n = text_grapheme(s + at, len - at, &width);
		assert_in_range(width, s[at] == '\n' ? 0 : 1, 2);
		assert_in_range(n, 1, 64);
		at += n;
	}
}

static void whatever_goes_in_safe_text_comes_out(void **state)
{
	struct random dice = random_seeded(2026);
	for (int round = 0; round < 100000; round++) {
		char in[64] = "";
		uint32_t count = random_below(&dice, 9);
		for (uint32_t i = 0; i < count; i++)
			strcat(in, pieces[random_below(&dice, sizeof(pieces) / sizeof(pieces[0]))]);
		char *one = text_clean(*state, in, TEXT_ONE_LINE);
		check_safe(one);
		assert_null(strchr(one, '\n'));
		assert_true(text_is_clean(one));
		assert_int_equal(text_is_clean(in), strcmp(in, one) == 0);
		char *lines = text_clean(*state, in, TEXT_LINES);
		check_safe(lines);
		assert_string_equal(text_clean(*state, lines, TEXT_LINES), lines);
		if (round % 100 == 0)
			arena_reset(*state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(escape_sequences_become_visible),
	        TEST(breaks_and_tabs),
	        TEST(hidden_characters_show),
	        TEST(names_pass),
	        TEST(emoji_stay_whole_and_hide_nothing),
	        TEST(marks_are_cut_and_get_a_base),
	        TEST(bytes_with_nul_and_null),
	        TEST(whatever_goes_in_safe_text_comes_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
