/* Themes that are renamed, merged, split and made. After each change the roll-ups must be what a recount of
 * the answers gives, for every theme, metric and window. */
#include <dagstart/store/themes.h>

#include <string.h>

#include <dagstart/base/str.h>

#include "contract.h"

enum { ROWS = 240 };

static const char *const names[] = {"Levering", "Bezorging", "Prijs", "App"};

/* Themes in all combinations; every fifth comment tells of a courier. */
static void sample(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const int64_t *metrics = user;
	struct feedback *f = &row->feedback;
	f->day = i % 20 == 19 ? 0 : (int32_t)(TODAY - (int32_t)(i % 40));
	f->comment = i % 5 == 0   ? arena_printf(arena, "De koerier belde niet aan (%zu)", i)
	             : i % 5 == 1 ? ""
	                          : arena_printf(arena, "Opmerking %zu", i);
	f->answers[f->answer_count++] = (struct answer){metrics[0], (double)(i % 11)};
	if (i % 3 == 0)
		f->answers[f->answer_count++] = (struct answer){metrics[1], (double)(1 + i % 7)};
	for (size_t k = 0; k < 4; k++)
		if (i >> k & 1)
			f->themes[f->theme_count++] = names[k];
	row->row_bytes = arena_printf(arena, "%zu", i);
	row->row_len = strlen(row->row_bytes);
}

struct stocked {
	struct world *w;
	int64_t metrics[2];
	int64_t batch;
	int64_t ids[4];
};

static struct stocked stock(struct world *w)
{
	struct stocked s = {.w = w};
	s.metrics[0] = add_nps(w).id;
	s.metrics[1] = add_metric(w, "ces", METRIC_CES, 1, 7).id;
	s.batch = import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = ROWS, .fill = sample, .user = s.metrics})
	                  .batch_id;
	for (size_t i = 0; i < 4; i++) {
		struct theme_entry entry;
		OK(w, store_theme_by_name(w->store, w->arena, names[i], &entry, &w->err));
		s.ids[i] = entry.id;
	}
	return s;
}

static void recount(struct world *w, const struct metric *metric, int64_t theme, int32_t from, int32_t to)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *list = NULL;
	struct tally want = {0}, got = {0};
	size_t count = 0;
	query.theme_id = theme;
	query.limit = 2 * ROWS;
	OK(w, store_feedback(w->store, w->arena, &query, &list, &count, &w->err));
	for (size_t i = 0; i < count; i++) {
		bool in = (from == 0 && to == 0) || (list[i].day >= from && list[i].day <= to && list[i].day);
		bool bears = false;
		for (size_t k = 0; k < list[i].theme_count; k++)
			bears = bears || list[i].theme_ids[k] == theme;
		assert_true(bears);
		for (size_t k = 0; in && k < list[i].answer_count; k++)
			if (list[i].answers[k].metric_id == metric->id)
				tally_add(&want, metric, list[i].answers[k].score);
	}
	OK(w, store_tally(w->store, &(struct tally_query){metric->id, TALLY_THEME, theme, from, to}, &got,
	              &w->err));
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.bucket, want.bucket, sizeof(got.bucket));
}

static void sound(struct world *w)
{
	struct metric *metrics = NULL;
	struct theme_entry *entries = NULL;
	size_t metric_count = 0, count = 0;
	OK(w, store_metrics(w->store, w->arena, &metrics, &metric_count, &w->err));
	OK(w, store_theme_entries(w->store, w->arena, &entries, &count, &w->err));
	for (size_t m = 0; m < metric_count; m++)
		for (size_t i = 0; i < count; i++) {
			recount(w, &metrics[m], entries[i].id, 0, 0);
			recount(w, &metrics[m], entries[i].id, TODAY - 10, TODAY);
		}
}

static size_t count_of(struct world *w, int64_t theme)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *list = NULL;
	size_t count = 0;
	query.theme_id = theme;
	query.limit = 2 * ROWS;
	OK(w, store_feedback(w->store, w->arena, &query, &list, &count, &w->err));
	return count;
}

static void undo(struct world *w)
{
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
}

static void redo(struct world *w)
{
	struct journal_entry entry;
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
}

static int64_t merge(struct world *w, int64_t from, int64_t into)
{
	int64_t answers = 0;
	begin(w, &anna, "theme.merge");
	OK(w, store_merge_themes(w->store, from, into, &answers, &w->err));
	commit(w);
	return answers;
}

static int64_t named(struct world *w, const char *name)
{
	struct theme_entry entry;
	OK(w, store_theme_by_name(w->store, w->arena, name, &entry, &w->err));
	return entry.id;
}

