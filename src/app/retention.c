#include "retention.h"

#include <dagstart/store/forget.h>
#include <dagstart/store/store.h>

#include "app.h"

enum { SLICE_ROWS = 100 };

static int32_t kept_since(const struct app *app)
{
	return settings_kept_since(&app->settings, clock_day(clock_now_ms(&app->clock)));
}

bool retention_is_due(struct app *app)
{
	struct err err = {0};
	int64_t old = 0;
	int32_t since = kept_since(app);
	return since > 0 && !store_is_read_only(app->store) &&
	       store_forget_old_count(app->store, since, 1, &old, &err) && old > 0;
}

bool retention_slice(struct app *app)
{
	const struct change change = {.origin = app->place.seat, .verb = "retention"};
	struct err err = {0};
	bool more = false;
	return store_forget_old(app->store, kept_since(app), SLICE_ROWS, &change, &more, &err) && more;
}
