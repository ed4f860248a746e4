#include "stage.h"

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

#include "samples.h"

#define assert_nothing(request) assert_int_equal((request).wish, TUI_NOTHING)
#define assert_command(request, name) \
	do { \
		struct tui_request got = (request); \
		assert_int_equal(got.wish, TUI_COMMAND); \
		assert_string_equal(got.command, name); \
	} while (0)

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

/* -- forms -- */

static void open_action(struct stage *s)
{
	struct form form = sample_action(s->arena);
	tui_open_form(s->tui, &form);
}

static void a_form_is_filled_and_sent(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 30, 110);
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	assert_true(tui_has_form(s->tui));
	assert_int_equal(press(s, "C").wish, TUI_DRAFT);
	type(s, "all them q?:");
	press(s, "Tab");
	type(s, "br");
	assert_on_screen(s, "Bram");
	press(s, "Tab");
	press(s, "Right");
	press(s, "Space");
	press(s, "Tab");
	struct tui_request request = press(s, "Enter");
	assert_command(request, "action.add");
	assert_string_equal(args_get(&request.args, "text"), "Call them q?:");
	assert_string_equal(args_get(&request.args, "owner"), "Bram");
	assert_string_equal(args_get(&request.args, "size"), "medium");
	assert_string_equal(args_get(&request.args, "due"), "+7");
	/* It stays until its owner knows that all went well. */
	assert_true(tui_has_form(s->tui));
	tui_close_form(s->tui);
	assert_false(tui_has_form(s->tui));
	assert_string_equal(tui_draft(s->tui, s->arena), "");
}

static void the_source_goes_along(void **state)
{
	struct stage *s = *state;
	struct form form = sample_decide(s->arena);
	stage_show(s, sample_voice(s->arena));
	tui_open_form(s->tui, &form);
	type(s, "x");
	struct tui_request request = press(s, "C-s");
	assert_command(request, "decision.add");
	assert_int_equal(request.args.ref.id, 1044);
}

static void what_is_required_is_asked_for(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 30, 110);
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	press(s, "Tab");
	assert_nothing(press(s, "C-s"));
	assert_on_screen(s, "still needed: action");
	type(s, "now");
	assert_command(press(s, "C-s"), "action.add");
}

static void a_form_put_away_keeps_its_text(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	type(s, "half");
	press(s, "Esc");
	assert_false(tui_has_form(s->tui));
	assert_on_screen(s, "the text is kept");
	/* Quitting asks. */
	assert_nothing(press(s, "q"));
	assert_on_screen(s, "not saved");
	press(s, "n");
	open_action(s);
	type(s, " done");
	const char *command;
	struct args args;
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(command, "action.add");
	assert_string_equal(args_get(&args, "text"), "half done");
	press(s, "Esc");
	press(s, "q");
	assert_int_equal(press(s, "y").wish, TUI_QUIT);
}

static void an_untouched_form_leaves_nothing(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	press(s, "Esc");
	assert_string_equal(tui_draft(s->tui, s->arena), "");
	assert_int_equal(press(s, "q").wish, TUI_QUIT);
}

static void drafts_outlive_the_program(void **state)
{
	struct stage *s = *state;
	struct form decide = sample_decide(s->arena);
	stage_show(s, sample_voice(s->arena));
	tui_open_form(s->tui, &decide);
	paste(s, "back\\slash = \"quoted\" é 漢");
	press(s, "Esc");
	open_action(s);
	type(s, "open");
	const char *draft = tui_draft(s->tui, s->arena);
	struct stage other = {0};
	stage_begin(&other, (struct tui_options){.text_width = 90});
	tui_restore_draft(other.tui, draft);
	stage_show(&other, sample_voice(other.arena));
	const char *command;
	struct args args;
	tui_open_form(other.tui, &decide);
	assert_true(tui_form_values(other.tui, &command, &args));
	assert_string_equal(args_get(&args, "text"), "back\\slash = \"quoted\" é 漢");
	open_action(&other);
	assert_true(tui_form_values(other.tui, &command, &args));
	assert_string_equal(args_get(&args, "text"), "open");
	tui_free(other.tui);
	arena_free(other.arena);
}

