/* Personal data of customers on a screen that a room looks at: one key shows it, and what comes next is
 * hidden again. */
#include <string.h>

#include <dagstart/config/problems.h>
#include <dagstart/doc/view.h>

#include "desk.h"

static const char mail[] = "jan@example.com";

/* At the voice step, where one praise and one pain bear an address. */
static struct session *hear(struct desk *desk)
{
	desk_quote(desk, "wonderful help, mail jan@example.com", 10, MONDAY - 1);
	desk_quote(desk, "quick answer to jan@example.com", 9, MONDAY - 2);
	desk_quote(desk, "parcel lost, mail jan@example.com", 1, MONDAY - 1);
	desk_quote(desk, "never again, says jan@example.com", 1, MONDAY - 2);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_meet(desk, s);
	desk_run(desk, s, "step.next", NULL);
	assert_sees_not(desk, s, mail);
	return s;
}

static void show(struct desk *desk, struct session *s)
{
	assert_sees_not(desk, s, mail);
	desk_run(desk, s, "mask.toggle", NULL);
	assert_sees(desk, s, mail);
}

static void other_quotes_are_masked_again(void **state)
{
	struct desk *desk = *state;
	struct session *s = hear(desk);
	show(desk, s);
	desk_run(desk, s, "voice.next", NULL);
	assert_sees_not(desk, s, mail);
	show(desk, s);
	desk_run(desk, s, "note.add", "text", "we ring before we come", NULL);
	assert_sees(desk, s, mail); /* the same words are still on the screen */
	desk_run(desk, s, "step.next", NULL);
	desk_run(desk, s, "step.previous", NULL);
	assert_sees_not(desk, s, mail);
}

static void what_lies_below_a_page_is_masked_again(void **state)
{
	struct desk *desk = *state;
	struct session *s = hear(desk);
	static const char *const leave[] = {"back", "step.next"};
	for (size_t i = 0; i < sizeof(leave) / sizeof(*leave); i++) {
		desk_run(desk, s, "page.feedback", NULL);
		show(desk, s);
		desk_run(desk, s, leave[i], NULL);
		assert_sees_not(desk, s, mail);
	}
	show(desk, s);
	desk_run(desk, s, "page.feedback", NULL);
	assert_sees_not(desk, s, mail);
}

static void what_another_search_finds_is_masked_again(void **state)
{
	struct desk *desk = *state;
	struct session *s = hear(desk);
	desk_run(desk, s, "search.type", "query", "parcel", NULL);
	show(desk, s);
	desk_run(desk, s, "search.type", "query", "again", NULL);
	assert_sees_not(desk, s, mail);
}

/* Who follows sees another step when the leader goes on. */
static void who_follows_sees_the_next_step_masked(void **state)
{
	struct desk *desk = *state;
	struct session *s = hear(desk), *wall = desk_sit(desk, "wall@desk", "");
	assert_int_equal(desk_meet(desk, wall), MEETING_FOLLOWED);
	show(desk, wall);
	desk_run(desk, s, "step.next", NULL);
	assert_true(session_poll(wall, &desk->err));
	desk_run(desk, s, "step.previous", NULL);
	assert_true(session_poll(wall, &desk->err));
	assert_sees_not(desk, wall, mail);
}

/* Whatever a customer begins with. */
static void words_that_look_like_data_are_masked_too(void **state)
{
	struct desk *desk = *state;
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "text", "{\"order\": late} ring jan@example.com", NULL);
	desk_run(desk, s, "action.add", "text", "{\"note\":\"mail jan@example.com\",\"n\":12}", NULL);
	desk_run(desk, s, "page.open", "page", "actions", NULL);
	assert_sees_not(desk, s, mail);
	desk_run(desk, s, "page.history", NULL);
	assert_sees_not(desk, s, mail);
}

