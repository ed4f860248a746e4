/* A child process on a pseudo-terminal: bytes in, bytes out, no emulation and no test framework, so that the
 * measuring programs share it with the tests. The master never blocks; all waiting is poll() with a deadline
 * in mono_now() time. The child dies with this process. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct ptyproc {
	pid_t pid;
	int master; /* -1 once hung up */
	int pidfd; /* readable when the child has ended; -1 once it was waited for */
	int status; /* as waitpid() gives it, once pidfd is -1 */
	int64_t exec_ns; /* taken in the child just before execve() */
};

struct ptyproc_spec {
	const char *const *argv; /* argv[0] is looked up in PATH */
	char *const *envp;
	const char *cwd; /* NULL: where we are */
	int rows;
	int cols;
};

enum ptyproc_io {
	PTYPROC_DATA,
	PTYPROC_LATE, /* the deadline passed */
	PTYPROC_END, /* no bytes can come any more */
};

/* Starts the program. False, with errno set, when it cannot be started. */
bool ptyproc_open(struct ptyproc *p, const struct ptyproc_spec *spec) __attribute__((warn_unused_result));

/* Waits until `deadline` for output and reads what is there, at most `cap` bytes. */
enum ptyproc_io ptyproc_read(struct ptyproc *p, char *buf, size_t cap, int64_t deadline, size_t *ret_len);

/* Writes what fits now and returns how many bytes that were; -1 when the other side is gone. */
ssize_t ptyproc_write(struct ptyproc *p, const char *data, size_t len);

/* Whether bytes that we wrote are still waiting for the child to read them. What was written a moment ago may
 * not have come as far as that. */
bool ptyproc_unread(const struct ptyproc *p);

bool ptyproc_resize(struct ptyproc *p, int rows, int cols);

/* True once the child has ended; its status is then in p->status. Reads no output. */
bool ptyproc_wait(struct ptyproc *p, int64_t deadline);

/* Closes the master: the child sees its terminal hang up. */
void ptyproc_hangup(struct ptyproc *p);

/* Hangs up, kills the child if it still runs, and waits for it. */
void ptyproc_close(struct ptyproc *p);
