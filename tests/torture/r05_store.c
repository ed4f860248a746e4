/* Each call to the disk and to the memory fails in turn, once and for good. Nothing that was called saved is
 * lost, nothing that was called failed is there, each failure is told in words, and the store goes on
 * afterwards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../count.h"
#include "contract.h"
#include "shim.h"

#include <dagstart/store/backup.h>

enum { WRITES = 5, CALLS_MAX = 100000 };
/* Every so many calls one fails; there are many more calls for memory than for the disk. */
enum { STRIDE_MEMORY = TEST_COUNT(83, 331), STRIDE_DISK = TEST_COUNT(7, 23) };

struct run {
	struct world *world;
	struct arena *arena; /* of one round */
	const char *path, *copy;
	struct store *store;
	char why[400]; /* the last write failed */
	bool is_open, is_saved[WRITES], is_tried[WRITES];
};

static int stride(enum fault fault)
{
	const char *wish = getenv("DAGSTART_TORTURE");
	int times = wish ? atoi(wish) : 1;
	int wide = (fault == FAULT_MEMORY ? STRIDE_MEMORY : STRIDE_DISK) / (times > 0 ? times : 1);
	return wide > 0 ? wide : 1;
}

/* A failure must say what it is, in a sentence. */
static bool told(struct run *run, bool ok, const struct err *err)
{
	if (!ok && (err->code == ERR_NONE || !err->message || !*err_text(run->arena, err)))
		fail_msg("a failure without words, code %d", err->code);
	return ok;
}

static bool write_one(struct run *run, int i)
{
	struct err err = {0};
	struct action action = {.text = arena_printf(run->arena, "%d", i), .forecast_change = 1};
	struct decision decision = {.text = "erbij"};
	run->is_tried[i] = true;
	bool ok = store_begin(run->store, &anna, &err) && store_put_action(run->store, &action, &err) &&
	          store_put_decision(run->store, &decision, &err) && store_commit(run->store, &err);
	if (!ok)
		store_rollback(run->store);
	if (!ok)
		snprintf(run->why, sizeof(run->why), "%s", err_text(run->arena, &err));
	return told(run, ok, &err);
}

static void read_all(struct run *run)
{
	struct err err = {0};
	struct action *actions;
	struct members members;
	struct feedback *feedback;
	struct named_tally *tallies;
	struct journal_entry *entries;
	struct meeting meeting;
	size_t n;
	const struct feedback_query any = feedback_query_any();
	const struct tally_query by = {.metric_id = 1, .dimension = TALLY_THEME};
	told(run, store_actions(run->store, run->arena, &(struct action_query){0}, &actions, &n, &err), &err);
	told(run, store_members(run->store, run->arena, TODAY, &members, &err), &err);
	told(run, store_feedback(run->store, run->arena, &any, &feedback, &n, &err), &err);
	told(run, store_tally_by(run->store, run->arena, &by, &tallies, &n, &err), &err);
	told(run, store_history(run->store, run->arena, &(struct journal_query){0}, &entries, &n, &err),
	        &err);
	told(run, store_meeting_running(run->store, run->arena, NULL, &meeting, &err), &err);
	(void)store_changed(run->store);
}

static void log_one(struct run *run)
{
	struct err err = {0};
	struct feedback said = {
	        .day = TODAY, .comment = "zo", .channel = "web", .themes = {"prijs"}, .theme_count = 1};
	bool ok = store_begin(run->store, &bert, &err) && store_put_feedback(run->store, &said, &err) &&
	          store_commit(run->store, &err);
	if (!ok)
		store_rollback(run->store);
	told(run, ok, &err);
}

static void import_some(struct run *run)
{
	struct err err = {0};
	struct import *import = NULL;
	int64_t batch = 0;
	const struct import_source source = {.name = "f", .shape = "s", .change = &bert};
	if (!told(run, store_import_begin(run->store, run->arena, &source, &import, &err), &err))
		return;
	for (int i = 0; i < 3; i++) {
		enum import_added added;
		struct import_row row = {
		        .feedback = {.day = TODAY, .comment = "x", .answers = {{1, 5}}, .answer_count = 1},
		        .row_bytes = &"abc"[i],
		        .row_len = 1,
		        .external_id = i == 2 ? "R" : ""};
		if (!told(run, store_import_add(import, &row, &added, &err), &err)) {
			store_import_abort(import);
			return;
		}
	}
	told(run, store_import_commit(import, 0, &batch, &err), &err);
}

