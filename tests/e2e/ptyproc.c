#include "ptyproc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "mono.h"

/* What the child tells before it becomes the program; a second one comes only when that failed. */
struct ptyproc_birth {
	int64_t ns;
	int error;
};

static void ptyproc_reset_signals(void)
{
	sigset_t none;
	sigemptyset(&none);
	for (int sig = 1; sig < 32; sig++)
		(void)signal(sig, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void ptyproc_child(const struct ptyproc_spec *spec, int tell)
{
	struct ptyproc_birth birth = {0};
	ptyproc_reset_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (!spec->cwd || chdir(spec->cwd) == 0) {
		birth.ns = mono_now();
		if (write(tell, &birth, sizeof(birth)) == (ssize_t)sizeof(birth))
			execvpe(spec->argv[0], (char *const *)(uintptr_t)spec->argv, spec->envp);
	}
	birth.error = errno;
	if (write(tell, &birth, sizeof(birth)) < 0)
		_exit(126);
	_exit(127);
}

/* Reads until the pipe closes, which execve() does. */
static int ptyproc_hear_birth(int fd, int64_t *ret_ns)
{
	struct ptyproc_birth birth;
	int error = ECHILD;
	ssize_t n;
	while ((n = read(fd, &birth, sizeof(birth))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)sizeof(birth))
			break;
		error = birth.error;
		*ret_ns = birth.ns;
	}
	return error;
}

bool ptyproc_open(struct ptyproc *p, const struct ptyproc_spec *spec)
{
	struct winsize size = {.ws_row = (unsigned short)spec->rows, .ws_col = (unsigned short)spec->cols};
	int tell[2];
	*p = (struct ptyproc){.master = -1, .pidfd = -1};
	if (pipe2(tell, O_CLOEXEC) != 0)
		return false;
	p->pid = forkpty(&p->master, NULL, NULL, &size);
	if (p->pid == 0)
		ptyproc_child(spec, tell[1]);
	close(tell[1]);
	if (p->pid < 0) {
		close(tell[0]);
		return false;
	}
	/* A later child must not keep this terminal open when we hang up. */
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	fcntl(p->master, F_SETFL, O_NONBLOCK);
	int error = ptyproc_hear_birth(tell[0], &p->exec_ns);
	close(tell[0]);
	p->pidfd = pidfd_open(p->pid, 0);
	if (error == 0 && p->pidfd < 0)
		error = errno;
	if (error == 0)
		return true;
	ptyproc_close(p);
	errno = error;
	return false;
}

enum ptyproc_io ptyproc_read(struct ptyproc *p, char *buf, size_t cap, int64_t deadline, size_t *ret_len)
{
	while (p->master >= 0) {
		struct pollfd want = {.fd = p->master, .events = POLLIN};
		int ready = poll(&want, 1, mono_left(deadline));
		if (ready < 0 && errno != EINTR)
			return PTYPROC_END;
		if (ready == 0)
			return PTYPROC_LATE;
		if (ready < 0)
			continue;
		ssize_t n = read(p->master, buf, cap);
		if (n > 0) {
			*ret_len = (size_t)n;
			return PTYPROC_DATA;
		}
		/* EIO is how Linux says that the last user of the terminal is gone. */
		if (n == 0 || (errno != EAGAIN && errno != EINTR))
			return PTYPROC_END;
	}
	return PTYPROC_END;
}

ssize_t ptyproc_write(struct ptyproc *p, const char *data, size_t len)
{
	if (p->master < 0)
		return -1;
	ssize_t n = write(p->master, data, len);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return n;
}

bool ptyproc_unread(const struct ptyproc *p)
{
	int waiting = 0;
	int child_side = p->master >= 0 ? ioctl(p->master, TIOCGPTPEER, O_RDONLY | O_NOCTTY | O_CLOEXEC) : -1;
	if (child_side < 0)
		return false;
	bool unread = ioctl(child_side, FIONREAD, &waiting) == 0 && waiting > 0;
	close(child_side);
	return unread;
}

bool ptyproc_resize(struct ptyproc *p, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	return p->master >= 0 && ioctl(p->master, TIOCSWINSZ, &size) == 0;
}

bool ptyproc_wait(struct ptyproc *p, int64_t deadline)
{
	while (p->pidfd >= 0) {
		struct pollfd want = {.fd = p->pidfd, .events = POLLIN};
		int ready = poll(&want, 1, mono_left(deadline));
		if (ready == 0)
			return false;
		if (ready < 0)
			continue;
		if (waitpid(p->pid, &p->status, 0) != p->pid)
			p->status = -1;
		close(p->pidfd);
		p->pidfd = -1;
	}
	return true;
}

void ptyproc_hangup(struct ptyproc *p)
{
	if (p->master >= 0)
		close(p->master);
	p->master = -1;
}

void ptyproc_close(struct ptyproc *p)
{
	ptyproc_hangup(p);
	if (p->pidfd >= 0) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
		close(p->pidfd);
		p->pidfd = -1;
	}
}