static void a_damaged_draft_does_no_harm(void **state)
{
	struct stage *s = *state;
	static const char *const drafts[] = {
	        "", "x", "=", "form ", "a=b\nform x", "form a\n=\nb\nc=\\", "form a\nform a\n", "\n\n\n"};
	for (size_t i = 0; i < sizeof(drafts) / sizeof(drafts[0]); i++)
		tui_restore_draft(s->tui, drafts[i]);
	tui_restore_draft(s->tui, NULL);
	stage_show(s, sample_voice(s->arena));
	screen(s);
}

static void a_paste_is_text_and_never_a_key(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	assert_nothing(paste(s, "q\ra"));
	assert_on_screen(s, "a text field only");
	assert_false(tui_has_form(s->tui));
	open_action(s);
	assert_int_equal(paste(s, "one\ntwo\rthree").wish, TUI_DRAFT);
	const char *command;
	struct args args;
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "text"), "one two three");
	assert_true(tui_has_form(s->tui));
	tui_close_form(s->tui);
	press(s, ":");
	assert_nothing(paste(s, "quit\r"));
	assert_on_screen(s, "quit");
}

static void a_megabyte_is_pasted_and_drawn(void **state)
{
	struct stage *s = *state;
	struct str text = str_new(s->arena);
	str_repeat(&text, "word \xE6\xBC\xA2 ", 150000);
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	paste(s, text.text);
	screen(s);
	for (int i = 0; i < 5; i++) {
		press(s, "Left");
		screen(s);
	}
}

static void names_are_completed_without_case(void **state)
{
	struct stage *s = *state;
	const char *command;
	struct args args;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	press(s, "Tab");
	type(s, "AN");
	press(s, "Right");
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "owner"), "Anna de Wit");
	press(s, "C-u");
	type(s, "wit");
	press(s, "Tab");
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "owner"), "Anna de Wit");
	press(s, "S-Tab");
	press(s, "BTab");
	press(s, "C-u");
	type(s, "Zoe");
	press(s, "Tab");
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "owner"), "Zoe");
}

static void help_opens_over_a_form_too(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 40, 110);
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	type(s, "typed");
	press(s, "F1");
	assert_on_screen(s, "in this form");
	assert_not_on_screen(s, "everywhere");
	press(s, "Esc");
	assert_true(tui_has_form(s->tui));
	assert_on_screen(s, "typed");
}

static void what_is_typed_over_a_choice_begins_another(void **state)
{
	struct stage *s = *state;
	static const char *const languages[] = {"en", "nl"};
	struct form_field field = {.name = "language",
	        .label = "language",
	        .kind = FORM_CHOICE,
	        .hint = "",
	        .value = "en",
	        .choices = languages,
	        .choice_count = 2};
	struct form form = {.command = "action.add", .title = "x", .about = "", .fields = &field, .count = 1};
	stage_show(s, sample_voice(s->arena));
	tui_open_form(s->tui, &form);
	type(s, "n");
	struct tui_request request = press(s, "Enter");
	while (request.wish == TUI_DRAFT)
		request = tui_key(s->tui, NULL);
	assert_command(request, "action.add");
	assert_string_equal(args_get(&request.args, "language"), "nl");
}

static void the_cursor_goes_to_the_field_that_is_wrong(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	tui_form_focus(s->tui, "owner");
	type(s, "zz");
	const char *command;
	struct args args;
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "owner"), "zz");
	tui_form_focus(s->tui, "no such field");
	tui_close_form(s->tui);
	tui_form_focus(s->tui, "owner");
}

static void a_long_hint_is_read_in_full(void **state)
{
	struct stage *s = *state;
	struct form_field field = {.name = "text",
	        .label = "feedback",
	        .kind = FORM_TEXT,
	        .hint = "a hint that is far too long for one line of a terminal that is only eighty columns "
	                "wide, to its last word",
	        .value = ""};
	struct form form = {.command = "action.add", .title = "x", .about = "", .fields = &field, .count = 1};
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 24, 80);
	tui_open_form(s->tui, &form);
	assert_on_screen(s, "to its last word");
	type(s, "x");
	assert_not_on_screen(s, "to its last word");
}

