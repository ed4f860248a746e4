#include "fixture.h"

#include <dagstart/base/vec.h>

struct pair {
	int left;
	long right;
};

static void grows_and_keeps_order(void **state)
{
	VEC(struct pair) list = {0};
	for (int i = 0; i < 1000; i++) {
		*vec_add(*state, &list) = (struct pair){.left = i, .right = i * 3L};
		arena_alloc(*state, 5);
	}
	assert_int_equal(list.count, 1000);
	int i = 0;
	VEC_EACH(pair, &list) {
		assert_int_equal(pair->left, i);
		assert_int_equal(pair->right, i * 3);
		i++;
	}
	assert_int_equal(i, 1000);
}

static void each_of_nothing_is_nothing(void **state)
{
	(void)state;
	VEC(struct pair) list = {0};
	int seen = 0;
	VEC_EACH(pair, &list)
		seen += pair->left + 1;
	assert_int_equal(seen, 0);
}

static void used_again_items_are_zeroed(void **state)
{
	VEC(struct pair) list = {0};
	for (int i = 0; i < 20; i++)
		vec_add(*state, &list)->left = 7;
	list.count = 0;
	for (int i = 0; i < 20; i++)
		assert_int_equal(vec_add(*state, &list)->left, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(grows_and_keeps_order),
	        TEST(each_of_nothing_is_nothing),
	        TEST(used_again_items_are_zeroed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
