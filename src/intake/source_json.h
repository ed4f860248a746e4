/* The records of a JSON file as a source of rows: what they hold goes by dotted names, which are the first
 * row. */
#pragma once

#include "source.h"

struct feed;

/* Whether text that starts so is JSON. */
bool source_json_is(const char *name, const char *text, size_t len);
/* Takes over the feed: closing the source closes it. */
struct source source_json(struct arena *arena, struct feed *feed, const struct source_options *options);
