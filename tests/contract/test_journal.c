#include <stdio.h>
#include <string.h>

#include "contract.h"

static struct action get_action(struct world *w, int64_t id)
{
	struct action action;
	OK(w, store_action_by_id(w->store, w->arena, id, &action, &w->err));
	return action;
}

static void rename_action(struct world *w, const struct change *who, int64_t id, const char *text)
{
	struct action action = get_action(w, id);
	action.text = text;
	begin(w, who, "action.edit");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
}

static struct journal_entry undo(struct world *w, const struct change *who)
{
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, who, &entry, &w->err));
	return entry;
}

static struct journal_entry redo(struct world *w, const struct change *who)
{
	struct journal_entry entry;
	OK(w, store_redo(w->store, w->arena, who, &entry, &w->err));
	return entry;
}

static void nothing_to_do(struct world *w, const struct change *who, bool undo_too)
{
	struct journal_entry entry;
	if (undo_too)
		REFUSED(w, store_undo(w->store, w->arena, who, &entry, &w->err), ERR_MISSING);
	REFUSED(w, store_redo(w->store, w->arena, who, &entry, &w->err), ERR_MISSING);
}

static size_t history(struct world *w, const struct journal_query *query, struct journal_entry **ret)
{
	size_t count = 0;
	OK(w, store_history(w->store, w->arena, query, ret, &count, &w->err));
	return count;
}

static void a_put_is_journalled_with_before_and_after(void **state)
{
	struct world *w = *state;
	struct journal_entry *entries;
	int64_t id = add_action(w, "Bel \"Jan\"\nterug");
	rename_action(w, &bert, id, "Mail Jan");
	assert_int_equal(history(w, &(struct journal_query){0}, &entries), 2);
	assert_string_equal(entries[0].verb, "action.edit");
	assert_string_equal(entries[0].origin, "bert@desk");
	assert_int_equal(entries[0].member_id, 2);
	assert_int_equal(entries[0].ref.letter, 'A');
	assert_int_equal(entries[0].ref.id, id);
	assert_string_equal(entries[0].before, entries[1].after);
	assert_non_null(strstr(entries[0].after, "\"text\":\"Mail Jan\""));
	assert_null(entries[1].before);
	assert_int_equal(entries[1].at_ms, clock_now_ms(&w->clock));
	assert_int_not_equal(entries[0].group, entries[1].group);
}

static void a_put_that_changes_nothing_leaves_no_trace(void **state)
{
	struct world *w = *state;
	struct journal_entry *entries;
	int64_t id = add_action(w, "Bel Jan");
	rename_action(w, &anna, id, "Bel Jan");
	assert_int_equal(history(w, &(struct journal_query){0}, &entries), 1);
}

static void a_change_is_undone_and_redone_across_restarts(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "een");
	rename_action(w, &anna, id, "twee");
	world_reopen(w);
	struct journal_entry entry = undo(w, &anna);
	assert_string_equal(entry.verb, "action.edit");
	assert_true(entry.undone);
	assert_string_equal(get_action(w, id).text, "een");
	world_reopen(w);
	undo(w, &anna);
	struct action gone;
	REFUSED(w, store_action_by_id(w->store, w->arena, id, &gone, &w->err), ERR_MISSING);
	nothing_to_do(w, &bert, true);
	world_reopen(w);
	assert_false(redo(w, &anna).undone);
	assert_string_equal(get_action(w, id).text, "een");
	redo(w, &anna);
	assert_string_equal(get_action(w, id).text, "twee");
	nothing_to_do(w, &anna, false);
}

static void an_id_is_never_used_again(void **state)
{
	struct world *w = *state;
	int64_t first = add_action(w, "een");
	undo(w, &anna);
	world_reopen(w);
	assert_int_equal(add_action(w, "twee"), first + 1);
}

static void a_new_change_ends_what_could_be_redone(void **state)
{
	struct world *w = *state;
	int64_t id = add_action(w, "een");
	rename_action(w, &anna, id, "twee");
	undo(w, &anna);
	rename_action(w, &anna, id, "drie");
	nothing_to_do(w, &anna, false);
	undo(w, &anna);
	assert_string_equal(get_action(w, id).text, "een");
	redo(w, &anna);
	assert_string_equal(get_action(w, id).text, "drie");
}

