#include <dagstart/intake/intake.h>

#include <string.h>

#include <dagstart/base/arena.h>

#include "feed.h"
#include "plan.h"
#include "take.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

static bool import_feed(struct feed *feed, struct store *store, struct arena *arena,
        const struct intake_options *options, struct intake_report *report, struct err *err)
{
	struct plan plan = {.name = report->file};
	return plan_make(feed, store, arena, options, &plan, report, err) &&
	       take_rows(feed, store, arena, &plan, options, report, err);
}

bool intake_import(struct store *store, struct arena *arena, const struct intake_options *options,
        struct intake_report *report, struct err *err)
{
	CLEANUP(feed_cleanup) struct feed *feed = NULL;
	*report = (struct intake_report){.file = base_name(options->path), .date_order = "none"};
	return feed_open(arena, options->path, &feed, err) &&
	       import_feed(feed, store, arena, options, report, err);
}

bool intake_import_bytes(struct store *store, struct arena *arena, const char *bytes, size_t len,
        const struct intake_options *options, struct intake_report *report, struct err *err)
{
	struct feed *feed = NULL;
	*report = (struct intake_report){.file = base_name(options->path), .date_order = "none"};
	return feed_of_bytes(arena, report->file, bytes, len, &feed, err) &&
	       import_feed(feed, store, arena, options, report, err);
}
