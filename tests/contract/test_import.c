#include <math.h>
#include <string.h>

#include "contract.h"

struct plain {
	int64_t metric_id;
	const char *const *rows; /* the bytes of each row */
	const char *const *ids; /* of the tool; NULL none */
	const double *scores; /* NULL: 8 */
};

static void plain_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const struct plain *plain = user;
	(void)arena;
	row->row_bytes = plain->rows[i];
	row->row_len = strlen(plain->rows[i]);
	row->external_id = plain->ids ? plain->ids[i] : "";
	row->feedback.day = TODAY;
	row->feedback.comment = plain->rows[i];
	row->feedback.answers[0] = (struct answer){plain->metric_id, plain->scores ? plain->scores[i] : 8};
	row->feedback.answer_count = 1;
}

static struct import_result take(struct world *w, const struct plain *plain, size_t rows, const char *shape)
{
	return import_rows(
	        w, &(struct import_plan){
	                   .name = "f.csv", .shape = shape, .rows = rows, .fill = plain_row, .user = plain});
}

static void the_same_file_again_brings_nothing(void **state)
{
	struct world *w = *state;
	static const char *const rows[] = {"a", "b", "c"};
	const struct plain plain = {add_nps(w).id, rows, NULL, NULL};
	struct import_result first = take(w, &plain, 3, "csv"), again = take(w, &plain, 3, "csv");
	assert_int_equal(first.added, 3);
	assert_int_equal(again.added, 0);
	assert_int_equal(again.duplicates, 3);
	assert_int_equal(again.batch_id, 0);
	struct batch *batches;
	size_t count;
	OK(w, store_batches(w->store, w->arena, &batches, &count, &w->err));
	assert_int_equal(count, 1);
	assert_int_equal(batches[0].id, first.batch_id);
}

static void equal_rows_of_one_file_are_different_people(void **state)
{
	struct world *w = *state;
	static const char *const two[] = {"a", "a", "b"};
	static const char *const three[] = {"a", "b", "a", "a", "b"};
	const int64_t nps = add_nps(w).id;
	struct import_result first = take(w, &(struct plain){nps, two, NULL, NULL}, 3, "csv");
	assert_int_equal(first.added, 3);
	struct import_result second = take(w, &(struct plain){nps, three, NULL, NULL}, 5, "csv");
	assert_int_equal(second.added, 2);
	assert_int_equal(second.duplicates, 3);
	struct import_result third = take(w, &(struct plain){nps, three, NULL, NULL}, 5, "csv");
	assert_int_equal(third.duplicates, 5);
}

static void another_shape_is_another_row(void **state)
{
	struct world *w = *state;
	static const char *const rows[] = {"a"};
	const struct plain plain = {add_nps(w).id, rows, NULL, NULL};
	take(w, &plain, 1, "csv score,comment");
	assert_int_equal(take(w, &plain, 1, "csv comment,score").added, 1);
}

static void with_an_id_identity_is_id_and_content(void **state)
{
	struct world *w = *state;
	static const char *const rows[] = {"a", "b", "a"};
	static const char *const same_ids[] = {"R1", "R2", "R1"};
	static const char *const new_ids[] = {"R3", "R2", "R1"};
	static const double scores[] = {8, 8, 3};
	const int64_t nps = add_nps(w).id;
	/* the same response twice in one file is one */
	struct import_result first = take(w, &(struct plain){nps, rows, same_ids, NULL}, 3, "csv");
	assert_int_equal(first.added, 2);
	assert_int_equal(first.duplicates, 1);
	/* in another layout of the file it is still the same */
	struct import_result second = take(w, &(struct plain){nps, rows, same_ids, NULL}, 3, "tsv");
	assert_int_equal(second.added, 0);
	/* another id, or another score under the same id, is new */
	struct import_result third = take(w, &(struct plain){nps, rows, new_ids, scores}, 3, "csv");
	assert_int_equal(third.added, 2);
	assert_int_equal(third.duplicates, 1);
}

static void the_rows_of_a_key_are_compared(void **state)
{
	struct world *w = *state;
	static const char *const rows[] = {"a"};
	static const double other[] = {2};
	const int64_t nps = add_nps(w).id;
	/* the same bytes that mean something else: the key says yes, the content no */
	assert_int_equal(take(w, &(struct plain){nps, rows, NULL, NULL}, 1, "csv").added, 1);
	assert_int_equal(take(w, &(struct plain){nps, rows, NULL, other}, 1, "csv").added, 1);
}

static void a_file_that_is_given_up_leaves_nothing(void **state)
{
	struct world *w = *state;
	struct import *import;
	enum import_added added;
	int64_t count;
	int32_t day;
	struct import_row row = {.feedback = {.day = TODAY,
	                                 .comment = "x",
	                                 .channel = "web",
	                                 .themes = {"prijs"},
	                                 .theme_count = 1,
	                                 .answer_count = 1},
	        .row_bytes = "x",
	        .row_len = 1,
	        .external_id = ""};
	row.feedback.answers[0] = (struct answer){add_nps(w).id, 9};
	const struct import_source source = {.name = "f", .shape = "s"};
	OK(w, store_import_begin(w->store, w->arena, &source, &import, &w->err));
	OK(w, store_import_add(import, &row, &added, &w->err));
	store_import_abort(import);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, 0);
	struct theme *themes;
	size_t theme_count;
	OK(w, store_themes(w->store, w->arena, &themes, &theme_count, &w->err));
	assert_int_equal(theme_count, 0);
	/* and the next one is not held up */
	OK(w, store_import_begin(w->store, w->arena, &source, &import, &w->err));
	OK(w, store_import_add(import, &row, &added, &w->err));
	OK(w, store_import_commit(import, 0, &count, &w->err));
	assert_int_equal(added, IMPORT_ADDED);
}

