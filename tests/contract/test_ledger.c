/* What the team said of forecasts, internal figures, and what actions and decisions know of them. */
#include <math.h>
#include <string.h>

#include <dagstart/domain/entity.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/ledger.h>

#include "contract.h"

static int64_t forecast_due(struct world *w, int32_t done, int32_t back)
{
	struct action action = {.text = "Eén adresveld",
	        .status = ACTION_DONE,
	        .done_day = done,
	        .forecast_metric = "nps",
	        .forecast_change = NAN,
	        .forecast_day = back};
	begin(w, &anna, "action.add");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	return action.id;
}

static size_t due_back(struct world *w)
{
	struct action *list = NULL;
	size_t count = 0;
	const struct action_query query = {.due_back = true, .due_back_by = TODAY};
	OK(w, store_actions(w->store, w->arena, &query, &list, &count, &w->err));
	return count;
}

static struct judgement judged(int64_t id)
{
	return (struct judgement){.id = id,
	        .day = TODAY,
	        .outcome = OUTCOME_WORKED,
	        .done_day = TODAY - 56,
	        .forecast_day = TODAY - 1,
	        .looks = 1,
	        .before_n = 140,
	        .after_n = 151,
	        .before = 74.5,
	        .after = 88,
	        .change = 13.25,
	        .margin = NAN,
	        .learned = "Eerst bellen werkt"};
}

static void put(struct world *w, struct judgement judgement)
{
	begin(w, &anna, "promise.judge");
	OK(w, store_put_judgement(w->store, &judgement, &w->err));
	commit(w);
}

