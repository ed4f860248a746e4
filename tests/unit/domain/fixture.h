/* An arena for each test, days by their date, and numbers that are equal to within a tolerance. */
#pragma once

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first. */
#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>

static inline int arena_setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static inline int arena_teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, arena_setup, arena_teardown)

#define assert_near(actual, expected, tolerance) \
	do { \
		double actual_ = (actual), expected_ = (expected); \
		if (!(fabs(actual_ - expected_) <= (tolerance))) \
			fail_msg("%s is %.6f, not %.6f", #actual, actual_, expected_); \
	} while (0)

static inline int32_t day_of(int year, int month, int mday)
{
	return day_from_date((struct date){.year = year, .month = month, .mday = mday});
}
