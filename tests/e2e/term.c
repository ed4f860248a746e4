#include "term.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "child_env.h"
#include "mono.h"
#include "run.h"
#include "term_private.h"

int64_t term_deadline(int ms)
{
	return mono_now() + (int64_t)ms * run_slowness() * MONO_MS;
}

struct term *term_start(const struct term_options *options)
{
	int rows = options->rows ? options->rows : 24;
	int cols = options->cols ? options->cols : 80;
	struct term *t = calloc(1, sizeof(*t));
	if (!t)
		abort();
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	t->own_scratch = !options->scratch;
	t->scratch = options->scratch ? options->scratch : scratch_new();
	term_vt_start(t, rows, cols, !options->locale || strstr(options->locale, "UTF-8"));
	const struct child_env wanted = {
	        .term = options->term, .locale = options->locale, .tz = options->tz, .extra = options->env};
	char **envp = child_env_new(t->scratch, &wanted);
	const struct ptyproc_spec spec = {
	        .argv = options->argv,
	        .envp = envp,
	        .cwd = options->cwd ? options->cwd : scratch_home(t->scratch),
	        .rows = rows,
	        .cols = cols,
	};
	bool started = ptyproc_open(&t->pty, &spec);
	child_env_free(envp);
	if (!started)
		fail_msg("cannot start %s: %s", options->argv[0], strerror(errno));
	return t;
}

struct term *term_dagstart(struct scratch *scratch, int rows, int cols, const char *const *args)
{
	size_t n = 0;
	while (args[n])
		n++;
	const char **argv = calloc(n + 2, sizeof(*argv));
	if (!argv)
		abort();
	argv[0] = run_dagstart_path();
	memcpy(argv + 1, args, n * sizeof(*argv));
	struct term *t = term_start(
	        &(struct term_options){.argv = argv, .scratch = scratch, .rows = rows, .cols = cols});
	free(argv);
	return t;
}

void term_free(struct term *t)
{
	if (!t)
		return;
	ptyproc_close(&t->pty);
	term_vt_done(t);
	if (t->own_scratch)
		scratch_free(t->scratch);
	for (int i = 0; i < t->rows_kept; i++)
		bytes_done(&t->lines[i]);
	free(t->lines);
	bytes_done(&t->log);
	bytes_done(&t->text);
	bytes_done(&t->title);
	free(t);
}

struct scratch *term_scratch(const struct term *t)
{
	return t->scratch;
}

pid_t term_pid(const struct term *t)
{
	return t->pty.pid;
}

enum ptyproc_io term_read(struct term *t, int64_t deadline)
{
	char block[8192];
	size_t len = 0;
	enum ptyproc_io got =
	        t->ended ? PTYPROC_END : ptyproc_read(&t->pty, block, sizeof(block), deadline, &len);
	if (got == PTYPROC_END)
		t->ended = true;
	if (got == PTYPROC_DATA) {
		bytes_add(&t->log, block, len);
		term_vt_feed(t, block, len);
	}
	return got;
}

bool term_wait(struct term *t, bool (*holds)(struct term *t, void *user), void *user, int ms)
{
	int64_t deadline = term_deadline(ms);
	for (;;) {
		/* Look only at what is whole so far: half a repaint may match by accident. */
		while (term_read(t, 0) == PTYPROC_DATA)
			continue;
		if (holds(t, user))
			return true;
		if (t->ended || term_read(t, deadline) == PTYPROC_LATE)
			return false;
	}
}

/* A regular expression compiled twice: for one line, and for all lines joined. */
struct term_pattern {
	regex_t line;
	regex_t all;
};

static void term_pattern_init(struct term_pattern *p, const char *regex)
{
	if (regcomp(&p->line, regex, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) != 0 ||
	        regcomp(&p->all, regex, REG_EXTENDED | REG_NOSUB) != 0)
		fail_msg("not a regular expression: %s", regex);
}

static void term_pattern_done(struct term_pattern *p)
{
	regfree(&p->line);
	regfree(&p->all);
}

static bool term_seen(struct term *t, void *user)
{
	const struct term_pattern *p = user;
	const char *text = term_screen(t);
	return regexec(&p->line, text, 0, NULL, 0) == 0 || regexec(&p->all, text, 0, NULL, 0) == 0;
}

static bool term_not_seen(struct term *t, void *user)
{
	return !term_seen(t, user);
}

bool term_matches(struct term *t, const char *regex)
{
	struct term_pattern p;
	term_pattern_init(&p, regex);
	bool seen = term_seen(t, &p);
	term_pattern_done(&p);
	return seen;
}

