/* The index of words: never wrong for long, whoever writes meanwhile. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/search.h>

#include "lines.h"

/* A large import comes into the index afterwards, in slices; meanwhile a search says what it cannot see. */
static void a_large_import_is_indexed_in_slices(void **state)
{
	struct world *w = *state;
	enum { ROWS = 5000 };
	static const struct line lines[] = {
	        {"oudste traag", "chat", NULL, 3, TODAY - 2}, {"traag", "chat", NULL, 3, TODAY}};
	lines_put(w, lines, 2, ROWS);
	struct search_found found = lines_search(w, "oudste");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.unindexed, ROWS);
	int64_t left = 0;
	OK(w, store_search_index(w->store, 1000, &left, &w->err));
	assert_int_equal(left, ROWS - 1000);
	found = lines_look(w, "oudste", &(struct search_limits){.rows = 10, .count = ROWS});
	assert_int_equal(found.matches, 500);
	assert_int_equal(found.unindexed, ROWS - 1000);
	/* what is logged meanwhile waits its turn, and is not left out */
	lines_log(w, "koffie");
	assert_int_equal(lines_search(w, "koffie").count, 0);
	world_reopen(w);
	for (int i = 0; left > 0; i++) {
		assert_in_range(i, 0, 10);
		OK(w, store_search_index(w->store, 1000, &left, &w->err));
	}
	OK(w, store_search_index(w->store, 1000, &left, &w->err));
	assert_int_equal(left, 0);
	assert_int_equal(lines_search(w, "koffie").count, 1);
	found = lines_look(w, "oudste", &(struct search_limits){.rows = 10, .count = 2 * ROWS});
	assert_int_equal(found.matches, ROWS / 2);
	assert_int_equal(found.unindexed, 0);
}

static bool file_holds(struct world *w, const char *needle)
{
	world_reopen(w); /* the log goes into the file */
	size_t len = 0;
	const char *bytes = world_bytes(w, w->path, &len);
	return memmem(bytes, len, needle, strlen(needle)) != NULL;
}

static void what_is_forgotten_leaves_the_index(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	int64_t id = lines_log(w, "qwertyuiop traag");
	lines_check(w, "qwertyuiop", "q");
	begin(w, &anna, "forget");
	OK(w, store_search_forget(w->store, id, &w->err));
	commit(w);
	lines_check(w, "qwertyuiop", "");
	lines_check(w, "traag", "NDG");
	bool done = false;
	for (int i = 0; !done; i++) {
		assert_in_range(i, 0, 1000);
		OK(w, store_search_scrub(w->store, 16, &done, &w->err));
	}
	lines_check(w, "traag", "NDG");
	/* the row itself still has it, and is not ours to empty: of the index nothing is left beside it */
	size_t len = 0, found = 0;
	world_reopen(w);
	const char *bytes = world_bytes(w, w->path, &len);
	for (const char *at = bytes; (at = memmem(at, len - (size_t)(at - bytes), "qwert", 5)) != NULL; at++)
		found++;
	assert_int_equal(found, 1);
	assert_true(file_holds(w, "traag"));
	begin(w, &anna, "forget");
	REFUSED(w, store_search_forget(w->store, 9999, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

struct meanwhile {
	struct world *w;
	struct store *other;
	const char *forgets; /* "": it only takes some rows into the index itself */
	size_t told;
	int64_t done;
};

static void do_meanwhile(void *user, int64_t done, int64_t total)
{
	struct meanwhile *meanwhile = user;
	struct world *w = meanwhile->w;
	assert_true(done > meanwhile->done && done <= total);
	meanwhile->done = done;
	if (meanwhile->told++ > 0)
		return;
	assert_true(done < total); /* the next slice has been read */
	if (*meanwhile->forgets) {
		struct forget_report report;
		const struct forget_who who = {.words = meanwhile->forgets};
		OK(w, store_forget(meanwhile->other, w->arena, &who, &anna, &report, &w->err));
		assert_int_equal(report.counts.responses, 1);
	} else {
		int64_t left;
		OK(w, store_search_index(meanwhile->other, 100, &left, &w->err));
	}
}

/* More than one slice, which long comments make short; one of the last has a word of its own. */
static void fill_beside(struct world *w, const char *forgets)
{
	enum { ROWS = 2100, LEN = 12000 };
	char *much = arena_alloc(w->arena, LEN + 1);
	memset(much, '.', LEN);
	memcpy(much, "traag ", 6);
	struct line *lines = arena_array_of(w->arena, struct line, ROWS);
	for (size_t i = 0; i < ROWS; i++)
		lines[i] = (struct line){i == ROWS - 9 ? "qwertyuiop" : much, "chat", NULL, 3, TODAY};
	lines_put(w, lines, ROWS, ROWS);
	struct meanwhile meanwhile = {.w = w, .other = world_open(w, w->path), .forgets = forgets};
	OK(w, store_search_fill(w->store, &(struct search_progress){do_meanwhile, &meanwhile}, &w->err));
	assert_in_range(meanwhile.told, 2, 10);
	assert_int_equal(meanwhile.done, ROWS);
	store_close(meanwhile.other);
	struct search_found found =
	        lines_look(w, "traag", &(struct search_limits){.rows = 10, .count = 2 * ROWS});
	assert_int_equal(found.matches, ROWS - 1);
	assert_int_equal(found.unindexed, 0);
	lines_check(w, "qwertyuiop", *forgets ? "" : "q");
}

static void others_may_index_meanwhile(void **state)
{
	fill_beside(*state, "");
}

static void what_is_forgotten_meanwhile_is_not_indexed(void **state)
{
	fill_beside(*state, "qwertyuiop");
	assert_false(file_holds(*state, "qwert"));
}

static void an_old_store_is_indexed_later(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	OK(w, store_backup(w->store, world_path(w, "copy.db"), false, NULL, &w->err));
	CLEANUP(store_cleanup) struct store *copy = world_open(w, world_path(w, "copy.db"));
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, "traag", TODAY, &query);
	OK(w, store_search(copy, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 3);
}

static void reading_only_searches_too(void **state)
{
	struct world *w = *state;
	lines_put_some(w);
	CLEANUP(store_cleanup) struct store *reader = NULL;
	const struct store_options options = {.path = w->path, .read_only = true, .clock = &w->clock};
	OK(w, store_open(w->arena, &options, &reader, &w->err));
	struct search_query query;
	struct search_found found;
	search_parse(w->arena, "bezo", TODAY, &query);
	OK(w, store_search(reader, w->arena, &query, &(struct search_limits){0}, &found, &w->err));
	assert_int_equal(found.count, 2);
	int64_t left = 0;
	OK(w, store_search_index(reader, 10, &left, &w->err)); /* nothing to do is no writing */
	bool done = false;
	REFUSED(w, store_search_scrub(reader, 10, &done, &w->err), ERR_READONLY);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
	        CASE(a_large_import_is_indexed_in_slices),
	        CASE(what_is_forgotten_leaves_the_index),
	        CASE(others_may_index_meanwhile),
	        CASE(what_is_forgotten_meanwhile_is_not_indexed),
	        CASE(an_old_store_is_indexed_later),
	        CASE(reading_only_searches_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
