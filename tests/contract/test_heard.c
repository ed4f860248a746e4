#include <string.h>

#include <dagstart/store/themes.h>

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

static const struct segment *segment_of(
        const struct segment *list, size_t count, enum segment_kind kind, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].kind == kind && !strcmp(list[i].name, name))
			return &list[i];
	fail_msg("no segment %s", name);
	return NULL;
}

static void segments_say_whether_they_have_words_of_late(void **state)
{
	struct world *w = *state;
	struct segment *list = NULL;
	size_t count = 0;
	struct feedback old = {.comment = "lang geleden",
	        .channel = "brief",
	        .step = "bezorgen",
	        .day = TODAY - 31,
	        .mood = MOOD_PAIN,
	        .themes = {"prijs"},
	        .theme_count = 1};
	say(w, "te laat", "chat", MOOD_PAIN);
	say(w, "gewoon", "web", MOOD_NEUTRAL);
	say(w, "", "winkel", MOOD_PRAISE);
	begin(w, &anna, "feedback.log");
	OK(w, store_put_feedback(w->store, &old, &w->err));
	commit(w);
	OK(w, store_segments(w->store, w->arena, TODAY - 30, &list, &count, &w->err));
	assert_int_equal(count, 6);
	assert_true(segment_of(list, count, SEGMENT_CHANNEL, "chat")->has_words);
	assert_false(segment_of(list, count, SEGMENT_CHANNEL, "web")->has_words);
	assert_false(segment_of(list, count, SEGMENT_CHANNEL, "winkel")->has_words);
	assert_false(segment_of(list, count, SEGMENT_CHANNEL, "brief")->has_words);
	assert_true(segment_of(list, count, SEGMENT_STEP, "bezorgen")->has_words);
	assert_false(segment_of(list, count, SEGMENT_THEME, "prijs")->has_words);
	OK(w, store_segments(w->store, w->arena, TODAY - 31, &list, &count, &w->err));
	assert_true(segment_of(list, count, SEGMENT_THEME, "prijs")->has_words);
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_segments(w->store, w->arena, TODAY - 31, &list, &count, &w->err));
	assert_false(segment_of(list, count, SEGMENT_THEME, "prijs")->has_words);
}

static void what_was_heard_keeps_its_order(void **state)
{
	struct world *w = *state;
	struct feedback *list = NULL;
	size_t count = 0;
	int64_t first = say(w, "te laat", "chat", MOOD_PAIN), second = say(w, "top", "web", MOOD_PRAISE);
	int64_t third = say(w, "ook top", "winkel", MOOD_PRAISE);
	hear(w, third, 0, TODAY - 31);
	hear(w, second, 0, TODAY);
	hear(w, first, 0, TODAY);
	hear(w, second, 0, TODAY); /* once more is once */
	hear(w, second, 5, TODAY); /* in another meeting */
	hear(w, third, 0, TODAY - 2);
	OK(w, store_heard_since(w->store, w->arena, TODAY - 30, &list, &count, &w->err));
	assert_int_equal(count, 4);
	const int64_t order[] = {third, second, first, second};
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(list[i].id, order[i]);
	assert_int_equal(list[0].heard_day, TODAY - 2);
	assert_string_equal(list[0].channel, "winkel");
	assert_string_equal(list[0].step, "bezorgen");
	assert_int_equal(list[2].mood, MOOD_PAIN);
}

