/* What a team that starts today meets in its first week. */
#include <string.h>

#include "desk.h"

static const struct form_field *field(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (streq(form->fields[i].name, name))
			return &form->fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

static void answer(
        struct desk *desk, const char *key, const char *words, double score, int32_t day, const char *theme)
{
	static const struct change change = {.origin = "setup", .verb = "feedback.log"};
	CLEANUP(store_cleanup) struct store *store = NULL;
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	struct metric *metrics = NULL;
	size_t count = 0, at = 0;
	assert_true(store_open(desk->arena, &options, &store, &desk->err));
	assert_true(store_begin(store, &change, &desk->err));
	struct metric csat = {.key = "csat", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5};
	assert_true(!streq(key, "csat") || store_put_metric(store, &csat, &desk->err));
	assert_true(store_metrics(store, desk->arena, &metrics, &count, &desk->err));
	while (at < count && !streq(metrics[at].key, key))
		at++;
	assert_true(at < count);
	struct feedback feedback = {
	        .comment = words,
	        .day = day,
	        .mood = metric_mood(&metrics[at], score),
	        .answers = {{.metric_id = metrics[at].id, .score = score}},
	        .answer_count = 1,
	        .themes = {theme},
	        .theme_count = theme != NULL,
	};
	if (!store_put_feedback(store, &feedback, &desk->err))
		fail_msg("%s", err_text(desk->arena, &desk->err));
	assert_true(store_commit(store, &desk->err));
}

/* Two dots on a wide plane are no line. */
static void few_weeks_are_told_not_drawn(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	struct doc doc;
	answer(desk, "nps", "well", 9, MONDAY - 6, NULL);
	answer(desk, "nps", "badly", 3, MONDAY - 13, NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "23 Feb 100 (n 1)");
	assert_true(session_document(s, desk->arena, &doc, &desk->err));
	assert_null(doc_find_key(&doc, "nps_chart"));
	answer(desk, "nps", "so so", 7, MONDAY - 20, NULL);
	answer(desk, "nps", "so so", 8, MONDAY - 27, NULL);
	desk_run(desk, s, "step.next", NULL);
	desk_run(desk, s, "step.previous", NULL);
	session_poll(s, &desk->err);
	assert_true(session_document(s, desk->arena, &doc, &desk->err));
	assert_non_null(doc_find_key(&doc, "nps_chart"));
}

/* Nobody comes before or after who is alone. */
static void the_first_member_speaks_alone(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "member.leave", "name", "Bram", "yes", "yes", NULL);
	desk_run(desk, s, "member.leave", "name", "Chaya", "yes", "yes", NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "round", NULL);
	assert_sees(desk, s, "writes down what Anna says");
	assert_sees_not(desk, s, "next: ");
	assert_sees_not(desk, s, "last one");
}

/* All are away, or nobody has joined yet on that day. */
static void nobody_speaks_where_nobody_is(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "screen@desk", "");
	for (size_t i = 0; i < 3; i++)
		desk_run(desk, s, "member.leave", "name", ((const char *[]){"Anna", "Bram", "Chaya"})[i],
		        "yes", "yes", NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "round", NULL);
	assert_sees(desk, s, "Nobody is here yet");
	desk_refused(desk, s, ERR_REFUSED, "round.say", NULL);
	assert_in(err_text(desk->arena, &desk->err), "nobody is here yet");
	desk_refused(desk, s, ERR_REFUSED, "round.next", NULL);
	assert_in(err_text(desk->arena, &desk->err), "nobody is here yet");
}

static void pages_without_feedback_teach(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "page.feedback", NULL);
	assert_sees(desk, s, "dagstart import FILE");
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "page.feedback", "channel", "phone", NULL);
	assert_sees(desk, s, "Nothing fits");
}

static void a_goal_written_in_the_round_is_the_speakers(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "screen@desk", "");
	desk_meet(desk, s);
	desk_run(desk, s, "goal.add", NULL);
	assert_string_equal(field(&desk->result.form, "owner")->value, "");
	desk_run(desk, s, "step.go", "step", "round", NULL);
	desk_run(desk, s, "goal.add", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	const char *speaker = field(&desk->result.form, "owner")->value;
	assert_sees(desk, s, arena_printf(desk->arena, "▶ %s", speaker));
	assert_string_not_equal(speaker, "");
	desk_run(desk, s, "round.next", NULL);
	desk_run(desk, s, "goal.add", NULL);
	assert_string_not_equal(field(&desk->result.form, "owner")->value, speaker);
	/* whoever empties the field means the team */
	desk_run(desk, s, "goal.add", "text", "", "owner", "", NULL);
	assert_string_equal(field(&desk->result.form, "owner")->value, "");
}

static void a_goal_written_on_a_persons_page_is_that_persons(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "screen@desk", "");
	desk_run(desk, s, "page.me", "name", "Bram", NULL);
	desk_run(desk, s, "goal.add", NULL);
	assert_string_equal(field(&desk->result.form, "owner")->value, "Bram");
}

static void the_bottleneck_is_of_the_score_that_customers_give(void **state)
{
	struct desk *desk = *state;
	answer(desk, "csat", "cold food", 1, MONDAY - 3, "quality");
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "improve", NULL);
	assert_sees_not(desk, s, "No theme has answers");
	assert_sees(desk, s, "cold food");
}

