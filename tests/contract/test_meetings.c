#include <string.h>

#include "contract.h"

static struct meeting a_meeting(int64_t leader)
{
	return (struct meeting){.day = TODAY,
	        .agenda = "daily",
	        .started_ms = 1000,
	        .leader_id = leader,
	        .current = 1,
	        .steps = {{"opening", 60, 55000, STEP_DONE}, {"voice", 180, 10, STEP_NOW},
	                {"close", 30, 0, STEP_WAITING}},
	        .step_count = 3,
	        .holder = "host:1:2",
	        .alive_ms = 2000};
}

static void put(struct world *w, struct meeting *meeting)
{
	begin(w, &anna, "meeting.put");
	OK(w, store_put_meeting(w->store, meeting, &w->err));
	commit(w);
}

static void a_running_meeting_comes_back_with_its_steps(void **state)
{
	struct world *w = *state;
	struct meeting meeting = a_meeting(add_member(w, "Anna")), back;
	REFUSED(w, store_meeting_running(w->store, w->arena, NULL, &back, &w->err), ERR_MISSING);
	put(w, &meeting);
	world_reopen(w);
	OK(w, store_meeting_running(w->store, w->arena, "daily", &back, &w->err));
	assert_int_equal(back.id, meeting.id);
	assert_int_equal(back.day, TODAY);
	assert_int_equal(back.started_ms, 1000);
	assert_int_equal(back.current, 1);
	assert_string_equal(back.holder, "host:1:2");
	assert_int_equal(back.alive_ms, 2000);
	assert_int_equal(back.step_count, 3);
	assert_string_equal(back.steps[1].name, "voice");
	assert_int_equal(back.steps[1].planned_s, 180);
	assert_int_equal(back.steps[0].used_ms, 55000);
	assert_int_equal(back.steps[1].state, STEP_NOW);
	OK(w, store_meeting_running(w->store, w->arena, NULL, &back, &w->err));
	REFUSED(w, store_meeting_running(w->store, w->arena, "weekly", &back, &w->err), ERR_MISSING);
	REFUSED(w, store_meeting_of_day(w->store, w->arena, 0, &back, &w->err), ERR_MISSING);
}

