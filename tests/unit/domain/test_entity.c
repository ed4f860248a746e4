#include <dagstart/domain/entity.h>

#include <dagstart/base/str.h>

#include "fixture.h"

static void every_entity_has_its_own_letter_and_name(void **state)
{
	UNUSED(state);
	for (int i = ENTITY_NONE + 1; i < ENTITY_COUNT; i++) {
		char letter = entity_letter((enum entity)i);
		assert_true(letter >= 'A' && letter <= 'Z');
		assert_int_equal(entity_of_letter(letter), i);
		assert_false(strempty(entity_name((enum entity)i)));
	}
}

static void the_letters_that_people_know(void **state)
{
	UNUSED(state);
	assert_int_equal(entity_of_letter('A'), ENTITY_ACTION);
	assert_int_equal(entity_of_letter('F'), ENTITY_FEEDBACK);
	assert_int_equal(entity_of_letter('M'), ENTITY_MEETING);
	assert_int_equal(entity_of_letter('N'), ENTITY_NOTE);
	assert_string_equal(entity_name(ENTITY_GOAL), "goal");
}

static void nothing_has_no_letter(void **state)
{
	UNUSED(state);
	assert_int_equal(entity_of_letter(0), ENTITY_NONE);
	assert_int_equal(entity_of_letter('?'), ENTITY_NONE);
	assert_int_equal(entity_letter(ENTITY_NONE), 0);
	assert_int_equal(entity_letter(ENTITY_COUNT), 0);
	assert_string_equal(entity_name(ENTITY_NONE), "");
}

static void a_ref_reads_as_people_write_it(void **state)
{
	assert_string_equal(ref_text(*state, entity_ref(ENTITY_ACTION, 12)), "A-12");
	assert_false(ref_is(entity_ref(ENTITY_NONE, 12)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_entity_has_its_own_letter_and_name),
	        cmocka_unit_test(the_letters_that_people_know),
	        cmocka_unit_test(nothing_has_no_letter),
	        TEST(a_ref_reads_as_people_write_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
