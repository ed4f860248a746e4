/* Forecasts as a team meets them: asked when an action is closed, back on their day, judged once. */
#include <string.h>

#include <dagstart/store/ledger.h>

#include "desk.h"

static void new_action(struct desk *desk, struct session *s, const char *text)
{
	desk_run(desk, s, "action.add", "text", text, NULL);
}

static struct action action_of(struct desk *desk, int64_t id)
{
	struct action action;
	assert_true(store_action_by_id(desk->stores[0], desk->arena, id, &action, &desk->err));
	return action;
}

/* `n` answers a week, of `top` promoters. */
static void answers(struct desk *desk, int32_t from, int weeks, int n, int top)
{
	for (int week = 0; week < weeks; week++)
		for (int i = 0; i < n; i++)
			desk_quote(desk, arena_printf(desk->arena, "week %d answer %d", from + week, i),
			        i < top ? 9 : 4, from + 7 * week + i % 7);
}

/* Moves the desk's clock to the morning of a day. */
static void on_day(struct desk *desk, int32_t day)
{
	assert_true(clock_init(&desk->clock, "2026-03-02T09:00:00", &desk->err));
	clock_advance(&desk->clock, (int64_t)(day - MONDAY) * 24 * 3600 * 1000);
}

static void closing_asks_and_takes_no_answer(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "fine", 9, MONDAY - 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	new_action(desk, s, "One address field");
	desk_run(desk, s, "action.done", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_string_equal(desk->result.form.fields[0].name, "forecast_metric");
	assert_string_equal(desk->result.form.fields[1].name, "forecast_change");
	assert_string_equal(desk->result.form.fields[2].name, "forecast_day");
	for (size_t i = 0; i < desk->result.form.count; i++)
		assert_false(desk->result.form.fields[i].required);
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
	desk_run(desk, s, "action.done", "ref", "A-1", "forecast_metric", "", "forecast_change", "", NULL);
	assert_int_equal(desk->result.kind, RESULT_DONE);
	assert_int_equal(action_of(desk, 1).status, ACTION_DONE);
	assert_string_equal(action_of(desk, 1).forecast_metric, "");
	desk_run(desk, s, "undo", NULL);
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
	desk_run(desk, s, "action.done", "ref", "A-1", "forecast_metric", "nps", "forecast_change", "+5",
	        "forecast_day", "+8w", NULL);
	struct action action = action_of(desk, 1);
	assert_string_equal(action.forecast_metric, "nps");
	assert_true(action.forecast_change == 5);
	assert_int_equal(action.forecast_day, MONDAY + 56);
	desk_run(desk, s, "undo", NULL);
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
	assert_string_equal(action_of(desk, 1).forecast_metric, "");
}

static void what_can_be_no_forecast_is_refused_with_its_field(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "fine", 9, MONDAY - 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	new_action(desk, s, "One address field");
	static const struct {
		const char *name, *value, *field;
	} rows[] = {
	        {"forecast_change", "500", "forecast_change"},
	        {"forecast_change", "-5", "forecast_change"},
	        {"forecast_change", "much", "forecast_change"},
	        {"forecast_day", "2026-03-02", "forecast_day"},
	        {"forecast_day", "2025-12-01", "forecast_day"},
	        {"forecast_day", "someday", "forecast_day"},
	        {"forecast_theme", "no such theme", "forecast_theme"},
	        {"forecast_step", "no such step", "forecast_step"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		desk_refused(desk, s, ERR_USAGE, "action.done", "id", "A-1", "forecast_metric", "nps",
		        rows[i].name, rows[i].value, NULL);
		assert_string_equal(desk->err.field, rows[i].field);
	}
	desk_refused(desk, s, ERR_USAGE, "action.done", "id", "A-1", "forecast_metric", "happiness", NULL);
	assert_string_equal(desk->err.field, "forecast_metric");
	desk_refused(desk, s, ERR_USAGE, "action.done", "id", "A-1", "forecast_change", "5", NULL);
	assert_string_equal(desk->err.field, "forecast_metric");
	assert_int_equal(action_of(desk, 1).status, ACTION_OPEN);
}

static void a_forecast_of_old_is_measured_after_it_was_done(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "fine", 9, MONDAY - 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "Late", "forecast_metric", "NPS", "forecast_day", "+3", NULL);
	assert_string_equal(action_of(desk, 1).forecast_metric, "nps");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 10);
	s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.done", "id", "A-1", NULL);
	assert_int_equal(action_of(desk, 1).forecast_day, MONDAY + 10 + 28);
}

