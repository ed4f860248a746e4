/* R3: the nth call on the store's file fails, once or from then on, with a full disk or a broken one. A
 * decision is saved and said to be, or it is not and the cause is told; nothing of before is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "torture.h"

enum { TEXT = 160, CALLS_MAX = 200, FULL_AT = 60, FAULTS_A_CALL = TEST_COUNT(8, 3) };

struct fault {
	const char *call; /* as strace knows it */
	const char *error;
	int when; /* from 1 */
	bool on; /* and every one after it */
};

/* strace with that fault on the files of the store. */
struct strace {
	char inject[TEXT];
	char trace[TEXT];
	char paths[3][TEXT];
	const char *words[20];
};

static const char *const suffixes[] = {"", "-wal", "-shm"};

static void strace_of(struct strace *st, struct scratch *s, const struct fault *fault, const char *log)
{
	size_t n = 0;
	snprintf(st->inject, TEXT, "inject=%s:error=%s:when=%d%s", fault->call,
	        fault->error ? fault->error : "", fault->when, fault->on ? "+" : "");
	snprintf(st->trace, TEXT, "trace=%s", fault->call);
	st->words[n++] = "strace";
	st->words[n++] = "-f";
	st->words[n++] = "-qq";
	st->words[n++] = "-o";
	st->words[n++] = log;
	for (size_t i = 0; i < 3; i++) {
		snprintf(st->paths[i], TEXT, "%s%s", scratch_path(s, STORE), suffixes[i]);
		st->words[n++] = "-P";
		st->words[n++] = st->paths[i];
	}
	st->words[n++] = "-e";
	st->words[n++] = st->trace;
	if (fault->error) {
		st->words[n++] = "-e";
		st->words[n++] = st->inject;
	}
	st->words[n] = NULL;
}

static struct run add_under(struct scratch *s, const struct fault *fault, const char *text)
{
	struct strace st;
	strace_of(&st, s, fault, scratch_path(s, "strace.log"));
	const char *argv[40];
	size_t n = 0;
	for (size_t i = 0; st.words[i]; i++)
		argv[n++] = st.words[i];
	const char *const own[] = {run_dagstart_path(), "--lang", "en", "--db", scratch_path(s, STORE),
	        "decision", "add", text, NULL};
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		argv[n++] = own[i];
	static const char *const env[] = {NOW, "ASAN_OPTIONS=detect_leaks=0", NULL};
	return run_program(&(struct run_options){.argv = argv, .scratch = s, .env = env});
}

/* How often the program makes the call on the store's files when nothing fails. */
static int calls_made(struct scratch *s, const char *call)
{
	char text[TEXT];
	snprintf(text, sizeof(text), "telling van %s", call);
	struct run r = add_under(s, &(struct fault){.call = call}, text);
	run_expect(&r, 0);
	run_done(&r);
	char *log = scratch_read(s, "strace.log", NULL);
	int count = 0;
	for (const char *at = log; at && (at = strstr(at, call)); at++)
		count++;
	free(log);
	return count;
}

static void check_told(const struct run *r, const struct fault *fault, const char *what)
{
	/* SQLite takes a sector that can't be read for damage (SQLITE_IOERR_CORRUPTFS), and a file that it
	 * can't open for writing for one that may be read only. */
	static const char *const causes[] = {"full", "disk", "busy", "damaged", "only be read", "opened"};
	bool named = false;
	torture_must_tell(r, what);
	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
		named = named || strcasestr(r->err, causes[i]) != NULL;
	if (!named)
		fail_msg("%s: %s is not named: %s", what, fault->error, r->err);
}

static void try_fault(struct scratch *s, const struct fault *fault, int64_t *before)
{
	char text[TEXT], what[2 * TEXT];
	snprintf(text, sizeof(text), "besluit bij %s %s %d%s", fault->call, fault->error, fault->when,
	        fault->on ? "+" : "");
	struct run r = add_under(s, fault, text);
	snprintf(what, sizeof(what), "%s: exit %d, %s", text, r.code, r.err);
	int64_t there = torture_decisions(s, text);
	if (r.code < 0 || r.code >= 128)
		fail_msg("%s: a hang or a crash", what);
	if (there != (r.code == 0))
		fail_msg("%s: in the store %lld times", what, (long long)there);
	if (r.code == 0 && !strstr(r.out, "saved D-"))
		fail_msg("%s: saved, but not said", what);
	if (r.code != 0)
		check_told(&r, fault, what);
	*before += there;
	assert_int_equal(torture_number(s, "SELECT count(*) FROM decision", NULL), *before);
	torture_must_be_sound(s);
	run_done(&r);
}

/* Every call of the kind, at first the first, the last and some between them. */
static int try_call(struct scratch *s, const char *call)
{
	static const struct fault kinds[] = {
	        {.error = "ENOSPC"},
	        {.error = "EIO", .on = true},
	        {.error = "EIO"},
	        {.error = "ENOSPC", .on = true},
	};
	int calls = calls_made(s, call), tried = 0;
	int64_t before = torture_number(s, "SELECT count(*) FROM decision", NULL);
	int wanted = torture_times(FAULTS_A_CALL);
	for (int i = 0; i < wanted && calls > 0; i++) {
		struct fault fault = kinds[i % 4];
		fault.call = call;
		fault.when = wanted >= 4 * calls ? 1 + (i / 4)
		                                 : 1 + (i * (calls - 1)) / (wanted > 1 ? wanted - 1 : 1);
		if (fault.when > calls)
			break;
		try_fault(s, &fault, &before);
		tried++;
	}
	return tried;
}

static void test_the_nth_call_fails(void **state)
{
	static const char *const calls[] = {"pwrite64", "fdatasync", "ftruncate", "openat", "pread64"};
	int tried = 0;
	if (!torture_has_strace())
		skip();
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		tried += try_call(*state, calls[i]);
	assert_true(tried >= FAULTS_A_CALL * 2);
}

/* On the screen: what was typed stays in the form, and is saved once there is room again. */
static void test_a_full_disk_keeps_the_text(void **state)
{
	struct scratch *s = *state;
	if (!torture_has_strace())
		skip();
	struct strace st;
	strace_of(&st, s, &(struct fault){.call = "pwrite64", .error = "ENOSPC", .when = FULL_AT, .on = true},
	        "/dev/null");
	struct term *t = torture_sit(s, &(struct torture_seat){.before = st.words});
	static const char text[] = "de oven gaat om zes uur aan";
	char regex[TEXT];
	int id = 0;
	bool failed = false;
	/* Other writes may come first, so until it fails; each of them is saved. */
	for (int i = 0; i < 20 && !failed; i++) {
		snprintf(regex, sizeof(regex), "%s %d", text, i);
		if (!torture_decide(t, regex))
			term_fail_at(t, "the form did not come", __FILE__, __LINE__);
		failed = !torture_saved(t, &id, "disk is full");
	}
	if (!term_matches(t, "disk is full"))
		term_fail_at(t, "the full disk is not told", __FILE__, __LINE__);
	assert_int_equal(torture_decisions(s, regex), 0);
	/* A key closes the message, and the text still stands there. */
	term_keys(t, "Esc");
	term_expect(t, regex, 20000);
	term_free(t);
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_the_nth_call_fails, torture_setup, torture_teardown),
	        cmocka_unit_test_setup_teardown(
	                test_a_full_disk_keeps_the_text, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
