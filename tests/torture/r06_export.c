/* R6: a file that the program writes over an older one, killed or failing at each write, fsync and rename on
 * the way. It is the older one whole or the newer one whole, what failed is told, and the next try leaves
 * nothing beside it. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "torture.h"

enum { TEXT = 160, WORDS_MAX = 40, CALLS_MAX = 200, FAULTS = TEST_COUNT(25, 8) };

static const char older[] = "what stood here before\n", target[] = "out/target";

/* A way to write a file. */
struct export
{
	const char *name;
	const char *words[8]; /* TARGET is its path */
	int code; /* when all goes well */
};
#define TARGET "TARGET"

static const struct export exports[] = {
        {"backup", {"backup", "--replace", TARGET, NULL}, 0},
        {"refused", {"import", "bad.csv", "--scale", "0-10", "--refused", TARGET, NULL}, 3},
};

struct fault {
	const char *call; /* as strace knows it */
	const char *what; /* "signal=KILL", "error=ENOSPC" */
	int when; /* from 1; 0 none */
};

static void add_words(struct scratch *s, const struct export *export, const char **list, size_t n)
{
	for (size_t i = 0; export->words[i]; i++)
		list[n++] =
		        strcmp(export->words[i], TARGET) == 0 ? scratch_path(s, target) : export->words[i];
	list[n] = NULL;
}

static struct run run_under(struct scratch *s, const struct export *export, const struct fault *fault)
{
	static const char *const env[] = {NOW, "ASAN_OPTIONS=detect_leaks=0", NULL};
	char trace[TEXT], inject[TEXT], log[TEXT];
	size_t n = 0;
	snprintf(trace, TEXT, "trace=%s", fault->call);
	snprintf(inject, TEXT, "inject=%s:%s:when=%d", fault->call, fault->what, fault->when);
	snprintf(log, TEXT, "%s", scratch_path(s, "strace.log"));
	const char *argv[WORDS_MAX] = {"strace", "-qq", "-o", log, "-e", trace};
	for (n = 0; argv[n]; n++)
		;
	if (fault->when) {
		argv[n++] = "-e";
		argv[n++] = inject;
	}
	const char *const own[] = {run_dagstart_path(), "--lang", "en", "--db", scratch_path(s, STORE)};
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		argv[n++] = own[i];
	add_words(s, export, argv, n);
	return run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
}

static bool is_older(struct scratch *s)
{
	size_t len = 0;
	char *bytes = scratch_read(s, target, &len);
	bool same = bytes && len == strlen(older) && memcmp(bytes, older, len) == 0;
	free(bytes);
	return same;
}

/* Opens as a store that holds what this one does. Looked at elsewhere, since a reader leaves a log beside it.
 */
static bool is_whole_copy(struct scratch *s)
{
	size_t len = 0;
	char *bytes = scratch_read(s, target, &len);
	assert_non_null(bytes);
	scratch_write_bytes(s, "look/copy.db", bytes, len);
	free(bytes);
	const char *argv[] = {run_dagstart_path(), "--lang", "en", "--db", scratch_path(s, "look/copy.db"),
	        "decision", "list", "--json", NULL};
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	bool whole = r.code == 0 && strstr(r.out, "Brood op tijd");
	run_done(&r);
	return whole;
}

/* An import that failed as a whole refused no row. */
static bool is_whole_list(struct scratch *s, int code)
{
	size_t len = 0;
	char *bytes = scratch_read(s, target, &len);
	bool whole = bytes && len > 0 && strstr(bytes, "11") && bytes[len - 1] == '\n';
	whole = whole || (bytes && len == 0 && code == 1);
	free(bytes);
	return whole;
}

/* How many files lie beside the target. */
static int strays(struct scratch *s)
{
	int count = 0;
	DIR *dir = opendir(scratch_path(s, "out"));
	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		        strcmp(entry->d_name, "target") != 0) {
			print_message("beside it: %s\n", entry->d_name);
			count++;
		}
	closedir(dir);
	return count;
}

static int calls_of(struct scratch *s, const struct export *export, const char *call)
{
	int count = 0;
	struct run r = run_under(s, export, &(struct fault){call, "", 0});
	run_expect(&r, export->code);
	run_done(&r);
	char *log = scratch_read(s, "strace.log", NULL);
	for (const char *at = log; at && (at = strstr(at, call)); at++)
		count += at[strlen(call)] == '(';
	free(log);
	assert_true(count < CALLS_MAX);
	return count;
}

static void must_hold(struct scratch *s, const struct export *export, const struct fault *fault)
{
	scratch_write(s, target, older);
	struct run r = run_under(s, export, fault);
	bool killed = r.code == 128 + 9;
	bool whole = strcmp(export->name, "backup") == 0 ? is_whole_copy(s) : is_whole_list(s, r.code);
	if (!is_older(s) && !whole)
		fail_msg("%s, %s %d %s: the file is neither the older nor the newer one", export->name,
		        fault->call, fault->when, fault->what);
	if (r.code == export->code && !whole && !strstr(r.err, "can't write"))
		fail_msg("%s, %s %d %s: said to be done, and is not", export->name, fault->call, fault->when,
		        fault->what);
	if (!killed && r.code != export->code)
		torture_must_tell(&r, fault->call);
	run_done(&r);
	/* the next one that is not hindered */
	const char *words[WORDS_MAX] = {NULL};
	add_words(s, export, words, 0);
	r = torture_run(s, words);
	run_expect(&r, export->code);
	run_done(&r);
	if (strays(s) > 0)
		fail_msg("%s, %s %d %s: something is left beside the file", export->name, fault->call,
		        fault->when, fault->what);
}

/* Small counts take a part of the calls, spread over all of them. */
static void fail_each(struct scratch *s, const struct export *export)
{
	static const char *const calls[] = {
	        "write", "pwrite64", "fsync", "fdatasync", "renameat2", "renameat"};
	static const char *const whats[] = {"signal=KILL", "error=ENOSPC", "error=EIO"};
	enum { CALLS = sizeof(calls) / sizeof(*calls), WHATS = sizeof(whats) / sizeof(*whats) };
	int counts[CALLS], count = 0, most = torture_times(FAULTS);
	for (size_t c = 0; c < CALLS; c++)
		count += WHATS * (counts[c] = calls_of(s, export, calls[c]));
	int tried = count < most ? count : most;
	for (int i = 0; i < tried; i++) {
		int at = i * count / tried;
		size_t c = 0;
		for (; at >= WHATS * counts[c]; c++)
			at -= WHATS * counts[c];
		must_hold(s, export, &(struct fault){calls[c], whats[at % WHATS], at / WHATS + 1});
	}
	print_message("%s: %d of %d faults\n", export->name, tried, count);
}

static void test_older_or_newer(void **state)
{
	struct scratch *s = *state;
	static const char *const decide[] = {"decision", "add", "Brood op tijd", NULL};
	if (!torture_has_strace())
		skip();
	struct run r = torture_run(s, decide);
	run_expect(&r, 0);
	run_done(&r);
	scratch_write(s, "home/bad.csv",
	        "date,nps,comment\n2026-03-01,9,fine\n2026-03-01,11,too high\n2026-03-01,8,ok\n");
	for (size_t i = 0; i < sizeof(exports) / sizeof(*exports); i++) {
		scratch_write(s, target, older);
		fail_each(s, &exports[i]);
	}
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_older_or_newer, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
