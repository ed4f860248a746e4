/* Weeks that are kept as one value: they come back as they were, from whole or broken bytes, and are those
 * that the roll-ups have. */
#include "room.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include <dagstart/base/random.h>
#include <dagstart/store/import.h>
#include <dagstart/store/voice.h>

#include "weeks_code.h"

enum { TODAY = 20514, CHANNELS = 3, WEEKS_MAX = 60 }; /* Monday 2 March 2026 */

static void assert_same(const struct week_tally *a, const struct week_tally *b)
{
	assert_int_equal(a->monday, b->monday);
	assert_memory_equal(&a->tally, &b->tally, sizeof(a->tally));
}

static size_t some_weeks(struct random *dice, struct week_tally *weeks)
{
	size_t count = random_below(dice, WEEKS_MAX);
	int32_t monday = 4 + 7 * (int32_t)random_below(dice, 3000);
	for (size_t i = 0; i < count; i++) {
		struct tally *tally = &weeks[i].tally;
		bool whole = random_below(dice, 2);
		weeks[i].monday = monday += 7 * (1 + (int32_t)random_below(dice, 5));
		*tally = (struct tally){0};
		for (size_t k = 0; k < TALLY_BUCKETS; k++) {
			tally->bucket[k] = (int64_t)random_below(dice, k % 3 ? 5 : 4000000);
			tally->n += tally->bucket[k];
			tally->sum += (double)tally->bucket[k] * (whole ? (double)k : 0.1 * (double)k - 0.3);
			tally->sum_sq += (double)tally->bucket[k] * (whole ? (double)(k * k) : 0.7);
		}
	}
	return count;
}

static bool read_back(struct arena *arena, const void *bytes, size_t len, const struct tally *total,
        struct week_tally **ret, size_t *ret_count)
{
	struct week_place *places = NULL;
	size_t count = 0;
	if (!weeks_find(arena, bytes, len, total, &places, &count))
		return false;
	struct week_tally *weeks = arena_array_of(arena, struct week_tally, count + 1);
	bool good = true;
	for (size_t i = 0; i < count; i++)
		good &= week_read(&places[i], &weeks[i]);
	*ret = weeks;
	*ret_count = count;
	return good;
}