static void quotes_are_those_not_heard_of_late(void **state)
{
	struct world *w = *state;
	struct feedback *list = NULL;
	size_t count = 0;
	struct quote_query query = {.mood = MOOD_PRAISE, .quiet_from_day = TODAY - 30};
	int64_t long_ago = say(w, "top", "web", MOOD_PRAISE), lately = say(w, "fijn", "web", MOOD_PRAISE);
	int64_t earlier = say(w, "goed", "web", MOOD_PRAISE);
	say(w, "", "web", MOOD_PRAISE);
	say(w, "te laat", "web", MOOD_PAIN);
	hear(w, long_ago, 0, TODAY - 31);
	hear(w, lately, 0, TODAY - 30);
	hear(w, earlier, 0, TODAY - 40);
	hear(w, earlier, 0, TODAY - 29);
	OK(w, store_quotes(w->store, w->arena, &query, &list, &count, &w->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].id, long_ago);
	assert_string_equal(list[0].comment, "top");
	OK(w, store_quotes_again(w->store, w->arena, &query, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, lately);
	assert_int_equal(list[0].heard_day, TODAY - 30);
	assert_int_equal(list[1].heard_day, TODAY - 29);
}

/* Two channels and two themes, one of each rare, in no order of days. */
static void many(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	struct feedback *f = &row->feedback;
	const struct metric *nps = user;
	f->day = (int32_t)(TODAY - (int32_t)(i * 7919 % 400));
	f->comment = i % 2 ? arena_printf(arena, "woorden %zu", i) : "";
	f->channel = i % 997 == 1 ? "brief" : "web";
	f->customer = f->step = "";
	f->answers[f->answer_count++] = (struct answer){nps->id, i % 3 ? 2 : 10};
	f->themes[f->theme_count++] = i % 499 == 3 ? "klein" : "groot";
	row->row_bytes = arena_printf(arena, "%zu", i);
	row->row_len = strlen(row->row_bytes);
}

static void of_segment(
        struct world *w, enum segment_kind kind, const char *name, struct feedback **ret, size_t *ret_count)
{
	struct segment *segments = NULL;
	size_t count = 0;
	OK(w, store_segments(w->store, w->arena, 0, &segments, &count, &w->err));
	const struct quote_query query = {.mood = MOOD_PAIN,
	        .quiet_from_day = TODAY - 30,
	        .limit = 1000,
	        .of_segment = true,
	        .kind = kind,
	        .segment_id = segment_of(segments, count, kind, name)->id};
	OK(w, store_quotes(w->store, w->arena, &query, ret, ret_count, &w->err));
}

/* Of a large import the newest words of each segment, by day and then by number. */
static void each_segment_has_its_newest_words_in_hand(void **state)
{
	enum { ROWS = 6000 };
	struct world *w = *state;
	struct metric nps = add_nps(w);
	struct import_result imported = import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = ROWS, .fill = many, .user = &nps});
	static const struct {
		enum segment_kind kind;
		const char *name;
	} segments[] = {{SEGMENT_CHANNEL, "brief"}, {SEGMENT_CHANNEL, "web"}, {SEGMENT_THEME, "klein"},
	        {SEGMENT_THEME, "groot"}};
	struct feedback *all = NULL;
	size_t all_count = 0;
	struct feedback_query query = feedback_query_any();
	query.has_mood = query.commented = true;
	query.mood = MOOD_PAIN;
	query.limit = ROWS;
	OK(w, store_feedback(w->store, w->arena, &query, &all, &all_count, &w->err));
	for (size_t i = 0; i < 4; i++) {
		struct feedback *list = NULL;
		size_t count = 0, met = 0;
		of_segment(w, segments[i].kind, segments[i].name, &list, &count);
		for (size_t k = 0; k < all_count && met < 32; k++) {
			const char *name =
			        segments[i].kind == SEGMENT_THEME ? all[k].themes[0] : all[k].channel;
			if (strcmp(name, segments[i].name) != 0)
				continue;
			assert_true(met < count);
			assert_int_equal(list[met++].id, all[k].id);
		}
		assert_int_equal(met, count);
		assert_true(count > 1);
	}
	struct feedback *list = NULL;
	size_t count = 0;
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, imported.batch_id, true, &w->err));
	commit(w);
	of_segment(w, SEGMENT_CHANNEL, "web", &list, &count);
	assert_int_equal(count, 0);
}

/* Words go along when a theme is merged into another, and come back with it. */
static void merged_themes_have_the_words_of_both(void **state)
{
	struct world *w = *state;
	struct feedback small = {
	        .comment = "klein leed", .day = TODAY, .mood = MOOD_PAIN, .themes = {"klein"}};
	struct feedback large = {
	        .comment = "groot leed", .day = TODAY, .mood = MOOD_PAIN, .themes = {"groot"}};
	struct theme_entry from = {0}, into = {0};
	struct feedback *list = NULL;
	struct journal_entry entry;
	size_t count = 0;
	int64_t moved = 0;
	small.theme_count = large.theme_count = 1;
	begin(w, &bert, "feedback.log");
	OK(w, store_put_feedback(w->store, &small, &w->err));
	OK(w, store_put_feedback(w->store, &large, &w->err));
	commit(w);
	OK(w, store_theme_by_name(w->store, w->arena, "klein", &from, &w->err));
	OK(w, store_theme_by_name(w->store, w->arena, "groot", &into, &w->err));
	begin(w, &anna, "theme.merge");
	OK(w, store_merge_themes(w->store, from.id, into.id, &moved, &w->err));
	commit(w);
	of_segment(w, SEGMENT_THEME, "groot", &list, &count);
	assert_int_equal(count, 2);
	struct segment *segments = NULL;
	OK(w, store_segments(w->store, w->arena, 0, &segments, &count, &w->err));
	assert_int_equal(count, 1); /* who was merged away waits for no turn */
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	of_segment(w, SEGMENT_THEME, "groot", &list, &count);
	assert_int_equal(count, 1);
	of_segment(w, SEGMENT_THEME, "klein", &list, &count);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].comment, "klein leed");
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
	                segments_say_whether_they_have_words_of_late, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(what_was_heard_keeps_its_order, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                quotes_are_those_not_heard_of_late, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                each_segment_has_its_newest_words_in_hand, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                merged_themes_have_the_words_of_both, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_step_has_a_number, world_setup, world_teardown),
	};
	return cmocka_run_group_tests_name("heard", tests, NULL, NULL);
}
