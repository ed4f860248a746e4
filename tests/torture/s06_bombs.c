/* S6, what an import does with broken files and traps: each ends within a second of processor time and 64 MB
 * of memory, tells file, line and reason, and nothing of it is imported. */
#include <fcntl.h>
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bombs.h"
#include "torture.h"

/* The checks of a sanitizer take their own time and memory. */
enum { CPU_S = TEST_COUNT(1, 20), MEMORY_MB = TEST_COUNT(64, 1024) };

static bool matches(const char *text, const char *expression)
{
	regex_t regex;
	assert_int_equal(regcomp(&regex, expression, REG_EXTENDED | REG_NOSUB | REG_NEWLINE), 0);
	bool found = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

/* Of children that have ended, with theirs: the most that one of them ever had. */
static long memory_mb(void)
{
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	return used.ru_maxrss / 1024;
}

/* What was not as it should be; "" nothing. */
static const char *wrong(const struct run *r, size_t i, double cpu)
{
	static char expression[256];
	snprintf(expression, sizeof(expression), "^dagstart: (.*[/ ])?%s%s%s.*(%s)", bombs[i].name,
	        *bombs[i].line ? ":" : "", bombs[i].line, bombs[i].reason);
	if (r->code != 1)
		return "another exit code than 1";
	if (!matches(r->err, expression))
		return expression;
	if (!matches(r->out, "^imported 0, duplicates 0, refused [0-9]+$"))
		return "something was imported, or not told";
	if (cpu > CPU_S || memory_mb() > MEMORY_MB)
		return "too much time or memory";
	return "";
}

static bool check(struct scratch *s, size_t i)
{
	const char *path = scratch_path(s, bombs[i].name);
	double before = torture_child_cpu();
	struct run r = torture_run(s, (const char *[]){"import", path, NULL});
	double cpu = torture_child_cpu() - before;
	const char *what = wrong(&r, i, cpu);
	print_message("%-20s %5.2f s %3ld MB\n", bombs[i].name, cpu, memory_mb());
	if (*what)
		print_error("%s: %s\n%s%s\n", bombs[i].name, what, r.out, r.err);
	run_done(&r);
	unlink(path);
	return !*what && torture_number(s, "SELECT count(*) FROM response", NULL) == 0 &&
	       torture_number(s, "SELECT count(*) FROM batch", NULL) == 0;
}

/* The files are made one by one: what this program takes of memory is counted with its children. */
static void make(struct scratch *s, size_t i)
{
	FILE *f = fopen(scratch_path(s, bombs[i].name), "we");
	assert_non_null(f);
	bombs[i].make(f);
	assert_int_equal(fclose(f), 0);
}

static void test_bombs(void **state)
{
	struct scratch *s = *state;
	bool good = true;
	for (size_t i = 0; i < bomb_count; i++) {
		make(s, i);
		good = check(s, i) && good;
	}
	assert_true(good);
	torture_must_be_sound(s);
}

/* What is no file at all. */
static void test_no_files(void **state)
{
	struct scratch *s = *state;
	mkdir(scratch_path(s, "folder.csv"), 0700);
	assert_int_equal(mkfifo(scratch_path(s, "pipe.csv"), 0600), 0);
	static const struct {
		const char *name, *reason;
	} rows[] = {
	        {"folder.csv", "folder"}, {"pipe.csv", "not a file"}, {"missing.csv", "there is no file"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct run r =
		        torture_run(s, (const char *[]){"import", scratch_path(s, rows[i].name), NULL});
		run_expect(&r, 1);
		assert_true(strstr(r.err, rows[i].name) && strstr(r.err, rows[i].reason));
		run_done(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_bombs, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(test_no_files, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
