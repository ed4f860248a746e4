#include <string.h>

#include "desk.h"

static struct action action_of(struct desk *desk, int64_t id)
{
	struct action action;
	assert_true(store_action_by_id(desk->stores[0], desk->arena, id, &action, &desk->err));
	return action;
}

static void an_action_asks_for_its_text_first(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_string_equal(desk->result.form.fields[0].name, "text");
	assert_int_equal(desk->result.form.fields[1].choice_count, 3);
	desk_run(desk, s, "action.add", "text", "Call them back", "owner", "an", "due", "fri", NULL);
	assert_int_equal(desk->result.kind, RESULT_DONE);
	assert_int_equal(desk->result.saved.letter, 'A');
	assert_string_equal(desk->result.message, "saved A-1");
	struct action action = action_of(desk, desk->result.saved.id);
	assert_int_equal(action.due_day, MONDAY + 4);
}

static void an_action_from_a_quote_keeps_its_words(void **state)
{
	struct desk *desk = *state;
	int64_t quote = desk_quote(desk, "third wrong invoice", 2, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "ref", arena_printf(desk->arena, "F-%lld", (long long)quote), "text",
	        "Check addresses", NULL);
	struct action action = action_of(desk, desk->result.saved.id);
	assert_int_equal(action.source.letter, 'F');
	assert_string_equal(action.source_text, "third wrong invoice");
}

static void bad_values_are_refused_and_nothing_is_written(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct action *list = NULL;
	size_t count = 0;
	struct action_query query = {.open = true};
	desk_refused(desk, s, ERR_USAGE, "action.add", "text", "x", "owner", "Zorro", NULL);
	desk_refused(desk, s, ERR_USAGE, "action.add", "text", "x", "due", "someday", NULL);
	desk_refused(desk, s, ERR_USAGE, "decision.add", "text", "x", "review", "2020-01-06", NULL);
	desk_refused(desk, s, ERR_USAGE, "action.add", "text", "x", "source", "A-1", NULL);
	desk_refused(desk, s, ERR_USAGE, "feedback.log", "text", "x", "score", "11", NULL);
	desk_refused(desk, s, ERR_USAGE, "feedback.log", "text", "x", "day", "+3", NULL);
	desk_refused(desk, s, ERR_USAGE, "no.such", NULL);
	desk_refused(desk, s, ERR_REFUSED, "voice.next", NULL);
	desk_refused(desk, s, ERR_MISSING, "action.done", "id", "A-99", NULL);
	desk_refused(desk, s, ERR_USAGE, "action.done", "id", "D-1", NULL);
	assert_true(store_actions(desk->stores[0], desk->arena, &query, &list, &count, &desk->err));
	assert_int_equal(count, 0);
}

static void moving_later_is_counted_and_the_past_refused(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Call", "due", "tomorrow", NULL);
	desk_run(desk, s, "action.move", "id", "A-1", "due", "+7", NULL);
	assert_int_equal(action_of(desk, 1).moved, 1);
	desk_run(desk, s, "action.move", "id", "A-1", "due", "+2", NULL);
	assert_int_equal(action_of(desk, 1).moved, 1);
	desk_refused(desk, s, ERR_USAGE, "action.move", "id", "A-1", "due", "2026-02-01", NULL);
	desk_run(desk, s, "action.done", "id", "A-1", NULL);
	desk_refused(desk, s, ERR_REFUSED, "action.done", "id", "A-1", NULL);
	desk_run(desk, s, "action.reopen", "id", "A-1", NULL);
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
}

static void undo_and_redo_go_back_and_forth_across_programs(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Call", NULL);
	desk_run(desk, s, "action.reword", "id", "A-1", "text", "Call today", NULL);
	struct session *again = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, again, "undo", NULL);
	assert_string_equal(desk->result.message, "undone: A-1 reworded");
	assert_string_equal(action_of(desk, 1).text, "Call");
	desk_run(desk, again, "redo", NULL);
	assert_string_equal(action_of(desk, 1).text, "Call today");
	desk_run(desk, again, "undo", NULL);
	desk_run(desk, again, "undo", NULL);
	desk_refused(desk, again, ERR_MISSING, "undo", NULL);
	struct session *bram = desk_sit(desk, "bram@desk", "Bram");
	desk_refused(desk, bram, ERR_MISSING, "undo", NULL);
}

static void thanks_need_behaviour_and_effect_and_another_receiver(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "kudos.add", "to", "Bram", "behaviour", "called back", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_refused(desk, s, ERR_REFUSED, "kudos.add", "to", "Anna", "behaviour", "x", "effect", "y", NULL);
	desk_run(desk, s, "kudos.add", "to", "Bram", "behaviour", "called back", "effect",
	        "the parcel was found", NULL);
	assert_int_equal(desk->result.saved.letter, 'K');
}

