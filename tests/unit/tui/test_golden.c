/* Whole screens beside files of tests/golden/tui. UPDATE_GOLDEN=1 writes the files anew; look at them then.
 * GOLDEN_PICTURES=FOLDER writes each as a picture too. */
#include "stage.h"

#include <stdio.h>

#include <dagstart/tui/theme.h>

static char *read_all(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "r");
	struct str text = str_new(arena);
	char bytes[4096];
	size_t n;
	if (!file)
		return NULL;
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		str_add_bytes(&text, bytes, n);
	fclose(file);
	return text.text;
}

static void write_all(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void write_picture(struct stage *s, const char *folder, const char *name)
{
	struct theme theme;
	struct str svg = str_new(s->arena);
	const char *colours = strstr(name, "light") ? "light" : strstr(name, "ascii") ? "mono" : "dark";
	assert_true(theme_load(s->arena, colours, &theme, &s->fixture.problems));
	grid_svg(tui_draw(s->tui), &theme, name, &svg);
	write_all(arena_printf(s->arena, "%s/%s.svg", folder, name), svg.text);
}

static void assert_golden(struct stage *s, const char *name)
{
	const char *path = arena_printf(s->arena, "%s/%s.txt", GOLDEN, name);
	const char *now = screen(s), *folder = getenv("GOLDEN_PICTURES");
	if (folder)
		write_picture(s, folder, name);
	if (getenv("UPDATE_GOLDEN"))
		write_all(path, now);
	const char *expected = read_all(s->arena, path);
	if (!expected)
		fail_msg("there is no %s: UPDATE_GOLDEN=1 writes it", path);
	else if (strcmp(expected, now) != 0)
		fail_msg("%s differs, now:\n%s", path, now);
}

static void voice(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 24, 80);
	assert_golden(s, "voice-80x24");
	tui_resize(s->tui, 28, 110);
	assert_golden(s, "voice-110x28");
	tui_resize(s->tui, 40, 120);
	assert_golden(s, "voice-120x40");
	tui_resize(s->tui, 60, 200);
	assert_golden(s, "voice-200x60");
	tui_resize(s->tui, 12, 40);
	assert_golden(s, "voice-40x12");
}

static void scores(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_scores(s->arena));
	tui_resize(s->tui, 24, 80);
	assert_golden(s, "scores-80x24");
	tui_resize(s->tui, 40, 120);
	assert_golden(s, "scores-120x40");
	tui_resize(s->tui, 60, 200);
	assert_golden(s, "scores-200x60");
}

static void promises(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_promises(s->arena));
	tui_resize(s->tui, 24, 80);
	press(s, "j");
	assert_golden(s, "promises-80x24");
	tui_resize(s->tui, 40, 120);
	assert_golden(s, "promises-120x40");
	tui_resize(s->tui, 40, 160);
	assert_golden(s, "promises-160x40-light");
}

static void the_round(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_round(s->arena));
	tui_resize(s->tui, 24, 100);
	assert_golden(s, "round-100x24");
}

static void a_form(void **state)
{
	struct stage *s = *state;
	struct form form = sample_decide(s->arena);
	struct doc notes = sample_notes(s->arena);
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 30, 110);
	press(s, "j");
	tui_open_form(s->tui, &form);
	tui_form_notes(s->tui, &notes);
	type(s, "Send the corrected invoice the same day, with a short apology to the customer and to their "
	        "own "
	        "bookkeeper");
	assert_golden(s, "form-110x30");
	press(s, "Tab");
	type(s, "fewer repeat contacts");
	press(s, "Tab");
	press(s, "Tab");
	type(s, "an");
	assert_golden(s, "form-choice-110x30");
	tui_resize(s->tui, 24, 80);
	assert_golden(s, "form-choice-80x24");
	tui_resize(s->tui, 10, 40);
	assert_golden(s, "form-choice-40x10");
}

static void help(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 40, 120);
	press(s, "?");
	assert_golden(s, "help-120x40");
	tui_resize(s->tui, 24, 80);
	type(s, "action");
	assert_golden(s, "help-filter-80x24");
}