static void answers_without_a_day_are_told_beside_those_with_one(void **state)
{
	struct desk *desk = *state;
	answer(desk, "csat", "fine", 5, MONDAY - 3, NULL);
	answer(desk, "nps", "well", 9, 0, NULL);
	answer(desk, "nps", "good", 9, 0, NULL);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "Recommendation (NPS): 2 answers, but none with a date");
	assert_sees_not(desk, s, "Satisfaction (CSAT): ");
	assert_sees_not(desk, s, "Ease (CES)");
}

static void scores_without_fresh_answers_say_what_to_do(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "dagstart import FILE");
	answer(desk, "nps", "well", 9, 0, NULL);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "1 answer, but without a date");
	assert_sees(desk, s, "--date");
	answer(desk, "nps", "well", 9, MONDAY - 400, NULL);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "the newest is of 26 January 2025");
	assert_sees_not(desk, s, "--date");
	answer(desk, "nps", "well", 9, MONDAY + 5, NULL);
	desk_run(desk, s, "step.go", "step", "scores", NULL);
	assert_sees(desk, s, "the newest is dated after today (7 March 2026). Is the clock right?");
	assert_sees_not(desk, s, "fresh answers");
}

static void what_was_parked_is_read_at_the_close(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "note.park", "text", "New boxes?", NULL);
	desk_run(desk, s, "note.add", "text", "Long routes cool the food", NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "parked: New boxes?");
	assert_sees(desk, s, "learned: Long routes cool the food");
}

static void a_goal_stands_in_close_and_minutes(void **state)
{
	struct desk *desk = *state;
	struct doc doc;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "goal.add", "text", "Answered within a day", "owner", "Bram", "start", "50",
	        "target", "80", "unit", "%", NULL);
	desk_run(desk, s, "goal.add", "text", "Fewer steps", NULL);
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "step.go", "step", "close", NULL);
	assert_sees(desk, s, "Bram: Answered within a day · 50 % → 80 %");
	assert_sees_not(desk, s, "Fewer steps");
	assert_sees_not(desk, s, "Nothing was decided");
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	assert_true(session_minutes(s, 0, desk->arena, &doc, &desk->err));
	struct str text = str_new(desk->arena);
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		str_addf(&text, "%s|", str_or(node->text, ""));
	assert_non_null(strstr(text.text, "Bram: Answered within a day"));
}

static void more_customers_wait_than_are_counted(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 130; i++)
		answer(desk, "nps", arena_printf(desk->arena, "bad %d", i), 1, MONDAY - 7, NULL);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	assert_sees(desk, s, ", at least 100 without an owner");
	desk_run(desk, s, "step.go", "step", "promises", NULL);
	assert_sees(desk, s, "at least 100 customers wait for us");
	assert_sees(desk, s, "and at least 95 more");
}

static void a_team_of_today_was_not_silent_for_weeks(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "thanks", NULL);
	assert_sees(desk, s, "not yet");
	assert_sees_not(desk, s, "silent for weeks");
}

static void a_week_meeting_is_not_another_stand_up(void **state)
{
	struct desk *desk = *state;
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "meeting.close", "yes", "yes", NULL);
	struct session *week = desk_sit(desk, "anna@desk", "Anna");
	assert_true(session_load_agenda(week, "weekly", NULL, 0, &problems));
	assert_true(session_meet(week, &entry, &desk->err));
	assert_sees_not(desk, week, "today already");
}

static void the_rail_stands_still(void **state)
{
	struct desk *desk = *state;
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	struct view view;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	assert_true(session_load_agenda(s, "weekly", NULL, 0, &problems));
	assert_true(session_meet(s, &entry, &desk->err));
	for (int i = 0; i < 7; i++)
		desk_run(desk, s, "step.next", NULL);
	session_view(s, desk->arena, &view);
	assert_string_equal(view.rail[1].time, "0:00");
	assert_string_equal(view.rail[1].planned, "5:00");
}

int main(void)
{
#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	        desk_test(few_weeks_are_told_not_drawn),
	        desk_test(the_first_member_speaks_alone),
	        desk_test(nobody_speaks_where_nobody_is),
	        desk_test(pages_without_feedback_teach),
	        desk_test(a_goal_written_in_the_round_is_the_speakers),
	        desk_test(a_goal_written_on_a_persons_page_is_that_persons),
	        desk_test(the_bottleneck_is_of_the_score_that_customers_give),
	        desk_test(answers_without_a_day_are_told_beside_those_with_one),
	        desk_test(scores_without_fresh_answers_say_what_to_do),
	        desk_test(what_was_parked_is_read_at_the_close),
	        desk_test(a_goal_stands_in_close_and_minutes),
	        desk_test(more_customers_wait_than_are_counted),
	        desk_test(a_team_of_today_was_not_silent_for_weeks),
	        desk_test(a_week_meeting_is_not_another_stand_up),
	        desk_test(the_rail_stands_still),
	};
	return cmocka_run_group_tests_name("first week", tests, NULL, NULL);
}
