#include "lookout.h"

#include <stdbool.h>

#include <dagstart/base/clock.h>
#include <dagstart/store/store.h>

#include "app.h"

/* While others write: waits that double, twenty seconds in all; while signs keep coming, to a second. */
enum { SOON_MS = 20, OFTEN_MS = 1280, LATEST_MS = 10240, UNWATCHED_MS = 1000 };

static void look_later(struct lookout *lookout, int gap_ms)
{
	lookout->gap_ms = gap_ms;
	lookout->due_ms = gap_ms ? clock_steady_ms() + gap_ms : 0;
}

static bool is_unwatched(const struct lookout *lookout)
{
	return store_watch_fd(lookout->app->store) < 0;
}

int lookout_fd(const struct lookout *lookout)
{
	return lookout->app->session && !lookout->due_ms ? store_watch_fd(lookout->app->store) : -1;
}

/* Until the next look the signs may heap up: a folder in which something never stops cannot keep us busy. */
void lookout_stirs(struct lookout *lookout)
{
	store_watch_drain(lookout->app->store);
	lookout->look(lookout->user);
	look_later(lookout, SOON_MS);
}

/* The sign of writing comes when the pages are written, before they are on the disk: only then do they count,
 * and nothing tells of that. So more looks follow, until nobody is in the middle of writing. */
void lookout_again(struct lookout *lookout)
{
	if (!lookout->app->session)
		return;
	bool unwatched = is_unwatched(lookout);
	int gap = unwatched ? UNWATCHED_MS : 2 * lookout->gap_ms;
	bool stirred = store_watch_drain(lookout->app->store);
	bool busy = store_is_written(lookout->app->store);
	lookout->look(lookout->user);
	if (stirred || unwatched)
		look_later(lookout, gap < OFTEN_MS ? gap : OFTEN_MS);
	else
		look_later(lookout, busy && gap <= LATEST_MS ? gap : 0);
}

/* Signs of our own writing hide those of others in the same moment, and what others wrote before the watch
 * stood none tells. */
void lookout_after_writing(struct lookout *lookout)
{
	if (!lookout->app->session)
		return;
	store_watch_drain(lookout->app->store);
	bool busy = store_is_written(lookout->app->store);
	lookout->look(lookout->user);
	if (busy)
		look_later(lookout, SOON_MS);
}

/* Without a sign nobody wrote, neither we nor others; with one it may be both. */
void lookout_tick(struct lookout *lookout)
{
	if (is_unwatched(lookout))
		lookout->look(lookout->user);
	else if (store_watch_drain(lookout->app->store))
		lookout_after_writing(lookout);
}

void lookout_set(struct lookout *lookout)
{
	if (lookout->app->session && !lookout->due_ms && is_unwatched(lookout))
		look_later(lookout, UNWATCHED_MS);
}
