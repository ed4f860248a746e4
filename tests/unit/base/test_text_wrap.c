#include "fixture.h"

#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static void cuts_at_clusters(void **state)
{
	static const struct {
		const char *in;
		int width;
		bool ascii;
		const char *out;
	} cases[] = {
	        {"", 5, false, ""},
	        {"abc", 3, false, "abc"},
	        {"abcd", 3, false, "ab…"},
	        {"ab cd", 4, false, "ab…"},
	        {"abcdef", 5, true, "ab..."},
	        {"abcdef", 2, true, ".."},
	        {"abc", 0, false, ""},
	        {"abc", -3, false, ""},
	        {"abc", 1, false, "…"},
	        {"日本語", 6, false, "日本語"},
	        {"日本語", 5, false, "日本…"},
	        {"日本語", 4, false, "日…"},
	        {"x👨‍👩‍👧‍👦yy", 3, false, "x…"},
	        {"x👨‍👩‍👧‍👦yy", 4, false, "x👨‍👩‍👧‍👦…"},
	        {"e\u0301e\u0301e\u0301", 2, false, "e\u0301…"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		        text_cut(*state, cases[i].in, cases[i].width, cases[i].ascii), cases[i].out);
}

static void pads_to_the_column(void **state)
{
	assert_string_equal(text_pad(*state, "ab", 4), "ab  ");
	assert_string_equal(text_pad(*state, "", 2), "  ");
	assert_string_equal(text_pad(*state, "日本語", 4), "日… ");
	assert_string_equal(text_pad(*state, "x", 0), "");
	static const char *const texts[] = {"", "a", "日本語", "👍🏽👍🏽", "een langere regel", "é"};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (int width = 0; width < 25; width++)
			assert_int_equal(text_width(text_pad(*state, texts[i], width)), width);
}

/* The lines of `s` with a bar between them. */
static char *wrapped(struct arena *arena, const char *s, int width)
{
	struct text_line *lines;
	size_t count = text_wrap(arena, s, width, &lines);
	struct str out = str_new(arena);
	for (size_t i = 0; i < count; i++)
		str_addf(&out, "%s%.*s", i ? "|" : "", (int)lines[i].len, lines[i].start);
	return out.text;
}

static void wraps(void **state)
{
	static const struct {
		const char *in;
		int width;
		const char *out;
	} cases[] = {
	        {"een twee drie", 8, "een twee|drie"},
	        {"een twee drie", 7, "een|twee|drie"},
	        {"een twee drie", 100, "een twee drie"},
	        {"abcdefgh", 3, "abc|def|gh"},
	        {"a\nb", 10, "a|b"},
	        {"a\n\nb\n", 10, "a||b"},
	        {"\n", 10, ""},
	        {"a  ", 10, "a"},
	        {"  a b", 3, "  a|b"},
	        {"klant-vriendelijk", 10, "klant-|vriendelij|k"},
	        /* a figure and what it counts, a day and its month */
	        {"done on 3 March", 10, "done on|3 March"},
	        {"it was 82 % before", 9, "it was|82 %|before"},
	        {"gemeten 1.234 antwoorden", 17, "gemeten|1.234 antwoorden"},
	        {"NPS is 31 ±7 now", 10, "NPS is|31 ±7 now"},
	        {"31 ±7 n 412", 8, "31 ±7|n 412"},
	        {"done as A-12 says", 10, "done as|A-12 says"},
	        {"−9 % less", 5, "−9 %|less"},
	        {"12 september", 9, "12|september"}, /* where there is no other place */
	        {"bel 06 1234 5678", 9, "bel 06|1234 5678"},
	        {"we expected NPS +40 voor app", 20, "we expected NPS +40|voor app"},
	        {"we expected NPS +40 voor app", 16, "we expected|NPS +40 voor app"},
	        {"kost −6,4 punten", 9, "kost −6,4|punten"},
	        {"before −12", 8, "before|−12"}, /* where there is no other place */
	        /* the dot between two things ends a line and begins none */
	        {"moved once · from F-92", 11, "moved|once · from|F-92"},
	        {"one · two", 4, "one|·|two"},
	        {"日本語です", 4, "日本|語で|す"},
	        {"日本", 1, "日|本"},
	        {"ab 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3,
	                "ab|👨‍👩‍👧‍👦|👨‍👩‍👧‍👦"},
	        {"🇳🇱🇧🇪🇩🇪", 4, "🇳🇱🇧🇪|🇩🇪"},
	        {"a\u00a0b c", 3, "a\u00a0b|c"},
	        {"ab –\u00a0c", 5, "ab|–\u00a0c"},
	        {"ja, nee (misschien)", 8, "ja, nee|(misschi|en)"},
	        {"een     twee", 4, "een|twee"},
	        {"abc", 0, "a|b|c"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(wrapped(*state, cases[i].in, cases[i].width), cases[i].out);
}

static void nothing_has_no_lines(void **state)
{
	struct text_line *lines = NULL;
	assert_int_equal(text_wrap(*state, "", 10, &lines), 0);
	assert_non_null(lines);
	assert_int_equal(lines[0].len, 0);
	assert_int_equal(text_wrap(*state, "\n", 10, &lines), 1);
	assert_int_equal(lines[0].len, 0);
}

static void lines_fit_and_lose_only_spaces(void **state)
{
	static const char *const words[] = {"de ", "klant ", "wacht ", "te\u0301 ", "lang-", "日本",
	        "👍🏽", "🇳🇱", ", ", "\n", "…", "(", ") ", "https://voorbeeld.nl/een/pad ", "  "};
	struct random dice = random_seeded(3);
	for (int round = 0; round < 5000; round++) {
		struct str in = str_new(*state);
		for (uint32_t i = random_below(&dice, 20); i > 0; i--)
			str_add(&in, words[random_below(&dice, sizeof(words) / sizeof(words[0]))]);
		int width = 2 + (int)random_below(&dice, 20);
		struct text_line *lines;
		size_t count = text_wrap(*state, in.text, width, &lines);
		const char *at = in.text;
		for (size_t i = 0; i < count; i++) {
			assert_in_range(lines[i].width, 0, width);
			assert_true(lines[i].start >= at);
			for (; at < lines[i].start; at++)
				assert_true(*at == ' ' || *at == '\n');
			char *text = arena_strndup(*state, lines[i].start, lines[i].len);
			assert_int_equal(text_width(text), lines[i].width);
			at += lines[i].len;
		}
		assert_int_equal(strspn(at, " \n"), strlen(at));
		arena_reset(*state);
	}
}

/* White space hangs over the edge, as it is not drawn; a mark on it is. */
static void a_mark_on_a_space_is_not_white_space(void **state)
{
	struct text_line *lines = NULL;
	size_t count = text_wrap(*state, "ab     \u0301", 3, &lines);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_in_range(lines[i].width, 1, 3);
}

/* What a shell must be given stays in one piece. */
static void a_dash_belongs_to_its_word(void **state)
{
	struct text_line *lines = NULL;
	const char *text = "add TEXT --source F-670";
	assert_int_equal(text_wrap(*state, text, 14, &lines), 2);
	assert_int_equal(lines[0].len, strlen("add TEXT"));
	assert_int_equal(text_wrap(*state, "a - b -5", 7, &lines), 2);
	assert_int_equal(lines[0].len, strlen("a - b"));
	assert_int_equal(text_wrap(*state, "--------", 3, &lines), 3);
}

/* Plain words are broken without the tables of Unicode: as with them. A quote mark at the end asks for them.
 */
static void plain_words_break_as_all_others(void **state)
{
	enum { ROUNDS = 20000, PIECES = 24 };
	static const char *const pieces[] = {"a", "Z", "de", "é", "Ö", "woord", " ", " ", " ", "  ", ".", ",",
	        ":", ";", "!", "?", "-", "7", "×", "'"};
	struct arena *arena = *state;
	struct random dice = random_seeded(3);
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(arena);
		struct str s = str_new(arena);
		/* mostly such that nothing but plain words stands there */
		uint32_t kinds = random_below(&dice, 4) ? 16 : 20;
		const char *quote = random_below(&dice, 3) ? "" : "“";
		str_add(&s, quote);
		for (int i = 0; i < PIECES; i++)
			str_add(&s, pieces[random_below(&dice, kinds)]);
		str_add(&s, *quote ? "”" : "");
		const char *other = arena_printf(arena, "%s »", s.text);
		int width = 1 + (int)random_below(&dice, 20);
		struct text_line *plain = NULL, *full = NULL;
		size_t count = text_wrap(arena, s.text, width, &plain);
		assert_true(text_wrap(arena, other, width, &full) >= count);
		for (size_t i = 0; i + 1 < count; i++) {
			bool same = plain[i].start - s.text == full[i].start - other &&
			            plain[i].len == full[i].len;
			if (!same)
				fail_msg("line %zu of \"%s\", %d wide", i, s.text, width);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_mark_on_a_space_is_not_white_space),
	        TEST(a_dash_belongs_to_its_word),
	        TEST(cuts_at_clusters),
	        TEST(pads_to_the_column),
	        TEST(wraps),
	        TEST(nothing_has_no_lines),
	        TEST(lines_fit_and_lose_only_spaces),
	        TEST(plain_words_break_as_all_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
