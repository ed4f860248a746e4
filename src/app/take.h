/* Taking in a file of feedback, with the metrics and themes of the settings: for `import`, the wizard and the
 * inbox. */
#pragma once

#include <stddef.h>

#include <stdbool.h>

#include <dagstart/base/err.h>

struct app;
struct intake_options;
struct intake_progress;
struct intake_report;
struct metric;

/* The metrics of the settings. */
const struct metric *take_metrics(struct app *app, size_t *ret_count);
/* Everything that the settings say; the rest is the caller's. EXIT_DONE, or what was said. */
int take_options(struct app *app, struct intake_options *ret);
/* "imported 3, duplicates 0, refused 1": exactly so in every language, programs read it. */
const char *take_summary(struct app *app, const struct intake_report *report);
/* A path as people type it: "~/" is their home, blanks at its ends are none of it. */
const char *take_path(struct app *app, const char *path);
/* Takes in one file; `progress` NULL: nobody waits. The report is filled in as far as it came. */
bool take_file(struct app *app, const char *path, const struct intake_progress *progress,
        struct intake_report *ret, struct err *err) MUST_CHECK;