static void merging_moves_answers_and_totals(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	sound(w);
	assert_int_equal(count_of(w, s.ids[1]), ROWS / 2);
	assert_int_equal(merge(w, s.ids[0], s.ids[1]), ROWS / 2);
	/* an answer about both is about the one once */
	assert_int_equal(count_of(w, s.ids[1]), ROWS * 3 / 4);
	assert_int_equal(count_of(w, s.ids[0]), 0);
	assert_int_equal(named(w, "levering"), s.ids[1]);
	sound(w);
	struct theme *themes = NULL;
	size_t count = 0;
	OK(w, store_themes(w->store, w->arena, &themes, &count, &w->err));
	assert_int_equal(count, 3);
	undo(w);
	assert_int_equal(count_of(w, s.ids[0]), ROWS / 2);
	assert_int_equal(count_of(w, s.ids[1]), ROWS / 2);
	assert_int_equal(named(w, "levering"), s.ids[0]);
	sound(w);
	redo(w);
	assert_int_equal(count_of(w, s.ids[1]), ROWS * 3 / 4);
	sound(w);
}

static void new_answers_follow_a_merge(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	merge(w, s.ids[0], s.ids[1]);
	merge(w, s.ids[1], s.ids[2]);
	int64_t id = 0;
	begin(w, &anna, "feedback.log");
	OK(w, store_theme_id(w->store, "LEVERING", &id, &w->err));
	struct feedback f = {.comment = "te laat", .day = TODAY, .themes = {"Levering"}, .theme_count = 1};
	OK(w, store_put_feedback(w->store, &f, &w->err));
	commit(w);
	assert_int_equal(id, s.ids[2]);
	assert_int_equal(f.theme_ids[0], s.ids[2]);
	sound(w);
}

static void withdrawing_works_after_a_merge(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	merge(w, s.ids[0], s.ids[1]);
	begin(w, &anna, "import");
	OK(w, store_withdraw_batch(w->store, s.batch, true, &w->err));
	commit(w);
	assert_int_equal(count_of(w, s.ids[1]), 0);
	sound(w);
	undo(w);
	undo(w);
	assert_int_equal(count_of(w, s.ids[0]), ROWS / 2);
	sound(w);
}

static void what_is_withdrawn_moves_too(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	begin(w, &anna, "import");
	OK(w, store_withdraw_batch(w->store, s.batch, true, &w->err));
	commit(w);
	merge(w, s.ids[0], s.ids[1]);
	sound(w);
	begin(w, &anna, "import");
	OK(w, store_withdraw_batch(w->store, s.batch, false, &w->err));
	commit(w);
	assert_int_equal(count_of(w, s.ids[1]), ROWS * 3 / 4);
	sound(w);
}

static void a_merge_needs_two(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	int64_t answers = 0;
	begin(w, &anna, "theme.merge");
	REFUSED(w, store_merge_themes(w->store, s.ids[0], s.ids[0], &answers, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	merge(w, s.ids[0], s.ids[1]);
	begin(w, &anna, "theme.merge");
	REFUSED(w, store_merge_themes(w->store, s.ids[0], s.ids[1], &answers, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	begin(w, &anna, "theme.merge");
	REFUSED(w, store_merge_themes(w->store, 999, s.ids[1], &answers, &w->err), ERR_MISSING);
	store_rollback(w->store);
	sound(w);
}

static void a_merge_that_was_built_upon_stays(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	struct journal_entry entry;
	int64_t answers = 0;
	merge(w, s.ids[0], s.ids[1]);
	begin(w, &bert, "theme.merge");
	OK(w, store_merge_themes(w->store, s.ids[1], s.ids[2], &answers, &w->err));
	commit(w);
	REFUSED(w, store_undo(w->store, w->arena, &anna, &entry, &w->err), ERR_CHANGED);
	assert_int_equal(count_of(w, s.ids[0]), 0);
	sound(w);
}

static void a_former_name_is_still_understood(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	struct theme_entry entry;
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, s.ids[2], " Kosten ", &w->err));
	commit(w);
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, s.ids[2], "Tarief", &w->err));
	commit(w);
	OK(w, store_theme_by_name(w->store, w->arena, "prijs", &entry, &w->err));
	assert_int_equal(entry.id, s.ids[2]);
	assert_string_equal(entry.name, "Tarief");
	assert_int_equal(entry.former_count, 2);
	assert_string_equal(entry.former[0], "Kosten");
	assert_string_equal(entry.former[1], "Prijs");
	begin(w, &anna, "theme.rename");
	REFUSED(w, store_rename_theme(w->store, s.ids[2], "app", &w->err), ERR_REFUSED);
	store_rollback(w->store);
	begin(w, &anna, "theme.rename");
	REFUSED(w, store_rename_theme(w->store, s.ids[2], "  ", &w->err), ERR_REFUSED);
	store_rollback(w->store);
	undo(w);
	undo(w);
	OK(w, store_theme_by_name(w->store, w->arena, "prijs", &entry, &w->err));
	assert_string_equal(entry.name, "Prijs");
	assert_int_equal(entry.former_count, 0);
	REFUSED(w, store_theme_by_name(w->store, w->arena, "Tarief", &entry, &w->err), ERR_MISSING);
	/* back to an old name */
	redo(w);
	begin(w, &anna, "theme.rename");
	OK(w, store_rename_theme(w->store, s.ids[2], "Prijs", &w->err));
	commit(w);
	OK(w, store_theme_by_name(w->store, w->arena, "prijs", &entry, &w->err));
	assert_int_equal(entry.former_count, 1);
	sound(w);
}

