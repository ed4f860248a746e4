#include "inbox.h"

#include <errno.h>
#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/doc/say.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>

#include "app.h"
#include "inbox_files.h"
#include "take.h"

enum { TALK_AFTER_MS = 700, TALK_EVERY_MS = 250, NAME_WIDTH = 40 };

struct taking {
	struct app *app;
	const struct inbox_talk *talk;
	const char *name; /* of the file at hand; clean */
	int64_t begin_ms, said_ms;
	VEC(const char *) taken, bad; /* names */
	const char *why; /* of the last bad one */
	int64_t imported, duplicates, refused, dated;
};

static bool step(void *user, int64_t done, int64_t total, int64_t rows)
{
	struct taking *t = user;
	int64_t now = clock_steady_ms();
	UNUSED(rows);
	if (!t->talk || now - t->begin_ms < TALK_AFTER_MS || now - t->said_ms < TALK_EVERY_MS)
		return true;
	t->said_ms = now;
	if (total <= 0)
		total = 1;
	int percent = (int)(done > total ? 100 : 100 * done / total);
	return t->talk->step(t->talk->user, arena_printf(t->app->arena, _("taking in %s: %s"), t->name,
	                                            say_percent(t->app->arena, percent)));
}

/* Of the machine or of the store, not of the file: the next start tries again. */
static bool is_passing(const struct err *err)
{
	return err->code != ERR_INPUT && err->code != ERR_QUESTION && err->code != ERR_USAGE &&
	       err->code != ERR_REFUSED && err->number != EACCES;
}

/* Where it is, and why. Most errors name the file already. */
static const char *reason(struct app *app, const char *path, const char *shown, const struct err *err)
{
	const char *why = err_text(app->arena, err), *at = strstr(why, path);
	if (at)
		why = arena_printf(app->arena, "%.*s%s%s", (int)(at - why), why, shown, at + strlen(path));
	else
		why = arena_printf(app->arena, "%s: %s", shown, why);
	return err->code == ERR_QUESTION
	               ? arena_printf(app->arena, _("%s; `dagstart import` settles it"), why)
	               : why;
}

static void note_bad(struct taking *t, const struct inbox_item *item, const struct err *err)
{
	*vec_add(t->app->arena, &t->bad) = t->name;
	t->why = reason(t->app, item->path, t->name, err);
}

static void note_taken(struct taking *t, const struct intake_report *report)
{
	*vec_add(t->app->arena, &t->taken) = t->name;
	t->imported += report->imported;
	t->duplicates += report->duplicates - report->dated;
	t->refused += report->refused;
	t->dated += report->dated;
}

static bool remember(struct taking *t, struct inbox_item *item, bool failed)
{
	struct err err = {0};
	item->file.failed = failed;
	if (store_last_batch(t->app->store, &item->file.batch_id, &err) &&
	        inbox_remember(t->app, &item->file, &err))
		return true;
	note_bad(t, item, &err);
	return false;
}

/* What was taken in is remembered after it was; where that fails, its rows are known again. */
static void take_item(struct taking *t, struct inbox_item *item)
{
	const struct intake_progress progress = {.step = step, .user = t};
	struct intake_report report = {0};
	struct err err = {0};
	t->name = text_cut(
	        t->app->arena, text_clean(t->app->arena, item->name, TEXT_ONE_LINE), NAME_WIDTH, false);
	t->begin_ms = clock_steady_ms();
	if (take_file(t->app, item->path, &progress, &report, &err)) {
		note_taken(t, &report);
		remember(t, item, false);
		return;
	}
	if (err.code == ERR_CANCELLED)
		return;
	bool is_told = item->was_failed;
	if (!is_passing(&err) && !remember(t, item, true))
		return;
	if (!is_told || is_passing(&err))
		note_bad(t, item, &err);
}

/* Another import since may have said what was open. */
static bool is_wanted(struct app *app, const struct inbox_item *item)
{
	struct err err = {0};
	int64_t last = 0;
	return !item->is_known ||
	       (item->was_failed && store_last_batch(app->store, &last, &err) && last != item->failed_at);
}

