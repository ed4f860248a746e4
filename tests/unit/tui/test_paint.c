/* Frames are sent to an emulator: what it shows must be the grid, whatever was there before. */
#include "clusters.h"
#include "fixture.h"

#include <stdio.h>
#include <vterm.h>

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

#include "../../../src/tui/paint.h"
#include "../../../src/tui/paint_look.h"

enum { ROWS = 12, COLUMNS = 40 };

static VTerm *emulator; /* the writer has no other way to it */
static size_t sent;
static bool refuses;

static bool write_emulator(const char *bytes, size_t len)
{
	if (refuses)
		return false;
	vterm_input_write(emulator, bytes, len);
	sent += len;
	return true;
}

static const char *param(const char *capability, int a, int b)
{
	static char out[64];
	if (strcmp(capability, "move") == 0)
		snprintf(out, sizeof(out), "\x1B[%d;%dH", a + 1, b + 1);
	else if (strcmp(capability, "right") == 0)
		snprintf(out, sizeof(out), "\x1B[%dC", a);
	else
		snprintf(out, sizeof(out), "\x1B[%s;5;%dm", capability, a);
	return out;
}

static const struct paint_caps xterm = {
        .clear = "\x1B[H\x1B[2J",
        .clear_line = "\x1B[K",
        .move = "move",
        .move_right = "right",
        .plain = "\x1B[m",
        .bold = "\x1B[1m",
        .dim = "\x1B[2m",
        .underline = "\x1B[4m",
        .reverse = "\x1B[7m",
        .ink = "38",
        .paper = "48",
        .default_colours = "\x1B[39;49m",
        .hide_cursor = "\x1B[?25l",
        .show_cursor = "\x1B[?25h",
        .colours = 256,
        .param = param,
};

static struct theme test_theme(void)
{
	struct theme theme = {.name = "test"};
	for (int role = 0; role < ROLE_COUNT; role++)
		theme.looks[role] = (struct theme_look){.fg = -1, .bg = -1};
	theme.looks[ROLE_QUIET].fg = 244;
	theme.looks[ROLE_GOOD].fg = 114;
	theme.looks[ROLE_BAD] = (struct theme_look){.fg = 210, .bg = -1, .bold = true};
	theme.looks[ROLE_SELECTED] = (struct theme_look){.fg = 231, .bg = 24, .bold = true};
	theme.looks[ROLE_INPUT] = (struct theme_look){.fg = -1, .bg = -1, .underline = true};
	theme.looks[ROLE_ACCENT] = (struct theme_look){.fg = -1, .bg = -1, .reverse = true};
	return theme;
}

struct easel {
	struct fixture fixture;
	struct paint paint;
	VTermScreen *screen;
	struct grid *grid;
};

static int easel_setup(void **state)
{
	struct easel *e = calloc(1, sizeof(*e));
	if (!e)
		return -1;
	e->fixture.arena = arena_new(NULL);
	emulator = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(emulator, 1);
	e->screen = vterm_obtain_screen(emulator);
	vterm_screen_reset(e->screen, 1);
	e->paint = (struct paint){.caps = xterm,
	        .theme = test_theme(),
	        .has_theme = true,
	        .colour = true,
	        .write = write_emulator};
	e->grid = grid_new(e->fixture.arena, ROWS, COLUMNS);
	sent = 0;
	refuses = false;
	*state = e;
	return 0;
}

static int easel_teardown(void **state)
{
	struct easel *e = *state;
	paint_free(&e->paint);
	vterm_free(emulator);
	arena_free(e->fixture.arena);
	free(e);
	return 0;
}

static VTermScreenCell shown_at(struct easel *e, int row, int column)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(e->screen, (VTermPos){row, column}, &cell);
	return cell;
}

static const char *shown_text(const VTermScreenCell *cell, char out[64])
{
	size_t len = 0;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && len < 50; i++) {
		char one[5];
		text_encode(cell->chars[i], one);
		len += (size_t)snprintf(out + len, 64 - len, "%s", one);
	}
	out[len] = '\0';
	return out;
}

