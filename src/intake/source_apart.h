/* A source whose bytes are made sense of in a child of its own that has only a pipe: it can open nothing,
 * gain no rights, and take no more than its share of memory and time. Whatever foreign bytes do to a reader,
 * they do there; its end is a file that can't be read, no more. */
#pragma once

#include "source.h"

struct apart_options {
	const char *name; /* of the file, for messages */
	int fd; /* that it reads from; -1 none */
	int64_t size; /* of the file in bytes; 0 unknown */
	/* Called in the child: from now on all memory comes from there. */
	void (*move)(void *self, struct arena *arena);
};

/* Takes over `inner`. The child is made by the first start(). */
struct source source_apart(struct arena *arena, struct source inner, const struct apart_options *options);
