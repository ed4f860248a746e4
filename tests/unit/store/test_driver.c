/* The driver: what it lets through, and that every embedded statement is one that the engine takes. */
#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include <dagstart/base/str.h>

#include "file.h"
#include "room.h"
#include "schema.h"

static int setup(void **state)
{
	if (room_setup_built(state) != 0)
		return -1;
	struct room *room = *state;
	const struct driver_options options = {.path = room->path,
	        .application_id = DRIVER_ID_TEAM,
	        .newest = SCHEMA_TEAM_NEWEST,
	        .busy_ms = 100};
	driver_close(room->driver);
	return driver_open(room->arena, &options, &room->driver, &room->err) &&
	                       driver_accept(room->driver, &room->err)
	               ? 0
	               : -1;
}

static bool is_script(enum sql sql)
{
	return strstr(sql_text[sql], "CREATE ") || sql == SQL_SETTINGS || sql == SQL_SETTINGS_READ_ONLY ||
	       sql == SQL_NO_JOURNAL;
}

static void every_statement_is_understood(void **state)
{
	struct room *room = *state;
	driver_forget(room->driver, NULL);
	for (enum sql sql = 0; sql < SQL_COUNT; sql++) {
		bool of_another_store = str_starts(sql_name[sql], "own_");
		bool is_poured = strstr(sql_text[sql], "FROM poured") != NULL;
		if (is_script(sql) || of_another_store || is_poured)
			continue;
		struct query q = query_open(room->driver, sql);
		if (!query_end(&q, &room->err))
			fail_msg("%s: %s", sql_name[sql], err_text(room->arena, &room->err));
	}
}

static void tables_made_attached_or_acting_are_not_let_through(void **state)
{
	struct room *room = *state;
	static const char *const denied[] = {
	        "ATTACH ':memory:' AS other",
	        "CREATE TABLE x(a)",
	        "DROP TABLE action",
	        "CREATE TRIGGER t AFTER INSERT ON action BEGIN SELECT 1; END",
	        "CREATE TEMP TABLE x(a)",
	        "CREATE VIEW v AS SELECT 1",
	        "CREATE VIRTUAL TABLE f USING fts5(a)",
	        "PRAGMA writable_schema = ON",
	        "PRAGMA foreign_keys = OFF",
	        "PRAGMA trusted_schema = ON",
	        "SELECT load_extension('x')",
	        "UPDATE sqlite_schema SET sql = ''",
	        "VACUUM",
	};
	for (size_t i = 0; i < sizeof(denied) / sizeof(denied[0]); i++)
		if (driver_script_text(room->driver, denied[i], &room->err))
			fail_msg("let through: %s", denied[i]);
	driver_allow_schema(room->driver, true);
	assert_true(driver_script_text(room->driver, "CREATE TABLE x(a)", &room->err));
	assert_false(driver_script_text(room->driver, denied[0], &room->err));
}

/* However many meetings were held, the first screen reads no more of them than it asks for. */
static void the_newest_meetings_are_neither_sorted_nor_scanned(void **state)
{
	struct room *room = *state;
	sqlite3 *db = NULL;
	sqlite3_stmt *plan = NULL;
	int steps = 0;
	assert_int_equal(sqlite3_open_v2(room->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	const char *sql = arena_printf(room->arena, "EXPLAIN QUERY PLAN %s", sql_text[SQL_MEETINGS_READ]);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &plan, NULL), SQLITE_OK);
	for (; sqlite3_step(plan) == SQLITE_ROW; steps++)
		assert_string_equal((const char *)sqlite3_column_text(plan, 3),
		        "SEARCH meeting USING INDEX meeting_days (state=? AND day>? AND day<?)");
	assert_int_equal(steps, 1);
	sqlite3_finalize(plan);
	sqlite3_close(db);
}

static void keys_between_tables_are_kept(void **state)
{
	struct room *room = *state;
	assert_false(driver_script_text(room->driver,
	        "INSERT INTO absence(member_id, from_day, to_day, reason) VALUES(9, 1, 2, '')", &room->err));
	assert_int_equal(room->err.code, ERR_MISSING);
}

struct numbers {
	int64_t from, to;
};

static void number_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct numbers *numbers = from;
	ret[0] = pour_int(numbers->from + (int64_t)row);
	ret[1] = pour_int(numbers->to);
}

static void rows_are_poured_and_a_broken_rule_ends_it_all(void **state)
{
	struct room *room = *state;
	struct numbers numbers = {5, 77};
	const struct pour pour = {SQL_RESPONSE_KEY_POUR, 1000, number_row, &numbers};
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_pour(room->driver, &pour, &room->err));
	assert_true(driver_commit(room->driver, &room->err));
	CLEANUP(query_cleanup) struct query q = query_open(room->driver, SQL_RESPONSE_KEY_FIND);
	bind_int(&q, "$key", 1004);
	assert_true(query_next(&q));
	assert_int_equal(get_int(&q, "response_id"), 77);
	assert_true(query_end(&q, &room->err));
	numbers.from = 1000; /* overlaps */
	assert_true(driver_begin(room->driver, &room->err));
	assert_false(driver_pour(room->driver, &pour, &room->err));
	assert_false(driver_in_transaction(room->driver));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_commit(room->driver, &room->err));
}