static void a_goal_is_ticked_and_the_tick_taken_away(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "bram@desk", "Bram");
	struct checkin *list = NULL;
	size_t count = 0;
	desk_run(desk, s, "goal.add", "text", "Right first time", "behaviour", "I read before I answer",
	        "owner", "Bram", "start", "92", "target", "97", "unit", "%", "due", "+60", NULL);
	desk_run(desk, s, "goal.tick", "id", "G-1", NULL);
	assert_true(store_checkins(desk->stores[0], desk->arena, MONDAY, &list, &count, &desk->err));
	assert_int_equal(count, 1);
	assert_true(list[0].ticked);
	desk_run(desk, s, "goal.tick", "id", "G-1", NULL);
	assert_true(store_checkins(desk->stores[0], desk->arena, MONDAY, &list, &count, &desk->err));
	assert_false(list[0].ticked);
	desk_refused(desk, s, ERR_USAGE, "goal.tick", "id", "G-1", "day", "tomorrow", NULL);
	desk_run(desk, s, "goal.tick", "id", "G-1", "day", "2026-02-27", NULL);
	assert_string_equal(desk->result.said, "ticked for 27 Feb");
	desk_run(desk, s, "goal.update", "id", "G-1", "value", "95,5", NULL);
	desk_run(desk, s, "page.me", NULL);
	assert_sees(desk, s, "Right first time");
	assert_sees(desk, s, "95.5");
}

static void the_round_keeps_what_each_said(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct round_entry *entries = NULL;
	size_t count = 0;
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "round", NULL);
	desk_run(desk, s, "round.say", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_run(desk, s, "round.say", "since", "called Smit", "today", "invoices", "blocked", "", NULL);
	desk_run(desk, s, "round.next", NULL);
	desk_run(desk, s, "round.next", NULL);
	desk_refused(desk, s, ERR_REFUSED, "round.next", NULL);
	assert_true(store_round(desk->stores[0], desk->arena, 1, &entries, &count, &desk->err));
	assert_int_equal(count, 3); /* the last one speaks */
	assert_sees(desk, s, "last one");
}

/* A number that fits no step goes nowhere, however large it is. */
static void only_to_steps_that_are_there(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	static const char *const none[] = {
	        "0", "-1", "17", "4294967297", "-4294967295", "9223372036854775807"};
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "2", NULL);
	const char *second = desk_sees(desk, s);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		desk_refused(desk, s, ERR_REFUSED, "step.go", "step", none[i], NULL);
	assert_string_equal(desk_sees(desk, s), second);
}

/* What comes back first stands first, of one day the newest; what never does, last. */
static void decisions_stand_in_the_order_in_which_they_come_back(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	static const char *const made[][2] = {
	        {"Third", "+30"}, {"Last but one", ""}, {"Second", "+20"}, {"First", "+20"}, {"Last", ""}};
	static const char *const order[] = {"First", "Second", "Third", "Last", "Last but one"};
	desk_meet(desk, s);
	for (size_t i = 0; i < 5; i++)
		desk_run(desk, s, "decision.add", "text", made[i][0], "review", made[i][1], NULL);
	const char *at = desk_page(desk, s, "decisions", NULL);
	for (size_t i = 0; i < 5; i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
}

static void what_was_agreed_stands_in_close_and_minutes(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct doc doc;
	desk_meet(desk, s);
	desk_run(desk, s, "action.add", "text", "Call every customer", "owner", "Bram", NULL);
	desk_run(desk, s, "decision.add", "text", "Send it the same day", "review", "+28", NULL);
	desk_run(desk, s, "action.add", "text", "Taken back", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "Call every customer");
	assert_sees(desk, s, "Send it the same day");
	assert_sees_not(desk, s, "Taken back");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_true(session_minutes(s, 0, desk->arena, &doc, &desk->err));
	assert_non_null(doc_find_key(&doc, "actions"));
	assert_non_null(doc_find_key(&doc, "decisions"));
}

static void attendance_changes_who_speaks(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees(desk, s, "3 of 3");
	desk_run(desk, s, "member.attend", "name", "Chaya", NULL);
	assert_sees(desk, s, "2 of 3");
	desk_run(desk, s, "step.go", "step", "round", NULL);
	assert_sees_not(desk, s, "Chaya");
}

/* Who follows sees the speaker of who leads, and so does who comes back after a crash. */
static void the_speaker_is_the_same_on_every_screen(void **state)
{
	struct desk *desk = *state;
	struct session *one = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, one);
	desk_run(desk, one, "step.go", "step", "round", NULL);
	struct session *two = desk_sit(desk, "bram@desk", "Bram");
	assert_int_equal(desk_meet(desk, two), MEETING_FOLLOWED);
	const char *first = desk_sees(desk, one);
	assert_string_equal(desk_sees(desk, two), first);
	desk_run(desk, one, "round.next", NULL);
	session_poll(two, &desk->err);
	const char *second = desk_sees(desk, one);
	assert_string_not_equal(first, second);
	assert_string_equal(desk_sees(desk, two), second);
	desk_refused(desk, two, ERR_REFUSED, "round.next", NULL);
}

