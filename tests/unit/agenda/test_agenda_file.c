/* What is wrong in an agenda of one's own is told, with its line, before anybody waits for it in vain. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/config/problems.h>

#include "desk.h"

static const char *check(struct desk *desk, const char *name, const char *text)
{
	const char *folder = arena_printf(desk->arena, "%s/agendas", desk->folder);
	const char *path = arena_printf(desk->arena, "%s/%s.yaml", folder, name);
	const char *const folders[] = {desk->folder};
	struct problems problems = problems_new(desk->arena);
	assert_true(mkdir(folder, 0700) == 0);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	bool good = agenda_check(desk->arena, name, folders, 1, &problems);
	unlink(path);
	rmdir(folder);
	assert_int_equal(good, problems.count == 0);
	return problems.count ? problem_text(desk->arena, &problems.items[0]) : "";
}

static void its_name_is_that_of_its_file(void **state)
{
	struct desk *desk = *state;
	const char *said =
	        check(desk, "retro", "steps:\n  - {step: voice, minutes: 3}\nname: ../../monthly\n");
	assert_in(said, "retro.yaml:3:");
	assert_in(said, "as its file is called");
	assert_string_equal(check(desk, "retro", "name: retro\nsteps:\n  - {step: voice, minutes: 3}\n"), "");
}

static void a_weekday_that_never_comes_is_told(void **state)
{
	struct desk *desk = *state;
	assert_in(check(desk, "retro",
	                  "name: retro\nweekdays: [mon, maandag]\nsteps:\n  - {step: voice, minutes: 3}\n"),
	        "retro.yaml:2:");
	assert_string_equal(
	        check(desk, "retro",
	                "name: retro\nweekdays: [mon, thu]\nsteps:\n  - {step: voice, minutes: 3}\n"),
	        "");
}

static void the_customer_stays(void **state)
{
	struct desk *desk = *state;
	assert_in(check(desk, "retro", "name: retro\nsteps:\n  - {step: scores, minutes: 3}\n"), "voice");
	assert_in(
	        check(desk, "retro", "name: retro\nsteps:\n  - {step: voice, minutes: 0}\n"), "not left out");
}

static void a_key_that_no_step_knows_is_told(void **state)
{
	struct desk *desk = *state;
	assert_in(
	        check(desk, "retro",
	                "name: retro\nsteps:\n  - {step: voice, minutes: 3}\n  - {step: close, minuts: 3}\n"),
	        "'minutes'");
	assert_in(
	        check(desk, "retro",
	                "name: retro\nsteps:\n  - {step: voice, minutes: 3}\n  - {step: close, title: x}\n"),
	        "steps[1].title: one of these keys: step, minutes");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(its_name_is_that_of_its_file),
	        TEST(a_weekday_that_never_comes_is_told),
	        TEST(the_customer_stays),
	        TEST(a_key_that_no_step_knows_is_told),
	};
	return cmocka_run_group_tests_name("agenda files", tests, NULL, NULL);
}
