#include <dagstart/domain/feedback.h>

#include <dagstart/base/str.h>

#include "fixture.h"

enum { TODAY = 20514 };

static struct quote_pick_input input_of(const struct feedback *candidates, size_t count)
{
	return (struct quote_pick_input){
	        .candidates = candidates, .count = count, .today = TODAY, .quiet_days = 30, .seed = 7};
}

static void check_order(
        struct arena *arena, const struct quote_pick_input *input, const size_t *expected, size_t count)
{
	size_t seen = 99;
	size_t *order = quote_pick(arena, input, &seen);
	assert_int_equal(seen, count);
	for (size_t i = 0; i < count; i++)
		if (order[i] != expected[i])
			fail_msg("place %zu: %zu, not %zu", i, order[i], expected[i]);
}

static void unheard_then_commented_then_fresh(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "x", .heard_day = TODAY - 1},
	        {.id = 2, .day = TODAY - 60, .comment = ""},
	        {.id = 3, .day = TODAY - 60, .comment = "x"},
	        {.id = 4, .day = TODAY - 20, .comment = "x"},
	        {.id = 5, .day = TODAY - 3, .comment = "x"},
	        {.id = 6, .day = TODAY - 90, .comment = "x", .heard_day = TODAY - 12},
	        {.id = 7, .day = TODAY, .comment = NULL},
	        {.id = 8, .day = TODAY, .comment = "x", .withdrawn = true},
	};
	struct quote_pick_input input = input_of(all, 8);
	const size_t order[] = {4, 3, 2, 6, 1, 5, 0};
	check_order(*state, &input, order, 7);
}

static void the_edges_of_the_days(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = 0, .comment = "x"}, /* unknown is old */
	        {.id = 2, .day = TODAY - 30, .comment = "x"}, {.id = 3, .day = TODAY - 6, .comment = "x"},
	        {.id = 4, .day = TODAY - 6, .comment = "x", .heard_day = TODAY - 30},
	        {.id = 5, .day = TODAY + 3, .comment = "", .heard_day = TODAY - 31}, /* may be heard again */
	};
	struct quote_pick_input input = input_of(all, 5);
	const size_t order[] = {2, 1, 0, 4, 3};
	check_order(*state, &input, order, 5);
}

static void channels_and_steps_take_turns(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "x", .channel = "phone", .step = "order"},
	        {.id = 2, .day = TODAY, .comment = "x", .channel = "phone", .step = "order"},
	        {.id = 3, .day = TODAY, .comment = "x", .channel = "phone", .step = "order"},
	        {.id = 4, .day = TODAY - 20, .comment = "x", .channel = "mail", .step = "delivery"},
	        {.id = 5, .day = TODAY - 60, .comment = "x", .channel = "shop", .step = "return"},
	};
	struct quote_pick_input input = input_of(all, 5);
	size_t count;
	size_t *order = quote_pick(*state, &input, &count);
	assert_in_range(order[0], 0, 2); /* the freshest first */
	assert_int_equal(order[1], 3); /* then who was not heard yet */
	assert_int_equal(order[4], 4); /* words of long ago wait, whatever their channel */
}

static void equal_channels_alternate(void **state)
{
	struct feedback all[24];
	for (int i = 0; i < 24; i++)
		all[i] = (struct feedback){
		        .id = 1 + i, .day = TODAY, .comment = "x", .channel = i < 12 ? "phone" : "mail"};
	struct quote_pick_input input = input_of(all, 24);
	size_t count;
	size_t *order = quote_pick(*state, &input, &count);
	for (int i = 0; i < 24; i += 2)
		assert_int_not_equal(order[i] < 12, order[i + 1] < 12);
}

static void a_segment_heard_lately_waits(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "x", .channel = "phone"},
	        {.id = 2, .day = TODAY - 20, .comment = "x", .channel = "mail"},
	        {.id = 3, .day = TODAY - 40, .comment = "x", .channel = "phone", .heard_day = TODAY - 2},
	};
	struct quote_pick_input input = input_of(all, 3);
	const size_t order[] = {1, 0, 2};
	check_order(*state, &input, order, 3);
	input.quiet_days =
	        1; /* nothing was heard lately, the phone still later than mail; 3 is unheard again */
	const size_t quiet[] = {1, 0, 2};
	check_order(*state, &input, quiet, 3);
}

