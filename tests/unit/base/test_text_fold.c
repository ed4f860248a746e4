#include "fixture.h"

#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

static void folds(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	        {"", ""},
	        {"ABC  def", "abc def"},
	        {" A ", " a "},
	        {"Één Zoë", "een zoe"},
	        {"E\u0301e\u0301n", "een"},
	        {"STRASSE Straße", "strasse strasse"},
	        {"Bjørn ŁÓDŹ Æ", "bjorn lodz ae"},
	        {"ĳsĲs", "ijsijs"},
	        {"klant\u00advriende\u200blijk", "klantvriendelijk"},
	        {"a\n\t\u00a0 b", "a b"},
	        {"ＡＢ ﬁ", "ab fi"},
	        {"foto’s", "foto's"},
	        {"ΑΣ", "ας"},
	        {"a\xff", "a\ufffd"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]) - 2; i++)
		assert_string_equal(text_fold(*state, cases[i].in), cases[i].out);
	assert_string_equal(text_fold(*state, "a\xff"
	                                      "B"),
	        "a\ufffd"
	        "b");
	/* Both forms of the Greek s are one letter to a searcher. */
	assert_string_equal(text_fold(*state, "ΑΣ"), text_fold(*state, "ας"));
}

/* Our own table of common letters says what the library says of them behind a letter of another script. */
static void folds_common_letters_as_all_others(void **state)
{
	for (uint32_t code = 0xC0; code <= 0x2030; code = code == 0xFF ? 0x2010 : code + 1) {
		char letter[5];
		text_encode(code, letter);
		const char *alone = text_fold(*state, letter);
		assert_string_equal(text_fold(*state, arena_printf(*state, "я%s", letter)),
		        arena_printf(*state, "я%s", alone));
		assert_string_equal(text_fold(*state, arena_printf(*state, "A%sб%s", letter, letter)),
		        arena_printf(*state, "a%sб%s", alone, alone));
	}
	assert_string_equal(text_fold(*state, "\xC3"), "�");
	assert_string_equal(text_fold(*state, "é\xC3(é"), "e�(e");
}

/* Bytes are looked at eight at a time: what is no plain letter is found wherever it stands. */
static void folds_signs_at_any_place(void **state)
{
	static const struct {
		const char *in, *out;
	} signs[] = {{"\t", " "}, {"\x7F", ""}, {"\x1F", ""}, {"~", "~"}, {"É", "e"}, {"  ", " "}, {"@", "@"},
	        {"Z", "z"}, {"[", "["}, {"`", "`"}};
	for (size_t len = 0; len < 20; len++)
		for (size_t at = 0; at <= len; at++)
			for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
				struct str in = str_new(*state), out = str_new(*state);
				str_repeat(&in, "X", at);
				str_repeat(&out, "x", at);
				str_add(&in, signs[i].in);
				str_add(&out, signs[i].out);
				str_repeat(&in, "Y", len - at);
				str_repeat(&out, "y", len - at);
				assert_string_equal(text_fold(*state, in.text), out.text);
			}
}

static void contains(void **state)
{
	assert_true(text_contains(*state, "De Wachttijd was één uur", "WACHTTIJD"));
	assert_true(text_contains(*state, "De wachttijd was één uur", "een  uur"));
	assert_true(text_contains(*state, "x", ""));
	assert_false(text_contains(*state, "", "x"));
	assert_false(text_contains(*state, "wacht tijd", "wachttijd"));
}

static void fuzzy_matches_letters_in_order(void **state)
{
	assert_int_equal(text_fuzzy(*state, "action", ""), 0);
	assert_int_equal(text_fuzzy(*state, "action", "  "), 0);
	assert_int_equal(text_fuzzy(*state, "", ""), 0);
	assert_int_equal(text_fuzzy(*state, "", "a"), -1);
	assert_int_equal(text_fuzzy(*state, "action", "actions"), -1);
	assert_int_equal(text_fuzzy(*state, "action", "na"), -1);
	assert_true(text_fuzzy(*state, "action", "an") > 0);
	assert_true(text_fuzzy(*state, "Zoë", "zoe") > 0);
	assert_true(text_fuzzy(*state, "feedback browse", "fb br") > 0);
}

static void better_matches_score_higher(void **state)
{
	static const struct {
		const char *needle, *better, *worse;
	} cases[] = {
	        {"act", "action add", "fact"},
	        {"fb", "feedback browse", "affable"},
	        {"done", "action done", "do no evil e"},
	        {"goal", "goal", "goal add"},
	        {"goal", "goals", "go and look"},
	        {"ad", "action done", "bread"},
	        {"list", "action list", "last minute stop"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int better = text_fuzzy(*state, cases[i].better, cases[i].needle);
		int worse = text_fuzzy(*state, cases[i].worse, cases[i].needle);
		assert_true(better > 0);
		if (better <= worse)
			fail_msg("%s: %s %d, %s %d", cases[i].needle, cases[i].better, better, cases[i].worse,
			        worse);
	}
}

static void fuzzy_of_very_long_text(void **state)
{
	char *hay = arena_alloc(*state, 100001);
	memset(hay, 'x', 100000);
	hay[0] = 'a';
	hay[255] = 'b';
	assert_true(text_fuzzy(*state, hay, "ab") >= 1);
	assert_int_equal(text_fuzzy(*state, hay, "ba"), -1);
}

static void names_have_no_blanks_around_them(void **state)
{
	assert_string_equal(text_fold_name(*state, " \u2003Zoë  de Bruin\t"), "zoe de bruin");
	assert_string_equal(text_fold_name(*state, "  "), "");
	assert_string_equal(text_fold_name(*state, NULL), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(folds),
	        TEST(folds_common_letters_as_all_others),
	        TEST(folds_signs_at_any_place),
	        TEST(names_have_no_blanks_around_them),
	        TEST(contains),
	        TEST(fuzzy_matches_letters_in_order),
	        TEST(better_matches_score_higher),
	        TEST(fuzzy_of_very_long_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
