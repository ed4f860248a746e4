/* What is caught in a meeting: actions, decisions, thanks, notes, quotes; by keys, by the palette, by paste;
 * and how it is taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "scene.h"

/* The row of `id` in the JSON list of a reading command; the list is freed by json_decref(*ret_all). */
static json_t *row_of(
        struct scratch *s, const char *command, const char *key, const char *id, json_t **ret_all)
{
	struct run r = scene_run(s, command, "list", "--json", NULL);
	run_expect(&r, 0);
	*ret_all = json_loads(r.out, 0, NULL);
	run_done(&r);
	assert_non_null(*ret_all);
	json_t *list = json_object_get(*ret_all, key), *row = NULL;
	size_t i = 0;
	json_array_foreach(list, i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "id")), id) == 0)
			return row;
	}
	fail_msg("%s is not in the list of %s", id, command);
	return NULL;
}

/* The form of an action, at that step. */
static struct term *open_action(struct scratch *s, int step)
{
	struct term *t = scene_at(s, step);
	term_keys(t, "a");
	term_expect(t, "Action", SOON);
	return t;
}

static void leave(struct scratch *s, struct term *t)
{
	scene_leave(t);
	scratch_free(s);
}

/* `a`, the text, Tab name, Tab date, Enter: that is all an action from a quote takes. */
static void test_action_from_a_quote(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = open_action(s, 2);
	term_send(t, "Ring the customer before ten");
	term_keys(t, "Tab text:cha Tab text:fri Enter");
	term_expect(t, "saved A-13", SOON);
	term_expect_gone(t, "what will the customer notice", SOON);
	scene_leave(t);
	json_t *all = NULL, *row = row_of(s, "action", "actions", "A-13", &all);
	assert_string_equal(json_string_value(json_object_get(row, "text")), "Ring the customer before ten");
	assert_string_equal(json_string_value(json_object_get(row, "owner")), "Chaya");
	assert_string_equal(json_string_value(json_object_get(row, "due")), "2026-03-06");
	assert_memory_equal(json_string_value(json_object_get(row, "source")), "F-", 2);
	json_decref(all);
	scratch_free(s);
}

/* The line below the form helps to make it SMART, and never blocks. */
static void test_smart_line(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, "a");
	term_expect(t, "– who\\?", SOON);
	term_send(t, "Do better");
	term_keys(t, "Tab text:bra Tab");
	term_expect(t, "✓ who ", SOON);
	term_send(t, "31 feb");
	term_expect(t, "not a day yet", SOON);
	term_keys(t, "C-s");
	term_expect(t, "not a day: expected fri, \\+7, 31 mar", SOON);
	term_keys(t, "Esc");
	term_expect(t, "Do better", SOON);
	term_keys(t, "C-u text:sat");
	term_expect(t, "not a working day", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	leave(s, t);
}

/* What is refused is said, and the typed text stays. */
static void test_unknown_owner(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, "a");
	term_send(t, "Paint the van");
	term_keys(t, "Tab text:Nobody C-s");
	term_expect(t, "Nobody.*(Anna|expected|member)", SOON);
	term_keys(t, "Esc");
	term_expect(t, "Paint the van", SOON);
	term_keys(t, "C-u text:Daan C-s");
	term_expect(t, "saved A-13", SOON);
	leave(s, t);
}

/* The same keys in each step; each gives back its id. */
static void test_every_capture(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 6);
	term_keys(t, "d");
	term_expect(t, "evidence +T-", SOON);
	term_send(t, "Two addresses on the form");
	term_keys(t, "C-s");
	term_expect(t, "saved D-6", SOON);
	term_keys(t, "t");
	term_expect(t, "whom we thank", SOON);
	term_keys(t, "text:esr Tab");
	term_send(t, "You read it back twice");
	term_keys(t, "Tab");
	term_send(t, "one call instead of three");
	term_keys(t, "Tab Right");
	term_expect(t, "Keep your word", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved K-7", SOON);
	term_keys(t, "4 p");
	term_expect(t, "Parking lot", SOON);
	term_send(t, "Who has the key of the shed?");
	term_keys(t, "Enter");
	term_expect(t, "saved N-7", SOON);
	term_keys(t, "n");
	term_expect(t, "Learned", SOON);
	term_send(t, "Ask before we guess");
	term_keys(t, "Enter");
	term_expect(t, "saved N-8", SOON);
	term_keys(t, "7 l");
	term_expect(t, "A customer said", SOON);
	term_send(t, "You were kinder than you had to be.");
	term_keys(t, "C-s");
	term_expect(t, "saved F-[0-9]+", SOON);
	scene_leave(t);
	scene_says(s, "Two addresses", "decision", "list", NULL);
	scene_says(s, "K-7 .*Esra .*one call instead", "kudos", "list", NULL);
	scene_says(s, "key of the shed", "note", "list", NULL);
	scene_says(s, "kinder than you had to be", "feedback", "kinder", NULL);
	scratch_free(s);
}

