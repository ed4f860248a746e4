/* The writing transaction. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

#include "busy.h"
#include "internal.h"
#include "journal.h"

enum { CHECKED_MOST = 4 << 20 };

/* Once, before the first change: what was damaged elsewhere is not written to. It takes 6 ms for a megabyte,
 * so that of a large store is left to `doctor`. */
static bool is_sound(struct store *store, struct err *err)
{
	if (!store->is_sound && store->size <= CHECKED_MOST)
		store->is_sound = store_pages_are_sound(store, err);
	return store->is_sound || store->size > CHECKED_MOST;
}

static void read_give_up(struct store *store)
{
	store->readings = 0;
	reading_cleanup(&store->reading);
}

static bool begin(struct store *store, bool (*begin_in)(struct driver *, struct err *), struct err *err)
{
	if (store->tx != TX_NONE)
		return err_say(err, ERR_INTERNAL, N_("a change was begun inside another one"));
	if (store->read_only)
		return err_set(err, ERR_READONLY, N_("%s was opened for reading only"), "%s", store->path);
	read_give_up(store);
	if (!begin_in(store->driver, err)) {
		busy_tell(store, err);
		return false;
	}
	if (!is_sound(store, err)) {
		driver_rollback(store->driver);
		return false;
	}
	arena_reset(store->scratch);
	store->tx = TX_OPEN;
	store->tx_err = (struct err){0};
	store->change = (struct change){.origin = "", .verb = ""};
	store->change_group = 0;
	store->change_is_final = false;
	store->overtaken = (struct journal_entry){0};
	return true;
}

void store_read_begin(struct store *store)
{
	if (store->tx != TX_OPEN && store->readings++ == 0)
		store->reading = reading_begin(store->driver);
}

void store_read_end(struct store *store)
{
	if (store->readings && --store->readings == 0)
		reading_cleanup(&store->reading);
}

bool tx_begin_quiet(struct store *store, struct err *err)
{
	return begin(store, driver_begin, err);
}

bool tx_begin_brief(struct store *store, struct err *err)
{
	return begin(store, driver_begin_briefly, err);
}

bool store_begin(struct store *store, const struct change *change, struct err *err)
{
	if (!begin(store, driver_begin, err))
		return false;
	store->change = *change;
	store->change.origin = arena_strdup(store->scratch, change->origin ? change->origin : "");
	store->change.verb = arena_strdup(store->scratch, change->verb ? change->verb : "");
	return true;
}

bool store_commit(struct store *store, struct err *err)
{
	if (store->tx == TX_NONE)
		return err_say(err, ERR_INTERNAL, N_("nothing was begun that could be saved"));
	if (store->tx == TX_FAILED) {
		if (err)
			*err = store->tx_err;
		store->tx = TX_NONE;
		return false;
	}
	struct err why = {0};
	bool ok =
	        journal_close(store, &why) && kept_settle(store, &why) && driver_commit(store->driver, &why);
	if (!ok)
		driver_rollback(store->driver);
	if (!ok && err)
		*err = why;
	store->tx = TX_NONE;
	return ok;
}

void store_rollback(struct store *store)
{
	if (store->tx == TX_OPEN)
		driver_rollback(store->driver);
	store->tx = TX_NONE;
}

bool tx_enter(struct store *store, struct err *err)
{
	if (store->tx == TX_OPEN)
		return true;
	if (store->tx == TX_FAILED && err)
		*err = store->tx_err;
	return store->tx != TX_FAILED &&
	       err_say(err, ERR_INTERNAL, N_("a change was made outside a transaction"));
}

bool tx_leave(struct store *store, bool ok, struct err *err)
{
	if (ok || store->tx != TX_OPEN)
		return ok;
	driver_rollback(store->driver);
	store->tx = TX_FAILED;
	if (err)
		store->tx_err = *err;
	else
		err_say(&store->tx_err, ERR_INTERNAL, N_("an earlier change of this transaction failed"));
	return false;
}
