#include <string.h>

#include <dagstart/domain/entity.h>
#include <dagstart/store/loops.h>

#include "contract.h"

static int64_t low(struct world *w, const struct metric *metric, double score, int32_t day)
{
	struct feedback f = {.comment = "te laat",
	        .customer = "Jan Jansen",
	        .channel = "chat",
	        .day = day,
	        .answers = {{metric->id, score}},
	        .answer_count = 1};
	begin(w, &bert, "feedback.log");
	OK(w, store_put_feedback(w->store, &f, &w->err));
	commit(w);
	return f.id;
}

/* Counted by the engine or in the list: it is the same, whenever the last meeting was. */
static void news_of(struct world *w, const struct loop_query *query, const struct loop *list, size_t count)
{
	int64_t now = clock_now_ms(&w->clock);
	const int64_t last[] = {0, now - 1, now, now + 1};
	for (size_t i = 0; i < sizeof(last) / sizeof(*last); i++) {
		struct loop_news news = {.more = true}, want = {0};
		int32_t day = last[i] ? TODAY - 1 : 0;
		for (size_t k = 0; k < count; k++) {
			bool fresh = !last[i] || (list[k].arrived_ms > last[i] &&
			                                 (!list[k].owner_id || list[k].day >= day));
			want.fresh += fresh && !loop_is_closed(&list[k]);
			want.fresh_unowned += fresh && !loop_is_closed(&list[k]) && !list[k].owner_id;
		}
		OK(w, store_loop_news(w->store, w->arena, query, day, last[i], &news, &w->err));
		assert_int_equal(news.fresh, want.fresh);
		assert_int_equal(news.fresh_unowned, want.fresh_unowned);
		assert_false(news.more);
	}
}

static size_t loops(struct world *w, struct loop_query query, struct loop **ret)
{
	size_t count = 0;
	bool more = true;
	OK(w, store_loops(w->store, w->arena, &query, ret, &count, &more, &w->err));
	assert_false(more);
	news_of(w, &query, *ret, count);
	return count;
}

static const struct loop_query lately = {.from_day = TODAY - 14, .to_day = TODAY};

static void put(struct world *w, struct loop *loop)
{
	begin(w, &anna, "loop");
	OK(w, store_put_loop(w->store, loop, &w->err));
	commit(w);
}

static void low_scores_of_late_are_open_by_themselves(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w), grade = add_metric(w, "cijfer", METRIC_MEAN, 1, 10);
	struct loop *list = NULL;
	int64_t edge = low(w, &nps, 6, TODAY - 14), newest = low(w, &nps, 0, TODAY);
	int64_t of_grade = low(w, &grade, 3, TODAY - 1);
	low(w, &nps, 7, TODAY);
	low(w, &nps, 0, TODAY - 15);
	low(w, &nps, 0, 0); /* of no known day */
	low(w, &nps, 0, TODAY + 1);
	struct feedback unscored = {.comment = "zeurt", .day = TODAY, .mood = MOOD_PAIN};
	begin(w, &bert, "feedback.log");
	OK(w, store_put_feedback(w->store, &unscored, &w->err));
	commit(w);
	assert_int_equal(loops(w, lately, &list), 3);
	const int64_t order[] = {newest, of_grade, edge};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(list[i].id, order[i]);
		assert_int_equal(list[i].status, LOOP_OPEN);
		assert_int_equal(list[i].owner_id, 0);
		assert_int_equal(list[i].due_day, 0);
		assert_int_equal(list[i].feedback.id, 0);
		assert_true(list[i].arrived_ms == clock_now_ms(&w->clock));
	}
	assert_int_equal(list[2].day, TODAY - 14);
	struct loop_query words = lately;
	words.with_feedback = true;
	loops(w, words, &list);
	assert_string_equal(list[0].feedback.customer, "Jan Jansen");
	assert_int_equal(loops(w, (struct loop_query){0}, &list), 0);
	struct journal_entry entry;
	OK(w, store_undo(w->store, w->arena, &bert, &entry, &w->err)); /* the unscored one */
	OK(w, store_undo(w->store, w->arena, &bert, &entry, &w->err)); /* that of tomorrow */
	for (int i = 0; i < 4; i++)
		OK(w, store_undo(w->store, w->arena, &bert, &entry, &w->err));
	assert_int_equal(loops(w, lately, &list), 2); /* withdrawn is not open */
}

