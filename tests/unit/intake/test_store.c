/* The importer on a real store: what lands, and that nothing does when a file fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

struct world {
	struct arena *arena;
	char folder[64];
	struct clock clock;
	struct words words;
	struct store *store;
	struct intake_report report;
	struct err err;
};

static int setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct world *w = arena_new_of(arena, struct world);
	struct problems problems = problems_new(arena);
	w->arena = arena;
	strcpy(w->folder, "/tmp/dagstart-intake-XXXXXX");
	if (!mkdtemp(w->folder) || !words_load(arena, NULL, &w->words, &problems))
		return -1;
	struct store_options options = {
	        .path = arena_printf(arena, "%s/team.db", w->folder), .create = true, .clock = &w->clock};
	if (!store_open(arena, &options, &w->store, &w->err))
		return -1;
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	static const char *const files[] = {"team.db", "team.db-wal", "team.db-shm"};
	struct world *w = *state;
	store_close(w->store);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		unlink(arena_printf(w->arena, "%s/%s", w->folder, files[i]));
	rmdir(w->folder);
	arena_free(w->arena);
	return 0;
}

static bool import_with(struct world *w, const char *text, struct intake_options options)
{
	options.path = "answers.csv";
	options.words = &w->words;
	options.now_ms = 1;
	err_clear(&w->err);
	return intake_import_bytes(w->store, w->arena, text, strlen(text), &options, &w->report, &w->err);
}

static bool import(struct world *w, const char *text)
{
	return import_with(w, text, (struct intake_options){0});
}

static int64_t responses(struct world *w)
{
	int32_t day;
	int64_t count = -1;
	assert_true(store_feedback_extent(w->store, &day, &count, &w->err));
	return count;
}

static size_t metrics(struct world *w)
{
	struct metric *all;
	size_t count;
	assert_true(store_metrics(w->store, w->arena, &all, &count, &w->err));
	return count;
}

static const char text[] = "Rating,Comment,Date,Topic\n1,slow,2026-02-01,waiting;price\n10,fast,2026-02-02,\n"
                           "8,fine,2026-02-02,\n8,fine,2026-02-02,\n";

static void a_file_lands_once(void **state)
{
	struct world *w = *state;
	if (!import(w, text))
		fail_msg("%s", err_text(w->arena, &w->err));
	assert_int_equal(w->report.imported, 4);
	assert_true(w->report.batch_id > 0);
	assert_int_equal(responses(w), 4);
	assert_true(import(w, text));
	assert_int_equal(w->report.imported, 0);
	assert_int_equal(w->report.duplicates, 4);
	assert_int_equal(w->report.batch_id, 0);
	assert_int_equal(responses(w), 4);
}

/* The metric is new with the file, and made in its transaction. */
static void its_scores_can_be_tallied(void **state)
{
	struct world *w = *state;
	assert_true(import(w, text));
	struct metric *all;
	size_t count;
	assert_true(store_metrics(w->store, w->arena, &all, &count, &w->err));
	assert_int_equal(count, 1);
	assert_string_equal(all[0].key, "rating-1-10");
	struct tally tally;
	assert_true(store_tally(w->store, &(struct tally_query){.metric_id = all[0].id}, &tally, &w->err));
	assert_int_equal(tally.n, 4);
	assert_true(tally.sum == 27);
	struct feedback_query query = feedback_query_any();
	query.theme = "price";
	struct feedback *found;
	assert_true(store_feedback(w->store, w->arena, &query, &found, &count, &w->err));
	assert_int_equal(count, 1);
	assert_string_equal(found[0].comment, "slow");
	assert_int_equal(found[0].mood, MOOD_PAIN);
}

static void a_broken_file_leaves_nothing(void **state)
{
	struct world *w = *state;
	assert_false(import(w, "Rating,Comment\n1,slow\n10,fast\n8,\"no end\n"));
	assert_int_equal(w->err.code, ERR_INPUT);
	assert_false(import(w, "Rating,Comment\n1,slow\n10,fast\nx y,a\nx y,b\nx y,c\n"));
	assert_int_equal(responses(w), 0);
	assert_int_equal(metrics(w), 0);
	assert_true(import(w, text));
	assert_int_equal(responses(w), 4);
}

static double sum_of(struct world *w, int64_t *ret_n)
{
	struct metric *all;
	struct tally tally;
	size_t count;
	assert_true(store_metrics(w->store, w->arena, &all, &count, &w->err));
	assert_int_equal(count, 1);
	assert_true(store_tally(w->store, &(struct tally_query){.metric_id = all[0].id}, &tally, &w->err));
	*ret_n = tally.n;
	return tally.sum;
}

static void assert_stored(struct world *w, int64_t n, double sum)
{
	int64_t tallied;
	assert_int_equal(responses(w), n);
	assert_true(sum_of(w, &tallied) == sum);
	assert_int_equal(tallied, n);
}

