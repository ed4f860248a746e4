#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>

#include "intake/dates.h"

static struct date_read read_as(const char *text, bool utc)
{
	struct date_reader reader = {.utc = utc};
	return date_read(&reader, piece_trim(text, strlen(text)));
}

/* "" for a bad date, "?" for an unknown one, "a|b" where there are two readings, "a|b|c" where there are
 * three,
 * "#a" for a spreadsheet's day. */
static const char *reading(struct arena *arena, const char *text)
{
	struct date_read read = read_as(text, false);
	switch (read.form) {
	case DATE_BAD:
		return "";
	case DATE_UNKNOWN:
		return "?";
	case DATE_SURE:
		return day_iso(arena, read.day);
	case DATE_SERIAL:
		return arena_printf(arena, "#%s", day_iso(arena, read.day));
	case DATE_EITHER:
		break;
	}
	return arena_printf(arena, "%s|%s%s%s", read.dmy ? day_iso(arena, read.dmy) : "",
	        read.mdy ? day_iso(arena, read.mdy) : "", read.ymd ? "|" : "",
	        read.ymd ? day_iso(arena, read.ymd) : "");
}

static const struct {
	const char *text, *day;
} samples[] = {
        {"2026-03-02", "2026-03-02"},
        {"2026-03-02 09:15:40", "2026-03-02"},
        {"2026-03-02T09:15:40.123", "2026-03-02"},
        {"2026/03/02 11:07:29 AM AST", "2026-03-02"},
        {"20260302", "2026-03-02"},
        {"2 March 2026", "2026-03-02"},
        {"2 maart 2026 09:15", "2026-03-02"},
        {"02-Mar-2026", "2026-03-02"},
        {"Mar 2, 2026 9:14 AM", "2026-03-02"},
        {"Mon Mar 02 2026", "2026-03-02"},
        {"3 lutego 2026", "2026-02-03"},
        {"14 stycznia 2026 r.", "2026-01-14"},
        {"5 paź 2025", "2025-10-05"},
        {"2. července 2025", "2025-07-02"},
        {"2. června 2025", "2025-06-02"},
        {"1 Şub 2026", "2026-02-01"},
        {"3 marraskuu 2025", "2025-11-03"},
        {"2 maj 2025", "2025-05-02"},
        {"ma 2 mrt. 2026", "2026-03-02"},
        {"February 29, 2024", "2024-02-29"},
        {"31 mei 2025", "2025-05-31"},
        {"02-03-2026", "2026-03-02|2026-02-03"},
        {"02. 03. 2026", "2026-03-02|2026-02-03"},
        {"26-03-15", "2015-03-26||2026-03-15"},
        {"26.03.02 09:15", "2002-03-26||2026-03-02"},
        {"2 de marzo de 2026", "2026-03-02"},
        {"lunes, 2 de marzo de 2026", "2026-03-02"},
        {"martes, 3 de marzo de 2026 9:15", "2026-03-03"},
        {"1er mars 2026", "2026-03-01"},
        {"mar. 3 mars 2026", "2026-03-03"},
        {"12 août 2025 à 9h15", "2025-08-12"},
        {"2. März 2026 um 09:15 Uhr", "2026-03-02"},
        {"Mo., 2. März 2026", "2026-03-02"},
        {"2nd March 2026", "2026-03-02"},
        {"March 2nd, 2026", "2026-03-02"},
        {"2nd of March, 2026 at 9:14 am", "2026-03-02"},
        {"2 maart 2026 om 09.15 uur", "2026-03-02"},
        {"zo 1 mrt '26", "2026-03-01"},
        {"Mon, 02 Mar 2026 09:15:40 +0100", "2026-03-02"},
        {"Mon Mar 02 2026 09:15:40 GMT+0100 (CET)", "2026-03-02"},
        {"Mon Mar  2 09:15:40 CET 2026", "2026-03-02"},
        {"2026-Mar-02", "2026-03-02"},
        {"2026. 3. 2.", "2026-03-02"},
        {"2026年3月2日", "2026-03-02"},
        {"20260302T091540Z", "2026-03-02"},
        {"20260302 09:15", "2026-03-02"},
        {"20260302091540", "2026-03-02"},
        {"2026-W10-1", "2026-03-02"},
        {"2026-03-02Z", "2026-03-02"},
        {"2026-03-02+01:00", "2026-03-02"},
        {"2026-03-02 (maandag)", "2026-03-02"},
        {"02-03-2026 maandag", "2026-03-02|2026-02-03"},
        {"\xE2\x80\x8E"
         "3/2/2026 9:14\xE2\x80\xAF"
         "PM",
                "2026-02-03|2026-03-02"},
        {"3/2/2026 9:14 a. m.", "2026-02-03|2026-03-02"},
        {"1772442940.123", "2026-03-02"},
        {"46083", "#2026-03-02"},
        {"46083,385", "#2026-03-02"},
        {"'2026-03-02", "2026-03-02"},
        {"1969-12-31 23:00:00", "?"},
        {"2026-W60-1", ""},
        {"2026年13月2日", ""},
        {"46083x", ""},
        {"2 foo 2026", ""},
        {"March 2026", ""},
        {"2026-03", "2026-03-01"},
        {"3-2026", "2026-03-01"},
        {"2026-13", ""},
        {"0-2026", ""},
        {"17-09-'25", "2025-09-17|"},
        {"'", ""},
        {"8-6-2020 21:35:43", "2020-06-08|2020-08-06"},
        {"3/2/26 9:14:07", "2026-02-03|2026-03-02"},
        {"13/9/2019 13:29:55", "2019-09-13|"},
        {"9/13/2019 1:29:55 PM", "|2019-09-13"},
        {"31.12.2025", "2025-12-31|"},
        {"1970-01-01", "?"},
        {"01-01-1970", "?"},
        {"0000-00-00", "?"},
        {"1970-01-01T00:00:00Z", "?"},
        {"2026-02-30", ""},
        {"2026-13-01", ""},
        {"31-02-2026", ""},
        {"2026-03-02 25:00", ""},
        {"2026-03-02x", ""},
        {"1066-10-14", ""},
        {"4711-01-01", ""},
        {"5", ""},
        {"", ""},
        {"12345678901234567890", ""},
        {"yesterday", ""},
        {"May be later, 20 minutes", ""},
        {"2-2-2", ""},
        {"1/2", ""},
};