static bool term_wait_pattern(struct term *t, const char *regex, int ms, bool present)
{
	struct term_pattern p;
	term_pattern_init(&p, regex);
	bool held = term_wait(t, present ? term_seen : term_not_seen, &p, ms);
	term_pattern_done(&p);
	return held;
}

static void term_fail_about(struct term *t, const char *what, const char *regex, const char *file, int line)
{
	struct bytes message = {0};
	bytes_puts(&message, what);
	bytes_puts(&message, regex);
	term_fail_at(t, message.data, file, line);
}

void term_expect_at(struct term *t, const char *regex, int ms, const char *file, int line)
{
	if (!term_wait_pattern(t, regex, ms, true))
		term_fail_about(t, "did not come: ", regex, file, line);
}

void term_expect_gone_at(struct term *t, const char *regex, int ms, const char *file, int line)
{
	if (!term_wait_pattern(t, regex, ms, false))
		term_fail_about(t, "did not go: ", regex, file, line);
}

bool term_pump(struct term *t, int ms)
{
	int64_t deadline = term_deadline(ms);
	enum ptyproc_io got;
	do
		got = term_read(t, deadline);
	while (got == PTYPROC_DATA && mono_left(deadline) > 0);
	return got != PTYPROC_END;
}

bool term_trickle(struct term *t, int bytes_a_second, int ms)
{
	enum { PIECE_MS = 50 };
	size_t piece = (size_t)bytes_a_second * PIECE_MS / 1000;
	int64_t deadline = mono_now() + ms * MONO_MS; /* a line is as slow as it is, whatever the machine */
	while (!t->ended && mono_left(deadline) > 0) {
		size_t len = 0;
		char block[512];
		int64_t next = mono_now() + PIECE_MS * MONO_MS;
		if (piece > sizeof(block))
			piece = sizeof(block);
		enum ptyproc_io got = ptyproc_read(&t->pty, block, piece, next, &len);
		t->ended = got == PTYPROC_END;
		if (got == PTYPROC_DATA) {
			bytes_add(&t->log, block, len);
			term_vt_feed(t, block, len);
		}
		while (mono_left(next) > 0)
			poll(NULL, 0, mono_left(next));
	}
	return !t->ended;
}

bool term_settle(struct term *t, int quiet_ms, int ms)
{
	int64_t limit = term_deadline(ms);
	while (mono_left(limit) > 0)
		if (term_read(t, mono_now() + quiet_ms * MONO_MS) != PTYPROC_DATA)
			return true;
	return false;
}

bool term_wait_exit(struct term *t, int ms, int *ret_status)
{
	int64_t deadline = term_deadline(ms);
	/* A program that still has output to write can't end before we read it. */
	while (!ptyproc_wait(&t->pty, 0) && term_read(t, deadline) == PTYPROC_DATA)
		continue;
	if (!ptyproc_wait(&t->pty, deadline))
		return false;
	while (term_read(t, 0) == PTYPROC_DATA)
		continue;
	*ret_status = t->pty.status;
	return true;
}

void term_expect_exit_at(struct term *t, int code, int ms, const char *file, int line)
{
	int status = 0;
	char message[96];
	if (!term_wait_exit(t, ms, &status))
		term_fail_at(t, "the program did not end", file, line);
	if (WIFEXITED(status) && WEXITSTATUS(status) == code)
		return;
	if (WIFEXITED(status))
		snprintf(message, sizeof(message), "exit code %d, expected %d", WEXITSTATUS(status), code);
	else
		snprintf(message, sizeof(message), "ended by signal %d, expected exit code %d",
		        WTERMSIG(status), code);
	term_fail_at(t, message, file, line);
}

void term_resize(struct term *t, int rows, int cols)
{
	vterm_set_size(t->vt, rows, cols);
	if (!ptyproc_resize(&t->pty, rows, cols))
		term_fail_at(t, "the terminal cannot be resized", __FILE__, __LINE__);
}

void term_signal(struct term *t, int signal_number)
{
	if (t->pty.pidfd >= 0)
		kill(t->pty.pid, signal_number);
}

void term_hangup(struct term *t)
{
	ptyproc_hangup(&t->pty);
	t->ended = true;
}

void term_fail_at(struct term *t, const char *message, const char *file, int line)
{
	ptyproc_wait(&t->pty, 0);
	fprintf(stderr, "%s:%d: %s\n", file, line, message);
	term_print(t, stderr);
	_fail(file, line);
}
