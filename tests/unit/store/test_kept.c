/* What was worked out: kept for as long as nothing changed, written along, never written for its own sake. */
#include "kept.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/store/import.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "internal.h"
#include "room.h"
#include "schema.h"

static struct store *open_store(struct room *room, bool read_only)
{
	const struct store_options options = {
	        .path = room->path, .create = !read_only, .read_only = read_only};
	struct store *store = NULL;
	must(room, store_open(room->arena, &options, &store, &room->err));
	return store;
}

static int setup(void **state)
{
	if (room_setup(state) != 0)
		return -1;
	struct room *room = *state;
	room->store = open_store(room, false);
	room->other = open_store(room, false);
	return 0;
}

static void keep_of(struct store *store, enum kept_kind kind, const char *under, const char *text)
{
	store_read_begin(store);
	store_keep(store, kind, under, text);
	store_read_end(store);
}

static void keep(struct store *store, const char *under, const char *text)
{
	keep_of(store, KEPT_LOOPS, under, text);
}

/* A commit that changes nothing of what customers said. */
static void commit_draft(struct room *room, struct store *store, const char *text)
{
	must(room, store_put_draft(store, "here", "screen", text, &room->err));
}

/* And one that does. */
static void commit_heard(struct room *room, struct store *store)
{
	static const struct change change = {.origin = "here", .verb = "test"};
	struct feedback feedback = {.comment = "te laat", .customer = "", .channel = "chat", .step = ""};
	must(room, store_begin(store, &change, &room->err) &&
	                   store_put_feedback(store, &feedback, &room->err) &&
	                   store_commit(store, &room->err));
}

static const char *kept_of(struct room *room, struct store *store, enum kept_kind kind, const char *under)
{
	const char *text = "";
	must(room, store_kept(store, room->arena, kind, under, &text, &room->err));
	return text;
}

static const char *kept(struct room *room, struct store *store, const char *under)
{
	return kept_of(room, store, KEPT_LOOPS, under);
}

static void found_until_something_changes(void **state)
{
	struct room *room = *state;
	keep(room->store, "monday 7", "1 2\n3 ");
	assert_null(kept(room, room->other, "monday 7")); /* nothing was written for its sake */
	commit_draft(room, room->store, "a");
	assert_string_equal(kept(room, room->other, "monday 7"), "1 2\n3 ");
	assert_null(kept(room, room->other, "monday"));
	assert_null(kept(room, room->other, "tuesday 7"));
	commit_draft(room, room->other, "b");
	assert_string_equal(kept(room, room->store, "monday 7"), "1 2\n3 ");
	commit_heard(room, room->other);
	assert_null(kept(room, room->store, "monday 7"));
}

static void written_at_once_when_asked_for(void **state)
{
	static const struct change change = {.origin = "here", .verb = "test"};
	struct room *room = *state;
	must(room, store_keep_now(room->store, &room->err)); /* nothing waits */
	keep(room->store, "monday", "1");
	must(room, store_keep_now(room->store, &room->err));
	assert_string_equal(kept(room, room->other, "monday"), "1");
	keep(room->store, "tuesday", "2");
	must(room, store_begin(room->other, &change, &room->err));
	assert_false(store_keep_now(room->store, &room->err));
	store_rollback(room->other);
	assert_string_equal(kept(room, room->other, "monday"), "1");
	commit_draft(room, room->store, "a"); /* it still waited */
	assert_string_equal(kept(room, room->other, "tuesday"), "2");
}

static void not_written_when_others_were_first(void **state)
{
	struct room *room = *state;
	keep(room->store, "monday", "old");
	commit_heard(room, room->other);
	commit_draft(room, room->store, "a");
	assert_null(kept(room, room->store, "monday"));
	keep(room->store, "monday", "old");
	commit_heard(room, room->store);
	commit_draft(room, room->store, "b");
	assert_null(kept(room, room->store, "monday"));
}