/* In every step each of them opens its own form, and Esc brings the step back with nothing written. */
static void test_capture_in_every_step(void **state)
{
	static const struct {
		const char *key, *title;
	} captures[] = {{"a", "── Action ──"}, {"d", "── Decide ──"}, {"t", "── Thanks ──"},
	        {"i", "── Learned ──"}, {"p", "── Parking lot ──"}, {"l", "── A customer said ──"},
	        {"g", "── Goal ──"}};
	static const char *const steps[] = {
	        "Opening", "Voice", "Scores", "Promises", "Round", "Improve", "Thanks", "Close"};
	enum { ROOM = 8192 };
	static char script[ROOM];
	size_t len = 0;
	struct scratch *s = scene_team(state);
	for (int step = 0; step < 8; step++) {
		len += (size_t)snprintf(
		        script + len, ROOM - len, "step.go %d\n:expect %s\n", step + 1, steps[step]);
		for (size_t i = 0; i < sizeof(captures) / sizeof(*captures); i++)
			len += (size_t)snprintf(script + len, ROOM - len,
			        ":key %s\n:expect %s\n:key Esc\n:expect Enter\n", captures[i].key,
			        captures[i].title);
		assert_true(len < ROOM);
	}
	struct run r = scene_run(s, "meet", "--script", scratch_write(s, "capture.script", script), NULL);
	run_expect(&r, 0);
	run_done(&r);
	scene_says(s, "M-12 opened", "history", NULL);
	r = scene_run(s, "history", NULL);
	assert_null(strstr(r.out, "A-13"));
	run_done(&r);
	scratch_free(s);
}

/* What is missing is named and nothing is written; what is far too long for a screen is kept whole. */
static void test_empty_and_long(void **state)
{
	enum { LONG = 10000 };
	static char words[LONG + 1];
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	memset(words, 'x', LONG);
	for (int i = 9; i < LONG; i += 10)
		words[i] = ' ';
	memcpy(words, "begin", 5);
	memcpy(words + LONG - 4, "end.", 4);
	term_keys(t, "a C-s");
	term_expect(t, "still needed: action", SOON);
	term_keys(t, "Enter");
	term_expect(t, "── Action", SOON);
	term_paste(t, words);
	term_expect(t, "end\\.", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	scene_leave(t);
	json_t *all = NULL, *row = row_of(s, "action", "actions", "A-13", &all);
	assert_int_equal(strlen(json_string_value(json_object_get(row, "text"))), LONG);
	json_decref(all);
	scratch_free(s);
}

static void add_action(struct term *t, const char *text)
{
	term_keys(t, "a");
	term_expect(t, "Action", SOON);
	term_send(t, text);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
}

/* Undo says what it took back; redo brings it again; both work in the next program too. */
static void test_undo_and_redo(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	add_action(t, "Sweep the yard");
	term_expect(t, "A-13 .*Sweep the yard", SOON);
	term_keys(t, "u");
	term_expect(t, "undone: A-13", SOON);
	term_expect_gone(t, "Sweep the yard", SOON);
	term_keys(t, "C-r");
	term_expect(t, "done again: A-13", SOON);
	term_expect(t, "Sweep the yard", SOON);
	scene_leave(t);
	t = scene_open(s, NULL);
	term_expect(t, "Sweep the yard", SOON);
	term_keys(t, "u");
	term_expect(t, "undone: A-13", SOON);
	scene_leave(t);
	struct run r = scene_run(s, "action", "list", NULL);
	run_expect(&r, 0);
	assert_null(strstr(r.out, "Sweep the yard"));
	run_done(&r);
	scene_says(s, "done again: A-13", "redo", NULL);
	scene_says(s, "A-13.*Sweep the yard", "action", "list", NULL);
	scene_says(s, "undone: A-13", "undo", NULL);
	scratch_free(s);
}

/* An action that was undone leaves its number unused. */
static void test_ids_are_never_used_again(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	add_action(t, "First");
	term_keys(t, "u");
	term_expect(t, "undone: A-13", SOON);
	term_keys(t, "a");
	term_send(t, "Second");
	term_keys(t, "C-s");
	term_expect(t, "saved A-14", SOON);
	leave(s, t);
}

/* Half-typed text outlives its form and the program; q asks, because something is unsaved. */
static void test_half_typed(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, "d");
	term_expect(t, "Decide", SOON);
	term_send(t, "We stop sending");
	term_keys(t, "Tab");
	term_send(t, "less paper");
	term_keys(t, "Esc");
	term_expect(t, "the text is kept", SOON);
	term_expect_gone(t, "less paper", SOON);
	term_keys(t, "d");
	term_expect(t, "We stop sending", SOON);
	term_expect(t, "less paper", SOON);
	term_keys(t, "Esc q");
	term_expect(t, "text that is not saved", SOON);
	term_keys(t, "n");
	term_expect_gone(t, "text that is not saved", SOON);
	term_keys(t, "q y");
	term_expect_exit(t, 0, SOON);
	term_free(t);
	t = scene_open(s, NULL);
	term_expect(t, "▶ Voice", SOON);
	term_keys(t, "d");
	term_expect(t, "We stop sending", SOON);
	term_expect(t, "less paper", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved D-6", SOON);
	scene_leave(t);
	scene_says(s, "We stop sending", "decision", "list", NULL);
	scratch_free(s);
}

/* The palette finds by a few letters, completes, and takes arguments. */
static void test_palette(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, ": text:actad");
	term_expect(t, "action\\.add", SOON);
	term_keys(t, "Tab");
	term_expect(t, ": action\\.add", SOON);
	term_keys(t, "Enter");
	term_expect(t, "what the customer will notice", SOON);
	term_keys(t, "Esc");
	term_keys(t, ":");
	term_send(t, "action.add text=\"Call back\" owner=Anna due=+7");
	term_keys(t, "Enter");
	term_expect(t, "saved A-13", SOON);
	term_keys(t, ":");
	term_send(t, "step.go promises");
	term_keys(t, "Enter");
	term_expect(t, "▶ Promises", SOON);
	term_expect(t, "A-13 .*Call back.*Anna.*10 Mar", SOON);
	term_keys(t, ":");
	term_send(t, "no such thing");
	term_keys(t, "Enter");
	term_expect(t, "no command fits", SOON);
	term_keys(t, "Esc");
	term_expect_gone(t, "no such thing", SOON);
	leave(s, t);
}

