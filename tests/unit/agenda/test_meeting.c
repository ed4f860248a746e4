#include <math.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"

static struct meeting newest(struct desk *desk, struct session *session)
{
	struct meeting meeting;
	UNUSED(session);
	assert_true(store_meeting_of_day(desk->stores[0], desk->arena, 0, &meeting, &desk->err));
	return meeting;
}

static void a_stand_up_walks_its_eight_steps_and_closes(void **state)
{
	static const char *const steps[] = {
	        "opening", "voice", "scores", "promises", "round", "improve", "thanks", "close"};
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct view view;
	assert_int_equal(desk_meet(desk, s), MEETING_STARTED);
	for (size_t i = 0; i < 8; i++) {
		session_view(s, desk->arena, &view);
		assert_string_equal(view.context, steps[i]);
		assert_int_equal(view.rail[i].state, RAIL_NOW);
		clock_advance(&desk->clock, 30 * 1000);
		desk_run(desk, s, "step.next", NULL);
	}
	assert_int_equal(desk->result.kind, RESULT_CONFIRM);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_int_equal(desk->result.kind, RESULT_QUIT);
	struct meeting meeting = newest(desk, s);
	assert_int_equal(meeting.state, MEETING_CLOSED);
	assert_int_equal(meeting_used_ms(&meeting), 8 * 30 * 1000);
	assert_true(meeting.next_leader_id && meeting.next_leader_id != meeting.leader_id);
}

static void an_interrupted_meeting_resumes_without_the_pause(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct view view;
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	clock_advance(&desk->clock, 40 * 1000);
	session_leave(s);
	clock_advance(&desk->clock, 20 * 60 * 1000);
	struct session *again = desk_sit(desk, "anna@desk", "Anna");
	assert_int_equal(desk_meet(desk, again), MEETING_RESUMED);
	session_view(again, desk->arena, &view);
	assert_string_equal(view.context, "voice");
	assert_string_equal(view.clock, "0:40");
}

static void after_a_kill_at_most_ten_seconds_are_lost(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct view view;
	desk_meet(desk, s);
	for (int i = 0; i < 25; i++) {
		clock_advance(&desk->clock, 1000);
		assert_true(session_tick(s, &desk->err) >= 0);
	}
	clock_advance(&desk->clock, 10 * 60 * 1000);
	struct session *again = desk_sit(desk, "anna@desk", "Anna");
	assert_int_equal(desk_meet(desk, again), MEETING_RESUMED);
	session_view(again, desk->arena, &view);
	assert_string_equal(view.clock, "0:20");
}

static void a_second_seat_follows_and_may_take_over(void **state)
{
	struct desk *desk = *state;
	struct session *anna = desk_sit(desk, "anna@desk", "Anna"),
	               *bram = desk_sit(desk, "bram@desk", "Bram");
	struct view view;
	desk_meet(desk, anna);
	assert_int_equal(desk_meet(desk, bram), MEETING_FOLLOWED);
	desk_refused(desk, bram, ERR_REFUSED, "step.next", NULL);
	desk_run(desk, anna, "step.next", NULL);
	assert_true(session_poll(bram, &desk->err));
	session_view(bram, desk->arena, &view);
	assert_string_equal(view.context, "voice");
	assert_true(view.following);
	assert_string_equal(view.leader, "Anna");
	desk_run(desk, bram, "action.add", "text", "Call the customer", NULL);
	desk_run(desk, bram, "meeting.take", NULL);
	assert_false(session_is_following(bram));
	assert_true(session_poll(anna, &desk->err));
	assert_true(session_is_following(anna));
	session_view(anna, desk->arena, &view);
	assert_string_equal(view.leader, "Bram");
	desk_refused(desk, anna, ERR_REFUSED, "step.next", NULL);
	desk_run(desk, bram, "step.next", NULL);
	/* His own program still knows that it holds the meeting. */
	clock_advance(&desk->clock, 11 * 1000);
	assert_true(session_tick(bram, &desk->err) >= 0);
	assert_true(session_poll(anna, &desk->err));
	assert_false(session_is_following(bram));
	/* Who sits there without a name is known by the seat. */
	struct session *guest = desk_sit(desk, "guest@desk", "");
	assert_int_equal(desk_meet(desk, guest), MEETING_FOLLOWED);
	session_view(guest, desk->arena, &view);
	assert_string_equal(view.leader, "Bram");
	desk_run(desk, guest, "meeting.take", NULL);
	assert_true(session_poll(anna, &desk->err));
	session_view(anna, desk->arena, &view);
	assert_string_equal(view.leader, "guest@desk");
}

static void past_midnight_it_is_closed_as_unfinished_and_its_rest_offered(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	clock_advance(&desk->clock, (int64_t)15 * 3600 * 1000);
	session_tick(s, &desk->err);
	struct meeting meeting = newest(desk, s);
	assert_int_equal(meeting.state, MEETING_UNFINISHED);
	clock_advance(&desk->clock, (int64_t)9 * 3600 * 1000);
	struct session *next = desk_sit(desk, "anna@desk", "Anna");
	assert_int_equal(desk_meet(desk, next), MEETING_STARTED);
	assert_sees(desk, next, "Not discussed");
	assert_sees(desk, next, "Promises");
}

