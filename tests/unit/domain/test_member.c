#include <dagstart/domain/member.h>

#include "fixture.h"

enum { TODAY = 20514 };

static struct member items[] = {
        {.id = 1, .name = "Anna", .login = "anna", .active = true},
        {.id = 2, .name = "Bram", .login = "bdv", .active = true},
        {.id = 3, .name = "Brigitte", .login = "", .active = true},
        {.id = 4, .name = "Zoë de Wit", .login = "bram", .active = true},
        {.id = 5, .name = "Anna-Marie", .login = "am", .active = false},
        {.id = 6, .name = "Oud Lid", .active = false},
};
static struct absence absences[] = {
        {.id = 1, .member_id = 2, .from_day = TODAY, .to_day = TODAY + 4},
        {.id = 2, .member_id = 3, .from_day = TODAY - 9, .to_day = TODAY - 1},
};
static const struct members members = {.items = items, .count = 6, .absences = absences, .absence_count = 2};

static int64_t found(void **state, const char *name)
{
	const struct member *member = members_find(*state, &members, name);
	return member ? member->id : 0;
}

static void members_are_found_as_people_say_them(void **state)
{
	assert_int_equal(found(state, "Anna"), 1); /* whole, though Anna-Marie begins so too */
	assert_int_equal(found(state, "  anna "), 1);
	assert_int_equal(found(state, "BRAM"), 2); /* the name goes before another one's login */
	assert_int_equal(found(state, "bdv"), 2);
	assert_int_equal(found(state, "zoe"), 4);
	assert_int_equal(found(state, "ZOË DE"), 4);
	assert_int_equal(found(state, "bri"), 3);
	assert_int_equal(found(state, "an"), 1); /* those who left do not make it ambiguous */
	assert_int_equal(found(state, "oud"), 6);
}

static void who_is_not_meant_is_not_found(void **state)
{
	assert_int_equal(found(state, "br"), 0);
	assert_int_equal(found(state, ""), 0);
	assert_int_equal(found(state, "  "), 0);
	assert_int_equal(found(state, NULL), 0);
	assert_int_equal(found(state, "rigitte"), 0);
	assert_int_equal(found(state, "Annabel"), 0);
}

static void ids_have_names(void **state)
{
	UNUSED(state);
	assert_string_equal(members_name(&members, 4), "Zoë de Wit");
	assert_string_equal(members_name(&members, 99), "");
	assert_null(members_by_id(&members, 0));
}

static void absences_include_both_ends(void **state)
{
	UNUSED(state);
	assert_false(member_is_away(&members, 2, TODAY - 1));
	assert_true(member_is_away(&members, 2, TODAY));
	assert_true(member_is_away(&members, 2, TODAY + 4));
	assert_false(member_is_away(&members, 2, TODAY + 5));
	assert_false(member_is_away(&members, 1, TODAY));
}

static void the_turn_goes_to_who_did_it_longest_ago(void **state)
{
	UNUSED(state);
	struct duty duties[] = {{1, TODAY - 3, 1}, {2, TODAY - 9, 1}, {3, TODAY - 5, 4}, {4, TODAY - 5, 2}};
	assert_int_equal(member_next_turn(&members, duties, 4, TODAY), 4); /* 2 is away; fewer times than 3 */
	assert_int_equal(member_next_turn(&members, duties, 4, TODAY + 5), 2);
	assert_int_equal(member_next_turn(&members, duties, 3, TODAY), 4); /* never goes first */
	assert_int_equal(member_next_turn(&members, NULL, 0, TODAY), 1);
	duties[2].times = 2;
	assert_int_equal(member_next_turn(&members, duties, 4, TODAY), 3); /* then by name */
}

static void nobody_there_is_nobodys_turn(void **state)
{
	UNUSED(state);
	struct members gone = {.items = items + 4, .count = 2};
	assert_int_equal(member_next_turn(&gone, NULL, 0, TODAY), 0);
	int64_t ids[2];
	assert_int_equal(member_speaking_order(&gone, TODAY, 1, ids), 0);
}

static void another_one_starts_each_day(void **state)
{
	UNUSED(state);
	static const int64_t orders[4][3] = {{1, 3, 4}, {3, 4, 1}, {4, 1, 3}, {1, 3, 4}};
	for (int turn = 0; turn < 4; turn++) {
		int64_t ids[6];
		assert_int_equal(member_speaking_order(&members, TODAY, turn, ids), 3);
		assert_memory_equal(ids, orders[turn], sizeof(orders[turn]));
	}
	int64_t ids[6];
	member_speaking_order(&members, TODAY, -1, ids);
	assert_int_equal(ids[0], 4);
	assert_int_equal(member_speaking_order(&members, TODAY + 5, 0, ids), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(members_are_found_as_people_say_them),
	        TEST(who_is_not_meant_is_not_found),
	        cmocka_unit_test(ids_have_names),
	        cmocka_unit_test(absences_include_both_ends),
	        cmocka_unit_test(the_turn_goes_to_who_did_it_longest_ago),
	        cmocka_unit_test(nobody_there_is_nobodys_turn),
	        cmocka_unit_test(another_one_starts_each_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
