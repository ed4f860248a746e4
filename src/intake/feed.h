/* Where the text comes from: a file, a pipe or memory, packed by gzip or not, as UTF-8 in blocks. The
 * importer looks first and takes after: a feed is started once for each. Of a pipe the first part is kept for
 * that, so a look sees no more than that part. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct decoder;
struct encoding_told;
struct feed;

enum feed_pass {
	FEED_LOOK,
	FEED_TAKE, /* of a pipe: once, and the last */
};

/* `path` is a file or "-". ERR_MISSING, ERR_INPUT for folders and FIFOs. Nothing is made of the bytes yet.
 * The feed lives in `arena`; close it. */
bool feed_open(struct arena *arena, const char *path, struct feed **ret, struct err *err) MUST_CHECK;
/* From memory, which must stay; `name` is for messages. */
struct feed *feed_of_bytes(struct arena *arena, const char *name, const char *bytes, size_t len);
void feed_close(struct feed *feed);
void feed_cleanup(struct feed **feed);

/* Looks at the head of the file: how it is encoded, unless that was told (NULL: not). Before the first
 * feed_start(), once for each process. ERR_INPUT for empty files and what is no text. */
bool feed_look_at_head(struct feed *feed, const struct encoding_told *told, struct err *err) MUST_CHECK;
bool feed_start(struct feed *feed, enum feed_pass pass, struct err *err) MUST_CHECK;
/* The next block, good until the next call; *ret_len 0 at the end. */
bool feed_next(struct feed *feed, const char **ret, size_t *ret_len, struct err *err) MUST_CHECK;

/* All memory that it takes from now on comes from there. */
void feed_move(struct feed *feed, struct arena *arena);
int feed_fd(const struct feed *feed); /* -1: memory alone */
const char *feed_name(const struct feed *feed);
/* Whether a look sees less than there is. */
bool feed_is_cut(const struct feed *feed);
const struct decoder *feed_decoder(const struct feed *feed);
int64_t feed_total(const struct feed *feed); /* bytes; 0 unknown */
int64_t feed_done(const struct feed *feed); /* bytes read in this pass */
