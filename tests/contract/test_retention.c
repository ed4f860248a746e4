/* Retention: after it no byte of what customers said before a day is left in any file of the store, wherever
 * it stood, and all that is newer stays. */
#include <dagstart/store/forget.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/search.h>
#include <dagstart/store/themes.h>

#include "contract.h"

enum { OLD = TODAY - 400, BEFORE = TODAY - 100, NEW = TODAY - 5 };
#define DAY_MS INT64_C(86400000)

static const struct change sweeper = {.origin = "test", .verb = "retention"};

/* Words that only stand in what is old, and the first of them in what is new. */
static const char *const old_words[] = {"zeegroen", "Oudkerkdam", "kenmerk-4711", "terugboeking",
        "NaamloosBV", "ingetrokken", "onbedateerd", "vervangen", "klapstoel", "nagekomen", NULL};
static const char *const new_words[] = {"vlaggenstok", NULL};

struct old_row {
	int32_t day;
	const char *customer, *comment, *id;
};
struct file {
	int64_t metric_id;
	int32_t arrived;
	bool id_updates;
	const char *name;
	const struct old_row *rows;
	size_t count;
};

static int64_t take(struct world *w, const struct file *file)
{
	struct import *import = NULL;
	int64_t batch_id = 0;
	const struct import_source source = {.name = file->name,
	        .shape = "csv",
	        .at_ms = file->arrived * DAY_MS,
	        .id_updates = file->id_updates,
	        .change = &anna};
	OK(w, store_import_begin(w->store, w->arena, &source, &import, &w->err));
	for (size_t i = 0; i < file->count; i++) {
		const struct old_row *r = &file->rows[i];
		struct import_row row = {.feedback = {.day = r->day,
		                                 .mood = MOOD_PAIN,
		                                 .comment = r->comment,
		                                 .customer = r->customer,
		                                 .channel = "",
		                                 .step = "",
		                                 .answer_count = 1},
		        .external_id = r->id,
		        .row_bytes = arena_printf(w->arena, "%s%s%s", r->customer, r->comment, r->id)};
		enum import_added added = IMPORT_DUPLICATE;
		row.row_len = strlen(row.row_bytes);
		row.feedback.answers[0] = (struct answer){file->metric_id, 2};
		OK(w, store_import_add(import, &row, &added, &w->err));
	}
	OK(w, store_import_commit(import, 0, &batch_id, &w->err));
	return batch_id;
}

static void act(struct world *w, int64_t id, const char *words)
{
	struct action action = {.text = "terugbellen",
	        .created_day = TODAY,
	        .due_day = TODAY + 7,
	        .blocked_by = "",
	        .source = {'F', id},
	        .source_text = words,
	        .effect = "",
	        .forecast_metric = "",
	        .forecast_theme = "",
	        .forecast_step = "",
	        .forecast_change = (double)NAN};
	add_moved_action(w, action);
}

static void tell(struct world *w, int64_t id, const char *said)
{
	struct loop loop = {.id = id,
	        .status = LOOP_TOLD,
	        .day = OLD + 1,
	        .due_day = OLD + 2,
	        .told_day = OLD + 1,
	        .said = said,
	        .reason = ""};
	begin(w, &anna, "loop.tell");
	OK(w, store_put_loop(w->store, &loop, &w->err));
	commit(w);
	begin(w, &anna, "loop.tell");
	loop.day++;
	OK(w, store_put_loop(w->store, &loop, &w->err));
	commit(w);
}

static void withdraw(struct world *w, int64_t batch_id)
{
	begin(w, &anna, "undo");
	OK(w, store_withdraw_batch(w->store, batch_id, true, &w->err));
	commit(w);
}

static int64_t batch(struct world *w, int64_t metric_id, int32_t arrived, const struct old_row *row)
{
	const struct file file = {metric_id, arrived, row->id[0] == 'u', "f.csv", row, 1};
	return take(w, &file);
}

static void find(struct world *w)
{
	static const char *const words[] = {"zeegroen"};
	const struct finding finding = {
	        .day = OLD + 3, .name = "zeegroen", .words = words, .word_count = 1, .impact = (double)NAN};
	OK(w, store_put_findings(w->store, &finding, 1, &w->err));
}

