/* What a room sees on its screen: what was just decided, what there is to do and nothing that there is not,
 * and nothing that is private. */
#include <string.h>
#include <unistd.h>

#include <dagstart/doc/view.h>
#include <dagstart/store/own.h>

#include "desk.h"

static void pain_about_delivery(struct desk *desk)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	for (int i = 0; i < 3; i++) {
		struct feedback feedback = {
		        .comment = "the van was late",
		        .day = MONDAY - 1 - i,
		        .mood = MOOD_PAIN,
		        .answers = {{.metric_id = metrics[0].id, .score = 2}},
		        .answer_count = 1,
		        .themes = {"delivery"},
		        .theme_count = 1,
		};
		assert_true(store_put_feedback(store, &feedback, &desk->err));
	}
	assert_true(store_commit(store, &desk->err));
}

static struct session *meet_at(struct desk *desk, const char *step)
{
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", step, NULL);
	return s;
}

static void what_was_just_decided_is_seen_with_what_carries_it_out(void **state)
{
	struct desk *desk = *state;
	pain_about_delivery(desk);
	struct session *s = meet_at(desk, "improve");
	assert_sees_not(desk, s, "DECIDED TODAY");
	desk_run(desk, s, "decision.add", "ref", "T-1", "text", "Ring when it is late", "effect",
	        "nobody waits for nothing", "cost", "an hour a day", "review", "2026-03-31", NULL);
	assert_true(desk->result.select);
	assert_sees(desk, s, "DECIDED TODAY");
	assert_sees(desk, s, "Ring when it is late");
	assert_sees(desk, s,
	        "for the customer: nobody waits for nothing · costs now: an hour a day · comes back 31 Mar");
	desk_run(desk, s, "action.add", "ref", "D-1", "text", "Make the list of numbers", "owner", "Bram",
	        "due", "2026-03-06", NULL);
	assert_sees(desk, s, "→ A-1  Make the list of numbers · Bram · Fri 6 Mar");
	desk_run(desk, s, "undo", NULL);
	desk_run(desk, s, "undo", NULL);
	assert_sees_not(desk, s, "Ring when it is late");
}

/* Of an older decision the actions stand with those of its theme. */
static void yesterdays_decision_is_no_news(void **state)
{
	struct desk *desk = *state;
	pain_about_delivery(desk);
	struct session *s = meet_at(desk, "improve");
	desk_run(desk, s, "decision.add", "ref", "T-1", "text", "Ring when it is late", NULL);
	assert_sees(desk, s, "no day agreed to look back");
	desk_run(desk, s, "action.add", "ref", "D-1", "text", "Make the list of numbers", NULL);
	assert_sees_not(desk, s, "WHAT WE DO ABOUT IT");
	clock_advance(&desk->clock, (int64_t)24 * 3600 * 1000);
	desk_meet(desk, s);
	desk_run(desk, s, "step.go", "step", "improve", NULL);
	assert_sees_not(desk, s, "DECIDED TODAY");
	assert_sees(desk, s, "WHAT WE DO ABOUT IT");
	assert_sees(desk, s, "Make the list of numbers");
}

static void decisions_show_where_no_theme_has_answers(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "improve");
	desk_run(desk, s, "decision.add", "text", "Everybody reads one review a day", NULL);
	assert_sees(desk, s, "No theme has answers");
	assert_sees(desk, s, "Everybody reads one review a day");
}

static bool is_idle(struct desk *desk, struct session *s, const char *command)
{
	struct view view;
	session_view(s, desk->arena, &view);
	for (const char *const *name = view.idle; name && *name; name++)
		if (streq(*name, command))
			return true;
	return false;
}