static void the_cursor_is_in_the_field(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 30, 110);
	stage_show(s, sample_voice(s->arena));
	assert_int_equal(tui_draw(s->tui)->cursor_row, -1);
	open_action(s);
	type(s, "abc");
	int row = row_of(s, "abc");
	const struct grid *grid = tui_draw(s->tui);
	assert_int_equal(grid->cursor_row, row);
	int column = grid->cursor_column;
	press(s, "Left");
	assert_int_equal(tui_draw(s->tui)->cursor_column, column - 1);
}

/* -- other overlays -- */

static void help_is_filtered_by_typing(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 40, 110);
	stage_show(s, sample_voice(s->arena));
	press(s, "?");
	assert_on_screen(s, "next quote");
	assert_on_screen(s, "moving about");
	type(s, "QUOTE");
	assert_on_screen(s, "next quote");
	assert_not_on_screen(s, "moving about");
	type(s, "zzz");
	assert_on_screen(s, "no key does that");
	press(s, "Esc");
	assert_not_on_screen(s, "no key does that");
	press(s, "?");
	press(s, "?");
	assert_not_on_screen(s, "moving about");
}

static void the_palette_takes_any_command(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, ":");
	type(s, "action.add Call them back owner=Anna de Wit due=fri text2=\"a=b c\"");
	struct tui_request request = press(s, "Enter");
	assert_command(request, "action.add");
	assert_string_equal(request.args.text, "Call them back");
	assert_string_equal(args_get(&request.args, "owner"), "Anna de Wit");
	assert_string_equal(args_get(&request.args, "due"), "fri");
	assert_string_equal(args_get(&request.args, "text2"), "a=b c");
	assert_int_equal(request.args.ref.id, 1031);
}

static void the_palette_finds_by_title(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, ":");
	type(s, "nxtqu");
	assert_on_screen(s, "voice.next");
	assert_command(press(s, "Enter"), "voice.next");
	press(s, ":");
	type(s, "goal");
	press(s, "Tab");
	assert_on_screen(s, ": goal.add");
	press(s, "Esc");
	press(s, ":");
	type(s, "zzzz");
	assert_nothing(press(s, "Enter"));
	assert_on_screen(s, "no command fits");
}

static void the_palette_knows_pages_by_name(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, ":");
	type(s, "decisions");
	assert_on_screen(s, "page.open decisions");
	struct tui_request request = press(s, "Enter");
	assert_command(request, "page.open");
	assert_string_equal(request.args.text, "decisions");
}

static void a_sheet_leaves_the_scroll_alone(void **state)
{
	struct stage *s = *state;
	tui_resize(s->tui, 24, 80);
	stage_show(s, sample_long(s->arena, 200));
	for (int i = 0; i < 40; i++)
		press(s, "j");
	const char *before = screen(s);
	press(s, "?");
	assert_not_on_screen(s, "more ↑");
	press(s, "Esc");
	assert_string_equal(screen(s), before);
	press(s, ":");
	screen(s);
	press(s, "Esc");
	assert_string_equal(screen(s), before);
}

static void colours_are_chosen_by_name(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, ":");
	type(s, "theme li");
	struct tui_request request = press(s, "Enter");
	assert_int_equal(request.wish, TUI_THEME);
	assert_string_equal(request.command, "light");
	press(s, ":");
	type(s, "light");
	assert_on_screen(s, "theme light");
	press(s, "Esc");
	assert_string_equal(press(s, "T").command, "");
}

static void own_commands_work_from_the_palette(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, ":");
	type(s, "quit");
	assert_int_equal(press(s, "Enter").wish, TUI_QUIT);
	press(s, ":");
	type(s, "help");
	assert_nothing(press(s, "Enter"));
	assert_on_screen(s, "moving about");
}

static void a_search_goes_to_the_feedback(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	press(s, "/");
	type(s, "two words");
	struct tui_request request = press(s, "Enter");
	assert_command(request, "page.feedback");
	assert_string_equal(args_get(&request.args, "query"), "two words");
	press(s, "/");
	assert_nothing(press(s, "Enter"));
	press(s, "/");
	assert_nothing(press(s, "Esc"));
	assert_command(press(s, "Esc"), "back");
}

static void a_message_is_closed_by_any_key(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	type(s, "kept");
	tui_message(s->tui, ROLE_BAD, "the disk is full");
	assert_on_screen(s, "▼ the disk is full");
	assert_nothing(press(s, "x"));
	assert_not_on_screen(s, "the disk is full");
	assert_on_screen(s, "kept");
	assert_not_on_screen(s, "keptx");
}

