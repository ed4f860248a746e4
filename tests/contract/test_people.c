#include <string.h>

#include "contract.h"

static void team_comes_back(void **state)
{
	struct world *w = *state;
	struct team team;
	REFUSED(w, store_team(w->store, w->arena, &team, &w->err), ERR_MISSING);
	add_team(w);
	world_reopen(w);
	OK(w, store_team(w->store, w->arena, &team, &w->err));
	assert_int_equal(team.id, 1);
	assert_string_equal(team.name, "Team Oost");
	assert_string_equal(team.language, "nl");
	assert_int_equal(team.founded_day, TODAY);
}

static void members_come_back_active_ones_first_by_name(void **state)
{
	struct world *w = *state;
	struct member left = {.name = "Aaf",
	        .role = "kassa",
	        .email = "a@x.nl",
	        .login = "aaf",
	        .talents = "tekenen",
	        .kudos_private = true,
	        .active = false,
	        .joined_day = 12};
	begin(w, &anna, "member.add");
	OK(w, store_put_member(w->store, &left, &w->err));
	commit(w);
	add_member(w, "Zoë");
	add_member(w, "élise");
	struct members members;
	OK(w, store_members(w->store, w->arena, TODAY, &members, &w->err));
	assert_int_equal(members.count, 3);
	assert_string_equal(members.items[0].name, "élise");
	assert_string_equal(members.items[1].name, "Zoë");
	const struct member *m = &members.items[2];
	assert_int_equal(m->id, left.id);
	assert_string_equal(m->role, "kassa");
	assert_string_equal(m->email, "a@x.nl");
	assert_string_equal(m->login, "aaf");
	assert_string_equal(m->talents, "tekenen");
	assert_true(m->kudos_private);
	assert_false(m->active);
	assert_int_equal(m->joined_day, 12);
}

static void a_name_is_unique_clean_and_not_empty(void **state)
{
	struct world *w = *state;
	static const char *const bad[] = {"", "  ", "Zoe", "ZOË ", "Jan\x1b[31m", "Jan\u202e"};
	int64_t id = add_member(w, "Zoë");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct member member = {.name = bad[i], .active = true};
		begin(w, &anna, "member.add");
		REFUSED(w, store_put_member(w->store, &member, &w->err), ERR_REFUSED);
		assert_int_equal(member.id, 0);
		/* the transaction is lost with it */
		REFUSED(w, store_commit(w->store, &w->err), ERR_REFUSED);
	}
	struct member same = {.id = id, .name = "Zoé", .active = true};
	begin(w, &anna, "member.rename");
	OK(w, store_put_member(w->store, &same, &w->err));
	commit(w);
}

static void absences_go_back_sixty_days(void **state)
{
	struct world *w = *state;
	int64_t id = add_member(w, "Bert");
	static const int32_t ends[] = {TODAY - 61, TODAY - 60, TODAY + 5};
	begin(w, &anna, "member.away");
	for (size_t i = 0; i < 3; i++) {
		struct absence absence = {.member_id = id,
		        .from_day = TODAY - 80 + (int32_t)i,
		        .to_day = ends[i],
		        .reason = "vakantie"};
		OK(w, store_put_absence(w->store, &absence, &w->err));
		assert_int_not_equal(absence.id, 0);
	}
	commit(w);
	struct members members;
	OK(w, store_members(w->store, w->arena, TODAY, &members, &w->err));
	assert_int_equal(members.absence_count, 2);
	assert_int_equal(members.absences[0].to_day, TODAY - 60);
	assert_string_equal(members.absences[1].reason, "vakantie");
	begin(w, &anna, "member.away");
	struct absence turned = {.member_id = id, .from_day = 9, .to_day = 8};
	REFUSED(w, store_put_absence(w->store, &turned, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	begin(w, &anna, "member.away");
	struct absence nobody = {.member_id = 999, .from_day = 8, .to_day = 9};
	REFUSED(w, store_put_absence(w->store, &nobody, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

static void a_put_needs_a_transaction_and_an_id_that_is_there(void **state)
{
	struct world *w = *state;
	struct member member = {.name = "Cor", .active = true};
	REFUSED(w, store_put_member(w->store, &member, &w->err), ERR_INTERNAL);
	member.id = 77;
	begin(w, &anna, "member.add");
	REFUSED(w, store_put_member(w->store, &member, &w->err), ERR_MISSING);
	assert_non_null(strstr(err_text(w->arena, &w->err), "P-77"));
	store_rollback(w->store);
	struct members members;
	OK(w, store_members(w->store, w->arena, TODAY, &members, &w->err));
	assert_int_equal(members.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(team_comes_back, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                members_come_back_active_ones_first_by_name, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_name_is_unique_clean_and_not_empty, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(absences_go_back_sixty_days, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_put_needs_a_transaction_and_an_id_that_is_there, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
