#include "apart_child.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/fd.h>

#include "frame.h"

enum {
	MEMORY_MORE = 64 << 20, /* bytes, above what it was born with */
	SECONDS_LEAST = 60,
	BYTES_A_SECOND = 1 << 20, /* a tenth of what a slow machine reads */
	SECONDS_UNKNOWN = 3600, /* of a pipe */
};

struct child {
	struct source *inner;
	int orders, frames;
	uint32_t serial;
	struct frame frame;
};

/* The room ends it, not the whole program: whoever waits for the file sees to the terminal. */
static void leave_signals(void)
{
	sigset_t none;
	for (int i = 1; i < NSIG; i++)
		(void)signal(
		        i, i == SIGINT || i == SIGTERM || i == SIGHUP || i == SIGQUIT ? SIG_IGN : SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* All but what it reads from and its pipes. */
static void close_others(int fd, int orders, int frames)
{
	int kept[] = {fd, orders, frames};
	qsort(kept, 3, sizeof(*kept), by_number);
	unsigned from = 0;
	for (int i = 0; i < 3; i++) {
		if (kept[i] < 0)
			continue;
		if ((unsigned)kept[i] > from)
			close_range(from, (unsigned)kept[i] - 1, 0);
		from = (unsigned)kept[i] + 1;
	}
	close_range(from, ~0U, 0);
}

static void limit(int what, int64_t most)
{
	const struct rlimit rlimit = {(rlim_t)most, (rlim_t)most};
	setrlimit((__rlimit_resource_t)what, &rlimit);
}

/* Bytes of data and stack that it has: the sixth of the kernel's figures, in pages. 0 unknown. */
static int64_t memory_now(void)
{
	char line[160];
	FILE *file = fopen("/proc/self/statm", "re");
	if (!file)
		return 0;
	const char *at = fgets(line, sizeof(line), file);
	fclose(file);
	for (int i = 0; at && i < 5; i++) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	return at ? strtoll(at, NULL, 10) * sysconf(_SC_PAGESIZE) : 0;
}

static void limit_all(const struct apart_options *options)
{
	int64_t memory = memory_now();
	if (memory > 0)
		limit(RLIMIT_DATA, memory + MEMORY_MORE);
	limit(RLIMIT_CPU,
	        options->size > 0 ? SECONDS_LEAST + options->size / BYTES_A_SECOND : SECONDS_UNKNOWN);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_NOFILE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static bool is_ordered(const struct child *c)
{
	int waiting = 0;
	return ioctl(c->orders, FIONREAD, &waiting) == 0 && waiting > 0;
}

static void send(struct child *c, enum frame_kind kind)
{
	struct frame_head head = {.kind = kind, .serial = c->serial};
	if (kind == FRAME_ROWS || kind == FRAME_END || kind == FRAME_STARTED)
		head.about = *source_about(c->inner);
	if (!frame_send(c->frames, &c->frame, &head))
		_exit(EXIT_SUCCESS);
}

static void fail(struct child *c, const struct err *err)
{
	frame_set_err(&c->frame, err);
	send(c, FRAME_FAILED);
}

static void send_rows(struct child *c)
{
	struct record record;
	struct err err = {0};
	for (bool row = true; row;) {
		if (!source_next(c->inner, &record, &row, &err)) {
			/* What came before it was good. */
			send(c, FRAME_ROWS);
			fail(c, &err);
			return;
		}
		if (row)
			frame_add_row(&c->frame, &record);
		if (c->frame.len < FRAME_BYTES && row)
			continue;
		if (is_ordered(c))
			return;
		send(c, FRAME_ROWS);
	}
	send(c, FRAME_END);
}

static void follow(struct child *c, const struct frame_order *order)
{
	struct err err = {0};
	c->serial = order->serial;
	c->frame.len = 0;
	if (!source_start(c->inner, (enum source_pass)order->pass, &err)) {
		fail(c, &err);
		return;
	}
	send(c, FRAME_STARTED);
	send_rows(c);
}

_Noreturn void apart_child_run(
        struct source *inner, const struct apart_options *options, int orders, int frames)
{
	struct frame_order order;
	leave_signals();
	limit_all(options);
	close_others(options->fd, orders, frames);
	struct arena *arena = arena_new(NULL);
	struct child child = {.inner = inner, .orders = orders, .frames = frames, .frame = {.arena = arena}};
	options->move(inner->self, arena);
	while (fd_read_all(orders, &order, sizeof(order)))
		follow(&child, &order);
	_exit(EXIT_SUCCESS);
}