static void a_question_wants_yes_or_no(void **state)
{
	struct stage *s = *state;
	struct arg item = {"yes", "yes"};
	struct args args = {.key = "", .text = "", .items = &item, .count = 1};
	stage_show(s, sample_voice(s->arena));
	tui_confirm(s->tui, "Close it?", false, "meeting.close", &args);
	assert_nothing(press(s, "x"));
	assert_on_screen(s, "Close it?");
	struct tui_request request = press(s, "Y");
	assert_command(request, "meeting.close");
	assert_string_equal(args_get(&request.args, "yes"), "yes");
	tui_confirm(s->tui, "Close it?", false, "meeting.close", &args);
	assert_nothing(press(s, "Esc"));
	assert_not_on_screen(s, "Close it?");
}

static void enter_gives_the_answer_that_is_shown(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_confirm(s->tui, "Close it?", false, "meeting.close", NULL);
	assert_on_screen(s, "Enter or y yes");
	assert_command(press(s, "Enter"), "meeting.close");
	tui_confirm(s->tui, "Drop it?", true, "action.drop", NULL);
	assert_on_screen(s, "Enter or n no");
	assert_nothing(press(s, "Enter"));
	assert_not_on_screen(s, "Drop it?");
}

static void notes_stand_below_the_fields(void **state)
{
	struct stage *s = *state;
	struct doc notes = sample_notes(s->arena);
	tui_resize(s->tui, 30, 110);
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	tui_form_notes(s->tui, &notes);
	assert_true(row_of(s, "✓ who") > row_of(s, "by "));
	tui_close_form(s->tui);
	open_action(s);
	assert_not_on_screen(s, "✓ who");
}

/* -- any size, any text -- */

/* Every cell is well formed, and nothing stands in half. */
static void assert_sound(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = &grid->cells[row * grid->columns + column];
			assert_true(cell->look.role < ROLE_COUNT);
			assert_true(cell->width <= 2);
			if (cell->width == 2)
				assert_true(column + 1 < grid->columns && cell[1].width == 0);
			if (cell->width == 0)
				assert_true(column > 0 && cell[-1].width == 2);
			for (const char *c = cell->text; *c; c++)
				assert_true((unsigned char)*c >= ' ' && *c != 0x7F);
			assert_true(!*cell->text || text_is_clean(cell->text));
		}
	assert_true(grid->cursor_row < grid->rows && grid->cursor_column < grid->columns);
}

static void any_size_will_do(void **state)
{
	struct stage *s = *state;
	static const int sizes[][2] = {{1, 1}, {1, 1000}, {300, 1}, {2, 2}, {9, 40}, {10, 39}, {10, 40},
	        {11, 41}, {17, 89}, {18, 90}, {24, 80}, {24, 1000}, {60, 200}, {300, 300}};
	stage_show(s, sample_everything(s->arena));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		tui_resize(s->tui, sizes[i][0], sizes[i][1]);
		const struct grid *grid = tui_draw(s->tui);
		assert_int_equal(grid->rows, sizes[i][0]);
		assert_int_equal(grid->columns, sizes[i][1]);
		assert_sound(grid);
		for (int j = 0; j < 3; j++) {
			press(s, j == 0 ? "End" : j == 1 ? "?" : "Esc");
			assert_sound(tui_draw(s->tui));
		}
		open_action(s);
		assert_sound(tui_draw(s->tui));
		press(s, "Esc");
	}
}

static void hostile_text_is_tamed_everywhere(void **state)
{
	struct stage *s = *state;
	static const char hostile[] = "\x1B]0;x\a\xFF\x9B"
	                              "31m\xE2\x80\xAE\n\t";
	struct form form = sample_action(s->arena);
	tui_resize(s->tui, 40, 120);
	stage_show(s, sample_everything(s->arena));
	form.title = form.about = hostile;
	form.fields[0].label = form.fields[0].hint = hostile;
	tui_open_form(s->tui, &form);
	paste(s, hostile);
	assert_sound(tui_draw(s->tui));
	tui_message(s->tui, ROLE_BAD, hostile);
	assert_sound(tui_draw(s->tui));
	press(s, "x");
	tui_confirm(s->tui, hostile, true, "quit", NULL);
	assert_sound(tui_draw(s->tui));
}

