/* Separated values as a source of rows. */
#pragma once

#include "source.h"

struct feed;

/* Takes over the feed: closing the source closes it. */
struct source source_csv(struct arena *arena, struct feed *feed, const struct source_options *options);
