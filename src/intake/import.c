#include <dagstart/intake/intake.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/path.h>

#include "plan.h"
#include "source.h"
#include "take.h"

static struct source_options source_options(const struct intake_options *options)
{
	struct source_options how = {.delimiter = options->delimiter, .repair = options->repair};
	if (options->encoding)
		encoding_find(options->encoding, &how.told);
	return how;
}

/* The source has memory of its own: it may be read in another thread while the rows before are taken. What it
 * says of a failure is kept. */
static bool keep_error(struct arena *arena, struct err *err)
{
	if (err && err->message)
		err->message = arena_strdup(arena, err->message);
	return false;
}

static bool import_source(struct source *source, struct store *store, struct arena *arena,
        const struct intake_options *options, struct intake_report *report, struct err *err)
{
	struct plan plan = {.name = report->file};
	struct intake_options known = *options;
	return (plan_make(source, store, arena, &known, &plan, report, err) &&
	               take_rows(source, store, arena, &plan, &known, report, err)) ||
	       keep_error(arena, err);
}

bool intake_import(struct store *store, struct arena *arena, const struct intake_options *options,
        struct intake_report *report, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *own = arena_new_like(arena);
	CLEANUP(source_cleanup) struct source source = {0};
	const struct source_options how = source_options(options);
	*report = (struct intake_report){.file = path_name(options->path),
	        .date_order = "none",
	        .tool = "",
	        .tool_name = "",
	        .scale = ""};
	return (source_open(own, options->path, &how, &source, err) || keep_error(arena, err)) &&
	       import_source(&source, store, arena, options, report, err);
}

bool intake_import_bytes(struct store *store, struct arena *arena, const char *bytes, size_t len,
        const struct intake_options *options, struct intake_report *report, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *own = arena_new_like(arena);
	const struct source_options how = source_options(options);
	*report = (struct intake_report){.file = path_name(options->path),
	        .date_order = "none",
	        .tool = "",
	        .tool_name = "",
	        .scale = ""};
	struct source source = source_of_bytes(own, report->file, bytes, len, &how);
	return import_source(&source, store, arena, options, report, err);
}

bool intake_knows_encoding(const char *name)
{
	struct encoding_told told;
	return encoding_find(name, &told);
}
