#include "source_apart.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/fd.h>
#include <dagstart/base/i18n.h>

#include "apart_child.h"
#include "frame.h"

enum { PIPE_BYTES = 1 << 20 };

struct apart {
	struct arena *arena;
	struct source inner; /* only the child's, once there is one */
	struct apart_options options;
	pid_t pid; /* 0: not yet, or no more */
	int pidfd;
	int orders, frames;
	uint32_t serial;
	struct frame frame;
	struct frame_head head; /* of the last frame */
};

static bool cannot_start(const struct apart *a, struct err *err)
{
	return err_errno(err, N_("can't start the reader of %s"), "%s", a->options.name);
}

/* Its end, or what it says that makes no sense: either way nothing more is to be had of it. */
static bool stopped(const struct apart *a, struct err *err)
{
	return err_set(err, ERR_INPUT, N_("%s: broken structure: the reader stopped"), "%s", a->options.name);
}

static bool make_child(struct apart *a, struct err *err)
{
	int to[2], from[2];
	if (pipe2(to, O_CLOEXEC) != 0)
		return cannot_start(a, err);
	if (pipe2(from, O_CLOEXEC) != 0) {
		close(to[0]);
		close(to[1]);
		return cannot_start(a, err);
	}
	/* Where the system gives less it is only slower. */
	(void)fcntl(from[1], F_SETPIPE_SZ, PIPE_BYTES);
	pid_t pid = fork();
	if (pid == 0)
		apart_child_run(&a->inner, &a->options, to[0], from[1]);
	close(to[0]);
	close(from[1]);
	if (pid < 0) {
		close(to[1]);
		close(from[0]);
		return cannot_start(a, err);
	}
	a->pid = pid;
	a->pidfd = pidfd_open(pid, 0);
	a->orders = to[1];
	a->frames = from[0];
	return true;
}

static bool receive(struct apart *a, struct err *err)
{
	do {
		if (!frame_receive(a->frames, &a->frame, &a->head))
			return stopped(a, err);
	} while (a->head.serial != a->serial); /* still of the pass before */
	if (a->head.kind != FRAME_FAILED)
		return true;
	if (!frame_get_err(&a->frame, a->arena, err))
		return stopped(a, err);
	return false;
}

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct apart *a = self;
	if (!a->pid && !make_child(a, err))
		return false;
	const struct frame_order order = {++a->serial, pass};
	a->frame.len = a->frame.at = 0;
	/* A child that is gone must not end us: who reads its frames sees it. */
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigaction(SIGPIPE, &ignore, &before);
	bool sent = fd_write_all(a->orders, &order, sizeof(order));
	sigaction(SIGPIPE, &before, NULL);
	if (!sent)
		return stopped(a, err);
	return receive(a, err) && (a->head.kind == FRAME_STARTED || stopped(a, err));
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct apart *a = self;
	for (;;) {
		if (!frame_next_row(&a->frame, ret, ret_row))
			return stopped(a, err);
		if (*ret_row || a->head.kind == FRAME_END)
			return true;
		if (!receive(a, err))
			return false;
	}
}

static const struct source_about *about(void *self)
{
	struct apart *a = self;
	return &a->head.about;
}

static void close_source(void *self)
{
	struct apart *a = self;
	if (a->pid) {
		close(a->orders);
		close(a->frames);
		if (a->pidfd >= 0) {
			pidfd_send_signal(a->pidfd, SIGKILL, NULL, 0);
			close(a->pidfd);
		}
		waitpid(a->pid, NULL, 0);
		a->pid = 0;
	}
	source_close(&a->inner);
}

struct source source_apart(struct arena *arena, struct source inner, const struct apart_options *options)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_source};
	struct apart *a = arena_new_of(arena, struct apart);
	*a = (struct apart){.arena = arena, .inner = inner, .options = *options, .frame = {.arena = arena}};
	return (struct source){.ops = &ops, .self = a};
}
