/* The environment of a program under test: fixed, so that a test says the same on every machine. Nothing of
 * the caller's environment goes along but PATH and what sanitizers and coverage need. LINES, COLUMNS and
 * NO_COLOR are never set, ESCDELAY is 25. */
#pragma once

#include "scratch.h"

struct child_env {
	const char *term; /* TERM; NULL: xterm-256color */
	const char *locale; /* LC_ALL; NULL: C.UTF-8 */
	const char *tz; /* TZ; NULL: Europe/Amsterdam */
	const char *const *extra; /* NULL-ended: "NAME=value" sets, "NAME" alone takes away; or NULL */
};

/* A NULL-ended list for execve(); HOME, TMPDIR and the XDG folders lie in `s`. Freed by child_env_free(). */
char **child_env_new(const struct scratch *s, const struct child_env *wanted);

void child_env_free(char **env);
