#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <dagstart/base/clock.h>

static void zone(const char *name)
{
	struct err err;
	if (!clock_set_zone(name, &err))
		skip();
}

static int32_t day_of(int year, int month, int mday)
{
	return day_from_date((struct date){.year = year, .month = month, .mday = mday});
}

static struct moment at(int year, int month, int mday, int hour, int minute)
{
	return (struct moment){.day = day_of(year, month, mday), .hour = hour, .minute = minute};
}

static void days_agree_with_the_library(void **state)
{
	(void)state;
	assert_int_equal(day_of(1970, 1, 1), 0);
	for (int32_t day = -800000; day < 800000; day += 1) {
		struct date date = day_to_date(day);
		assert_int_equal(day_from_date(date), day);
		assert_true(date.year < 1 || date_is_valid(date));
		if (day % 97)
			continue;
		time_t when = (time_t)day * 86400;
		struct tm tm;
		gmtime_r(&when, &tm);
		assert_int_equal(date.year, tm.tm_year + 1900);
		assert_int_equal(date.month, tm.tm_mon + 1);
		assert_int_equal(date.mday, tm.tm_mday);
		assert_int_equal(day_weekday(day), (tm.tm_wday + 6) % 7);
		char week[8], year[8];
		strftime(week, sizeof(week), "%V", &tm);
		int iso_year;
		assert_int_equal(day_iso_week(day, &iso_year), atoi(week));
		if (date.year > 1000) {
			strftime(year, sizeof(year), "%G", &tm);
			assert_int_equal(iso_year, atoi(year));
		}
	}
}

static void far_days_do_not_overflow(void **state)
{
	(void)state;
	assert_int_equal(day_from_date(day_to_date(INT32_MAX)), INT32_MAX);
	assert_int_equal(day_from_date(day_to_date(INT32_MIN)), INT32_MIN);
	assert_in_range(day_weekday(INT32_MIN), 0, 6);
	assert_in_range(day_weekday(INT32_MAX), 0, 6);
}

static void dates_that_exist(void **state)
{
	(void)state;
	assert_true(date_is_valid((struct date){2024, 2, 29}));
	assert_true(date_is_valid((struct date){2000, 2, 29}));
	assert_false(date_is_valid((struct date){2100, 2, 29}));
	assert_false(date_is_valid((struct date){2026, 2, 29}));
	assert_false(date_is_valid((struct date){2026, 4, 31}));
	assert_false(date_is_valid((struct date){2026, 13, 1}));
	assert_false(date_is_valid((struct date){2026, 0, 1}));
	assert_false(date_is_valid((struct date){2026, 1, 0}));
	assert_false(date_is_valid((struct date){0, 1, 1}));
	assert_false(date_is_valid((struct date){10000, 1, 1}));
}

