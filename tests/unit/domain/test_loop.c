#include <dagstart/domain/loop.h>

#include "fixture.h"

static const struct calendar weekdays = {.works = {true, true, true, true, true}, .rules = HOLIDAYS_NONE};

static void a_customer_hears_within_working_days(void **state)
{
	int32_t thursday = day_of(2026, 3, 5), monday = day_of(2026, 3, 9);
	(void)state;
	assert_int_equal(loop_due(&weekdays, thursday, 1), thursday + 1);
	assert_int_equal(loop_due(&weekdays, thursday, 2), monday);
	assert_int_equal(loop_due(&weekdays, thursday + 2, 1), monday); /* said on a Saturday */
}

static void who_takes_it_late_has_time_from_then(void **state)
{
	int32_t thursday = day_of(2026, 3, 5), monday = day_of(2026, 3, 9);
	(void)state;
	assert_int_equal(loop_due_from(&weekdays, thursday, thursday, 2), monday);
	assert_int_equal(loop_due_from(&weekdays, thursday, monday, 2), monday);
	assert_int_equal(loop_due_from(&weekdays, thursday, monday + 1, 2), monday + 3);
	assert_int_equal(loop_due_from(&weekdays, 0, thursday, 2), monday); /* said nobody knows when */
}

static void overdue_is_past_its_day_and_not_closed(void **state)
{
	struct loop loop = {.due_day = 100};
	(void)state;
	assert_false(loop_is_overdue(&loop, 100));
	assert_true(loop_is_overdue(&loop, 101));
	loop.status = LOOP_OWNED;
	assert_true(loop_is_overdue(&loop, 101));
	loop.status = LOOP_TOLD;
	assert_false(loop_is_overdue(&loop, 101));
	loop.status = LOOP_NOT_NEEDED;
	assert_false(loop_is_overdue(&loop, 101));
	loop = (struct loop){0};
	assert_false(loop_is_overdue(&loop, 101));
}

static void the_most_overdue_comes_first_and_closed_ones_last(void **state)
{
	struct loop loops[] = {
	        {.id = 1, .status = LOOP_TOLD, .due_day = 1, .day = 7},
	        {.id = 2, .status = LOOP_OWNED, .due_day = 12},
	        {.id = 3, .status = LOOP_OPEN, .due_day = 12},
	        {.id = 4, .status = LOOP_NOT_NEEDED, .due_day = 2, .day = 9},
	        {.id = 5, .status = LOOP_OWNED, .due_day = 3},
	        {.id = 6, .status = LOOP_OWNED, .due_day = 12},
	};
	const int64_t order[] = {5, 3, 2, 6, 4, 1};
	(void)state;
	loops_sort(loops, 6);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(loops[i].id, order[i]);
	loops_sort(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_customer_hears_within_working_days),
	        TEST(who_takes_it_late_has_time_from_then),
	        TEST(overdue_is_past_its_day_and_not_closed),
	        TEST(the_most_overdue_comes_first_and_closed_ones_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
