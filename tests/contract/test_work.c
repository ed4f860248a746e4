#include <math.h>
#include <string.h>

#include "contract.h"

static void every_field_of_an_action_comes_back(void **state)
{
	struct world *w = *state;
	int64_t owner = add_member(w, "Anna");
	struct action action = {.text = "Bel terug",
	        .owner_id = owner,
	        .created_day = 1,
	        .due_day = 2,
	        .done_day = 3,
	        .status = ACTION_DONE,
	        .moved = 4,
	        .blocked_by = "IT",
	        .blocked_until = 5,
	        .source = {'F', 6},
	        .source_text = "“te traag”",
	        .effect = "sneller",
	        .forecast_metric = "nps",
	        .forecast_theme = "levering",
	        .forecast_step = "bezorgen",
	        .forecast_change = 2.5,
	        .forecast_day = 7};
	begin(w, &anna, "action.add");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	struct action back;
	OK(w, store_action_by_id(w->store, w->arena, action.id, &back, &w->err));
	assert_string_equal(back.text, action.text);
	assert_int_equal(back.owner_id, owner);
	assert_int_equal(back.created_day, 1);
	assert_int_equal(back.due_day, 2);
	assert_int_equal(back.done_day, 3);
	assert_int_equal(back.status, ACTION_DONE);
	assert_int_equal(back.moved, 4);
	assert_string_equal(back.blocked_by, "IT");
	assert_int_equal(back.blocked_until, 5);
	assert_true(ref_equal(back.source, action.source));
	assert_string_equal(back.source_text, action.source_text);
	assert_string_equal(back.effect, "sneller");
	assert_string_equal(back.forecast_metric, "nps");
	assert_string_equal(back.forecast_theme, "levering");
	assert_string_equal(back.forecast_step, "bezorgen");
	assert_true(fabs(back.forecast_change - 2.5) < 1e-9);
	assert_int_equal(back.forecast_day, 7);
}

