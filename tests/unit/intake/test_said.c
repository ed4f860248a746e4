/* Answers to several open questions are one comment, and known again from when only one of them was read. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "world.h"

#define HEADERS "Response ID,Date,NPS,What went well?,What could be better?,Agent notes\n"

static const char text[] =
        HEADERS "r1,2026-02-01,9,\"Quick help, thank you\",The waiting music is awful,called back on monday\n"
                "r2,2026-02-02,2,,Nobody answered the telephone,angry man and very loud\n"
                "r3,2026-02-03,8,Friendly people in the shop,n/a,nothing to add to that here\n";

static const char *comment_of(struct world *w, size_t i)
{
	struct feedback_query query = feedback_query_any();
	struct feedback *found;
	size_t count;
	assert_true(store_feedback(w->store, w->arena, &query, &found, &count, &w->err));
	for (size_t k = 0; k < count; k++)
		if (found[k].day == 20485 + (int32_t)i)
			return found[k].comment;
	return "";
}

static void assert_import(struct world *w, const char *bytes, struct intake_options options, int64_t imported,
        int64_t duplicates)
{
	if (!world_import_with(w, bytes, options))
		fail_msg("%s", err_text(w->arena, &w->err));
	assert_int_equal(w->report.imported, imported);
	assert_int_equal(w->report.duplicates, duplicates);
}

static void all_answers_of_a_customer_are_kept(void **state)
{
	struct world *w = *state;
	assert_import(w, text, (struct intake_options){0}, 3, 0);
	assert_string_equal(comment_of(w, 0), "Quick help, thank you\nThe waiting music is awful");
	assert_string_equal(comment_of(w, 1), "Nobody answered the telephone");
	assert_string_equal(comment_of(w, 2), "Friendly people in the shop");
	/* What the team wrote itself is no customer's, and it is told. */
	assert_int_equal(w->report.warning_count, 1);
	assert_non_null(strstr(w->report.warnings[0], "“Agent notes”"));
	assert_int_equal(w->report.columns[3].role, COLUMN_COMMENT);
	assert_int_equal(w->report.columns[4].role, COLUMN_COMMENT);
	assert_import(w, text, (struct intake_options){0}, 0, 3);
}

static void who_names_the_column_gets_no_other(void **state)
{
	struct world *w = *state;
	struct intake_options options = {0};
	options.columns[COLUMN_COMMENT] = "What went well?";
	assert_import(w, text, options, 3, 0);
	assert_string_equal(comment_of(w, 0), "Quick help, thank you");
	assert_string_equal(comment_of(w, 1), "");
}

/* As the same answers came in when one column was read: here with that column alone. */
static const char former[] = "Response ID,Date,NPS,What went well?\n"
                             "r1,2026-02-01,9,\"Quick help, thank you\"\n"
                             "r2,2026-02-02,2,\n"
                             "r3,2026-02-03,8,Friendly people in the shop\n";

static void an_answer_with_an_id_does_not_double(void **state)
{
	struct world *w = *state;
	assert_import(w, former, (struct intake_options){0}, 3, 0);
	assert_import(w, text, (struct intake_options){0}, 0, 3);
	assert_string_equal(comment_of(w, 0), "Quick help, thank you");
	/* Who wants the further words takes them. */
	assert_import(w, text, (struct intake_options){.id_updates = true}, 2, 1);
	assert_string_equal(comment_of(w, 0), "Quick help, thank you\nThe waiting music is awful");
	assert_int_equal(world_responses(w), 3);
	assert_import(w, text, (struct intake_options){0}, 0, 3);
}

/* The same id with the same first words and others behind them, in one file, is two answers. */
static void only_earlier_files_are_of_earlier_versions(void **state)
{
	struct world *w = *state;
	assert_import(w,
	        HEADERS "r1,2026-02-01,9,Quick help,,\nr1,2026-02-01,9,Quick help,Too far from home,\n"
	                "r2,2026-02-02,8,Nice people there,The waiting music is awful,\n",
	        (struct intake_options){0}, 3, 0);
}

static void take(struct world *w, const char *comment, const char *was, enum import_added *ret)
{
	const struct import_source source = {.name = "a.csv", .shape = "csv 2", .at_ms = 1};
	const struct import_row row = {
	        .feedback = {.day = 20485, .comment = comment, .channel = "", .step = "", .customer = ""},
	        .former = was,
	        .row_bytes = "same bytes",
	        .row_len = 10,
	        .external_id = ""};
	struct import *import;
	int64_t batch;
	assert_true(store_import_begin(w->store, w->arena, &source, &import, &w->err));
	if (!store_import_add(import, &row, ret, &w->err) || !store_import_commit(import, 0, &batch, &w->err))
		fail_msg("%s", err_text(w->arena, &w->err));
}

static void a_row_without_an_id_does_not_double(void **state)
{
	struct world *w = *state;
	enum import_added added;
	take(w, "quick", NULL, &added);
	assert_int_equal(added, IMPORT_ADDED);
	take(w, "quick\nbut far", "quick", &added);
	assert_int_equal(added, IMPORT_DUPLICATE);
	take(w, "quick\nbut far", "slow", &added);
	assert_int_equal(added, IMPORT_ADDED);
	assert_int_equal(world_responses(w), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(all_answers_of_a_customer_are_kept),
	        TEST(who_names_the_column_gets_no_other),
	        TEST(an_answer_with_an_id_does_not_double),
	        TEST(only_earlier_files_are_of_earlier_versions),
	        TEST(a_row_without_an_id_does_not_double),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
