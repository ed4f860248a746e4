/* Any size and any text; and what is drawn over is as if drawn anew. */
#include "../../count.h"
#include "stage.h"

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

/* -- any size, any text -- */

/* Every cell is well formed, and nothing stands in half. */
static void assert_sound(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = &grid->cells[row * grid->columns + column];
			assert_true(cell->look.role < ROLE_COUNT);
			assert_true(cell->part <= CELL_RIGHT);
			if (cell->part == CELL_LEFT)
				assert_true(column + 1 < grid->columns && cell[1].part == CELL_RIGHT);
			if (cell->part == CELL_RIGHT)
				assert_true(column > 0 && cell[-1].part == CELL_LEFT);
			const char *text = cell_text(grid, cell);
			for (const char *c = text; *c; c++)
				assert_true((unsigned char)*c >= ' ' && *c != 0x7F);
			assert_true(!*text || text_is_clean(text));
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
	for (int i = 0; i < TEST_COUNT(20000, 5000); i++) {
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
			const char *said = cell_text(a, x), *other = cell_text(b, y);
			if (strcmp(said, other) != 0 || x->part != y->part || !look_same(x->look, y->look))
				fail_msg("row %d column %d: \"%s\" beside \"%s\"", row, column, said, other);
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

enum { ROUNDS = TEST_COUNT(4000, 1000) };

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
	for (int i = 0; i < ROUNDS; i++) {
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
	assert_true(fewer > ROUNDS / 4);
	tui_free(twin.tui);
	arena_free(twin.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(any_size_will_do),
	        TEST(hostile_text_is_tamed_everywhere),
	        TEST(a_storm_of_keys),
	        TEST(what_is_drawn_over_is_as_if_drawn_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
