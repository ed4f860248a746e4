/* Two seats that change one row. Anna looks, Bert writes, Anna writes. */
#include <string.h>

#include "contract.h"

static struct action get_action(struct world *w, int64_t id)
{
	struct action action;
	OK(w, store_action_by_id(w->store, w->arena, id, &action, &w->err));
	return action;
}

static struct change who_looks(struct world *w, const struct change *who)
{
	struct change change = *who;
	OK(w, store_seen(w->store, &change.seen, &w->err));
	return change;
}

/* As a second program does it. */
static void put(struct world *w, struct store *store, const struct change *who, struct action action)
{
	OK(w, store_begin(store, who, &w->err) && store_put_action(store, &action, &w->err) &&
	                store_commit(store, &w->err));
}

static void put_of_bert(struct world *w, struct action action)
{
	struct store *other = world_open(w, w->path);
	struct change change = bert;
	change.verb = "action.hand";
	put(w, other, &change, action);
	store_close(other);
}

static void fields_that_one_of_both_changed_are_kept_of_each(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan");
	int64_t owner = add_member(w, "Chaya");
	struct change change = who_looks(w, &anna);
	struct action mine = get_action(w, id), theirs = mine, after;
	theirs.owner_id = owner;
	theirs.effect = "sneller antwoord";
	put_of_bert(w, theirs);
	mine.text = "Bel Jan terug";
	mine.forecast_change = 0.1;
	put(w, w->store, &change, mine);
	after = get_action(w, id);
	assert_string_equal(after.text, "Bel Jan terug");
	assert_string_equal(after.effect, "sneller antwoord");
	assert_int_equal(after.owner_id, owner);
	assert_true(after.forecast_change > 0.0999 && after.forecast_change < 0.1001);
	assert_null(store_overtaken(w->store));
	/* The journal tells what really happened, so that it can be undone. */
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	after = get_action(w, id);
	assert_string_equal(after.text, "Bel Jan");
	assert_int_equal(after.owner_id, owner);
}

static void must_be_refused(struct world *w, const struct change *change, struct action action)
{
	OK(w, store_begin(w->store, change, &w->err));
	REFUSED(w, store_put_action(w->store, &action, &w->err), ERR_CHANGED);
	REFUSED(w, store_commit(w->store, &w->err), ERR_CHANGED);
	const struct journal_entry *entry = store_overtaken(w->store);
	assert_non_null(entry);
	assert_int_equal(entry->ref.letter, 'A');
	assert_int_equal(entry->ref.id, action.id);
	assert_string_equal(entry->origin, bert.origin);
	assert_int_equal(entry->member_id, bert.member_id);
	assert_string_equal(entry->verb, "action.hand");
	assert_int_equal(entry->at_ms, clock_now_ms(&w->clock));
}

static void the_same_field_is_refused_and_nothing_is_written(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan");
	struct change change = who_looks(w, &anna);
	struct action mine = get_action(w, id), theirs = mine;
	theirs.text = "Mail Jan";
	put_of_bert(w, theirs);
	mine.text = "Bel Jan terug";
	mine.effect = "ook dit niet";
	must_be_refused(w, &change, mine);
	assert_string_equal(get_action(w, id).text, "Mail Jan");
	assert_string_equal(get_action(w, id).effect, "");
	/* Seen now: done again it is meant. */
	change = who_looks(w, &anna);
	put(w, w->store, &change, mine);
	assert_string_equal(get_action(w, id).text, "Bel Jan terug");
	assert_null(store_overtaken(w->store));
}

static void the_same_new_value_is_no_quarrel(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan");
	struct change change = who_looks(w, &anna);
	struct action both = get_action(w, id);
	both.text = "Mail Jan";
	put_of_bert(w, both);
	put(w, w->store, &change, both);
	assert_string_equal(get_action(w, id).text, "Mail Jan");
}

static void putting_only_the_old_values_back_is_refused(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan");
	struct change change = who_looks(w, &anna);
	struct action old = get_action(w, id), theirs = old;
	theirs.status = ACTION_DONE;
	theirs.done_day = TODAY;
	put_of_bert(w, theirs);
	must_be_refused(w, &change, old);
	assert_int_equal(get_action(w, id).status, ACTION_DONE);
}

static void who_did_not_look_is_not_held_up(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan");
	struct action mine = get_action(w, id), theirs = mine;
	theirs.text = "Mail Jan";
	put_of_bert(w, theirs);
	mine.text = "Bel Jan terug";
	put(w, w->store, &anna, mine);
	assert_string_equal(get_action(w, id).text, "Bel Jan terug");
}

static void other_rows_and_ones_own_transaction_are_no_obstacle(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "Bel Jan"), other = add_action(w, "iets anders");
	struct change change = who_looks(w, &anna);
	struct action theirs = get_action(w, other), mine = get_action(w, id);
	theirs.text = "Mail Jan";
	put_of_bert(w, theirs);
	mine.text = "een";
	OK(w, store_begin(w->store, &change, &w->err) && store_put_action(w->store, &mine, &w->err));
	mine.text = "twee";
	OK(w, store_put_action(w->store, &mine, &w->err) && store_commit(w->store, &w->err));
	assert_string_equal(get_action(w, id).text, "twee");
}

/* Each put of a goal's check-in finds the row of its day by itself. */
static void a_row_that_came_meanwhile_is_not_written_over(void **state)
{
	struct world *w = *state;
	struct goal goal = {.text = "elke dag bellen", .start_day = TODAY, .due_day = TODAY + 30};
	begin(w, &anna, "goal.add");
	OK(w, store_put_goal(w->store, &goal, &w->err));
	commit(w);
	struct change change = who_looks(w, &anna);
	struct checkin theirs = {.goal_id = goal.id, .day = TODAY, .value = 5, .note = "vijf"}, mine = theirs;
	begin(w, &bert, "goal.check");
	OK(w, store_put_checkin(w->store, &theirs, &w->err));
	commit(w);
	mine.note = "zes";
	OK(w, store_begin(w->store, &change, &w->err));
	REFUSED(w, store_put_checkin(w->store, &mine, &w->err), ERR_CHANGED);
	store_rollback(w->store);
	assert_non_null(store_overtaken(w->store));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(fields_that_one_of_both_changed_are_kept_of_each),
	        TEST(the_same_field_is_refused_and_nothing_is_written),
	        TEST(the_same_new_value_is_no_quarrel),
	        TEST(putting_only_the_old_values_back_is_refused),
	        TEST(who_did_not_look_is_not_held_up),
	        TEST(other_rows_and_ones_own_transaction_are_no_obstacle),
	        TEST(a_row_that_came_meanwhile_is_not_written_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
