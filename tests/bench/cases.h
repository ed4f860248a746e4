/* What is measured: one line a case, `name | ready text | keys | command`. Blanks around the bars do not
 * count; an empty ready text means the first paint; keys as in vtkeys.h; the command is parted at blanks (no
 * shell), and NAME=value words before it go into its environment. Empty lines and lines that begin with # are
 * skipped. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { CASES_MAX = 24, CASE_WORDS = 32 };

struct bench_case {
	char *line; /* owns the texts below */
	const char *name;
	const char *ready;
	const char *keys;
	const char *env[CASE_WORDS + 1];
	const char *argv[CASE_WORDS + 1];
};

struct cases {
	struct bench_case items[CASES_MAX];
	size_t n;
};

/* Adds a line. False when it is not a case, or one too many. */
bool cases_add(struct cases *c, const char *line);

/* Adds the lines of a file. False, with a message on stderr, when that cannot be. */
bool cases_load(struct cases *c, const char *path);

/* The case of that name, or -1. */
int cases_find(const struct cases *c, const char *name);

void cases_done(struct cases *c);
