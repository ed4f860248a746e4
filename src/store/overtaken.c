#include "overtaken.h"

#include <inttypes.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/domain/entity.h>
#include <dagstart/store/journal.h>

#include "internal.h"
#include "journal.h"

struct since {
	const char *base; /* the row when it was looked at; NULL when it was not there yet */
	struct journal_entry last; /* who changed it last */
	bool is_any;
};

static bool read_since(struct store *store, struct ref ref, struct since *ret, struct err *err)
{
	const char letter[2] = {ref.letter, '\0'};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_SINCE);
	bind_text(&q, "$letter", letter);
	bind_int(&q, "$entity_id", ref.id);
	bind_int(&q, "$seen", store->change.seen);
	bind_int(&q, "$grp", store->change_group);
	while (query_next(&q)) {
		struct journal_entry entry = journal_entry_read(&q, store->scratch);
		if (!ret->is_any)
			ret->base = entry.before;
		ret->last = entry;
		ret->is_any = true;
	}
	return query_end(&q, err);
}

/* Field by field: whether both changed it, and whether this put brings anything of its own. What stands in
 * `mine` as it did when it was looked at was not typed but carried along. */
static bool compare(struct store *store, const struct overtaken_put *put, const char *base,
        bool *ret_is_in_the_way, struct err *err)
{
	bool has_own = false, is_carried = false, is_both = false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_COMPARE);
	bind_text(&q, "$mine", put->mine);
	bind_text(&q, "$theirs", put->theirs);
	bind_text(&q, "$base", base ? base : "{}");
	while (query_next(&q)) {
		bool carried = get_bool(&q, "is_carried"), alone = get_bool(&q, "is_alone");
		is_carried = is_carried || carried;
		has_own = has_own || (!carried && alone);
		is_both = is_both || (!carried && !alone);
	}
	if (!query_end(&q, err))
		return false;
	*ret_is_in_the_way = !base || is_both || (is_carried && !has_own);
	return true;
}

static bool merge(struct store *store, const struct overtaken_put *put, const char *base, const char **ret,
        struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_MERGE);
	bind_text(&q, "$mine", put->mine);
	bind_text(&q, "$theirs", put->theirs);
	bind_text(&q, "$base", base);
	const char *merged = query_next(&q) ? get_text(&q, store->scratch, "json") : put->mine;
	if (!query_end(&q, err))
		return false;
	*ret = merged;
	return true;
}

bool overtaken_settle(struct store *store, const struct overtaken_put *put, const char **ret, struct err *err)
{
	struct since since = {0};
	bool is_in_the_way = false;
	*ret = put->mine;
	if (store->change.seen == 0)
		return true;
	if (!read_since(store, put->ref, &since, err))
		return false;
	if (!since.is_any)
		return true;
	if (!compare(store, put, since.base, &is_in_the_way, err))
		return false;
	if (!is_in_the_way)
		return merge(store, put, since.base, ret, err);
	store->overtaken = since.last;
	return err_set(err, ERR_CHANGED,
	        N_("%s was changed elsewhere since it was looked at; nothing was saved"), "%c-%" PRId64,
	        entity_shown(put->ref).letter, put->ref.id);
}