static const char *counts_text(const struct taking *t)
{
	struct arena *arena = t->app->arena;
	struct str s = str_new(arena);
	str_addf(&s, P_("%s answer taken in", "%s answers taken in", t->imported),
	        say_count(arena, t->imported));
	if (t->dated)
		str_addf(&s, _(", %s dated"), say_count(arena, t->dated));
	if (t->duplicates)
		str_addf(&s, _(", %s known already"), say_count(arena, t->duplicates));
	if (t->refused)
		str_addf(&s, _(", %s refused"), say_count(arena, t->refused));
	return s.text;
}

static const char *bad_text(const struct taking *t)
{
	struct arena *arena = t->app->arena;
	if (t->bad.count == 1)
		return arena_printf(arena, _("not taken in: %s"), t->why);
	return arena_printf(arena,
	        P_("%zu file was not taken in: `dagstart doctor` says why",
	                "%zu files were not taken in: `dagstart doctor` says why", t->bad.count),
	        t->bad.count);
}

static struct inbox_news news_of(const struct taking *t)
{
	struct str s = str_new(t->app->arena);
	if (t->taken.count == 1)
		str_addf(&s, "%s: %s", t->taken.items[0], counts_text(t));
	else if (t->taken.count)
		str_addf(&s, P_("%zu file: %s", "%zu files: %s", t->taken.count), t->taken.count,
		        counts_text(t));
	if (t->bad.count)
		str_add_part(&s, " · ", bad_text(t));
	return (struct inbox_news){s.text, t->bad.count > 0};
}

struct inbox_news inbox_take(struct app *app, const struct inbox_talk *talk)
{
	struct taking t = {.app = app, .talk = talk};
	struct inbox_items found;
	struct err err = {0};
	if (!app->settings.inbox.count)
		return (struct inbox_news){"", false};
	if (!inbox_find(app, &found, &err))
		return (struct inbox_news){err_text(app->arena, &err), true};
	for (size_t i = 0; i < found.count; i++)
		if (is_wanted(app, &found.items[i]))
			take_item(&t, &found.items[i]);
	return news_of(&t);
}

/* Tried once more, without keeping anything: what was wrong may be right by now. */
static const char *why_bad(struct app *app, const char *path)
{
	struct intake_options options;
	struct intake_report report = {0};
	struct err err = {0};
	if (store_is_read_only(app->store) || take_options(app, &options) != EXIT_DONE)
		return arena_printf(app->arena, _("%s could not be taken in"), path);
	options.path = path;
	options.dry_run = true;
	if (!intake_import(app->store, app->arena, &options, &report, &err))
		return reason(app, path, path, &err);
	return report.imported ? arena_printf(app->arena, _("%s can be taken in now: dagstart import"), path)
	                       : "";
}

size_t inbox_look(struct app *app, const char ***ret)
{
	VEC(const char *) list = {0};
	struct inbox_items found;
	struct err err = {0};
	if (!app->settings.inbox.count || !inbox_find(app, &found, &err))
		return 0;
	for (size_t i = 0; i < found.unread_count; i++)
		*vec_add(app->arena, &list) =
		        arena_printf(app->arena, _("%s: the folder can't be read"), found.unread[i]);
	size_t waiting = 0;
	for (size_t i = 0; i < found.count; i++)
		waiting += !found.items[i].is_known;
	if (waiting)
		*vec_add(app->arena, &list) = arena_printf(app->arena,
		        P_("%zu file waits for the next stand-up", "%zu files wait for the next stand-up",
		                waiting),
		        waiting);
	for (size_t i = 0; i < found.count; i++) {
		const char *why = found.items[i].was_failed ? why_bad(app, found.items[i].path) : "";
		if (*why)
			*vec_add(app->arena, &list) = why;
	}
	*ret = list.items;
	return list.count;
}
