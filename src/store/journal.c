#include "journal.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/vec.h>

#include "internal.h"

enum { HISTORY_LIMIT = 100 };

static bool line_settles(struct store *store, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_SETTLE_UNDONE);
	bind_text(&q, "$origin", store->change.origin);
	bind_int(&q, "$member_id", store->change.member_id);
	return query_run(&q, err);
}

bool journal_append(struct store *store, const struct journal_row *row, struct err *err)
{
	/* a new change of this member here ends what could be redone */
	if (store->change_group == 0 && row->reverses == 0 && !line_settles(store, err))
		return false;
	int64_t now = clock_now_ms(store->clock);
	const char letter[2] = {row->ref.letter, '\0'};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_PUT);
	bind_int(&q, "$grp", store->change_group);
	bind_int(&q, "$at_ms", now);
	bind_int(&q, "$day", clock_day(now));
	bind_int(&q, "$member_id", store->change.member_id);
	bind_int(&q, "$meeting_id", store->change.meeting_id);
	bind_text(&q, "$origin", store->change.origin);
	bind_text(&q, "$verb", store->change.verb);
	bind_text(&q, "$letter", letter);
	bind_int(&q, "$entity_id", row->ref.id);
	bind_text_or_null(&q, "$before", row->before);
	bind_text_or_null(&q, "$after", row->after);
	bind_int(&q, "$undo_state", row->reverses ? UNDO_NEVER : UNDO_DONE);
	bind_int(&q, "$reverses", row->reverses);
	if (query_next(&q))
		store->change_group = get_int(&q, "grp");
	return query_run(&q, err);
}

bool store_seen(struct store *store, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_NEWEST);
	int64_t next = query_next(&q) ? get_int(&q, "id") + 1 : 1;
	if (!query_end(&q, err))
		return false;
	*ret = next;
	return true;
}

const struct journal_entry *store_overtaken(const struct store *store)
{
	return store->overtaken.id ? &store->overtaken : NULL;
}

bool journal_close(struct store *store, struct err *err)
{
	if (!store->change_is_final || store->change_group == 0)
		return true;
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_CHANGE_MARK);
	bind_int(&q, "$grp", store->change_group);
	bind_int(&q, "$undo_state", UNDO_NEVER);
	return query_run(&q, err);
}

struct journal_entry journal_entry_read(struct query *q, struct arena *arena)
{
	struct journal_entry entry = {
	        .id = get_int(q, "id"),
	        .group = get_int(q, "grp"),
	        .at_ms = get_int(q, "at_ms"),
	        .member_id = get_int(q, "member_id"),
	        .meeting_id = get_int(q, "meeting_id"),
	        .origin = get_text(q, arena, "origin"),
	        .verb = get_text(q, arena, "verb"),
	        .ref = {.letter = *peek_text(q, "letter"), .id = get_int(q, "entity_id")},
	        .before = get_text_or_null(q, arena, "before"),
	        .after = get_text_or_null(q, arena, "after"),
	};
	int64_t state = get_int(q, "undo_state");
	entry.undone = state == UNDO_UNDONE || state == UNDO_GONE;
	return entry;
}

static enum sql history_statement(const struct journal_query *query)
{
	if (ref_is(query->ref))
		return SQL_HISTORY_THING;
	return query->oldest_first ? SQL_HISTORY_OLDEST : SQL_HISTORY_NEWEST;
}

bool store_history(struct store *store, struct arena *arena, const struct journal_query *query,
        struct journal_entry **ret, size_t *ret_count, struct err *err)
{
	VEC(struct journal_entry) entries = {0};
	enum sql sql = history_statement(query);
	const char letter[2] = {query->ref.letter, '\0'};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, sql);
	bind_int(&q, "$meeting_id", query->meeting_id);
	bind_int(&q, "$from_day", query->from_day);
	bind_int(&q, "$to_day", query->to_day);
	bind_int(&q, "$after_group", query->after_group);
	bind_int(&q, "$limit", query->limit ? (int64_t)query->limit : HISTORY_LIMIT);
	if (sql == SQL_HISTORY_THING) {
		bind_text(&q, "$letter", letter);
		bind_int(&q, "$entity_id", query->ref.id);
		bind_int(&q, "$oldest_first", query->oldest_first);
	}
	while (query_next(&q)) {
		struct journal_entry entry = journal_entry_read(&q, arena);
		entry.about = get_text(&q, arena, "about");
		*vec_add(arena, &entries) = entry;
	}
	if (!query_end(&q, err))
		return false;
	*ret = entries.items;
	*ret_count = entries.count;
	return true;
}