static void assert_cell_shown(struct easel *e, int row, int column)
{
	const struct cell *cell = grid_at(e->grid, row, column);
	VTermScreenCell shown = shown_at(e, row, column);
	struct paint_look look = paint_look_resolve(&e->paint, cell->look);
	char text[64];
	shown_text(&shown, text);
	if (cell->part == CELL_RIGHT)
		return;
	const char *expected = cell_text(e->grid, cell);
	if (strcmp(text, " ") == 0)
		text[0] = '\0';
	if (strcmp(text, expected) != 0)
		fail_msg("row %d column %d: expected \"%s\", shown \"%s\"", row, column, expected, text);
	assert_int_equal(shown.attrs.reverse, look.reverse);
	assert_int_equal(shown.attrs.underline != 0, look.underline);
	assert_int_equal(VTERM_COLOR_IS_DEFAULT_BG(&shown.bg), look.paper < 0);
	if (look.paper >= 0)
		assert_int_equal(shown.bg.indexed.idx, look.paper);
	if (!*cell->text)
		return;
	assert_int_equal(shown.attrs.bold, look.bold);
	assert_int_equal(VTERM_COLOR_IS_DEFAULT_FG(&shown.fg), look.ink < 0);
	if (look.ink >= 0)
		assert_int_equal(shown.fg.indexed.idx, look.ink);
}

static void assert_shown(struct easel *e)
{
	assert_true(paint_frame(&e->paint, e->grid));
	for (int row = 0; row < ROWS; row++)
		for (int column = 0; column < COLUMNS; column++)
			assert_cell_shown(e, row, column);
}

static void put(struct easel *e, int row, int column, uint8_t role, const char *text)
{
	grid_put(e->grid, row, column, COLUMNS, (struct look){.role = role}, text);
}

static void a_first_frame_over_rubbish(void **state)
{
	struct easel *e = *state;
	vterm_input_write(emulator, "rubbish\r\nrubbish\x1B[7m", 19);
	put(e, 0, 3, ROLE_GOOD, "hello");
	put(e, ROWS - 1, COLUMNS - 4, ROLE_SELECTED, "edge");
	assert_shown(e);
}

static void only_the_difference_is_sent(void **state)
{
	struct easel *e = *state;
	for (int row = 0; row < ROWS; row++)
		put(e, row, 0, ROLE_TEXT, "a line of text that is rather long");
	assert_shown(e);
	sent = 0;
	assert_shown(e);
	assert_int_equal(sent, 0);
	put(e, 5, 10, ROLE_TEXT, "X");
	assert_shown(e);
	assert_in_range(sent, 1, 16);
	sent = 0;
	put(e, 3, 20, ROLE_TEXT, "                    ");
	assert_shown(e);
	assert_in_range(sent, 1, 16);
}

static void a_moved_selection_touches_two_rows(void **state)
{
	struct easel *e = *state;
	for (int row = 0; row < ROWS; row++)
		put(e, row, 2, row == 4 ? ROLE_SELECTED : ROLE_TEXT, "a row of the list");
	assert_shown(e);
	sent = 0;
	put(e, 4, 2, ROLE_TEXT, "a row of the list");
	put(e, 5, 2, ROLE_SELECTED, "a row of the list");
	assert_shown(e);
	assert_in_range(sent, 1, 100);
}

/* What is not said to be new is not looked at, unless the terminal shows another drawing. */
static void only_rows_that_are_new_are_looked_at(void **state)
{
	struct easel *e = *state;
	put(e, 1, 0, ROLE_TEXT, "one");
	e->grid->drawing = 7;
	assert_shown(e);
	put(e, 1, 0, ROLE_TEXT, "two");
	put(e, 3, 0, ROLE_TEXT, "three");
	e->grid->drawing = 8;
	e->grid->like = 7;
	e->grid->new_top = 3;
	e->grid->new_bottom = 4;
	assert_true(paint_frame(&e->paint, e->grid));
	VTermScreenCell cell = shown_at(e, 1, 0);
	char text[64];
	assert_string_equal(shown_text(&cell, text), "o");
	cell = shown_at(e, 3, 0);
	assert_string_equal(shown_text(&cell, text), "t");
	e->grid->drawing = 10;
	e->grid->like = 9;
	e->grid->new_top = e->grid->new_bottom = 0;
	assert_shown(e);
	paint_forget(&e->paint);
	e->grid->drawing = 11;
	e->grid->like = 10;
	assert_shown(e);
}

