/* Stopped at any moment: each deed that takes long is all there or not at all, and can be done anew. The
 * engine asks whether it is to go on; here it hears no at the first time, at the second, and so on. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/themes.h>

#include "lines.h"

enum { ROWS = 450, ASKS_MAX = 3000 };

static long asks, stops_at;

static bool is_stopped(void)
{
	return stops_at >= 0 && ++asks > stops_at;
}

static const struct line said[] = {
        {"wait for Els Oudkerkdam", "mail", "waiting", 3, TODAY - 9},
        {"the box was torn", "phone", "packaging", 5, TODAY - 3},
        {"Els Oudkerkdam never rang", "mail", "waiting", 8, TODAY - 1},
};

static void reopen(struct world *w)
{
	const struct store_options options = {
	        .path = w->path, .busy_ms = 200, .clock = &w->clock, .is_stopped = is_stopped};
	store_close(w->store);
	OK(w, store_open(w->arena, &options, &w->store, &w->err));
}

static int set_up(void **state)
{
	stops_at = -1;
	if (world_setup(state) != 0)
		return -1;
	struct world *w = *state;
	lines_put(w, said, 3, ROWS);
	lines_index(w);
	reopen(w);
	return 0;
}

/* What anybody can see of it. */
struct look {
	int64_t waiting, packaging;
	size_t found, entries;
};

static int64_t size_of(struct world *w, const char *name)
{
	struct theme_entry theme;
	int64_t size = 0;
	OK(w, store_theme_by_name(w->store, w->arena, name, &theme, &w->err));
	OK(w, store_theme_size(w->store, theme.id, ROWS * 2, &size, &w->err));
	return size;
}

static struct look look(struct world *w)
{
	struct journal_entry *entries = NULL;
	struct look ret = {.waiting = size_of(w, "waiting"), .packaging = size_of(w, "packaging")};
	ret.found = lines_look(w, "oudkerkdam", &(struct search_limits){.rows = 1, .count = ROWS}).matches;
	OK(w, store_history(w->store, w->arena, &(struct journal_query){.limit = 50}, &entries, &ret.entries,
	              &w->err));
	return ret;
}

static bool is_same(const struct look *a, const struct look *b)
{
	return a->waiting == b->waiting && a->packaging == b->packaging && a->found == b->found &&
	       a->entries == b->entries;
}

typedef bool deed_run(struct world *w);

static bool merge(struct world *w)
{
	struct theme_entry from, into;
	int64_t answers = 0;
	struct change change = anna;
	change.verb = "theme.merge";
	bool ok = store_theme_by_name(w->store, w->arena, "waiting", &from, &w->err) &&
	          store_theme_by_name(w->store, w->arena, "packaging", &into, &w->err) &&
	          store_begin(w->store, &change, &w->err) &&
	          store_merge_themes(w->store, from.id, into.id, &answers, &w->err) &&
	          store_commit(w->store, &w->err);
	if (!ok)
		store_rollback(w->store);
	return ok;
}

static bool undo(struct world *w)
{
	struct journal_entry entry;
	return store_undo(w->store, w->arena, &anna, &entry, &w->err);
}

static bool redo(struct world *w)
{
	struct journal_entry entry;
	return store_redo(w->store, w->arena, &anna, &entry, &w->err);
}

static bool forget(struct world *w)
{
	struct forget_report report;
	const struct forget_who who = {.words = "Els Oudkerkdam"};
	bool ok = store_forget(w->store, w->arena, &who, &anna, &report, &w->err);
	/* What it left in the file may be what was stopped. */
	if (ok && report.unfinished.code != ERR_NONE)
		assert_int_equal(report.unfinished.code, ERR_CANCELLED);
	return ok;
}

/* Until it gets through; how often it was stopped. */
static int stop_everywhere(struct world *w, deed_run *deed)
{
	int stopped = 0;
	struct look before = look(w);
	for (stops_at = 0;; stops_at++) {
		asks = 0;
		bool done = deed(w);
		stops_at = done ? -1 : stops_at;
		long at = stops_at;
		stops_at = -1;
		struct look now = look(w);
		if (done) {
			assert_false(is_same(&before, &now));
			return stopped;
		}
		assert_int_equal(w->err.code, ERR_CANCELLED);
		assert_true(is_same(&before, &now));
		err_clear(&w->err);
		stops_at = at;
		assert_true(++stopped < ASKS_MAX);
	}
}

static void test_deeds(void **state)
{
	struct world *w = *state;
	assert_true(stop_everywhere(w, merge) > 2);
	assert_int_equal(size_of(w, "packaging"), ROWS);
	assert_true(stop_everywhere(w, undo) > 2);
	assert_true(stop_everywhere(w, redo) > 2);
	assert_true(stop_everywhere(w, forget) > 2);
	assert_int_equal(look(w).found, 0);
	OK(w, store_verify(w->store, &w->err));
}

/* Also at the last moment: what was committed is not told as stopped, and the other way round. */
static void test_commit_is_whole(void **state)
{
	struct world *w = *state;
	struct note note = {.text = "left alone", .day = TODAY, .source_text = ""};
	begin(w, &anna, "note.add");
	OK(w, store_put_note(w->store, &note, &w->err));
	stops_at = asks = 0;
	REFUSED(w, store_commit(w->store, &w->err), ERR_CANCELLED);
	stops_at = -1;
	struct note *notes = NULL;
	size_t count = 1;
	OK(w, store_notes(w->store, w->arena, true, &notes, &count, &w->err));
	assert_int_equal(count, 0);
}

static void test_restore(void **state)
{
	struct world *w = *state;
	const char *copy = world_path(w, "copy.db"), *aside = NULL;
	OK(w, store_backup(w->store, copy, false, NULL, &w->err));
	OK(w, merge(w));
	struct look before = look(w);
	store_close(w->store);
	w->store = NULL;
	stops_at = 0;
	for (bool done = false; !done; stops_at++) {
		asks = 0;
		done = store_restore(w->arena, copy, w->path, is_stopped, &aside, &w->err);
		if (done)
			break;
		assert_int_equal(w->err.code, ERR_CANCELLED);
		assert_int_not_equal(access(world_path(w, "team.dagstart.before-restore"), F_OK), 0);
		err_clear(&w->err);
		long at = stops_at;
		stops_at = -1;
		reopen(w);
		struct look now = look(w);
		assert_true(is_same(&before, &now));
		store_close(w->store);
		w->store = NULL;
		stops_at = at;
		assert_true(at < ASKS_MAX);
	}
	assert_true(stops_at > 2);
	stops_at = -1;
	reopen(w);
	assert_int_equal(size_of(w, "waiting"), ROWS / 3 * 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_deeds, set_up, world_teardown),
	        cmocka_unit_test_setup_teardown(test_commit_is_whole, set_up, world_teardown),
	        cmocka_unit_test_setup_teardown(test_restore, set_up, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
