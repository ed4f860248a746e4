#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/clock.h>

#include "sample.h"

static bool counts(const struct feedback *f, const struct tally_query *query, const char *name)
{
	bool any = query->from_day == 0 && query->to_day == 0;
	if (!any && (f->day == 0 || f->day < query->from_day || f->day > query->to_day))
		return false;
	switch (query->dimension) {
	case TALLY_ALL:
		return true;
	case TALLY_CHANNEL:
		return !strcmp(f->channel, name);
	case TALLY_STEP:
		return !strcmp(f->step, name);
	case TALLY_THEME:
		for (size_t i = 0; i < f->theme_count; i++) {
			if (!strcmp(f->themes[i], name))
				return true;
		}
		return false;
	}
	return false;
}

/* The tally by a recount of the sample_row. */
static struct tally recount(struct world *w, const int64_t *metrics, size_t rows,
        const struct tally_query *query, const char *name)
{
	const struct metric nps = {.kind = METRIC_NPS, .scale_max = 10};
	const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};
	struct tally tally = {0};
	for (size_t i = 0; i < rows; i++) {
		struct import_row row;
		sample_feedback(w->arena, metrics, i, &row);
		for (size_t k = 0; k < row.feedback.answer_count; k++) {
			const struct answer *answer = &row.feedback.answers[k];
			if (answer->metric_id == query->metric_id && counts(&row.feedback, query, name))
				tally_add(
				        &tally, answer->metric_id == metrics[0] ? &nps : &ces, answer->score);
		}
	}
	return tally;
}

static void assert_tally(const struct tally *a, const struct tally *b)
{
	assert_int_equal(a->n, b->n);
	assert_true(fabs(a->sum - b->sum) < 1e-6);
	assert_true(fabs(a->sum_sq - b->sum_sq) < 1e-6);
	for (size_t i = 0; i < TALLY_BUCKETS; i++)
		assert_int_equal(a->bucket[i], b->bucket[i]);
}

/* All weeks there are, those to come too. */
static struct week_query every_week(int64_t metric, enum tally_dimension dimension, int64_t id)
{
	return (struct week_query){.metric_id = metric,
	        .dimension = dimension,
	        .dimension_id = id,
	        .end_day = TODAY - day_weekday(TODAY) + 7 * 52};
}

/* Each week equals its days, and none is missing: all of them make up what has a day at all. */
static void check_weeks_of(struct world *w, const struct week_query *all)
{
	struct week_tallies weeks;
	int64_t sum = 0;
	struct tally days;
	struct tally_query query = {
	        .metric_id = all->metric_id, .dimension = all->dimension, .dimension_id = all->dimension_id};
	OK(w, store_tally_weeks(w->store, w->arena, all, &weeks, &w->err));
	assert_true(weeks.left_out == 0 && weeks.later == 0 && weeks.ahead == 0);
	for (size_t i = 0; i < weeks.count; i++) {
		const struct week_tally *week = &weeks.items[i];
		assert_int_equal(day_weekday(week->monday), 0);
		assert_true(i == 0 || week->monday > weeks.items[i - 1].monday);
		query.from_day = week->monday;
		query.to_day = week->monday + 6;
		OK(w, store_tally(w->store, &query, &days, &w->err));
		assert_tally(&week->tally, &days);
		assert_true(days.n > 0);
		sum += days.n;
	}
	query.from_day = 1;
	query.to_day = INT32_MAX;
	OK(w, store_tally(w->store, &query, &days, &w->err));
	assert_int_equal(days.n, sum);
}

/* Both ends are those of all weeks, and what was left out is counted. */
static void check_ends_of(struct world *w, const struct week_query *all)
{
	struct week_tallies weeks, ends;
	struct week_query query = *all;
	OK(w, store_tally_weeks(w->store, w->arena, all, &weeks, &w->err));
	for (query.last = 1; query.last <= 5; query.last++)
		for (query.first = 1; query.first <= 4; query.first++)
			for (size_t from = 0; from <= weeks.count; from++) {
				query.from_day =
				        from ? weeks.items[from - 1].monday - (int32_t)(from % 3) : 0;
				OK(w, store_tally_weeks(w->store, w->arena, &query, &ends, &w->err));
				size_t skipped = from ? from - 1 : 0, k = 0, left_out = 0;
				for (size_t i = 0; i < weeks.count; i++) {
					bool is_first = i >= skipped && i < skipped + query.first;
					bool is_last = i + query.last >= weeks.count;
					left_out += i >= skipped && !is_first && !is_last;
					if (!is_first && !is_last)
						continue;
					assert_true(k < ends.count);
					assert_int_equal(ends.items[k].monday, weeks.items[i].monday);
					assert_tally(&ends.items[k++].tally, &weeks.items[i].tally);
				}
				assert_int_equal(ends.count, k);
				assert_int_equal(ends.left_out, left_out);
			}
}

