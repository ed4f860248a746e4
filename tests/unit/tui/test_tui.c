/* Keys and commands, selection and scroll. */
#include "stage.h"

/* -- keys and commands -- */

static void a_key_gives_the_command_of_its_place(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	assert_command(press(s, "n"), "voice.next");
	assert_command(press(s, "Enter"), "step.next");
	stage_show(s, sample_promises(s->arena));
	assert_command(press(s, "n"), "note.add");
	assert_nothing(press(s, "F9"));
	assert_nothing(tui_key(s->tui, NULL));
}

static void a_command_goes_with_the_selection(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	struct tui_request request = press(s, "a");
	assert_command(request, "action.add");
	assert_int_equal(request.args.ref.id, 1031);
	press(s, "j");
	request = press(s, "a");
	assert_int_equal(request.args.ref.id, 1044);
	stage_show(s, sample_scores(s->arena));
	press(s, "Down");
	request = press(s, "o");
	assert_command(request, "scores.open");
	assert_string_equal(request.args.key, "csat");
}

static void words_of_a_binding_go_along(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	struct tui_request request = press(s, "3");
	assert_command(request, "step.go");
	assert_string_equal(request.args.text, "3");
}

static void wishes_of_the_screen(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	assert_int_equal(press(s, "T").wish, TUI_THEME);
	assert_int_equal(press(s, "C-l").wish, TUI_REDRAW);
	assert_int_equal(press(s, "C-z").wish, TUI_SUSPEND);
	assert_int_equal(press(s, "q").wish, TUI_QUIT);
}

static void every_own_command_does_something_known(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	for (size_t i = 0; i < tui_own_command_count(); i++) {
		struct tui_request request;
		struct args none = {.key = "", .text = ""};
		assert_true(*tui_own_commands[i].title);
		assert_true(tui_run(s->tui, tui_own_commands[i].name, &none, &request));
		assert_true(i == 0 || strcmp(tui_own_commands[i - 1].name, tui_own_commands[i].name) < 0);
	}
	struct tui_request request;
	assert_false(tui_run(s->tui, "voice.next", NULL, &request));
}

static void nothing_is_shown_before_the_first_view(void **state)
{
	struct stage *s = *state;
	static const char *const keys[] = {"j", "Enter", "?", "Esc", ":", "a", "Enter", "PgDn", "q"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		press(s, keys[i]);
		screen(s);
	}
	tui_message(s->tui, ROLE_BAD, "x");
	click(s, 3, 3);
	screen(s);
}

/* -- selection and scroll -- */

static void the_selection_stays_on_its_thing(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_promises(s->arena));
	press(s, "j");
	assert_int_equal(press(s, "x").args.ref.id, 9);
	/* The row above goes: the selection does not move on to another promise. */
	struct view view = sample_promises(s->arena);
	struct doc_node *table = doc_find_key(&view.body, "open");
	table->first = table->first->next;
	stage_show(s, view);
	assert_int_equal(press(s, "x").args.ref.id, 9);
	/* The thing itself goes: what took its place is selected. */
	view = sample_promises(s->arena);
	table = doc_find_key(&view.body, "open");
	table->first = table->first->next->next;
	stage_show(s, view);
	assert_int_equal(press(s, "x").args.ref.id, 12);
}

static void each_place_is_found_as_it_was_left(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_promises(s->arena));
	press(s, "j");
	press(s, "j");
	stage_show(s, sample_voice(s->arena));
	assert_int_equal(press(s, "a").args.ref.id, 1031);
	stage_show(s, sample_promises(s->arena));
	assert_int_equal(press(s, "x").args.ref.id, 12);
}

static void a_selected_row_is_shown(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 40, 120);
	stage_show(s, sample_promises(s->arena));
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "Reply to every detractor"));
	press(s, "j");
	const char *selected = in_role(s, ROLE_SELECTED);
	assert_non_null(strstr(selected, "One address field"));
	assert_null(strstr(selected, "Reply to every detractor"));
}

static void long_lists_scroll_along(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 24, 80);
	stage_show(s, sample_long(s->arena, 200));
	assert_on_screen(s, "more ↓");
	assert_not_on_screen(s, "more ↑");
	for (int i = 0; i < 30; i++)
		press(s, "Down");
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "promise number 31"));
	assert_on_screen(s, "more ↑");
	press(s, "End");
	assert_on_screen(s, "promise number 200");
	assert_not_on_screen(s, "more ↓");
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "promise number 200"));
	press(s, "Home");
	assert_on_screen(s, "promise number 1 ");
	press(s, "PgDn");
	assert_not_on_screen(s, "promise number 1 ");
	assert_true(*in_role(s, ROLE_SELECTED));
	press(s, "PgUp");
	assert_on_screen(s, "promise number 1 ");
}