static void closed_ones_are_found_by_day_and_newest_first(void **state)
{
	struct world *w = *state;
	struct meeting back, *list;
	size_t count;
	for (int i = 0; i < 4; i++) {
		struct meeting meeting = a_meeting(0);
		meeting.day = TODAY - i;
		meeting.state = i == 2 ? MEETING_UNFINISHED : MEETING_CLOSED;
		meeting.step_count = 2;
		put(w, &meeting);
	}
	struct meeting later = a_meeting(0);
	later.day = TODAY - 2;
	later.state = MEETING_CLOSED;
	put(w, &later);
	OK(w, store_meeting_of_day(w->store, w->arena, 0, &back, &w->err));
	assert_int_equal(back.day, TODAY);
	OK(w, store_meeting_of_day(w->store, w->arena, TODAY - 2, &back, &w->err));
	assert_int_equal(back.id, later.id);
	REFUSED(w, store_meeting_of_day(w->store, w->arena, TODAY - 9, &back, &w->err), ERR_MISSING);
	OK(w, store_meetings(w->store, w->arena, 3, &list, &count, &w->err));
	assert_int_equal(count, 3);
	assert_int_equal(list[0].day, TODAY);
	assert_int_equal(list[2].id, later.id);
	assert_int_equal(list[2].step_count, 3);
	OK(w, store_meetings(w->store, w->arena, 0, &list, &count, &w->err));
	assert_int_equal(count, 5);
	OK(w, store_meetings_of_day(w->store, w->arena, TODAY - 2, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, later.id);
	assert_int_equal(list[1].step_count, 2);
	OK(w, store_meetings_of_day(w->store, w->arena, TODAY - 9, &list, &count, &w->err));
	assert_int_equal(count, 0);
	OK(w, store_meeting_by_id(w->store, w->arena, 1, &back, &w->err));
	REFUSED(w, store_meeting_by_id(w->store, w->arena, 99, &back, &w->err), ERR_MISSING);
	assert_non_null(strstr(err_text(w->arena, &w->err), "M-99"));
}

static size_t entries_of(struct world *w, int64_t id)
{
	struct journal_entry *entries;
	size_t count;
	const struct journal_query query = {.ref = {'M', id}};
	OK(w, store_history(w->store, w->arena, &query, &entries, &count, &w->err));
	return count;
}

static void only_start_and_end_are_journalled(void **state)
{
	struct world *w = *state;
	struct journal_entry entry;
	struct meeting meeting = a_meeting(0), back;
	add_action(w, "van gisteren");
	put(w, &meeting);
	assert_int_equal(entries_of(w, meeting.id), 1);
	meeting.current = 2;
	meeting.steps[1].state = STEP_DONE;
	meeting.step_count = 2;
	meeting.alive_ms = 9000;
	meeting.holder = "host:2:3";
	put(w, &meeting);
	assert_int_equal(entries_of(w, meeting.id), 1);
	OK(w, store_meeting_by_id(w->store, w->arena, meeting.id, &back, &w->err));
	assert_int_equal(back.step_count, 2);
	assert_int_equal(back.current, 2);
	meeting.state = MEETING_CLOSED;
	meeting.ended_ms = 10000;
	put(w, &meeting);
	assert_int_equal(entries_of(w, meeting.id), 2);
	/* its end is taken back, its steps stay */
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.letter, 'M');
	OK(w, store_meeting_running(w->store, w->arena, "daily", &back, &w->err));
	assert_int_equal(back.ended_ms, 0);
	assert_string_equal(back.holder, "host:2:3");
	assert_int_equal(back.step_count, 2);
	/* its start is not: undo goes on to what was done before */
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.letter, 'A');
	OK(w, store_meeting_running(w->store, w->arena, "daily", &back, &w->err));
}

static void signs_of_life_are_the_holders_only(void **state)
{
	struct world *w = *state;
	struct meeting meeting = a_meeting(0), back;
	put(w, &meeting);
	meeting.alive_ms = 7000;
	meeting.steps[1].used_ms = 5000;
	OK(w, store_meeting_alive(w->store, &meeting, &w->err));
	OK(w, store_meeting_by_id(w->store, w->arena, meeting.id, &back, &w->err));
	assert_int_equal(back.alive_ms, 7000);
	assert_int_equal(back.steps[1].used_ms, 5000);
	assert_int_equal(entries_of(w, meeting.id), 1);
	struct meeting taken = meeting;
	taken.holder = "host:9:9";
	put(w, &taken);
	REFUSED(w, store_meeting_alive(w->store, &meeting, &w->err), ERR_CHANGED);
	taken.state = MEETING_CLOSED;
	put(w, &taken);
	REFUSED(w, store_meeting_alive(w->store, &taken, &w->err), ERR_CHANGED);
	/* the store goes on */
	add_action(w, "daarna");
}