/* A tick is offered to those who have a goal; the others hear how one is made. */
static void who_has_no_goal_is_not_asked_to_tick_it(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "round");
	assert_true(is_idle(desk, s, "round.tick"));
	assert_sees(desk, s, "No own customer goal yet: {goal.add owner=");
	assert_sees_not(desk, s, "{round.tick}");
	desk_refused(desk, s, ERR_REFUSED, "round.tick", NULL);
	assert_non_null(strstr(err_text(desk->arena, &desk->err), "g writes one"));
	desk_run(desk, s, "goal.add", NULL);
	const char *speaker = NULL;
	for (size_t i = 0; i < desk->result.form.count; i++)
		if (streq(desk->result.form.fields[i].name, "owner"))
			speaker = arena_strdup(desk->arena, desk->result.form.fields[i].value);
	desk_run(desk, s, "goal.add", "text", "Right the first time", "owner", speaker, NULL);
	assert_false(is_idle(desk, s, "round.tick"));
	assert_sees(desk, s, "{round.tick} ticks");
	assert_false(is_idle(desk, s, "round.next"));
	desk_run(desk, s, "round.next", NULL);
	assert_true(is_idle(desk, s, "round.tick"));
	desk_run(desk, s, "round.next", NULL);
	assert_true(is_idle(desk, s, "round.next"));
	assert_sees(desk, s, "{step.next} goes to the next step");
}

static void promises_say_nothing_of_what_there_is_none_of(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "promises");
	assert_sees(desk, s, "No open promises.");
	assert_true(is_idle(desk, s, "action.done"));
	desk_run(desk, s, "action.add", "text", "Paint the van", NULL);
	assert_sees(desk, s, " 1 open promise \n");
	assert_false(is_idle(desk, s, "action.done"));
	assert_true(is_idle(desk, s, "promise.judge"));
	assert_true(is_idle(desk, s, "decision.review"));
	/* A step leads on, a page leads back. */
	assert_true(is_idle(desk, s, "back"));
	assert_false(is_idle(desk, s, "step.next"));
	desk_run(desk, s, "page.open", "page", "scores", NULL);
	assert_false(is_idle(desk, s, "back"));
	assert_true(is_idle(desk, s, "step.next"));
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "action.add", "text", "Wash the van", "due", "2026-03-03", NULL);
	assert_sees(desk, s, " 2 open promises \n");
	assert_sees_not(desk, s, "0 overdue");
	clock_advance(&desk->clock, (int64_t)2 * 24 * 3600 * 1000);
	assert_true(session_reload(s, &desk->err));
	assert_sees(desk, s, "1 overdue");
	assert_sees(desk, s, "2 open ");
}

/* A room looks on at a meeting, whoever sits at the keys; at one's own terminal nobody does. */
static void what_is_private_is_not_for_the_room(void **state)
{
	struct desk *desk = *state;
	const char *own = arena_printf(desk->arena, "%s/own.db", desk->folder);
	struct own_store *notes = NULL;
	struct own_note note = {.day = MONDAY, .text = "ask for the talk"};
	assert_true(own_store_open(desk->arena, own, &notes, &desk->err));
	assert_true(own_put_note(notes, &note, &desk->err));
	own_store_close(notes);
	struct session *s = desk_sit_owning(desk, "chaya@desk", "Chaya", own);
	desk_run(desk, s, "member.change", "name", "Chaya", "kudos", "private", NULL);
	desk_run(desk, s, "kudos.add", "from", "Bram", "to", "Chaya", "behaviour", "stayed on", "effect",
	        "found", NULL);
	desk_run(desk, s, "page.open", "page", "kudos", NULL);
	assert_sees(desk, s, "stayed on");
	desk_run(desk, s, "page.me", NULL);
	assert_sees(desk, s, "stayed on");
	assert_sees(desk, s, "ask for the talk");
	desk_run(desk, s, "back", NULL);
	desk_run(desk, s, "back", NULL);
	desk_meet(desk, s);
	desk_run(desk, s, "page.open", "page", "kudos", NULL);
	assert_sees_not(desk, s, "stayed on");
	desk_run(desk, s, "page.me", NULL);
	assert_sees_not(desk, s, "stayed on");
	assert_sees_not(desk, s, "ask for the talk");
	assert_sees(desk, s, "`dagstart me` on your own terminal");
	unlink(own);
}

