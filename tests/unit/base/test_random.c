#include "fixture.h"

#include <dagstart/base/random.h>

static void known_values_of_splitmix64(void **state)
{
	(void)state;
	/* The reference outputs of splitmix64 for the seed 1234567. */
	static const uint64_t expected[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
	        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431), UINT64_C(16408922859458223821)};
	struct random random = random_seeded(1234567);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		assert_true(random_next(&random) == expected[i]);
}

static void below_stays_below_and_is_fair(void **state)
{
	(void)state;
	struct random random = random_seeded(7);
	int seen[6] = {0};
	for (int i = 0; i < 60000; i++) {
		uint32_t face = random_below(&random, 6);
		assert_in_range(face, 0, 5);
		seen[face]++;
	}
	/* Five standard deviations of a fair die are 456. */
	for (int i = 0; i < 6; i++)
		assert_in_range(seen[i], 10000 - 456, 10000 + 456);
	assert_int_equal(random_below(&random, 1), 0);
	for (int i = 0; i < 100; i++)
		assert_in_range(random_below(&random, UINT32_MAX), 0, UINT32_MAX - 1);
}

static void hashes_differ_and_chain(void **state)
{
	(void)state;
	assert_true(hash_text(0, "a") == hash_bytes(0, "a", 1));
	assert_true(hash_text(0, "a") != hash_text(0, "b"));
	assert_true(hash_text(1, "a") != hash_text(0, "a"));
	assert_true(hash_text(hash_text(0, "a"), "bc") != hash_text(hash_text(0, "ab"), "c"));
	assert_true(hash_bytes(5, "", 0) == hash_text(5, ""));
	/* What is stored must stay what it is: FNV-1a of "dagstart" with the finish of splitmix64. */
	uint64_t fnv = UINT64_C(0xCBF29CE484222325);
	for (const char *s = "dagstart"; *s; s++)
		fnv = (fnv ^ (unsigned char)*s) * UINT64_C(1099511628211);
	fnv = (fnv ^ (fnv >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	fnv = (fnv ^ (fnv >> 27)) * UINT64_C(0x94D049BB133111EB);
	assert_true(hash_text(0, "dagstart") == (fnv ^ (fnv >> 31)));
}

static void hashes_many_as_one_by_one(void **state)
{
	enum { MOST = 41 };
	unsigned char bytes[MOST * 8];
	struct random dice = random_seeded(5);
	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)random_next(&dice);
	for (size_t count = 0; count <= MOST; count++) {
		struct hash_input inputs[MOST];
		uint64_t hashes[MOST];
		for (size_t i = 0; i < count; i++)
			inputs[i] = (struct hash_input){bytes + i, random_below(&dice, MOST * 7)};
		hash_many(9, inputs, count, hashes);
		for (size_t i = 0; i < count; i++)
			assert_true(hashes[i] == hash_bytes(9, inputs[i].bytes, inputs[i].len));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(known_values_of_splitmix64),
	        cmocka_unit_test(below_stays_below_and_is_fair),
	        cmocka_unit_test(hashes_differ_and_chain),
	        cmocka_unit_test(hashes_many_as_one_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
