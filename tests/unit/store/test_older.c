/* A store that an older program wrote: brought up to date as a whole or not at all, which is told and may be
 * stopped; and a copy of one can be put back. */
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/people.h>

#include "../../older.h"
#include "room.h"

enum { ASKS_MAX = 100000 };

static long asks, stops_at;

static bool is_stopped(void)
{
	return ++asks > stops_at;
}

struct told {
	int begun, ended;
};

static void tell(void *user, bool begins)
{
	struct told *told = user;
	assert_int_equal(told->begun, told->ended + !begins);
	*(begins ? &told->begun : &told->ended) += 1;
}

static int setup(void **state)
{
	static const struct change change = {.origin = "here", .verb = "init"};
	if (room_setup(state) != 0)
		return -1;
	struct room *room = *state;
	const struct team team = {.id = 1, .name = "Zeppelin", .language = "nl", .founded_day = 1};
	room_open(room);
	must(room, store_begin(room->store, &change, &room->err) &&
	                   store_put_team(room->store, &team, &room->err) &&
	                   store_commit(room->store, &room->err));
	room_age(room);
	return 0;
}

static int version_at(struct room *room, const char *path)
{
	CLEANUP(store_cleanup) struct store *store = NULL;
	const struct store_options look = {.path = path, .read_only = true, .as_it_is = true};
	must(room, store_open(room->arena, &look, &store, &room->err));
	must(room, store_verify(store, &room->err));
	return store_schema_version(store);
}

static void must_be_the_team(struct room *room)
{
	struct team team;
	room_open(room);
	must(room, store_team(room->store, room->arena, &team, &room->err));
	assert_string_equal(team.name, "Zeppelin");
	assert_int_equal(store_schema_version(room->store), store_schema_newest());
}

static const char *only_copy(struct room *room)
{
	struct backup_file *copies = NULL;
	size_t count = 0;
	must(room, store_backups(room->path, room->arena, &copies, &count, &room->err));
	assert_int_equal(count, 1);
	return copies[0].path;
}

static void the_copy_from_before_can_be_put_back(void **state)
{
	struct room *room = *state;
	must_be_the_team(room);
	const char *copy = only_copy(room);
	store_close(room->store);
	room->store = NULL;
	assert_int_equal(version_at(room, room->path), store_schema_newest());
	assert_int_equal(version_at(room, copy), OLDER_VERSION);
	must(room, store_restore(room->arena, copy, room->path, NULL, NULL, &room->err));
	assert_int_equal(version_at(room, room->path), OLDER_VERSION);
	assert_int_equal(version_at(room, copy), OLDER_VERSION);
	must_be_the_team(room);
}

static void who_only_looks_brings_nothing_up_to_date(void **state)
{
	struct room *room = *state;
	struct told told = {0};
	struct store *store = NULL;
	const struct store_options look = {
	        .path = room->path, .read_only = true, .on_migration = tell, .user = &told};
	assert_false(store_open(room->arena, &look, &store, &room->err));
	assert_int_equal(room->err.code, ERR_READONLY);
	assert_int_equal(version_at(room, room->path), OLDER_VERSION);
	assert_int_equal(told.begun, 0);
}

/* Stopped at the first question, at some later ones, and so on until it is done all the same. */
static void it_can_be_stopped_and_then_nothing_has_changed(void **state)
{
	struct room *room = *state;
	struct told told = {0};
	const struct store_options options = {.path = room->path,
	        .clock = &room->clock,
	        .is_stopped = is_stopped,
	        .on_migration = tell,
	        .user = &told};
	int stopped = 0;
	for (stops_at = 0; stops_at < ASKS_MAX; stops_at++) {
		struct store *store = NULL;
		err_clear(&room->err);
		asks = 0;
		if (store_open(room->arena, &options, &store, &room->err)) {
			store_close(store);
			break;
		}
		assert_int_equal(room->err.code, ERR_CANCELLED);
		assert_non_null(strstr(err_text(room->arena, &room->err), "as it was"));
		assert_int_equal(version_at(room, room->path), OLDER_VERSION);
		stopped++;
	}
	assert_true(stopped > 1 && stops_at < ASKS_MAX);
	assert_int_equal(told.begun, stopped + 1);
	assert_int_equal(told.ended, told.begun);
	must_be_the_team(room);
	assert_int_equal(version_at(room, only_copy(room)), OLDER_VERSION);
}

static void what_is_new_enough_is_not_told(void **state)
{
	struct room *room = *state;
	struct told told = {0};
	must_be_the_team(room);
	const struct store_options options = {.path = room->path, .on_migration = tell, .user = &told};
	must(room, store_open(room->arena, &options, &room->other, &room->err));
	assert_int_equal(told.begun, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, room_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_copy_from_before_can_be_put_back),
	        TEST(who_only_looks_brings_nothing_up_to_date),
	        TEST(it_can_be_stopped_and_then_nothing_has_changed),
	        TEST(what_is_new_enough_is_not_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
