/* Easter Sundays were computed with another algorithm (Oudin 1940) in Python. */
#include <dagstart/domain/calendar.h>

#include "fixture.h"

static const struct calendar dutch = {
        .works = {true, true, true, true, true, false, false},
        .rules = HOLIDAYS_NL,
};

static void easter_is_known(void **state)
{
	UNUSED(state);
	static const struct date sundays[] = {{1961, 4, 2}, {2000, 4, 23}, {2008, 3, 23}, {2011, 4, 24},
	        {2016, 3, 27}, {2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5}, {2027, 3, 28}, {2038, 4, 25},
	        {2100, 3, 28}};
	for (size_t i = 0; i < sizeof(sundays) / sizeof(sundays[0]); i++)
		assert_int_equal(calendar_easter(sundays[i].year), day_from_date(sundays[i]));
	int64_t check = 0;
	for (int year = 1900; year < 2200; year++) {
		assert_int_equal(day_weekday(calendar_easter(year)), 6);
		check += (int64_t)calendar_easter(year) * (year % 97);
	}
	assert_int_equal(check, 391354569);
}

struct holiday_row {
	struct date date;
	const char *name;
};

static void the_dutch_holidays(void **state)
{
	UNUSED(state);
	static const struct holiday_row rows[] = {
	        {{2026, 1, 1}, "New Year's Day"},
	        {{2026, 4, 3}, NULL}, /* Good Friday is a working day */
	        {{2026, 4, 5}, "Easter Sunday"},
	        {{2026, 4, 6}, "Easter Monday"},
	        {{2026, 4, 27}, "King's Day"},
	        {{2026, 5, 5}, NULL},
	        {{2025, 5, 5}, "Liberation Day"},
	        {{2030, 5, 5}, "Liberation Day"},
	        {{2025, 4, 26}, "King's Day"}, /* the 27th is a Sunday */
	        {{2025, 4, 27}, NULL},
	        {{2026, 5, 14}, "Ascension Day"},
	        {{2026, 5, 24}, "Whit Sunday"},
	        {{2026, 5, 25}, "Whit Monday"},
	        {{2026, 12, 25}, "Christmas Day"},
	        {{2026, 12, 26}, "Boxing Day"},
	        {{2026, 12, 31}, NULL},
	        {{2026, 7, 14}, NULL},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *name = calendar_holiday(&dutch, day_from_date(rows[i].date));
		if (!rows[i].name)
			assert_null(name);
		else
			assert_string_equal(name, rows[i].name);
	}
}

static void own_days_off_count_beside_the_rules(void **state)
{
	UNUSED(state);
	const struct holiday own[] = {{day_of(2026, 3, 3), "Carnival"}, {day_of(2026, 4, 27), "Our day"}};
	struct calendar calendar = dutch;
	calendar.own = own;
	calendar.own_count = 2;
	assert_false(calendar_is_working(&calendar, day_of(2026, 3, 3)));
	assert_string_equal(calendar_holiday(&calendar, day_of(2026, 4, 27)), "Our day");
	assert_string_equal(calendar_holiday(&calendar, day_of(2026, 4, 6)), "Easter Monday");
	calendar.rules = HOLIDAYS_NONE;
	assert_null(calendar_holiday(&calendar, day_of(2026, 4, 6)));
	assert_false(calendar_is_working(&calendar, day_of(2026, 3, 3)));
}

static void the_next_and_the_previous_working_day(void **state)
{
	UNUSED(state);
	assert_int_equal(calendar_next(&dutch, day_of(2026, 3, 2)), day_of(2026, 3, 3));
	assert_int_equal(calendar_next(&dutch, day_of(2026, 3, 6)), day_of(2026, 3, 9));
	assert_int_equal(calendar_next(&dutch, day_of(2026, 4, 3)), day_of(2026, 4, 7)); /* over Easter */
	assert_int_equal(calendar_previous(&dutch, day_of(2026, 4, 7)), day_of(2026, 4, 3));
	assert_int_equal(calendar_next(&dutch, day_of(2025, 12, 24)), day_of(2025, 12, 29));
}

static void working_days_are_counted(void **state)
{
	UNUSED(state);
	int32_t monday = day_of(2026, 3, 2);
	assert_int_equal(calendar_count(&dutch, monday, monday), 0);
	assert_int_equal(calendar_count(&dutch, monday, monday + 1), 1);
	assert_int_equal(calendar_count(&dutch, monday, monday + 7), 5);
	assert_int_equal(calendar_count(&dutch, monday + 7, monday), -5);
	assert_int_equal(calendar_count(&dutch, monday + 4, monday + 6), 0);
	assert_int_equal(calendar_count(&dutch, day_of(2026, 4, 2), day_of(2026, 4, 8)), 3);
}

/* Day by day it comes to the same: over leap days, holidays that fall together, days named twice, weeks of
 * all kinds. */
static void counting_by_weeks_is_counting_by_days(void **state)
{
	UNUSED(state);
	const struct holiday own[] = {{day_of(2026, 3, 3), "a"}, {day_of(2026, 4, 27), "b"},
	        {day_of(2026, 3, 3), "c"}, {day_of(2026, 3, 7), "d"}, {day_of(2028, 2, 29), "e"}};
	struct calendar calendars[] = {dutch, {.works = {false, true, true, false, true, true, false}}, dutch,
	        {.rules = HOLIDAYS_NL, .works = {true, true, true, true, true, true, true}}};
	for (size_t i = 1; i < 4; i++) {
		calendars[i].own = own;
		calendars[i].own_count = sizeof(own) / sizeof(*own);
	}
	for (size_t i = 0; i < sizeof(calendars) / sizeof(*calendars); i++) {
		for (int32_t from = day_of(2007, 12, 24); from < day_of(2031, 1, 2); from += 397) {
			int days = 0;
			for (int32_t to = from; to < from + 800; to++) {
				assert_int_equal(calendar_count(&calendars[i], from, to), days);
				assert_int_equal(calendar_count(&calendars[i], to, from), -days);
				days += calendar_is_working(&calendars[i], to + 1);
			}
		}
	}
}

static void adding_is_the_reverse_of_counting(void **state)
{
	UNUSED(state);
	int32_t day = day_of(2026, 3, 30);
	for (int n = 1; n < 60; n++) {
		assert_int_equal(calendar_count(&dutch, day, calendar_add(&dutch, day, n)), n);
		assert_true(calendar_is_working(&dutch, calendar_add(&dutch, day, -n)));
	}
	assert_int_equal(calendar_add(&dutch, day, 0), day);
	assert_int_equal(calendar_add(&dutch, day_of(2026, 3, 9), -1), day_of(2026, 3, 6));
}

static void a_team_that_never_works_does_not_hang(void **state)
{
	UNUSED(state);
	struct calendar never = {.rules = HOLIDAYS_NL};
	assert_int_equal(calendar_next(&never, 20514), 20515);
	assert_int_equal(calendar_previous(&never, 20514), 20513);
	assert_int_equal(calendar_count(&never, 20514, 20600), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(easter_is_known),
	        cmocka_unit_test(the_dutch_holidays),
	        cmocka_unit_test(own_days_off_count_beside_the_rules),
	        cmocka_unit_test(the_next_and_the_previous_working_day),
	        cmocka_unit_test(working_days_are_counted),
	        cmocka_unit_test(counting_by_weeks_is_counting_by_days),
	        cmocka_unit_test(adding_is_the_reverse_of_counting),
	        cmocka_unit_test(a_team_that_never_works_does_not_hang),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