static void another_seat_keeps_its_own_line(void **state)
{
	struct world *w = *state;
	struct action gone;
	int64_t b = add_action(w, "voor bert");
	int64_t a = add_action(w, "van anna");
	rename_action(w, &bert, b, "van bert");
	assert_int_equal(undo(w, &anna).ref.id, a);
	REFUSED(w, store_action_by_id(w->store, w->arena, a, &gone, &w->err), ERR_MISSING);
	assert_string_equal(get_action(w, b).text, "van bert");
}

/* One machine, one login, two people; and a program that does not know who it is. */
static const struct change anna_here = {.member_id = 1, .origin = "team@desk", .verb = "test"};
static const struct change bert_here = {.member_id = 2, .origin = "team@desk", .verb = "test"};
static const struct change nobody_here = {.origin = "team@desk", .verb = "import"};

static int64_t add_as(struct world *w, const struct change *who, const char *text)
{
	struct action action = {.text = text};
	begin(w, who, "action.add");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	return action.id;
}

static void two_at_one_seat_take_back_their_own(void **state)
{
	struct world *w = *state;
	int64_t a = add_as(w, &anna_here, "van anna"), b = add_as(w, &bert_here, "van bert");
	struct undo_size size;
	assert_int_equal(undo(w, &anna_here).ref.id, a);
	nothing_to_do(w, &bert_here, false);
	assert_string_equal(get_action(w, b).text, "van bert");
	rename_action(w, &bert_here, b, "weer van bert");
	assert_int_equal(redo(w, &anna_here).ref.id, a); /* what Bert does ends nothing of hers */
	assert_string_equal(get_action(w, a).text, "van anna");
	undo(w, &bert_here);
	assert_string_equal(get_action(w, b).text, "van bert");
	nothing_to_do(w, &anna, true); /* at another machine she did nothing */
	OK(w, store_undo_size(w->store, &anna_here, false, &size, &w->err));
	assert_int_equal(size.imported, 0);
}

static void what_nobody_in_particular_did_is_of_the_seat(void **state)
{
	struct world *w = *state;
	struct journal_entry entry;
	int64_t a = add_as(w, &anna_here, "van anna"), none = add_as(w, &nobody_here, "ingelezen");
	assert_int_equal(undo(w, &bert_here).ref.id, none);
	assert_int_equal(redo(w, &anna_here).ref.id, none);
	assert_int_equal(undo(w, &nobody_here).ref.id, none);
	REFUSED(w, store_undo(w->store, w->arena, &nobody_here, &entry, &w->err), ERR_MISSING);
	REFUSED(w, store_undo(w->store, w->arena, &bert_here, &entry, &w->err), ERR_MISSING);
	assert_int_equal(undo(w, &anna_here).ref.id, a);
}

static void what_someone_else_changed_stays(void **state)
{
	struct world *w = *state;
	struct journal_entry entry, *entries;
	int64_t id = add_action(w, "een");
	rename_action(w, &bert, id, "van bert");
	REFUSED(w, store_undo(w->store, w->arena, &anna, &entry, &w->err), ERR_CHANGED);
	char name[32];
	snprintf(name, sizeof(name), "A-%d", (int)id);
	assert_non_null(strstr(err_text(w->arena, &w->err), name));
	assert_string_equal(get_action(w, id).text, "van bert");
	assert_int_equal(history(w, &(struct journal_query){0}, &entries), 2);
	undo(w, &bert);
	undo(w, &anna);
	REFUSED(w, store_redo(w->store, w->arena, &bert, &entry, &w->err), ERR_CHANGED);
	redo(w, &anna);
	redo(w, &bert);
	assert_string_equal(get_action(w, id).text, "van bert");
}

