/* Leaving no trace in the file: the engine keeps old pages in its log, words in its index, and remains of
 * rows that it moved between the rows. */
#include <dagstart/base/i18n.h>
#include <dagstart/store/search.h>

#include "forget.h"
#include "internal.h"

enum { SCRUB_PAGES = 512, VERSION_WITH_INDEX = 2 };

static bool scrub_index(struct store *store, struct err *err)
{
	bool done = store_schema_version(store) < VERSION_WITH_INDEX;
	while (!done)
		if (!store_search_scrub(store, SCRUB_PAGES, &done, err))
			return false;
	return true;
}

bool forget_scrub_index(struct store *store, bool *ret_blocked, struct err *err)
{
	return scrub_index(store, err) && driver_empty_log(store->driver, ret_blocked, err);
}

bool forget_scrub(struct store *store, bool *ret_blocked, struct err *err)
{
	return scrub_index(store, err) && driver_compact(store->driver, err) &&
	       driver_empty_log(store->driver, ret_blocked, err);
}