static void reads_what_tools_write(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	int wrong = 0;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		if (!streq(reading(arena, samples[i].text), samples[i].day))
			print_error("%s: %s, not %s\n", samples[i].text, reading(arena, samples[i].text),
			        samples[i].day),
			        wrong++;
	assert_int_equal(wrong, 0);
}

static void zones_move_the_day(void **state)
{
	UNUSED(state);
	struct err err = {0};
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	assert_true(clock_set_zone("Europe/Amsterdam", &err));
	assert_string_equal(reading(arena, "2026-03-01T23:30:00Z"), "2026-03-02");
	assert_string_equal(reading(arena, "2026-03-01 23:30:00 UTC"), "2026-03-02");
	assert_string_equal(reading(arena, "2026-07-01T22:30:00+00:00"), "2026-07-02");
	assert_string_equal(reading(arena, "2026-03-02T00:30:00+02:00"), "2026-03-01");
	assert_string_equal(reading(arena, "2026-03-01T20:30:00-05:00"), "2026-03-02");
	assert_string_equal(reading(arena, "1772407800"), "2026-03-02"); /* 23:30 UTC the day before */
	assert_string_equal(reading(arena, "1772407800000"), "2026-03-02");
	assert_int_equal(read_as("2026-03-01 23:30:00", true).day, read_as("2026-03-02", false).day);
	/* A day without a time is that day everywhere. */
	assert_int_equal(read_as("2026-03-01", true).day, read_as("2026-03-01", false).day);
}

static int32_t day_of(const char *iso)
{
	int32_t day = 0;
	assert_true(day_parse_iso(iso, &day));
	return day;
}

static enum date_order order_of(const char *const *texts, size_t count, const char *today, int64_t *ret_mixed)
{
	struct date_tally tally = {0};
	for (size_t i = 0; i < count; i++) {
		struct date_read read = read_as(texts[i], false);
		date_tally_add(&tally, &read, today ? day_of(today) : 0);
	}
	return date_tally_order(&tally, ret_mixed);
}
#define ORDER(today, mixed, ...) \
	order_of((const char *const[]){__VA_ARGS__}, \
	        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), (today), (mixed))

static void a_column_settles_its_order(void **state)
{
	UNUSED(state);
	int64_t mixed;
	assert_int_equal(ORDER(NULL, &mixed, "2026-03-02", "1970-01-01"), DATES_ISO);
	assert_int_equal(ORDER(NULL, &mixed, "3/2/2026", "3/13/2026"), DATES_MDY);
	assert_int_equal(ORDER(NULL, &mixed, "3/2/2026", "13/3/2026"), DATES_DMY);
	assert_int_equal(ORDER(NULL, &mixed, "3/2/2026", "4/2/2026"), DATES_NONE);
	assert_int_equal(ORDER(NULL, &mixed, "3-2-2026", "4-2-2026"), DATES_DMY);
	assert_int_equal(mixed, 0);
	/* The day of the import rules one out. */
	assert_int_equal(ORDER("2026-03-05", &mixed, "2/3/2026", "3/4/2026"), DATES_MDY);
	assert_int_equal(ORDER("2026-03-05", &mixed, "1/2/2026", "1/3/2026", "2/3/2026"), DATES_NONE);
	assert_int_equal(ORDER("2026-03-05", &mixed, "1/12/2025", "11/2/2026"), DATES_DMY);
	/* Both: the more frequent order, and how many go against it. */
	assert_int_equal(ORDER(NULL, &mixed, "13/3/2026", "14/3/2026", "3/15/2026"), DATES_DMY);
	assert_int_equal(mixed, 1);
}

static void an_order_gives_the_day(void **state)
{
	UNUSED(state);
	int32_t day = -1;
	struct date_read either = read_as("3/2/2026", false), only = read_as("9/13/2019", false);
	struct date_read unknown = read_as("1970-01-01", false), bad = read_as("2026-02-30", false);
	assert_true(date_day(&either, DATES_DMY, &day));
	assert_int_equal(day, day_of("2026-02-03"));
	assert_true(date_day(&either, DATES_MDY, &day));
	assert_int_equal(day, day_of("2026-03-02"));
	assert_true(date_day(&only, DATES_DMY, &day));
	assert_int_equal(day, day_of("2019-09-13"));
	assert_true(date_day(&unknown, DATES_ISO, &day));
	assert_int_equal(day, 0);
	assert_false(date_day(&bad, DATES_ISO, &day));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_what_tools_write),
	        cmocka_unit_test(zones_move_the_day),
	        cmocka_unit_test(a_column_settles_its_order),
	        cmocka_unit_test(an_order_gives_the_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