static const char *minutes_name(struct desk *desk, struct session *s)
{
	const char *name = NULL;
	assert_true(session_minutes_name(s, desk->arena, &name, &desk->err));
	return name;
}

static const char *minutes_meeting(struct desk *desk, struct session *s)
{
	struct doc doc;
	assert_true(session_minutes_by_id(s, 0, desk->arena, &doc, &desk->err));
	return doc_plain(desk->arena, doc_find_key(&doc, "meeting"));
}

/* They are read weeks later: "tomorrow" would be another day then. */
static void minutes_say_dates(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "improve");
	struct doc doc;
	struct str text = str_new(desk->arena);
	desk_run(desk, s, "action.add", "text", "Wash the van", "due", "tomorrow", NULL);
	desk_run(desk, s, "decision.add", "text", "Wash it weekly", "review", "fri", NULL);
	assert_true(session_minutes_by_id(s, 0, desk->arena, &doc, &desk->err));
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		str_addf(&text, "%s\n", str_or(node->text, ""));
	assert_non_null(strstr(text.text, "\n3 March 2026\n"));
	assert_non_null(strstr(text.text, "\n6 March 2026\n"));
	assert_null(strstr(text.text, "tomorrow"));
}

static const char *seen_of(struct desk *desk, struct session *s, const char *const *words, size_t count)
{
	const char *seen = desk_sees(desk, s);
	for (size_t i = 0; i < count; i++)
		if (strstr(seen, words[i]))
			return words[i];
	fail_msg("none of the quotes is seen in:\n%s", seen);
	return NULL;
}

/* Who goes back wants the same words on the screen, also who follows; n brings new ones there too. */
static void going_back_shows_what_was_heard(void **state)
{
	static const char *const words[] = {"first of all", "second to none", "third time lucky"};
	struct desk *desk = *state;
	for (int i = 0; i < 3; i++)
		desk_quote(desk, words[i], 10, MONDAY - 1 - i);
	struct session *s = meet_at(desk, "voice");
	const char *first = seen_of(desk, s, words, 3);
	desk_run(desk, s, "step.next", NULL);
	desk_run(desk, s, "step.previous", NULL);
	assert_string_equal(seen_of(desk, s, words, 3), first);
	struct session *wall = desk_sit(desk, "wall@desk", "");
	assert_int_equal(desk_meet(desk, wall), MEETING_FOLLOWED);
	assert_string_equal(seen_of(desk, wall, words, 3), first);
	desk_run(desk, s, "voice.next", NULL);
	const char *second = seen_of(desk, s, words, 3);
	assert_string_not_equal(second, first);
	desk_run(desk, s, "step.go", "step", "round", NULL);
	desk_run(desk, s, "step.go", "step", "voice", NULL);
	assert_string_equal(seen_of(desk, s, words, 3), second);
	session_poll(wall, &desk->err);
	assert_string_equal(seen_of(desk, wall, words, 3), second);
	desk_run(desk, s, "voice.next", NULL);
	const char *third = seen_of(desk, s, words, 3);
	assert_string_not_equal(third, first);
	assert_string_not_equal(third, second);
}

