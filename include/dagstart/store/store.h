/* The store: the team's one file, behind a port in domain terms. Callers never see SQL. A store is opened
 * once a program and used by one thread. Everything read lives in the arena that was passed; nothing read
 * changes by itself: ask store_changed(). Reads see one state each; a write happens between store_begin() and
 * store_commit(), and is saved only when commit returned true. The first write that fails rolls its
 * transaction back; commit then refuses. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>

struct arena;
struct store;

struct store_options {
	const char *path; /* of the file, or "file:///..."; its folder is made (0700) when `create` */
	bool create; /* make it when it is not there; otherwise ERR_MISSING */
	bool read_only; /* never writes, not even a migration; the wall screen */
	bool as_it_is; /* with read_only: an older program's store too; to be copied and verified, no more */
	const char *group; /* create: share with this Unix group (0660 in a 2770 folder); NULL private */
	bool looks_back; /* at how the last program ended, for store_was_unclean(): that takes some 10 ms */
	int busy_ms; /* how long a write waits for another program; 0 means 4000 */
	const struct clock *clock;
	/* Asked now and then while the engine works, in whatever thread: once true, what it does is given up
	 * (ERR_CANCELLED), a transaction as a whole; one that is being committed is not. NULL never. */
	bool (*is_stopped)(void);
	/* Told when bringing an older store up to date begins, and when that is over, well or not: it takes
	 * seconds at millions of answers. NULL: nobody is told. */
	void (*on_migration)(void *user, bool begins);
	void *user;
};

/* Opens, checks header, ids and version, and migrates (with a copy kept) when needed: to the newest version
 * or not at all. ERR_DAMAGED: damaged, foreign, newer than this program, or writable by strangers, and
 * nothing was written; ERR_CANCELLED: stopped while it migrated, and it is as it was; ERR_IO: a network file
 * system; ERR_BUSY. */
bool store_open(struct arena *arena, const struct store_options *options, struct store **ret,
        struct err *err) MUST_CHECK;
/* Closes; accepts NULL. */
void store_close(struct store *store);
void store_cleanup(struct store **store);

bool store_is_read_only(const struct store *store);
/* The schema version that this program writes, and that of the open store. */
int store_schema_newest(void);
int store_schema_version(struct store *store);

/* Who does what, for the journal: goes with every row that the transaction changes. */
struct change {
	int64_t member_id; /* 0 unknown */
	int64_t meeting_id; /* 0 outside a meeting */
	const char *origin; /* this member's seat: "user@host"; undo looks for both */
	const char *verb; /* the command, "action.add" */
	/* store_seen() when what this is based on was read; 0: not looked at, nothing can come between.
	 * A put merges with what others changed in that row since: fields that only one of both changed are
	 * kept of each. Where both changed one field, or this put only carries old values along, it fails
	 * with ERR_CHANGED, nothing of the transaction is written, and store_overtaken() tells by whom. Who
	 * then does it again has seen it, and writes over it. */
	int64_t seen;
};

/* How far the journal goes now, for `seen`: ask before reading what a change may be based on. At least 1. */
bool store_seen(struct store *store, int64_t *ret, struct err *err) MUST_CHECK;

/* Starts a writing transaction; waits at most busy_ms (ERR_BUSY). No nesting. */
bool store_begin(struct store *store, const struct change *change, struct err *err) MUST_CHECK;
/* Ends it. True means: on the disk. False: nothing of it is (ERR_FULL, ERR_IO, ERR_BUSY ...), the store stays
 * usable. */
bool store_commit(struct store *store, struct err *err) MUST_CHECK;
/* Gives it up; harmless outside a transaction. */
void store_rollback(struct store *store);

/* Between these two all reads see one state, and cost less: for loading a screen. One such pair may stand
 * within another. All end by themselves at store_begin(); harmless inside a transaction. */
void store_read_begin(struct store *store);
void store_read_end(struct store *store);

/* True once after another program (or another handle) has committed. Costs one read of the file's header. */
bool store_changed(struct store *store);
/* A file descriptor to poll() for reading, that wakes when someone touches the store's folder; -1 where
 * inotify is not to be had (then ask store_changed() once a second). Call store_watch_drain() when it is
 * readable: it takes so many signs at most that a program which never stops writing cannot hold us, and tells
 * whether any was about the store itself. */
int store_watch_fd(struct store *store);
bool store_watch_drain(struct store *store);
/* Whether another program may be in the middle of writing. What it writes counts only when it has committed,
 * of which nothing tells: ask store_changed() again soon. Ask this first and store_changed() then. Always
 * true for a store that is read only. */
bool store_is_written(struct store *store);

/* The slow look: integrity of pages, keys and journal. For `doctor`, before a migration and after an unclean
 * end. */
bool store_verify(struct store *store, struct err *err) MUST_CHECK;
/* Whether the last program that wrote ended without closing (a crash or power cut); true at most once after
 * opening, and never without `looks_back`. */
bool store_was_unclean(const struct store *store);