static void bytes_come_back_as_weeks(void **state)
{
	UNUSED(state);
	struct random dice = random_seeded(5);
	struct arena *arena = arena_new(NULL);
	for (int round = 0; round < 300; round++) {
		struct week_tally weeks[WEEKS_MAX], *back = NULL;
		const struct tally total = {.n = round, .sum = round * 0.1, .sum_sq = 3.5};
		struct tally other = total;
		size_t len = 0, count = some_weeks(&dice, weeks), found = 0;
		const void *bytes = weeks_write(arena, &total, weeks, count, &len);
		assert_true(read_back(arena, bytes, len, &total, &back, &found));
		assert_int_equal(found, count);
		for (size_t i = 0; i < count; i++)
			assert_same(&back[i], &weeks[i]);
		other.sum_sq += 1e-9;
		assert_false(read_back(arena, bytes, len, &other, &back, &found));
		other = total;
		other.n++;
		assert_false(read_back(arena, bytes, len, &other, &back, &found));
		/* Nothing beyond the end is looked at, and nothing shorter or longer is taken. */
		for (size_t cut = 0; cut < len; cut++) {
			unsigned char *part = arena_alloc(arena, cut + 1);
			memcpy(part, bytes, cut);
			assert_false(read_back(arena, part, cut, &total, &back, &found));
		}
		unsigned char *longer = arena_alloc(arena, len + 1);
		memcpy(longer, bytes, len);
		assert_false(read_back(arena, longer, len + 1, &total, &back, &found));
		for (int i = 0; i < 50 && len; i++) {
			longer[random_below(&dice, (uint32_t)len)] = (unsigned char)random_below(&dice, 256);
			if (read_back(arena, longer, len, &total, &back, &found))
				assert_true(found <= len);
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

static void put_answers(struct room *room, struct random *dice, int count)
{
	static const struct change change = {.origin = "setup", .verb = "import"};
	static const char *const names[CHANNELS + 1] = {"chat", "phone", "shop", ""};
	struct metric metric = {.key = "grade", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 10};
	must(room, store_begin(room->store, &change, &room->err));
	must(room, store_put_metric(room->store, &metric, &room->err));
	for (int i = 0; i < count; i++) {
		struct feedback feedback = {.comment = "",
		        .customer = "",
		        .channel = names[random_below(dice, CHANNELS + 1)],
		        .step = names[random_below(dice, CHANNELS + 1)],
		        .day = random_below(dice, 9) ? TODAY + 40 - (int32_t)random_below(dice, 700) : 0,
		        .answers = {{.metric_id = metric.id,
		                .score = 1 + (double)random_below(dice, 91) / 10}},
		        .answer_count = 1};
		must(room, store_put_feedback(room->store, &feedback, &room->err));
	}
	must(room, store_commit(room->store, &room->err));
}

static void forget_kept(struct room *room)
{
	sqlite3 *db = NULL;
	store_close(room->store);
	room->store = NULL;
	assert_int_equal(sqlite3_open(room->path, &db), SQLITE_OK);
	assert_int_equal(
	        sqlite3_exec(db, "DELETE FROM meta WHERE key LIKE 'weeks:%'", NULL, NULL, NULL), SQLITE_OK);
	assert_true(sqlite3_changes(db) > 2 * CHANNELS);
	sqlite3_close(db);
	room_open(room);
}

enum { ASKED_MAX = 4096 };

/* Whatever is asked of them. */
static size_t ask_all(struct room *room, struct week_tallies *ret)
{
	static const struct {
		enum tally_dimension dimension;
		int64_t id;
	} parts[] = {
	        {TALLY_ALL, 0}, {TALLY_CHANNEL, 1}, {TALLY_CHANNEL, 3}, {TALLY_STEP, 2}, {TALLY_STEP, 99}};
	size_t count = 0;
	for (size_t p = 0; p < sizeof(parts) / sizeof(*parts); p++)
		for (int32_t end = TODAY - 7 * 110; end <= TODAY + 70; end += 7 * 9)
			for (size_t last = 0; last < 40; last += 13)
				for (int32_t from = 0; from <= TODAY; from += from ? 61 : TODAY - 600) {
					const struct week_query query = {.metric_id = 1,
					        .dimension = parts[p].dimension,
					        .dimension_id = parts[p].id,
					        .end_day = end,
					        .last = last,
					        .first = last ? last / 2 : 0,
					        .from_day = from};
					assert_true(count < ASKED_MAX);
					must(room, store_tally_weeks(room->store, room->arena, &query,
					                   &ret[count++], &room->err));
				}
	return count;
}

static void kept_weeks_are_those_of_the_roll_ups(void **state)
{
	struct random dice = random_seeded(11);
	struct room *room = *state;
	static struct week_tallies kept[ASKED_MAX], rows[ASKED_MAX];
	size_t compared = 0;
	must(room, clock_set_zone("UTC", &room->err));
	room_open(room);
	for (int round = 0; round < 3; round++) {
		put_answers(room, &dice, 60);
		size_t count = ask_all(room, kept);
		forget_kept(room);
		assert_int_equal(ask_all(room, rows), count);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(kept[i].count, rows[i].count);
			assert_int_equal(kept[i].left_out, rows[i].left_out);
			assert_int_equal(kept[i].later, rows[i].later);
			assert_int_equal(kept[i].ahead, rows[i].ahead);
			for (size_t k = 0; k < kept[i].count; k++, compared++)
				assert_same(&kept[i].items[k], &rows[i].items[k]);
		}
	}
	assert_true(compared > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(bytes_come_back_as_weeks),
	        cmocka_unit_test_setup_teardown(
	                kept_weeks_are_those_of_the_roll_ups, room_setup, room_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