static int64_t make(struct world *w, int64_t from, const char *name, const char *word, int64_t *ret_answers)
{
	int64_t id = 0;
	const struct theme_making making = {
	        .from_id = from, .name = name, .words = &word, .word_count = 1, .from_day = TODAY - 100};
	begin(w, &anna, "theme.split");
	OK(w, store_make_theme(w->store, &making, &id, ret_answers, &w->err));
	commit(w);
	return id;
}

static void splitting_takes_what_has_the_words(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	int64_t answers = 0;
	int64_t id = make(w, s.ids[0], "Koerier", "Koerier*", &answers);
	assert_int_equal(answers, ROWS / 10);
	assert_int_equal(count_of(w, id), ROWS / 10);
	assert_int_equal(count_of(w, s.ids[0]), ROWS / 2 - ROWS / 10);
	sound(w);
	struct theme_rule *rules = NULL;
	size_t count = 0;
	OK(w, store_theme_rules(w->store, w->arena, &rules, &count, &w->err));
	assert_int_equal(count, 1);
	assert_string_equal(rules[0].words[0], "koerier*");
	/* what is about the part is not about the whole */
	begin(w, &anna, "feedback.log");
	struct feedback f = {
	        .comment = "koerier", .day = TODAY, .themes = {"Levering", "Koerier"}, .theme_count = 2};
	OK(w, store_put_feedback(w->store, &f, &w->err));
	commit(w);
	assert_int_equal(f.theme_count, 1);
	assert_int_equal(f.theme_ids[0], id);
	undo(w);
	undo(w);
	assert_int_equal(count_of(w, s.ids[0]), ROWS / 2);
	OK(w, store_theme_rules(w->store, w->arena, &rules, &count, &w->err));
	assert_int_equal(count, 0);
	sound(w);
	/* its number is not used again */
	assert_int_equal(make(w, s.ids[0], "Koerier", "koerier", &answers), id);
	assert_true(make(w, s.ids[1], "Bellen", "belde", &answers) > id);
	sound(w);
}

static void a_theme_is_made_of_what_was_found(void **state)
{
	struct world *w = *state;
	(void)stock(w);
	int64_t answers = 0, id = make(w, 0, "Aanbellen", "belde niet aan", &answers);
	/* not those without a day */
	assert_true(answers > 0 && answers <= ROWS / 5);
	assert_int_equal(count_of(w, id), (size_t)answers);
	sound(w);
	undo(w);
	assert_int_equal(count_of(w, id), 0);
	sound(w);
	redo(w);
	assert_int_equal(count_of(w, id), (size_t)answers);
	sound(w);
}

static void words_that_nobody_said_make_nothing(void **state)
{
	struct world *w = *state;
	struct stocked s = stock(w);
	const char *word = "zeppelin";
	int64_t id = 0, answers = 0;
	begin(w, &anna, "theme.split");
	REFUSED(w,
	        store_make_theme(w->store, &(struct theme_making){s.ids[0], "Z", &word, 1, 0, 0}, &id,
	                &answers, &w->err),
	        ERR_REFUSED);
	store_rollback(w->store);
	struct theme_entry entry;
	REFUSED(w, store_theme_by_name(w->store, w->arena, "Z", &entry, &w->err), ERR_MISSING);
	sound(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                merging_moves_answers_and_totals, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(new_answers_follow_a_merge, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(withdrawing_works_after_a_merge, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(what_is_withdrawn_moves_too, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_merge_needs_two, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_merge_that_was_built_upon_stays, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_former_name_is_still_understood, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                splitting_takes_what_has_the_words, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_theme_is_made_of_what_was_found, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                words_that_nobody_said_make_nothing, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