static void attendance_and_round_are_one_a_member(void **state)
{
	struct world *w = *state;
	int64_t a = add_member(w, "Anna"), b = add_member(w, "Bert");
	struct meeting meeting = a_meeting(a);
	put(w, &meeting);
	struct attendance there = {.meeting_id = meeting.id, .member_id = a, .present = true}, away = there;
	struct round_entry said = {.meeting_id = meeting.id,
	        .member_id = b,
	        .since = "klaar",
	        .today = "bellen",
	        .blocked = "nee",
	        .used_ms = 30};
	away.present = false;
	begin(w, &anna, "attend");
	OK(w, store_put_attendance(w->store, &there, &w->err));
	OK(w, store_put_attendance(w->store, &away, &w->err));
	OK(w, store_put_round(w->store, &said, &w->err));
	commit(w);
	assert_int_equal(there.id, away.id);
	struct attendance *list;
	struct round_entry *round;
	size_t count;
	OK(w, store_attendance(w->store, w->arena, meeting.id, &list, &count, &w->err));
	assert_int_equal(count, 1);
	assert_false(list[0].present);
	struct round_entry more = {.meeting_id = meeting.id, .member_id = b, .since = "meer"};
	begin(w, &anna, "round");
	OK(w, store_put_round(w->store, &more, &w->err));
	commit(w);
	assert_int_equal(more.id, said.id);
	OK(w, store_round(w->store, w->arena, meeting.id, &round, &count, &w->err));
	assert_int_equal(count, 1);
	assert_string_equal(round[0].since, "meer");
	assert_string_equal(round[0].today, "");
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_round(w->store, w->arena, meeting.id, &round, &count, &w->err));
	assert_string_equal(round[0].today, "bellen");
	assert_int_equal(round[0].used_ms, 30);
	struct attendance nowhere = {.meeting_id = 99, .member_id = a};
	begin(w, &anna, "attend");
	REFUSED(w, store_put_attendance(w->store, &nowhere, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

static void duties_count_who_led(void **state)
{
	struct world *w = *state;
	int64_t a = add_member(w, "Anna"), b = add_member(w, "Bert");
	const struct {
		int64_t leader;
		int32_t day;
	} led[] = {{a, TODAY - 40}, {a, TODAY - 3}, {b, TODAY - 2}, {a, TODAY - 1}, {0, TODAY}};
	for (size_t i = 0; i < sizeof(led) / sizeof(led[0]); i++) {
		struct meeting meeting = a_meeting(led[i].leader);
		meeting.day = led[i].day;
		meeting.state = MEETING_CLOSED;
		put(w, &meeting);
	}
	struct duty *duties;
	size_t count;
	OK(w, store_leading_duties(w->store, w->arena, TODAY, 30, &duties, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(duties[0].member_id, a);
	assert_int_equal(duties[0].times, 2);
	assert_int_equal(duties[0].last_day, TODAY - 1);
	assert_int_equal(duties[1].times, 1);
}

static void drafts_are_kept_by_seat_and_place(void **state)
{
	struct world *w = *state;
	const char *text;
	OK(w, store_put_draft(w->store, "anna@desk", "action.add", "half een zi", &w->err));
	OK(w, store_put_draft(w->store, "bert@desk", "action.add", "van bert", &w->err));
	OK(w, store_put_draft(w->store, "anna@desk", "action.add", "half een zin", &w->err));
	world_reopen(w);
	OK(w, store_draft(w->store, w->arena, "anna@desk", "action.add", &text, &w->err));
	assert_string_equal(text, "half een zin");
	OK(w, store_draft(w->store, w->arena, "anna@desk", "note.add", &text, &w->err));
	assert_string_equal(text, "");
	OK(w, store_put_draft(w->store, "anna@desk", "action.add", "", &w->err));
	OK(w, store_draft(w->store, w->arena, "anna@desk", "action.add", &text, &w->err));
	assert_string_equal(text, "");
	OK(w, store_draft(w->store, w->arena, "bert@desk", "action.add", &text, &w->err));
	assert_string_equal(text, "van bert");
	struct journal_entry *entries;
	size_t count;
	OK(w, store_history(w->store, w->arena, &(struct journal_query){0}, &entries, &count, &w->err));
	assert_int_equal(count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_running_meeting_comes_back_with_its_steps),
	        TEST(closed_ones_are_found_by_day_and_newest_first),
	        TEST(only_start_and_end_are_journalled),
	        TEST(signs_of_life_are_the_holders_only),
	        TEST(attendance_and_round_are_one_a_member),
	        TEST(duties_count_who_led),
	        TEST(drafts_are_kept_by_seat_and_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
