/* Help, palette, messages and questions. */
#include "stage.h"

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

static void help_names_only_what_can_be_done(void **state)
{
	struct stage *s = *state;
	struct view view = sample_voice(s->arena);
	tui_resize(s->tui, 60, 110);
	stage_show(s, view);
	press(s, "?");
	type(s, "undo");
	assert_on_screen(s, "undo");
	assert_not_on_screen(s, "no key does that");
	press(s, "Esc");
	view.read_only = true;
	stage_show(s, view);
	press(s, "?");
	type(s, "undo");
	assert_on_screen(s, "no key does that");
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

static struct view sample_found(struct arena *arena)
{
	struct view view = sample_voice(arena);
	view.context = "search";
	return view;
}

/* Each letter asks anew; what was found stays with Enter and goes with Esc. */
static void a_search_follows_each_letter(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	assert_nothing(press(s, "/"));
	struct tui_request request = press(s, "t");
	assert_command(request, "search.type");
	assert_string_equal(args_get(&request.args, "query"), "t");
	request = press(s, "w");
	assert_string_equal(args_get(&request.args, "query"), "tw");
	struct view found = sample_found(s->arena);
	stage_show(s, found);
	assert_nothing(press(s, "Enter"));
	/* on its own page the line is taken up, and Esc leaves the page alone */
	press(s, "/");
	request = press(s, "o");
	assert_string_equal(args_get(&request.args, "query"), "two");
	assert_nothing(press(s, "Esc"));
	assert_command(press(s, "Esc"), "back");
}

static void a_search_given_up_goes_back(void **state)
{
	struct stage *s = *state;
	struct view found = sample_found(s->arena);
	stage_show(s, sample_voice(s->arena));
	press(s, "/");
	press(s, "t");
	stage_show(s, found);
	assert_command(press(s, "Esc"), "back");
	stage_show(s, sample_voice(s->arena));
	press(s, "/");
	assert_command(press(s, "x"), "search.type");
	stage_show(s, found);
	assert_command(press(s, "Backspace"), "search.type");
	assert_command(press(s, "Enter"), "back");
	stage_show(s, sample_voice(s->arena));
	press(s, "/");
	assert_nothing(press(s, "Enter"));
	press(s, "/");
	assert_nothing(press(s, "Esc"));
}

static void a_message_is_closed_by_any_key(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	type(s, "kept");
	tui_message(s->tui, ROLE_BAD, "the disk is full");
	assert_on_screen(s, "▼ the disk is full");
	assert_nothing(press(s, "Enter"));
	assert_not_on_screen(s, "the disk is full");
	assert_on_screen(s, "kept");
}

/* Whoever types on when it comes up means the field below. */
static void text_typed_at_a_message_is_not_lost(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	open_action(s);
	type(s, "ca");
	tui_message(s->tui, ROLE_BAD, "the disk is full");
	type(s, "ll");
	assert_not_on_screen(s, "the disk is full");
	assert_on_screen(s, "call");
	tui_message(s->tui, ROLE_BAD, "the disk is full");
	paste(s, " them all");
	assert_on_screen(s, "call them all");
	/* Elsewhere a letter would be a command. */
	press(s, "Esc");
	tui_message(s->tui, ROLE_BAD, "the disk is full");
	assert_nothing(press(s, "d"));
	assert_not_on_screen(s, "the disk is full");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(help_is_filtered_by_typing),
	        TEST(help_names_only_what_can_be_done),
	        TEST(the_palette_takes_any_command),
	        TEST(the_palette_finds_by_title),
	        TEST(the_palette_knows_pages_by_name),
	        TEST(a_sheet_leaves_the_scroll_alone),
	        TEST(own_commands_work_from_the_palette),
	        TEST(a_search_follows_each_letter),
	        TEST(a_search_given_up_goes_back),
	        TEST(a_message_is_closed_by_any_key),
	        TEST(text_typed_at_a_message_is_not_lost),
	        TEST(a_question_wants_yes_or_no),
	        TEST(enter_gives_the_answer_that_is_shown),
	        TEST(notes_stand_below_the_fields),
	        TEST(colours_are_chosen_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
