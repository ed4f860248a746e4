#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>

#include "app.h"

enum { END_US = 600000, ALARMS_MAX = 2, ALARMS_OF_DISK = 7 };

/* All that a handler can reach. */
static int pipe_write = -1;
static volatile sig_atomic_t alarms;
static volatile sig_atomic_t is_known; /* how the terminal was */
static struct termios before;
static volatile sig_atomic_t is_stopped, notes_stop; /* a bit for each that is noted */

void signals_end_soon(void)
{
	static const struct itimerval twice = {{0, END_US}, {0, END_US}};
	setitimer(ITIMER_REAL, &twice, NULL);
}

void signals_wait_for_disk(bool wait)
{
	alarms = wait ? -ALARMS_OF_DISK : 0;
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

/* The first one wakes what waits for a terminal that takes nothing. If that did not help it hangs: what was
 * saved is safe, and the line at least gets its modes back. */
static void on_alarm(int number)
{
	UNUSED(number);
	if (++alarms < ALARMS_MAX)
		return;
	if (is_known)
		tcsetattr(STDIN_FILENO, TCSANOW, &before);
	_exit(EXIT_FAILED);
}

/* What ends the program interrupts what it does; the others wait. */
static void catch (int number, void (*handler)(int), bool interrupts)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = interrupts ? 0 : SA_RESTART};
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

bool signals_open(int *ret_fd, struct err *err)
{
	static const int ends_it[] = {SIGTERM, SIGHUP, SIGINT}, others[] = {SIGWINCH, SIGTSTP, SIGCONT};
	int ends[2];
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_errno(err, N_("no pipe for signals: %s"), NULL);
	pipe_write = ends[1];
	is_known = tcgetattr(STDIN_FILENO, &before) == 0;
	for (size_t i = 0; i < sizeof(ends_it) / sizeof(*ends_it); i++)
		catch (ends_it[i], on_signal, true);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		catch (others[i], on_signal, false);
	catch (SIGALRM, on_alarm, true);
	*ret_fd = ends[0];
	return true;
}

static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
enum { STOPS = sizeof(stops) / sizeof(stops[0]) };

static void stops_are_deadly(void)
{
	for (int i = 0; i < STOPS; i++)
		if (notes_stop & 1 << i)
			(void)signal(stops[i], SIG_DFL);
}

static void on_stop(int number)
{
	UNUSED(number);
	is_stopped = 1;
	stops_are_deadly();
}

bool signals_note_stop(void)
{
	struct sigaction old, action = {.sa_handler = on_stop, .sa_flags = SA_RESTART};
	sigemptyset(&action.sa_mask);
	if (notes_stop)
		return false;
	is_stopped = 0;
	/* A screen has its own way, and so has whoever started us in the background. */
	for (int i = 0; i < STOPS; i++)
		if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL &&
		        sigaction(stops[i], &action, NULL) == 0)
			notes_stop |= 1 << i;
	return notes_stop != 0;
}

void signals_note_end(void)
{
	stops_are_deadly();
	notes_stop = is_stopped = 0;
}

bool signals_stopped(void)
{
	return is_stopped != 0;
}

int signals_next(int fd)
{
	unsigned char byte = 0;
	return fd >= 0 && read(fd, &byte, 1) == 1 ? byte : 0;
}
