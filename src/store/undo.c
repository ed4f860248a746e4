/* Undo and redo: a whole transaction at a time, only of what oneself did at one's own seat, and only while
 * nothing of it was changed by someone else. Both are changes themselves and stand in the journal. */
#include <assert.h>
#include <inttypes.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "door.h"
#include "internal.h"
#include "journal.h"

struct way {
	enum sql find; /* the group that is next */
	enum undo_state becomes;
	const char *verb;
	const char *nothing;
	bool is_back; /* from the newest entry to the oldest, each to what it was before */
};

static const struct way way_undo = {SQL_CHANGE_NEWEST_DONE, UNDO_UNDONE, "undo", N_("nothing to undo"), true};
static const struct way way_redo = {SQL_CHANGE_LAST_UNDONE, UNDO_DONE, "redo", N_("nothing to redo"), false};

/* *ret is 0 when there is none. */
static bool find_group(struct store *store, const struct way *way, const struct change *change, int64_t *ret,
        struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, way->find);
	bind_text(&q, "$origin", change->origin);
	bind_int(&q, "$member_id", change->member_id);
	*ret = query_next(&q) ? get_int(&q, "grp") : 0;
	return query_end(&q, err);
}

static bool read_group(struct store *store, struct arena *arena, int64_t group, struct journal_entry **ret,
        size_t *ret_count, struct err *err)
{
	VEC(struct journal_entry) entries = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_GROUP);
	bind_int(&q, "$grp", group);
	while (query_next(&q))
		*vec_add(arena, &entries) = journal_entry_read(&q, arena);
	if (!query_end(&q, err))
		return false;
	*ret = entries.items;
	*ret_count = entries.count;
	return true;
}

static bool was_changed(const struct journal_entry *entry, struct err *err)
{
	struct ref ref = entity_shown(entry->ref);
	return err_set(err, ERR_CHANGED,
	        N_("%s was changed or used since by someone else, so this stays as it is"), "%c-%" PRId64,
	        ref.letter, ref.id);
}

static bool turn(
        struct store *store, const struct way *way, const struct journal_entry *entry, struct err *err)
{
	const char *expected = way->is_back ? entry->after : entry->before;
	const char *wanted = way->is_back ? entry->before : entry->after;
	const char *now = NULL, *result = NULL;
	if (!door_read(store, entry->ref, &now, err))
		return false;
	if (!streq(now, expected))
		return was_changed(entry, err);
	struct err why = {0};
	if (!door_set(store, entry->ref, wanted, &why)) {
		/* something else points to it, or took its place */
		if (why.code == ERR_MISSING || why.code == ERR_REFUSED)
			return was_changed(entry, err);
		if (err)
			*err = why;
		return false;
	}
	if (!door_read(store, entry->ref, &result, err))
		return false;
	const struct journal_row row = {entry->ref, now, result, entry->group};
	return journal_append(store, &row, err);
}

static bool mark(struct store *store, int64_t group, enum undo_state state, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_MARK);
	bind_int(&q, "$grp", group);
	bind_int(&q, "$undo_state", state);
	return query_run(&q, err);
}

static bool turn_group(struct store *store, struct arena *arena, const struct way *way,
        struct journal_entry *ret, struct err *err)
{
	int64_t group = 0;
	struct journal_entry *entries = NULL;
	size_t count = 0;
	if (!find_group(store, way, &store->change, &group, err) ||
	        (group == 0 && !err_say(err, ERR_MISSING, way->nothing)) ||
	        !read_group(store, arena, group, &entries, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!turn(store, way, &entries[way->is_back ? count - 1 - i : i], err))
			return false;
	}
	if (!mark(store, group, way->becomes, err))
		return false;
	assert(count > 0); /* find_group() found it by its entries */
	*ret = entries[0];
	ret->undone = way->is_back;
	return true;
}

static bool go(struct store *store, struct arena *arena, const struct change *change, const struct way *way,
        struct journal_entry *ret, struct err *err)
{
	struct change own = *change;
	struct journal_entry first = {0};
	own.verb = way->verb;
	if (!store_begin(store, &own, err))
		return false;
	if (!tx_leave(store, turn_group(store, arena, way, &first, err), err)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, err))
		return false;
	*ret = first;
	return true;
}

bool store_undo(struct store *store, struct arena *arena, const struct change *change,
        struct journal_entry *ret, struct err *err)
{
	return go(store, arena, change, &way_undo, ret, err);
}

bool store_redo(struct store *store, struct arena *arena, const struct change *change,
        struct journal_entry *ret, struct err *err)
{
	return go(store, arena, change, &way_redo, ret, err);
}

bool store_undo_size(
        struct store *store, const struct change *change, bool forth, struct undo_size *ret, struct err *err)
{
	int64_t group = 0;
	if (!find_group(store, forth ? &way_redo : &way_undo, change, &group, err))
		return false;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_ANSWERS);
	bind_int(&q, "$grp", group);
	*ret = (struct undo_size){0};
	if (query_next(&q)) {
		ret->imported = get_int(&q, "imported");
		ret->moved = get_int(&q, "moved");
	}
	return query_end(&q, err);
}
