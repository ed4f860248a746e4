/* An arena for each test, and cmocka with what it needs before it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first. */
#include <cmocka.h>

#include <dagstart/base/arena.h>

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
