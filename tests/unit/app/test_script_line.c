#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "script_line.h"

static int setup(void **state)
{
	*state = arena_new(NULL);
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct script_line parsed(struct arena *arena, const char *text)
{
	struct script_line line;
	struct err err = {0};
	if (!script_line_parse(arena, text, &line, &err))
		fail_msg("“%s”: %s", text, err_text(arena, &err));
	return line;
}

static void test_nothing(void **state)
{
	assert_int_equal(parsed(*state, "").kind, SCRIPT_NOTHING);
	assert_int_equal(parsed(*state, " \t\r").kind, SCRIPT_NOTHING);
	assert_int_equal(parsed(*state, "  # :screen x").kind, SCRIPT_NOTHING);
}

static void test_command(void **state)
{
	struct script_line line =
	        parsed(*state, "action.add  text=\"Call \\\"them\\\" back\" owner=Anna due=fri\r");
	assert_int_equal(line.kind, SCRIPT_COMMAND);
	assert_string_equal(line.name, "action.add");
	assert_int_equal(line.args.count, 3);
	assert_string_equal(args_get(&line.args, "text"), "Call \"them\" back");
	assert_string_equal(args_get(&line.args, "owner"), "Anna");
	assert_string_equal(args_get(&line.args, "due"), "fri");
	assert_string_equal(line.args.text, "");
}

static void test_text(void **state)
{
	struct script_line line = parsed(*state, "feedback.log They   never # called channel=phone back");
	assert_string_equal(line.args.text, "They never # called back");
	assert_string_equal(args_get(&line.args, "channel"), "phone");
	line = parsed(*state, "feedback.log \"x=1 and\" Y=2 5=3 =4");
	assert_string_equal(line.args.text, "x=1 and Y=2 5=3 =4");
	assert_int_equal(line.args.count, 0);
	line = parsed(*state, "note.add text=");
	assert_int_equal(line.args.count, 1);
	assert_string_equal(args_get(&line.args, "text"), "");
}

static void test_escapes(void **state)
{
	struct script_line line = parsed(*state, "note.add text=\"a\\nb\\\\c\\d\"");
	assert_string_equal(args_get(&line.args, "text"), "a\nb\\c\\d");
}

static void test_directive(void **state)
{
	struct script_line line = parsed(*state, "  :type  Bel de klant \"terug\"  ");
	assert_int_equal(line.kind, SCRIPT_DIRECTIVE);
	assert_string_equal(line.name, "type");
	assert_string_equal(line.rest, "Bel de klant \"terug\"");
	line = parsed(*state, ":screen");
	assert_string_equal(line.name, "screen");
	assert_string_equal(line.rest, "");
}

static void test_bad_lines(void **state)
{
	struct script_line line;
	struct str many = str_new(*state);
	static const char *const bad[] = {"note.add text=\"open", "note.add \"open", "note.add text=\"a\\\""};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err err = {0};
		assert_false(script_line_parse(*state, bad[i], &line, &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
	str_add(&many, "note.add");
	str_repeat(&many, " a=1", 33);
	struct err err = {0};
	assert_false(script_line_parse(*state, many.text, &line, &err));
	assert_int_equal(err.code, ERR_INPUT);
}

static void test_duration(void **state)
{
	int64_t ms = -1;
	(void)state;
	assert_true(script_duration("90s", &ms));
	assert_int_equal(ms, 90000);
	assert_true(script_duration("2m", &ms));
	assert_int_equal(ms, 120000);
	assert_true(script_duration("1h", &ms));
	assert_int_equal(ms, 3600000);
	assert_true(script_duration("250ms", &ms));
	assert_int_equal(ms, 250);
	static const char *const bad[] = {"", "s", "90", "-1s", "1.5s", "9999999999s", "90 s", "90d", "90ss"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(script_duration(bad[i], &ms));
	assert_int_equal(ms, 250);
}

static void test_size(void **state)
{
	int columns = 0, rows = 0;
	(void)state;
	assert_true(script_size("120x40", &columns, &rows));
	assert_int_equal(columns, 120);
	assert_int_equal(rows, 40);
	assert_true(script_size("1x1", &columns, &rows));
	static const char *const bad[] = {"", "x", "80", "80x", "x24", "0x24", "80x0", "80x24x2", "99999x1",
	        "1001x20", "-1x5", "80 x24"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(script_size(bad[i], &columns, &rows));
	assert_int_equal(columns, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_command, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_text, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_escapes, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_directive, setup, teardown),
	        cmocka_unit_test_setup_teardown(test_bad_lines, setup, teardown),
	        cmocka_unit_test(test_duration),
	        cmocka_unit_test(test_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
