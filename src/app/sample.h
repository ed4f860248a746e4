/* The sample team of config/demo: people, goals, promises and 26 weeks of feedback, with all days counted
 * from today. */
#pragma once

#include <dagstart/base/err.h>

struct app;

/* Founds the sample team at app->place.store (which must be new) in app->language, leaves it open as
 * app->store, and writes its settings beside it where there are none. Everything or an error. */
bool sample_found(struct app *app, struct err *err) MUST_CHECK;
