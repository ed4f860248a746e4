/* Forms: filling in, putting away, pasting. */
#include "stage.h"

#include <dagstart/base/text.h>

/* -- forms -- */

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
	assert_on_screen(s, "the rest was left out");
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

static void what_is_none_of_the_choices_is_not_taken_in(void **state)
{
	struct stage *s = *state;
	static const char *const starts[] = {"our own team", "the sample team"};
	struct form_field fields[] = {{.name = "start",
	                                      .label = "start with",
	                                      .kind = FORM_ONE_OF,
	                                      .hint = "",
	                                      .value = "our own team",
	                                      .choices = starts,
	                                      .choice_count = 2},
	        {.name = "team", .label = "team", .kind = FORM_TEXT, .hint = "", .value = ""}};
	struct form form = {.command = "action.add", .title = "x", .about = "", .fields = fields, .count = 2};
	const char *command;
	struct args args;
	stage_show(s, sample_voice(s->arena));
	tui_open_form(s->tui, &form);
	type(s, "xyz");
	assert_on_screen(s, "expected one of these");
	assert_true(tui_form_values(s->tui, &command, &args));
	assert_string_equal(args_get(&args, "start"), "our own team");
	/* A letter that begins one is enough; the rest follows. */
	type(s, "th");
	press(s, "Tab");
	tui_form_values(s->tui, &command, &args);
	assert_string_equal(args_get(&args, "start"), "the sample team");
	/* Emptied, it is what it was at first. */
	press(s, "BTab");
	press(s, "C-u");
	press(s, "Tab");
	type(s, "Harbour");
	tui_form_values(s->tui, &command, &args);
	assert_string_equal(args_get(&args, "start"), "our own team");
	assert_string_equal(args_get(&args, "team"), "Harbour");
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

/* The keys of the form need the line below more than what was saved before. */
static void what_was_saved_gives_way_to_the_keys_of_a_form(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 24, 60);
	assert_on_screen(s, "saved A-12");
	open_action(s);
	assert_not_on_screen(s, "saved A-12");
	assert_on_screen(s, "Tab next field");
	press(s, "Esc");
	assert_on_screen(s, "saved A-12");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	        TEST(what_is_typed_over_a_choice_begins_another),
	        TEST(what_is_none_of_the_choices_is_not_taken_in),
	        TEST(the_cursor_goes_to_the_field_that_is_wrong),
	        TEST(a_long_hint_is_read_in_full),
	        TEST(what_was_saved_gives_way_to_the_keys_of_a_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