static void not_found_behind_a_change_of_the_same_transaction(void **state)
{
	static const struct change change = {.origin = "here", .verb = "test"};
	struct room *room = *state;
	keep(room->store, "monday", "1");
	commit_draft(room, room->store, "a");
	must(room, store_begin(room->store, &change, &room->err));
	assert_non_null(kept(room, room->store, "monday"));
	must(room, store_put_heard(room->store, 1, 1, 20514, &room->err));
	assert_null(kept(room, room->store, "monday"));
	store_rollback(room->store);
	assert_string_equal(kept(room, room->store, "monday"), "1");
}

static void only_of_one_moment_and_where_it_may_be_written(void **state)
{
	struct room *room = *state;
	store_keep(room->store, KEPT_LOOPS, "monday", "1");
	commit_draft(room, room->store, "a");
	assert_null(kept(room, room->store, "monday"));
	CLEANUP(store_cleanup) struct store *looking = open_store(room, true);
	keep(looking, "monday", "1");
	assert_null(kept(room, looking, "monday"));
}

static void change_one(struct room *room, enum kept_kind kind)
{
	static const struct change change = {.origin = "here", .verb = "test"};
	struct store *store = room->store;
	struct action action = {.text = "bellen", .owner_id = 0, .due_day = 20514};
	struct decision decision = {.text = "voortaan bellen", .day = 20514};
	must(room, store_begin(store, &change, &room->err));
	if (kind == KEPT_LOOPS)
		must(room, store_put_heard(store, 1, 1, 20514, &room->err));
	else if (kind == KEPT_SCORES)
		must(room, store_put_decision(store, &decision, &room->err));
	else if (kind == KEPT_CHANGES)
		must(room, store_put_action(store, &action, &room->err));
	must(room, store_commit(store, &room->err));
}

/* What is kept of one thing outlasts a change of another. */
static void only_what_it_comes_from_takes_it_away(void **state)
{
	struct room *room = *state;
	static const struct {
		enum kept_kind changed;
		bool hearing, scores, changes;
	} cases[] = {
	        {KEPT_LOOPS, false, true, true}, /* a quote was heard */
	        {KEPT_SCORES, true, false, true}, /* a decision was made */
	        {KEPT_CHANGES, true, false, true}, /* an action was made */
	};
	commit_heard(room, room->store);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		keep_of(room->store, KEPT_HEARING, "u", "1");
		keep_of(room->store, KEPT_SCORES, "u", "2");
		keep_of(room->store, KEPT_CHANGES, "u", "3");
		commit_draft(room, room->store, "a");
		change_one(room, cases[i].changed);
		assert_int_equal(kept_of(room, room->other, KEPT_HEARING, "u") != NULL, cases[i].hearing);
		assert_int_equal(kept_of(room, room->other, KEPT_SCORES, "u") != NULL, cases[i].scores);
		assert_int_equal(kept_of(room, room->other, KEPT_CHANGES, "u") != NULL, cases[i].changes);
		/* and likewise when it waits while that is changed */
		keep_of(room->store, KEPT_HEARING, "u", "4");
		keep_of(room->store, KEPT_SCORES, "u", "5");
		keep_of(room->store, KEPT_CHANGES, "u", "6");
		change_one(room, cases[i].changed);
		assert_int_equal(kept_of(room, room->other, KEPT_HEARING, "u") != NULL, cases[i].hearing);
		assert_int_equal(kept_of(room, room->other, KEPT_SCORES, "u") != NULL, cases[i].scores);
		assert_int_equal(kept_of(room, room->other, KEPT_CHANGES, "u") != NULL, cases[i].changes);
	}
	commit_heard(room, room->other); /* feedback is of all */
	for (enum kept_kind kind = 0; kind < KEPT_KINDS; kind++)
		assert_null(kept_of(room, room->store, kind, "u"));
}

