#include "fixture.h"

#include <stdio.h>
#include <unistd.h>

#include <dagstart/config/embedded.h>
#include <dagstart/config/yaml.h>
#include <dagstart/tui/keymap.h>

#include "../../../src/tui/key_names.h"
#include "commands.h"

/* In `context`, else everywhere; NULL none. */
static const char *command_of(const struct keymap *keymap, const char *context, const char *key)
{
	const struct key_binding *binding = keymap_find(keymap, context, key);
	if (!binding)
		binding = keymap_find(keymap, "global", key);
	return binding ? binding->command : NULL;
}

/* Loads the built-in table with `text` laid over it (NULL nothing); NULL when refused. */
static struct keymap *load_over(struct fixture *f, const char *text)
{
	size_t count;
	const struct tui_command *commands = all_commands(f->arena, &count);
	struct keymap *keymap = NULL;
	char path[] = "/tmp/dagstart-test-XXXXXX";
	f->problems = problems_new(f->arena);
	if (!text)
		return keymap_load(f->arena, NULL, commands, count, &keymap, &f->problems) ? keymap : NULL;
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	bool good = keymap_load(f->arena, path, commands, count, &keymap, &f->problems);
	unlink(path);
	assert_int_equal(good, f->problems.count == 0);
	return good ? keymap : NULL;
}

/* The table made at the build is the file, and the file is sound: laid over itself it changes nothing. */
static void the_built_in_table_is_its_file(void **state)
{
	struct fixture *f = *state;
	const struct embedded *file = embedded_find("keys.yaml");
	const struct yaml *tree = embedded_tree(f->arena, "keys.yaml");
	struct keymap *builtin = load_over(f, NULL);
	struct keymap *laid = load_over(f, arena_strndup(f->arena, file->bytes, file->size));
	assert_none(f);
	assert_true(tree->count >= 7);
	for (const struct yaml *context = tree->first; context; context = context->next) {
		size_t builtin_count, laid_count;
		const struct key_binding *a = keymap_bindings(builtin, context->key, &builtin_count);
		const struct key_binding *b = keymap_bindings(laid, context->key, &laid_count);
		assert_true(builtin_count >= context->count);
		assert_int_equal(laid_count, builtin_count);
		for (size_t i = 0; i < laid_count; i++) {
			assert_string_equal(a[i].context, context->key);
			assert_string_equal(b[i].key, a[i].key);
			assert_string_equal(b[i].command, a[i].command);
			assert_string_equal(b[i].hint.en, a[i].hint.en);
			assert_string_equal(b[i].hint.nl, a[i].hint.nl);
			assert_int_equal(b[i].rank, a[i].rank);
		}
	}
}

static void the_built_in_table_is_sound(void **state)
{
	struct fixture *f = *state;
	struct keymap *keymap = load_over(f, NULL);
	assert_none(f);
	assert_non_null(keymap);
	assert_string_equal(command_of(keymap, "voice", "n"), "voice.next");
	assert_string_equal(command_of(keymap, "opening", "n"), "note.add");
	assert_string_equal(command_of(keymap, NULL, "?"), "help");
	assert_string_equal(command_of(keymap, "round", "3"), "step.go 3");
	assert_null(command_of(keymap, "voice", "F9"));
	assert_null(keymap_find(keymap, "voice", "?"));
}

/* The steps share one key for going on: it is what the facilitator presses without looking. */
static void enter_goes_on_in_every_step(void **state)
{
	struct fixture *f = *state;
	static const char *const steps[] = {"opening", "voice", "scores", "promises", "round", "improve",
	        "thanks", "close", "wins", "topics", "journey", "forecasts", "reviews", "aims", "ideas",
	        "ahead"};
	struct keymap *keymap = load_over(f, NULL);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		assert_string_equal(command_of(keymap, steps[i], "Enter"), "step.next");
}

static void a_command_knows_its_key(void **state)
{
	struct fixture *f = *state;
	struct keymap *keymap = load_over(f, NULL);
	assert_string_equal(keymap_key(keymap, "global", "help"), "?");
	assert_string_equal(keymap_key(keymap, "global", "step.go"), "1");
	assert_string_equal(keymap_key(keymap, "list", "focus.next"), "j");
	assert_null(keymap_key(keymap, "voice", "help"));
	assert_null(keymap_key(keymap, "global", "step"));
}

static void bindings_keep_the_order_of_the_file(void **state)
{
	struct fixture *f = *state;
	size_t count;
	const struct key_binding *list = keymap_bindings(load_over(f, NULL), "voice", &count);
	assert_true(count >= 2);
	assert_string_equal(list[0].command, "voice.next");
	assert_string_equal(list[0].context, "voice");
	assert_true(list[0].rank > 0);
	keymap_bindings(load_over(f, NULL), "nowhere", &count);
	assert_int_equal(count, 0);
}