/* Day after day the phone brings fresh words; the shop's few must be heard within the stated bound. */
static void no_segment_starves(void **state)
{
	enum { DAYS = 10 };
	struct feedback all[DAYS + 4];
	size_t count = 0;
	static const char *const quiet[] = {"shop", "mail", "chat", "letter"};
	for (int i = 0; i < 4; i++)
		all[count++] = (struct feedback){
		        .id = 1 + i, .day = TODAY - 1 - 7 * i, .comment = "x", .channel = quiet[i]};
	int heard = 0;
	for (int32_t day = TODAY; day < TODAY + DAYS; day++) {
		all[count++] =
		        (struct feedback){.id = 100 + day, .day = day, .comment = "x", .channel = "phone"};
		struct quote_pick_input input = input_of(all, count);
		input.today = day;
		size_t picked;
		size_t *order = quote_pick(*state, &input, &picked);
		all[order[0]].heard_day = day;
		heard += order[0] < 4;
	}
	assert_int_equal(heard, 4);
}

static void ties_fall_by_the_seed_and_the_words_alone(void **state)
{
	struct feedback all[20], turned[20];
	for (int i = 0; i < 20; i++) {
		const char *words = arena_printf(*state, "words %d", i);
		all[i] = (struct feedback){.id = 100 + i, .day = TODAY, .comment = words};
		turned[19 - i] = (struct feedback){.id = 900 - 7 * i, .day = TODAY, .comment = words};
	}
	struct quote_pick_input input = input_of(all, 20), back = input_of(turned, 20);
	size_t count;
	size_t *first = quote_pick(*state, &input, &count), *second = quote_pick(*state, &back, &count);
	for (int i = 0; i < 20; i++)
		assert_string_equal(all[first[i]].comment, turned[second[i]].comment);
	input.seed = 8;
	size_t *other = quote_pick(*state, &input, &count);
	int moved = 0;
	for (int i = 0; i < 20; i++)
		moved += other[i] != first[i];
	assert_true(moved > 10);
}

static void the_longest_waiting_comes_first(void **state)
{
	const struct feedback heard[] = {
	        {.channel = "mail", .heard_day = TODAY - 20},
	        {.channel = "shop", .step = "return", .heard_day = TODAY - 20},
	        {.channel = "phone", .heard_day = TODAY - 14},
	};
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "a", .channel = "phone"}, /* had its turn */
	        {.id = 2, .day = TODAY - 9, .comment = "b", .channel = "shop"},
	        {.id = 3, .day = TODAY - 29, .comment = "c", .channel = "mail"}, /* a quote before the shop */
	        {.id = 4, .day = TODAY - 30, .comment = "d", .themes = {"price"}, .theme_count = 1},
	        {.id = 5, .day = TODAY - 31, .comment = "e", .channel = "letter"}, /* of long ago */
	};
	struct quote_pick_input input = input_of(all, 5);
	input.heard = heard;
	input.heard_count = 3;
	input.turn_days = QUOTE_TURN_DAYS;
	const size_t order[] = {3, 2, 1, 0, 4};
	check_order(*state, &input, order, 5);
}

static void who_had_a_turn_lately_does_not_wait(void **state)
{
	const struct feedback heard[] = {
	        {.channel = "mail", .heard_day = TODAY - 5},
	        {.channel = "phone", .heard_day = TODAY - 3},
	};
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY - 25, .comment = "a", .channel = "mail"},
	        {.id = 2, .day = TODAY, .comment = "b", .channel = "phone"}, /* fresh: that decides */
	};
	struct quote_pick_input input = input_of(all, 2);
	input.heard = heard;
	input.heard_count = 2;
	input.turn_days = QUOTE_TURN_DAYS;
	const size_t order[] = {1, 0};
	check_order(*state, &input, order, 2);
}

static void of_never_heard_ones_who_speaks_for_most_comes_first(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "a", .channel = "phone", .step = "order"},
	        {.id = 2,
	                .day = TODAY - 20,
	                .comment = "b",
	                .channel = "shop",
	                .themes = {"price", "packaging"},
	                .theme_count = 2},
	};
	struct quote_pick_input input = input_of(all, 2);
	const size_t order[] = {1, 0};
	check_order(*state, &input, order, 2);
}

