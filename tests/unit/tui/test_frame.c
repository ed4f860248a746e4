/* What stands around the body, and what gives way when there is little room. */
#include "stage.h"

/* -- the frame -- */

static void the_frame_says_whose_screen_it_is(void **state)
{
	struct stage *s = *state;
	struct view view = sample_voice(s->arena);
	tui_resize(s->tui, 30, 110);
	view.read_only = true;
	stage_show(s, view);
	assert_on_screen(s, "read-only");
	assert_not_on_screen(s, "a action");
	view.read_only = false;
	view.following = true;
	stage_show(s, view);
	assert_on_screen(s, "following");
	assert_on_screen(s, "a action");
}

static void hints_name_the_keys_of_here(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_round(s->arena));
	assert_on_screen(s, "n moves on; :no.key and {broken");
}

static void only_what_works_here_is_offered(void **state)
{
	struct stage *s = *state;
	static const char *const without[] = {"step.", "voice.next", NULL}, *const only[] = {"action.", NULL};
	struct view view = sample_voice(s->arena);
	tui_resize(s->tui, 30, 160);
	view.following = true;
	view.leader = "Anna";
	view.without = without;
	stage_show(s, view);
	assert_on_screen(s, "following Anna");
	assert_on_screen(s, "a action");
	assert_not_on_screen(s, "next step");
	assert_not_on_screen(s, "next quote");
	press(s, "?");
	assert_not_on_screen(s, "step.go");
	assert_on_screen(s, "feedback.log");
	press(s, "Esc");
	press(s, ":");
	type(s, "step");
	assert_not_on_screen(s, "step.next");
	press(s, "Esc");
	view.without = NULL;
	view.only = only;
	stage_show(s, view);
	assert_on_screen(s, "a action");
	assert_on_screen(s, "? help");
	assert_not_on_screen(s, "d decide");
}

/* The line below follows the selection. */
static void what_is_selected_has_its_own_keys(void **state)
{
	struct stage *s = *state;
	static const char *const praise[] = {"loop.own", NULL};
	struct view view = sample_voice(s->arena);
	struct doc_node *first = view.body.root;
	while (!first->focusable)
		first = doc_next(view.body.root, first);
	first->without = praise;
	tui_resize(s->tui, 30, 160);
	stage_show(s, view);
	assert_not_on_screen(s, "w owner");
	press(s, "j");
	assert_on_screen(s, "w owner");
	press(s, "k");
	assert_not_on_screen(s, "w owner");
}

/* In bytes: of a row below the rail. */
static long column_of(struct stage *s, const char *text)
{
	const char *all = screen(s), *found = strstr(all, text), *row = found;
	assert_non_null(found);
	while (row > all && row[-1] != '\n')
		row--;
	return found - row;
}

/* A step planned for ten minutes or more takes less room as soon as it shows what it used. */
static void the_rail_is_as_wide_as_its_plan(void **state)
{
	struct stage *s = *state;
	struct view view = sample_voice(s->arena);
	struct rail_item items[] = {
	        {"Opening", RAIL_NOW, "0:00", "1:00", ROLE_TEXT},
	        {"Voice", RAIL_WAITING, "10:00", "10:00", ROLE_TEXT},
	};
	tui_resize(s->tui, 40, 110);
	view.rail = items;
	view.rail_count = 2;
	stage_show(s, view);
	long before = column_of(s, "PAIN");
	items[1].time = "0:00";
	items[1].state = RAIL_DONE;
	stage_show(s, view);
	assert_int_equal(column_of(s, "PAIN"), before);
}

static void a_click_on_the_agenda_goes_there(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 30, 110);
	stage_show(s, sample_voice(s->arena));
	struct tui_request request = click(s, row_of(s, "Promises "), 6);
	assert_command(request, "step.go");
	assert_string_equal(request.args.text, "4");
	assert_nothing(click(s, row_of(s, "Close ") + 1, 6));
	tui_resize(s->tui, 24, 80);
	assert_nothing(click(s, 1, 6));
}