static bool is_there(struct room *room, int64_t key)
{
	CLEANUP(query_cleanup) struct query q = query_open(room->driver, SQL_RESPONSE_KEY_FIND);
	bind_int(&q, "$key", key);
	bool found = query_next(&q);
	assert_true(query_end(&q, &room->err));
	return found;
}

static void rows_are_poured_in_another_thread(void **state)
{
	struct room *room = *state;
	const struct numbers numbers[] = {{0, 7}, {1000, 8}, {2000, 9}, {2999, 9}};
	struct pour pours[4];
	for (size_t i = 0; i < 4; i++)
		pours[i] = (struct pour){SQL_RESPONSE_KEY_POUR, 1000, number_row, &numbers[i]};
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_pour_later(room->driver, &pours[0], 1, &room->err));
	assert_true(is_there(room, 999)); /* waits for it */
	assert_true(driver_pour_later(room->driver, &pours[1], 1, &room->err));
	assert_true(driver_pour_later(room->driver, &pours[2], 1, &room->err));
	assert_true(driver_commit(room->driver, &room->err));
	assert_true(is_there(room, 1500));
	assert_true(is_there(room, 2999));
	/* Given up while it is poured. */
	const struct numbers more = {5000, 1};
	const struct pour pour = {SQL_RESPONSE_KEY_POUR, 1000, number_row, &more};
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_pour_later(room->driver, &pour, 1, &room->err));
	driver_rollback(room->driver);
	assert_false(is_there(room, 5000));
}

/* What fails there has ended the transaction already: nothing more may be done as if it still went on. */
static void nothing_is_done_outside_after_pouring_failed(void **state)
{
	struct room *room = *state;
	const struct numbers numbers[] = {{0, 7}, {500, 7}};
	const struct pour pours[] = {{SQL_RESPONSE_KEY_POUR, 1000, number_row, &numbers[0]},
	        {SQL_RESPONSE_KEY_POUR, 1000, number_row, &numbers[1]}};
	const struct pour fine = {SQL_ANSWER_POUR, 0, number_row, &numbers[0]};
	CLEANUP(query_cleanup) struct query open = query_open(room->driver, SQL_RESPONSE_KEY_FIND);
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_pour_later(room->driver, &pours[0], 1, &room->err));
	assert_true(driver_pour_later(room->driver, &pours[1], 1, &room->err));
	struct query q = query_open(room->driver, SQL_META_PUT);
	bind_text(&q, "$key", "stray");
	bind_int(&q, "$value", 1);
	assert_false(query_run(&q, &room->err));
	assert_int_equal(room->err.code, ERR_REFUSED);
	bind_int_at(&open, 1, 3);
	assert_false(query_next(&open));
	query_cleanup(&open);
	assert_false(driver_pour_later(room->driver, &fine, 1, &room->err));
	assert_false(driver_settle(room->driver, &room->err));
	assert_false(driver_commit(room->driver, &room->err));
	assert_int_equal(room->err.code, ERR_REFUSED);
	/* And all is well again. */
	assert_false(is_there(room, 0));
	assert_true(driver_begin(room->driver, &room->err));
	assert_true(driver_pour_later(room->driver, pours, 1, &room->err));
	assert_true(driver_commit(room->driver, &room->err));
	assert_true(is_there(room, 0));
	struct query stray = query_open(room->driver, SQL_META_READ);
	bind_text(&stray, "$key", "stray");
	assert_false(query_next(&stray));
	assert_true(query_end(&stray, &room->err));
}

static void a_header_tells_whose_store_it_is(void **state)
{
	(void)state;
	unsigned char header[100] = "SQLite format 3";
	assert_int_equal(driver_header_version(header, DRIVER_ID_TEAM), -1);
	memcpy(header + 68, "DAST", 4);
	header[63] = 7;
	assert_int_equal(driver_header_version(header, DRIVER_ID_TEAM), 7);
	assert_int_equal(driver_header_version(header, DRIVER_ID_OWN), -1);
	memset(header + 60, 0xff, 4);
	assert_int_equal(driver_header_version(header, DRIVER_ID_TEAM), INT32_MAX);
	header[0] = 's';
	assert_int_equal(driver_header_version(header, DRIVER_ID_TEAM), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(every_statement_is_understood, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                tables_made_attached_or_acting_are_not_let_through, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                the_newest_meetings_are_neither_sorted_nor_scanned, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(keys_between_tables_are_kept, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                rows_are_poured_and_a_broken_rule_ends_it_all, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(rows_are_poured_in_another_thread, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                nothing_is_done_outside_after_pouring_failed, setup, room_teardown),
	        cmocka_unit_test(a_header_tells_whose_store_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