/* Whoever adds a table says here or in kept.c whether anything kept may come from it. */
static void each_table_is_thought_of(void **state)
{
	static const enum sql scripts[SCHEMA_TEAM_NEWEST] = {SQL_SCHEMA_1, SQL_SCHEMA_2, SQL_SCHEMA_3,
	        SQL_SCHEMA_4, SQL_SCHEMA_5, SQL_SCHEMA_6, SQL_SCHEMA_7, SQL_SCHEMA_8};
	static const char others[] =
	        " meta team member absence kudos note goal checkin meeting meeting_step "
	        "attendance round_entry draft change response_key replaced theme_move theme_moved finding "
	        "verdict kpi kpi_value ";
	size_t watched = 0;
	UNUSED(state);
	for (size_t i = 0; i < SCHEMA_TEAM_NEWEST; i++) {
		const char *at = sql_text[scripts[i]];
		while ((at = strstr(at, "CREATE TABLE "))) {
			char name[40];
			at += strlen("CREATE TABLE ");
			snprintf(name, sizeof(name), " %.*s ", (int)strcspn(at, "("), at);
			bool is_watched = false;
			for (const struct driver_watch *watch = kept_tables; watch->table; watch++)
				is_watched |= strncmp(name + 1, watch->table, strlen(watch->table)) == 0 &&
				              name[1 + strlen(watch->table)] == ' ';
			watched += is_watched;
			if (is_watched == (strstr(others, name) != NULL))
				fail_msg("table%sis in both lists or in none", name);
		}
	}
	assert_int_equal(watched, 14);
}

static void packed_and_unpacked(void **state)
{
	struct room *room = *state;
	struct str s = str_new(room->arena);
	const char *at, *words = NULL;
	int64_t number = 0;
	double real = 0;
	kept_add_int(&s, INT64_MIN);
	kept_add_text(&s, "een naam\nvan twee regels ");
	kept_add_text(&s, "");
	kept_add_real(&s, 0.1);
	kept_add_real(&s, (double)NAN);
	at = s.text;
	assert_true(kept_next_int(&at, &number) && number == INT64_MIN);
	assert_true(kept_next_text(&at, room->arena, &words));
	assert_string_equal(words, "een naam\nvan twee regels ");
	assert_true(kept_next_text(&at, room->arena, &words) && !*words);
	assert_true(kept_next_real(&at, &real) && !(real < 0.1) && !(real > 0.1));
	assert_true(kept_next_real(&at, &real) && isnan(real));
	assert_false(kept_next_int(&at, &number) || kept_next_real(&at, &real));
	at = "9 short ";
	assert_false(kept_next_text(&at, room->arena, &words));
	at = "-1 x ";
	assert_false(kept_next_text(&at, room->arena, &words));
	static const char *const no_ints[] = {"", " ", "- ", "1", "1x ", "9223372036854775808 ",
	        "-9223372036854775809 ", "18446744073709551617 "};
	for (size_t i = 0; i < sizeof(no_ints) / sizeof(*no_ints); i++) {
		at = no_ints[i];
		assert_false(kept_next_int(&at, &number));
		assert_ptr_equal(at, no_ints[i]);
	}
	/* also as they were written before they were written as bits */
	static const char *const no_reals[] = {
	        "", "0x1.8p+3 ", "nan ", "12 ", "x3ff ", "x3ff000000000000g ", "x3ff00000000000000 "};
	for (size_t i = 0; i < sizeof(no_reals) / sizeof(*no_reals); i++) {
		at = no_reals[i];
		assert_false(kept_next_real(&at, &real));
		assert_ptr_equal(at, no_reals[i]);
	}
	static const int64_t ends[] = {INT64_MAX, INT64_MIN, 0, -1, 10};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		s = str_new(room->arena);
		kept_add_int(&s, ends[i]);
		at = s.text;
		assert_true(kept_next_int(&at, &number) && number == ends[i] && !*at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(found_until_something_changes, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(written_at_once_when_asked_for, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(not_written_when_others_were_first, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                not_found_behind_a_change_of_the_same_transaction, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(
	                only_of_one_moment_and_where_it_may_be_written, setup, room_teardown),
	        cmocka_unit_test_setup_teardown(only_what_it_comes_from_takes_it_away, setup, room_teardown),
	        cmocka_unit_test(each_table_is_thought_of),
	        cmocka_unit_test_setup_teardown(packed_and_unpacked, setup, room_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
