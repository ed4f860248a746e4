/* What customers said beside what we did, and internal figures beside what customers say. */
#include <string.h>

#include <dagstart/doc/say.h>
#include <dagstart/store/ledger.h>

#include "desk.h"

static const char *id_of(struct desk *desk, char letter, int64_t id)
{
	return arena_printf(desk->arena, "%c-%lld", letter, (long long)id);
}

static void what_was_said_stands_beside_what_was_done(void **state)
{
	struct desk *desk = *state;
	const char *quote = id_of(desk, 'F', desk_quote(desk, "Jan Jansen gets no answer", 2, MONDAY - 3));
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "action.add", "text", "Answer within a day", "source", quote, NULL);
	desk_run(desk, s, "action.add", "text", "Buy biscuits", NULL);
	desk_run(desk, s, "decision.add", "text", "One desk", "source", quote, NULL);
	desk_run(desk, s, "action.add", "text", "Move the desk", "source", "D-1", NULL);
	assert_not_in(desk_page(desk, s, "you-said", "all", "yes", NULL), "Answer within a day");
	for (int i = 1; i <= 3; i++)
		desk_run(desk, s, "action.done", "id", id_of(desk, 'A', i), NULL);
	const char *text = desk_page(desk, s, "you-said", "all", "yes", NULL);
	assert_in(text, "gets no answer");
	assert_not_in(text, "Jan Jansen"); /* masked */
	assert_in(text, "Answer within a day");
	assert_in(text, "Move the desk"); /* by way of the decision */
	assert_not_in(text, "Buy biscuits");
	assert_not_in(text, "the customer knows");
	desk_run(desk, s, "loop.tell", "id", quote, "said", "We answer now", NULL);
	assert_in(desk_page(desk, s, "you-said", "all", "yes", NULL), "the customer knows");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	struct doc doc;
	struct str minutes = str_new(desk->arena);
	assert_true(session_minutes(s, MONDAY, desk->arena, &doc, &desk->err));
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		str_addf(&minutes, "%s %s|", str_or(node->title, ""), str_or(node->text, ""));
	assert_in(minutes.text, "You said, we did");
	assert_in(minutes.text, "gets no answer");
	assert_not_in(minutes.text, "Jan Jansen");
}

/* Every week a value and eight answers; from the fifteenth on both move. */
static void furnish(struct desk *desk, struct session *s, double later, int promoters)
{
	for (int week = 0; week < 24; week++) {
		int32_t day = MONDAY - 7 * (24 - week);
		double value = (week < 14 ? 7 : later) + (week % 2 ? 0.1 : -0.1);
		int top = week < 14 ? 6 + week % 2 : promoters + week % 2;
		desk_run(desk, s, "kpi.set", "name", "Minutes a call", "value",
		        arena_printf(desk->arena, "%.1f", value), "day", day_iso(desk->arena, day), NULL);
		for (int i = 0; i < 8; i++)
			desk_quote(desk, arena_printf(desk->arena, "week %d, %d", week, i), i < top ? 9 : 3,
			        day + i % 5);
	}
	assert_true(session_reload(s, &desk->err));
}

static void warns(struct desk *desk, struct session *s, bool wanted)
{
	static const char words[] = "Minutes a call improves since";
	static const char *const steps[] = {"scores", "thanks"};
	desk_meet(desk, s);
	for (size_t i = 0; i < 2; i++) {
		desk_run(desk, s, "step.go", "step", steps[i], NULL);
		if (wanted)
			assert_sees(desk, s, words);
		else
			assert_sees_not(desk, s, words);
	}
}

static struct session *with_figure(struct desk *desk, const char *good)
{
	desk_quote(desk, "first", 9, MONDAY - 170);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "kpi.add", "name", "Minutes a call", "good", good, "unit", "min", "beside", "nps",
	        NULL);
	return s;
}

static void nobody_celebrates_before_the_customer_is_looked_at(void **state)
{
	struct desk *desk = *state;
	struct session *s = with_figure(desk, "low");
	furnish(desk, s, 5, 1);
	warns(desk, s, true);
	assert_in(desk_page(desk, s, "kpis", "all", "yes", NULL), "improves since");
	desk_run(desk, s, "kpi.drop", "name", "minutes a call", NULL);
	assert_sees_not(desk, s, "improves since");
	desk_run(desk, s, "undo", NULL);
	assert_sees(desk, s, "improves since");
}

static void no_warning_where_the_score_holds(void **state)
{
	struct desk *desk = *state;
	struct session *s = with_figure(desk, "low");
	furnish(desk, s, 5, 6);
	assert_in(desk_page(desk, s, "kpis", "all", "yes", NULL), "improves since");
	warns(desk, s, false);
}

static void no_warning_where_the_figure_is_noise_or_worse(void **state)
{
	struct desk *desk = *state;
	struct session *s = with_figure(desk, "high");
	furnish(desk, s, 5, 1);
	assert_in(desk_page(desk, s, "kpis", "all", "yes", NULL), "gets worse since");
	warns(desk, s, false);
}

