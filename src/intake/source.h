/* A source of rows: the port between whatever reads foreign bytes (separated values, JSON, each of them
 * perhaps behind gzip or in a child process) and what makes sense of the rows (plan.h, take.h).
 *
 * Bytes are made sense of between start() and next(), never before: so all of that may happen in a child
 * that has nothing but a pipe. What passes through the port is plain data without pointers of its own
 * (a row's bytes and starts, `struct source_about`, `struct err`). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

#include "encoding.h"
#include "record.h"

struct arena;

enum source_pass {
	SOURCE_LOOK, /* from the first row; may be given up at any row, and may come again */
	SOURCE_TAKE, /* from the first row to the last: once, and the last pass of all */
};

/* What is known of the file besides its rows. The layout (encoding, delimiter, named) stands after start();
 * what is counted grows with the rows, and is whole when next() said that there are no more. */
struct source_about {
	char encoding[16]; /* "UTF-8", "UTF-8 BOM", "Windows-1252", "UTF-16" */
	char delimiter; /* 0: the rows are not separated values */
	bool named; /* the first row is surely the names of the columns, and all others are data */
	bool cut; /* a look at a pipe saw no more than what is kept of it */
	int64_t done, total; /* bytes read in this pass, and in all (0 unknown) */
	int64_t replaced, replaced_line; /* characters that became U+FFFD, and where the first one stood */
	int64_t lost; /* characters that were U+FFFD already: someone else could not read them */
	char other[16]; /* an encoding in which it would make more sense; "" none */
	bool strange; /* it makes little sense in any */
	int64_t doubled; /* characters that were encoded twice */
	bool repaired; /* and were mended */
	int64_t repeated, repeated_line; /* names that came twice in a record, and where the first one did */
	int64_t unknown; /* values under names that a look at the kept part of a pipe did not meet */
	bool wrapped; /* rows were quoted once more as a whole, and were taken apart again */
};

struct source_ops {
	bool (*start)(void *self, enum source_pass pass, struct err *err);
	/* What *ret points to is good until the next call; *ret_row false at the end. ERR_INPUT names file
	 * and line. */
	bool (*next)(void *self, struct record *ret, bool *ret_row, struct err *err);
	const struct source_about *(*about)(void *self);
	void (*close)(void *self); /* may be called twice */
};

struct source {
	const struct source_ops *ops;
	void *self;
};

struct source_options {
	char delimiter; /* that the user named; 0 found */
	struct encoding_told told; /* how it is encoded, where somebody said so */
	bool repair; /* text that was encoded twice is decoded twice */
};

/* `path` is a file or "-". ERR_MISSING, ERR_INPUT for folders, FIFOs and empty files. Close it. */
bool source_open(struct arena *arena, const char *path, const struct source_options *options,
        struct source *ret, struct err *err) MUST_CHECK;
/* From memory, which must stay; `name` is for messages. */
struct source source_of_bytes(struct arena *arena, const char *name, const char *bytes, size_t len,
        const struct source_options *options);
void source_close(struct source *source);
void source_cleanup(struct source *source);

static inline bool source_start(struct source *source, enum source_pass pass, struct err *err)
{
	return source->ops->start(source->self, pass, err);
}

static inline bool source_next(struct source *source, struct record *ret, bool *ret_row, struct err *err)
{
	return source->ops->next(source->self, ret, ret_row, err);
}

static inline const struct source_about *source_about(struct source *source)
{
	return source->ops->about(source->self);
}
