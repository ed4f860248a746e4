/* Who may speak next: what an import leaves in hand, and what the migration makes of an older store. */
#include "turns.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/random.h>
#include <dagstart/store/import.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/voice.h>

#include "room.h"

enum { TODAY = 20514, ROWS = 700, NPS = 1 };

static int setup(void **state)
{
	static const struct change change = {.origin = "here", .verb = "metric"};
	if (room_setup(state) != 0)
		return -1;
	struct room *room = *state;
	struct metric nps = {.key = "nps", .kind = METRIC_NPS, .scale_max = 10};
	room_open(room);
	must(room, store_begin(room->store, &change, &room->err) &&
	                   store_put_metric(room->store, &nps, &room->err) &&
	                   store_commit(room->store, &room->err));
	return nps.id == NPS ? 0 : -1;
}

static struct feedback row_of(struct room *room, size_t i, int32_t day)
{
	static const char *const themes[] = {"prijs", "levering", "app"};
	return (struct feedback){.day = day,
	        .comment = i % 4 ? arena_printf(room->arena, "woorden %zu", i) : "",
	        .customer = "",
	        .channel = i % 61 == 5 ? "brief" : "web",
	        .step = i % 3 ? "bezorgen" : "",
	        .answers = {{NPS, i % 5 ? (double)(i % 3) : 9}},
	        .answer_count = i % 7 ? 1 : 0,
	        .themes = {themes[i % 3], themes[(i + 1) % 3]},
	        .theme_count = i % 2 ? 2 : 1};
}

static void import(struct room *room, const char *name, int32_t (*day)(size_t i))
{
	const struct import_source source = {.name = name, .shape = name};
	struct import *import = NULL;
	int64_t batch = 0;
	must(room, store_import_begin(room->store, room->arena, &source, &import, &room->err));
	for (size_t i = 0; i < ROWS; i++) {
		enum import_added added;
		const char *bytes = arena_printf(room->arena, "%zu", i);
		struct import_row row = {.feedback = row_of(room, i, day(i)),
		        .external_id = "",
		        .row_bytes = bytes,
		        .row_len = strlen(bytes)};
		must(room, store_import_add(import, &row, &added, &room->err));
	}
	must(room, store_import_commit(import, 0, &batch, &room->err));
}

static int32_t forth(size_t i)
{
	return (int32_t)(TODAY - 90 + (int32_t)(i / 8));
}

static int32_t back(size_t i)
{
	return (int32_t)(TODAY - (int32_t)(i / 8));
}

static int32_t about(size_t i)
{
	struct random dice = random_seeded(i);
	return i % 29 ? (int32_t)(TODAY - (int32_t)random_below(&dice, 100)) : 0;
}

/* All that can be asked of the turns, as text. */
static char *in_hand(struct room *room, int32_t quiet_from)
{
	struct segment *segments = NULL;
	size_t count = 0, found = 0;
	bool more = false;
	struct loop *loops = NULL;
	char *text = arena_strdup(room->arena, "");
	must(room, store_segments(room->store, room->arena, TODAY - 30, &segments, &count, &room->err));
	for (size_t i = 0; i < 2 * count; i++) {
		struct feedback *quotes = NULL;
		const struct segment *segment = &segments[i / 2];
		const struct quote_query query = {.mood = i % 2 ? MOOD_PAIN : MOOD_PRAISE,
		        .quiet_from_day = quiet_from,
		        .limit = 1000,
		        .of_segment = true,
		        .kind = segment->kind,
		        .segment_id = segment->id};
		must(room, store_quotes(room->store, room->arena, &query, &quotes, &found, &room->err));
		text = arena_printf(room->arena, "%s\n%s %d:", text, segment->name, segment->has_words);
		for (size_t k = 0; k < found; k++)
			text = arena_printf(room->arena, "%s %lld", text, (long long)quotes[k].id);
	}
	struct metric *metrics = NULL;
	struct named *channels = NULL;
	must(room, store_metrics(room->store, room->arena, &metrics, &found, &room->err));
	assert_true(found > 0);
	must(room, store_names(room->store, room->arena, TALLY_CHANNEL, &channels, &found, &room->err));
	assert_true(found > 0);
	for (size_t i = 0; i < found; i++) {
		const struct week_query each = {.metric_id = metrics[0].id,
		        .dimension = TALLY_CHANNEL,
		        .dimension_id = channels[i].id,
		        .end_day = TODAY - day_weekday(TODAY)};
		struct week_tallies weeks;
		must(room, store_tally_weeks(room->store, room->arena, &each, &weeks, &room->err));
		assert_true(weeks.count > 0);
		for (size_t k = 0; k < weeks.count; k++)
			text = arena_printf(room->arena, "%s\n%s %d %lld %g", text, channels[i].name,
			        weeks.items[k].monday, (long long)weeks.items[k].tally.n,
			        weeks.items[k].tally.sum_sq);
	}
	const struct loop_query query = {.from_day = 1, .to_day = TODAY, .limit = 1000};
	must(room, store_loops(room->store, room->arena, &query, &loops, &found, &more, &room->err));
	text = arena_printf(room->arena, "%s\nlow:", text);
	for (size_t k = 0; k < found; k++)
		text = arena_printf(room->arena, "%s %lld", text, (long long)loops[k].id);
	return text;
}

