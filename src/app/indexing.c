#include "indexing.h"

#include <dagstart/base/i18n.h>
#include <dagstart/store/search.h>
#include <dagstart/store/store.h>

#include "app.h"
#include "progress.h"
#include "say.h"
#include "signals.h"

static void show(void *user, int64_t done, int64_t total)
{
	progress_show(user, done, total, 0);
}

void indexing_fill(struct app *app)
{
	struct progress bar = progress_new(app, _("preparing the search"));
	bool mine = signals_note_stop();
	struct err err = {0};
	bool done = store_search_fill(app->store, &(struct search_progress){show, &bar}, &err);
	if (mine)
		signals_note_end();
	progress_end(&bar);
	if (!done && err.code == ERR_CANCELLED)
		say_line(app, _("stopped: the search is prepared at the next stand-up"));
	else if (!done)
		say_line(app, _("the search is not up to date: %s"), err_text(app->arena, &err));
}

bool indexing_is_due(struct app *app)
{
	struct err err = {0};
	struct search_state state;
	return !store_is_read_only(app->store) && store_search_state(app->store, &state, &err) &&
	       state.indexed < state.total;
}

bool indexing_slice(struct app *app, size_t rows)
{
	struct err err = {0};
	int64_t left = 0;
	return store_search_index(app->store, rows, &left, &err) && left > 0;
}