static void palette(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 28, 110);
	press(s, ":");
	type(s, "gol");
	press(s, "Down");
	assert_golden(s, "palette-110x28");
}

static void notes(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_promises(s->arena));
	tui_resize(s->tui, 24, 80);
	tui_message(
	        s->tui, ROLE_BAD, "Nothing was written: the disk is full. What was typed is still there.");
	assert_golden(s, "message-80x24");
	press(s, "Space");
	tui_confirm(s->tui, "Close the meeting and write the minutes?", false, "meeting.close", NULL);
	assert_golden(s, "confirm-80x24");
}

static void too_small(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_voice(s->arena));
	tui_resize(s->tui, 8, 60);
	assert_golden(s, "small-60x8");
	tui_resize(s->tui, 24, 20);
	assert_golden(s, "small-20x24");
}

static void empty(void **state)
{
	struct stage *s = *state;
	stage_show(s, sample_empty(s->arena));
	tui_resize(s->tui, 24, 80);
	assert_golden(s, "empty-80x24");
}

static void ascii(void **state)
{
	struct stage *s = *state;
	struct stage plain = {0};
	(void)s;
	stage_begin(&plain, (struct tui_options){.text_width = 90, .ascii = true});
	tui_resize(plain.tui, 28, 110);
	stage_show(&plain, sample_voice(plain.arena));
	assert_golden(&plain, "voice-ascii-110x28");
	tui_resize(plain.tui, 40, 110);
	stage_show(&plain, sample_scores(plain.arena));
	assert_golden(&plain, "scores-ascii-110x40");
	for (const char *c = screen(&plain); *c; c++)
		assert_true(*c == '\n' || (*c >= ' ' && *c < 0x7F));
	/* The twin of ↓ is a v, and v is another key. */
	press(&plain, ":");
	assert_on_screen(&plain, "Down next");
	tui_free(plain.tui);
	arena_free(plain.arena);
}

static void big(void **state)
{
	struct stage *s = *state;
	struct stage wall = {0};
	(void)s;
	stage_begin(&wall, (struct tui_options){.text_width = 90, .big = true});
	tui_resize(wall.tui, 50, 160);
	stage_show(&wall, sample_voice(wall.arena));
	assert_golden(&wall, "voice-big-160x50");
	stage_show(&wall, sample_scores(wall.arena));
	assert_golden(&wall, "scores-big-160x50");
	tui_free(wall.tui);
	arena_free(wall.arena);
}

/* Large type and two columns come with the size of a wall, also when a terminal grows to it, and go again. */
static void a_wall(void **state)
{
	struct stage *s = *state;
	struct stage wall = {0};
	(void)s;
	stage_begin(&wall, (struct tui_options){.text_width = 90, .big_on_wall = true});
	tui_resize(wall.tui, 40, 120);
	stage_show(&wall, sample_scores(wall.arena));
	char *before = strdup(screen(&wall));
	assert_non_null(before);
	tui_resize(wall.tui, 60, 200);
	assert_golden(&wall, "scores-wall-200x60");
	stage_show(&wall, sample_promises(wall.arena));
	assert_golden(&wall, "promises-wall-200x60");
	stage_show(&wall, sample_round(wall.arena));
	assert_golden(&wall, "round-wall-200x60");
	stage_show(&wall, sample_promises(wall.arena));
	press(&wall, "?");
	assert_golden(&wall, "help-wall-200x60");
	press(&wall, "Esc");
	stage_show(&wall, sample_scores(wall.arena));
	tui_resize(wall.tui, 40, 120);
	assert_string_equal(screen(&wall), before);
	free(before);
	tui_free(wall.tui);
	arena_free(wall.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(voice),
	        TEST(scores),
	        TEST(promises),
	        TEST(the_round),
	        TEST(a_form),
	        TEST(help),
	        TEST(palette),
	        TEST(notes),
	        TEST(too_small),
	        TEST(empty),
	        TEST(ascii),
	        TEST(big),
	        TEST(a_wall),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
