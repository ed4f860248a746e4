/* A script plays a desk without a terminal: the same keys, commands and screens. */
#pragma once

#include "loop.h"

/* Plays the file ("-": standard input) until its end, its first error or the end of the meeting. The first
 * error is said with file and line. */
int script_run(struct app *app, const char *path, const struct loop_options *options, const char **ret_words);
