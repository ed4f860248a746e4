#include "torture.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "mono.h"
#include "shown.h"

enum { WORDS_MAX = 40, FORM_MS = 20000, SAVE_MS = 20000, TIMES_MAX = 10000 };

int torture_times(int base)
{
	const char *given = getenv("DAGSTART_TORTURE");
	long times = given ? strtol(given, NULL, 10) : 1;
	return base * (int)(times < 1 ? 1 : times > TIMES_MAX ? TIMES_MAX : times);
}

/* Leaks are looked for where the same is done once, by the scenarios. */
#define NO_LEAKS "ASAN_OPTIONS=detect_leaks=0"
static const char *const run_env[] = {NOW, NO_LEAKS, NULL};

struct scratch *torture_team(void)
{
	struct scratch *s = scratch_new();
	static const char *const words[] = {
	        "init", "--lang", "en", "--team", "Bakkerij", "--people", "Anna, Bram, Chaya", NULL};
	struct run r = torture_run(s, words);
	run_expect(&r, 0);
	run_done(&r);
	return s;
}

int torture_setup(void **state)
{
	*state = torture_team();
	return 0;
}

int torture_teardown(void **state)
{
	scratch_free(*state);
	return 0;
}

/* Appends the words to a list of at most WORDS_MAX. */
static size_t add_words(const char **list, size_t count, const char *const *words)
{
	for (; words && *words; words++) {
		assert_true(count + 1 < WORDS_MAX);
		list[count++] = *words;
	}
	list[count] = NULL;
	return count;
}

struct run torture_run(struct scratch *s, const char *const *words)
{
	const char *argv[WORDS_MAX] = {run_dagstart_path(), "--db", scratch_path(s, STORE), NULL};
	add_words(argv, 3, words);
	return run_program(&(struct run_options){.argv = argv, .scratch = s, .env = run_env});
}

struct term *torture_sit(struct scratch *s, const struct torture_seat *seat)
{
	static const struct torture_seat usual = {0};
	static const char *const meet[] = {"meet", NULL};
	seat = seat ? seat : &usual;
	const char *own[] = {run_dagstart_path(), "--lang", "en", "--db", scratch_path(s, STORE), NULL};
	const char *argv[WORDS_MAX] = {NULL};
	size_t count = add_words(argv, 0, seat->before);
	count = add_words(argv, count, own);
	add_words(argv, count, seat->words ? seat->words : meet);
	const char *env[] = {seat->now ? seat->now : NOW, NO_LEAKS, NULL};
	return term_start(&(struct term_options){.argv = argv,
	        .env = env,
	        .tz = seat->tz,
	        .scratch = s,
	        .term = seat->term,
	        .locale = seat->locale,
	        .rows = seat->rows,
	        .cols = seat->cols});
}

struct term *torture_meet(struct scratch *s, const struct torture_seat *seat)
{
	struct term *t = torture_sit(s, seat);
	term_expect(t, "Bakkerij", SAVE_MS);
	for (int i = 0; i < 100 && torture_number(s, "SELECT count(*) FROM meeting", NULL) < 1; i++)
		term_pump(t, 20);
	return t;
}

struct wish {
	const char *regex;
};

static bool stands(struct term *t, void *user)
{
	const struct wish *wish = user;
	return term_matches(t, wish->regex);
}

static bool wait_for(struct term *t, const char *regex, int ms)
{
	struct wish wish = {regex};
	return term_wait(t, stands, &wish, ms);
}

bool torture_ends(struct term *t, int ms)
{
	int fd = pidfd_open(term_pid(t), 0);
	if (fd < 0)
		return true; /* waited for already */
	struct pollfd end = {.fd = fd, .events = POLLIN};
	int64_t deadline = mono_now() + ms * MONO_MS * run_slowness();
	int ready;
	do
		ready = poll(&end, 1, mono_left(deadline));
	while (ready < 0 && errno == EINTR);
	bool ended = ready == 1;
	close(fd);
	return ended;
}

int torture_status(struct term *t)
{
	int status = 0;
	assert_true(term_wait_exit(t, 1000, &status));
	return status;
}

static void send_to(struct term *t, const char *bytes)
{
	if (!torture_ends(t, 0))
		term_send(t, bytes);
}

/* The title of the form. */
static const char form_regex[] = "Decide";

