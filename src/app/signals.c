#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>

#include "app.h"

enum { END_SECONDS = 1 };

/* All that a handler can reach. */
static int pipe_write = -1;

void signals_end_soon(void)
{
	alarm(END_SECONDS);
}

static void on_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;
	if (number == SIGTERM || number == SIGHUP || number == SIGINT)
		signals_end_soon();
	/* A full pipe has news enough. */
	if (write(pipe_write, &byte, 1) < 0)
		errno = 0;
	errno = saved;
}

/* What was saved is safe; the terminal that could be given back hangs. */
static void on_alarm(int number)
{
	UNUSED(number);
	_exit(EXIT_FAILED);
}

static void catch (int number, void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = number == SIGALRM ? 0 : SA_RESTART};
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

bool signals_open(int *ret_fd, struct err *err)
{
	static const int caught[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
	int ends[2];
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_errno(err, N_("no pipe for signals: %s"), NULL);
	pipe_write = ends[1];
	for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++)
		catch (caught[i], on_signal);
	catch (SIGALRM, on_alarm);
	*ret_fd = ends[0];
	return true;
}

int signals_next(int fd)
{
	unsigned char byte = 0;
	return fd >= 0 && read(fd, &byte, 1) == 1 ? byte : 0;
}