/* One row of each kind; the numbers of answers are those of the rows. Returns the metric. */
static int64_t furnish(struct world *w)
{
	static const struct old_row plain = {OLD, "", "De zeegroene kastdeurtjes, zeegroen", ""},
	                            name = {OLD, "Els Oudkerkdam", "", ""},
	                            id = {OLD, "", "", "kenmerk-4711"},
	                            both = {OLD, "NaamloosBV", "Waar blijft de terugboeking", ""},
	                            back = {OLD, "", "Dit werd ingetrokken", ""},
	                            undated = {0, "", "Een onbedateerd antwoord", ""},
	                            first = {OLD, "", "Dit wordt vervangen", "u1"},
	                            second = {NEW, "", "De vlaggenstok is krom", "u1"};
	int64_t metric_id = add_nps(w).id;
	batch(w, metric_id, OLD, &plain);
	batch(w, metric_id, OLD, &name);
	batch(w, metric_id, OLD, &id);
	batch(w, metric_id, OLD, &both);
	withdraw(w, batch(w, metric_id, OLD, &back));
	batch(w, metric_id, OLD, &undated);
	batch(w, metric_id, OLD, &first);
	batch(w, metric_id, NEW, &second);
	act(w, 1, plain.comment);
	tell(w, 1, "De klapstoel staat klaar");
	find(w);
	return metric_id;
}

static bool is_due(struct world *w)
{
	bool due = false;
	OK(w, store_forget_old_is_due(w->store, BEFORE, &due, &w->err));
	return due;
}

static bool is_open(struct world *w)
{
	bool open = false;
	OK(w, store_forget_old_is_open(w->store, &open, &w->err));
	return open;
}

static void sweep(struct world *w, size_t rows)
{
	bool more = true;
	for (int i = 0; more; i++) {
		assert_true(i < 100);
		OK(w, store_forget_old(w->store, BEFORE, rows, &sweeper, &more, &w->err));
	}
}

static struct forget_report finish(struct world *w, bool thorough)
{
	struct forget_report report;
	const struct forget_old old = {BEFORE, &sweeper, thorough};
	OK(w, store_forget_old_finish(w->store, w->arena, &old, &report, &w->err));
	return report;
}

static void nothing_old_is_left(struct world *w)
{
	assert_int_equal(world_holds(w, w->folder, old_words), 0);
	assert_true(world_holds(w, w->folder, new_words) > 0);
}

static void every_corner_is_passed(void **state)
{
	struct world *w = *state;
	int64_t old = 0;
	struct tally tally;
	const struct tally_query all = {.metric_id = furnish(w)};
	OK(w, store_tally(w->store, &all, &tally, &w->err));
	int64_t before = tally.n;
	assert_true(world_holds(w, w->folder, old_words) > 0);
	assert_true(is_due(w));
	OK(w, store_forget_old_count(w->store, BEFORE, 100, &old, &w->err));
	assert_int_equal(old, 7);
	sweep(w, 2);
	OK(w, store_forget_old_count(w->store, BEFORE, 100, &old, &w->err));
	assert_int_equal(old, 0);
	assert_false(is_due(w));
	assert_true(is_open(w));
	finish(w, false);
	assert_false(is_open(w));
	nothing_old_is_left(w);
	OK(w, store_tally(w->store, &all, &tally, &w->err));
	assert_int_equal(tally.n, before);
	OK(w, store_verify(w->store, &w->err));
	world_reopen(w);
	nothing_old_is_left(w);
}

/* The daily copies, those from before a migration or a restore: each is gone through as well. */
static void copies_are_passed_too(void **state)
{
	struct world *w = *state;
	bool made = false;
	furnish(w);
	OK(w, store_backup_daily(w->store, TODAY, &made, &w->err));
	OK(w, store_backup(w->store, world_path(w, "team.dagstart.before-restore"), false, NULL, &w->err));
	OK(w, store_backup(w->store, world_path(w, "team.dagstart.before-restore-2"), false, NULL, &w->err));
	struct forget_report report = finish(w, false);
	assert_int_equal(report.copy_count, 3);
	assert_int_equal(report.failed_copies, 0);
	nothing_old_is_left(w);
	/* a copy that was made between the words and their traces */
	OK(w, store_backup(w->store, world_path(w, "team.dagstart.backups/2026-02-01.dagstart"), false, NULL,
	              &w->err));
	assert_int_equal(finish(w, false).copy_count, 4);
	nothing_old_is_left(w);
}

static void a_damaged_copy_is_named(void **state)
{
	struct world *w = *state;
	furnish(w);
	world_write(w, world_path(w, "team.dagstart.before-restore"), "no store", 8);
	struct forget_report report = finish(w, false);
	assert_int_equal(report.failed_copies, 1);
	assert_int_equal(report.copies[0].problem.code, ERR_DAMAGED);
	nothing_old_is_left(w);
}

/* Old answers that come in after a sweep, dated or not, and an import that is taken back after it. */
static void what_comes_later_is_found_too(void **state)
{
	static const struct old_row late = {OLD + 7, "", "Een nagekomen antwoord", ""},
	                            fresh = {NEW, "", "De vlaggenstok staat weer recht", ""},
	                            mixed[] = {{NEW, "", "vlaggenstok", ""}, {OLD, "", "weer zeegroen", ""}};
	struct world *w = *state;
	int64_t metric_id = furnish(w);
	finish(w, false);
	batch(w, metric_id, NEW, &late);
	assert_true(is_due(w));
	finish(w, false);
	nothing_old_is_left(w);
	batch(w, metric_id, TODAY, &fresh);
	assert_true(is_due(w));
	sweep(w, 100);
	assert_false(is_due(w));
	const struct file file = {metric_id, NEW, false, "m.csv", mixed, 2};
	withdraw(w, take(w, &file));
	finish(w, false);
	nothing_old_is_left(w);
}

