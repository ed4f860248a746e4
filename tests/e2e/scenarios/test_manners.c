/* Manners everywhere: help, search, colours, sizes, mouse, and lists that remember. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* Help opens in each step with the keys of that step first, and goes again. */
static void test_help_in_every_step(void **state)
{
	static const char *const first[] = {"here or not", "next quote", "quotes behind it", "hand over",
	        "next speaker", "today's bottleneck", "thanks", "close the meeting"};
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	for (int i = 1; i <= 8; i++) {
		char key[4];
		snprintf(key, sizeof(key), "%d", i);
		term_keys(t, key);
		term_keys(t, "?");
		term_expect(t, "filter", SOON);
		term_expect(t, first[i - 1], SOON);
		term_keys(t, "Esc");
		term_expect_gone(t, "filter", SOON);
	}
	scene_leave(t);
	scratch_free(s);
}

/* Over a form, over the palette, over the search, over a page: F1, and what was typed is still there. */
static void test_help_in_every_mode(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 2);
	term_keys(t, "a text:Word F1");
	term_expect(t, "next field", SOON);
	term_keys(t, "Esc");
	term_expect_gone(t, "filter", SOON);
	term_expect(t, "Word", SOON);
	term_keys(t, "Esc : text:undo F1");
	term_expect(t, "filter", SOON);
	term_expect(t, "complete", SOON);
	term_keys(t, "Esc");
	term_expect(t, ": undo", SOON);
	term_keys(t, "Esc / text:parcel F1");
	term_expect(t, "filter", SOON);
	term_keys(t, "F1");
	term_expect_gone(t, "filter", SOON);
	term_keys(t, "Esc A");
	term_expect(t, "reopen|A-1 ", SOON);
	term_keys(t, "?");
	term_expect(t, "filter", SOON);
	term_expect(t, "reopen", SOON);
	term_keys(t, "Esc Esc q y");
	term_expect_exit(t, 0, SOON);
	term_free(t);
	scratch_free(s);
}

