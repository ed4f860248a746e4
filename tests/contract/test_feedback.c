/* Reading what customers said. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sample.h"

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
	sample_import(w, metrics, SAMPLE_ROWS);
	struct feedback_query query = feedback_query_any();
	query.limit = SAMPLE_ROWS + 10;
	assert_int_equal(read_feedback(w, &query, &list), SAMPLE_ROWS);
	for (size_t i = 0; i < SAMPLE_ROWS; i++) {
		struct import_row row;
		struct feedback one;
		if (i > 0) {
			assert_true(list[i - 1].day > list[i].day ||
			            (list[i - 1].day == list[i].day && list[i - 1].id > list[i].id));
		}
		sample_feedback(w->arena, metrics, (size_t)list[i].id - 1, &row);
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
	REFUSED(w, store_feedback_by_id(w->store, w->arena, SAMPLE_ROWS + 1, &none, &w->err), ERR_MISSING);
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
	any.limit = 10 * SAMPLE_ROWS;
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
	sample_import(w, metrics, SAMPLE_ROWS);
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
	sample_import(w, metrics, 50);
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
	struct import_result first = sample_import(w, metrics, 50);
	struct import_result second = import_rows(
	        w, &(struct import_plan){.name = "b", .rows = 80, .fill = sample_row, .user = metrics});
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

static void quotes_are_commented_and_newest_first(void **state)
{
	struct world *w = *state;
	int64_t metrics[2];
	struct feedback *list;
	size_t count;
	const struct quote_query query = {.mood = MOOD_PRAISE, .quiet_from_day = TODAY - 30, .limit = 5};
	sample_import(w, metrics, SAMPLE_ROWS);
	OK(w, store_quotes(w->store, w->arena, &query, &list, &count, &w->err));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		struct feedback whole;
		OK(w, store_feedback_by_id(w->store, w->arena, list[i].id, &whole, &w->err));
		assert_true(*whole.comment);
		assert_string_equal(list[i].comment, whole.comment);
		assert_int_equal(whole.mood, MOOD_PRAISE);
		assert_int_equal(list[i].mood, MOOD_PRAISE);
		assert_int_equal(list[i].day, whole.day);
		assert_string_equal(list[i].channel, whole.channel);
		assert_string_equal(list[i].step, whole.step);
		assert_int_equal(list[i].theme_count, whole.theme_count);
		for (size_t k = 0; k < whole.theme_count; k++)
			assert_string_equal(list[i].themes[k], whole.themes[k]);
		assert_true(i == 0 || list[i - 1].day >= list[i].day);
	}
	int64_t id = list[1].id;
	begin(w, &anna, "heard");
	OK(w, store_put_heard(w->store, id, 3, TODAY - 1, &w->err));
	OK(w, store_put_heard(w->store, id, 4, TODAY, &w->err));
	OK(w, store_put_heard(w->store, id, 4, TODAY, &w->err));
	commit(w);
	OK(w, store_quotes(w->store, w->arena, &query, &list, &count, &w->err));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(list[i].id, id);
	struct journal_entry *entries;
	const struct journal_query heard = {.ref = {'F', id}};
	OK(w, store_history(w->store, w->arena, &heard, &entries, &count, &w->err));
	assert_int_equal(count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(all_of_a_response_comes_back),
	        TEST(filters_and_pages_agree_with_picking_by_hand),
	        TEST(a_name_that_is_not_there_finds_nothing),
	        TEST(one_batch_is_asked_for_and_a_withdrawn_one_is_left_out),
	        TEST(quotes_are_commented_and_newest_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