static void a_second_meeting_on_a_day_is_told(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees_not(desk, s, "today already");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	struct session *again = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, again);
	assert_sees(desk, again, "There was a stand-up today already, 09:00–09:00 (M-1)");
	assert_sees(desk, again, "dagstart minutes");
}

static const char *status(struct desk *desk, struct session *s)
{
	struct view view;
	session_view(s, desk->arena, &view);
	return view.status;
}

static void what_was_done_is_said(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Call", NULL);
	assert_string_equal(status(desk, s), "saved A-1");
	desk_run(desk, s, "action.hand", "id", "A-1", "owner", "Bram", NULL);
	assert_string_equal(status(desk, s), "A-1 handed to Bram · saved A-1");
	assert_string_equal(desk->result.message, "saved A-1");
	desk_run(desk, s, "action.move", "id", "A-1", "due", "fri", NULL);
	assert_string_equal(status(desk, s), "A-1 moved to Fri 6 Mar · saved A-1");
	desk_run(desk, s, "action.done", "id", "A-1", NULL);
	assert_string_equal(status(desk, s), "A-1 is done · saved A-1");
	desk_run(desk, s, "undo", NULL);
	assert_string_equal(status(desk, s), "undone: A-1 done");
}

/* What is only selected is asked about; what is named is meant. */
static void taking_away_asks_first(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Call", NULL);
	desk_run(desk, s, "action.add", "text", "Write", NULL);
	desk_run(desk, s, "action.drop", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_CONFIRM);
	assert_true(desk->result.careful);
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
	desk_run(desk, s, "action.drop", "ref", "A-1", "yes", "yes", NULL);
	assert_int_equal(action_of(desk, 1).status, ACTION_DROPPED);
	desk_refused(desk, s, ERR_REFUSED, "decision.review", "ref", "A-2", NULL);
	desk_refused(desk, s, ERR_USAGE, "decision.review", "id", "A-2", NULL);
	desk_run(desk, s, "action.drop", "id", "A-2", NULL);
	assert_int_equal(action_of(desk, 2).status, ACTION_DROPPED);
}

static void an_error_names_its_field(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_refused(desk, s, ERR_USAGE, "action.add", "text", "x", "owner", "Zorro", NULL);
	assert_string_equal(desk->err.field, "owner");
	desk_refused(desk, s, ERR_USAGE, "action.add", "text", "x", "due", "someday", NULL);
	assert_string_equal(desk->err.field, "due");
	desk_refused(desk, s, ERR_USAGE, "feedback.log", "text", "x", "score", "11", NULL);
	assert_string_equal(desk->err.field, "score");
}

/* A later program put a step into the meeting that this one can't show. */
static void what_is_saved_is_told_as_saved_though_it_cannot_be_read(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	CLEANUP(store_cleanup) struct store *other = NULL;
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	struct meeting meeting;
	struct change change = {.origin = "later", .verb = "meeting.start"};
	assert_true(store_open(desk->arena, &options, &other, &desk->err));
	assert_true(store_meeting_running(other, desk->arena, "daily", &meeting, &desk->err));
	meeting.steps[1].name = "seance";
	assert_true(store_begin(other, &change, &desk->err));
	assert_true(store_put_meeting(other, &meeting, &desk->err) && store_commit(other, &desk->err));
	desk_run(desk, s, "action.add", "text", "Call them", NULL);
	assert_int_equal(desk->result.saved.letter, 'A');
	assert_non_null(strstr(desk->result.message, "saved A-1"));
	assert_non_null(strstr(desk->result.message, "seance"));
	assert_string_equal(action_of(desk, 1).text, "Call them");
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(what_is_saved_is_told_as_saved_though_it_cannot_be_read),
	        desk_test(an_action_asks_for_its_text_first),
	        desk_test(an_action_from_a_quote_keeps_its_words),
	        desk_test(bad_values_are_refused_and_nothing_is_written),
	        desk_test(moving_later_is_counted_and_the_past_refused),
	        desk_test(undo_and_redo_go_back_and_forth_across_programs),
	        desk_test(thanks_need_behaviour_and_effect_and_another_receiver),
	        desk_test(a_goal_is_ticked_and_the_tick_taken_away),
	        desk_test(the_round_keeps_what_each_said),
	        desk_test(only_to_steps_that_are_there),
	        desk_test(decisions_stand_in_the_order_in_which_they_come_back),
	        desk_test(what_was_agreed_stands_in_close_and_minutes),
	        desk_test(attendance_changes_who_speaks),
	        desk_test(what_was_done_is_said),
	        desk_test(taking_away_asks_first),
	        desk_test(an_error_names_its_field),
	        desk_test(the_speaker_is_the_same_on_every_screen),
	        desk_test(a_second_meeting_on_a_day_is_told),
	};
	return cmocka_run_group_tests_name("agenda commands", tests, NULL, NULL);
}
