#include "clusters.h"
#include "fixture.h"

#include <dagstart/base/text.h>
#include <dagstart/tui/grid.h>

static const struct look plain = {0};
static const struct look loud = {.role = ROLE_BAD, .strong = true};

static const char *text_of(struct fixture *f, const struct grid *grid)
{
	struct str out = str_new(f->arena);
	grid_text(grid, &out);
	return out.text;
}

static void starts_blank(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 2, 3);
	assert_string_equal(text_of(f, grid), "\n\n");
	assert_int_equal(grid_at(grid, 1, 2)->part, CELL_WHOLE);
	assert_int_equal(grid->cursor_row, -1);
	assert_null(grid_at(grid, 2, 0));
	assert_null(grid_at(grid, 0, 3));
	assert_null(grid_at(grid, -1, 0));
}

static void puts_and_cuts(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 2, 8);
	assert_int_equal(grid_put(grid, 0, 1, 4, loud, "letters"), 4);
	assert_int_equal(grid_put(grid, 1, 5, 99, plain, "edge over"), 3);
	assert_string_equal(text_of(f, grid), " lett\n     edg\n");
	assert_int_equal(grid_at(grid, 0, 1)->look.role, ROLE_BAD);
	assert_true(grid_at(grid, 0, 4)->look.strong);
	assert_false(grid_at(grid, 0, 5)->look.strong);
	assert_int_equal(grid_put(grid, 1, 0, 5, plain, "a\u00A0b"), 3);
	assert_string_equal(text_of(f, grid), " lett\na b  edg\n");
}

static void nothing_lands_outside(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 2, 4);
	assert_int_equal(grid_put(grid, -1, 0, 9, plain, "x"), 0);
	assert_int_equal(grid_put(grid, 2, 0, 9, plain, "x"), 0);
	assert_int_equal(grid_put(grid, 0, 4, 9, plain, "x"), 0);
	assert_int_equal(grid_put(grid, 0, 0, -3, plain, "x"), 0);
	assert_string_equal(text_of(f, grid), "\n\n");
	/* What begins left of the edge shows what lies inside. */
	assert_int_equal(grid_put(grid, 0, -2, 9, plain, "abcd"), 4);
	grid_fill(grid, -5, -5, 100, 6, plain, "#");
	assert_string_equal(text_of(f, grid), "#d\n#\n");
	grid_fill(grid, 1, 3, 2147483647, 2147483647, plain, "+");
	assert_string_equal(text_of(f, grid), "#d\n#  +\n");
}

static void wide_letters_stay_whole(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 5);
	assert_int_equal(grid_put(grid, 0, 0, 9, plain, "漢字漢"), 4);
	assert_string_equal(text_of(f, grid), "漢字\n");
	assert_int_equal(grid_at(grid, 0, 0)->part, CELL_LEFT);
	assert_int_equal(grid_at(grid, 0, 1)->part, CELL_RIGHT);
	/* A letter over the right half takes the left half away, and the other way round. */
	grid_put(grid, 0, 1, 1, plain, "x");
	assert_string_equal(text_of(f, grid), " x字\n");
	grid_put(grid, 0, 2, 1, plain, "y");
	assert_string_equal(text_of(f, grid), " xy\n");
	assert_int_equal(grid_at(grid, 0, 3)->part, CELL_WHOLE);
	/* A wide one over two halves. */
	grid_put(grid, 0, 0, 4, plain, "漢字");
	grid_put(grid, 0, 1, 2, plain, "語");
	assert_string_equal(text_of(f, grid), " 語\n");
	assert_int_equal(grid_at(grid, 0, 0)->part, CELL_WHOLE);
	assert_int_equal(grid_at(grid, 0, 3)->part, CELL_WHOLE);
}

static void clusters_keep_together(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 6);
	const char *family = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
	grid_put(grid, 0, 0, 6, plain, "e\xCC\x81");
	grid_put(grid, 0, 1, 6, plain, family);
	assert_string_equal(cell_text(grid, grid_at(grid, 0, 0)), "e\xCC\x81");
	assert_string_equal(cell_text(grid, grid_at(grid, 0, 1)), family);
	assert_int_equal(grid_at(grid, 0, 1)->part, CELL_LEFT);
}

static void a_cluster_too_long_is_replaced(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 6);
	struct str text = str_new(f->arena);
	str_add(&text, "e");
	str_repeat(&text, "\xCC\x81", 40);
	str_add(&text, "f");
	assert_int_equal(grid_put(grid, 0, 0, 6, plain, text.text), 2);
	assert_string_equal(text_of(f, grid), "\xEF\xBF\xBD"
	                                      "f\n");
}

static void each_cluster_says_what_was_put(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 8, 150);
	for (uint32_t n = 0; n < 1200; n++) {
		char text[16];
		cluster_nth(n, text);
		assert_int_equal(grid_put(grid, (int)n / 150, (int)n % 150, 1, plain, text), 1);
	}
	for (uint32_t n = 0; n < 1200; n++) {
		char text[16];
		cluster_nth(n, text);
		assert_string_equal(cell_text(grid, grid_at(grid, (int)n / 150, (int)n % 150)), text);
	}
	grid_put(grid, 7, 149, 1, plain, cell_text(grid, grid_at(grid, 0, 7)));
	assert_memory_equal(grid_at(grid, 7, 149), grid_at(grid, 0, 7), sizeof(struct cell));
}

/* Of screens that never show the same cluster twice. */
static void clusters_do_not_pile_up(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 100);
	size_t used = 0;
	uint32_t wording = grid->wording;
	for (uint32_t n = 0; n < CLUSTERS_ALL; n++) {
		char text[16];
		cluster_nth(n, text);
		if (n % 100 == 0)
			grid_clear(grid);
		grid_put(grid, 0, (int)n % 100, 1, plain, text);
		assert_string_equal(cell_text(grid, grid_at(grid, 0, (int)n % 100)), text);
		if (n == 9000)
			used = arena_used(f->arena);
	}
	assert_int_equal(arena_used(f->arena), used);
	assert_int_not_equal(grid->wording, wording);
}

static void no_text_breaks_a_cell(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 4);
	grid_put(grid, 0, 0, 4, plain, "\xFF\xFE");
	assert_non_null(cell_text(grid, grid_at(grid, 0, 0)));
	assert_int_equal(text_is_utf8(cell_text(grid, grid_at(grid, 0, 0)), 3), true);
}

static void no_cells_at_all(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 0, 0);
	grid_put(grid, 0, 0, 9, plain, "x");
	grid_fill(grid, 0, 0, 1, 1, plain, "x");
	grid_clear(grid);
	assert_string_equal(text_of(f, grid), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(starts_blank),
	        TEST(puts_and_cuts),
	        TEST(nothing_lands_outside),
	        TEST(wide_letters_stay_whole),
	        TEST(clusters_keep_together),
	        TEST(a_cluster_too_long_is_replaced),
	        TEST(each_cluster_says_what_was_put),
	        TEST(clusters_do_not_pile_up),
	        TEST(no_text_breaks_a_cell),
	        TEST(no_cells_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