static void who_leads_turns(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	int64_t led[3];
	for (int i = 0; i < 3; i++) {
		desk_meet(desk, s);
		desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
		led[i] = newest(desk, s).leader_id;
		clock_advance(&desk->clock, (int64_t)24 * 3600 * 1000);
	}
	assert_true(led[0] != led[1] && led[1] != led[2] && led[0] != led[2]);
}

/* Two meetings of one day have one leader, and name the same one for the next day. */
static void all_meetings_of_a_day_agree_on_who_leads_next(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	desk_meet(desk, s);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	struct meeting daily = newest(desk, s);
	assert_true(session_load_agenda(s, "weekly", NULL, 0, &problems));
	assert_true(session_meet(s, &entry, &desk->err));
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	struct meeting weekly = newest(desk, s);
	assert_string_equal(weekly.agenda, "weekly");
	assert_int_equal(weekly.leader_id, daily.leader_id);
	assert_int_equal(weekly.next_leader_id, daily.next_leader_id);
	clock_advance(&desk->clock, (int64_t)24 * 3600 * 1000);
	desk_meet(desk, s);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_int_equal(newest(desk, s).leader_id, daily.next_leader_id);
}

/* The history is for people: what was done, in words, and by whom; nobody did what the leader did not do. */
static void the_history_says_what_and_by_whom(void **state)
{
	struct desk *desk = *state;
	struct session *anna = desk_sit(desk, "anna@desk", "Anna"), *guest = desk_sit(desk, "wall@desk", "");
	desk_meet(desk, anna);
	desk_meet(desk, guest);
	desk_run(desk, guest, "action.add", "text", "Call the customer", "owner", "Chaya", NULL);
	desk_run(desk, anna, "kudos.add", "to", "Chaya", "behaviour", "stayed", "effect", "found", NULL);
	desk_run(desk, anna, "page.history", NULL);
	assert_sees(desk, anna, "A-1 added · Call the customer");
	assert_sees(desk, anna, "wall@desk");
	assert_sees(desk, anna, "K-1: thanks given · stayed");
	desk_run(desk, anna, "back", NULL);
	desk_run(desk, anna, "page.history", "id", "A-1", NULL);
	assert_sees(desk, anna, "only what was done with this one");
	assert_sees_not(desk, anna, "K-1: thanks given");
	desk_run(desk, anna, "back", NULL);
	desk_run(desk, anna, "page.history", "id", "all", NULL);
	assert_sees_not(desk, anna, "only what was done with this one");
	assert_sees(desk, anna, "K-1: thanks given");
	desk_run(desk, anna, "back", NULL);
	desk_run(desk, anna, "step.go", "step", "round", NULL);
	desk_run(desk, anna, "round.next", NULL);
	desk_run(desk, anna, "step.go", "step", "close", NULL);
	desk_run(desk, anna, "page.history", NULL);
	assert_sees(desk, anna, "a turn in the round");
	desk_run(desk, anna, "member.change", "name", "Chaya", "kudos", "private", NULL);
	desk_run(desk, anna, "kudos.add", "to", "Chaya", "behaviour", "went along", "effect", "found", NULL);
	assert_sees(desk, anna, "K-2: thanks given");
	assert_sees_not(desk, anna, "went along");
}

static void a_preview_writes_nothing(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct problems problems = problems_new(desk->arena);
	struct meeting meeting;
	struct doc doc;
	desk_run(desk, s, "action.add", "text", "Made before", NULL);
	assert_true(session_load_agenda(s, "daily", NULL, 0, &problems));
	assert_true(session_preview(s, &desk->err));
	assert_true(session_document(s, desk->arena, &doc, &desk->err));
	desk_refused(desk, s, ERR_READONLY, "action.add", "text", "x", NULL);
	desk_run(desk, s, "step.next", NULL);
	struct view view;
	session_view(s, desk->arena, &view);
	assert_string_equal(view.context, "voice");
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees_not(desk, s, "Made before");
	assert_false(store_meeting_running(desk->stores[0], desk->arena, NULL, &meeting, &desk->err));
	assert_int_equal(desk->err.code, ERR_MISSING);
}