static void a_storm_of_keys(void **state)
{
	struct stage *s = *state;
	static const char *const keys[] = {"j", "k", "Tab", "BTab", "Enter", "Esc", "?", ":", "/", "q", "y",
	        "n", "a", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDn", "Space", "Backspace",
	        "C-s", "C-w", "C-u", "C-k", "C-y", "C-_", "é", "e\xCC\x81", "F1", "1", "C-c"};
	struct random random = random_seeded(11);
	struct view views[] = {sample_voice(s->arena), sample_scores(s->arena), sample_promises(s->arena),
	        sample_everything(s->arena), sample_long(s->arena, 60)};
	struct form forms[] = {sample_action(s->arena), sample_decide(s->arena)};
	stage_show(s, views[0]);
	for (int i = 0; i < 20000; i++) {
		uint32_t dice = random_below(&random, 400);
		if (dice == 0)
			tui_resize(s->tui, 1 + (int)random_below(&random, 60),
			        1 + (int)random_below(&random, 200));
		else if (dice == 1)
			tui_show(s->tui, &views[random_below(&random, 5)]);
		else if (dice == 2)
			tui_open_form(s->tui, &forms[random_below(&random, 2)]);
		else if (dice == 3)
			tui_close_form(s->tui);
		else if (dice == 4)
			tui_message(s->tui, ROLE_WATCH, "message");
		else if (dice < 10)
			click(s, (int)random_below(&random, 60), (int)random_below(&random, 200));
		else if (dice < 12)
			paste(s, "pasted\ntext");
		else
			press(s, keys[random_below(&random, sizeof(keys) / sizeof(keys[0]))]);
		if (random_below(&random, 50) == 0)
			assert_sound(tui_draw(s->tui));
	}
}

/* -- drawing less than all -- */

static void assert_same_cells(const struct grid *a, const struct grid *b, int top, int bottom)
{
	for (int row = top; row < bottom; row++)
		for (int column = 0; column < a->columns; column++) {
			const struct cell *x = &a->cells[row * a->columns + column];
			const struct cell *y = &b->cells[row * a->columns + column];
			if (strcmp(x->text, y->text) != 0 || x->width != y->width ||
			        memcmp(&x->look, &y->look, sizeof(x->look)) != 0)
				fail_msg("row %d column %d: \"%s\" beside \"%s\"", row, column, x->text,
				        y->text);
		}
}

/* `before` is what the grid was; what is not said to be new has to be the same. */
static void assert_new_rows(const struct grid *grid, const struct grid *before)
{
	if (!grid->like || grid->like != before->drawing || grid->rows != before->rows ||
	        grid->columns != before->columns)
		return;
	assert_same_cells(grid, before, 0, grid->new_top);
	assert_same_cells(grid, before, grid->new_bottom, grid->rows);
}

static struct grid *grid_copy(struct arena *arena, const struct grid *grid)
{
	struct grid *copy = arena_memdup(arena, grid, sizeof(*grid));
	copy->cells = arena_memdup(
	        arena, grid->cells, sizeof(*grid->cells) * (size_t)grid->rows * (size_t)grid->columns);
	return copy;
}

static void tick(struct arena *arena, struct view *view, uint32_t dice)
{
	struct rail_item *items = arena_memdup(arena, view->rail, sizeof(*items) * view->rail_count);
	view->clock = arena_printf(arena, "%d:%02d", (int)(dice % 70), (int)(dice % 60));
	view->clock_role = dice % 3 ? ROLE_TEXT : ROLE_BAD;
	view->progress = (dice % 120) / 100.0;
	view->time = arena_printf(arena, "%d of 15 min", (int)(dice % 20));
	if (view->rail_count)
		items[dice % view->rail_count].time = dice % 7 ? "2:00" : "1:02:00";
	view->rail = items;
}