static void the_wheel_leaves_the_selection(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 24, 80);
	stage_show(s, sample_long(s->arena, 200));
	for (int i = 0; i < 5; i++)
		tui_key(s->tui, &(struct key){.kind = KEY_MOUSE, .mouse = MOUSE_WHEEL_DOWN});
	assert_not_on_screen(s, "promise number 1 ");
	/* A clock that ticks shows the same view again: that is no reason to jump back. */
	tui_show(s->tui, &s->view);
	assert_not_on_screen(s, "promise number 1 ");
	assert_int_equal(press(s, "x").args.ref.id, 1);
}

static void a_click_selects_and_a_second_opens(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 24, 80);
	stage_show(s, sample_long(s->arena, 200));
	int row = row_of(s, "promise number 5 ");
	assert_nothing(click(s, row, 10));
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "promise number 5 "));
	struct tui_request request = click(s, row, 10);
	assert_command(request, "action.done");
	assert_int_equal(request.args.ref.id, 5);
	assert_nothing(click(s, 0, 0));
	assert_nothing(click(s, 500, 500));
}

/* Where Enter walks on, a second click opens what is behind the thing. */
static void a_second_click_never_walks_on(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	int row = row_of(s, "PAIN");
	assert_nothing(click(s, row, 10));
	assert_command(click(s, row, 10), "quotes.open");
}

/* Another search is another list, though its keys are the same. */
static void another_list_begins_at_its_top(void **state)
{
	struct stage *s = *state;
	struct view view = sample_long(s->arena, 200);
	tui_resize(s->tui, 24, 80);
	view.place = "feedback late";
	stage_show(s, view);
	press(s, "End");
	view.place = "feedback early";
	stage_show(s, view);
	assert_on_screen(s, "promise number 1 ");
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "promise number 1 "));
	view.place = "feedback late";
	stage_show(s, view);
	assert_on_screen(s, "promise number 200");
}

/* A day of searches: those of long ago are forgotten, what is gone back to stays as it was left. */
static void the_memory_of_places_has_an_end(void **state)
{
	struct stage *s = *state;
	struct view search = sample_long(s->arena, 20), steps = sample_promises(s->arena);
	char name[32];
	size_t used = 0;
	stage_show(s, steps);
	press(s, "j");
	press(s, "j");
	for (int i = 0; i < 2000; i++) {
		snprintf(name, sizeof(name), "feedback %d", i);
		search.place = name;
		stage_show(s, search);
		if (i % 10 == 0)
			stage_show(s, steps);
		used = i == 200 ? arena_used(s->arena) : used;
	}
	assert_int_equal(arena_used(s->arena), used);
	stage_show(s, steps);
	assert_int_equal(press(s, "x").args.ref.id, 12);
	snprintf(name, sizeof(name), "feedback %d", 1999);
	stage_show(s, search);
	press(s, "End");
	stage_show(s, steps);
	stage_show(s, search);
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "promise number 20"));
}

static void the_sides_of_columns(void **state)
{
	struct stage *s = *state;
	struct view view = sample_empty(s->arena);
	tui_resize(s->tui, 30, 160);
	struct doc_node *columns = doc_add(&view.body, view.body.root, DOC_COLUMNS, ROLE_TEXT, "");
	for (int i = 0; i < 2; i++) {
		struct doc_node *list = doc_add(&view.body, columns, DOC_LIST, ROLE_TEXT, "");
		for (int j = 0; j < 3; j++)
			doc_item(&view.body, list, (struct ref){'A', 10 * i + j + 1}, "thing");
	}
	stage_show(s, view);
	press(s, "j");
	press(s, "Right");
	assert_int_equal(press(s, "a").args.ref.id, 12);
	press(s, "Left");
	assert_int_equal(press(s, "a").args.ref.id, 2);
	press(s, "Left");
	assert_int_equal(press(s, "a").args.ref.id, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_key_gives_the_command_of_its_place),
	        TEST(a_command_goes_with_the_selection),
	        TEST(words_of_a_binding_go_along),
	        TEST(wishes_of_the_screen),
	        TEST(every_own_command_does_something_known),
	        TEST(nothing_is_shown_before_the_first_view),
	        TEST(the_selection_stays_on_its_thing),
	        TEST(each_place_is_found_as_it_was_left),
	        TEST(a_selected_row_is_shown),
	        TEST(long_lists_scroll_along),
	        TEST(the_wheel_leaves_the_selection),
	        TEST(a_click_selects_and_a_second_opens),
	        TEST(a_second_click_never_walks_on),
	        TEST(another_list_begins_at_its_top),
	        TEST(the_memory_of_places_has_an_end),
	        TEST(the_sides_of_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
