#include "fixture.h"

#include <dagstart/base/ref.h>

static void spells(void **state)
{
	assert_string_equal(ref_text(*state, (struct ref){'A', 12}), "A-12");
	assert_string_equal(ref_text(*state, (struct ref){'F', INT64_MAX}), "F-9223372036854775807");
	assert_string_equal(ref_text(*state, (struct ref){0}), "");
	assert_false(ref_is((struct ref){0}));
}

static void reads(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct ref ref;
	} good[] = {{"A-12", {'A', 12}}, {"a12", {'A', 12}}, {"z-1", {'Z', 1}}, {"F-007", {'F', 7}},
	        {"F-9223372036854775807", {'F', INT64_MAX}}};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct ref ref = {0};
		assert_true(ref_parse(good[i].text, &ref));
		assert_true(ref_equal(ref, good[i].ref));
	}
}

static void refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "A", "A-", "A--1", "A-0", "A-1 ", " A-1", "12", "A1b", "AA-1",
	        "é-1", "A-9223372036854775808", "A-99999999999999999999999", "A+1"};
	struct ref ref = {'Q', 3};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(ref_parse(bad[i], &ref));
	assert_false(ref_parse(NULL, &ref));
	assert_true(ref_equal(ref, (struct ref){'Q', 3}));
	assert_false(ref_equal(ref, (struct ref){'Q', 4}));
	assert_false(ref_equal(ref, (struct ref){'R', 3}));
	assert_true(ref_equal((struct ref){0, 1}, (struct ref){0, 2}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(spells),
	        TEST(reads),
	        TEST(refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