static void pain_is_chosen_in_the_light_of_the_praise(void **state)
{
	const struct feedback all[] = {
	        {.id = 1, .day = TODAY, .comment = "a", .channel = "phone", .mood = MOOD_PAIN},
	        {.id = 2, .day = TODAY - 9, .comment = "b", .channel = "shop", .mood = MOOD_PAIN},
	        {.id = 3, .day = TODAY, .comment = "c", .channel = "phone", .mood = MOOD_PRAISE},
	        {.id = 4, .day = TODAY, .comment = "d", .channel = "shop", .mood = MOOD_NEUTRAL},
	};
	struct quote_pick_input input = input_of(all, 4);
	struct quotes_of_day day = quote_day(*state, &input);
	assert_ptr_equal(day.praise, &all[2]);
	assert_ptr_equal(day.pain, &all[1]);
	input.count = 1;
	day = quote_day(*state, &input);
	assert_null(day.praise);
	assert_ptr_equal(day.pain, &all[0]);
}

static void segments_are_counted_and_stand_in_line(void **state)
{
	const struct feedback heard[] = {
	        {.channel = "phone", .themes = {"price", "staff"}, .theme_count = 2, .heard_day = TODAY - 40},
	        {.channel = "phone", .heard_day = TODAY - 20},
	        {.channel = "mail", .themes = {"price"}, .theme_count = 1, .heard_day = TODAY - 20},
	};
	struct segment segments[] = {{.kind = SEGMENT_CHANNEL, .name = "mail"},
	        {.kind = SEGMENT_CHANNEL, .name = "phone"}, {.kind = SEGMENT_CHANNEL, .name = "price"},
	        {.kind = SEGMENT_THEME, .name = "price"}, {.kind = SEGMENT_THEME, .name = "staff"}};
	UNUSED(state);
	segments_count(segments, 5, TODAY - 30, heard, 3);
	const int counts[] = {1, 1, 0, 1, 0};
	for (int i = 0; i < 5; i++)
		assert_int_equal(segments[i].heard, counts[i]);
	assert_int_equal(segment_last_day(&segments[1]), TODAY - 20);
	assert_int_equal(segment_last_day(&segments[2]), 0);
	assert_true(segment_waits(&segments[0], TODAY, 14));
	assert_false(segment_waits(&segments[0], TODAY, 20));
	assert_true(segment_waits(&segments[2], TODAY, 1000));
	segments_sort(segments, 5, 7);
	const char *const line[] = {"price", "staff", "phone"};
	for (int i = 0; i < 3; i++)
		assert_string_equal(segments[i].name, line[i]);
	assert_int_equal(segments[0].kind, SEGMENT_CHANNEL);
}

static void every_candidate_comes_once(void **state)
{
	enum { COUNT = 3000 };
	struct feedback *all = arena_array_of(*state, struct feedback, COUNT);
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", ""};
	for (int i = 0; i < COUNT; i++)
		all[i] = (struct feedback){.id = i + 1,
		        .day = TODAY - i % 50,
		        .comment = i % 4 ? "x" : "",
		        .channel = names[i % 7],
		        .step = names[i % 5],
		        .heard_day = i % 11 ? 0 : TODAY - i % 40,
		        .withdrawn = i % 13 == 0};
	struct quote_pick_input input = input_of(all, COUNT);
	size_t count;
	size_t *order = quote_pick(*state, &input, &count);
	assert_int_equal(count, COUNT - (COUNT + 12) / 13);
	bool *seen = arena_array_of(*state, bool, COUNT);
	for (size_t i = 0; i < count; i++) {
		assert_false(seen[order[i]] || all[order[i]].withdrawn);
		seen[order[i]] = true;
	}
}

static void nothing_to_choose_from(void **state)
{
	const struct feedback gone = {.id = 1, .withdrawn = true};
	struct quote_pick_input input = input_of(NULL, 0);
	size_t count = 99;
	quote_pick(*state, &input, &count);
	assert_int_equal(count, 0);
	input = input_of(&gone, 1);
	count = 99;
	quote_pick(*state, &input, &count);
	assert_int_equal(count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(unheard_then_commented_then_fresh),
	        TEST(the_edges_of_the_days),
	        TEST(channels_and_steps_take_turns),
	        TEST(equal_channels_alternate),
	        TEST(a_segment_heard_lately_waits),
	        TEST(who_had_a_turn_lately_does_not_wait),
	        TEST(no_segment_starves),
	        TEST(ties_fall_by_the_seed_and_the_words_alone),
	        TEST(the_longest_waiting_comes_first),
	        TEST(of_never_heard_ones_who_speaks_for_most_comes_first),
	        TEST(pain_is_chosen_in_the_light_of_the_praise),
	        TEST(segments_are_counted_and_stand_in_line),
	        TEST(every_candidate_comes_once),
	        TEST(nothing_to_choose_from),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