static void a_transaction_is_undone_as_a_whole(void **state)
{
	struct world *w = *state;
	int64_t anna_id = add_member(w, "Anna");
	struct action action = {
	        .text = "samen", .owner_id = anna_id, .forecast_change = 4.5, .forecast_metric = "nps"};
	struct decision decision = {.text = "besluit", .owner_id = anna_id, .source = {'A', 1}};
	begin(w, &anna, "both");
	OK(w, store_put_action(w->store, &action, &w->err));
	OK(w, store_put_decision(w->store, &decision, &w->err));
	action.text = "samen twee";
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	undo(w, &anna);
	REFUSED(w, store_action_by_id(w->store, w->arena, action.id, &action, &w->err), ERR_MISSING);
	REFUSED(w, store_decision_by_id(w->store, w->arena, decision.id, &decision, &w->err), ERR_MISSING);
	struct journal_entry entry = redo(w, &anna);
	assert_int_equal(entry.ref.letter, 'A');
	struct action back = get_action(w, action.id);
	assert_string_equal(back.text, "samen twee");
	assert_int_equal(back.owner_id, anna_id);
	assert_true(back.forecast_change > 4.49 && back.forecast_change < 4.51);
	OK(w, store_decision_by_id(w->store, w->arena, decision.id, &decision, &w->err));
	assert_int_equal(decision.source.letter, 'A');
}

static void what_is_in_use_is_not_taken_away(void **state)
{
	struct world *w = *state;
	struct journal_entry entry;
	int64_t id = add_member(w, "Anna");
	struct action action = {.text = "van bert", .owner_id = id};
	begin(w, &bert, "action.add");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	REFUSED(w, store_undo(w->store, w->arena, &anna, &entry, &w->err), ERR_CHANGED);
	assert_non_null(strstr(err_text(w->arena, &w->err), "P-"));
	/* the store goes on */
	add_action(w, "daarna");
}

static void history_is_asked_by_thing_meeting_day_and_order(void **state)
{
	struct world *w = *state;
	struct journal_entry *entries;
	int64_t first = add_action(w, "een");
	struct change in_meeting = bert;
	in_meeting.meeting_id = 5;
	rename_action(w, &in_meeting, first, "twee");
	clock_advance(&w->clock, 86400000);
	int64_t second = add_action(w, "drie");
	assert_int_equal(history(w, &(struct journal_query){.ref = {'A', first}}, &entries), 2);
	assert_string_equal(entries[0].verb, "action.edit");
	assert_int_equal(
	        history(w, &(struct journal_query){.ref = {'A', first}, .oldest_first = true}, &entries), 2);
	assert_string_equal(entries[0].verb, "action.add");
	assert_int_equal(history(w, &(struct journal_query){.meeting_id = 5}, &entries), 1);
	assert_int_equal(history(w, &(struct journal_query){.from_day = TODAY + 1}, &entries), 1);
	assert_int_equal(entries[0].ref.id, second);
	assert_int_equal(history(w, &(struct journal_query){.to_day = TODAY}, &entries), 2);
	assert_int_equal(history(w, &(struct journal_query){.oldest_first = true, .limit = 1}, &entries), 1);
	assert_int_equal(entries[0].ref.id, first);
	int64_t group = entries[0].group;
	assert_int_equal(history(w, &(struct journal_query){.after_group = group}, &entries), 2);
	assert_int_equal(
	        history(w, &(struct journal_query){.after_group = group, .oldest_first = true}, &entries), 2);
}

static void undo_itself_stands_in_the_journal(void **state)
{
	struct world *w = *state;
	struct journal_entry *entries;
	int64_t id = add_action(w, "een");
	undo(w, &anna);
	redo(w, &anna);
	assert_int_equal(history(w, &(struct journal_query){.ref = {'A', id}}, &entries), 3);
	assert_string_equal(entries[0].verb, "redo");
	assert_string_equal(entries[1].verb, "undo");
	assert_null(entries[1].after);
	assert_string_equal(entries[1].before, entries[2].after);
	assert_false(entries[2].undone);
	undo(w, &anna);
	assert_int_equal(history(w, &(struct journal_query){.ref = {'A', id}}, &entries), 4);
	assert_true(entries[3].undone);
}

/* Against a model: a text for each action, and for each seat the stack of what it did. */
enum { MODEL_ACTIONS = 4, MODEL_STEPS = 600, MODEL_DEPTH = MODEL_STEPS };

struct model_change {
	int action, before, after; /* texts; -1 not there */
};

struct model_seat {
	struct model_change done[MODEL_DEPTH], undone[MODEL_DEPTH];
	int done_count, undone_count;
};

struct model {
	const struct change *who[2];
	int64_t ids[MODEL_ACTIONS];
	int texts[MODEL_ACTIONS];
	struct model_seat seats[2];
	int next_text;
};

