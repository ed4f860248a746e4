/* The tables of the command line: what people read in the help of each command. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "app.h"
#include "verb.h"
#include "verb_words.h"

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	*state = arena_free(*state);
	return 0;
}

static void test_commands_are_sorted(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		assert_ptr_equal(command_find(command_table[i]->name), command_table[i]);
		if (i > 0)
			assert_true(strcmp(command_table[i - 1]->name, command_table[i]->name) < 0);
	}
	assert_null(command_find("nosuch"));
	assert_null(command_find(""));
}

static void explained(const char *command, const struct option_row *rows)
{
	for (; rows && rows->name; rows++)
		if (strempty(rows->help))
			fail_msg("%s: --%s is not explained", command, rows->name);
}

/* Also where a command of the session has got an argument since. */
static void test_every_option_is_explained(void **state)
{
	explained("dagstart", global_options);
	for (size_t i = 0; i < command_count; i++) {
		const struct app_command *c = command_table[i];
		assert_false(strempty(c->title));
		explained(c->name, c->options);
		for (const struct verb *verb = c->verbs; verb && verb->name; verb++) {
			assert_false(strempty(verb->title));
			explained(c->name, verb_options(*state, verb));
		}
	}
}

static void test_examples_name_their_command(void **state)
{
	for (size_t i = 0; i < command_count; i++) {
		const char *begin = arena_printf(*state, "dagstart %s", command_table[i]->name);
		const char *line = command_table[i]->examples;
		if (strempty(line))
			fail_msg("%s has no example", command_table[i]->name);
		for (; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
			if (!str_starts(line, begin))
				fail_msg("an example of %s: %s", command_table[i]->name, line);
	}
}

/* A word of one command goes before the common one. */
static void test_words_of_one_command(void **state)
{
	(void)state;
	assert_string_equal(verb_word_find("to")->value, "NAME");
	assert_string_equal(verb_word_find("member.away:to")->value, "DAY");
	assert_null(verb_word_find("member.away:id"));
	assert_null(verb_word_find("nosuch"));
}

static void test_how_a_shell_says_it(void **state)
{
	const struct app app = {.arena = *state};
	assert_string_equal(verb_shell_words(&app, "action.add"), "`dagstart action add TEXT`");
	assert_string_equal(verb_shell_words(&app, "feedback.log"), "`dagstart log TEXT`");
	assert_string_equal(verb_shell_words(&app, "undo"), "`dagstart undo`");
	assert_string_equal(verb_shell_words(&app, "search"), "`dagstart feedback TEXT`");
	assert_null(verb_shell_words(&app, "step.next"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_commands_are_sorted, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_every_option_is_explained, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_examples_name_their_command, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_words_of_one_command, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_how_a_shell_says_it, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