static void own_keys_lie_over_it(void **state)
{
	struct fixture *f = *state;
	struct keymap *keymap =
	        load_over(f, "global:\n  - {key: a, command: decision.add, rank: 5, hint: so}\n"
	                     "  - {key: m, command: none}\n"
	                     "voice:\n  - {key: [z, é], command: voice.next}\n");
	assert_none(f);
	assert_string_equal(command_of(keymap, NULL, "a"), "decision.add");
	assert_string_equal(keymap_find(keymap, "global", "a")->hint.nl, "so");
	assert_null(command_of(keymap, "opening", "m"));
	assert_string_equal(command_of(keymap, "voice", "é"), "voice.next");
	assert_string_equal(command_of(keymap, "voice", "n"), "voice.next");
	assert_string_equal(command_of(keymap, NULL, "d"), "decision.add");
}

static void assert_problem(struct fixture *f, const char *text, const char *where, const char *what)
{
	assert_null(load_over(f, text));
	if (!strstr(told(f), where) || !strstr(told(f), what))
		fail_msg("expected %s and %s in:\n%s", where, what, told(f));
}

static void what_does_not_fit_is_told(void **state)
{
	struct fixture *f = *state;
	assert_problem(
	        f, "global:\n  - {key: z, command: action.ad}\n", ":2:23: global[0].command", "action.add");
	assert_problem(
	        f, "global:\n  - {key: z, command: no.such}\n", "global[0].command", "the name of a command");
	assert_problem(f, "global:\n  - {key: zz, command: help}\n", "global[0].key", "the name of a key");
	assert_problem(f, "global:\n  - {key: C-, command: help}\n", "global[0].key", "the name of a key");
	assert_problem(f, "global:\n  - {key: z, command: help}\n  - {key: z, command: quit}\n",
	        "global[1].key", "help already");
	assert_problem(f, "global:\n  - {key: a, command: help}\n  - {key: a, command: quit}\n",
	        "global[1].key", "help already");
	assert_problem(f, "global:\n  - {key: [z, z], command: help}\n", "global[0].key[1]", "help already");
	assert_problem(
	        f, "global:\n  - {key: z, command: voice.next}\n", "global[0].command", "only in voice");
	assert_problem(f, "globul:\n  - {key: z, command: help}\n", "globul", "global, form, list");
	assert_problem(f, "global: help\n", "global", "a list of keys");
	assert_problem(f, "global:\n  - {key: z, comand: help}\n", "comand", "command");
	assert_problem(f, "- help\n", ":1:1:", "names of contexts");
	assert_problem(f, "global:\n  - {key: [], command: help}\n", "global[0].key", "a list of keys");
}

static void everything_is_told_at_once(void **state)
{
	struct fixture *f = *state;
	assert_null(load_over(f, "global:\n  - {key: zz, command: help}\n  - {key: y, command: nope}\n"
	                         "voice:\n  - {key: n, command: help, rank: 5000}\n"));
	assert_int_equal(f->problems.count, 3);
}

static void no_slip_of_a_finger_drops(void **state)
{
	struct fixture *f = *state;
	/* x is done: neither X nor c and z beside it may drop. */
	assert_problem(f, "promises:\n  - {key: X, command: action.drop}\n", "promises", "action.drop");
	assert_problem(f, "promises:\n  - {key: z, command: action.drop}\n", "promises", "lies next to");
	assert_non_null(load_over(f, "promises:\n  - {key: J, command: action.drop}\n"));
	assert_none(f);
}

static void a_missing_file_is_told(void **state)
{
	struct fixture *f = *state;
	size_t count;
	const struct tui_command *commands = all_commands(f->arena, &count);
	struct keymap *keymap = NULL;
	assert_false(keymap_load(f->arena, "/nonexistent/keys.yaml", commands, count, &keymap, &f->problems));
	assert_int_equal(f->problems.count, 1);
	assert_null(keymap);
}

static void names_of_keys(void **state)
{
	(void)state;
	static const char *const good[] = {
	        "a", "é", ":", "-", "C-a", "C-M-S-Left", "S-F12", "Space", "M--", "e\xCC\x81"};
	static const char *const bad[] = {
	        "", " ", "ab", "C-", "C-ab", "F13", "enter", "\x1B", "M-C-x\n", "X-a"};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(key_name_is_valid(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(key_name_is_valid(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(the_built_in_table_is_sound),
	        TEST(the_built_in_table_is_its_file),
	        TEST(enter_goes_on_in_every_step),
	        TEST(a_command_knows_its_key),
	        TEST(bindings_keep_the_order_of_the_file),
	        TEST(own_keys_lie_over_it),
	        TEST(what_does_not_fit_is_told),
	        TEST(everything_is_told_at_once),
	        TEST(no_slip_of_a_finger_drops),
	        TEST(a_missing_file_is_told),
	        TEST(names_of_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