/* From day to day: what was passed is not looked at again, what got old since is. */
static void each_day_takes_its_own(void **state)
{
	static const struct old_row rows[] = {{BEFORE - 1, "", "zeegroen", ""}, {BEFORE, "", "klapstoel", ""},
	        {BEFORE + 1, "", "vlaggenstok", ""}};
	struct world *w = *state;
	const struct file file = {add_nps(w).id, NEW, false, "f.csv", rows, 3};
	take(w, &file);
	bool more = true;
	OK(w, store_forget_old(w->store, BEFORE - 1, 50, &sweeper, &more, &w->err));
	for (int32_t before = BEFORE; before <= BEFORE + 1; before++) {
		for (more = true; more;)
			OK(w, store_forget_old(w->store, before, 50, &sweeper, &more, &w->err));
		struct feedback seen;
		for (int64_t id = 1; id <= 3; id++) {
			OK(w, store_feedback_by_id(w->store, w->arena, id, &seen, &w->err));
			assert_int_equal(strempty(seen.comment), seen.day < before);
		}
	}
	assert_int_equal(file.count, 3);
}

/* A slice may end anywhere: in the middle of a day, of a batch, of what was replaced. */
static void any_slice_gets_there(void **state)
{
	enum { MANY = 60 };
	struct world *w = *state;
	struct old_row rows[MANY];
	for (int i = 0; i < MANY; i++)
		rows[i] = (struct old_row){
		        i % 3 ? OLD + i % 4 : 0, "", arena_printf(w->arena, "zeegroen nummer %d", i), ""};
	struct file file = {add_nps(w).id, OLD, false, "f.csv", rows, MANY};
	take(w, &file);
	file.rows = rows;
	file.name = "g.csv";
	rows[0].comment = "anders, ook zeegroen";
	withdraw(w, take(w, &file));
	int64_t old = -1;
	sweep(w, 7);
	OK(w, store_forget_old_count(w->store, BEFORE, 1000, &old, &w->err));
	assert_int_equal(old, 0);
	static const struct old_row fresh = {NEW, "", "vlaggenstok", ""};
	batch(w, file.metric_id, NEW, &fresh);
	finish(w, true);
	nothing_old_is_left(w);
}

static void the_index_finds_it_no_more(void **state)
{
	struct world *w = *state;
	struct search_query query;
	struct search_found found;
	int64_t left = 1;
	furnish(w);
	while (left)
		OK(w, store_search_index(w->store, 100, &left, &w->err));
	finish(w, false);
	search_parse(w->arena, "zeegroen", TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 0);
	search_parse(w->arena, "vlaggenstok", TODAY, &query);
	OK(w, store_search(w->store, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 1);
}

static void a_reader_is_waited_for(void **state)
{
	struct world *w = *state;
	struct feedback seen;
	furnish(w);
	struct store *reader = world_open(w, w->path);
	store_read_begin(reader);
	OK(w, store_feedback_by_id(reader, w->arena, 1, &seen, &w->err));
	assert_true(finish(w, false).is_blocked);
	assert_true(is_open(w));
	store_read_end(reader);
	store_close(reader);
	assert_false(finish(w, false).is_blocked);
	assert_false(is_open(w));
	nothing_old_is_left(w);
}

/* Once a day the history tells; the same file brings nothing back. */
static void it_stands_in_the_history_once(void **state)
{
	static const struct old_row row = {OLD, "", "De zeegroene kastdeurtjes, zeegroen", ""};
	struct world *w = *state;
	struct journal_entry *entries;
	size_t count, noted = 0;
	const struct journal_query all = {0};
	int64_t metric_id = furnish(w);
	sweep(w, 1);
	OK(w, store_history(w->store, w->arena, &all, &entries, &count, &w->err));
	for (size_t i = 0; i < count; i++)
		noted += streq(entries[i].verb, "retention");
	assert_int_equal(noted, 1);
	assert_int_equal(batch(w, metric_id, NEW, &row), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(every_corner_is_passed),
	        CASE(copies_are_passed_too),
	        CASE(a_damaged_copy_is_named),
	        CASE(what_comes_later_is_found_too),
	        CASE(each_day_takes_its_own),
	        CASE(any_slice_gets_there),
	        CASE(the_index_finds_it_no_more),
	        CASE(a_reader_is_waited_for),
	        CASE(it_stands_in_the_history_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
