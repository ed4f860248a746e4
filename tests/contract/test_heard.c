#include <string.h>

#include "contract.h"

static int64_t say(struct world *w, const char *comment, const char *channel, enum mood mood)
{
	struct feedback f = {.comment = comment,
	        .customer = "",
	        .channel = channel,
	        .step = "bezorgen",
	        .day = TODAY,
	        .mood = mood};
	begin(w, &anna, "feedback.log");
	OK(w, store_put_feedback(w->store, &f, &w->err));
	commit(w);
	return f.id;
}

static int64_t meet(struct world *w, int32_t day)
{
	struct meeting meeting = {
	        .day = day, .agenda = "daily", .started_ms = 1, .holder = "", .step_count = 1};
	meeting.steps[0] = (struct meeting_step){.name = "voice", .planned_s = 60};
	begin(w, &anna, "meeting.start");
	OK(w, store_put_meeting(w->store, &meeting, &w->err));
	commit(w);
	return meeting.id;
}

static void hear(struct world *w, int64_t id, int64_t meeting, int32_t day)
{
	begin(w, &anna, "voice.next");
	OK(w, store_put_heard(w->store, id, meeting, day, &w->err));
	commit(w);
}

static void quotes_of_a_meeting_come_back_praise_first(void **state)
{
	struct world *w = *state;
	struct feedback *list = NULL;
	size_t count = 0;
	int64_t pain = say(w, "te laat", "chat", MOOD_PAIN), praise = say(w, "top", "web", MOOD_PRAISE);
	int64_t other = say(w, "ook top", "web", MOOD_PRAISE);
	int64_t yesterday = meet(w, TODAY - 1), today = meet(w, TODAY);
	hear(w, other, yesterday, TODAY - 1);
	hear(w, pain, today, TODAY);
	hear(w, praise, today, TODAY);
	hear(w, praise, today, TODAY);
	OK(w, store_heard(w->store, w->arena, today, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, praise);
	assert_int_equal(list[1].id, pain);
	assert_string_equal(list[1].comment, "te laat");
	assert_int_equal(list[1].heard_day, TODAY);
	OK(w, store_heard(w->store, w->arena, 999, &list, &count, &w->err));
	assert_int_equal(count, 0);
}

static void channels_are_counted_since_a_day_silent_ones_too(void **state)
{
	struct world *w = *state;
	struct heard_count *list = NULL;
	size_t count = 0;
	int64_t chat = say(w, "te laat", "chat", MOOD_PAIN), web = say(w, "top", "web", MOOD_PRAISE);
	say(w, "prima", "winkel", MOOD_PRAISE);
	hear(w, web, 0, TODAY - 40);
	hear(w, web, 0, TODAY - 3);
	hear(w, web, 0, TODAY);
	hear(w, chat, 0, TODAY - 40);
	OK(w, store_heard_channels(w->store, w->arena, TODAY - 30, &list, &count, &w->err));
	assert_int_equal(count, 3);
	assert_string_equal(list[0].name, "web");
	assert_int_equal(list[0].count, 2);
	assert_int_equal(list[1].count, 0);
	assert_string_equal(list[2].name, "winkel");
	assert_int_equal(list[2].count, 0);
}

static void a_step_has_a_number(void **state)
{
	struct world *w = *state;
	int64_t id = -1;
	OK(w, store_step_id(w->store, "bezorgen", &id, &w->err));
	assert_int_equal(id, 0);
	say(w, "top", "web", MOOD_PRAISE);
	OK(w, store_step_id(w->store, "Bezorgen", &id, &w->err));
	assert_true(id > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                quotes_of_a_meeting_come_back_praise_first, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                channels_are_counted_since_a_day_silent_ones_too, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_step_has_a_number, world_setup, world_teardown),
	};
	return cmocka_run_group_tests_name("heard", tests, NULL, NULL);
}
