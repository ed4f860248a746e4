/* Pairs in the order of their keys, whether they fit into memory or not. */
#include "runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>

#include "file.h"
#include "schema.h"

enum { KEYS = 97 };

struct room {
	struct arena *arena;
	char folder[64];
	char *path;
	struct driver *driver;
	struct pair seen[20000]; /* in the order in which they were poured */
	size_t count;
	struct err err;
};

/* The test looks over the shoulder of the one pouring. */
static struct room *watched;

static int setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct room *room = arena_new_of(arena, struct room);
	room->arena = arena;
	snprintf(room->folder, sizeof(room->folder), "/tmp/dagstart-runs-XXXXXX");
	if (!mkdtemp(room->folder) || !file_temp(arena, arena_printf(arena, "%s/s", room->folder), (gid_t)-1,
	                                      &room->path, &room->err))
		return -1;
	const struct driver_options options = {
	        .path = room->path, .mode = DRIVER_BUILD, .schema_may_change = true};
	*state = watched = room;
	return driver_open(arena, &options, &room->driver, &room->err) &&
	                       driver_script(room->driver, SQL_APPLICATION_TEAM, &room->err) &&
	                       schema_migrate_team(room->driver, &room->err)
	               ? 0
	               : -1;
}

static int teardown(void **state)
{
	struct room *room = *state;
	driver_close(room->driver);
	unlink(room->path);
	int left = rmdir(room->folder); /* nothing else lies there */
	arena_free(room->arena);
	return left;
}

static void row(const void *from, size_t index, struct pour_value *ret)
{
	const struct pair *pair = (const struct pair *)from + index;
	watched->seen[watched->count++] = *pair;
	ret[0] = pour_int((int64_t)pair->key);
	ret[1] = pour_int(pair->value);
}

static struct runs *runs_in(struct room *room, size_t most)
{
	return runs_new(room->arena, &(struct runs_options){.sql = SQL_RESPONSE_KEY_POUR,
	                                     .row = row,
	                                     .driver = room->driver,
	                                     .beside = room->path,
	                                     .most = most});
}

static void check(struct room *room, size_t count, size_t most)
{
	struct runs *runs = runs_in(room, most);
	struct random random = random_seeded(count * 31 + most);
	room->count = 0;
	for (size_t i = 0; i < count; i++)
		assert_true(runs_add(runs, random_below(&random, KEYS), (int64_t)i, &room->err));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(runs_pour(runs, &room->err));
	assert_true(driver_settle(room->driver, &room->err));
	assert_int_equal(room->count, count);
	bool *met = arena_array_of(room->arena, bool, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct pair *pair = &room->seen[i], *before = i ? pair - 1 : NULL;
		assert_false(met[pair->value]);
		met[pair->value] = true;
		if (before && before->key == pair->key)
			assert_true(before->value < pair->value);
		else if (before)
			assert_true(before->key < pair->key);
	}
	driver_rollback(room->driver);
	runs_close(runs);
}

static void they_come_in_order(void **state)
{
	static const size_t counts[] = {0, 1, 2, 255, 256, 257, 1000, 5000, 20000};
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		check(*state, counts[i], 0);
		check(*state, counts[i], 64);
		check(*state, counts[i], 1000);
	}
}

static void nothing_is_left_of_what_is_given_up(void **state)
{
	struct room *room = *state;
	struct runs *runs = runs_in(room, 10);
	for (int i = 0; i < 95; i++)
		assert_true(runs_add(runs, 1, i, &room->err));
	runs_close(runs);
	runs_close(runs);
	room->count = 0;
	assert_true(runs_add(runs, 5, 6, &room->err));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(runs_pour(runs, &room->err));
	assert_true(driver_settle(room->driver, &room->err));
	assert_int_equal(room->count, 1);
	driver_rollback(room->driver);
	runs_close(runs);
	runs_close(NULL);
}

static void a_folder_that_takes_no_file_is_said(void **state)
{
	struct room *room = *state;
	struct runs *runs = runs_new(room->arena, &(struct runs_options){.sql = SQL_RESPONSE_KEY_POUR,
	                                                  .row = row,
	                                                  .driver = room->driver,
	                                                  .beside = "/nowhere/at/all",
	                                                  .most = 4});
	for (int i = 0; i < 4; i++)
		assert_true(runs_add(runs, 1, i, &room->err));
	assert_false(runs_add(runs, 1, 4, &room->err));
	assert_true(strstr(err_text(room->arena, &room->err), "/nowhere/at/all") != NULL);
	runs_close(runs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(they_come_in_order, setup, teardown),
	        cmocka_unit_test_setup_teardown(nothing_is_left_of_what_is_given_up, setup, teardown),
	        cmocka_unit_test_setup_teardown(a_folder_that_takes_no_file_is_said, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