static void turn(struct run *run)
{
	struct err err = {0};
	struct journal_entry entry;
	if (told(run, store_undo(run->store, run->arena, &bert, &entry, &err), &err))
		told(run, store_redo(run->store, run->arena, &bert, &entry, &err), &err);
}

static void copy_it(struct run *run)
{
	struct err err = {0};
	told(run, store_backup(run->store, run->copy, true, NULL, &err), &err);
}

/* What a program does in its life, under whatever the shim has planned. */
static void live(struct run *run)
{
	struct err err = {0};
	const struct store_options options = {.path = run->path, .clock = &run->world->clock, .busy_ms = 100};
	run->is_open = told(run, store_open(run->arena, &options, &run->store, &err), &err);
	if (!run->is_open)
		return;
	for (int i = 0; i < WRITES; i++) {
		run->is_saved[i] = write_one(run, i);
		if (i == 1)
			import_some(run);
		if (i == 2)
			log_one(run);
		if (i == 3)
			turn(run);
	}
	read_all(run);
	copy_it(run);
}

static void check_after(struct run *run)
{
	struct world *w = run->world;
	struct store *store = NULL;
	struct action *actions;
	size_t count;
	int found[WRITES] = {0};
	const struct store_options options = {.path = run->path, .clock = &w->clock};
	OK(w, store_open(run->arena, &options, &store, &w->err));
	OK(w, store_verify(store, &w->err));
	OK(w, store_actions(store, run->arena, &(struct action_query){0}, &actions, &count, &w->err));
	for (size_t i = 0; i < count; i++)
		if (actions[i].text[0] >= '0' && actions[i].text[0] < '0' + WRITES)
			found[actions[i].text[0] - '0']++;
	for (int i = 0; i < WRITES; i++)
		if (run->is_tried[i])
			assert_int_equal(found[i], run->is_saved[i]);
	store_close(store);
}

static void remove_with_log(struct world *w, const char *path)
{
	unlink(path);
	unlink(arena_printf(w->arena, "%s-wal", path));
	unlink(arena_printf(w->arena, "%s-shm", path));
}

/* True while the plan's call was reached. */
static bool round_of(struct world *w, const char *base, size_t len, enum fault fault, int n, bool stays)
{
	struct run run = {.world = w,
	        .arena = arena_new_like(w->arena),
	        .path = world_path(w, "run.dagstart"),
	        .copy = world_path(w, "copy.dagstart")};
	remove_with_log(w, run.path);
	world_write(w, run.path, base, len);
	shim_plan(fault, n, stays);
	live(&run);
	int failed = shim_failed();
	shim_plan(FAULT_NONE, 0, false);
	if (run.is_open) {
		/* room again, memory again: the store goes on without being opened anew */
		if (!write_one(&run, WRITES - 1))
			fail_msg("fault %d at %d: the store does not go on: %s", fault, n, run.why);
		run.is_tried[WRITES - 1] = false;
		store_close(run.store);
	}
	check_after(&run);
	arena_free(run.arena);
	return failed > 0;
}

static void torture(struct world *w, enum fault fault, int at_least)
{
	size_t len = 0;
	int rounds = 0;
	store_close(w->store);
	w->store = NULL;
	char *base = world_bytes(w, w->path, &len);
	for (int stays = 0; stays < 2; stays++) {
		int n = 1;
		for (; n < CALLS_MAX && round_of(w, base, len, fault, n, stays); n += stride(fault))
			rounds++;
		assert_true(n < CALLS_MAX);
	}
	printf("%d faults\n", rounds);
	assert_true(rounds * stride(fault) >= at_least);
}

static int setup(void **state)
{
	if (world_setup(state) != 0)
		return -1;
	struct world *w = *state;
	add_member(w, "Anna");
	add_nps(w);
	add_action(w, "van vroeger");
	return 0;
}

static void a_full_disk(void **state)
{
	torture(*state, FAULT_FULL, 60);
}

static void a_failing_disk(void **state)
{
	torture(*state, FAULT_IO, 100);
}

static void a_failing_sync(void **state)
{
	torture(*state, FAULT_SYNC, 14);
}

static void too_little_memory(void **state)
{
	torture(*state, FAULT_MEMORY, 4000);
}

int main(void)
{
	shim_install();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_full_disk, setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_failing_disk, setup, world_teardown),
	        cmocka_unit_test_setup_teardown(a_failing_sync, setup, world_teardown),
	        cmocka_unit_test_setup_teardown(too_little_memory, setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
