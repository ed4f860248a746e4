/* Fair hearing and the loop with customers, as a team meets them. */
#include <string.h>

#include <dagstart/store/loops.h>

#include "desk.h"

static const char *ref_of(struct desk *desk, int64_t id)
{
	return arena_printf(desk->arena, "F-%lld", (long long)id);
}

static struct loop loop_of(struct desk *desk, int64_t id)
{
	struct loop loop;
	assert_true(store_loop_by_id(desk->stores[0], desk->arena, id, &loop, &desk->err));
	return loop;
}

static void a_low_score_gets_an_owner_and_is_told(void **state)
{
	struct desk *desk = *state;
	int64_t id = desk_quote(desk, "third wrong invoice", 2, MONDAY - 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "loop.own", "ref", ref_of(desk, id), NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_string_equal(desk->result.form.fields[0].name, "owner");
	assert_in(desk->result.form.about, "third wrong invoice");
	desk_run(desk, s, "loop.own", "id", ref_of(desk, id), "owner", "bram", NULL);
	assert_string_equal(desk->result.message, arena_printf(desk->arena, "saved %s", ref_of(desk, id)));
	assert_int_equal(loop_of(desk, id).status, LOOP_OWNED);
	assert_int_equal(loop_of(desk, id).due_day, MONDAY + 1); /* Friday's answer, two working days */
	desk_run(desk, s, "loop.own", "id", ref_of(desk, id), "owner", "Anna", NULL);
	assert_int_equal(loop_of(desk, id).due_day, MONDAY + 1); /* handing over gives no delay */
	desk_run(desk, s, "loop.tell", "id", ref_of(desk, id), "said", "It is right now.", NULL);
	struct loop told = loop_of(desk, id);
	assert_int_equal(told.status, LOOP_TOLD);
	assert_int_equal(told.told_day, MONDAY);
	assert_int_equal(told.told_by_id, told.owner_id);
	assert_string_equal(told.said, "It is right now.");
	desk_refused(desk, s, ERR_REFUSED, "loop.own", "id", ref_of(desk, id), "owner", "Anna", NULL);
	desk_run(desk, s, "undo", NULL);
	assert_in(desk->result.message, "the customer was told");
	assert_in(desk->result.message, ref_of(desk, id));
	assert_int_equal(loop_of(desk, id).status, LOOP_OWNED);
	desk_run(desk, s, "redo", NULL);
	desk_run(desk, s, "loop.reopen", "id", ref_of(desk, id), NULL);
	assert_int_equal(loop_of(desk, id).status, LOOP_OWNED);
	assert_string_equal(loop_of(desk, id).said, "");
	desk_run(desk, s, "loop.leave", "id", ref_of(desk, id), "reason", "moved abroad", NULL);
	assert_int_equal(loop_of(desk, id).status, LOOP_NOT_NEEDED);
	assert_in(desk_page(desk, s, "history", "all", "no", NULL), ref_of(desk, id));
}

static void what_does_not_fit_is_refused(void **state)
{
	struct desk *desk = *state;
	const char *id = ref_of(desk, desk_quote(desk, "slow", 1, MONDAY - 1));
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_refused(desk, s, ERR_MISSING, "loop.own", "id", "F-99", "owner", "Anna", NULL);
	desk_refused(desk, s, ERR_USAGE, "loop.own", "id", "A-1", "owner", "Anna", NULL);
	desk_refused(desk, s, ERR_USAGE, "loop.own", "id", id, "owner", "Zorro", NULL);
	desk_refused(desk, s, ERR_USAGE, "loop.own", "id", id, "owner", "Anna", "due", "2026-03-01", NULL);
	desk_refused(desk, s, ERR_USAGE, "loop.tell", "id", id, "said", "x", "day", "+2", NULL);
	desk_refused(desk, s, ERR_REFUSED, "loop.reopen", "id", id, NULL);
	desk_run(desk, s, "loop.tell", "id", id, NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_int_equal(loop_of(desk, 1).status, LOOP_OPEN);
}

static void who_takes_an_old_one_has_time_from_today(void **state)
{
	struct desk *desk = *state;
	int64_t id = desk_quote(desk, "long ago", 0, MONDAY - 90);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "loop.own", "id", ref_of(desk, id), "owner", "Anna", NULL);
	assert_int_equal(loop_of(desk, id).due_day, MONDAY + 2);
	desk_run(desk, s, "loop.own", "id", ref_of(desk, id), "owner", "Anna", "due", "fri", NULL);
	assert_int_equal(loop_of(desk, id).due_day, MONDAY + 4);
}

static void the_list_is_of_late_and_overdue_comes_first(void **state)
{
	struct desk *desk = *state;
	desk->settings.loop.within = 2;
	desk->settings.loop.days = 14;
	int64_t recent = desk_quote(desk, "of yesterday", 3, MONDAY - 1);
	int64_t late = desk_quote(desk, "of last week", 3, MONDAY - 10);
	desk_quote(desk, "of last month", 3, MONDAY - 15);
	desk_quote(desk, "a fan", 9, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	const char *text = desk_page(desk, s, "loops", "all", "no", NULL);
	assert_in(text, "1 overdue");
	assert_in(text, " · 2 open");
	assert_in(text, "2 without an owner");
	assert_true(strstr(text, ref_of(desk, late)) < strstr(text, ref_of(desk, recent)));
	assert_not_in(text, "last month");
	assert_not_in(text, "a fan");
	assert_not_in(text, "Jan Jansen");
	desk_run(desk, s, "loop.leave", "id", ref_of(desk, late), "reason", "Jan Jansen is moved", NULL);
	assert_not_in(desk_page(desk, s, "loops", "all", "no", NULL), "of last week");
	text = desk_page(desk, s, "loops", "all", "yes", NULL);
	assert_in(text, "not needed: ");
	assert_not_in(text, "Jansen");
	desk->settings.loop.days = 0;
	struct session *other = desk_sit(desk, "bram@desk", "Bram");
	assert_not_in(desk_page(desk, other, "loops", "all", "no", NULL), "of yesterday");
}

static void a_meeting_announces_what_is_new(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_quote(desk, "before any meeting", 3, MONDAY - 1);
	desk_meet(desk, s);
	assert_sees(desk, s, "1 low score of the last 14 days");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	clock_advance(&desk->clock, 86400000);
	int64_t owned = desk_quote(desk, "new and owned", 2, MONDAY);
	desk_quote(desk, "new", 2, MONDAY);
	struct session *next = desk_sit(desk, "bram@desk", "Bram");
	desk_run(desk, next, "loop.own", "id", ref_of(desk, owned), "owner", "Bram", NULL);
	desk_meet(desk, next);
	assert_sees(desk, next, "2 new low scores since yesterday");
	assert_sees(desk, next, ", 1 without an owner");
}

static void overdue_ones_stand_with_the_promises(void **state)
{
	struct desk *desk = *state;
	int64_t late = desk_quote(desk, "of last week", 3, MONDAY - 10);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "4", NULL);
	assert_sees(desk, s, "1 customer waits for us");
	assert_sees(desk, s, "of last week");
	desk_run(desk, s, "loop.own", "id", ref_of(desk, late), "owner", "Bram", NULL);
	assert_sees_not(desk, s, "of last week");
	desk_run(desk, s, "loop.tell", "id", ref_of(desk, late), "said", "Jan Jansen heard it", NULL);
	struct doc minutes;
	struct str text = str_new(desk->arena);
	assert_true(session_minutes(s, MONDAY, desk->arena, &minutes, &desk->err));
	for (struct doc_node *node = minutes.root; node; node = doc_next(minutes.root, node))
		str_addf(&text, "%s|", str_or(node->text, ""));
	assert_in(text.text, "Back to the customer");
	assert_in(text.text, "Bram told the customer 2 March 2026");
	assert_not_in(text.text, "Jansen");
}

static void the_step_says_who_was_heard_and_who_was_not(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	int64_t heard = desk_quote(desk, "a first one", 10, MONDAY - 3);
	static const struct change change = {.origin = "setup", .verb = "feedback.log"};
	struct store *store = desk->stores[0];
	struct feedback silent = {
	        .comment = "from the shop", .channel = "shop", .day = MONDAY - 2, .mood = MOOD_PRAISE};
	struct feedback visit = {
	        .comment = "on a visit", .channel = "visit", .day = MONDAY - 2, .mood = MOOD_PRAISE};
	struct feedback gone = {
	        .comment = "by letter", .channel = "letter", .day = MONDAY - 40, .mood = MOOD_PAIN};
	assert_true(store_begin(store, &change, &desk->err));
	assert_true(store_put_feedback(store, &silent, &desk->err));
	assert_true(store_put_feedback(store, &visit, &desk->err));
	assert_true(store_put_feedback(store, &gone, &desk->err));
	assert_true(store_put_heard(store, heard, 0, MONDAY - 3, &desk->err));
	assert_true(store_commit(store, &desk->err));
	desk_quote(desk, "chat is fresh", 10, MONDAY);
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	assert_sees(desk, s, "from the shop"); /* whose turn it is, though others are fresher */
	assert_sees(desk, s, "chat\u00A01");
	assert_sees(desk, s, "shop\u00A01"); /* as everybody reads it now */
	assert_sees(desk, s, "not heard this month: visit · its turn comes within 1 meeting");
	assert_sees(desk, s, "by letter"); /* the only pain there is */
	desk_run(desk, s, "step.next", NULL);
	desk_run(desk, s, "step.previous", NULL);
	assert_sees(desk, s, "shop\u00A01");
	desk_run(desk, s, "voice.next", NULL);
	assert_sees(desk, s, "on a visit");
	assert_sees(desk, s, "visit\u00A01");
	assert_sees_not(desk, s, "not heard this month");
}

#define DESK(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        DESK(a_low_score_gets_an_owner_and_is_told),
	        DESK(what_does_not_fit_is_refused),
	        DESK(who_takes_an_old_one_has_time_from_today),
	        DESK(the_list_is_of_late_and_overdue_comes_first),
	        DESK(a_meeting_announces_what_is_new),
	        DESK(overdue_ones_stand_with_the_promises),
	        DESK(the_step_says_who_was_heard_and_who_was_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
