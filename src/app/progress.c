#include "progress.h"

#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/say.h>

#include "app.h"
#include "say.h"

enum { AFTER_MS = 1000, EVERY_MS = 100, BAR = 24 };

struct progress progress_new(const struct app *app, const char *what)
{
	return (struct progress){
	        .app = app, .what = what, .begin_ms = clock_steady_ms(), .wanted = isatty(STDERR_FILENO)};
}

void progress_show(struct progress *progress, int64_t done, int64_t total, int64_t count)
{
	int64_t now = clock_steady_ms();
	if (!progress->wanted || now - progress->begin_ms < AFTER_MS || now - progress->shown_ms < EVERY_MS)
		return;
	struct arena *arena = arena_new_like(progress->app->arena);
	struct str s = str_new(arena);
	str_addf(&s, "\r%s ", progress->what);
	if (total > 0) {
		int64_t part = done > total ? total : done;
		size_t full = (size_t)(part * BAR / total);
		str_repeat(&s, "█", full);
		str_repeat(&s, "░", BAR - full);
		str_addf(&s, " %d %%", (int)(part * 100 / total));
	}
	str_addf(&s, " %s\033[K", count > 0 ? say_count(arena, count) : "");
	say_raw(progress->app, s.text);
	progress->shown_ms = now;
	progress->drawn = true;
	arena_free(arena);
}

void progress_end(struct progress *progress)
{
	if (progress->drawn)
		say_raw(progress->app, "\r\033[K");
	progress->drawn = false;
}
