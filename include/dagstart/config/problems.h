/* Everything that is wrong with the configuration, collected so that all of it can be told at once. Nothing
 * starts on half a config: a list that is not empty means stop. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct problem {
	const char *file;
	int line, column; /* from 1; 0 for the file as a whole */
	const char *path; /* "steps[2].minutes" */
	const char *expected; /* a translated sentence: what was expected, and what to do */
};

enum { PROBLEMS_KEPT = 200 };

struct problems {
	struct arena *arena;
	/* What should have been reached before it is a problem too; 0: nothing is, since a config that was
	 * right yesterday must not lock anybody out today. */
	int32_t today;
	struct problem *items;
	size_t count; /* at most PROBLEMS_KEPT */
	size_t room;
	size_t dropped; /* further ones, of which only the number is known */
};

struct problems problems_new(struct arena *arena);
/* `file` and `path` are copied. */
void problems_add(struct problems *problems, const char *file, int line, int column, const char *path,
        const char *format, ...) __attribute__((format(printf, 6, 7)));
void problems_vadd(struct problems *problems, const char *file, int line, int column, const char *path,
        const char *format, va_list args) __attribute__((format(printf, 6, 0)));
/* How many were added, the dropped ones too. */
size_t problems_total(const struct problems *problems);
/* "file:line:column: path: what was expected", cleaned for the terminal. */
char *problem_text(struct arena *arena, const struct problem *problem);