/* Two meetings of a day have minutes of their own, whichever is closed first. */
static void each_meeting_of_a_day_has_minutes_of_its_own(void **state)
{
	struct desk *desk = *state;
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	struct session *daily = desk_sit(desk, "anna@desk", "Anna"),
	               *weekly = desk_sit(desk, "bram@desk", "Bram");
	desk_meet(desk, daily);
	assert_true(session_load_agenda(weekly, "weekly", NULL, 0, &problems));
	assert_true(session_meet(weekly, &entry, &desk->err));
	desk_run(desk, weekly, "meeting.close", "yes", "yes", NULL);
	desk_run(desk, daily, "meeting.close", "yes", "yes", NULL);
	assert_string_equal(minutes_name(desk, daily), "2026-03-02");
	assert_string_equal(minutes_name(desk, weekly), "2026-03-02-weekly");
	assert_non_null(strstr(minutes_meeting(desk, daily), "M-1"));
	assert_non_null(strstr(minutes_meeting(desk, weekly), "M-2"));
	struct doc doc;
	assert_true(session_minutes_by_id(daily, 1, desk->arena, &doc, &desk->err));
	assert_non_null(strstr(doc_plain(desk->arena, doc_find_key(&doc, "same_day")), "M-2 weekly"));
	struct session *again = desk_sit(desk, "chaya@desk", "Chaya");
	desk_meet(desk, again);
	desk_run(desk, again, "meeting.close", "yes", "yes", NULL);
	assert_string_equal(minutes_name(desk, again), "2026-03-02-2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

/* What works on a row is offered where there is one. */
static void an_empty_page_offers_nothing_that_needs_a_row(void **state)
{
	static const struct {
		const char *page, *command, *other; /* `other` needs none */
	} cases[] = {{"actions", "action.done", "action.add"},
	        {"decisions", "decision.review", "decision.add"}, {"goals", "goal.tick", "goal.add"},
	        {"notes", "note.close", "note.add"}, {"kpis", "kpi.set", "kpi.add"},
	        {"loops", "loop.own", "back"}, {"kudos", "quotes.open", "kudos.add"},
	        {"ledger", "promise.judge", "back"}};
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "opening");
	assert_false(is_idle(desk, s, "member.attend"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		desk_run(desk, s, "page.open", "page", cases[i].page, NULL);
		assert_true(is_idle(desk, s, cases[i].command));
		assert_false(is_idle(desk, s, cases[i].other));
		desk_run(desk, s, "back", NULL);
	}
	desk_run(desk, s, "action.add", "text", "Paint the van", NULL);
	desk_run(desk, s, "page.open", "page", "actions", NULL);
	assert_false(is_idle(desk, s, "action.done"));
	assert_true(is_idle(desk, s, "decision.review"));
}

/* Nobody is offered to undo where nothing can be written. */
static void undo_and_redo_are_known_as_writing(void **state)
{
	struct desk *desk = *state;
	size_t count = 0, found = 0;
	const struct session_command *all = session_commands(desk->arena, &count);
	for (size_t i = 0; i < count; i++)
		if (streq(all[i].name, "undo") || streq(all[i].name, "redo")) {
			assert_true(all[i].writes);
			found++;
		}
	assert_int_equal(found, 2);
}

/* What was written down of others is read beside who speaks now. */
static void the_round_shows_what_was_heard(void **state)
{
	struct desk *desk = *state;
	struct session *s = meet_at(desk, "round");
	desk_run(desk, s, "round.say", "today", "Two vans back", NULL);
	assert_sees_not(desk, s, "HEARD IN THIS ROUND");
	desk_run(desk, s, "round.next", NULL);
	assert_sees(desk, s, "HEARD IN THIS ROUND");
	assert_sees(desk, s, "Two vans back");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_was_just_decided_is_seen_with_what_carries_it_out),
	        TEST(yesterdays_decision_is_no_news),
	        TEST(decisions_show_where_no_theme_has_answers),
	        TEST(who_has_no_goal_is_not_asked_to_tick_it),
	        TEST(promises_say_nothing_of_what_there_is_none_of),
	        TEST(an_empty_page_offers_nothing_that_needs_a_row),
	        TEST(undo_and_redo_are_known_as_writing),
	        TEST(the_round_shows_what_was_heard),
	        TEST(what_is_private_is_not_for_the_room),
	        TEST(minutes_say_dates),
	        TEST(going_back_shows_what_was_heard),
	        TEST(each_meeting_of_a_day_has_minutes_of_its_own),
	};
	return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
