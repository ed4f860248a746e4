#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>

#include "options.h"

static const struct option_row global[] = {{"db", "FILE", ""}, {"plain", NULL, ""}, {"help", NULL, ""}, {0}};
static const struct option_row own[] = {{"due", "DAY", ""}, {"owner", "NAME", ""}, {0}};
static const struct option_row *const both[] = {global, own, NULL};

struct fixture {
	struct arena *arena;
	struct parsed parsed;
	struct err err;
};

static int setup(void **state)
{
	static struct fixture f;
	f = (struct fixture){.arena = arena_new(NULL)};
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	arena_free(f->arena);
	return 0;
}

enum { ARGS_MAX = 12 };

/* Splits at blanks; "_" stands for an empty argument. */
static size_t split(struct fixture *f, const char *line, char **args)
{
	size_t count = 0;
	for (const char *at = line; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *word = arena_strndup(f->arena, at, len);
		assert_true(count < ARGS_MAX);
		args[count++] = strcmp(word, "_") == 0 ? arena_strdup(f->arena, "") : word;
		at += len;
	}
	return count;
}

static bool parse(struct fixture *f, const char *line)
{
	char *args[ARGS_MAX];
	size_t count = split(f, line, args);
	f->err = (struct err){0};
	return options_parse(f->arena, both, args, count, &f->parsed, &f->err);
}

static void test_values(void **state)
{
	struct fixture *f = *state;
	assert_true(parse(f, "--db a.db action add --due=fri Call them --plain back"));
	assert_string_equal(options_get(&f->parsed, "db"), "a.db");
	assert_string_equal(options_get(&f->parsed, "due"), "fri");
	assert_true(options_has(&f->parsed, "plain"));
	assert_false(options_has(&f->parsed, "owner"));
	assert_null(options_get(&f->parsed, "owner"));
	assert_int_equal(f->parsed.word_count, 5);
	assert_null(f->parsed.words[5]);
	assert_string_equal(options_rest(f->arena, &f->parsed, 2), "Call them back");
	assert_string_equal(options_rest(f->arena, &f->parsed, 5), "");
}

static void test_last_wins(void **state)
{
	struct fixture *f = *state;
	assert_true(parse(f, "--db one --db=two"));
	assert_string_equal(options_get(&f->parsed, "db"), "two");
	assert_true(parse(f, "--db="));
	assert_string_equal(options_get(&f->parsed, "db"), "");
	assert_true(parse(f, "--db _"));
	assert_string_equal(options_get(&f->parsed, "db"), "");
	assert_true(parse(f, "--due=a=b"));
	assert_string_equal(options_get(&f->parsed, "due"), "a=b");
}

static void test_words(void **state)
{
	struct fixture *f = *state;
	assert_true(parse(f, "import - -5 -0.5 -- --db -x"));
	assert_int_equal(f->parsed.word_count, 6);
	assert_string_equal(f->parsed.words[1], "-");
	assert_string_equal(f->parsed.words[2], "-5");
	assert_string_equal(f->parsed.words[4], "--db");
	assert_string_equal(f->parsed.words[5], "-x");
	assert_false(options_has(&f->parsed, "db"));
	assert_true(parse(f, "--due - x"));
	assert_string_equal(options_get(&f->parsed, "due"), "-");
	assert_true(parse(f, ""));
	assert_int_equal(f->parsed.word_count, 0);
}

static void test_help_letter(void **state)
{
	struct fixture *f = *state;
	assert_true(parse(f, "scores -h"));
	assert_true(options_has(&f->parsed, "help"));
}

static void expect_wrong(struct fixture *f, const char *line, const char *detail)
{
	if (parse(f, line))
		fail_msg("“%s” was taken", line);
	assert_int_equal(f->err.code, ERR_USAGE);
	if (!strstr(f->err.detail, detail))
		fail_msg("“%s”: “%s” does not name “%s”", line, f->err.detail, detail);
}

static void test_wrong_use(void **state)
{
	struct fixture *f = *state;
	expect_wrong(f, "--dbb x", "--db?");
	expect_wrong(f, "--ownr=x", "--owner?");
	expect_wrong(f, "--zzzzz", "--zzzzz");
	expect_wrong(f, "--db", "--db FILE");
	expect_wrong(f, "--db --plain", "--db FILE");
	expect_wrong(f, "--plain=yes", "--plain");
	expect_wrong(f, "-x", "-x");
	expect_wrong(f, "-db x", "-db");
	expect_wrong(f, "--=x", "--");
}

static void test_words_before_tables(void **state)
{
	struct fixture *f = *state;
	char *args[ARGS_MAX];
	size_t count = split(f, "--db a.db --json --due=x action -q add --db", args);
	options_words(f->arena, global, args, count, &f->parsed);
	assert_int_equal(f->parsed.word_count, 2);
	assert_string_equal(f->parsed.words[0], "action");
	assert_string_equal(f->parsed.words[1], "add");
	assert_string_equal(options_get(&f->parsed, "db"), "a.db");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_values, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_last_wins, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_help_letter, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_wrong_use, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_words_before_tables, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