bool torture_decide(struct term *t, const char *text)
{
	/* What was half typed before comes back in the form. */
	if (!term_matches(t, form_regex))
		send_to(t, "d");
	if (!wait_for(t, form_regex, FORM_MS))
		return false;
	send_to(t, "\x05\x15"); /* to the end, and cut to the start */
	send_to(t, text);
	if (!wait_for(t, text, FORM_MS))
		return false;
	send_to(t, "\x13");
	return true;
}

/* The number behind "saved D-", 0 when it is not there. */
static int saved_id(struct term *t)
{
	static const char saved[] = "saved D-";
	const char *at = strstr(term_screen(t), saved);
	return at ? (int)strtol(at + strlen(saved), NULL, 10) : 0;
}

struct saving {
	int last;
	const char *unless;
};

static bool is_saved_anew(struct term *t, const struct saving *saving)
{
	int id = saved_id(t);
	return id != 0 && id != saving->last;
}

static bool is_settled(struct term *t, void *user)
{
	const struct saving *saving = user;
	return is_saved_anew(t, saving) || (saving->unless && term_matches(t, saving->unless));
}

bool torture_saved(struct term *t, int *id, const char *unless)
{
	struct saving saving = {*id, unless};
	/* Also right after the end: what came before it was shown. */
	term_wait(t, is_settled, &saving, SAVE_MS);
	if (!is_saved_anew(t, &saving))
		return false;
	*id = saved_id(t);
	return true;
}

/* -- the store -- */

static void copy_file(struct scratch *s, const char *from, const char *to)
{
	size_t len = 0;
	char *bytes = scratch_read(s, from, &len);
	unlink(scratch_path(s, to));
	if (bytes)
		scratch_write_bytes(s, to, bytes, len);
	free(bytes);
}

/* A copy with its log, so that looking changes nothing. */
static sqlite3 *open_copy(struct scratch *s)
{
	sqlite3 *db = NULL;
	unlink(scratch_path(s, "look.db-shm"));
	copy_file(s, STORE "-wal", "look.db-wal");
	copy_file(s, STORE, "look.db");
	if (sqlite3_open_v2(scratch_path(s, "look.db"), &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		fail_msg("the copy of the store: %s", sqlite3_errmsg(db));
	return db;
}

int64_t torture_number(struct scratch *s, const char *sql, const char *text)
{
	sqlite3 *db = open_copy(s);
	sqlite3_stmt *stmt = NULL;
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (text)
		sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
	int64_t number = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return number;
}

int64_t torture_decisions(struct scratch *s, const char *text)
{
	return torture_number(s, "SELECT count(*) FROM decision WHERE text = ?1", text);
}

sqlite3 *torture_lock(struct scratch *s)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(scratch_path(s, STORE), &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	return db;
}

void torture_unlock(sqlite3 *db)
{
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
}

void torture_spoil(struct scratch *s, const char *sql)
{
	sqlite3 *db = NULL;
	char *why = NULL;
	assert_int_equal(sqlite3_open(scratch_path(s, STORE), &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

void torture_must_be_sound(struct scratch *s)
{
	assert_int_equal(
	        torture_number(
	                s, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", NULL),
	        0);
	assert_int_equal(torture_number(s, "SELECT count(*) FROM pragma_foreign_key_check", NULL), 0);
	static const char *const words[] = {"decision", "list", "--json", NULL};
	struct run r = torture_run(s, words);
	run_expect(&r, 0);
	run_done(&r);
}

/* -- machine -- */

bool torture_has_strace(void)
{
	static const char *const argv[] = {"strace", "-o", "/dev/null", "true", NULL};
	struct scratch *s = scratch_new();
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s});
	bool has = r.code == 0;
	run_done(&r);
	scratch_free(s);
	return has;
}

long torture_resident_kb(struct term *t)
{
	char path[64], line[256];
	long kb = 0;
	snprintf(path, sizeof(path), "/proc/%d/status", (int)term_pid(t));
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return kb;
}

double torture_child_cpu(void)
{
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

void torture_must_tell(const struct run *r, const char *what)
{
	const char *why = NULL;
	if (strncmp(r->err, "dagstart: ", strlen("dagstart: ")) != 0)
		fail_msg("%s: expected a sentence that begins with \"dagstart: \", not:\n%s", what, r->err);
	if (shown_bad(r->err, r->err_len, SHOWN_LINES, &why) != r->err_len)
		fail_msg("%s: standard error holds %s", what, why);
}