static void every_field_comes_back_and_can_be_undone(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w);
	int64_t member = add_member(w, "Anna"), other = add_member(w, "Bram");
	int64_t id = low(w, &nps, 2, TODAY - 100);
	struct loop *list = NULL, back = {0};
	struct journal_entry entry;
	OK(w, store_loop_by_id(w->store, w->arena, id, &back, &w->err));
	assert_int_equal(back.status, LOOP_OPEN);
	assert_int_equal(back.day, TODAY - 100);
	assert_string_equal(back.feedback.comment, "te laat");
	struct loop owned = {
	        .id = id, .status = LOOP_OWNED, .owner_id = member, .day = TODAY, .due_day = TODAY + 2};
	put(w, &owned);
	assert_int_equal(loops(w, lately, &list), 1); /* however old: somebody has it */
	struct loop told = owned;
	told.status = LOOP_TOLD;
	told.told_day = TODAY + 1;
	told.day = TODAY + 1;
	told.told_by_id = other;
	told.said = "Het is gemaakt.";
	told.reason = "geen";
	put(w, &told);
	OK(w, store_loop_by_id(w->store, w->arena, id, &back, &w->err));
	assert_int_equal(back.status, LOOP_TOLD);
	assert_int_equal(back.owner_id, member);
	assert_int_equal(back.day, TODAY + 1);
	assert_int_equal(back.due_day, TODAY + 2);
	assert_int_equal(back.told_day, TODAY + 1);
	assert_int_equal(back.told_by_id, other);
	assert_string_equal(back.said, "Het is gemaakt.");
	assert_string_equal(back.reason, "geen");
	assert_int_equal(loops(w, lately, &list), 0);
	struct loop_query closed = {.closed_too = true, .closed_from = TODAY + 1};
	assert_int_equal(loops(w, closed, &list), 1);
	closed.closed_from = TODAY + 2;
	assert_int_equal(loops(w, closed, &list), 0);
	world_reopen(w);
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_loop_by_id(w->store, w->arena, id, &back, &w->err));
	assert_int_equal(back.status, LOOP_OWNED);
	assert_string_equal(back.said, "");
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_loop_by_id(w->store, w->arena, id, &back, &w->err));
	assert_int_equal(back.status, LOOP_OPEN);
	assert_int_equal(loops(w, lately, &list), 0);
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	OK(w, store_loop_by_id(w->store, w->arena, id, &back, &w->err));
	assert_string_equal(back.said, "Het is gemaakt.");
	assert_int_equal(back.told_by_id, other);
}

static void history_of_a_quote_holds_its_loop(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w);
	int64_t id = low(w, &nps, 2, TODAY), action = add_action(w, "met hetzelfde nummer");
	struct loop loop = {.id = id, .status = LOOP_NOT_NEEDED, .day = TODAY, .reason = "anoniem"};
	struct journal_entry *entries = NULL;
	size_t count = 0;
	put(w, &loop);
	assert_int_equal(id, action);
	const struct journal_query query = {.ref = {'F', id}};
	OK(w, store_history(w->store, w->arena, &query, &entries, &count, &w->err));
	assert_int_equal(count, 2);
	assert_true(ref_equal(entity_shown(entries[0].ref), (struct ref){'F', id}));
	assert_non_null(strstr(entries[0].after, "anoniem"));
	const struct journal_query of_action = {.ref = {'A', action}};
	OK(w, store_history(w->store, w->arena, &of_action, &entries, &count, &w->err));
	assert_int_equal(count, 1);
}