static void what_is_not_given_is_empty_and_not_a_number(void **state)
{
	struct world *w = *state;
	struct action back;
	int64_t id = add_action(w, "kaal");
	OK(w, store_action_by_id(w->store, w->arena, id, &back, &w->err));
	assert_int_equal(back.owner_id, 0);
	assert_string_equal(back.blocked_by, "");
	assert_false(ref_is(back.source));
	assert_true(isnan(back.forecast_change));
	struct action empty = {.text = ""};
	begin(w, &anna, "action.add");
	REFUSED(w, store_put_action(w->store, &empty, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	struct action nobody = {.text = "van niemand", .owner_id = 44};
	begin(w, &anna, "action.add");
	REFUSED(w, store_put_action(w->store, &nobody, &w->err), ERR_MISSING);
	store_rollback(w->store);
	REFUSED(w, store_action_by_id(w->store, w->arena, 99, &back, &w->err), ERR_MISSING);
}

static size_t actions(struct world *w, struct action_query query)
{
	struct action *list;
	size_t count;
	OK(w, store_actions(w->store, w->arena, &query, &list, &count, &w->err));
	for (size_t i = 1; i < count; i++)
		assert_true(list[i - 1].id < list[i].id);
	return count;
}

static void actions_are_asked_by_status_owner_and_forecast(void **state)
{
	struct world *w = *state;
	int64_t owner = add_member(w, "Anna");
	struct action list[] = {
	        {.text = "open"},
	        {.text = "open van anna", .owner_id = owner},
	        {.text = "klaar", .status = ACTION_DONE, .done_day = TODAY - 3, .owner_id = owner},
	        {.text = "terug",
	                .status = ACTION_DONE,
	                .done_day = TODAY - 20,
	                .forecast_metric = "nps",
	                .forecast_day = TODAY},
	        {.text = "later terug",
	                .status = ACTION_DONE,
	                .forecast_metric = "nps",
	                .forecast_day = TODAY + 1},
	        {.text = "open met belofte", .forecast_metric = "nps", .forecast_day = TODAY},
	        {.text = "weg", .status = ACTION_DROPPED},
	};
	begin(w, &anna, "action.add");
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		OK(w, store_put_action(w->store, &list[i], &w->err));
	commit(w);
	assert_int_equal(actions(w, (struct action_query){0}), 3);
	assert_int_equal(actions(w, (struct action_query){.open = true, .done = true, .dropped = true}), 7);
	assert_int_equal(actions(w, (struct action_query){.done = true}), 3);
	assert_int_equal(actions(w, (struct action_query){.dropped = true}), 1);
	assert_int_equal(actions(w, (struct action_query){.owner_id = owner}), 1);
	assert_int_equal(actions(w, (struct action_query){.done = true, .done_from_day = TODAY - 5}), 1);
	assert_int_equal(actions(w, (struct action_query){.due_back = true, .due_back_by = TODAY}), 1);
	assert_int_equal(actions(w, (struct action_query){.due_back = true, .due_back_by = TODAY + 1}), 2);
}

static void decisions_come_newest_first_and_by_review(void **state)
{
	struct world *w = *state;
	struct decision list[] = {
	        {.text = "een",
	                .day = 10,
	                .reason = "r",
	                .alternatives = "a",
	                .effect = "e",
	                .evidence = "F-1",
	                .cost = "c",
	                .review_day = 20,
	                .outcome = "o",
	                .source = {'G', 3}},
	        {.text = "twee", .day = 11, .review_day = 30, .status = DECISION_REVIEWED},
	        {.text = "drie", .day = 11, .status = DECISION_REVOKED, .review_day = 15},
	};
	struct decision *read, one;
	size_t count;
	begin(w, &anna, "decision.add");
	for (size_t i = 0; i < 3; i++) {
		list[i].replaces_id = i ? list[i - 1].id : 0;
		OK(w, store_put_decision(w->store, &list[i], &w->err));
	}
	commit(w);
	OK(w, store_decisions(w->store, w->arena, true, 0, &read, &count, &w->err));
	assert_int_equal(count, 3);
	assert_string_equal(read[0].text, "drie");
	assert_int_equal(read[0].replaces_id, list[1].id);
	OK(w, store_decisions(w->store, w->arena, false, 0, &read, &count, &w->err));
	assert_int_equal(count, 2);
	OK(w, store_decisions(w->store, w->arena, false, 20, &read, &count, &w->err));
	assert_int_equal(count, 1);
	OK(w, store_decision_by_id(w->store, w->arena, list[0].id, &one, &w->err));
	assert_string_equal(one.reason, "r");
	assert_string_equal(one.alternatives, "a");
	assert_string_equal(one.effect, "e");
	assert_string_equal(one.evidence, "F-1");
	assert_string_equal(one.cost, "c");
	assert_string_equal(one.outcome, "o");
	assert_int_equal(one.day, 10);
	assert_int_equal(one.review_day, 20);
	assert_true(ref_equal(one.source, list[0].source));
	REFUSED(w, store_decision_by_id(w->store, w->arena, 9, &one, &w->err), ERR_MISSING);
}

static void kudos_and_notes_come_newest_first(void **state)
{
	struct world *w = *state;
	int64_t a = add_member(w, "Anna"), b = add_member(w, "Bert");
	struct kudos kudos[] = {{.from_id = a,
	                                .to_id = b,
	                                .behaviour = "belde",
	                                .effect = "blij",
	                                .value = "dichtbij",
	                                .source = {'F', 2},
	                                .source_text = "top",
	                                .is_private = true,
	                                .day = TODAY},
	        {.to_id = a, .behaviour = "hielp", .day = TODAY - 9}};
	struct note notes[] = {{.kind = NOTE_PARKED,
	                               .text = "later",
	                               .by_id = a,
	                               .day = TODAY,
	                               .source = {'A', 1},
	                               .source_text = "bron"},
	        {.kind = NOTE_LEARNING, .text = "les", .day = TODAY - 1},
	        {.kind = NOTE_PARKED, .text = "klaar", .day = TODAY, .closed = true}};
	begin(w, &anna, "thanks");
	OK(w, store_put_kudos(w->store, &kudos[0], &w->err));
	OK(w, store_put_kudos(w->store, &kudos[1], &w->err));
	for (size_t i = 0; i < 3; i++)
		OK(w, store_put_note(w->store, &notes[i], &w->err));
	commit(w);
	struct kudos *thanks;
	struct note *read;
	size_t count;
	OK(w, store_kudos(w->store, w->arena, TODAY - 8, &thanks, &count, &w->err));
	assert_int_equal(count, 1);
	assert_int_equal(thanks[0].from_id, a);
	assert_int_equal(thanks[0].to_id, b);
	assert_string_equal(thanks[0].behaviour, "belde");
	assert_string_equal(thanks[0].effect, "blij");
	assert_string_equal(thanks[0].value, "dichtbij");
	assert_string_equal(thanks[0].source_text, "top");
	assert_true(thanks[0].is_private);
	OK(w, store_kudos(w->store, w->arena, 0, &thanks, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(thanks[1].from_id, 0);
	OK(w, store_notes(w->store, w->arena, false, &read, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(read[0].text, "later");
	assert_int_equal(read[0].by_id, a);
	assert_int_equal(read[0].kind, NOTE_PARKED);
	assert_string_equal(read[0].source_text, "bron");
	OK(w, store_notes(w->store, w->arena, true, &read, &count, &w->err));
	assert_int_equal(count, 3);
	assert_true(read[0].closed);
	struct kudos to_nobody = {.behaviour = "x"};
	begin(w, &anna, "thanks");
	REFUSED(w, store_put_kudos(w->store, &to_nobody, &w->err), ERR_REFUSED);
	store_rollback(w->store);
}

static void goals_come_team_first_and_check_ins_once_a_day(void **state)
{
	struct world *w = *state;
	int64_t a = add_member(w, "Anna");
	struct goal goals[] = {
	        {.owner_id = a,
	                .text = "mijn",
	                .behaviour = "ik bel",
	                .start = 1.5,
	                .target = 4,
	                .current = NAN},
	        {.text = "team",
	                .metric_key = "nps",
	                .unit = "%",
	                .start = NAN,
	                .target = NAN,
	                .current = 3,
	                .start_day = 1,
	                .due_day = 2,
	                .updated_day = 3},
	        {.text = "klaar", .status = GOAL_REACHED, .start = NAN, .target = NAN, .current = NAN},
	};
	begin(w, &anna, "goal");
	for (size_t i = 0; i < 3; i++)
		OK(w, store_put_goal(w->store, &goals[i], &w->err));
	commit(w);
	struct goal *read, one;
	size_t count;
	OK(w, store_goals(w->store, w->arena, false, &read, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(read[0].text, "team");
	assert_true(isnan(read[0].start) && isnan(read[0].target) && read[0].current > 2.9);
	assert_true(read[1].start > 1.49 && read[1].target > 3.9 && isnan(read[1].current));
	OK(w, store_goals(w->store, w->arena, true, &read, &count, &w->err));
	assert_int_equal(count, 3);
	OK(w, store_goal_by_id(w->store, w->arena, goals[1].id, &one, &w->err));
	assert_string_equal(one.metric_key, "nps");
	assert_string_equal(one.unit, "%");
	assert_int_equal(one.updated_day, 3);
	REFUSED(w, store_goal_by_id(w->store, w->arena, 9, &one, &w->err), ERR_MISSING);
	struct checkin tick = {
	        .goal_id = goals[0].id, .day = TODAY, .ticked = true, .value = NAN, .note = "ja"};
	struct checkin again = {.goal_id = goals[0].id, .day = TODAY, .value = 2.5};
	struct checkin before = {.goal_id = goals[0].id, .day = TODAY - 1, .ticked = true, .value = NAN};
	begin(w, &anna, "goal.tick");
	OK(w, store_put_checkin(w->store, &tick, &w->err));
	OK(w, store_put_checkin(w->store, &again, &w->err));
	OK(w, store_put_checkin(w->store, &before, &w->err));
	commit(w);
	assert_int_equal(again.id, tick.id);
	struct checkin *checkins;
	OK(w, store_checkins(w->store, w->arena, 0, &checkins, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(checkins[0].day, TODAY - 1);
	assert_false(checkins[1].ticked);
	assert_true(checkins[1].value > 2.4);
	OK(w, store_checkins(w->store, w->arena, TODAY, &checkins, &count, &w->err));
	assert_int_equal(count, 1);
	/* the replaced one comes back */
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_checkins(w->store, w->arena, 0, &checkins, &count, &w->err));
	assert_int_equal(count, 0);
}

static void hostile_text_comes_back_byte_for_byte(void **state)
{
	struct world *w = *state;
	static const char *const texts[] = {"'; DROP TABLE action; --", "\x1b]52;c;AAAA\x07", "a\r\nb\tc",
	        "\xff\xfe bad", "\xe2\x80\xaetxt", "{\"id\":1}", "\\u0000", "\x01\x02", "%s%n", "$id"};
	struct action back;
	struct journal_entry entry;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int64_t id = add_action(w, texts[i]);
		OK(w, store_action_by_id(w->store, w->arena, id, &back, &w->err));
		assert_string_equal(back.text, texts[i]);
		/* through the journal too */
		OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
		OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
		OK(w, store_action_by_id(w->store, w->arena, id, &back, &w->err));
		assert_string_equal(back.text, texts[i]);
	}
	OK(w, store_verify(w->store, &w->err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(every_field_of_an_action_comes_back),
	        TEST(what_is_not_given_is_empty_and_not_a_number),
	        TEST(actions_are_asked_by_status_owner_and_forecast),
	        TEST(decisions_come_newest_first_and_by_review),
	        TEST(kudos_and_notes_come_newest_first),
	        TEST(goals_come_team_first_and_check_ins_once_a_day),
	        TEST(hostile_text_comes_back_byte_for_byte),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
