/* What answers are named after: metrics, themes, channels, steps. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sample.h"

static void metrics_are_found_by_key_and_keep_their_scale(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w), again = add_nps(w), *list;
	size_t count;
	assert_int_equal(nps.id, again.id);
	add_metric(w, "cijfer", METRIC_MEAN, 1, 5);
	struct metric wide = add_metric(w, "cijfer", METRIC_MEAN, 1, 10);
	struct feedback answer = {.comment = "", .customer = "", .day = TODAY, .answer_count = 1};
	answer.answers[0] = (struct answer){.metric_id = wide.id, .score = 9};
	begin(w, &anna, "metric");
	OK(w, store_put_feedback(w->store, &answer, &w->err));
	commit(w);
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
	assert_false(list[1].has_bands);
	assert_true(isnan(list[1].target));
}

/* What counts as good is known with the answers; once there are some they were counted by it. */
static void bands_are_kept_until_there_are_answers(void **state)
{
	struct world *w = *state;
	struct metric metric = {.key = "stars", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5}, *list;
	struct feedback feedback = {.comment = "", .customer = "", .day = TODAY, .answer_count = 1};
	size_t count = 0;
	metric.has_bands = true;
	metric.good = 5;
	metric.bad = (double)NAN;
	begin(w, &anna, "metric");
	OK(w, store_put_metric(w->store, &metric, &w->err));
	metric.good = 3;
	metric.bad = 1;
	OK(w, store_put_metric(w->store, &metric, &w->err));
	feedback.answers[0] = (struct answer){.metric_id = metric.id, .score = 3};
	OK(w, store_put_feedback(w->store, &feedback, &w->err));
	commit(w);
	assert_int_equal(feedback.mood, MOOD_PRAISE);
	OK(w, store_metrics(w->store, w->arena, &list, &count, &w->err));
	assert_true(list[0].has_bands && list[0].good == 3 && list[0].bad == 1);
	struct metric plain = {.key = "stars", .kind = METRIC_MEAN, .scale_min = 1, .scale_max = 5};
	begin(w, &anna, "metric");
	OK(w, store_put_metric(w->store, &metric, &w->err));
	OK(w, store_put_metric(w->store, &plain, &w->err));
	metric.good = 4;
	REFUSED(w, store_put_metric(w->store, &metric, &w->err), ERR_REFUSED);
	store_rollback(w->store);
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
	sample_import(w, metrics, 50);
	OK(w, store_names(w->store, w->arena, TALLY_CHANNEL, &list, &count, &w->err));
	assert_int_equal(count, 3);
	assert_string_equal(list[0].name, "telefoon");
	OK(w, store_names(w->store, w->arena, TALLY_STEP, &list, &count, &w->err));
	assert_int_equal(count, 2);
	OK(w, store_names(w->store, w->arena, TALLY_ALL, &list, &count, &w->err));
	assert_int_equal(count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(metrics_are_found_by_key_and_keep_their_scale),
	        TEST(bands_are_kept_until_there_are_answers),
	        TEST(a_theme_has_one_id_however_it_is_spelled),
	        TEST(many_names_and_days_each_keep_their_own),
	        TEST(names_of_each_dimension_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