/* The twin is shown its view anew each time, and so draws all of it. */
static void what_is_drawn_over_is_as_if_drawn_anew(void **state)
{
	struct stage *s = *state, twin = {0};
	static const char *const keys[] = {
	        "j", "k", "j", "k", "Left", "Right", "Home", "End", "PgDn", "x", "?", "Esc", "/", "a"};
	struct random random = random_seeded(29);
	struct view views[] = {sample_voice(s->arena), sample_scores(s->arena), sample_promises(s->arena),
	        sample_round(s->arena), sample_everything(s->arena), sample_long(s->arena, 60)};
	size_t at = 0, fewer = 0;
	struct grid *before = NULL;
	stage_begin(&twin, s->options);
	for (int i = 0; i < 4000; i++) {
		uint32_t dice = random_below(&random, 100);
		if (i == 0 || dice == 0) {
			at = random_below(&random, 6);
			tui_show(s->tui, &views[at]);
		} else if (dice == 1) {
			int rows = 8 + (int)random_below(&random, 40),
			    columns = 38 + (int)random_below(&random, 120);
			tui_resize(s->tui, rows, columns);
			tui_resize(twin.tui, rows, columns);
		} else if (dice < 4) {
			tui_notice(s->tui, ROLE_WATCH, "notice");
			tui_notice(twin.tui, ROLE_WATCH, "notice");
		} else if (dice < 30) {
			tick(s->arena, &views[at], random_below(&random, 10000));
			tui_show_clock(s->tui);
		} else {
			const char *key = keys[random_below(&random, sizeof(keys) / sizeof(keys[0]))];
			tui_show(twin.tui, &views[at]);
			assert_int_equal(press(s, key).wish, press(&twin, key).wish);
		}
		tui_show(twin.tui, &views[at]);
		const struct grid *grid = tui_draw(s->tui), *whole = tui_draw(twin.tui);
		assert_same_cells(grid, whole, 0, grid->rows);
		assert_int_equal(grid->cursor_row, whole->cursor_row);
		assert_int_equal(grid->cursor_column, whole->cursor_column);
		if (before)
			assert_new_rows(grid, before);
		before = grid_copy(s->arena, grid);
		fewer += grid->like != 0;
	}
	/* Otherwise nothing was compared. */
	assert_true(fewer > 1000);
	tui_free(twin.tui);
	arena_free(twin.arena);
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
	        TEST(the_sides_of_columns),
	        TEST(the_frame_says_whose_screen_it_is),
	        TEST(hints_name_the_keys_of_here),
	        TEST(narrow_screens_fold_the_rail),
	        TEST(every_fact_of_a_row_that_is_hidden_stays_hidden),
	        TEST(narrow_tables_drop_their_columns),
	        TEST(remarks_go_below_their_row),
	        TEST(a_sheet_moves_nothing_about),
	        TEST(a_form_is_filled_and_sent),
	        TEST(the_source_goes_along),
	        TEST(what_is_required_is_asked_for),
	        TEST(a_form_put_away_keeps_its_text),
	        TEST(an_untouched_form_leaves_nothing),
	        TEST(drafts_outlive_the_program),
	        TEST(a_damaged_draft_does_no_harm),
	        TEST(a_paste_is_text_and_never_a_key),
	        TEST(a_megabyte_is_pasted_and_drawn),
	        TEST(names_are_completed_without_case),
	        TEST(help_opens_over_a_form_too),
	        TEST(the_cursor_is_in_the_field),
	        TEST(help_is_filtered_by_typing),
	        TEST(the_palette_takes_any_command),
	        TEST(the_palette_finds_by_title),
	        TEST(the_palette_knows_pages_by_name),
	        TEST(a_sheet_leaves_the_scroll_alone),
	        TEST(own_commands_work_from_the_palette),
	        TEST(a_search_goes_to_the_feedback),
	        TEST(a_message_is_closed_by_any_key),
	        TEST(a_question_wants_yes_or_no),
	        TEST(enter_gives_the_answer_that_is_shown),
	        TEST(notes_stand_below_the_fields),
	        TEST(only_what_works_here_is_offered),
	        TEST(a_click_on_the_agenda_goes_there),
	        TEST(too_small_is_one_polite_line_at_any_size),
	        TEST(blank_lines_go_one_after_the_other),
	        TEST(what_is_typed_over_a_choice_begins_another),
	        TEST(the_cursor_goes_to_the_field_that_is_wrong),
	        TEST(a_long_hint_is_read_in_full),
	        TEST(colours_are_chosen_by_name),
	        TEST(any_size_will_do),
	        TEST(hostile_text_is_tamed_everywhere),
	        TEST(a_storm_of_keys),
	        TEST(what_is_drawn_over_is_as_if_drawn_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
