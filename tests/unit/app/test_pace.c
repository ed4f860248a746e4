#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pace.h"

static void a_slice_follows_the_start_by_a_gap(void **state)
{
	struct pace pace = {0};
	(void)state;
	pace_key(&pace, 500);
	assert_int_equal(pace.due_ms, 0);
	pace_start(&pace, 1000);
	assert_int_equal(pace.due_ms, 1000 + PACE_GAP_MS);
	assert_int_equal(pace.rows, PACE_ROWS_FIRST);
	pace_start(&pace, 1500);
	assert_int_equal(pace.due_ms, 1000 + PACE_GAP_MS);
}

static void keys_put_it_off_but_not_for_ever(void **state)
{
	struct pace pace = {0};
	int64_t now = 1000;
	(void)state;
	pace_start(&pace, now);
	pace_key(&pace, now + 10);
	assert_int_equal(pace.due_ms, now + 10 + PACE_CALM_MS);
	while (pace.due_ms > now) {
		now += 30;
		pace_key(&pace, now);
		assert_true(now < 1000 + PACE_GAP_MS + PACE_LATEST_MS + 30);
	}
	assert_true(now >= 1000 + PACE_GAP_MS + PACE_LATEST_MS);
	/* the next one has its own time */
	pace_took(&pace, now, now + 5, true);
	pace_key(&pace, now + 6);
	assert_int_equal(pace.due_ms, now + 6 + PACE_CALM_MS);
}

static void a_key_never_brings_it_forward(void **state)
{
	struct pace pace = {.due_ms = 5000, .latest_ms = 8000, .rows = 100};
	(void)state;
	pace_key(&pace, 1000);
	assert_int_equal(pace.due_ms, 5000);
}

static void slices_grow_and_shrink_to_what_nobody_feels(void **state)
{
	struct pace pace = {0};
	(void)state;
	pace_start(&pace, 1);
	pace_took(&pace, 0, 1, true);
	assert_int_equal(pace.rows, 2 * PACE_ROWS_FIRST);
	pace_took(&pace, 0, PACE_SLICE_MS - 1, true);
	assert_int_equal(pace.rows, 2 * PACE_ROWS_FIRST);
	pace_took(&pace, 0, PACE_SLICE_MS + 1, true);
	assert_int_equal(pace.rows, PACE_ROWS_FIRST);
	for (int i = 0; i < 20; i++)
		pace_took(&pace, 0, 1000, true);
	assert_int_equal(pace.rows, PACE_ROWS_FEWEST);
	for (int i = 0; i < 20; i++)
		pace_took(&pace, 0, 0, true);
	assert_int_equal(pace.rows, PACE_ROWS_MOST);
}

static void the_end_is_the_end_until_there_is_more(void **state)
{
	struct pace pace = {0};
	(void)state;
	pace_start(&pace, 100);
	pace_took(&pace, 200, 201, false);
	assert_int_equal(pace.due_ms, 0);
	pace_key(&pace, 300);
	assert_int_equal(pace.due_ms, 0);
	size_t rows = pace.rows;
	pace_start(&pace, 400);
	assert_int_equal(pace.due_ms, 400 + PACE_GAP_MS);
	assert_int_equal(pace.rows, rows);
}

static void what_others_hold_up_is_left_for_a_while(void **state)
{
	struct pace pace = {0};
	(void)state;
	pace_start(&pace, 100);
	pace_leave(&pace, 200);
	assert_int_equal(pace.due_ms, 200 + PACE_CALM_MS);
	assert_int_equal(pace.rows, PACE_ROWS_FIRST); /* it says nothing about them */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_slice_follows_the_start_by_a_gap),
	        cmocka_unit_test(keys_put_it_off_but_not_for_ever),
	        cmocka_unit_test(a_key_never_brings_it_forward),
	        cmocka_unit_test(slices_grow_and_shrink_to_what_nobody_feels),
	        cmocka_unit_test(the_end_is_the_end_until_there_is_more),
	        cmocka_unit_test(what_others_hold_up_is_left_for_a_while),
	};
	return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