static void withdraw(struct world *w, int64_t batch_id, bool withdrawn)
{
	static const struct change nobody = {.verb = "test"};
	assert_true(store_begin(w->store, &nobody, &w->err));
	assert_true(store_withdraw_batch(w->store, batch_id, withdrawn, &w->err));
	assert_true(store_commit(w->store, &w->err));
}

static const char before[] =
        "Response ID,Rating (1-10),Comment,Topic\nA1,2,slow,waiting\nA2,10,fast,\nA3,8,fine,\n";
static const char after[] =
        "Response ID,Rating (1-10),Comment,Topic\nA1,9,mended,service\nA2,10,fast,\nA4,7,new,\n";

static void the_same_id_with_other_content_is_another_answer(void **state)
{
	struct world *w = *state;
	assert_true(import(w, before));
	assert_true(import(w, after));
	assert_int_equal(w->report.imported, 2);
	assert_int_equal(w->report.duplicates, 1);
	assert_stored(w, 5, 36);
}

static void it_takes_the_place_where_that_is_wanted(void **state)
{
	struct world *w = *state;
	const struct intake_options updates = {.id_updates = true};
	assert_true(import(w, before));
	const int64_t first = w->report.batch_id;
	assert_true(import_with(w, after, updates));
	const int64_t second = w->report.batch_id;
	assert_int_equal(w->report.imported, 2);
	assert_int_equal(w->report.duplicates, 1);
	assert_stored(w, 4, 34);
	/* The old file again is known still, and so is the new one. */
	assert_true(import(w, before));
	assert_int_equal(w->report.imported, 0);
	assert_true(import_with(w, after, updates));
	assert_int_equal(w->report.imported, 0);
	assert_stored(w, 4, 34);
	/* Withdrawn, it gives back what it took the place of. */
	withdraw(w, second, true);
	assert_stored(w, 3, 20);
	withdraw(w, second, false);
	assert_stored(w, 4, 34);
	/* What was replaced does not come back with its own batch. */
	withdraw(w, first, true);
	assert_stored(w, 2, 16);
	withdraw(w, first, false);
	assert_stored(w, 4, 34);
	/* Both away, in the other order. */
	withdraw(w, first, true);
	withdraw(w, second, true);
	assert_int_equal(responses(w), 0);
	withdraw(w, first, false);
	assert_stored(w, 3, 20);
}

static void an_answer_is_replaced_more_than_once(void **state)
{
	struct world *w = *state;
	const struct intake_options updates = {.id_updates = true};
	assert_true(import(w, before));
	assert_true(import_with(w, after, updates));
	const int64_t second = w->report.batch_id;
	assert_true(import_with(
	        w, "Response ID,Rating (1-10),Comment,Topic\nA1,5,so so,\nA1,6,twice,\n", updates));
	assert_int_equal(w->report.imported, 2);
	assert_stored(w, 5, 36);
	withdraw(w, second, true);
	assert_stored(w, 4, 29);
	withdraw(w, w->report.batch_id, true);
	assert_stored(w, 3, 20);
}

static void an_answer_is_remembered_until_its_batch_is_withdrawn(void **state)
{
	struct world *w = *state;
	const struct intake_options said = {.has_scale = true, .scale_min = 5, .scale_max = 1};
	assert_false(import(w, "score,comment\n1,good\n4,bad\n"));
	assert_int_equal(w->err.code, ERR_QUESTION);
	assert_true(import_with(w, "score,comment\n1,good\n4,bad\n", said));
	const int64_t first = w->report.batch_id;
	assert_true(import(w, "score,comment\n2,better\n"));
	assert_string_equal(w->report.scale, "5-1");
	const int64_t second = w->report.batch_id;
	/* Another shape is asked for. */
	assert_false(import(w, "score,remark\n2,better\n"));
	withdraw(w, second, true);
	withdraw(w, first, true);
	assert_false(import(w, "score,comment\n3,other\n"));
	assert_int_equal(w->err.code, ERR_QUESTION);
	assert_int_equal(responses(w), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_file_lands_once, setup, teardown),
	        cmocka_unit_test_setup_teardown(its_scores_can_be_tallied, setup, teardown),
	        cmocka_unit_test_setup_teardown(
	                the_same_id_with_other_content_is_another_answer, setup, teardown),
	        cmocka_unit_test_setup_teardown(it_takes_the_place_where_that_is_wanted, setup, teardown),
	        cmocka_unit_test_setup_teardown(an_answer_is_replaced_more_than_once, setup, teardown),
	        cmocka_unit_test_setup_teardown(
	                an_answer_is_remembered_until_its_batch_is_withdrawn, setup, teardown),
	        cmocka_unit_test_setup_teardown(a_broken_file_leaves_nothing, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
