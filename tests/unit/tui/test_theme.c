#include "fixture.h"

#include <stdio.h>
#include <unistd.h>

#include <dagstart/tui/theme.h>

#include "../../../src/tui/palette256.h"

static const char *file_of(struct fixture *f, const char *text)
{
	char *path = arena_strdup(f->arena, "/tmp/dagstart-test-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	return path;
}

static void the_built_in_ones_are_sound(void **state)
{
	struct fixture *f = *state;
	for (const char *const *name = theme_names; *name; name++) {
		struct theme theme;
		bool good = theme_load(f->arena, *name, &theme, &f->problems);
		assert_none(f);
		assert_true(good);
		assert_string_equal(theme.name, *name);
		assert_true(*theme.title != '\0');
		assert_int_equal(theme.light, streq(*name, "light"));
	}
}

static bool stands_out(const struct theme_look *look, const struct theme_look *text)
{
	return look->reverse != text->reverse || look->bg != text->bg;
}

static void the_selected_role_is_seen(void **state)
{
	struct fixture *f = *state;
	for (const char *const *name = theme_names; *name; name++) {
		struct theme theme;
		assert_true(theme_load(f->arena, *name, &theme, &f->problems));
		assert_true(stands_out(&theme.looks[ROLE_SELECTED], &theme.looks[ROLE_TEXT]));
	}
}

static void mono_has_no_colours(void **state)
{
	struct fixture *f = *state;
	struct theme theme;
	assert_true(theme_load(f->arena, "mono", &theme, &f->problems));
	for (int role = 0; role < ROLE_COUNT; role++) {
		assert_int_equal(theme.looks[role].fg, -1);
		assert_int_equal(theme.looks[role].bg, -1);
	}
}

static void reads_a_file(void **state)
{
	struct fixture *f = *state;
	struct theme theme;
	const char *path = file_of(
	        f, "name: own\nlight: yes\nroles:\n  bad: {fg: bright-red, bg: colour17, dim: yes}\n");
	assert_true(theme_load(f->arena, path, &theme, &f->problems));
	unlink(path);
	assert_true(theme.light);
	assert_int_equal(theme.looks[ROLE_BAD].fg, 9);
	assert_int_equal(theme.looks[ROLE_BAD].bg, 17);
	assert_true(theme.looks[ROLE_BAD].dim);
	assert_int_equal(theme.looks[ROLE_TEXT].fg, -1);
}

static void tells_all_that_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct theme theme;
	const char *path =
	        file_of(f, "name: own\nroles:\n  bad: {fg: pink}\n  god: {}\n  text: {bg: colour256}\n");
	assert_false(theme_load(f->arena, path, &theme, &f->problems));
	unlink(path);
	assert_int_equal(f->problems.count, 3);
	assert_int_equal(f->problems.items[0].line, 3);
	assert_non_null(strstr(told(f), "roles.bad.fg"));
	assert_non_null(strstr(told(f), "roles.text.bg"));
}

static void a_missing_file_is_told(void **state)
{
	struct fixture *f = *state;
	struct theme theme;
	assert_false(theme_load(f->arena, "/nonexistent/own.yaml", &theme, &f->problems));
	assert_int_equal(f->problems.count, 1);
}

static void fewer_colours_keep_the_hue(void **state)
{
	(void)state;
	assert_int_equal(palette256_nearest(114, 8), 2); /* pale green */
	assert_int_equal(palette256_nearest(210, 16), 9); /* salmon */
	assert_int_equal(palette256_nearest(24, 8), 4); /* navy */
	assert_int_equal(palette256_nearest(221, 8), 3); /* amber */
	assert_int_equal(palette256_nearest(208, 8), 3); /* orange */
	assert_int_equal(palette256_nearest(153, 8), 7); /* pale blue, a background for black */
	assert_int_equal(palette256_nearest(241, 8), 0); /* grey letters on a light background */
	assert_int_equal(palette256_nearest(247, 8), 7);
	assert_int_equal(palette256_nearest(231, 16), 15);
	assert_int_equal(palette256_nearest(16, 8), 0);
	assert_int_equal(palette256_nearest(9, 8), 1);
	for (int colour = 0; colour < 256; colour++)
		assert_in_range(palette256_nearest(colour, 8), 0, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_built_in_ones_are_sound),
	        TEST(the_selected_role_is_seen),
	        TEST(mono_has_no_colours),
	        TEST(reads_a_file),
	        TEST(tells_all_that_is_wrong),
	        TEST(a_missing_file_is_told),
	        TEST(fewer_colours_keep_the_hue),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
