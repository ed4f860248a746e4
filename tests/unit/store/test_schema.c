/* Migrations, with versions made up for the test. */
#include "schema.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file.h"
#include "room.h"

enum { VERSIONS = 3 };

static const char *const steps[VERSIONS] = {
        "CREATE TABLE meta(key TEXT NOT NULL PRIMARY KEY, value ANY) STRICT;"
        "INSERT INTO meta VALUES('settled', 0), ('n', 1); PRAGMA application_id = 1145131860;"
        "PRAGMA user_version = 1;",
        "UPDATE meta SET value = value + 10 WHERE key = 'n'; PRAGMA user_version = 2;",
        "CREATE TABLE more(id INTEGER PRIMARY KEY) STRICT; UPDATE meta SET value = value + 100 WHERE key = "
        "'n';"
        "PRAGMA user_version = 3;",
};

/* An empty file, to be built in. */
static int setup(void **state)
{
	if (room_setup(state) != 0)
		return -1;
	struct room *room = *state;
	char *path = NULL;
	bool made = file_temp(room->arena, room->path, (gid_t)-1, &path, &room->err);
	room->path = path;
	return made ? 0 : -1;
}

static bool open_driver(struct room *room, enum driver_mode mode, struct driver **ret)
{
	const struct driver_options options = {.path = room->path,
	        .mode = mode,
	        .busy_ms = 30000, /* only waited for where the machine is slow */
	        .application_id = DRIVER_ID_TEAM,
	        .newest = VERSIONS,
	        .schema_may_change = true};
	return driver_open(room->arena, &options, ret, &room->err) && driver_accept(*ret, &room->err);
}

static struct driver *open_as(struct room *room, enum driver_mode mode)
{
	struct driver *driver = NULL;
	assert_true(open_driver(room, mode, &driver));
	return driver;
}

static bool migrate(struct room *room, struct driver *driver, const char *const *scripts, int count)
{
	return schema_migrate(driver, &(struct schema){scripts, count}, &room->err);
}

static int64_t number(struct driver *driver)
{
	struct err err = {0};
	CLEANUP(query_cleanup) struct query q = query_open(driver, SQL_META_READ);
	bind_text(&q, "$key", "n");
	assert_true(query_next(&q));
	int64_t value = get_int(&q, "value");
	assert_true(query_end(&q, &err));
	return value;
}

static int version_of(struct room *room, struct driver *driver)
{
	int version = -1;
	assert_true(driver_schema_version(driver, &version, &room->err));
	return version;
}

static void each_version_runs_once_and_in_order(void **state)
{
	struct room *room = *state;
	struct driver *driver = open_as(room, DRIVER_BUILD);
	assert_true(migrate(room, driver, steps, 1));
	assert_int_equal(number(driver), 1);
	driver_close(driver);
	driver = open_as(room, DRIVER_WRITE);
	assert_true(migrate(room, driver, steps, VERSIONS));
	assert_int_equal(version_of(room, driver), VERSIONS);
	assert_int_equal(number(driver), 111);
	assert_true(migrate(room, driver, steps, VERSIONS));
	assert_int_equal(number(driver), 111);
	/* an older program leaves it alone */
	assert_true(migrate(room, driver, steps, 1));
	assert_int_equal(version_of(room, driver), VERSIONS);
	driver_close(driver);
}

static void a_step_that_fails_leaves_all_as_it_was(void **state)
{
	struct room *room = *state;
	const char *const bad[] = {
	        steps[0], steps[1], "UPDATE meta SET value = 999 WHERE key = 'n'; SELECT nonsense;"};
	const char *const silent[] = {steps[0], steps[1], "UPDATE meta SET value = 999 WHERE key = 'n';"};
	struct driver *driver = open_as(room, DRIVER_BUILD);
	assert_true(migrate(room, driver, steps, 1));
	driver_close(driver);
	driver = open_as(room, DRIVER_WRITE);
	assert_false(migrate(room, driver, bad, 3));
	assert_int_equal(version_of(room, driver), 1);
	assert_int_equal(number(driver), 1);
	assert_false(migrate(room, driver, silent, 3)); /* it doesn't say its version */
	assert_int_equal(version_of(room, driver), 1);
	assert_int_equal(number(driver), 1);
	assert_true(migrate(room, driver, steps, VERSIONS));
	assert_int_equal(number(driver), 111);
	driver_close(driver);
}

/* Without asserts: the child must not go on with the other tests. */
static void migrate_as_child(struct room *room)
{
	struct driver *driver = NULL;
	bool ok = open_driver(room, DRIVER_WRITE, &driver) && migrate(room, driver, steps, VERSIONS);
	if (!ok)
		fprintf(stderr, "%s\n", err_text(room->arena, &room->err));
	_exit(!ok);
}

static void a_kill_leaves_the_old_version_or_the_newest(void **state)
{
	struct room *room = *state;
	static const int64_t numbers[] = {0, 1, 11, 111};
	struct driver *driver = open_as(room, DRIVER_BUILD);
	assert_true(migrate(room, driver, steps, 1));
	driver_close(driver);
	for (useconds_t us = 0; us < 8000; us += 200) {
		pid_t child = fork();
		if (child == 0) {
			migrate_as_child(room);
		}
		usleep(us);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		driver = open_as(room, DRIVER_WRITE);
		assert_int_not_equal(version_of(room, driver), 2);
		assert_int_equal(number(driver), numbers[version_of(room, driver)]);
		driver_close(driver);
	}
	driver = open_as(room, DRIVER_WRITE);
	assert_true(migrate(room, driver, steps, VERSIONS));
	assert_int_equal(number(driver), 111);
	driver_close(driver);
}

static void two_that_migrate_at_once_do_it_once(void **state)
{
	struct room *room = *state;
	struct driver *driver = open_as(room, DRIVER_BUILD);
	assert_true(migrate(room, driver, steps, 1));
	driver_close(driver);
	pid_t children[4];
	for (size_t i = 0; i < 4; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			migrate_as_child(room);
		}
	}
	for (size_t i = 0; i < 4; i++) {
		int status = -1;
		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	driver = open_as(room, DRIVER_WRITE);
	assert_int_equal(number(driver), 111);
	driver_close(driver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(each_version_runs_once_and_in_order, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(a_step_that_fails_leaves_all_as_it_was, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_kill_leaves_the_old_version_or_the_newest, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(two_that_migrate_at_once_do_it_once, setup, room_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
