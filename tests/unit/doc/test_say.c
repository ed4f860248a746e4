/* Figures, dates and spans in both languages. The language is set by the test itself (the linker wraps the
 * two functions), so that nothing depends on an installed catalogue. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/doc/say.h>

struct fixture {
	struct arena *arena;
	const char *language;
};
static struct fixture fix;

const char *__wrap_i18n_language(void);
const char *__wrap_i18n_text(const char *msgid);

const char *__wrap_i18n_language(void)
{
	return fix.language;
}

const char *__wrap_i18n_text(const char *msgid)
{
	static const char *const dutch[][2] = {{"%s to %s", "%s tot %s"}, {"%s and %s", "%s en %s"},
	        {"today", "vandaag"}, {"tomorrow", "morgen"}, {"yesterday", "gisteren"}};
	for (size_t i = 0; i < sizeof(dutch) / sizeof(dutch[0]); i++)
		if (strcmp(fix.language, "nl") == 0 && strcmp(dutch[i][0], msgid) == 0)
			return dutch[i][1];
	return msgid;
}

const char *__wrap_i18n_context(const char *key, const char *msgid);
const char *__wrap_i18n_context(const char *key, const char *msgid)
{
	bool days = strncmp(key, "days\004", 5) == 0;
	return strcmp(fix.language, "nl") == 0 && days ? "%s t/m %s" : msgid;
}

static int english(void **state)
{
	(void)state;
	fix = (struct fixture){.arena = arena_new(NULL), .language = "en"};
	return 0;
}

static int dutch(void **state)
{
	english(state);
	fix.language = "nl";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fix.arena = arena_free(fix.arena);
	return 0;
}

static int32_t day(int year, int month, int mday)
{
	return day_from_date((struct date){year, month, mday});
}

#define NUMBER(expected, number, decimals) \
	assert_string_equal(say_number(fix.arena, (number), (decimals)), expected)
#define INTERVAL(expected, value, low, high, decimals) \
	assert_string_equal(say_interval(fix.arena, (value), (low), (high), (decimals)), expected)

static void test_number(void **state)
{
	(void)state;
	NUMBER("31", 31, 0);
	NUMBER("31", 31, 2);
	NUMBER("33.3", 33.333, 1);
	NUMBER("33.3", 33.299, 2);
	NUMBER("0.05", 0.05, 2);
	NUMBER("0", 0.04, 1);
	NUMBER("0", -0.04, 1);
	NUMBER("3", 2.5, 0);
	NUMBER("−3", -2.5, 0);
	NUMBER("−9.5", -9.5, 1);
	NUMBER("100", 100, 1);
	NUMBER("1,234,567.9", 1234567.89, 1);
	NUMBER("–", NAN, 1);
	NUMBER("–", INFINITY, 0);
	NUMBER("0.123457", 0.1234567, 9);
	NUMBER("1,000,000,000,000,000,000", 1e18, 0);
}

static void test_number_in_dutch(void **state)
{
	(void)state;
	NUMBER("33,3", 33.333, 1);
	NUMBER("1.234.567,9", 1234567.89, 1);
	assert_string_equal(say_count(fix.arena, 12345), "12.345");
}

static void test_signed_and_count(void **state)
{
	(void)state;
	assert_string_equal(say_signed(fix.arena, 5, 1), "+5");
	assert_string_equal(say_signed(fix.arena, -9.25, 1), "−9.3");
	assert_string_equal(say_signed(fix.arena, 0.2, 0), "0");
	assert_string_equal(say_signed(fix.arena, -0.2, 0), "0");
	assert_string_equal(say_signed(fix.arena, NAN, 0), "–");
	assert_string_equal(say_count(fix.arena, 0), "0");
	assert_string_equal(say_count(fix.arena, 999), "999");
	assert_string_equal(say_count(fix.arena, 1000), "1,000");
	assert_string_equal(say_count(fix.arena, 12345), "12,345");
	assert_string_equal(say_count(fix.arena, -1000), "−1,000");
	assert_string_equal(say_count(fix.arena, INT64_MIN), "−9,223,372,036,854,775,808");
	assert_string_equal(say_percent(fix.arena, 48), "48 %");
}

static void test_interval(void **state)
{
	(void)state;
	INTERVAL("±7", 31, 24, 38, 0);
	INTERVAL("±7", 30.6, 23.7, 37.5, 0); /* symmetric only after rounding: 31, 24 and 38 */
	INTERVAL("±7", 30.4, 23.2, 37.6, 0); /* exactly symmetric, though the ends round to 23 and 38 */
	INTERVAL("±7.2", 30.4, 23.2, 37.6, 1);
	INTERVAL("(48 to 100)", 100, 47.6, 100, 0);
	INTERVAL("(7.3 to 54.3)", 33.3, 7.3, 54.3, 1);
	INTERVAL("(−12 to 54)", 33, -12, 54, 0);
	INTERVAL("±<1", 31, 30.8, 31.2, 0);
	INTERVAL("±<0.1", 31, 30.98, 31.02, 1);
	INTERVAL("±0", 31, 31, 31, 0);
	INTERVAL("", NAN, 1, 2, 0);
	INTERVAL("", 1, NAN, 2, 0);
	INTERVAL("", 1, 0, NAN, 0);
	INTERVAL("(40 to 50)", 30, 40, 50, 0);
	assert_string_equal(say_range(fix.arena, 10, 50.5, 1), "10 to 50.5");
	assert_string_equal(say_range(fix.arena, NAN, 50.5, 1), "");
}

