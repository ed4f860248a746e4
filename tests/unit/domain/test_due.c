#include <dagstart/domain/due.h>

#include "fixture.h"

struct due_row {
	const char *typed;
	struct date date;
};

static const struct date today = {2026, 3, 4}; /* a Wednesday */

static void dates_as_people_type_them(void **state)
{
	UNUSED(state);
	static const struct due_row rows[] = {
	        {"today", {2026, 3, 4}}, {"Vandaag", {2026, 3, 4}}, {"tomorrow", {2026, 3, 5}},
	        {" morgen ", {2026, 3, 5}}, {"overmorgen", {2026, 3, 6}},
	        {"day after tomorrow", {2026, 3, 6}}, {"fri", {2026, 3, 6}}, {"vr", {2026, 3, 6}},
	        {"Friday", {2026, 3, 6}}, {"vrijdag", {2026, 3, 6}}, {"op vrijdag", {2026, 3, 6}},
	        {"by fri", {2026, 3, 6}}, {"ma", {2026, 3, 9}}, {"zo", {2026, 3, 8}},
	        {"wed", {2026, 3, 11}}, /* not today */
	        {"woensdag", {2026, 3, 11}}, {"+7", {2026, 3, 11}}, {"+0", {2026, 3, 4}},
	        {"+2w", {2026, 3, 18}}, {"+2 weken", {2026, 3, 18}}, {"+3d", {2026, 3, 7}},
	        {"in 3 days", {2026, 3, 7}}, {"over 2 weken", {2026, 3, 18}}, {"31 mar", {2026, 3, 31}},
	        {"31 maart", {2026, 3, 31}}, {"31 mrt.", {2026, 3, 31}}, {"31e maart", {2026, 3, 31}},
	        {"March 31st", {2026, 3, 31}}, {"march 31, 2027", {2027, 3, 31}},
	        {"31 maart 2027", {2027, 3, 31}}, {"31 maart 27", {2027, 3, 31}}, {"31-3", {2026, 3, 31}},
	        {"31/3", {2026, 3, 31}}, {"31.3.", {2026, 3, 31}}, {"31-3-2027", {2027, 3, 31}},
	        {"31-03-27", {2027, 3, 31}}, {"2027-03-31", {2027, 3, 31}},
	        {"4 mar", {2026, 3, 4}}, /* today counts */
	        {"3 mar", {2027, 3, 3}}, {"1-1", {2027, 1, 1}}, {"29 feb", {2028, 2, 29}},
	        {"1 mei", {2026, 5, 1}}, {"may 1", {2026, 5, 1}}, {"next week", {2026, 3, 9}},
	        {"volgende week", {2026, 3, 9}}, {"volgende week vrijdag", {2026, 3, 13}},
	        {"tuesday next week", {2026, 3, 10}}, {"end of month", {2026, 3, 31}},
	        {"eind van de maand", {2026, 3, 31}}, {"End of the month", {2026, 3, 31}},
	        {"28-2-2025", {2025, 2, 28}}, /* the past is read, not judged */
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int32_t day = -1;
		if (!due_parse(rows[i].typed, day_from_date(today), &day))
			fail_msg("\"%s\" is not read", rows[i].typed);
		if (day != day_from_date(rows[i].date))
			fail_msg("\"%s\": %d days from today", rows[i].typed, day - day_from_date(today));
	}
}

static void what_is_no_date_is_refused(void **state)
{
	UNUSED(state);
	static const char *const typed[] = {"", " ", "soon", "30 feb", "32-1", "1-13", "0-3", "31-4-2026",
	        "29-2-2027", "+", "+x", "+99999", "+3661", "+600w", "+7x", "+-7", "7", "2026", "fri fri",
	        "next", "next month vrijdag", "week next", "next friday", "31", "mar", "31 mar 202",
	        "31 mar 2026 x", "31-3-", "31-3/2027", "end of", "end of months", "2026-3-31x", "in 3",
	        "in days", "in three days", "\xc3\xa9\xc3\xa9n dag", "today\n",
	        "tomorrowtomorrowtomorrowtomorrowtomorrowtomorrowtomorrow", "a b c d e f g"};
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		int32_t day = -1;
		if (due_parse(typed[i], day_from_date(today), &day))
			fail_msg("\"%s\" was read as %d days from today", typed[i],
			        day - day_from_date(today));
		assert_int_equal(day, -1);
	}
	int32_t day = -1;
	assert_false(due_parse(NULL, 0, &day));
}

static void the_year_turns(void **state)
{
	UNUSED(state);
	int32_t day = 0;
	assert_true(due_parse("end of month", day_of(2026, 12, 31), &day));
	assert_int_equal(day, day_of(2026, 12, 31));
	assert_true(due_parse("fri", day_of(2026, 12, 31), &day));
	assert_int_equal(day, day_of(2027, 1, 1));
	assert_true(due_parse("eom", day_of(2028, 2, 1), &day));
	assert_int_equal(day, day_of(2028, 2, 29));
	assert_true(due_parse("29 feb", day_of(2096, 3, 1), &day)); /* 2100 is no leap year */
	assert_int_equal(day, day_of(2104, 2, 29));
	assert_true(due_parse("next week", day_of(2026, 3, 2), &day)); /* typed on a Monday */
	assert_int_equal(day, day_of(2026, 3, 9));
}

static void every_weekday_lies_one_to_seven_days_ahead(void **state)
{
	UNUSED(state);
	static const char *const names[] = {"mon", "di", "wo", "thursday", "vrijdag", "za", "sunday"};
	for (int32_t from = 20514; from < 20521; from++)
		for (int i = 0; i < 7; i++) {
			int32_t day = 0;
			assert_true(due_parse(names[i], from, &day));
			assert_int_equal(day_weekday(day), i);
			assert_in_range(day - from, 1, 7);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(dates_as_people_type_them),
	        cmocka_unit_test(what_is_no_date_is_refused),
	        cmocka_unit_test(the_year_turns),
	        cmocka_unit_test(every_weekday_lies_one_to_seven_days_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
