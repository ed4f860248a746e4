#include <math.h>
#include <stdio.h>
#include <string.h>

#include "contract.h"

static const char *const themes[] = {"levering", "prijs", "app", "service"};
static const char *const channels[] = {"web", "telefoon", "winkel"};
static const char *const steps[] = {"bestellen", "bezorgen"};

enum { ROWS = 400 };

/* Row i of the sample, the same each time: the tests count by hand what the store rolls up. */
static void sample(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const int64_t *metrics = user; /* nps, ces */
	struct feedback *f = &row->feedback;
	f->day = i % 40 == 39 ? 0 : (int32_t)(TODAY - 60 + (int32_t)(i % 37));
	f->comment = i % 3 == 0 ? arena_printf(arena, "Opmerking %zu over Café", i) : "";
	f->customer = "Jan Jansen";
	f->channel = channels[i % 3];
	f->step = i % 5 == 0 ? "" : steps[i % 2];
	if (i % 7 != 6)
		f->answers[f->answer_count++] = (struct answer){metrics[0], (double)(i % 11)};
	if (i % 4 == 0)
		f->answers[f->answer_count++] = (struct answer){metrics[1], (double)(1 + i % 7)};
	for (size_t k = 0; k < i % 4; k++)
		f->themes[f->theme_count++] = themes[k];
	row->row_bytes = arena_printf(arena, "%zu", i);
	row->row_len = strlen(row->row_bytes);
}

static void feedback_of(struct arena *arena, const int64_t *metrics, size_t i, struct import_row *row)
{
	*row = (struct import_row){.feedback = {.comment = ""}, .external_id = ""};
	sample(arena, i, row, metrics);
}

static struct import_result import_sample(struct world *w, int64_t *metrics, size_t rows)
{
	metrics[0] = add_nps(w).id;
	metrics[1] = add_metric(w, "ces", METRIC_CES, 1, 7).id;
	return import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = rows, .fill = sample, .user = metrics});
}

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

/* The tally by a recount of the sample. */
static struct tally recount(struct world *w, const int64_t *metrics, size_t rows,
        const struct tally_query *query, const char *name)
{
	const struct metric nps = {.kind = METRIC_NPS, .scale_max = 10};
	const struct metric ces = {.kind = METRIC_CES, .scale_min = 1, .scale_max = 7};
	struct tally tally = {0};
	for (size_t i = 0; i < rows; i++) {
		struct import_row row;
		feedback_of(w->arena, metrics, i, &row);
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

static void check_tallies(struct world *w, const int64_t *metrics, size_t rows)
{
	static const int32_t windows[][2] = {
	        {0, 0}, {TODAY - 60, TODAY - 60}, {TODAY - 50, TODAY - 30}, {1, INT32_MAX}};
	for (size_t m = 0; m < 2; m++) {
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
	struct import_result result = import_sample(w, metrics, ROWS);
	assert_int_equal(result.added, ROWS);
	assert_int_not_equal(result.batch_id, 0);
	check_tallies(w, metrics, ROWS);
	world_reopen(w);
	check_tallies(w, metrics, ROWS);
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
	import_sample(w, metrics, ROWS);
	struct tally_query query = {.metric_id = metrics[0], .from_day = TODAY - 63};
	OK(w, store_tally_periods(w->store, &query, 7, 8, periods, &w->err));
	for (int i = 0; i < 8; i++) {
		struct tally_query window = {.metric_id = metrics[0],
		        .from_day = TODAY - 63 + 7 * i,
		        .to_day = TODAY - 63 + 7 * i + 6};
		struct tally expected = recount(w, metrics, ROWS, &window, NULL);
		assert_tally(&periods[i], &expected);
	}
	assert_int_equal(periods[7].n, 0);
}

static void a_batch_is_withdrawn_and_taken_back_with_its_roll_ups(void **state)
{
	struct world *w = *state;
	int64_t metrics[2], count;
	int32_t day;
	struct import_result first = import_sample(w, metrics, ROWS / 2);
	/* the same rows again and as many new ones */
	struct import_result second = import_rows(
	        w, &(struct import_plan){.name = "b.csv", .rows = ROWS, .fill = sample, .user = metrics});
	assert_int_equal(second.added, ROWS / 2);
	assert_int_equal(second.duplicates, ROWS / 2);
	check_tallies(w, metrics, ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, second.batch_id, true, &w->err));
	commit(w);
	check_tallies(w, metrics, ROWS / 2);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, ROWS / 2);
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.letter, 'B');
	check_tallies(w, metrics, ROWS);
	/* and the imports themselves */
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.id, second.batch_id);
	check_tallies(w, metrics, ROWS / 2);
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.id, first.batch_id);
	check_tallies(w, metrics, 0);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, 0);
	assert_int_equal(day, 0);
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	check_tallies(w, metrics, ROWS);
	struct batch *batches;
	size_t batch_count;
	OK(w, store_batches(w->store, w->arena, &batches, &batch_count, &w->err));
	assert_int_equal(batch_count, 2);
	assert_string_equal(batches[0].name, "b.csv");
	assert_int_equal(batches[0].imported, ROWS / 2);
	assert_int_equal(batches[0].duplicates, ROWS / 2);
	assert_false(batches[0].withdrawn);
}