static void what_is_not_there_is_refused(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w);
	struct loop loop = {.id = 7, .status = LOOP_OWNED, .day = TODAY};
	REFUSED(w, store_loop_by_id(w->store, w->arena, 7, &loop, &w->err), ERR_MISSING);
	begin(w, &anna, "loop");
	REFUSED(w, store_put_loop(w->store, &loop, &w->err), ERR_MISSING);
	store_rollback(w->store);
	loop.id = low(w, &nps, 1, TODAY);
	loop.owner_id = 99;
	begin(w, &anna, "loop");
	REFUSED(w, store_put_loop(w->store, &loop, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

/* What somebody took on stays when its import is withdrawn; what nobody took does not. */
static void withdrawn_feedback_keeps_what_was_taken_on(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w);
	int64_t member = add_member(w, "Anna"), id = low(w, &nps, 1, TODAY);
	struct loop loop = {.id = id, .status = LOOP_OWNED, .owner_id = member, .day = TODAY}, *list = NULL;
	struct journal_entry entry;
	put(w, &loop);
	OK(w, store_undo(w->store, w->arena, &bert, &entry, &w->err));
	struct loop_query query = lately;
	query.with_feedback = true;
	assert_int_equal(loops(w, query, &list), 1);
	assert_string_equal(list[0].feedback.comment, "te laat");
	OK(w, store_loop_by_id(w->store, w->arena, id, &loop, &w->err));
	assert_int_equal(loop.status, LOOP_OWNED);
}

static void old_and_low(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const struct metric *nps = user;
	struct feedback *f = &row->feedback;
	f->day = (int32_t)(TODAY - (int32_t)(i % 3000) / 3);
	f->comment = f->customer = f->channel = f->step = "";
	f->answers[f->answer_count++] = (struct answer){nps->id, (double)(i % 7)};
	row->row_bytes = arena_printf(arena, "%zu", i);
	row->row_len = strlen(row->row_bytes);
}

/* An import of many old answers opens the newest few and says that there are more. */
static void a_large_import_opens_few(void **state)
{
	struct world *w = *state;
	struct metric nps = add_nps(w);
	struct loop *list = NULL;
	size_t count = 0;
	bool more = false;
	import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = 9000, .fill = old_and_low, .user = &nps});
	OK(w, store_loops(w->store, w->arena, &lately, &list, &count, &more, &w->err));
	assert_int_equal(count, LOOPS_MAX);
	assert_true(more);
	for (size_t i = 1; i < count; i++)
		assert_true(list[i - 1].day >= list[i].day);
	struct loop_news news = {0};
	OK(w, store_loop_news(w->store, w->arena, &lately, 0, 0, &news, &w->err));
	assert_int_equal(news.fresh, LOOPS_MAX);
	assert_int_equal(news.fresh_unowned, LOOPS_MAX);
	assert_true(news.more);
	assert_int_equal(list[0].day, TODAY);
	struct loop_query few = lately;
	few.limit = 3;
	OK(w, store_loops(w->store, w->arena, &few, &list, &count, &more, &w->err));
	assert_int_equal(count, 3);
	few.from_day = few.to_day = TODAY - 12; /* nine on each day; the newest 128 reach as far as 14 days */
	few.limit = 9;
	OK(w, store_loops(w->store, w->arena, &few, &list, &count, &more, &w->err));
	assert_int_equal(count, 9);
	assert_false(more);
	news_of(w, &few, list, count);
}

#define LOOPS(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        LOOPS(low_scores_of_late_are_open_by_themselves),
	        LOOPS(every_field_comes_back_and_can_be_undone),
	        LOOPS(history_of_a_quote_holds_its_loop),
	        LOOPS(what_is_not_there_is_refused),
	        LOOPS(withdrawn_feedback_keeps_what_was_taken_on),
	        LOOPS(a_large_import_opens_few),
	};
	return cmocka_run_group_tests_name("loops", tests, NULL, NULL);
}
