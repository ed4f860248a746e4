#include "retention.h"

#include <signal.h>
#include <unistd.h>

#include <dagstart/store/forget.h>
#include <dagstart/store/store.h>

#include "app.h"
#include "aside.h"

enum { SLICE_ROWS = 100 };

int32_t retention_since(const struct app *app)
{
	return settings_kept_since(&app->settings, clock_day(clock_now_ms(&app->clock)));
}

bool retention_is_due(struct app *app)
{
	struct err err = {0};
	bool due = false;
	int32_t since = retention_since(app);
	return since > 0 && !store_is_read_only(app->store) &&
	       store_forget_old_is_due(app->store, since, &due, &err) && due;
}

static struct change change_of(const struct app *app)
{
	return (struct change){.origin = app->place.seat, .verb = "retention"};
}

bool retention_slice(struct app *app)
{
	const struct change change = change_of(app);
	struct err err = {0};
	bool more = false;
	return store_forget_old(app->store, retention_since(app), SLICE_ROWS, &change, &more, &err) && more;
}

bool retention_finish(
        const struct app *app, const struct retention *how, struct forget_report *ret, struct err *err)
{
	const struct change change = change_of(app);
	const struct forget_old old = {
	        .before = retention_since(app), .change = &change, .thorough = how->thorough};
	return store_forget_old_finish(how->store, how->arena, &old, ret, err);
}

static bool finish(const struct app *app, struct store *store, struct arena *arena)
{
	struct forget_report report;
	struct err err = {0};
	/* What fails is tried again after the next meeting; `doctor` says that it is still to do. */
	return retention_finish(app, &(struct retention){store, arena, false}, &report, &err);
}

static bool is_open(struct app *app)
{
	struct err err = {0};
	bool open = false;
	return app->tty && retention_since(app) > 0 && app->store && !store_is_read_only(app->store) &&
	       (retention_is_due(app) || (store_forget_old_is_open(app->store, &open, &err) && open));
}

void retention_leave(struct app *app)
{
	if (!is_open(app))
		return;
	store_close(app->store);
	app->store = NULL;
	(void)signal(SIGCHLD, SIG_IGN);
	if (fork() == 0) {
		if (!aside_leave_terminal())
			_exit(EXIT_FAILED);
		aside_work(app, finish);
	}
}