static void a_score_off_the_scale_is_refused_and_the_file_goes_on(void **state)
{
	struct world *w = *state;
	struct import *import;
	enum import_added added;
	int64_t batch, count;
	int32_t day;
	struct import_row row = {.feedback = {.day = TODAY, .comment = "x", .answer_count = 1},
	        .row_bytes = "x",
	        .row_len = 1,
	        .external_id = ""};
	const int64_t nps = add_nps(w).id;
	const struct import_source source = {.name = "f", .shape = "s"};
	static const double bad[] = {11, -1, 7.5, NAN, HUGE_VAL};
	OK(w, store_import_begin(w->store, w->arena, &source, &import, &w->err));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		row.feedback.answers[0] = (struct answer){nps, bad[i]};
		REFUSED(w, store_import_add(import, &row, &added, &w->err), ERR_REFUSED);
	}
	row.feedback.answers[0] = (struct answer){nps + 50, 5};
	REFUSED(w, store_import_add(import, &row, &added, &w->err), ERR_MISSING);
	row.feedback.answers[0] = (struct answer){nps, 10};
	OK(w, store_import_add(import, &row, &added, &w->err));
	OK(w, store_import_commit(import, 6, &batch, &w->err));
	struct batch *batches;
	size_t batch_count;
	OK(w, store_batches(w->store, w->arena, &batches, &batch_count, &w->err));
	assert_int_equal(batches[0].refused, 6);
	OK(w, store_feedback_extent(w->store, &day, &count, &w->err));
	assert_int_equal(count, 1);
}

static void one_answer_by_hand_counts_and_is_undone(void **state)
{
	struct world *w = *state;
	struct tally tally;
	struct batch *batches;
	size_t count;
	int64_t responses;
	int32_t day;
	const int64_t nps = add_nps(w).id;
	struct feedback feedback = {.day = TODAY,
	        .comment = "Top geholpen",
	        .channel = "Winkel",
	        .themes = {"service", "Service", ""},
	        .theme_count = 3,
	        .answers = {{nps, 9}},
	        .answer_count = 1};
	begin(w, &anna, "log");
	OK(w, store_put_feedback(w->store, &feedback, &w->err));
	commit(w);
	assert_int_equal(feedback.id, 1);
	assert_int_equal(feedback.mood, MOOD_PRAISE);
	assert_int_equal(feedback.theme_count, 1);
	const struct tally_query query = {
	        .metric_id = nps, .dimension = TALLY_THEME, .dimension_id = feedback.theme_ids[0]};
	OK(w, store_tally(w->store, &query, &tally, &w->err));
	assert_int_equal(tally.n, 1);
	OK(w, store_batches(w->store, w->arena, &batches, &count, &w->err));
	assert_int_equal(count, 0);
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entry.ref.letter, 'F');
	assert_int_equal(entry.ref.id, feedback.id);
	OK(w, store_tally(w->store, &query, &tally, &w->err));
	assert_int_equal(tally.n, 0);
	OK(w, store_feedback_extent(w->store, &day, &responses, &w->err));
	assert_int_equal(responses, 0);
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_feedback_extent(w->store, &day, &responses, &w->err));
	assert_int_equal(responses, 1);
	struct feedback said = {.day = TODAY, .comment = "zonder cijfer", .mood = MOOD_PAIN};
	begin(w, &anna, "log");
	OK(w, store_put_feedback(w->store, &said, &w->err));
	commit(w);
	OK(w, store_feedback_by_id(w->store, w->arena, said.id, &said, &w->err));
	assert_int_equal(said.mood, MOOD_PAIN);
	assert_int_equal(said.answer_count, 0);
}

static void the_journal_keeps_no_words_of_a_customer(void **state)
{
	struct world *w = *state;
	struct journal_entry *entries;
	size_t count;
	struct feedback said = {.day = TODAY, .comment = "bel mij", .customer = "Jan Jansen"};
	begin(w, &anna, "log");
	OK(w, store_put_feedback(w->store, &said, &w->err));
	commit(w);
	OK(w, store_history(w->store, w->arena, &(struct journal_query){0}, &entries, &count, &w->err));
	assert_int_equal(count, 1);
	assert_null(strstr(entries[0].after, "Jan"));
	assert_null(strstr(entries[0].after, "bel mij"));
}

static void an_import_is_one_entry_of_whoever_took_it_in(void **state)
{
	struct world *w = *state;
	static const char *const rows[] = {"a", "b"};
	const struct plain plain = {add_nps(w).id, rows, NULL, NULL};
	struct journal_entry *entries;
	size_t count;
	take(w, &plain, 2, "csv");
	OK(w, store_history(w->store, w->arena, &(struct journal_query){0}, &entries, &count, &w->err));
	assert_int_equal(count, 1);
	assert_int_equal(entries[0].ref.letter, 'B');
	assert_string_equal(entries[0].origin, "anna@desk");
	assert_non_null(strstr(entries[0].after, "\"imported\":2"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_same_file_again_brings_nothing),
	        TEST(equal_rows_of_one_file_are_different_people),
	        TEST(another_shape_is_another_row),
	        TEST(with_an_id_identity_is_id_and_content),
	        TEST(the_rows_of_a_key_are_compared),
	        TEST(a_file_that_is_given_up_leaves_nothing),
	        TEST(a_score_off_the_scale_is_refused_and_the_file_goes_on),
	        TEST(one_answer_by_hand_counts_and_is_undone),
	        TEST(the_journal_keeps_no_words_of_a_customer),
	        TEST(an_import_is_one_entry_of_whoever_took_it_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