static void too_small_is_one_polite_line_at_any_size(void **state)
{
	struct stage *s = *state;
	static const struct {
		int rows, columns;
		const char *line;
	} sizes[] = {
	        {9, 60, "Please make the window larger: 40 x 10 or more."},
	        {9, 39, "Please make it larger: 40 x 10."},
	        {24, 25, "Larger, please: 40 x 10"},
	        {3, 8, "40 x 10"},
	        {1, 4, "40 x"},
	        {1, 1, "4"},
	};
	stage_show(s, sample_voice(s->arena));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		tui_resize(s->tui, sizes[i].rows, sizes[i].columns);
		assert_on_screen(s, sizes[i].line);
	}
}

static void blank_lines_go_one_after_the_other(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 40, 80);
	int all = row_of(s, "PAIN") - row_of(s, "PRAISE"), before = all;
	bool between = false;
	for (int rows = 39; rows >= 14; rows--) {
		tui_resize(s->tui, rows, 80);
		int now = row_of(s, "PAIN") - row_of(s, "PRAISE");
		if (row_of(s, "PAIN") < 0)
			break;
		assert_true(now <= before);
		between |= now < all && now > all - 3;
		before = now;
	}
	assert_true(between);
	assert_true(before < all);
}

static void narrow_screens_fold_the_rail(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 24, 90);
	assert_not_on_screen(s, "2/8 Voice");
	assert_on_screen(s, "▶ Voice");
	tui_resize(s->tui, 24, 89);
	assert_on_screen(s, "2/8 Voice  2:08");
	assert_not_on_screen(s, "▶ Voice");
}

static void every_fact_of_a_row_that_is_hidden_stays_hidden(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 40, 200);
	stage_show(s, sample_promises(s->arena));
	assert_not_on_screen(s, "secret");
	assert_not_on_screen(s, "never");
}

static void narrow_tables_drop_their_columns(void **state)
{
	struct stage *s = *state;
	static const struct doc_column columns[] = {
	        {.title = "first", .weight = 1, .min_width = 20},
	        {.title = "second", .drop = 1},
	        {.title = "third", .drop = 2},
	};
	struct view view = sample_empty(s->arena);
	struct doc_node *table = doc_table(&view.body, view.body.root, "t", columns, 3);
	struct doc_node *row = doc_row(&view.body, table, (struct ref){'A', 1});
	doc_cell(&view.body, row, "a text that is long enough to take a good deal of the room");
	doc_cell(&view.body, row, "fifteen letters");
	doc_cell(&view.body, row, "twenty letters or so");
	stage_show(s, view);
	tui_resize(s->tui, 40, 110);
	assert_on_screen(s, "twenty letters");
	tui_resize(s->tui, 40, 52);
	assert_on_screen(s, "fifteen letters");
	assert_not_on_screen(s, "twenty letters");
	assert_not_on_screen(s, "third");
	tui_resize(s->tui, 40, 40);
	assert_not_on_screen(s, "fifteen letters");
	assert_on_screen(s, "a text that is");
}

static void remarks_go_below_their_row(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_promises(s->arena));
	tui_resize(s->tui, 40, 200);
	assert_int_equal(row_of(s, "Reply to every"), row_of(s, "moved twice"));
	tui_resize(s->tui, 40, 110);
	assert_int_equal(row_of(s, "Reply to every") + 1, row_of(s, "moved twice"));
	assert_non_null(strstr(in_role(s, ROLE_SELECTED), "moved twice"));
}

static void a_sheet_moves_nothing_about(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 40, 110);
	stage_show(s, sample_voice(s->arena));
	int before = row_of(s, "PAIN");
	press(s, "/");
	assert_int_equal(row_of(s, "PAIN"), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_frame_says_whose_screen_it_is),
	        TEST(hints_name_the_keys_of_here),
	        TEST(narrow_screens_fold_the_rail),
	        TEST(every_fact_of_a_row_that_is_hidden_stays_hidden),
	        TEST(narrow_tables_drop_their_columns),
	        TEST(remarks_go_below_their_row),
	        TEST(a_sheet_moves_nothing_about),
	        TEST(only_what_works_here_is_offered),
	        TEST(what_is_selected_has_its_own_keys),
	        TEST(the_rail_is_as_wide_as_its_plan),
	        TEST(a_click_on_the_agenda_goes_there),
	        TEST(too_small_is_one_polite_line_at_any_size),
	        TEST(blank_lines_go_one_after_the_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