/* What lies at and beyond the end is told apart. */
static void check_later(struct world *w, const struct week_query *all)
{
	struct week_tallies weeks, before;
	OK(w, store_tally_weeks(w->store, w->arena, all, &weeks, &w->err));
	for (size_t i = 0; i < weeks.count; i++) {
		struct week_query query = *all;
		int64_t ahead = 0;
		query.end_day = weeks.items[i].monday;
		for (size_t k = i + 1; k < weeks.count; k++)
			ahead += weeks.items[k].tally.n;
		OK(w, store_tally_weeks(w->store, w->arena, &query, &before, &w->err));
		assert_int_equal(before.count, i);
		assert_int_equal(before.later, weeks.count - i);
		assert_int_equal(before.ahead, ahead);
	}
}

static void check_weeks(struct world *w, int64_t metric, enum tally_dimension dimension)
{
	static const struct named all = {.name = ""};
	struct named *names = NULL;
	size_t count = 0;
	if (dimension != TALLY_ALL)
		OK(w, store_names(w->store, w->arena, dimension, &names, &count, &w->err));
	for (size_t i = 0; i < (names ? count : 1); i++) {
		struct week_query query = every_week(metric, dimension, (names ? &names[i] : &all)->id);
		check_weeks_of(w, &query);
		check_ends_of(w, &query);
		check_later(w, &query);
	}
}

static void check_tallies(struct world *w, const int64_t *metrics, size_t rows)
{
	static const int32_t windows[][2] = {{0, 0}, {TODAY - 60, TODAY - 60}, {TODAY - 50, TODAY - 30},
	        {1, INT32_MAX}, {TODAY - 29, TODAY}, {TODAY - 41, TODAY - 22}, {TODAY - 42, TODAY - 15},
	        {TODAY - 43, TODAY - 16}, {TODAY - 60, INT32_MAX}};
	for (size_t m = 0; m < 2; m++) {
		for (enum tally_dimension d = TALLY_ALL; d <= TALLY_STEP; d++)
			check_weeks(w, metrics[m], d);
		for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
			struct tally_query query = {
			        .metric_id = metrics[m], .from_day = windows[i][0], .to_day = windows[i][1]};
			struct tally tally, expected = recount(w, metrics, rows, &query, NULL);
			OK(w, store_tally(w->store, &query, &tally, &w->err));
			assert_tally(&tally, &expected);
			for (enum tally_dimension d = TALLY_THEME; d <= TALLY_STEP; d++) {
				struct named_tally *named;
				size_t count;
				query.dimension = d;
				OK(w, store_tally_by(w->store, w->arena, &query, &named, &count, &w->err));
				for (size_t k = 0; k < count; k++) {
					expected = recount(w, metrics, rows, &query, named[k].name);
					assert_tally(&named[k].tally, &expected);
					query.dimension_id = named[k].id;
					OK(w, store_tally(w->store, &query, &tally, &w->err));
					assert_tally(&tally, &expected);
					assert_true(tally.n > 0);
				}
				query.dimension_id = 0;
			}
		}
	}
}

static void roll_ups_equal_a_recount(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct import_result result = sample_import(w, metrics, SAMPLE_ROWS);
	assert_int_equal(result.added, SAMPLE_ROWS);
	assert_int_not_equal(result.batch_id, 0);
	check_tallies(w, metrics, SAMPLE_ROWS);
	world_reopen(w);
	check_tallies(w, metrics, SAMPLE_ROWS);
	struct named_tally *named;
	size_t count;
	const struct tally_query query = {.metric_id = metrics[0], .dimension = TALLY_THEME};
	OK(w, store_tally_by(w->store, w->arena, &query, &named, &count, &w->err));
	assert_int_equal(count, 3); /* the fourth is never mentioned */
}

