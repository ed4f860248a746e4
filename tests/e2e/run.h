/* A program run without a terminal: standard input from memory, both outputs and the exit code caught, all
 * with a deadline. It gets a session of its own, so it has no controlling terminal either. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "scratch.h"

struct run_options {
	const char *const *argv; /* NULL-ended; argv[0] is looked up in PATH */
	struct scratch *scratch; /* its HOME, and where it starts */
	const char *input; /* NULL: /dev/null */
	size_t input_len; /* 0: strlen(input) */
	const char *const *env; /* as `extra` of struct child_env; or NULL */
	const char *term; /* NULL: as in struct child_env; so the next two */
	const char *locale;
	const char *tz;
	const char *cwd; /* NULL: HOME */
	int timeout_ms; /* 0: 20 s */
};

struct run {
	int code; /* exit code; 128 + n when signal n ended it; -1 when the time was over */
	char *out; /* NUL-ended, never NULL */
	size_t out_len;
	char *err;
	size_t err_len;
	double ms; /* from the start until the end of both outputs */
};

/* Runs it; the test fails when it cannot be started. Free the result with run_done(). */
struct run run_program(const struct run_options *options);

/* The program under test with these arguments (NULL-ended), input or NULL, in the folder. */
struct run run_dagstart(struct scratch *s, const char *input, const char *const *args);

void run_done(struct run *r);

/* Fails the test, showing both outputs, unless the exit code is `code`. */
#define run_expect(r, code) run_expect_at((r), (code), __FILE__, __LINE__)
void run_expect_at(const struct run *r, int code, const char *file, int line);

/* The program under test, from DAGSTART_BIN; the test fails when that is not set. */
const char *run_dagstart_path(void);

/* How much slower this machine is than a deadline thinks: DAGSTART_TEST_SLOW (1 to 100, 1 when unset), times
 * the load that others put on it (1 to 8). */
int run_slowness(void);
