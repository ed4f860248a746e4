#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/config/problems.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

int world_setup(void **state)
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

int world_teardown(void **state)
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

bool world_import_with(struct world *w, const char *text, struct intake_options options)
{
	options.path = "answers.csv";
	options.words = &w->words;
	options.now_ms = 1;
	err_clear(&w->err);
	return intake_import_bytes(w->store, w->arena, text, strlen(text), &options, &w->report, &w->err);
}

bool world_import(struct world *w, const char *text)
{
	return world_import_with(w, text, (struct intake_options){0});
}

int64_t world_responses(struct world *w)
{
	int32_t day;
	int64_t count = -1;
	assert_true(store_feedback_extent(w->store, &day, &count, &w->err));
	return count;
}

size_t world_metrics(struct world *w)
{
	struct metric *all;
	size_t count;
	assert_true(store_metrics(w->store, w->arena, &all, &count, &w->err));
	return count;
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

void world_assert_stored(struct world *w, int64_t n, double sum)
{
	int64_t tallied;
	assert_int_equal(world_responses(w), n);
	assert_true(sum_of(w, &tallied) == sum);
	assert_int_equal(tallied, n);
}

void world_withdraw(struct world *w, int64_t batch_id, bool withdrawn)
{
	static const struct change nobody = {.verb = "test"};
	assert_true(store_begin(w->store, &nobody, &w->err));
	assert_true(store_withdraw_batch(w->store, batch_id, withdrawn, &w->err));
	assert_true(store_commit(w->store, &w->err));
}
