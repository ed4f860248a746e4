/* When memory is out: the terminal is given back, half-typed text is kept, one sentence, exit 1. */
#pragma once

struct app;

/* Sets app->oom and its reserve; before the first arena. */
void oom_prepare(struct app *app);
void oom_done(struct app *app);
