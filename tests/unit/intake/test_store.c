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

static bool import(struct world *w, const char *text)
{
	struct intake_options options = {.path = "answers.csv", .words = &w->words, .now_ms = 1};
	err_clear(&w->err);
	return intake_import_bytes(w->store, w->arena, text, strlen(text), &options, &w->report, &w->err);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_file_lands_once, setup, teardown),
	        cmocka_unit_test_setup_teardown(its_scores_can_be_tallied, setup, teardown),
	        cmocka_unit_test_setup_teardown(a_broken_file_leaves_nothing, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
