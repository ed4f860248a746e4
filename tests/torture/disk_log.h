/* What a program did to the files of one folder, read from the log of strace. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { DISK_NAME_BYTES = 128 };

enum disk_event_kind {
	EVENT_WRITE,
	EVENT_CUT,
	EVENT_SYNC,
	EVENT_SYNC_FOLDER,
	EVENT_MAKE,
	EVENT_RENAME,
	EVENT_UNLINK,
	EVENT_SHOW, /* a line on standard output */
};

struct disk_event {
	enum disk_event_kind kind;
	char name[DISK_NAME_BYTES], to[DISK_NAME_BYTES];
	char *bytes;
	size_t at, len;
	bool follows; /* where the last write() ended */
};

struct disk_log {
	char folder[512];
	struct disk_event *events;
	size_t count, room;
};

/* The calls that strace has to tell, as its -e wants them; with -y and -xx. */
extern const char disk_log_traced[];

/* Adds the events of the log's text, which is taken apart. */
void disk_log_read(struct disk_log *log, char *text);
void disk_log_done(struct disk_log *log);