/* Two years of working days are more values than a screen has: the baseline stays that of the first. */
static void the_baseline_of_a_figure_stays(void **state)
{
	enum { DAYS = 600, TURN = 40 };
	struct desk *desk = *state;
	struct session *s = with_figure(desk, "low");
	struct metric *metrics = NULL;
	struct store *store = desk_hears(desk, &metrics);
	for (int i = 0; i < DAYS; i++) {
		struct kpi_value value = {.kpi_id = 1,
		        .day = MONDAY - DAYS + i,
		        .value = (i < TURN ? 7 : 5) + (i % 2 ? 0.2 : -0.2),
		        .note = ""};
		assert_true(store_put_kpi_value(store, &value, &desk->err));
	}
	assert_true(store_commit(store, &desk->err));
	store_close(store);
	assert_in(desk_page(desk, s, "kpis", NULL),
	        arena_printf(desk->arena, "improves since %s", say_day(desk->arena, MONDAY - DAYS + TURN)));
}

static void a_figure_that_nobody_keeps_is_told_as_such(void **state)
{
	struct desk *desk = *state;
	struct session *s = with_figure(desk, "low");
	furnish(desk, s, 5, 1);
	assert_in(desk_page(desk, s, "kpis", NULL), "improves since");
	clock_advance(&desk->clock, 42LL * 24 * 3600 * 1000);
	assert_true(session_reload(s, &desk->err));
	const char *text = desk_page(desk, s, "kpis", NULL);
	assert_in(text, "no verdict: no value since 23 February 2026");
	assert_not_in(text, "improves since");
	warns(desk, s, false);
	clock_advance(&desk->clock, -60LL * 24 * 3600 * 1000);
	assert_true(session_reload(s, &desk->err));
	text = desk_page(desk, s, "kpis", NULL);
	assert_in(text, "no verdict: values are dated after today. Is the clock right?");
	assert_not_in(text, "improves since");
}

static void what_does_not_fit_names_its_field(void **state)
{
	struct desk *desk = *state;
	static const char *const rows[][5] = {
	        {"good", "high", "unit", "min", "good"},
	        {"good", "low", "unit", "s", "unit"},
	};
	struct session *s = with_figure(desk, "low");
	for (size_t i = 0; i < 2; i++) {
		desk_refused(desk, s, ERR_REFUSED, "kpi.add", "name", "MINUTES a call", rows[i][0],
		        rows[i][1], rows[i][2], rows[i][3], "beside", "nps", NULL);
		assert_string_equal(desk->err.field, rows[i][4]);
	}
	desk_refused(desk, s, ERR_REFUSED, "kpi.add", "name", "minutes a call", "good", "low", "unit", "min",
	        NULL);
	assert_string_equal(desk->err.field, "beside");
	desk_refused(desk, s, ERR_USAGE, "kpi.add", "name", "x", "good", "low", "beside", "joy", NULL);
	assert_string_equal(desk->err.field, "beside");
	desk_refused(desk, s, ERR_USAGE, "kpi.add", "name", "x", "good", "fast", NULL);
	assert_string_equal(desk->err.field, "good");
	desk_refused(
	        desk, s, ERR_USAGE, "kpi.set", "name", "minutes a call", "value", "5", "day", "+3", NULL);
	assert_string_equal(desk->err.field, "day");
	desk_refused(desk, s, ERR_USAGE, "kpi.set", "name", "minutes a call", "value", "five", NULL);
	assert_string_equal(desk->err.field, "value");
	/* what nobody can read is a slip of the hand */
	desk_refused(desk, s, ERR_USAGE, "kpi.set", "name", "minutes a call", "value", "1e300", NULL);
	assert_string_equal(desk->err.field, "value");
	desk_refused(
	        desk, s, ERR_USAGE, "kpi.set", "name", "minutes a call", "value", "-1000000000001", NULL);
	assert_string_equal(desk->err.field, "value");
	desk_refused(desk, s, ERR_MISSING, "kpi.set", "name", "cost", "value", "5", NULL);
	assert_string_equal(desk->err.field, "name");
	desk_run(desk, s, "kpi.add", "name", "Minutes a call", "good", "low", "unit", "min", "beside", "nps",
	        NULL);
	assert_string_equal(desk->result.message, "saved Q-1"); /* the same one again */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_was_said_stands_beside_what_was_done),
	        TEST(nobody_celebrates_before_the_customer_is_looked_at),
	        TEST(no_warning_where_the_score_holds),
	        TEST(no_warning_where_the_figure_is_noise_or_worse),
	        TEST(the_baseline_of_a_figure_stays),
	        TEST(a_figure_that_nobody_keeps_is_told_as_such),
	        TEST(what_does_not_fit_names_its_field),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