static void iso_dates(void **state)
{
	int32_t day = 42;
	static const char *const bad[] = {"", "2026", "2026-03-2", "2026-03-02 ", " 2026-03-02", "2026-3-02",
	        "2026/03/02", "2026-02-29", "2026-03-0x", "20260302", "+026-03-02", "0000-01-01"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(day_parse_iso(bad[i], &day));
	assert_false(day_parse_iso(NULL, &day));
	assert_int_equal(day, 42);
	assert_true(day_parse_iso("2026-03-02", &day));
	assert_int_equal(day, day_of(2026, 3, 2));
	assert_string_equal(day_iso(*state, day), "2026-03-02");
	assert_string_equal(day_iso_or_empty(*state, day), "2026-03-02");
	assert_string_equal(day_iso_or_empty(*state, 0), "");
	assert_int_equal(day_weekday(day), 0);
	assert_true(day_parse_iso("0001-01-01", &day));
	assert_string_equal(day_iso(*state, day), "0001-01-01");
}

static void zones_are_names_of_installed_zones(void **state)
{
	(void)state;
	static const char *const bad[] = {"/etc/localtime", "../../../etc/localtime",
	        "Europe/../Europe/Amsterdam", "Mars/Olympus", "Europe", "zone.tab",
	        "CET-1CEST,M3.5.0,M10.5.0/3", ":Europe/Amsterdam", "Europe/Amsterdam\n", " UTC", "-05"};
	struct err err;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(clock_set_zone(bad[i], &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
	assert_true(clock_set_zone("UTC", &err));
	assert_true(clock_set_zone("", &err));
	assert_string_equal(getenv("TZ"), "UTC");
}

static void local_time_of_amsterdam(void **state)
{
	zone("Europe/Amsterdam");
	/* Winter is UTC+1, summer UTC+2. */
	int64_t winter = clock_instant(at(2026, 3, 2, 9, 0));
	assert_string_equal(instant_iso(*state, winter), "2026-03-02T08:00:00Z");
	int64_t summer = clock_instant(at(2026, 7, 1, 0, 30));
	assert_string_equal(instant_iso(*state, summer), "2026-06-30T22:30:00Z");
	struct moment back = clock_local(summer);
	assert_int_equal(back.day, day_of(2026, 7, 1));
	assert_int_equal(back.hour, 0);
	assert_int_equal(back.minute, 30);
	assert_int_equal(clock_day(summer), day_of(2026, 7, 1));
	assert_int_equal(clock_local(winter + 61999).second, 1);
}

static void skipped_hour_moves_forward(void **state)
{
	zone("Europe/Amsterdam");
	int64_t instant = clock_instant(at(2026, 3, 29, 2, 30));
	assert_string_equal(instant_iso(*state, instant), "2026-03-29T01:30:00Z");
	assert_int_equal(clock_local(instant).hour, 3);
	assert_string_equal(
	        instant_iso(*state, clock_instant(at(2026, 3, 29, 1, 59))), "2026-03-29T00:59:00Z");
	assert_string_equal(
	        instant_iso(*state, clock_instant(at(2026, 3, 29, 3, 0))), "2026-03-29T01:00:00Z");
}

static void double_hour_is_the_first(void **state)
{
	zone("Europe/Amsterdam");
	assert_string_equal(
	        instant_iso(*state, clock_instant(at(2026, 10, 25, 2, 30))), "2026-10-25T00:30:00Z");
	assert_string_equal(
	        instant_iso(*state, clock_instant(at(2026, 10, 25, 1, 59))), "2026-10-24T23:59:00Z");
	assert_string_equal(
	        instant_iso(*state, clock_instant(at(2026, 10, 25, 3, 0))), "2026-10-25T02:00:00Z");
}

static void every_hour_of_a_year_comes_back(void **state)
{
	(void)state;
	static const char *const zones[] = {
	        "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"};
	for (size_t z = 0; z < sizeof(zones) / sizeof(zones[0]); z++) {
		zone(zones[z]);
		int64_t start = (int64_t)day_of(2026, 1, 1) * 86400000;
		for (int64_t ms = start; ms < start + INT64_C(365) * 86400000; ms += 1800000) {
			int64_t again = clock_instant(clock_local(ms));
			/* Only the second of a double hour differs, and then it is the first. */
			assert_true(again == ms || (again < ms && again >= ms - 3600000));
			struct moment a = clock_local(again), b = clock_local(ms);
			assert_memory_equal(&a, &b, sizeof(a));
		}
	}
}

static void wild_instants_stay_in_the_calendar(void **state)
{
	zone("UTC");
	assert_string_equal(instant_iso(*state, INT64_MAX), "9999-12-31T23:59:59Z");
	assert_string_equal(instant_iso(*state, INT64_MIN), "0001-01-01T00:00:00Z");
	assert_string_equal(instant_iso(*state, -1), "1969-12-31T23:59:59Z");
	assert_int_equal(clock_day(INT64_MAX), day_of(9999, 12, 31));
}

static void fixed_clock_stands_still(void **state)
{
	zone("Europe/Amsterdam");
	struct clock clock;
	struct err err;
	assert_true(clock_init(&clock, "2026-03-02T09:00:00", &err));
	assert_true(clock.fixed);
	assert_string_equal(instant_iso(*state, clock_now_ms(&clock)), "2026-03-02T08:00:00Z");
	int64_t mono = clock_mono_ms(&clock);
	clock_advance(&clock, 90000);
	assert_string_equal(instant_iso(*state, clock_now_ms(&clock)), "2026-03-02T08:01:30Z");
	assert_int_equal(clock_mono_ms(&clock) - mono, 90000);
}

static void started_clock_runs(void **state)
{
	(void)state;
	zone("UTC");
	struct clock clock;
	struct err err;
	assert_true(clock_init(&clock, "2026-03-02T09:00:00+", &err));
	assert_false(clock.fixed);
	int64_t start = (int64_t)day_of(2026, 3, 2) * 86400000 + 9 * 3600000;
	nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	int64_t now = clock_now_ms(&clock);
	assert_in_range(now - start, 4, 60000);
	clock_advance(&clock, 100000);
	assert_in_range(clock_now_ms(&clock) - start, 100004, 160000);
}

static void machine_clock_is_now(void **state)
{
	(void)state;
	struct clock clock;
	struct err err;
	assert_true(clock_init(&clock, NULL, &err));
	assert_in_range((uint64_t)(clock_now_ms(&clock) / 1000 - time(NULL) + 2), 0, 4);
	int64_t mono = clock_mono_ms(&clock);
	assert_true(clock_mono_ms(&clock) >= mono);
	assert_true(clock_init(&clock, "", &err));
	assert_false(clock.fixed || clock.from);
}

static void wrong_specs_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"now", "2026-03-02", "2026-03-02 09:00:00", "2026-03-02T09:00",
	        "2026-03-02T24:00:00", "2026-03-02T09:60:00", "2026-02-30T09:00:00", "2026-03-02T09:00:00Z",
	        "2026-03-02T09:00:00++", "2026-03-02T", "2026-03-02T0"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct clock clock;
		struct err err;
		assert_false(clock_init(&clock, bad[i], &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_string_equal(err.detail, bad[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(days_agree_with_the_library),
	        TEST(far_days_do_not_overflow),
	        TEST(dates_that_exist),
	        TEST(iso_dates),
	        TEST(zones_are_names_of_installed_zones),
	        TEST(local_time_of_amsterdam),
	        TEST(skipped_hour_moves_forward),
	        TEST(double_hour_is_the_first),
	        TEST(every_hour_of_a_year_comes_back),
	        TEST(wild_instants_stay_in_the_calendar),
	        TEST(fixed_clock_stands_still),
	        TEST(started_clock_runs),
	        TEST(machine_clock_is_now),
	        TEST(wrong_specs_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
