/* What the migration to forecasts that are judged makes of an older store: nothing is lost, and older changes
 * can still be undone. */
#include "room.h"

#include <math.h>
#include <stdio.h>

#include <dagstart/store/work.h>

#include "internal.h"
#include "schema.h"

enum { OLD = 5 };

static const char rows[] =
        "INSERT INTO member VALUES(1, 'Anna', 'anna', '', '', '', '', 0, 1, 20000);"
        "INSERT INTO action VALUES(1, 'Bel terug', 1, 20500, 20510, 0, 0, 0, '', 0, 'F', 3, 'traag', "
        "'sneller', 'nps',"
        " '', '', 5.0, 20600);"
        "INSERT INTO decision VALUES(1, 'Eerst bellen', 1, 'klacht', '', '', 'F-3', '', 20500, 20530, 0, "
        "NULL, 'F', 3,"
        " '');"
        "INSERT INTO change(grp, at_ms, day, member_id, meeting_id, origin, verb, letter, entity_id, before, "
        "after,"
        " undo_state, reverses) SELECT 1, 1000, 20500, 1, 0, 'here', 'action.move', 'A', 1,"
        " json_object('id', id, 'text', text, 'owner_id', owner_id, 'created_day', created_day, 'due_day', "
        "20501,"
        " 'done_day', done_day, 'status', status, 'moved', moved, 'blocked_by', blocked_by, 'blocked_until',"
        " blocked_until, 'source_letter', source_letter, 'source_id', source_id, 'source_text', source_text, "
        "'effect',"
        " effect, 'forecast_metric', forecast_metric, 'forecast_theme', forecast_theme, 'forecast_step',"
        " forecast_step, 'forecast_change', forecast_change, 'forecast_day', forecast_day),"
        " json_object('id', id, 'text', text, 'owner_id', owner_id, 'created_day', created_day, 'due_day', "
        "due_day,"
        " 'done_day', done_day, 'status', status, 'moved', moved, 'blocked_by', blocked_by, 'blocked_until',"
        " blocked_until, 'source_letter', source_letter, 'source_id', source_id, 'source_text', source_text, "
        "'effect',"
        " effect, 'forecast_metric', forecast_metric, 'forecast_theme', forecast_theme, 'forecast_step',"
        " forecast_step, 'forecast_change', forecast_change, 'forecast_day', forecast_day), 0, 0 FROM action;"
        "INSERT INTO change(grp, at_ms, day, member_id, meeting_id, origin, verb, letter, entity_id, before, "
        "after,"
        " undo_state, reverses) SELECT 2, 2000, 20500, 1, 0, 'here', 'decision.add', 'D', 1, NULL,"
        " json_object('id', id, 'text', text, 'owner_id', owner_id, 'reason', reason, 'alternatives', "
        "alternatives,"
        " 'effect', effect, 'evidence', evidence, 'cost', cost, 'day', day, 'review_day', review_day,"
        " 'status', status, 'replaces_id', replaces_id, 'source_letter', source_letter, 'source_id', "
        "source_id,"
        " 'outcome', outcome), 0, 0 FROM decision;";

static void make_old(struct room *room)
{
	static const enum sql steps[OLD] = {
	        SQL_SCHEMA_1, SQL_SCHEMA_2, SQL_SCHEMA_3, SQL_SCHEMA_4, SQL_SCHEMA_5};
	CLEANUP(driver_cleanup) struct driver *driver = NULL;
	const struct driver_options options = {
	        .path = room->path, .mode = DRIVER_BUILD, .schema_may_change = true};
	FILE *file = fopen(room->path, "wx");
	assert_non_null(file);
	fclose(file);
	must(room, driver_open(room->arena, &options, &driver, &room->err) &&
	                   driver_script(driver, SQL_APPLICATION_TEAM, &room->err));
	for (size_t i = 0; i < OLD; i++)
		must(room, driver_script(driver, steps[i], &room->err));
	must(room, driver_script_text(driver, rows, &room->err));
}

static void an_older_store_keeps_all_and_can_be_undone(void **state)
{
	struct room *room = *state;
	static const struct change here = {.member_id = 1, .origin = "here", .verb = "undo"};
	make_old(room);
	room_open(room);
	assert_int_equal(store_schema_version(room->store), store_schema_newest());
	must(room, store_verify(room->store, &room->err));
	struct action action;
	struct decision *decisions = NULL;
	size_t count = 0;
	struct journal_entry entry;
	must(room, store_action_by_id(room->store, room->arena, 1, &action, &room->err));
	assert_string_equal(action.text, "Bel terug");
	assert_string_equal(action.source_text, "traag");
	assert_string_equal(action.escalated_to, "");
	assert_true(action.forecast_change == 5);
	must(room, store_decisions(room->store, room->arena, false, 0, &decisions, &count, &room->err));
	assert_int_equal(count, 1);
	assert_string_equal(decisions[0].rests, "");
	assert_true(isnan(decisions[0].expect_change));
	must(room, store_undo(room->store, room->arena, &here, &entry, &room->err));
	must(room, store_decisions(room->store, room->arena, true, 0, &decisions, &count, &room->err));
	assert_int_equal(count, 0);
	must(room, store_undo(room->store, room->arena, &here, &entry, &room->err));
	must(room, store_action_by_id(room->store, room->arena, 1, &action, &room->err));
	assert_int_equal(action.due_day, 20501);
	assert_string_equal(action.answer, "");
	must(room, store_redo(room->store, room->arena, &here, &entry, &room->err));
	must(room, store_redo(room->store, room->arena, &here, &entry, &room->err));
	must(room, store_decisions(room->store, room->arena, true, 0, &decisions, &count, &room->err));
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                an_older_store_keeps_all_and_can_be_undone, room_setup, room_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