static void what_is_due_comes_back_until_it_is_judged(void **state)
{
	struct world *w = *state;
	struct judgement *list = NULL;
	size_t count = 0;
	struct journal_entry entry;
	int64_t id = forecast_due(w, TODAY - 56, TODAY - 1),
	        other = forecast_due(w, TODAY - 400, TODAY - 300);
	assert_int_equal(due_back(w), 2);
	put(w, judged(id));
	assert_int_equal(due_back(w), 1);
	OK(w, store_judgements(w->store, w->arena, &list, &count, &w->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].day, TODAY);
	assert_int_equal(list[0].outcome, OUTCOME_WORKED);
	assert_int_equal(list[0].done_day, TODAY - 56);
	assert_int_equal(list[0].forecast_day, TODAY - 1);
	assert_int_equal(list[0].looks, 1);
	assert_int_equal(list[0].before_n, 140);
	assert_int_equal(list[0].after_n, 151);
	assert_true(list[0].before == 74.5 && list[0].after == 88 && list[0].change == 13.25);
	assert_true(isnan(list[0].margin));
	assert_string_equal(list[0].learned, "Eerst bellen werkt");
	OK(w, store_undo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(entity_of_letter(entry.ref.letter), ENTITY_VERDICT);
	assert_int_equal(due_back(w), 2);
	OK(w, store_redo(w->store, w->arena, &anna, &entry, &w->err));
	assert_int_equal(due_back(w), 1);
	/* reopened and done again: what was said of it then does not hold */
	struct action action;
	OK(w, store_action_by_id(w->store, w->arena, id, &action, &w->err));
	action.done_day = TODAY - 20;
	begin(w, &anna, "action.done");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	assert_int_equal(due_back(w), 2);
	(void)other;
}

static void a_later_day_makes_it_come_back_again(void **state)
{
	struct world *w = *state;
	int64_t id = forecast_due(w, TODAY - 56, TODAY - 1);
	struct action action;
	put(w, judged(id));
	OK(w, store_action_by_id(w->store, w->arena, id, &action, &w->err));
	action.forecast_day = TODAY;
	begin(w, &anna, "promise.judge");
	OK(w, store_put_action(w->store, &action, &w->err));
	commit(w);
	assert_int_equal(due_back(w), 1);
}

static void the_history_of_an_action_tells_its_verdict(void **state)
{
	struct world *w = *state;
	struct journal_entry *list = NULL;
	size_t count = 0;
	int64_t id = forecast_due(w, TODAY - 56, TODAY - 1);
	put(w, judged(id));
	const struct journal_query query = {.ref = entity_ref(ENTITY_ACTION, id)};
	OK(w, store_history(w->store, w->arena, &query, &list, &count, &w->err));
	assert_int_equal(count, 2);
	assert_true(ref_equal(entity_shown(list[0].ref), entity_ref(ENTITY_ACTION, id)));
}

static struct kpi put_kpi(struct world *w, struct kpi kpi)
{
	begin(w, &anna, "kpi.add");
	OK(w, store_put_kpi(w->store, &kpi, &w->err));
	commit(w);
	return kpi;
}

static void put_value(struct world *w, const struct change *who, struct kpi_value value)
{
	begin(w, who, "kpi.set");
	OK(w, store_put_kpi_value(w->store, &value, &w->err));
	commit(w);
}

static void figures_are_known_by_name_and_keep_one_value_a_day(void **state)
{
	struct world *w = *state;
	struct kpi back, *list = NULL;
	struct kpi_value *values = NULL;
	size_t count = 0;
	struct journal_entry entry;
	struct kpi kpi = put_kpi(w, (struct kpi){.name = "Minuten per gesprek",
	                                    .unit = "min",
	                                    .low_is_good = true,
	                                    .metric_key = "nps",
	                                    .active = true,
	                                    .created_day = TODAY});
	OK(w, store_kpi_by_name(w->store, w->arena, "minuten PER gesprek ", &back, &w->err));
	assert_int_equal(back.id, kpi.id);
	assert_string_equal(back.name, "Minuten per gesprek");
	assert_string_equal(back.unit, "min");
	assert_string_equal(back.metric_key, "nps");
	assert_true(back.low_is_good && back.active);
	assert_int_equal(back.created_day, TODAY);
	REFUSED(w, store_kpi_by_name(w->store, w->arena, "kosten", &back, &w->err), ERR_MISSING);
	struct kpi twin = {.name = "MINUTEN per gesprek", .unit = "", .metric_key = ""};
	begin(w, &anna, "kpi.add");
	REFUSED(w, store_put_kpi(w->store, &twin, &w->err), ERR_REFUSED);
	store_rollback(w->store);
	put_value(w, &anna, (struct kpi_value){.kpi_id = kpi.id, .day = TODAY, .value = 6.5, .note = "druk"});
	put_value(w, &anna, (struct kpi_value){.kpi_id = kpi.id, .day = TODAY - 7, .value = 7});
	put_value(w, &bert, (struct kpi_value){.kpi_id = kpi.id, .day = TODAY, .value = 6});
	OK(w, store_kpi_values(w->store, w->arena, kpi.id, 0, &values, &count, &w->err));
	assert_int_equal(count, 2);
	assert_int_equal(values[0].day, TODAY - 7);
	assert_true(values[1].value == 6);
	assert_string_equal(values[1].note, "");
	OK(w, store_undo(w->store, w->arena, &bert, &entry, &w->err));
	OK(w, store_kpi_values(w->store, w->arena, kpi.id, 1, &values, &count, &w->err));
	assert_int_equal(count, 1); /* the newest */
	assert_true(values[0].value == 6.5);
	assert_string_equal(values[0].note, "druk");
	kpi.active = false;
	put_kpi(w, kpi);
	OK(w, store_kpis(w->store, w->arena, false, &list, &count, &w->err));
	assert_int_equal(count, 0);
	OK(w, store_kpis(w->store, w->arena, true, &list, &count, &w->err));
	assert_int_equal(count, 1);
}

static void values_need_their_figure(void **state)
{
	struct world *w = *state;
	struct kpi_value value = {.kpi_id = 7, .day = TODAY, .value = 1};
	begin(w, &anna, "kpi.set");
	REFUSED(w, store_put_kpi_value(w->store, &value, &w->err), ERR_MISSING);
	store_rollback(w->store);
}

static void what_another_team_owes_comes_back_and_is_forgotten(void **state)
{
	struct world *w = *state;
	struct action action = {.text = "Bel IT",
	        .escalated_to = "IT, Els Oudkerkdam",
	        .escalated_day = TODAY,
	        .answer_day = TODAY + 3,
	        .answered_day = TODAY + 2,
	        .answer = "Els Oudkerkdam krijgt een nieuw adres",
	        .forecast_change = NAN};
	struct decision decision = {.text = "Eén adres",
	        .by_id = add_member(w, "Anna"),
	        .rests = "F-1 T-2",
	        .source = {'F', 1},
	        .source_text = "Ik, Els Oudkerkdam, wacht",
	        .expect_metric = "nps",
	        .expect_change = 4.5,
	        .reviewed_day = TODAY - 1,
	        .rebase_metric = "csat"};
	begin(w, &anna, "action.escalate");
	OK(w, store_put_action(w->store, &action, &w->err));
	OK(w, store_put_decision(w->store, &decision, &w->err));
	commit(w);
	struct action a;
	struct decision d;
	OK(w, store_action_by_id(w->store, w->arena, action.id, &a, &w->err));
	assert_string_equal(a.escalated_to, action.escalated_to);
	assert_int_equal(a.escalated_day, TODAY);
	assert_int_equal(a.answer_day, TODAY + 3);
	assert_int_equal(a.answered_day, TODAY + 2);
	assert_string_equal(a.answer, action.answer);
	OK(w, store_decision_by_id(w->store, w->arena, decision.id, &d, &w->err));
	assert_int_equal(d.by_id, decision.by_id);
	assert_string_equal(d.rests, "F-1 T-2");
	assert_string_equal(d.source_text, decision.source_text);
	assert_string_equal(d.expect_metric, "nps");
	assert_true(d.expect_change == 4.5);
	assert_int_equal(d.reviewed_day, TODAY - 1);
	assert_string_equal(d.rebase_metric, "csat");
	struct judgement judgement = judged(action.id);
	judgement.learned = "Els Oudkerkdam was blij";
	put(w, judgement);
	struct forget_report report;
	struct change change = anna;
	change.verb = "forget";
	const struct forget_who who = {.words = "Els Oudkerkdam"};
	OK(w, store_forget(w->store, w->arena, &who, &change, &report, &w->err));
	struct judgement *list = NULL;
	size_t count = 0;
	OK(w, store_action_by_id(w->store, w->arena, action.id, &a, &w->err));
	OK(w, store_decision_by_id(w->store, w->arena, decision.id, &d, &w->err));
	OK(w, store_judgements(w->store, w->arena, &list, &count, &w->err));
	assert_null(strstr(a.answer, "Oudkerkdam"));
	assert_null(strstr(a.escalated_to, "Oudkerkdam"));
	assert_null(strstr(d.source_text, "Oudkerkdam"));
	assert_null(strstr(list[0].learned, "Oudkerkdam"));
	size_t len = 0;
	assert_null(memmem(world_bytes(w, w->path, &len), len, "Oudkerkdam", 10));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_is_due_comes_back_until_it_is_judged),
	        TEST(a_later_day_makes_it_come_back_again),
	        TEST(the_history_of_an_action_tells_its_verdict),
	        TEST(figures_are_known_by_name_and_keep_one_value_a_day),
	        TEST(values_need_their_figure),
	        TEST(what_another_team_owes_comes_back_and_is_forgotten),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
