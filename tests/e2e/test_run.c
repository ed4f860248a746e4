/* The harness without a terminal, proven against shell programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "run.h"
#include "scratch.h"

static int setup(void **state)
{
	*state = scratch_new();
	return 0;
}

static int teardown(void **state)
{
	scratch_free(*state);
	return 0;
}

static struct run run_shell(struct scratch *s, const char *script, const char *input)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	return run_program(
	        &(struct run_options){.argv = argv, .scratch = s, .input = input, .timeout_ms = 5000});
}

static void test_both_outputs_and_the_code(void **state)
{
	struct run r = run_shell(*state, "printf out; printf err >&2; exit 3", NULL);
	run_expect(&r, 3);
	assert_string_equal(r.out, "out");
	assert_string_equal(r.err, "err");
	run_done(&r);
}

static void test_input_goes_through(void **state)
{
	struct run r = run_shell(*state, "tr a-z A-Z", "een\ntwee");
	run_expect(&r, 0);
	assert_string_equal(r.out, "EEN\nTWEE");
	run_done(&r);
	r = run_shell(*state, "cat", NULL);
	run_expect(&r, 0);
	assert_int_equal(r.out_len, 0);
	run_done(&r);
}

/* More than any pipe holds, in both directions at once. */
static void test_large_input_does_not_lock(void **state)
{
	const size_t size = 2000000;
	char *big = malloc(size + 1);
	assert_non_null(big);
	memset(big, 'x', size);
	big[size] = '\0';
	struct run r = run_shell(*state, "cat; cat /dev/null >&2", big);
	run_expect(&r, 0);
	assert_int_equal(r.out_len, size);
	run_done(&r);
	r = run_shell(*state, "exec <&-; echo done", big);
	run_expect(&r, 0);
	assert_string_equal(r.out, "done\n");
	run_done(&r);
	free(big);
}

static void test_nul_bytes_are_kept(void **state)
{
	const char *const argv[] = {"cat", NULL};
	const char input[] = {'a', '\0', 'b'};
	struct run r = run_program(
	        &(struct run_options){.argv = argv, .scratch = *state, .input = input, .input_len = 3});
	assert_int_equal(r.out_len, 3);
	assert_memory_equal(r.out, input, 3);
	run_done(&r);
}

static void test_signal_and_absence(void **state)
{
	struct run r = run_shell(*state, "kill -TERM $$", NULL);
	assert_int_equal(r.code, 128 + 15);
	run_done(&r);
	const char *const argv[] = {"no-such-program-here", NULL};
	r = run_program(&(struct run_options){.argv = argv, .scratch = *state});
	assert_int_equal(r.code, 127);
	assert_non_null(strstr(r.err, "no-such-program-here"));
	run_done(&r);
}

static void test_time_over(void **state)
{
	static const char *const scripts[] = {"exec sleep 100", "exec sleep 100 >&- 2>&-"};
	for (size_t i = 0; i < 2; i++) {
		const char *const argv[] = {"sh", "-c", scripts[i], NULL};
		struct run r = run_program(
		        &(struct run_options){.argv = argv, .scratch = *state, .timeout_ms = 150});
		assert_int_equal(r.code, -1);
		assert_true(r.ms >= 150 && r.ms < 50000);
		run_done(&r);
	}
}

static void test_no_terminal(void **state)
{
	struct run r = run_shell(*state,
	        "test -t 0 || test -t 1 || test -t 2 || (: </dev/tty) 2>/dev/null || printf none", NULL);
	assert_string_equal(r.out, "none");
	run_done(&r);
}

static void test_environment_is_fixed(void **state)
{
	setenv("LINES", "99", 1);
	setenv("NO_COLOR", "1", 1);
	setenv("DAGSTART_DB", "/elsewhere", 1);
	struct run r = run_shell(*state,
	        "echo $TERM/$LC_ALL/$TZ/$ESCDELAY/${LINES-unset}/${COLUMNS-unset}/${NO_COLOR-unset}/"
	        "${DAGSTART_DB-unset}; pwd; echo $XDG_DATA_HOME; test -d $XDG_STATE_HOME && ls -a $HOME | wc "
	        "-l",
	        NULL);
	unsetenv("LINES");
	unsetenv("NO_COLOR");
	unsetenv("DAGSTART_DB");
	run_expect(&r, 0);
	const char *first = "xterm-256color/C.UTF-8/Europe/Amsterdam/25/unset/unset/unset/unset\n";
	assert_memory_equal(r.out, first, strlen(first));
	char *rest = r.out + strlen(first);
	assert_memory_equal(rest, scratch_home(*state), strlen(scratch_home(*state)));
	assert_non_null(strstr(rest, "/home/.local/share\n"));
	run_done(&r);
}

static void test_environment_is_changed_on_request(void **state)
{
	const char *const argv[] = {"sh", "-c", "echo $TZ/${ESCDELAY-unset}/$NIEUW/$LC_ALL", NULL};
	const char *const env[] = {"TZ=UTC", "ESCDELAY", "NIEUW=a=b", NULL};
	struct run r = run_program(&(struct run_options){
	        .argv = argv, .scratch = *state, .env = env, .locale = "C", .tz = "Asia/Tokyo"});
	assert_string_equal(r.out, "UTC/unset/a=b/C\n");
	run_done(&r);
}

static void test_files(void **state)
{
	struct scratch *s = *state;
	size_t len = 0;
	assert_false(scratch_exists(s, "a/b/c.txt"));
	assert_null(scratch_read(s, "a/b/c.txt", NULL));
	assert_int_equal(scratch_mode(s, "a/b/c.txt"), 0);
	const char *path = scratch_write(s, "a/b/c.txt", "één\n");
	assert_int_equal(access(path, R_OK), 0);
	assert_int_equal(scratch_mode(s, "a/b/c.txt"), 0600);
	char *text = scratch_read(s, path, &len);
	assert_string_equal(text, "één\n");
	assert_int_equal(len, 6);
	free(text);
	assert_int_equal(scratch_mode(s, ""), 0700);
}

static void test_folder_goes(void **state)
{
	(void)state;
	struct scratch *s = scratch_new();
	struct scratch *other = scratch_new();
	const char *locked = scratch_write(s, "locked/deep/file", "x");
	char *dir = strdup(scratch_dir(s));
	char *outside = strdup(scratch_write(other, "kept", "y"));
	assert_int_equal(symlink(scratch_dir(other), scratch_path(s, "link")), 0);
	assert_int_equal(chmod(scratch_path(s, "locked"), 0), 0);
	assert_int_equal(access(dir, F_OK), 0);
	(void)locked;
	scratch_free(s);
	assert_int_not_equal(access(dir, F_OK), 0);
	assert_int_equal(access(outside, F_OK), 0);
	scratch_free(other);
	free(dir);
	free(outside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_both_outputs_and_the_code),
	        cmocka_unit_test(test_input_goes_through),
	        cmocka_unit_test(test_large_input_does_not_lock),
	        cmocka_unit_test(test_nul_bytes_are_kept),
	        cmocka_unit_test(test_signal_and_absence),
	        cmocka_unit_test(test_time_over),
	        cmocka_unit_test(test_no_terminal),
	        cmocka_unit_test(test_environment_is_fixed),
	        cmocka_unit_test(test_environment_is_changed_on_request),
	        cmocka_unit_test(test_files),
	        cmocka_unit_test(test_folder_goes),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
