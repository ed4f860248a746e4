/* The names met in a column of few different ones: a channel, a step, a theme. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value.h"

enum { ROW_NAMES_MAX = 1000, GROUP_KNOWN = 64, GROUP_KNOWN_BYTES = 46 };

/* A cell as it stands, and what it was found to be. */
struct known_cell {
	char text[GROUP_KNOWN_BYTES];
	unsigned char len; /* 0: free */
	bool is_nothing; /* empty, or a word for that */
};

struct row_group {
	uint64_t set[ROW_NAMES_MAX * 2]; /* the different names, by hash */
	size_t count;
	int64_t dropped;
	struct known_cell known[GROUP_KNOWN];
};

/* False where the file has more different names than any real one: then it is no group. */
bool row_group_has_room(struct row_group *group, struct piece name);
/* The name in the cell where it was kept before, "" for none; else NULL. Lives as long as the group. */
const char *row_group_known(const struct row_group *group, struct piece cell);
/* Keeps what there is room for. */
void row_group_keep(struct row_group *group, struct piece cell, bool is_nothing);
