/* Pairs in the order of their keys, whether they fit into memory or not. */
#include "runs.h"

#include <string.h>
#include <unistd.h>

#include <dagstart/base/random.h>

#include "room.h"

enum { KEYS = 97 };

struct poured {
	struct pair pairs[20000]; /* in the order in which they came */
	size_t count;
};

/* The test looks over the shoulder of the one pouring. */
static struct poured *watched;

static int setup(void **state)
{
	if (room_setup_built(state) != 0)
		return -1;
	struct room *room = *state;
	watched = arena_new_of(room->arena, struct poured);
	return 0;
}

static int teardown(void **state)
{
	struct room *room = *state;
	driver_close(room->driver);
	room->driver = NULL;
	unlink(room->path);
	int left = rmdir(room->folder); /* nothing else lies there */
	return room_teardown(state) == 0 ? left : -1;
}

static void row(const void *from, size_t index, struct pour_value *ret)
{
	const struct pair *pair = (const struct pair *)from + index;
	watched->pairs[watched->count++] = *pair;
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
	watched->count = 0;
	for (size_t i = 0; i < count; i++)
		assert_true(runs_add(runs, random_below(&random, KEYS), (int64_t)i, &room->err));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(runs_pour(runs, &room->err));
	assert_true(driver_settle(room->driver, &room->err));
	assert_int_equal(watched->count, count);
	bool *met = arena_array_of(room->arena, bool, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct pair *pair = &watched->pairs[i], *before = i ? pair - 1 : NULL;
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
	watched->count = 0;
	assert_true(runs_add(runs, 5, 6, &room->err));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(runs_pour(runs, &room->err));
	assert_true(driver_settle(room->driver, &room->err));
	assert_int_equal(watched->count, 1);
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