static void wide_letters_at_the_edge(void **state)
{
	struct easel *e = *state;
	put(e, 0, 0, ROLE_TEXT, "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
	put(e, 1, COLUMNS - 1, ROLE_BAD, "x");
	assert_shown(e);
	put(e, 0, 1, ROLE_TEXT, "字漢字漢字");
	assert_shown(e);
	put(e, 0, COLUMNS - 1, ROLE_TEXT, "y");
	assert_shown(e);
}

/* libvterm knows no clusters and draws each part: what stands behind them must be right all the same. */
static void clusters_that_are_drawn_wider_spoil_nothing(void **state)
{
	struct easel *e = *state;
	static const char family[] =
	        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
	put(e, 0, 0, ROLE_TEXT, "before the family and behind it");
	assert_true(paint_frame(&e->paint, e->grid));
	put(e, 0, 10, ROLE_TEXT, family);
	put(e, 2, COLUMNS - 2, ROLE_TEXT, family);
	put(e, 3, 0, ROLE_TEXT, "next line");
	assert_true(paint_frame(&e->paint, e->grid));
	for (int column = 12; column < COLUMNS; column++)
		assert_cell_shown(e, 0, column);
	for (int column = 0; column < COLUMNS; column++)
		assert_cell_shown(e, 3, column);
	put(e, 0, 10, ROLE_TEXT, "ab");
	assert_true(paint_frame(&e->paint, e->grid));
	for (int column = 0; column < COLUMNS; column++)
		assert_cell_shown(e, 0, column);
}

/* When there were many, the next ones are numbered from the start: cells that look the same say another
 * thing.
 */
static void clusters_that_are_counted_anew_are_sent(void **state)
{
	struct easel *e = *state;
	char text[64], cluster[16];
	put(e, 0, 0, ROLE_TEXT, "x\xCC\x81\xCC\x81");
	struct cell before = *grid_at(e->grid, 0, 0);
	assert_true(paint_frame(&e->paint, e->grid));
	for (uint32_t n = 0; n < CLUSTERS_ALL / 16; n++) {
		cluster_nth(n, cluster);
		put(e, 1, 0, ROLE_TEXT, cluster);
	}
	grid_clear(e->grid);
	put(e, 0, 0, ROLE_TEXT, "y\xCC\x81\xCC\x81");
	assert_memory_equal(&before, grid_at(e->grid, 0, 0), sizeof(before));
	assert_true(paint_frame(&e->paint, e->grid));
	VTermScreenCell cell = shown_at(e, 0, 0);
	assert_string_equal(shown_text(&cell, text), "y\xCC\x81\xCC\x81");
}

static void the_cursor_goes_where_it_should(void **state)
{
	struct easel *e = *state;
	VTermPos at;
	put(e, 0, 0, ROLE_TEXT, "x");
	e->grid->cursor_row = 7;
	e->grid->cursor_column = 9;
	assert_shown(e);
	vterm_state_get_cursorpos(vterm_obtain_state(emulator), &at);
	assert_int_equal(at.row, 7);
	assert_int_equal(at.col, 9);
}

static void a_frame_given_up_is_sent_whole_later(void **state)
{
	struct easel *e = *state;
	put(e, 0, 0, ROLE_TEXT, "one");
	assert_shown(e);
	refuses = true;
	put(e, 1, 0, ROLE_TEXT, "two");
	assert_false(paint_frame(&e->paint, e->grid));
	refuses = false;
	assert_shown(e);
}

static void another_size_starts_anew(void **state)
{
	struct easel *e = *state;
	put(e, 0, 0, ROLE_TEXT, "one");
	assert_shown(e);
	vterm_set_size(emulator, 5, 17);
	struct grid *small = grid_new(e->fixture.arena, 5, 17);
	grid_put(small, 4, 0, 17, (struct look){0}, "seventeen columns");
	assert_true(paint_frame(&e->paint, small));
	char text[64];
	VTermScreenCell cell = shown_at(e, 4, 16);
	assert_string_equal(shown_text(&cell, text), "s");
	cell = shown_at(e, 0, 0);
	assert_true(*shown_text(&cell, text) == '\0' || *text == ' ');
}

static void without_colours_there_are_attributes(void **state)
{
	struct easel *e = *state;
	e->paint.caps.colours = 0;
	struct paint_look selected = paint_look_resolve(&e->paint, (struct look){.role = ROLE_SELECTED});
	assert_true(selected.reverse);
	assert_int_equal(selected.paper, -1);
	assert_true(paint_look_resolve(&e->paint, (struct look){.role = ROLE_BAD}).bold);
	e->paint.caps.colours = 256;
	e->paint.colour = false;
	assert_int_equal(paint_look_resolve(&e->paint, (struct look){.role = ROLE_GOOD}).ink, -1);
	put(e, 1, 1, ROLE_SELECTED, "seen");
	assert_shown(e);
}

static void eight_colours_are_enough(void **state)
{
	struct easel *e = *state;
	e->paint.caps.colours = 8;
	assert_int_equal(paint_look_resolve(&e->paint, (struct look){.role = ROLE_GOOD}).ink, 2);
	assert_int_equal(paint_look_resolve(&e->paint, (struct look){.role = ROLE_SELECTED}).paper, 4);
	put(e, 1, 1, ROLE_SELECTED, "seen");
	put(e, 2, 1, ROLE_GOOD, "good");
	assert_shown(e);
}

static void a_terminal_that_wraps_at_once_never_scrolls(void **state)
{
	struct easel *e = *state;
	e->paint.caps.wraps_at_once = true;
	put(e, ROWS - 1, COLUMNS - 2, ROLE_TEXT, "zz");
	assert_true(paint_frame(&e->paint, e->grid));
	char text[64];
	VTermScreenCell cell = shown_at(e, ROWS - 1, COLUMNS - 2);
	assert_string_equal(shown_text(&cell, text), "z");
	cell = shown_at(e, ROWS - 1, COLUMNS - 1);
	assert_string_equal(shown_text(&cell, text), "");
}

static void any_change_is_shown(void **state)
{
	struct easel *e = *state;
	static const char *const words[] = {"word", "漢", "é", " ", "      ", "▌─│", "x", "“quote”"};
	struct random random = random_seeded(3);
	for (int i = 0; i < 3000; i++) {
		uint32_t dice = random_below(&random, 100);
		int row = (int)random_below(&random, ROWS), column = (int)random_below(&random, COLUMNS);
		struct look look = {.role = (uint8_t)random_below(&random, ROLE_COUNT),
		        .strong = random_below(&random, 8) == 0,
		        .reverse = random_below(&random, 8) == 0};
		if (dice == 0)
			grid_clear(e->grid);
		else if (dice == 1)
			paint_forget(&e->paint);
		else if (dice < 10)
			grid_fill(e->grid, row, column, (int)random_below(&random, 5),
			        (int)random_below(&random, COLUMNS), look,
			        random_below(&random, 2) ? "" : "#");
		else
			grid_put(e->grid, row, column, COLUMNS, look,
			        words[random_below(&random, sizeof(words) / sizeof(words[0]))]);
		if (random_below(&random, 3) == 0)
			assert_shown(e);
	}
}

#undef TEST
#define TEST(function) cmocka_unit_test_setup_teardown(function, easel_setup, easel_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_first_frame_over_rubbish),
	        TEST(only_the_difference_is_sent),
	        TEST(a_moved_selection_touches_two_rows),
	        TEST(only_rows_that_are_new_are_looked_at),
	        TEST(wide_letters_at_the_edge),
	        TEST(clusters_that_are_drawn_wider_spoil_nothing),
	        TEST(clusters_that_are_counted_anew_are_sent),
	        TEST(the_cursor_goes_where_it_should),
	        TEST(a_frame_given_up_is_sent_whole_later),
	        TEST(another_size_starts_anew),
	        TEST(without_colours_there_are_attributes),
	        TEST(eight_colours_are_enough),
	        TEST(a_terminal_that_wraps_at_once_never_scrolls),
	        TEST(any_change_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
