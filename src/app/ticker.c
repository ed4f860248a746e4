#include "ticker.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <dagstart/base/clock.h>

#include "signals.h"

enum { LINE_BYTES = 120 };

static void draw(const char *text)
{
	/* Nobody may be there to be told. */
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		return;
}

static void *tick(void *user)
{
	struct ticker *ticker = user;
	const int64_t now = clock_steady_ms();
	struct timespec due = {.tv_sec = now / 1000, .tv_nsec = now % 1000 * 1000000};
	char line[LINE_BYTES];
	pthread_mutex_lock(&ticker->lock);
	for (int seconds = 1; !ticker->ended; seconds++) {
		due.tv_sec++;
		while (!ticker->ended && pthread_cond_timedwait(&ticker->end, &ticker->lock, &due) == 0)
			;
		if (ticker->ended)
			break;
		snprintf(line, sizeof(line), "\r%s: %d s\033[K", ticker->what, seconds);
		draw(line);
		ticker->drawn = true;
	}
	pthread_mutex_unlock(&ticker->lock);
	return NULL;
}

void ticker_begin(struct ticker *ticker, const char *what)
{
	pthread_condattr_t steady;
	sigset_t all, before;
	*ticker = (struct ticker){.what = what};
	(void)signals_note_stop();
	if (!isatty(STDERR_FILENO))
		return;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&ticker->lock, NULL);
	pthread_cond_init(&ticker->end, &steady);
	pthread_condattr_destroy(&steady);
	/* Signals are for those who wait for them. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	ticker->runs = pthread_create(&ticker->thread, NULL, tick, ticker) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void ticker_end(struct ticker *ticker)
{
	signals_note_end();
	if (!ticker->runs)
		return;
	pthread_mutex_lock(&ticker->lock);
	ticker->ended = true;
	pthread_cond_signal(&ticker->end);
	pthread_mutex_unlock(&ticker->lock);
	pthread_join(ticker->thread, NULL);
	pthread_cond_destroy(&ticker->end);
	pthread_mutex_destroy(&ticker->lock);
	ticker->runs = false;
	if (ticker->drawn)
		draw("\r\033[K");
}
