/* The importer on a real store: what lands, and that nothing does when a file fails. */
#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "world.h"

static const char text[] = "Rating,Comment,Date,Topic\n1,slow,2026-02-01,waiting;price\n10,fast,2026-02-02,\n"
                           "8,fine,2026-02-02,\n8,fine,2026-02-02,\n";

static void a_file_lands_once(void **state)
{
	struct world *w = *state;
	if (!world_import(w, text))
		fail_msg("%s", err_text(w->arena, &w->err));
	assert_int_equal(w->report.imported, 4);
	assert_true(w->report.batch_id > 0);
	assert_int_equal(world_responses(w), 4);
	assert_true(world_import(w, text));
	assert_int_equal(w->report.imported, 0);
	assert_int_equal(w->report.duplicates, 4);
	assert_int_equal(w->report.batch_id, 0);
	assert_int_equal(world_responses(w), 4);
}

/* The metric is new with the file, and made in its transaction. */
static void its_scores_can_be_tallied(void **state)
{
	struct world *w = *state;
	assert_true(world_import(w, text));
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
	assert_false(world_import(w, "Rating,Comment\n1,slow\n10,fast\n8,\"no end\n"));
	assert_int_equal(w->err.code, ERR_INPUT);
	assert_false(world_import(w, "Rating,Comment\n1,slow\n10,fast\nx y,a\nx y,b\nx y,c\n"));
	assert_int_equal(world_responses(w), 0);
	assert_int_equal(world_metrics(w), 0);
	assert_true(world_import(w, text));
	assert_int_equal(world_responses(w), 4);
}

static const char before[] =
        "Response ID,Rating (1-10),Comment,Topic\nA1,2,slow,waiting\nA2,10,fast,\nA3,8,fine,\n";
static const char after[] =
        "Response ID,Rating (1-10),Comment,Topic\nA1,9,mended,service\nA2,10,fast,\nA4,7,new,\n";

static void the_same_id_with_other_content_is_another_answer(void **state)
{
	struct world *w = *state;
	assert_true(world_import(w, before));
	assert_true(world_import(w, after));
	assert_int_equal(w->report.imported, 2);
	assert_int_equal(w->report.duplicates, 1);
	world_assert_stored(w, 5, 36);
}

static void it_takes_the_place_where_that_is_wanted(void **state)
{
	struct world *w = *state;
	const struct intake_options updates = {.id_updates = true};
	assert_true(world_import(w, before));
	const int64_t first = w->report.batch_id;
	assert_true(world_import_with(w, after, updates));
	const int64_t second = w->report.batch_id;
	assert_int_equal(w->report.imported, 2);
	assert_int_equal(w->report.duplicates, 1);
	world_assert_stored(w, 4, 34);
	/* The old file again is known still, and so is the new one. */
	assert_true(world_import(w, before));
	assert_int_equal(w->report.imported, 0);
	assert_true(world_import_with(w, after, updates));
	assert_int_equal(w->report.imported, 0);
	world_assert_stored(w, 4, 34);
	/* Withdrawn, it gives back what it took the place of. */
	world_withdraw(w, second, true);
	world_assert_stored(w, 3, 20);
	world_withdraw(w, second, false);
	world_assert_stored(w, 4, 34);
	/* What was replaced does not come back with its own batch. */
	world_withdraw(w, first, true);
	world_assert_stored(w, 2, 16);
	world_withdraw(w, first, false);
	world_assert_stored(w, 4, 34);
	/* Both away, in the other order. */
	world_withdraw(w, first, true);
	world_withdraw(w, second, true);
	assert_int_equal(world_responses(w), 0);
	world_withdraw(w, first, false);
	world_assert_stored(w, 3, 20);
}

static void an_answer_is_replaced_more_than_once(void **state)
{
	struct world *w = *state;
	const struct intake_options updates = {.id_updates = true};
	assert_true(world_import(w, before));
	assert_true(world_import_with(w, after, updates));
	const int64_t second = w->report.batch_id;
	assert_true(world_import_with(
	        w, "Response ID,Rating (1-10),Comment,Topic\nA1,5,so so,\nA1,6,twice,\n", updates));
	assert_int_equal(w->report.imported, 2);
	world_assert_stored(w, 5, 36);
	world_withdraw(w, second, true);
	world_assert_stored(w, 4, 29);
	world_withdraw(w, w->report.batch_id, true);
	world_assert_stored(w, 3, 20);
}

static void an_answer_is_remembered_until_its_batch_is_withdrawn(void **state)
{
	struct world *w = *state;
	const struct intake_options said = {.has_scale = true, .scale_min = 5, .scale_max = 1};
	assert_false(world_import(w, "score,comment\n1,good\n4,bad\n"));
	assert_int_equal(w->err.code, ERR_QUESTION);
	assert_true(world_import_with(w, "score,comment\n1,good\n4,bad\n", said));
	const int64_t first = w->report.batch_id;
	assert_true(world_import(w, "score,comment\n2,better\n"));
	assert_string_equal(w->report.scale, "5-1");
	const int64_t second = w->report.batch_id;
	/* Another shape is asked for. */
	assert_false(world_import(w, "score,remark\n2,better\n"));
	world_withdraw(w, second, true);
	world_withdraw(w, first, true);
	assert_false(world_import(w, "score,comment\n3,other\n"));
	assert_int_equal(w->err.code, ERR_QUESTION);
	assert_int_equal(world_responses(w), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_file_lands_once, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(its_scores_can_be_tallied, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_same_id_with_other_content_is_another_answer, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                it_takes_the_place_where_that_is_wanted, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                an_answer_is_replaced_more_than_once, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(
	                an_answer_is_remembered_until_its_batch_is_withdrawn, world_setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_broken_file_leaves_nothing, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
