/* The sample team's people, goals, promises, decisions, thanks, notes and past meetings into the store,
 * inside one transaction. */
#pragma once

#include <dagstart/base/err.h>

struct app;
struct sample;

bool sample_put(struct app *app, const struct sample *sample, struct err *err) MUST_CHECK;