static int64_t finish(struct desk *desk, struct session *s, const char *text, const char *by)
{
	new_action(desk, s, text);
	int64_t id = desk->result.saved.id;
	desk_run(desk, s, "action.done", "id", arena_printf(desk->arena, "A-%lld", (long long)id),
	        "forecast_metric", "nps", "forecast_change", "20", "forecast_day", by, NULL);
	return id;
}

/* Due on a Sunday; the team meets on Monday, then not for two weeks, then not for a year. */
static void it_waits_in_the_agenda_until_it_is_judged(void **state)
{
	struct desk *desk = *state;
	answers(desk, MONDAY - 28, 4, 30, 10);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	finish(desk, s, "One address field", "+27"); /* a Sunday */
	answers(desk, MONDAY + 1, 4, 30, 25);
	assert_in(desk_page(desk, s, "ledger", NULL), "One address field");
	assert_not_in(desk_page(desk, s, "ledger", NULL), "MEASURED AGAIN");
	desk_refused(desk, s, ERR_REFUSED, "promise.judge", "id", "A-1", NULL);
	desk_leave(desk, s);
	static const int32_t later[] = {28, 40, 27 + 365}; /* days on which they met */
	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++) {
		on_day(desk, MONDAY + later[i]);
		s = desk_sit(desk, "anna@desk", "Anna");
		desk_meet(desk, s);
		desk_run(desk, s, "step.go", "step", "promises", NULL);
		assert_sees(desk, s, "MEASURED AGAIN");
		assert_sees(desk, s, "it worked");
		if (i < 2)
			desk_leave(desk, s);
	}
	desk_run(desk, s, "promise.judge", "id", "A-1", "learned", "call first", NULL);
	assert_in(desk_page(desk, s, "ledger", NULL), "1 of 1 forecasts came true");
	assert_in(desk_page(desk, s, "ledger", NULL), "call first");
	desk_refused(desk, s, ERR_REFUSED, "promise.judge", "id", "A-1", NULL);
	assert_not_in(desk_page(desk, s, "ledger", NULL), "Anna");
	desk_run(desk, s, "undo", NULL);
	assert_in(desk_page(desk, s, "ledger", NULL), "MEASURED AGAIN");
}

static void what_cant_be_told_may_be_measured_again(void **state)
{
	struct desk *desk = *state;
	answers(desk, MONDAY - 28, 4, 5, 2);
	answers(desk, MONDAY + 1, 4, 5, 3);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	finish(desk, s, "One address field", "+28");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 30);
	s = desk_sit(desk, "anna@desk", "Anna");
	assert_in(desk_page(desk, s, "ledger", NULL), "can't tell");
	desk_refused(desk, s, ERR_USAGE, "promise.judge", "id", "A-1", "again", "2026-03-02", NULL);
	assert_string_equal(desk->err.field, "again");
	desk_run(desk, s, "promise.judge", "id", "A-1", "again", "+4w", NULL);
	assert_int_equal(action_of(desk, 1).forecast_day, MONDAY + 30 + 28);
	assert_not_in(desk_page(desk, s, "ledger", NULL), "MEASURED AGAIN");
	desk_run(desk, s, "undo", NULL); /* both at once */
	assert_int_equal(action_of(desk, 1).forecast_day, MONDAY + 28);
	assert_in(desk_page(desk, s, "ledger", NULL), "MEASURED AGAIN");
}

