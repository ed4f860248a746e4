#include "fixture.h"

#include <stdio.h>

#include <dagstart/tui/grid.h>
#include <dagstart/tui/theme.h>

static const struct look plain = {0};

static const char *svg_of(
        struct fixture *f, const struct grid *grid, const char *theme_name, const char *title)
{
	struct theme theme;
	struct str out = str_new(f->arena);
	assert_true(theme_load(f->arena, theme_name, &theme, &f->problems));
	grid_svg(grid, &theme, title, &out);
	return out.text;
}

static void text_is_escaped(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 20);
	grid_put(grid, 0, 0, 20, plain, "<b>&\"x\"</b>");
	const char *svg = svg_of(f, grid, "dark", "a < b & \x1B c");
	assert_non_null(strstr(svg, "&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;"));
	assert_non_null(strstr(svg, "a &lt; b &amp; "));
	assert_null(strchr(svg, '\x1B'));
	assert_null(strstr(svg, "<b>"));
}

static void columns_are_held_by_their_length(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 2, 20);
	grid_put(grid, 1, 3, 20, plain, "twelve chars");
	assert_non_null(strstr(svg_of(f, grid, "dark", ""), "textLength=\"108\""));
}

static void lines_and_dots_are_shapes(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 20);
	grid_put(grid, 0, 0, 20, plain, "a──⣿█b");
	const char *svg = svg_of(f, grid, "dark", "");
	assert_non_null(strstr(svg, "<path"));
	assert_null(strstr(svg, "─"));
	assert_null(strstr(svg, "⣿"));
	assert_non_null(strstr(svg, ">a</text>"));
	assert_non_null(strstr(svg, ">b</text>"));
}

static void the_paper_goes_with_the_theme(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 5);
	const char *dark = svg_of(f, grid, "dark", ""), *light = svg_of(f, grid, "light", "");
	assert_string_not_equal(dark, light);
	assert_non_null(strstr(light, "#fcfbf8"));
	assert_null(strstr(dark, "#fcfbf8"));
}

static void a_reversed_look_swaps_the_colours(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 1, 5);
	grid_put(grid, 0, 0, 5, (struct look){.reverse = true}, "x");
	assert_non_null(strstr(svg_of(f, grid, "dark", ""), "width=\"9\" height=\"19\" fill=\"#d5d9e0\""));
}

/* Two pictures on one page must not share names. */
static void nothing_has_an_id(void **state)
{
	struct fixture *f = *state;
	struct grid *grid = grid_new(f->arena, 3, 30);
	grid_put(grid, 0, 0, 30, plain, "text 漢 ▌⠿");
	assert_null(strstr(svg_of(f, grid, "light", "t"), " id="));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(text_is_escaped),
	        TEST(columns_are_held_by_their_length),
	        TEST(lines_and_dots_are_shapes),
	        TEST(the_paper_goes_with_the_theme),
	        TEST(a_reversed_look_swaps_the_colours),
	        TEST(nothing_has_an_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
