/* Unpacking gzip, of one member or several, as a stream. What grows as only a trap does is refused. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

#include "value.h"

struct arena;
struct gunzip;

enum {
	GUNZIP_GROWTH = 200, /* times its size that text may grow to: exports grow ten- to thirtyfold */
	GUNZIP_FREE = 16 << 20, /* bytes that come out before that is looked at */
};

/* Whether these are the first bytes of a gzip file. */
bool gunzip_is(const char *bytes, size_t len);
/* It lives in `arena`, with all of its memory. */
struct gunzip *gunzip_new(struct arena *arena, const char *name);
/* From the first byte again. */
void gunzip_again(struct gunzip *gunzip);
/* Unpacks from *in, which is left with what was not used yet, into `out`. ERR_INPUT for damaged data, for
 * what follows after the last member and for a trap. */
bool gunzip_run(struct gunzip *gunzip, struct piece *in, char *out, size_t room, size_t *ret_len,
        struct err *err) MUST_CHECK;
/* At the end of the packed bytes: ERR_INPUT where a member is not whole. */
bool gunzip_end(const struct gunzip *gunzip, struct err *err) MUST_CHECK;
