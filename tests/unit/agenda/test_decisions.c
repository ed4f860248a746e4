/* Decisions that answer back: on their day, earlier when new feedback contradicts them, and with their chain.
 */
#include <math.h>
#include <string.h>

#include "desk.h"

static struct decision decision_of(struct desk *desk, int64_t id)
{
	struct decision decision;
	assert_true(store_decision_by_id(desk->stores[0], desk->arena, id, &decision, &desk->err));
	return decision;
}

/* A week of answers, some of them low ones about late delivery. */
static void week(struct desk *desk, int32_t from, int low, int fine)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (int i = 0; i < low + fine; i++) {
		double score = i < low ? 2 : 9;
		struct feedback feedback = {
		        .comment = arena_printf(desk->arena, "answer %d of %d", i, from),
		        .customer = "Jan Jansen",
		        .channel = "chat",
		        .day = from + i % 7,
		        .mood = metric_mood(&metrics[0], score),
		        .answers = {{.metric_id = metrics[0].id, .score = score}},
		        .answer_count = 1,
		        .themes = {"late delivery"},
		        .theme_count = i < low,
		};
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
	assert_true(store_commit(store, &desk->err));
}

static void on_day(struct desk *desk, int32_t day)
{
	assert_true(clock_init(&desk->clock, "2026-03-02T09:00:00", &desk->err));
	clock_advance(&desk->clock, (int64_t)(day - MONDAY) * 24 * 3600 * 1000);
}

static void furnish(struct desk *desk, int low_since)
{
	for (int i = 0; i < 13; i++)
		week(desk, MONDAY - 91 + 7 * i, 1, 39);
	for (int i = 0; i < 5; i++)
		week(desk, MONDAY + 1 + 7 * i, low_since, 40 - low_since);
}

static void what_it_rests_on_is_kept(void **state)
{
	struct desk *desk = *state;
	furnish(desk, 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "decision.add", "text", "Two vans more", "evidence",
	        "F-2, F-41 F-42; theme late delivery, what Bram saw", "source", "F-1", "expect_metric", "nps",
	        "expect_change", "10", "review", "+8w", NULL);
	struct decision decision = decision_of(desk, 1);
	assert_string_equal(decision.rests, "F-1 F-2 F-41 F-42 T-1");
	assert_true(strlen(decision.source_text) > 0);
	assert_string_equal(decision.expect_metric, "nps");
	assert_true(decision.expect_change == 10);
	assert_true(decision.by_id > 0);
	assert_in(desk_page(desk, s, "decision", "id", "D-1", "all", "yes", NULL), "written down by");
	assert_in(desk_page(desk, s, "decision", "id", "D-1", "all", "yes", NULL), "answer 0 of");
	assert_not_in(desk_page(desk, s, "decision", "id", "D-1", "all", "yes", NULL), "Jan Jansen");
	static const char *const rows[][3] = {
	        {"evidence", "F-99999", "evidence"},
	        {"evidence", "theme nothing", "evidence"},
	        {"review", "2026-02-01", "review"},
	        {"expect_change", "900", "expect_change"},
	        {"expect_metric", "joy", "expect_metric"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arg items[] = {{"text", "x"}, {"expect_metric", "nps"}, {rows[i][0], rows[i][1]}};
		if (streq(rows[i][0], "expect_metric"))
			items[1] = items[2];
		const struct args args = {.items = items, .count = 3};
		assert_false(session_run(s, "decision.add", &args, &desk->result, &desk->err));
		assert_string_equal(desk->err.field, rows[i][2]);
	}
}

static void new_feedback_brings_it_back_early(void **state)
{
	struct desk *desk = *state;
	furnish(desk, 7);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "decision.add", "text", "Two vans less", "evidence", "theme late delivery",
	        "review", "+26w", NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees_not(desk, s, "contradicts it");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 37);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees(desk, s, "Two vans less");
	assert_sees(desk, s, "new feedback contradicts it: late delivery");
	assert_in(desk_page(desk, s, "decision", "id", "D-1", "all", "yes", NULL), "low scores in");
	/* looked at and kept: from here on it is followed anew */
	desk_run(desk, s, "decision.review", "id", "D-1", "outcome", "We wait", "review", "+4w", NULL);
	assert_int_equal(decision_of(desk, 1).reviewed_day, MONDAY + 37);
	assert_sees_not(desk, s, "contradicts it");
	desk_run(desk, s, "undo", NULL);
	assert_sees(desk, s, "contradicts it");
}

static void the_same_as_before_does_not(void **state)
{
	struct desk *desk = *state;
	furnish(desk, 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "decision.add", "text", "Two vans less", "evidence", "theme late delivery",
	        "review", "+5w", NULL);
	desk_leave(desk, s);
	on_day(desk, MONDAY + 34);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees_not(desk, s, "Two vans less");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 50); /* and on its day, or whenever they meet after it */
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees(desk, s, "Two vans less");
	assert_sees(desk, s, "waits since");
}

static void the_chain_tells_who_decided_what_and_why(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct session *other = desk_sit(desk, "bram@desk", "Bram");
	desk_run(desk, s, "decision.add", "text", "First", "reason", "no idea yet", NULL);
	desk_run(desk, s, "decision.replace", "id", "D-1", "text", "Second", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM); /* why? */
	desk_run(
	        desk, s, "decision.replace", "id", "D-1", "text", "Second", "reason", "first was slow", NULL);
	assert_true(session_poll(other, &desk->err));
	desk_run(desk, other, "decision.replace", "id", "D-2", "text", "Third", "reason", "cheaper", NULL);
	assert_true(session_poll(s, &desk->err));
	assert_int_equal(decision_of(desk, 1).status, DECISION_REPLACED);
	assert_int_equal(decision_of(desk, 2).replaces_id, 1);
	for (int i = 1; i <= 3; i++) {
		const char *text = desk_page(
		        desk, s, "decision", "id", arena_printf(desk->arena, "D-%d", i), "all", "yes", NULL);
		assert_in(text, "First | no idea yet | Anna");
		assert_in(text, "Second | first was slow | Anna");
		assert_in(text, "Third | cheaper | Bram");
	}
	desk_refused(desk, s, ERR_REFUSED, "decision.replace", "id", "D-1", "text", "x", "reason", "y", NULL);
	desk_refused(desk, s, ERR_REFUSED, "decision.review", "id", "D-1", "outcome", "x", NULL);
	desk_run(desk, other, "undo", NULL); /* both rows at once */
	assert_int_equal(decision_of(desk, 2).status, DECISION_STANDS);
}

/* Whoever reads the minutes must not take it for agreed. */
static void what_stands_no_more_says_so(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "decision.add", "text", "Two vans more", NULL);
	desk_run(desk, s, "decision.add", "text", "Fewer letters", NULL);
	desk_run(desk, s, "decision.replace", "id", "D-1", "text", "One van more", "reason", "two do not fit",
	        NULL);
	desk_run(desk, s, "decision.review", "id", "D-2", "outcome", "nobody noticed", "verdict", "revoke",
	        NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "replaced");
	assert_sees(desk, s, "revoked · since: nobody noticed");
	desk_run(desk, s, "decision.show", "id", "D-2", NULL);
	assert_sees(desk, s, "revoked");
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "decision.show", "id", "D-3", NULL);
	assert_sees_not(desk, s, "revoked");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_it_rests_on_is_kept),
	        TEST(what_stands_no_more_says_so),
	        TEST(new_feedback_brings_it_back_early),
	        TEST(the_same_as_before_does_not),
	        TEST(the_chain_tells_who_decided_what_and_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