static void test_help_is_filtered(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	term_keys(t, "?");
	term_expect(t, "hand over", SOON);
	term_send(t, "colours");
	term_expect(t, "T +other colours", SOON);
	term_expect_gone(t, "hand over", SOON);
	term_keys(t, "C-u text:qqq");
	term_expect(t, "no key does that", SOON);
	term_keys(t, "C-u");
	term_expect(t, "hand over", SOON);
	term_keys(t, "Esc");
	term_expect_gone(t, "filter", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* What is found stands there while it is being typed; the line is taken up again where it was left. */
static void test_search(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	term_keys(t, "/");
	term_send(t, "wrong addr");
	term_expect(t, "“wrong addr” .*1 found", SOON);
	term_expect(t, "F-[0-9]+", SOON);
	term_send(t, "ess score:>8");
	term_expect(t, "nothing found", SOON);
	term_keys(t, "BS*9 Enter");
	term_expect(t, "“wrong address” .*1 found", SOON);
	term_keys(t, "Enter");
	term_expect(t, "wrong address", SOON);
	term_keys(t, "Esc /");
	term_send(t, " -address");
	term_expect(t, "nothing found", SOON);
	term_keys(t, "Esc");
	term_keys(t, "Esc");
	term_expect(t, "3 overdue", SOON);
	term_keys(t, "/");
	term_send(t, "text:x");
	term_expect(t, "there is no filter text", SOON);
	term_keys(t, "Esc");
	term_expect(t, "3 overdue", SOON);
	term_keys(t, "/ Enter");
	term_expect(t, "3 overdue", SOON);
	scene_leave(t);
	scratch_free(s);
}

static bool same_colour(struct term_colour a, struct term_colour b)
{
	return a.kind == b.kind && a.value == b.value;
}

/* T goes round all themes and comes back to the first one; at least one of them has other colours. */
static void test_themes(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	struct term_pos at;
	assert_true(term_find(t, "overdue", &at));
	struct term_cell first = term_cell(t, at.row, at.col);
	int other = 0;
	for (int i = 0; i < 4; i++) {
		term_log_clear(t);
		term_keys(t, "T");
		term_expect(t, "3 overdue", SOON);
		assert_true(term_settle(t, 100, SOON));
		struct term_cell now = term_cell(t, at.row, at.col);
		other += !same_colour(first.fg, now.fg) || !same_colour(first.bg, now.bg);
	}
	assert_true(other >= 2);
	struct term_cell again = term_cell(t, at.row, at.col);
	assert_true(same_colour(first.fg, again.fg));
	assert_true(same_colour(first.bg, again.bg));
	scene_leave(t);
	scratch_free(s);
}

/* Too small is one polite line; nothing is lost, and nothing breaks at 1 x 1. */
static void test_too_small(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	static const int sizes[][2] = {{9, 110}, {32, 39}, {1, 1}, {2, 3}, {1, 200}, {200, 1}, {3, 12}};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		term_resize(t, sizes[i][0], sizes[i][1]);
		term_expect_gone(t, "3 overdue", SOON);
		term_keys(t, "Down");
	}
	term_resize(t, 9, 60);
	term_expect(t, "make the window larger: 40 x 10", SOON);
	term_resize(t, 10, 40);
	term_expect(t, "4/8 Promises", SOON);
	term_keys(t, "Home");
	term_expect(t, "3 overdue", SOON);
	term_resize(t, 80, 300);
	term_expect(t, "▶ Promises", SOON);
	term_expect(t, "Show the delivery day", SOON); /* "3 overdue" is drawn large */
	scene_leave(t);
	scratch_free(s);
}

/* Each step, at each size of a list: the program lives, and says where it is. */
static void test_every_step_at_every_size(void **state)
{
	static const int sizes[][2] = {{10, 40}, {24, 80}, {32, 90}, {60, 200}};
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	for (int step = 1; step <= 8; step++) {
		char key[4], folded[16];
		snprintf(key, sizeof(key), "%d", step);
		snprintf(folded, sizeof(folded), " %d/8 ", step);
		term_resize(t, sizes[0][0], sizes[0][1]);
		term_keys(t, key);
		term_expect(t, folded, SOON);
		for (size_t i = 1; i < sizeof(sizes) / sizeof(*sizes); i++) {
			term_resize(t, sizes[i][0], sizes[i][1]);
			term_expect(t, sizes[i][1] < 90 ? folded : "▶ ", SOON);
			term_expect_gone(t, "\\{[a-z]+\\.", SOON);
		}
	}
	scene_leave(t);
	scratch_free(s);
}

/* The way on and the way to help are told in each step, also where the line below is short. */
static void test_the_way_on(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_open(s, &(struct scene){.rows = 24, .cols = 80});
	term_expect(t, "1/8 Opening", SOON);
	term_keys(t, "a text:Sweep C-s");
	term_expect(t, "saved A-13", SOON);
	for (int step = 1; step <= 8; step++) {
		char key[4], folded[16];
		snprintf(key, sizeof(key), "%d", step);
		snprintf(folded, sizeof(folded), " %d/8 ", step);
		term_keys(t, key);
		term_expect(t, folded, SOON);
		term_expect(t, "Enter (next step|close the meeting) .*\\? help .*saved A-13", SOON);
	}
	scene_leave(t);
	scratch_free(s);
}

/* A click selects, a second one opens, the wheel scrolls. */
static void test_mouse(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	term_expect(t, "A-5 ", SOON);
	term_click_text(t, "A-5 ");
	scene_selected(t, "A-5 ");
	term_click_text(t, "A-2 ");
	scene_selected(t, "A-2 ");
	term_resize(t, 20, 80);
	term_expect(t, "more ↓", SOON);
	term_wheel(t, 10, 20, 1);
	term_expect(t, "more ↑", SOON);
	term_wheel(t, 10, 20, 30);
	term_expect_gone(t, "more ↓", SOON);
	term_wheel(t, 10, 20, -30);
	term_expect_gone(t, "more ↑", SOON);
	term_resize(t, 32, 110);
	term_expect(t, "▶ Promises", SOON);
	term_keys(t, "3");
	term_expect(t, "Satisfaction", SOON);
	term_click_text(t, "Satisfaction");
	term_expect(t, "▌ Satisfaction", SOON);
	term_click_text(t, "Satisfaction");
	term_expect(t, "Feedback", SOON);
	scene_leave(t);
	scratch_free(s);
}

/* The selection stays on the same thing while the view changes, and is there again when one comes back. */
static void test_lists_remember(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 4);
	term_keys(t, "Down Down");
	scene_selected(t, "A-3 ");
	term_keys(t, "5");
	term_expect(t, "▶ Round", SOON);
	term_keys(t, "4");
	scene_selected(t, "A-3 ");
	/* The one above it goes away. */
	struct run r = scene_run(s, "action", "done", "A-2", NULL);
	run_expect(&r, 0);
	run_done(&r);
	term_expect(t, "2 overdue", SOON);
	scene_selected(t, "A-3 ");
	scene_leave(t);
	scratch_free(s);
}

/* j and k, Home and End, as well as the arrows. */
static void test_keys_of_lists(void **state)
{
	struct scratch *s = scene_team(state);
	struct term *t = scene_at(s, 1);
	term_keys(t, "A");
	scene_selected(t, "A-2 ");
	term_keys(t, "j");
	scene_selected(t, "A-1 ");
	term_keys(t, "k");
	scene_selected(t, "A-2 ");
	term_keys(t, "End");
	scene_selected(t, "A-6 ");
	term_keys(t, "Home");
	scene_selected(t, "A-2 ");
	term_keys(t, "PgDn PgUp Esc");
	term_expect(t, "▶ Opening", SOON);
	term_expect(t, "WHO IS HERE", SOON);
	scene_leave(t);
	scratch_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_help_in_every_step),
	        cmocka_unit_test(test_help_in_every_mode),
	        cmocka_unit_test(test_help_is_filtered),
	        cmocka_unit_test(test_search),
	        cmocka_unit_test(test_themes),
	        cmocka_unit_test(test_too_small),
	        cmocka_unit_test(test_every_step_at_every_size),
	        cmocka_unit_test(test_the_way_on),
	        cmocka_unit_test(test_mouse),
	        cmocka_unit_test(test_lists_remember),
	        cmocka_unit_test(test_keys_of_lists),
	};
	return cmocka_run_group_tests(tests, scene_set_up, scene_tear_down);
}
