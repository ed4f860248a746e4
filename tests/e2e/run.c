#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "bytes.h"
#include "child_env.h"
#include "mono.h"

enum { RUN_IN, RUN_OUT, RUN_ERR, RUN_PIPES, LOAD_MAX = 8 };

struct run_state {
	pid_t pid;
	int fd[RUN_PIPES]; /* our ends; -1 when closed */
	const char *input;
	size_t input_left;
	struct bytes out;
	struct bytes err;
};

static _Noreturn void run_child(const struct run_options *o, char *const *envp, const int theirs[RUN_PIPES])
{
	const char *cwd = o->cwd ? o->cwd : scratch_home(o->scratch);
	for (int i = 0; i < RUN_PIPES; i++)
		dup2(theirs[i], i);
	(void)signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (setsid() < 0 || chdir(cwd) != 0)
		_exit(126);
	execvpe(o->argv[0], (char *const *)(uintptr_t)o->argv, envp);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", o->argv[0], strerror(errno));
	_exit(127);
}

static void run_start(struct run_state *st, const struct run_options *o)
{
	const struct child_env wanted = {.term = o->term, .locale = o->locale, .tz = o->tz, .extra = o->env};
	char **envp = child_env_new(o->scratch, &wanted);
	int theirs[RUN_PIPES];
	for (int i = 0; i < RUN_PIPES; i++) {
		int ends[2];
		if (pipe2(ends, O_CLOEXEC) != 0)
			fail_msg("no pipe: %s", strerror(errno));
		theirs[i] = i == RUN_IN ? ends[0] : ends[1];
		st->fd[i] = i == RUN_IN ? ends[1] : ends[0];
		fcntl(st->fd[i], F_SETFL, O_NONBLOCK);
	}
	if (!o->input) {
		close(theirs[RUN_IN]);
		theirs[RUN_IN] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	}
	st->pid = fork();
	if (st->pid == 0)
		run_child(o, envp, theirs);
	for (int i = 0; i < RUN_PIPES; i++)
		close(theirs[i]);
	child_env_free(envp);
	if (st->pid < 0)
		fail_msg("cannot fork: %s", strerror(errno));
}

static void run_shut(struct run_state *st, int which)
{
	if (st->fd[which] >= 0)
		close(st->fd[which]);
	st->fd[which] = -1;
}

static void run_feed(struct run_state *st)
{
	ssize_t n = write(st->fd[RUN_IN], st->input, st->input_left);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		st->input += n;
		st->input_left -= (size_t)n;
	}
	/* A program may well stop reading early; that is no failure of the run. */
	if (n < 0 || st->input_left == 0)
		run_shut(st, RUN_IN);
}

static void run_drain(struct run_state *st, int which, struct bytes *into)
{
	char block[8192];
	ssize_t n = read(st->fd[which], block, sizeof(block));
	if (n > 0)
		bytes_add(into, block, (size_t)n);
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		run_shut(st, which);
}

/* Moves bytes until both outputs have ended; false when the deadline came first. */
static bool run_talk(struct run_state *st, int64_t deadline)
{
	if (st->input_left == 0)
		run_shut(st, RUN_IN);
	while (st->fd[RUN_OUT] >= 0 || st->fd[RUN_ERR] >= 0) {
		struct pollfd want[RUN_PIPES];
		for (int i = 0; i < RUN_PIPES; i++)
			want[i] = (struct pollfd){.fd = st->fd[i], .events = i == RUN_IN ? POLLOUT : POLLIN};
		int ready = poll(want, RUN_PIPES, mono_left(deadline));
		if (ready == 0)
			return false;
		if (ready < 0)
			continue;
		if (want[RUN_IN].revents)
			run_feed(st);
		if (want[RUN_OUT].revents)
			run_drain(st, RUN_OUT, &st->out);
		if (want[RUN_ERR].revents)
			run_drain(st, RUN_ERR, &st->err);
	}
	return true;
}

/* A program may close its outputs and run on: the deadline holds for that too. */
static bool run_ended(const struct run_state *st, int64_t deadline)
{
	struct pollfd want = {.fd = pidfd_open(st->pid, 0), .events = POLLIN};
	int ready;
	do
		ready = poll(&want, 1, mono_left(deadline));
	while (ready < 0 && errno == EINTR);
	close(want.fd);
	return ready > 0;
}

static int run_code(pid_t pid, bool in_time)
{
	int status = 0;
	if (!in_time)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (!in_time)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct run run_program(const struct run_options *options)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before;
	struct run_state st = {.input = options->input};
	int64_t from = mono_now();
	int64_t limit = options->timeout_ms ? options->timeout_ms : 20000;
	if (options->input)
		st.input_left = options->input_len ? options->input_len : strlen(options->input);
	/* A program that stops reading its input must not end the test with SIGPIPE. */
	sigaction(SIGPIPE, &ignore, &before);
	run_start(&st, options);
	int64_t deadline = from + limit * run_slowness() * MONO_MS;
	bool in_time = run_talk(&st, deadline) && run_ended(&st, deadline);
	for (int i = 0; i < RUN_PIPES; i++)
		run_shut(&st, i);
	sigaction(SIGPIPE, &before, NULL);
	struct run r = {.code = run_code(st.pid, in_time), .out_len = st.out.len, .err_len = st.err.len};
	r.ms = (double)(mono_now() - from) / (double)MONO_MS;
	r.out = bytes_take(&st.out);
	r.err = bytes_take(&st.err);
	return r;
}

struct run run_dagstart(struct scratch *s, const char *input, const char *const *args)
{
	size_t n = 0;
	while (args[n])
		n++;
	const char **argv = calloc(n + 2, sizeof(*argv));
	if (!argv)
		abort();
	argv[0] = run_dagstart_path();
	for (size_t i = 0; i < n; i++)
		argv[i + 1] = args[i];
	struct run r = run_program(&(struct run_options){.argv = argv, .scratch = s, .input = input});
	free(argv);
	return r;
}

void run_done(struct run *r)
{
	free(r->out);
	free(r->err);
	*r = (struct run){0};
}

void run_expect_at(const struct run *r, int code, const char *file, int line)
{
	if (r->code == code)
		return;
	fprintf(stderr,
	        "--- exit code %d, expected %d, after %.0f ms\n--- stdout (%zu bytes)\n%s\n"
	        "--- stderr (%zu bytes)\n%s\n---\n",
	        r->code, code, r->ms, r->out_len, r->out, r->err_len, r->err);
	_fail(file, line);
}

const char *run_dagstart_path(void)
{
	const char *path = getenv("DAGSTART_BIN");
	if (!path || !path[0])
		fail_msg("DAGSTART_BIN is not set: start this test through meson");
	return path;
}

/* How many programs want each processor now, or did in the last minute: 1 on a quiet machine. */
static int load(void)
{
	double minute = 0, five, fifteen;
	int running = 0;
	FILE *file = fopen("/proc/loadavg", "r");
	if (file && fscanf(file, "%lf %lf %lf %d/", &minute, &five, &fifteen, &running) != 4)
		running = 0;
	if (file)
		fclose(file);
	double wanted = minute > running ? minute : running;
	double each = wanted / (double)sysconf(_SC_NPROCESSORS_ONLN);
	return each <= 1 ? 1 : each > LOAD_MAX ? LOAD_MAX : (int)each + 1;
}

int run_slowness(void)
{
	const char *text = getenv("DAGSTART_TEST_SLOW");
	long times = text ? strtol(text, NULL, 10) : 1;
	return (times < 1 ? 1 : times > 100 ? 100 : (int)times) * load();
}
