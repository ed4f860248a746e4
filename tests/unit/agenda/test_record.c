/* What minutes and pages show of what was said and done: whole where it is the evidence, and as it was. */
#include <string.h>

#include <dagstart/doc/doc.h>

#include "desk.h"

#define COMPLAINT \
	"They promised me Monday, and on Monday nobody came, and when I rang I was told that it would be " \
	"Wednesday, and on Wednesday the driver rang that he could not find the street, which is the only " \
	"street that there is here, and so it went on until I gave up and went to the shop across the road."

static const char *minutes_of(struct desk *desk, struct session *session, int32_t day)
{
	struct doc doc;
	struct str s = str_new(desk->arena);
	assert_true(session_minutes(session, day, desk->arena, &doc, &desk->err));
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		str_addf(&s, "%s\n%s\n", doc_plain(desk->arena, node), str_or(node->aside, ""));
	return s.text;
}

static void hear_and_close(struct desk *desk, struct session *s)
{
	desk_run(desk, s, "step.go", "step", "voice", NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
}

static void minutes_cut_long_words_and_say_where_they_are(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, COMPLAINT, 1, MONDAY);
	desk_meet(desk, s);
	hear_and_close(desk, s);
	const char *minutes = minutes_of(desk, s, 0);
	assert_in(minutes, "They promised me Monday");
	assert_in(minutes, " …");
	assert_in(minutes, "in full: F-1");
	assert_not_in(minutes, "across the road");
}

/* Taking back is nothing that became of it: what is done after it stands in the minutes. */
static void what_follows_an_undo_stands_in_the_minutes(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Ring at once", "due", "+3", NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "action.move", "id", "A-1", "due", "+7", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "action.done", "id", "A-1", NULL);
	desk_run(desk, s, "action.add", "text", "Write down the address", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "redo", NULL);
	desk_run(desk, s, "action.add", "text", "Print new forms", NULL);
	desk_run(desk, s, "undo", NULL);
	hear_and_close(desk, s);
	const char *minutes = minutes_of(desk, s, 0);
	assert_in(minutes, "Finished");
	assert_in(minutes, "Ring at once");
	assert_in(minutes, "Write down the address");
	assert_not_in(minutes, "Changed");
	assert_not_in(minutes, "Print new forms");
}

static void what_a_customer_is_owed_stands_at_the_close(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, "late again", 1, MONDAY - 1);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "Nothing was decided or promised");
	desk_run(desk, s, "loop.own", "id", "F-1", "owner", "Bram", NULL);
	assert_sees_not(desk, s, "Nothing was decided or promised");
	assert_sees(desk, s, "Bram tells the customer");
}

static void minutes_keep_whole_what_something_rests_on(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, COMPLAINT, 1, MONDAY);
	desk_meet(desk, s);
	desk_run(desk, s, "decision.add", "text", "Ring before we come", "evidence", "F-1, a round of calls",
	        NULL);
	hear_and_close(desk, s);
	assert_in(minutes_of(desk, s, 0), "across the road");
}

/* Whoever leaves the team later was of it then. */
static void old_minutes_name_who_has_left_since(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "member.attend", "name", "Chaya", NULL);
	hear_and_close(desk, s);
	assert_in(minutes_of(desk, s, MONDAY), "Chaya");
	clock_advance(&desk->clock, (int64_t)7 * 24 * 3600 * 1000);
	desk_run(desk, s, "member.leave", "name", "Chaya", "yes", "yes", NULL);
	desk_run(desk, s, "member.leave", "name", "Bram", "yes", "yes", NULL);
	const char *minutes = minutes_of(desk, s, MONDAY);
	assert_in(minutes, "Chaya");
	assert_in(minutes, "Bram");
}

/* Before the words are written, and after. */
static void thanks_say_who_will_see_them(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const struct arg to[] = {{"to", "Chaya"}};
	const struct args args = {.items = to, .count = 1};
	struct doc notes = doc_new(desk->arena);
	session_form_notes(s, "kudos.add", &args, &notes);
	assert_in(doc_plain(desk->arena, notes.root->first), "in public");
	desk_run(desk, s, "kudos.add", "to", "Chaya", "behaviour", "stayed", "effect", "found", NULL);
	assert_in(desk->result.said, "whole team");
	desk_run(desk, s, "member.change", "name", "Chaya", "kudos", "private", NULL);
	notes = doc_new(desk->arena);
	session_form_notes(s, "kudos.add", &args, &notes);
	assert_in(doc_plain(desk->arena, notes.root->first), "in private");
	desk_run(desk, s, "kudos.add", "to", "Chaya", "behaviour", "went along", "effect", "found", NULL);
	assert_in(desk->result.said, "only the two");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                minutes_cut_long_words_and_say_where_they_are, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                what_follows_an_undo_stands_in_the_minutes, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                what_a_customer_is_owed_stands_at_the_close, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                minutes_keep_whole_what_something_rests_on, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(
	                old_minutes_name_who_has_left_since, desk_setup, desk_teardown),
	        cmocka_unit_test_setup_teardown(thanks_say_who_will_see_them, desk_setup, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