static uint32_t dice(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static void model_put(struct world *w, struct model *m, int seat, int at)
{
	const struct change *who = m->who[seat];
	char text[16];
	struct model_change change = {at, m->texts[at], m->next_text++};
	snprintf(text, sizeof(text), "text %d", change.after);
	struct action action = {.id = m->texts[at] < 0 ? 0 : m->ids[at], .text = text};
	begin(w, who, "action.put");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	if (m->texts[at] < 0)
		m->ids[at] = action.id;
	m->texts[at] = change.after;
	m->seats[seat].done[m->seats[seat].done_count++] = change;
	m->seats[seat].undone_count = 0;
}

static void model_turn(struct world *w, struct model *m, int seat, bool is_back)
{
	const struct change *who = m->who[seat];
	struct model_seat *s = &m->seats[seat];
	struct journal_entry entry;
	int *count = is_back ? &s->done_count : &s->undone_count;
	bool ok = is_back ? store_undo(w->store, w->arena, who, &entry, &w->err)
	                  : store_redo(w->store, w->arena, who, &entry, &w->err);
	if (*count == 0) {
		REFUSED(w, ok, ERR_MISSING);
		return;
	}
	struct model_change change = is_back ? s->done[*count - 1] : s->undone[*count - 1];
	int now = is_back ? change.after : change.before, then = is_back ? change.before : change.after;
	/* a row that was made anew since has another id, so this one's is not there */
	if (m->texts[change.action] != now) {
		REFUSED(w, ok, ERR_CHANGED);
		return;
	}
	OK(w, ok);
	m->texts[change.action] = then;
	--*count;
	if (is_back)
		s->undone[s->undone_count++] = change;
	else
		s->done[s->done_count++] = change;
}

static void model_check(struct world *w, const struct model *m)
{
	for (int i = 0; i < MODEL_ACTIONS; i++) {
		struct action action;
		char text[16];
		if (m->ids[i] == 0)
			continue;
		bool is_there = store_action_by_id(w->store, w->arena, m->ids[i], &action, &w->err);
		assert_int_equal(is_there, m->texts[i] >= 0);
		snprintf(text, sizeof(text), "text %d", m->texts[i]);
		if (is_there)
			assert_string_equal(action.text, text);
	}
}

static void play_beside_model(struct world *w, const struct change *one, const struct change *other)
{
	struct model *m = arena_new_of(w->arena, struct model);
	uint64_t seed = 7;
	m->who[0] = one;
	m->who[1] = other;
	for (int i = 0; i < MODEL_ACTIONS; i++) {
		m->texts[i] = -1;
		model_put(w, m, i % 2, i);
	}
	for (int step = 0; step < MODEL_STEPS - MODEL_ACTIONS; step++) {
		int seat = (int)dice(&seed, 2), at = (int)dice(&seed, MODEL_ACTIONS);
		uint32_t what = dice(&seed, 10);
		/* a row that was taken away is not made again: it would be another one */
		if (what < 4 && m->texts[at] >= 0)
			model_put(w, m, seat, at);
		else
			model_turn(w, m, seat, what < 8);
		if (step % 50 == 0)
			world_reopen(w);
		model_check(w, m);
	}
	OK(w, store_verify(w->store, &w->err));
}

static void long_random_sequences_agree_with_a_model(void **state)
{
	play_beside_model(*state, &anna, &bert);
}

static void so_do_those_of_two_at_one_seat(void **state)
{
	play_beside_model(*state, &anna_here, &bert_here);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_put_is_journalled_with_before_and_after),
	        TEST(a_put_that_changes_nothing_leaves_no_trace),
	        TEST(a_change_is_undone_and_redone_across_restarts),
	        TEST(an_id_is_never_used_again),
	        TEST(a_new_change_ends_what_could_be_redone),
	        TEST(another_seat_keeps_its_own_line),
	        TEST(what_someone_else_changed_stays),
	        TEST(a_transaction_is_undone_as_a_whole),
	        TEST(what_is_in_use_is_not_taken_away),
	        TEST(history_is_asked_by_thing_meeting_day_and_order),
	        TEST(undo_itself_stands_in_the_journal),
	        TEST(two_at_one_seat_take_back_their_own),
	        TEST(what_nobody_in_particular_did_is_of_the_seat),
	        TEST(long_random_sequences_agree_with_a_model),
	        TEST(so_do_those_of_two_at_one_seat),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
