/* What the program says to people on standard error, and what its exit code is. The only place that writes
 * there. */
#pragma once

#include <dagstart/base/err.h>

struct app;
struct problems;

/* A line "dagstart: …" on standard error, cleaned. */
void say_line(const struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says the error, and gives the exit code that goes with it. */
int say_failed(const struct app *app, const struct err *err);
int say_wrong_use(const struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The one sentence of --read-only; EXIT_FAILED. */
int say_read_only(const struct app *app);
/* Every problem on a line of its own; EXIT_FAILED. */
int say_problems(const struct app *app, const struct problems *problems);
/* Text for standard error as it is: cleaned already, with its line ends. */
void say_raw(const struct app *app, const char *text);
