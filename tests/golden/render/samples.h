/* Small documents that hold every kind of node, with hostile text in one of them. */
#pragma once

#include <dagstart/doc/doc.h>

struct sample {
	const char *name;
	struct doc (*build)(struct arena *arena);
};
extern const struct sample samples[];
extern const size_t sample_count;
