/* Comments to search: answers with a few words each, and short ways to look for them. */
#pragma once

#include <dagstart/store/search.h>

#include "contract.h"

struct line {
	const char *comment, *channel, *theme;
	double score; /* NAN none */
	int32_t day;
};

struct lines {
	int64_t metric_id, other_metric_id;
	const struct line *items;
	size_t count; /* they repeat from here on */
};

/* `fill` of an import plan whose `user` are lines. */
void lines_row(struct arena *arena, size_t i, struct import_row *row, const void *user);
/* Imports `rows` of them, for one more metric. */
struct import_result lines_put(struct world *w, const struct line *items, size_t count, size_t rows);
/* Their first letters differ: what lines_check() names them by. */
enum { LINES_SOME = 7 };
extern const struct line lines_some[LINES_SOME];
void lines_put_some(struct world *w);
/* One comment, as people log it; its id. */
int64_t lines_log(struct world *w, const char *comment);
/* All that is not in the index yet. */
void lines_index(struct world *w);

struct search_found lines_look(struct world *w, const char *text, const struct search_limits *limits);
struct search_found lines_search(struct world *w, const char *text);
/* The first letters of what must be found, in that order. */
void lines_check(struct world *w, const char *text, const char *letters);