static void a_missing_month_and_a_wrong_clock_make_no_verdict(void **state)
{
	struct desk *desk = *state;
	answers(desk, MONDAY - 56, 8, 30, 10);
	answers(desk, MONDAY + 1, 4, 30, 25); /* and nothing in the four weeks behind it */
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	finish(desk, s, "One address field", "+56");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 60);
	s = desk_sit(desk, "anna@desk", "Anna");
	assert_in(desk_page(desk, s, "ledger", NULL), "can't tell: answers are missing");
	assert_in(desk_page(desk, s, "ledger", NULL), "4 of 16 weeks have no answers at all");
	finish(desk, s, "Done while the clock ran ahead", "+28");
	desk_leave(desk, s);
	on_day(desk, MONDAY + 3);
	s = desk_sit(desk, "anna@desk", "Anna");
	assert_in(desk_page(desk, s, "ledger", NULL), "done on a day that has not come");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees(desk, s, "the clock was wrong");
}

static void another_team_answers_on_its_day(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	new_action(desk, s, "A scanner for the shop");
	desk_run(desk, s, "action.escalate", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	desk_refused(desk, s, ERR_USAGE, "action.escalate", "id", "A-1", "team", "IT", "answer_by",
	        "2026-03-01", NULL);
	assert_string_equal(desk->err.field, "answer_by");
	desk_refused(desk, s, ERR_REFUSED, "action.answer", "id", "A-1", "answer", "no", NULL);
	desk_run(desk, s, "action.escalate", "id", "A-1", "team", "IT", "answer_by", "+7", NULL);
	assert_in(desk_page(desk, s, "actions", NULL), "with IT, answer by");
	assert_int_equal(
	        action_urgency(&(struct action){.escalated_to = "IT", .answer_day = MONDAY + 7}, MONDAY + 8),
	        URGENCY_ANSWER_DUE);
	struct action action = action_of(desk, 1);
	assert_int_equal(action.answer_day, MONDAY + 7);
	assert_int_equal(action_urgency(&action, MONDAY + 6), URGENCY_BLOCKED);
	assert_int_equal(action_urgency(&action, MONDAY + 9), URGENCY_ANSWER_DUE);
	desk_run(desk, s, "action.answer", "id", "A-1", "answer", "In May", NULL);
	assert_in(desk_page(desk, s, "actions", NULL), "IT answered: In May");
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "undo", NULL);
	assert_string_equal(action_of(desk, 1).escalated_to, "");
}

static const char *notes_of(struct desk *desk, struct session *s, const char *change, const char *step)
{
	struct arg items[] = {
	        {"forecast_metric", "nps"}, {"forecast_change", change}, {"forecast_step", step}};
	const struct args args = {.items = items, .count = 3};
	struct doc notes = doc_new(desk->arena);
	struct str said = str_new(desk->arena);
	session_form_notes(s, "action.done", &args, &notes);
	for (struct doc_node *node = notes.root->first; node; node = node->next)
		str_addf(&said, "%s\n", doc_plain(desk->arena, node));
	return said.text;
}

/* How many answers it takes is said of the part that is measured, and only where a number can be. */
static void the_answers_it_takes_are_those_of_its_part(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	answers(desk, MONDAY - 28, 4, 10, 5);
	assert_in(notes_of(desk, s, "5", ""), "answers before and after");
	assert_in(notes_of(desk, s, "5", "nowhere"), "too few answers");
	assert_in(notes_of(desk, s, "0.00000001", ""), "so small a change");
	assert_string_equal(notes_of(desk, s, "-5", ""), "");
	assert_string_equal(notes_of(desk, s, "1e300", ""), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(closing_asks_and_takes_no_answer),
	        TEST(what_can_be_no_forecast_is_refused_with_its_field),
	        TEST(a_forecast_of_old_is_measured_after_it_was_done),
	        TEST(it_waits_in_the_agenda_until_it_is_judged),
	        TEST(what_cant_be_told_may_be_measured_again),
	        TEST(a_missing_month_and_a_wrong_clock_make_no_verdict),
	        TEST(another_team_answers_on_its_day),
	        TEST(the_answers_it_takes_are_those_of_its_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
