#include "fixture.h"

#include <limits.h>
#include <string.h>

#include <dagstart/base/str.h>

static void grows(void **state)
{
	struct str s = str_new(*state);
	assert_string_equal(s.text, "");
	for (int i = 0; i < 500; i++) {
		str_add_char(&s, 'a');
		str_add(&s, "bc");
		str_add_bytes(&s, "defg", 1);
		assert_int_equal(s.len, strlen(s.text));
		assert_true(s.len < s.room);
	}
	assert_int_equal(s.len, 2000);
	assert_string_equal(s.text + 1992, "abcdabcd");
	str_clear(&s);
	assert_string_equal(s.text, "");
	str_add(&s, "");
	assert_int_equal(s.len, 0);
}

static void formats_at_every_length(void **state)
{
	for (int n = 1; n < 200; n++) {
		struct str s = str_new(*state);
		str_addf(&s, "%*d", n, 7);
		str_addf(&s, "%s", "!");
		assert_int_equal(s.len, n + 1);
		assert_int_equal(strlen(s.text), n + 1);
		assert_int_equal(s.text[n - 1], '7');
		assert_int_equal(s.text[n], '!');
	}
}

static void repeats(void **state)
{
	struct str s = str_new(*state);
	str_repeat(&s, "é-", 3);
	str_repeat(&s, "x", 0);
	str_repeat(&s, "", 1000000000);
	assert_string_equal(s.text, "é-é-é-");
}

static void compares(void **state)
{
	(void)state;
	assert_true(streq(NULL, NULL));
	assert_false(streq(NULL, ""));
	assert_false(streq("", NULL));
	assert_true(streq("a", "a"));
	assert_false(streq("a", "ab"));
	assert_true(strempty(NULL));
	assert_true(strempty(""));
	assert_false(strempty(" "));
	assert_true(str_starts("dagstart", "dag"));
	assert_true(str_starts("dag", ""));
	assert_false(str_starts("da", "dag"));
	assert_false(str_starts(NULL, "dag"));
	assert_string_equal(str_or(NULL, "x"), "x");
	assert_string_equal(str_or("", "x"), "x");
	assert_string_equal(str_or("y", "x"), "y");
}

static void trims_all_white_space(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	        {"", ""},
	        {"  ", ""},
	        {"a", "a"},
	        {" \t a b \r\n", "a b"},
	        {"\u00a0\u3000é\u2003", "é"},
	        {"\u2003\u2003", ""},
	        {" \xc3", "\xc3"},
	        {"\x80 ", "\x80"},
	        {"\xa0\xa0", "\xa0\xa0"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(str_trim(*state, cases[i].in), cases[i].out);
}

static void whole_numbers(void **state)
{
	(void)state;
	long n = -99;
	static const char *const bad[] = {
	        "", " 1", "1 ", "1.0", "x", "-", "+", "--1", "0x10", "9223372036854775808", "1e3", "\u0661"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(str_to_long(bad[i], &n));
	assert_false(str_to_long(NULL, &n));
	assert_int_equal(n, -99);
	assert_true(str_to_long("-0012", &n) && n == -12);
	assert_true(str_to_long("+7", &n) && n == 7);
	assert_true(str_to_long("9223372036854775807", &n) && n == LONG_MAX);
	assert_true(str_to_long("-9223372036854775808", &n) && n == LONG_MIN);
}

static void decimal_numbers(void **state)
{
	(void)state;
	double d = -99;
	static const char *const bad[] = {"", " 1", "1 ", "x", "-", ".", ",", "1,2,3", "1.2.3", "1.000,5",
	        "nan", "inf", "0x1p3", "1e", "1e+", "e5", "1e999",
	        "1111111111111111111111111111111111111111111111111111111111111111111111111111"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(str_to_double(bad[i], &d));
	assert_false(str_to_double(NULL, &d));
	assert_true(d < -98 && d > -100);
	static const struct {
		const char *text;
		double value;
	} good[] = {{"0", 0}, {"7,5", 7.5}, {"7.5", 7.5}, {"-0,25", -0.25}, {"+3", 3}, {",5", .5}, {"5,", 5},
	        {"1e3", 1000}, {"2,5E-1", .25}};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(str_to_double(good[i].text, &d));
		assert_float_equal(d, good[i].value, 1e-12);
	}
}

static void squeezes_blanks_inside(void **state)
{
	assert_string_equal(str_squeeze(*state, "  late \t\n parcels\u2003here  "), "late parcels here");
	assert_string_equal(str_squeeze(*state, "one"), "one");
	assert_string_equal(str_squeeze(*state, "  \t "), "");
}

static void parts_stand_apart(void **state)
{
	static const char *const items[] = {"", "b", ""};
	struct str s = str_new(*state);
	str_add_part(&s, ", ", "a");
	str_add_part(&s, ", ", "b");
	str_add_part(&s, " · ", "c");
	assert_string_equal(s.text, "a, b · c");
	assert_string_equal(str_join(*state, ", ", items, 0), "");
	assert_string_equal(str_join(*state, ", ", items, 1), "");
	assert_string_equal(str_join(*state, ", ", items, 3), ", b, ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(grows),
	        TEST(formats_at_every_length),
	        TEST(repeats),
	        TEST(parts_stand_apart),
	        TEST(compares),
	        TEST(trims_all_white_space),
	        TEST(squeezes_blanks_inside),
	        TEST(whole_numbers),
	        TEST(decimal_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
