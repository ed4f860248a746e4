/* The inbox folders taken in by a child (see aside.h) while the room goes on: what it has to say comes
 * through a pipe. When the room leaves, the child stops; the next start goes on. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "inbox.h"

struct app;

enum { INBOX_LINE = 1024 };

struct inbox_apart {
	pid_t pid; /* 0: there is none */
	int go, heard; /* to begin; what it says */
	char line[INBOX_LINE];
	size_t len;
};

enum inbox_event {
	INBOX_NOTHING, /* more than it said so far is to come */
	INBOX_STEP,
	INBOX_NEWS,
	INBOX_BAD_NEWS,
	INBOX_END,
};

struct inbox_apart inbox_apart_none(void);
/* Makes the child, where there are folders to look into. Before the store is opened. */
struct inbox_apart inbox_apart_prepare(struct app *app);
/* Lets it begin, in the language of the program. */
void inbox_apart_go(struct inbox_apart *apart, const struct app *app);
/* A descriptor to poll() for reading; -1 when there is nothing to wait for. */
int inbox_apart_fd(const struct inbox_apart *apart);
/* Takes what has come, without waiting. `*ret_text` is good until the next call. */
enum inbox_event inbox_apart_next(struct inbox_apart *apart, const char **ret_text);
/* Stops it; harmless when there is none. */
void inbox_apart_end(struct inbox_apart *apart);