static void test_interval_in_dutch(void **state)
{
	(void)state;
	INTERVAL("(48 tot 100)", 100, 47.6, 100, 0);
	INTERVAL("±7,2", 30.4, 23.2, 37.6, 1);
}

#define DAYS(expected, from, to) assert_string_equal(say_days(fix.arena, (from), (to)), expected)

static void test_ranges_of_days(void **state)
{
	(void)state;
	DAYS("16 to 22 February 2026", day(2026, 2, 16), day(2026, 2, 22));
	DAYS("26 February to 4 March 2026", day(2026, 2, 26), day(2026, 3, 4));
	DAYS("29 December 2025 to 4 January 2026", day(2025, 12, 29), day(2026, 1, 4));
	DAYS("1 March 2025 to 1 March 2026", day(2025, 3, 1), day(2026, 3, 1));
	DAYS("3 March 2026", day(2026, 3, 3), day(2026, 3, 3));
	DAYS("–", 0, day(2026, 3, 3));
	DAYS("–", day(2026, 3, 3), 0);
}

static void test_ranges_of_days_in_dutch(void **state)
{
	(void)state;
	DAYS("16 t/m 22 februari 2026", day(2026, 2, 16), day(2026, 2, 22));
	DAYS("26 februari t/m 4 maart 2026", day(2026, 2, 26), day(2026, 3, 4));
	DAYS("29 december 2025 t/m 4 januari 2026", day(2025, 12, 29), day(2026, 1, 4));
}

static void test_days(void **state)
{
	(void)state;
	int32_t d = day(2026, 3, 3);
	assert_string_equal(say_day(fix.arena, d), "3 March 2026");
	assert_string_equal(say_day_long(fix.arena, d), "Tue 3 March 2026");
	assert_string_equal(say_day_short(fix.arena, d), "3 Mar");
	assert_string_equal(say_day(fix.arena, 0), "–");
	assert_string_equal(say_day_long(fix.arena, 0), "–");
	assert_string_equal(say_day_short(fix.arena, 0), "–");
	assert_string_equal(say_day_near(fix.arena, 0, d), "–");
	assert_string_equal(say_month_short(12), "Dec");
	assert_string_equal(say_month_short(0), "");
	assert_string_equal(say_month_short(13), "");
	assert_string_equal(say_weekday_short(0), "Mon");
	assert_string_equal(say_weekday_short(6), "Sun");
	assert_string_equal(say_weekday_short(7), "");
}

static void test_days_in_dutch(void **state)
{
	(void)state;
	int32_t d = day(2026, 3, 3);
	assert_string_equal(say_day(fix.arena, d), "3 maart 2026");
	assert_string_equal(say_day_long(fix.arena, d), "di 3 maart 2026");
	assert_string_equal(say_day_short(fix.arena, d), "3 mrt");
	assert_string_equal(say_day_near(fix.arena, d + 3, d), "vr 6 mrt");
	assert_string_equal(say_day_near(fix.arena, d - 1, d), "gisteren");
	assert_string_equal(say_ago(fix.arena, 1), "gisteren");
}