/* Pasted text is text: in a field it lands there, line ends and all; outside one it does nothing. */
static void test_paste(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_paste(t, "aqd\nxy\n:quit\n");
	term_expect(t, "pasted text goes into a text field only", SOON);
	term_expect(t, "▶ Voice", SOON);
	term_expect_gone(t, "Action", SOON);
	term_keys(t, "a");
	term_expect(t, "Action", SOON);
	term_paste(t, "q first\nsecond \033[31mred ☂ é\ty");
	term_expect(t, "q first.*second.*red ☂ é", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	scene_leave(t);
	json_t *all = NULL, *row = row_of(s, "action", "actions", "A-13", &all);
	const char *text = json_string_value(json_object_get(row, "text"));
	assert_non_null(strstr(text, "q first"));
	assert_non_null(strstr(text, "☂ é"));
	assert_null(strchr(text, '\033'));
	json_decref(all);
	scratch_free(s);
}

/* The window changes while one types: the text stays, at any size, and comes back with the room. */
static void test_resize_in_a_form(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = open_action(s, 2);
	term_send(t, "Mend the gate");
	term_expect(t, "Mend the gate", SOON);
	term_resize(t, 24, 80);
	term_expect(t, "2/8 Voice", SOON);
	term_expect(t, "Mend the gate", SOON);
	term_resize(t, 10, 40);
	term_expect(t, "Mend the gate", SOON);
	term_resize(t, 5, 20);
	term_expect(t, "40 x 10", SOON);
	term_send(t, " today");
	term_resize(t, 50, 200);
	term_expect(t, "▶ Voice", SOON);
	term_expect(t, "Mend the gate today", SOON);
	term_keys(t, "C-s");
	term_expect(t, "saved A-13", SOON);
	leave(s, t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_action_from_a_quote),
	        cmocka_unit_test(test_smart_line),
	        cmocka_unit_test(test_unknown_owner),
	        cmocka_unit_test(test_every_capture),
	        cmocka_unit_test(test_capture_in_every_step),
	        cmocka_unit_test(test_empty_and_long),
	        cmocka_unit_test(test_undo_and_redo),
	        cmocka_unit_test(test_ids_are_never_used_again),
	        cmocka_unit_test(test_half_typed),
	        cmocka_unit_test(test_palette),
	        cmocka_unit_test(test_paste),
	        cmocka_unit_test(test_resize_in_a_form),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
