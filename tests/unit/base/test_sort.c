#include "fixture.h"

#include <stdlib.h>

#include <dagstart/base/random.h>
#include <dagstart/base/sort.h>

static int compare(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->value < b->value ? -1 : a->value > b->value;
}

/* Values are the places that the pairs had: whoever keeps equal keys in their order keeps these rising. */
static void sorts_and_keeps_the_order_of_equals(void **state)
{
	static const size_t counts[] = {0, 1, 2, 31, 32, 33, 34, 257, 5000, 70000};
	static const int shifts[] = {0, 8, 20, 33, 56, 62};
	struct random dice = random_seeded(11);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (size_t k = 0; k < sizeof(shifts) / sizeof(shifts[0]); k++) {
			size_t count = counts[i];
			struct pair *pairs = arena_array_of(*state, struct pair, count + 1);
			struct pair *spare = arena_array_of(*state, struct pair, count + 1);
			struct pair *meant = arena_array_of(*state, struct pair, count + 1);
			for (size_t n = 0; n < count; n++)
				meant[n] = pairs[n] =
				        (struct pair){random_next(&dice) >> shifts[k], (int64_t)n};
			qsort(meant, count, sizeof(*meant), compare);
			pairs_sort(pairs, spare, count);
			for (size_t n = 0; n < count; n++) {
				assert_true(pairs[n].key == meant[n].key);
				assert_true(pairs[n].value == meant[n].value);
			}
		}
}

/* Upper digits that differ but do not part the keys. */
static void sorts_keys_that_differ_below(void **state)
{
	static const size_t counts[] = {33, 5000, 70000};
	static const uint64_t masks[] = {UINT64_C(0x010101FFFFFFFFFF), UINT64_C(0x01000100010000FF),
	        UINT64_C(0x0F0F0F0000000001), UINT64_C(0xFFFFFF00000000FF)};
	struct random dice = random_seeded(12);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (size_t k = 0; k < sizeof(masks) / sizeof(masks[0]); k++) {
			size_t count = counts[i];
			struct pair *pairs = arena_array_of(*state, struct pair, count);
			struct pair *spare = arena_array_of(*state, struct pair, count);
			struct pair *meant = arena_array_of(*state, struct pair, count);
			for (size_t n = 0; n < count; n++)
				meant[n] = pairs[n] =
				        (struct pair){random_next(&dice) & masks[k], (int64_t)n};
			qsort(meant, count, sizeof(*meant), compare);
			pairs_sort(pairs, spare, count);
			for (size_t n = 0; n < count; n++)
				assert_true(pairs[n].key == meant[n].key && pairs[n].value == meant[n].value);
		}
}

static void sorts_signed_numbers(void **state)
{
	(void)state;
	static const int64_t rising[] = {INT64_MIN, -7, -1, 0, 1, 1 << 20, INT64_MAX};
	for (size_t i = 0; i < sizeof(rising) / sizeof(rising[0]); i++) {
		assert_true(sort_number(sort_key(rising[i])) == rising[i]);
		if (i > 0)
			assert_true(sort_key(rising[i - 1]) < sort_key(rising[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(sorts_and_keeps_the_order_of_equals),
	        TEST(sorts_keys_that_differ_below),
	        TEST(sorts_signed_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