static void test_day_near(void **state)
{
	(void)state;
	int32_t today = day(2026, 3, 3);
	assert_string_equal(say_day_near(fix.arena, today, today), "today");
	assert_string_equal(say_day_near(fix.arena, today + 1, today), "tomorrow");
	assert_string_equal(say_day_near(fix.arena, today - 1, today), "yesterday");
	assert_string_equal(say_day_near(fix.arena, today + 3, today), "Fri 6 Mar");
	assert_string_equal(say_day_near(fix.arena, today + 7, today), "Tue 10 Mar");
	assert_string_equal(say_day_near(fix.arena, today + 8, today), "11 Mar");
	assert_string_equal(say_day_near(fix.arena, today - 4, today), "27 Feb");
	assert_string_equal(say_day_near(fix.arena, day(2025, 2, 27), today), "27 Feb 2025");
	assert_string_equal(say_day_near(fix.arena, day(2027, 1, 1), day(2026, 12, 29)), "Fri 1 Jan 2027");
}

static void test_ago(void **state)
{
	(void)state;
	assert_string_equal(say_ago(fix.arena, 0), "today");
	assert_string_equal(say_ago(fix.arena, 1), "yesterday");
	assert_string_equal(say_ago(fix.arena, 2), "2 days ago");
	assert_string_equal(say_ago(fix.arena, 13), "13 days ago");
	assert_string_equal(say_ago(fix.arena, 14), "2 weeks ago");
	assert_string_equal(say_ago(fix.arena, 60), "8 weeks ago");
	assert_string_equal(say_ago(fix.arena, 61), "2 months ago");
	assert_string_equal(say_ago(fix.arena, 365), "11 months ago");
	assert_string_equal(say_ago(fix.arena, 730), "2 years ago");
	assert_string_equal(say_ago(fix.arena, -1), "tomorrow");
	assert_string_equal(say_ago(fix.arena, -3), "in 3 days");
}

static void test_clock_and_span(void **state)
{
	(void)state;
	assert_string_equal(say_clock(fix.arena, 9, 5), "09:05");
	assert_string_equal(say_span(fix.arena, 0), "0:00");
	assert_string_equal(say_span(fix.arena, 64000), "1:04");
	assert_string_equal(say_span(fix.arena, 64999), "1:04");
	assert_string_equal(say_span(fix.arena, 750000), "12:30");
	assert_string_equal(say_span(fix.arena, 3723000), "1:02:03");
	assert_string_equal(say_span(fix.arena, -64000), "−1:04");
	assert_string_equal(say_span(fix.arena, -900), "0:00");
}

static void test_list_and_quotes(void **state)
{
	(void)state;
	const char *const names[] = {"Anna", "Bram", "Chaya"};
	assert_string_equal(say_list(fix.arena, names, 0), "");
	assert_string_equal(say_list(fix.arena, names, 1), "Anna");
	assert_string_equal(say_list(fix.arena, names, 2), "Anna and Bram");
	assert_string_equal(say_list(fix.arena, names, 3), "Anna, Bram and Chaya");
	assert_string_equal(say_quoted(fix.arena, "hi"), "“hi”");
	assert_string_equal(say_quoted(fix.arena, "hi there \n"), "“hi there”");
	assert_string_equal(say_dash(), "–");
}

static void test_list_in_dutch(void **state)
{
	(void)state;
	const char *const names[] = {"Anna", "Bram", "Chaya"};
	assert_string_equal(say_list(fix.arena, names, 3), "Anna, Bram en Chaya");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_number, english, teardown),
	        cmocka_unit_test_setup_teardown(test_number_in_dutch, dutch, teardown),
	        cmocka_unit_test_setup_teardown(test_signed_and_count, english, teardown),
	        cmocka_unit_test_setup_teardown(test_interval, english, teardown),
	        cmocka_unit_test_setup_teardown(test_interval_in_dutch, dutch, teardown),
	        cmocka_unit_test_setup_teardown(test_ranges_of_days, english, teardown),
	        cmocka_unit_test_setup_teardown(test_ranges_of_days_in_dutch, dutch, teardown),
	        cmocka_unit_test_setup_teardown(test_days, english, teardown),
	        cmocka_unit_test_setup_teardown(test_days_in_dutch, dutch, teardown),
	        cmocka_unit_test_setup_teardown(test_day_near, english, teardown),
	        cmocka_unit_test_setup_teardown(test_ago, english, teardown),
	        cmocka_unit_test_setup_teardown(test_clock_and_span, english, teardown),
	        cmocka_unit_test_setup_teardown(test_list_and_quotes, english, teardown),
	        cmocka_unit_test_setup_teardown(test_list_in_dutch, dutch, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
