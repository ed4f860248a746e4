#include "themes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>

static void themes_of_a_row_come_back(void **state)
{
	(void)state;
	struct arena *arena = arena_new(NULL);
	const int64_t ids[] = {3, 17, 9007199254740993, 0, INT64_MAX};
	int64_t back[8];
	assert_string_equal(themes_write(arena, ids, 0), "");
	assert_string_equal(themes_write(arena, ids, 2), "3 17");
	assert_int_equal(themes_read(themes_write(arena, ids, 5), back, 8), 5);
	assert_memory_equal(back, ids, sizeof(ids));
	assert_int_equal(themes_read("1 2 3", back, 2), 2);
	assert_int_equal(themes_read("", back, 8), 0);
	assert_int_equal(themes_read("4 x 5", back, 8), 1);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(themes_of_a_row_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
