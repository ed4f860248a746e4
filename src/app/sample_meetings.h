/* The meetings that the sample team has held: the last ten stand-ups, and the weekly meeting of last week
 * with what it left and the focus that it agreed on. */
#pragma once

#include <stdbool.h>

struct app;
struct err;
struct members;
struct sample;

/* Inside a transaction; the words to be heard must be there already. */
bool sample_put_meetings(
        struct app *app, const struct sample *sample, const struct members *members, struct err *err);