static void periods_are_windows_of_days(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct tally periods[8];
	sample_import(w, metrics, SAMPLE_ROWS);
	struct tally_query query = {.metric_id = metrics[0], .from_day = TODAY - 63};
	OK(w, store_tally_periods(w->store, &query, 7, 8, periods, &w->err));
	for (int i = 0; i < 8; i++) {
		struct tally_query window = {.metric_id = metrics[0],
		        .from_day = TODAY - 63 + 7 * i,
		        .to_day = TODAY - 63 + 7 * i + 6};
		struct tally expected = recount(w, metrics, SAMPLE_ROWS, &window, NULL);
		assert_tally(&periods[i], &expected);
	}
	assert_int_equal(periods[7].n, 0);
}

static void a_batch_is_withdrawn_and_taken_back_with_its_roll_ups(void **state)
{
	struct world *w = *state;
	int64_t metrics[2], count;
	int32_t day;
	struct import_result first = sample_import(w, metrics, SAMPLE_ROWS / 2);
	/* the same rows again and as many new ones */
	struct import_result second = import_rows(
	        w, &(struct import_plan){
	                   .name = "b.csv", .rows = SAMPLE_ROWS, .fill = sample_row, .user = metrics});
	assert_int_equal(second.added, SAMPLE_ROWS / 2);
	assert_int_equal(second.duplicates, SAMPLE_ROWS / 2);
	check_tallies(w, metrics, SAMPLE_ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, second.batch_id, true, &w->err));
	commit(w);
	check_tallies(w, metrics, SAMPLE_ROWS / 2);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, SAMPLE_ROWS / 2);
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.letter, 'B');
	check_tallies(w, metrics, SAMPLE_ROWS);
	/* and the imports themselves */
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.id, second.batch_id);
	check_tallies(w, metrics, SAMPLE_ROWS / 2);
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.id, first.batch_id);
	check_tallies(w, metrics, 0);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, 0);
	assert_int_equal(day, 0);
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	check_tallies(w, metrics, SAMPLE_ROWS);
	struct batch *batches;
	size_t batch_count;
	OK(w, store_batches(w->store, w->arena, &batches, &batch_count, &w->err));
	assert_int_equal(batch_count, 2);
	assert_string_equal(batches[0].name, "b.csv");
	assert_int_equal(batches[0].imported, SAMPLE_ROWS / 2);
	assert_int_equal(batches[0].duplicates, SAMPLE_ROWS / 2);
	assert_false(batches[0].withdrawn);
}

static void answers_that_came_again_are_not_counted_twice(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct import_result first = sample_import(w, metrics, SAMPLE_ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, first.batch_id, true, &w->err));
	commit(w);
	struct import_result again = import_rows(
	        w, &(struct import_plan){
	                   .name = "a.csv", .rows = SAMPLE_ROWS, .fill = sample_row, .user = metrics});
	assert_int_equal(again.added, SAMPLE_ROWS);
	begin(w, &anna, "import.withdraw");
	REFUSED(w, store_withdraw_batch(w->store, first.batch_id, false, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	check_tallies(w, metrics, SAMPLE_ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, again.batch_id, true, &w->err));
	OK(w, store_withdraw_batch(w->store, first.batch_id, false, &w->err));
	commit(w);
	check_tallies(w, metrics, SAMPLE_ROWS);
	begin(w, &anna, "import.withdraw");
	REFUSED(w, store_withdraw_batch(w->store, 999, true, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

static void the_extent_is_the_newest_day_and_the_count(void **state)
{
	struct world *w = *state;
	int64_t metrics[2], count = -1;
	int32_t day = -1;
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(day, 0);
	assert_int_equal(count, 0);
	sample_import(w, metrics, SAMPLE_ROWS);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(day, TODAY - 60 + 36);
	assert_int_equal(count, SAMPLE_ROWS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(roll_ups_equal_a_recount),
	        TEST(periods_are_windows_of_days),
	        TEST(a_batch_is_withdrawn_and_taken_back_with_its_roll_ups),
	        TEST(answers_that_came_again_are_not_counted_twice),
	        TEST(the_extent_is_the_newest_day_and_the_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