static void quotes_are_not_read_again(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "wonderful help", 10, MONDAY - 1);
	desk_quote(desk, "quick answer", 9, MONDAY - 2);
	desk_quote(desk, "parcel lost, mail jan@example.com", 1, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	const char *first = strstr(desk_sees(desk, s), "wonderful help") ? "wonderful help" : "quick answer";
	const char *second = streq(first, "quick answer") ? "wonderful help" : "quick answer";
	assert_sees_not(desk, s, "jan@example.com");
	desk_run(desk, s, "mask.toggle", NULL);
	assert_sees(desk, s, "jan@example.com");
	desk_run(desk, s, "voice.next", NULL);
	assert_sees(desk, s, second);
	desk_run(desk, s, "step.next", NULL);
	session_leave(s);
	clock_advance(&desk->clock, (int64_t)24 * 3600 * 1000);
	desk_quote(desk, "fresh and friendly", 10, MONDAY);
	struct session *next = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, next);
	desk_run(desk, next, "step.next", NULL);
	assert_sees(desk, next, "fresh and friendly");
	assert_sees_not(desk, next, "jan@example.com");
}

static const struct attendance *attended(struct desk *desk, int64_t meeting_id, size_t *ret_count)
{
	struct attendance *list = NULL;
	assert_true(store_attendance(desk->stores[0], desk->arena, meeting_id, &list, ret_count, &desk->err));
	return list;
}

static void who_was_here_is_written_though_nobody_changed_it(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	size_t count = 0;
	desk_meet(desk, s);
	desk_run(desk, s, "member.attend", "name", "Bram", NULL);
	assert_int_equal(attended(desk, 1, &count)->present, 0);
	assert_int_equal(count, 1);
	desk_run(desk, s, "step.next", NULL);
	const struct attendance *list = attended(desk, 1, &count);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(list[i].present, list[i].member_id != 2);
	/* Who leaves the team later was here all the same; who is away later was not away then. */
	desk_run(desk, s, "member.away", "name", "Chaya", "from", "2026-03-02", "to", "2026-03-06", NULL);
	assert_true(attended(desk, 1, &count)[count - 1].present);
	/* It is the course of the meeting: undo takes back what Anna did, not that. */
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "undo", NULL);
	list = attended(desk, 1, &count);
	assert_int_equal(count, 2);
	desk_run(desk, s, "member.add", "text", "Dirk", NULL);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	list = attended(desk, 1, &count);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++)
		assert_true(list[i].present);
}

static void import_many(struct desk *desk, size_t rows)
{
	const struct change anna = {.member_id = 1, .origin = "anna@desk", .verb = "import"};
	const struct import_source source = {
	        .name = "many.csv", .shape = "csv", .at_ms = clock_now_ms(&desk->clock), .change = &anna};
	CLEANUP(store_cleanup) struct store *store = NULL;
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	struct import *import = NULL;
	int64_t batch_id = 0;
	assert_true(store_open(desk->arena, &options, &store, &desk->err));
	assert_true(store_import_begin(store, desk->arena, &source, &import, &desk->err));
	for (size_t i = 0; i < rows; i++) {
		char bytes[32];
		enum import_added added;
		struct import_row row = {
		        .feedback = {.comment = "", .customer = "", .channel = "", .step = ""},
		        .external_id = "",
		        .row_bytes = bytes,
		        .row_len = (size_t)snprintf(bytes, sizeof(bytes), "%zu", i)};
		assert_true(store_import_add(import, &row, &added, &desk->err));
	}
	assert_true(store_import_commit(import, 0, &batch_id, &desk->err));
}

/* Seconds of work are no work for a meeting: the room would stand still. */
static void a_large_import_is_not_taken_back_in_a_meeting(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	import_many(desk, 100001);
	desk_meet(desk, s);
	desk_refused(desk, s, ERR_REFUSED, "undo", NULL);
	assert_non_null(strstr(err_text(desk->arena, &desk->err), "100,001"));
	struct session *outside = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, outside, "undo", NULL);
	assert_in(desk->result.message, "feedback imported · many.csv");
	assert_in(desk_page(desk, outside, "history", NULL), "feedback imported · many.csv");
	assert_in(desk_page(desk, outside, "history", NULL), "B-1: taken back · many.csv");
	desk_refused(desk, s, ERR_REFUSED, "redo", NULL);
	desk_run(desk, outside, "redo", NULL);
	desk_run(desk, s, "action.add", "text", "Call them", NULL);
	desk_run(desk, s, "undo", NULL);
	assert_non_null(strstr(desk->result.message, "A-1"));
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(a_large_import_is_not_taken_back_in_a_meeting),
	        desk_test(who_was_here_is_written_though_nobody_changed_it),
	        desk_test(a_stand_up_walks_its_eight_steps_and_closes),
	        desk_test(an_interrupted_meeting_resumes_without_the_pause),
	        desk_test(after_a_kill_at_most_ten_seconds_are_lost),
	        desk_test(a_second_seat_follows_and_may_take_over),
	        desk_test(past_midnight_it_is_closed_as_unfinished_and_its_rest_offered),
	        desk_test(who_leads_turns),
	        desk_test(all_meetings_of_a_day_agree_on_who_leads_next),
	        desk_test(the_history_says_what_and_by_whom),
	        desk_test(a_preview_writes_nothing),
	        desk_test(quotes_are_not_read_again),
	};
	return cmocka_run_group_tests_name("agenda meeting", tests, NULL, NULL);
}