static int newest_first(const void *left, const void *right)
{
	const struct feedback *a = left, *b = right;
	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	return a->id > b->id ? -1 : 1;
}

static void whatever_the_order_the_newest_are_kept(void **state)
{
	static int32_t (*const orders[])(size_t) = {forth, back, about};
	struct room *room = *state;
	for (size_t o = 0; o < 3; o++) {
		struct feedback *all = arena_array_of(room->arena, struct feedback, ROWS);
		size_t count = 0, found = 0;
		for (size_t i = 0; i < ROWS; i++) {
			struct feedback row = row_of(room, i, orders[o](i));
			row.id = (int64_t)(o * ROWS + i + 1);
			if (*row.comment && row.answer_count && row.answers[0].score < 7 && *row.step)
				all[count++] = row;
		}
		qsort(all, count, sizeof(all[0]), newest_first);
		import(room, arena_printf(room->arena, "%zu.csv", o), orders[o]);
		struct feedback *list = NULL;
		struct segment *segments = NULL;
		must(room, store_segments(room->store, room->arena, 1, &segments, &found, &room->err));
		struct quote_query query = {.mood = MOOD_PAIN, .limit = 1000, .of_segment = true};
		for (size_t i = 0; i < found; i++)
			if (segments[i].kind == SEGMENT_STEP) {
				query.kind = SEGMENT_STEP;
				query.segment_id = segments[i].id;
			}
		must(room, store_quotes(room->store, room->arena, &query, &list, &found, &room->err));
		size_t met = 0;
		for (size_t i = 0; i < found; i++)
			if (list[i].id > (int64_t)(o * ROWS))
				assert_int_equal(list[i].id, all[met++].id);
		assert_int_equal(met, TURNS_OF_SEGMENT);
	}
}

/* A store of the fourth version knows no turns: the migration finds the very same ones. */
static void an_older_store_gets_the_same(void **state)
{
	struct room *room = *state;
	static const struct change change = {.origin = "here", .verb = "voice.next"};
	import(room, "a.csv", forth);
	import(room, "b.csv", about);
	must(room, store_begin(room->store, &change, &room->err) &&
	                   store_put_heard(room->store, 5, 0, TODAY - 1, &room->err) &&
	                   store_commit(room->store, &room->err));
	char *before = in_hand(room, TODAY - 30);
	assert_non_null(strstr(before, "low: "));
	room_age(room);
	room_open(room);
	assert_int_equal(store_schema_version(room->store), store_schema_newest());
	assert_string_equal(in_hand(room, TODAY - 30), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(whatever_the_order_the_newest_are_kept, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(an_older_store_gets_the_same, setup, room_teardown),
	};
	return cmocka_run_group_tests_name("turns", tests, NULL, NULL);
}