/* A form says what it is about, and a question what would be done: on the same screen. */
static void forms_and_questions_are_masked(void **state)
{
	struct desk *desk = *state;
	struct metric *metrics = NULL;
	struct store *store = desk_hears(desk, &metrics);
	struct feedback feedback = {.comment = "Too late. Regards, Wim Sonneveld, jan@example.com",
	        .customer = "Wim Sonneveld",
	        .day = MONDAY - 1};
	assert_true(store_put_feedback(store, &feedback, &desk->err));
	assert_true(store_commit(store, &desk->err));
	store_close(store);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "action.add", "ref", "F-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_in(desk->result.form.about, "Too late");
	assert_not_in(desk->result.form.about, mail);
	assert_not_in(desk->result.form.about, "Sonneveld");
	desk_run(desk, s, "action.add", "text", "ring jan@example.com", NULL);
	desk_run(desk, s, "action.drop", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_CONFIRM);
	assert_in(desk->result.message, "Drop A-1, “ring ");
	assert_not_in(desk->result.message, mail);
	desk_run(desk, s, "action.move", "ref", "A-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_in(desk->result.form.about, "ring ");
	assert_not_in(desk->result.form.about, mail);
	desk_run(desk, s, "mask.toggle", NULL);
	desk_run(desk, s, "action.add", "ref", "F-1", NULL);
	assert_in(desk->result.form.about, "Sonneveld");
}

/* What grew from a quote keeps its words, but not who said them: where these words are shown nobody knows
 * that any more. */
static void kept_words_do_not_name_the_customer(void **state)
{
	struct desk *desk = *state;
	desk_quote(desk, "late again, regards Jan Jansen", 1, MONDAY - 1);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	desk_run(desk, s, "decision.add", "ref", "F-1", NULL);
	assert_int_equal(desk->result.kind, RESULT_FORM);
	assert_in(desk->result.form.about, "late again");
	assert_not_in(desk->result.form.about, "Jansen");
	desk_run(desk, s, "decision.add", "ref", "F-1", "text", "Ring before we come", NULL);
	desk_run(desk, s, "action.add", "ref", "F-1", "text", "Ring at once", NULL);
	desk_run(desk, s, "note.park", "ref", "F-1", "text", "Another courier", NULL);
	desk_run(desk, s, "kudos.add", "ref", "F-1", "to", "Bram", "behaviour", "rang", "effect", "calm",
	        NULL);
	assert_in(desk_page(desk, s, "history", NULL), "late again");
	assert_not_in(desk_page(desk, s, "history", NULL), "Jansen");
}

static void words_kept_by_an_older_program_do_not_either(void **state)
{
	struct desk *desk = *state;
	struct metric *metrics = NULL;
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	int64_t quote = desk_quote(desk, "late again, regards Jan Jansen", 1, MONDAY - 1);
	struct note note = {.kind = NOTE_PARKED,
	        .text = "Another courier",
	        .day = MONDAY - 1,
	        .source = {'F', quote},
	        .source_text = "late again, regards Jan Jansen"};
	struct store *store = desk_hears(desk, &metrics);
	assert_true(store_put_note(store, &note, &desk->err));
	assert_true(store_commit(store, &desk->err));
	store_close(store);
	struct session *s = desk_sit(desk, "anna@desk", "Anna");
	assert_true(session_load_agenda(s, "weekly", NULL, 0, &problems));
	assert_true(session_meet(s, &entry, &desk->err));
	desk_run(desk, s, "step.go", "step", "ideas", NULL);
	assert_sees(desk, s, "from F-1 late again");
	assert_sees_not(desk, s, "Jansen");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(other_quotes_are_masked_again),
	        TEST(what_lies_below_a_page_is_masked_again),
	        TEST(what_another_search_finds_is_masked_again),
	        TEST(who_follows_sees_the_next_step_masked),
	        TEST(words_that_look_like_data_are_masked_too),
	        TEST(forms_and_questions_are_masked),
	        TEST(kept_words_do_not_name_the_customer),
	        TEST(words_kept_by_an_older_program_do_not_either),
	};
	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