static void answers_that_came_again_are_not_counted_twice(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct import_result first = import_sample(w, metrics, ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, first.batch_id, true, &w->err));
	commit(w);
	struct import_result again = import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = ROWS, .fill = sample, .user = metrics});
	assert_int_equal(again.added, ROWS);
	begin(w, &anna, "import.withdraw");
	REFUSED(w, store_withdraw_batch(w->store, first.batch_id, false, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	check_tallies(w, metrics, ROWS);
	begin(w, &anna, "import.withdraw");
	OK(w, store_withdraw_batch(w->store, again.batch_id, true, &w->err));
	OK(w, store_withdraw_batch(w->store, first.batch_id, false, &w->err));
	commit(w);
	check_tallies(w, metrics, ROWS);
	begin(w, &anna, "import.withdraw");
	REFUSED(w, store_withdraw_batch(w->store, 999, true, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

/* Reading */

static size_t read_feedback(struct world *w, const struct feedback_query *query, struct feedback **ret)
{
	size_t count = 0;
	OK(w, store_feedback(w->store, w->arena, query, ret, &count, &w->err));
	return count;
}

static void all_of_a_response_comes_back(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct feedback *list;
	import_sample(w, metrics, ROWS);
	struct feedback_query query = feedback_query_any();
	query.limit = ROWS + 10;
	assert_int_equal(read_feedback(w, &query, &list), ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		struct import_row row;
		struct feedback one;
		if (i > 0) {
			assert_true(list[i - 1].day > list[i].day ||
			            (list[i - 1].day == list[i].day && list[i - 1].id > list[i].id));
		}
		feedback_of(w->arena, metrics, (size_t)list[i].id - 1, &row);
		const struct feedback *f = &row.feedback;
		OK(w, store_feedback_by_id(w->store, w->arena, list[i].id, &one, &w->err));
		assert_int_equal(one.day, f->day);
		assert_string_equal(one.comment, f->comment);
		assert_string_equal(one.customer, f->customer);
		assert_string_equal(one.channel, f->channel);
		assert_string_equal(one.step, f->step);
		assert_int_equal(one.answer_count, f->answer_count);
		for (size_t k = 0; k < f->answer_count; k++) {
			assert_int_equal(one.answers[k].metric_id, f->answers[k].metric_id);
			assert_true(fabs(one.answers[k].score - f->answers[k].score) < 1e-9);
		}
		assert_int_equal(one.theme_count, f->theme_count);
		for (size_t k = 0; k < f->theme_count; k++)
			assert_string_equal(one.themes[k], f->themes[k]);
		assert_int_equal(one.heard_day, 0);
		assert_int_equal(list[i].theme_count, one.theme_count);
	}
	struct feedback none;
	REFUSED(w, store_feedback_by_id(w->store, w->arena, ROWS + 1, &none, &w->err), ERR_MISSING);
}

static bool wanted(const struct feedback *f, const struct feedback_query *q, const int64_t *metrics)
{
	double score = NAN;
	bool has_metric = q->metric == NULL;
	for (size_t k = 0; k < f->answer_count; k++) {
		bool is_it = q->metric && f->answers[k].metric_id == metrics[strcmp(q->metric, "nps") != 0];
		has_metric = has_metric || is_it;
		if (is_it || (!q->metric && k == 0))
			score = f->answers[k].score;
	}
	bool has_theme = q->theme == NULL;
	for (size_t k = 0; k < f->theme_count; k++)
		has_theme = has_theme || !strcmp(f->themes[k], q->theme);
	if ((q->from_day || q->to_day) && f->day == 0)
		return false;
	return has_metric && has_theme && (!q->channel || !strcmp(f->channel, q->channel)) &&
	       (!q->step || !strcmp(f->step, q->step)) && (!q->from_day || f->day >= q->from_day) &&
	       (!q->to_day || f->day <= q->to_day) && (!q->has_mood || f->mood == q->mood) &&
	       (isnan(q->score_from) || score >= q->score_from) &&
	       (isnan(q->score_to) || score <= q->score_to) && (!q->commented || *f->comment) &&
	       (!q->text || strstr(f->comment, "Café"));
}

/* Page by page it is the same as what is picked by hand from all. */
static void check_query(struct world *w, const int64_t *metrics, struct feedback_query query)
{
	struct feedback_query any = feedback_query_any();
	struct feedback *all, *page = NULL;
	any.limit = 10 * ROWS;
	size_t all_count = read_feedback(w, &any, &all), at = 0, count = 0, seen = 0;
	query.limit = 7;
	for (size_t i = 0; i < all_count; i++) {
		if (!wanted(&all[i], &query, metrics))
			continue;
		if (at == count) {
			count = read_feedback(w, &query, &page);
			at = 0;
			assert_true(count > 0);
		}
		assert_int_equal(page[at].id, all[i].id);
		query.before_id = page[at++].id;
		seen++;
	}
	assert_int_equal(at, count);
	assert_int_equal(read_feedback(w, &query, &page), 0);
	assert_true(seen > 0);
}

static void filters_and_pages_agree_with_picking_by_hand(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	import_sample(w, metrics, ROWS);
	const struct feedback_query any = feedback_query_any();
	struct feedback_query queries[16];
	for (size_t i = 0; i < 16; i++)
		queries[i] = any;
	queries[1].channel = "telefoon";
	queries[2].step = "bezorgen";
	queries[3].theme = "prijs";
	queries[4].metric = "ces";
	queries[5].metric = "ces";
	queries[5].score_from = 0;
	queries[5].score_to = 3;
	queries[6].score_to = 0;
	queries[7].from_day = TODAY - 40;
	queries[7].to_day = TODAY - 35;
	queries[8].to_day = TODAY - 50;
	queries[9].has_mood = true;
	queries[9].mood = MOOD_PAIN;
	queries[10].has_mood = queries[10].commented = true;
	queries[10].mood = MOOD_PRAISE;
	queries[11].commented = true;
	queries[11].from_day = TODAY - 30;
	queries[12].text = "CAFE";
	queries[13].text = "cafe";
	queries[13].has_mood = true;
	queries[13].mood = MOOD_NEUTRAL;
	queries[14].theme = "levering";
	queries[14].channel = "web";
	queries[14].has_mood = true;
	queries[14].mood = MOOD_PAIN;
	queries[14].commented = true;
	queries[15].theme = "app";
	queries[15].from_day = TODAY - 55;
	queries[15].metric = "nps";
	for (size_t i = 0; i < 16; i++)
		check_query(w, metrics, queries[i]);
}

static void a_name_that_is_not_there_finds_nothing(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct feedback *list;
	import_sample(w, metrics, 50);
	struct feedback_query query = feedback_query_any();
	query.channel = "fax";
	assert_int_equal(read_feedback(w, &query, &list), 0);
	query = feedback_query_any();
	query.theme = "niets";
	assert_int_equal(read_feedback(w, &query, &list), 0);
	query = feedback_query_any();
	query.metric = "csat";
	assert_int_equal(read_feedback(w, &query, &list), 0);
	query = feedback_query_any();
	query.batch_id = 9;
	assert_int_equal(read_feedback(w, &query, &list), 0);
}

static void one_batch_is_asked_for_and_a_withdrawn_one_is_left_out(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct feedback *list, one;
	struct import_result first = import_sample(w, metrics, 50);
	struct import_result second = import_rows(
	        w, &(struct import_plan){.name = "b", .rows = 80, .fill = sample, .user = metrics});
	struct feedback_query query = feedback_query_any();
	query.batch_id = second.batch_id;
	assert_int_equal(read_feedback(w, &query, &list), 30);
	assert_int_equal(list[0].batch_id, second.batch_id);
	begin(w, &anna, "withdraw");
	OK(w, store_withdraw_batch(w->store, first.batch_id, true, &w->err));
	commit(w);
	query = feedback_query_any();
	query.limit = 500;
	assert_int_equal(read_feedback(w, &query, &list), 30);
	query.theme = "levering";
	for (size_t i = 0, n = read_feedback(w, &query, &list); i < n; i++)
		assert_int_equal(list[i].batch_id, second.batch_id);
	OK(w, store_feedback_by_id(w->store, w->arena, 1, &one, &w->err));
	assert_true(one.withdrawn);
}

static void candidates_are_commented_newest_first_with_when_they_were_heard(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct feedback *list;
	size_t count;
	import_sample(w, metrics, ROWS);
	OK(w, store_quote_candidates(w->store, w->arena, MOOD_PRAISE, 5, &list, &count, &w->err));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		struct feedback whole;
		OK(w, store_feedback_by_id(w->store, w->arena, list[i].id, &whole, &w->err));
		assert_true(*whole.comment);
		assert_int_equal(whole.mood, MOOD_PRAISE);
		assert_int_equal(list[i].mood, MOOD_PRAISE);
		assert_int_equal(list[i].day, whole.day);
		assert_string_equal(list[i].channel, whole.channel);
		assert_string_equal(list[i].step, whole.step);
		assert_true(i == 0 || list[i - 1].day >= list[i].day);
	}
	int64_t id = list[1].id;
	begin(w, &anna, "heard");
	OK(w, store_put_heard(w->store, id, 3, TODAY - 1, &w->err));
	OK(w, store_put_heard(w->store, id, 4, TODAY, &w->err));
	OK(w, store_put_heard(w->store, id, 4, TODAY, &w->err));
	commit(w);
	OK(w, store_quote_candidates(w->store, w->arena, MOOD_PRAISE, 5, &list, &count, &w->err));
	assert_int_equal(list[1].id, id);
	assert_int_equal(list[1].heard_day, TODAY);
	assert_int_equal(list[0].heard_day, 0);
	struct journal_entry *entries;
	const struct journal_query heard = {.ref = {'F', id}};
	OK(w, store_history(w->store, w->arena, &heard, &entries, &count, &w->err));
	assert_int_equal(count, 0);
}

static void metrics_are_found_by_key_and_keep_their_scale(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w), again = add_nps(w), *list;
	size_t count;
	assert_int_equal(nps.id, again.id);
	add_metric(w, "cijfer", METRIC_MEAN, 1, 10);
	struct metric other[] = {{.key = "cijfer", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5},
	        {.key = "cijfer", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 10, .low_is_good = true},
	        {.key = "cijfer", .kind = METRIC_CES, .scale_min = 1, .scale_max = 10}};
	for (size_t i = 0; i < 3; i++) {
		begin(w, &anna, "metric");
		REFUSED(w, store_put_metric(w->store, &other[i], &w->err), ERR_REFUSED);
		store_rollback(w->store);
	}
	OK(w, store_metrics(w->store, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[1].key, "cijfer");
	assert_true(list[1].scale_max > 9.9 && list[1].scale_max < 10.1);
	assert_true(isnan(list[1].target));
}

static void a_theme_has_one_id_however_it_is_spelled(void **state)
{
	struct world *w = *state;
	int64_t first = 0, second = 0, third = 0;
	struct theme *list;
	size_t count;
	begin(w, &anna, "theme");
	OK(w, store_theme_id(w->store, " Levering ", &first, &w->err));
	OK(w, store_theme_id(w->store, "LEVERING", &second, &w->err));
	OK(w, store_theme_id(w->store, "App", &third, &w->err));
	commit(w);
	assert_int_equal(first, second);
	assert_int_not_equal(first, third);
	OK(w, store_themes(w->store, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].name, "App");
	assert_string_equal(list[1].name, "Levering");
	begin(w, &anna, "theme");
	REFUSED(w, store_theme_id(w->store, "  ", &first, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	REFUSED(w, store_theme_id(w->store, "x", &first, &w->err), ERR_INTERNAL);
}

enum { MANY = 1500 };

static void many_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const int64_t *metric = user;
	row->feedback.day = (int32_t)(TODAY - 2000 + (int32_t)i);
	row->feedback.channel = arena_printf(arena, "kanaal %zu", i);
	row->feedback.themes[0] = arena_printf(arena, "thema %zu", i);
	row->feedback.theme_count = 1;
	row->feedback.answers[0] = (struct answer){*metric, (double)(i % 11)};
	row->feedback.answer_count = 1;
}

static void many_names_and_days_each_keep_their_own(void **state)
{
	struct world *w = *state;
	int64_t metric = add_nps(w).id;
	const struct import_plan plan = {.name = "veel", .rows = MANY, .fill = many_row, .user = &metric};
	assert_int_equal(import_rows(w, &plan).added, MANY);
	for (enum tally_dimension d = TALLY_THEME; d <= TALLY_CHANNEL; d++) {
		struct named_tally *named;
		size_t count;
		const struct tally_query query = {.metric_id = metric, .dimension = d};
		OK(w, store_tally_by(w->store, w->arena, &query, &named, &count, &w->err));
		assert_int_equal(count, MANY);
		for (size_t i = 0; i < count; i++) {
			char name[32];
			snprintf(name, sizeof(name), d == TALLY_THEME ? "thema %zu" : "kanaal %zu", i);
			assert_string_equal(named[i].name, name);
			assert_int_equal(named[i].tally.n, 1);
			assert_int_equal(named[i].tally.bucket[i % 11], 1);
		}
	}
	struct tally all;
	OK(w, store_tally(w->store, &(struct tally_query){.metric_id = metric}, &all, &w->err));
	assert_int_equal(all.n, MANY);
	assert_int_equal(import_rows(w, &plan).duplicates, MANY);
}

static void names_of_each_dimension_are_listed(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct named *list;
	size_t count;
	import_sample(w, metrics, 50);
	OK(w, store_names(w->store, w->arena, TALLY_CHANNEL, &list, &count, &w->err));
	assert_int_equal(count, 3);
	assert_string_equal(list[0].name, "telefoon");
	OK(w, store_names(w->store, w->arena, TALLY_STEP, &list, &count, &w->err));
	assert_int_equal(count, 2);
	OK(w, store_names(w->store, w->arena, TALLY_ALL, &list, &count, &w->err));
	assert_int_equal(count, 0);
}

static void the_extent_is_the_newest_day_and_the_count(void **state)
{
	struct world *w = *state;
	int64_t metrics[2], count = -1;
	int32_t day = -1;
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(day, 0);
	assert_int_equal(count, 0);
	import_sample(w, metrics, ROWS);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(day, TODAY - 60 + 36);
	assert_int_equal(count, ROWS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(roll_ups_equal_a_recount),
	        TEST(periods_are_windows_of_days),
	        TEST(a_batch_is_withdrawn_and_taken_back_with_its_roll_ups),
	        TEST(answers_that_came_again_are_not_counted_twice),
	        TEST(all_of_a_response_comes_back),
	        TEST(filters_and_pages_agree_with_picking_by_hand),
	        TEST(a_name_that_is_not_there_finds_nothing),
	        TEST(one_batch_is_asked_for_and_a_withdrawn_one_is_left_out),
	        TEST(candidates_are_commented_newest_first_with_when_they_were_heard),
	        TEST(metrics_are_found_by_key_and_keep_their_scale),
	        TEST(a_theme_has_one_id_however_it_is_spelled),
	        TEST(many_names_and_days_each_keep_their_own),
	        TEST(names_of_each_dimension_are_listed),
	        TEST(the_extent_is_the_newest_day_and_the_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
