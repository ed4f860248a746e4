/* A growing buffer of bytes for the test tools. It is always ended by a NUL that `len` does not count, and
 * `data` is never NULL after the first call. Memory out means abort(): a test has nothing better to do. */
#pragma once

#include <stddef.h>

struct bytes {
	char *data;
	size_t len;
	size_t cap;
};

/* Appends `len` bytes; `data` may hold NULs. */
void bytes_add(struct bytes *b, const void *data, size_t len);

/* Appends a C string. */
void bytes_puts(struct bytes *b, const char *text);

/* Makes it empty and keeps the memory. */
void bytes_clear(struct bytes *b);

/* Frees the memory; the struct may be used again. Fits CLEANUP(). */
void bytes_done(struct bytes *b);

/* Hands the text over: the caller frees it with free(). Never NULL. */
char *bytes_take(struct bytes *b);
