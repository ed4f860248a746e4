/* For how long a deed has lasted that can't tell how much of it is left: a line on standard error, for what
 * takes longer than a second before the eyes of a person. In a thread of its own, since the deed is one call.
 * Until its end Ctrl-C stops the deed, see signals_stopped(). */
#pragma once

#include <pthread.h>
#include <stdbool.h>

struct ticker {
	const char *what; /* the command, as it was typed, or what is done, translated */
	bool runs, drawn, ended;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t end;
};

/* Without a terminal no line is begun. The ticker must stay where it is until its end. */
void ticker_begin(struct ticker *ticker, const char *what);
/* Takes the line away: before anything else is said. */
void ticker_end(struct ticker *ticker);
