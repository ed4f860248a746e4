/* Retention: what customers said long ago goes, little by little, and the scores stay. A sweep goes along the
 * days of the answers that count, from where the last one ended, then by number through the batches that the
 * days do not tell of, then over single answers that were replaced; where it stands is kept, so that anybody
 * goes on. */
#include "forget_old.h"

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/entity.h>

#include "internal.h"
#include "journal.h"

/* A row that is only looked at costs little beside one whose words go. */
enum { LOOK_ROWS = 20000 };

static const char noted_key[] = "forget_old_day";
/* The day of the last whole sweep and the newest batch that it knew; the same of the one that is under way.
 */
static const char since_key[] = "forget_old_since", seen_key[] = "forget_old_seen",
                  goal_key[] = "forget_old_goal", newest_key[] = "forget_old_newest";
/* How far it is: which part, and the last answer that was looked at. */
static const char part_key[] = "forget_old_part", day_key[] = "forget_old_at_day",
                  id_key[] = "forget_old_at_id";
/* Words were erased that may still stand between the rows of a file; and the sweep that the files are done
 * with. */
static const char open_key[] = "forget_old_open", filed_key[] = "forget_old_filed";

enum part { PART_LIVE, PART_BATCHES, PART_REPLACED, PART_REST, PART_DONE };

struct sweep {
	struct store *store;
	struct arena *arena;
	int64_t since, seen; /* of the last one */
	int64_t goal, newest; /* of this one */
	int64_t part, day, id;
	size_t rows; /* to erase at most */
	VEC(int64_t) old;
	int64_t texts; /* of the team, erased */
};

bool store_forget_old_count(struct store *store, int32_t before, int64_t most, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_FORGET_OLD_COUNT);
	bind_int(&q, "$before", before);
	bind_int(&q, "$limit", most);
	int64_t count = query_next(&q) ? get_int(&q, "n") : 0;
	if (!query_end(&q, err))
		return false;
	*ret = count;
	return true;
}

/* -- where it stands -- */

struct kept {
	const char *key;
	int64_t *value;
};
enum { KEPT = 7 };

static void kept_of(struct sweep *s, struct kept kept[static KEPT])
{
	const struct kept all[KEPT] = {{since_key, &s->since}, {seen_key, &s->seen}, {goal_key, &s->goal},
	        {newest_key, &s->newest}, {part_key, &s->part}, {day_key, &s->day}, {id_key, &s->id}};
	for (size_t i = 0; i < KEPT; i++)
		kept[i] = all[i];
}

static bool newest_batch(struct store *store, int64_t *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_LAST);
	*ret = query_next(&q) ? get_int(&q, "id") : 0;
	return query_end(&q, err);
}

static bool sweep_read(struct sweep *s, struct err *err)
{
	struct kept kept[KEPT];
	kept_of(s, kept);
	for (size_t i = 0; i < KEPT; i++)
		if (!meta_int(s->store, kept[i].key, kept[i].value, err))
			return false;
	return true;
}

static bool sweep_write(struct sweep *s, struct err *err)
{
	struct kept kept[KEPT];
	kept_of(s, kept);
	for (size_t i = 0; i < KEPT; i++)
		if (!meta_put_int(s->store, kept[i].key, *kept[i].value, err))
			return false;
	return true;
}

static void go_to(struct sweep *s, enum part part)
{
	s->part = part;
	s->id = 0;
	s->day = part == PART_LIVE && s->since > 0 ? s->since - 1 : 0;
}

/* Another day than the one it was under way to, or words that came in since: from the start. A day before the
 * last whole sweep (the settings keep more now) has nothing to do. */
static bool sweep_begin(struct sweep *s, int32_t before, struct err *err)
{
	int64_t newest = 0;
	if (!sweep_read(s, err) || !newest_batch(s->store, &newest, err))
		return false;
	if (s->goal == before && s->newest == newest)
		return true;
	s->goal = before;
	s->newest = newest;
	go_to(s, PART_LIVE);
	return true;
}

bool store_forget_old_is_due(struct store *store, int32_t before, bool *ret, struct err *err)
{
	struct sweep s = {.store = store};
	if (!sweep_begin(&s, before, err))
		return false;
	*ret = s.part != PART_DONE;
	return true;
}

bool forget_old_has_remains(struct store *store, bool *ret, struct err *err)
{
	return meta_is_set(store, open_key, ret, err);
}

bool store_forget_old_is_open(struct store *store, bool *ret, struct err *err)
{
	int64_t since = 0, filed = 0;
	if (!forget_old_has_remains(store, ret, err) || !meta_int(store, since_key, &since, err) ||
	        !meta_int(store, filed_key, &filed, err))
		return false;
	*ret = *ret || since != filed;
	return true;
}

static bool put_settled(struct store *store, struct err *err)
{
	int64_t since = 0;
	return meta_int(store, since_key, &since, err) && meta_put_int(store, filed_key, since, err) &&
	       meta_put_int(store, open_key, 0, err);
}

bool forget_old_settled(struct store *store, struct err *err)
{
	bool ok = tx_begin_quiet(store, err) && tx_leave(store, put_settled(store, err), err) &&
	          store_commit(store, err);
	if (!ok)
		store_rollback(store);
	return ok;
}

/* -- finding -- */

static bool look_live(struct sweep *s, struct err *err)
{
	size_t looked = 0;
	CLEANUP(query_cleanup) struct query q = query_open(s->store->driver, SQL_FORGET_OLD_LIVE);
	bind_int(&q, "$before", s->goal);
	bind_int(&q, "$after_day", s->day);
	bind_int(&q, "$after_id", s->id);
	bind_int(&q, "$limit", LOOK_ROWS);
	while (s->old.count < s->rows && looked < LOOK_ROWS && query_next(&q)) {
		looked++;
		s->day = get_int(&q, "day");
		s->id = get_int(&q, "id");
		if (get_bool(&q, "says"))
			*vec_add(s->arena, &s->old) = s->id;
	}
	if (looked < LOOK_ROWS && s->old.count < s->rows)
		go_to(s, PART_BATCHES);
	return query_end(&q, err);
}

struct range {
	int64_t from_id, to_id;
	bool undated;
};

static bool next_range(struct sweep *s, struct range *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(s->store->driver, SQL_FORGET_OLD_BATCH);
	bind_int(&q, "$before", s->goal);
	bind_int(&q, "$next_id", s->id + 1);
	bind_int(&q, "$since", s->since);
	bind_int(&q, "$seen", s->seen);
	*ret = (struct range){0};
	if (query_next(&q)) {
		ret->from_id = get_int(&q, "first_id");
		ret->to_id = get_int(&q, "last_id");
		ret->undated = get_bool(&q, "is_old");
		if (ret->from_id <= s->id)
			ret->from_id = s->id + 1;
	}
	return query_end(&q, err);
}

static bool look_batch(struct sweep *s, struct err *err)
{
	struct range range;
	if (!next_range(s, &range, err))
		return false;
	if (!range.to_id) {
		go_to(s, PART_REPLACED);
		return true;
	}
	int64_t last = range.from_id + LOOK_ROWS - 1;
	CLEANUP(query_cleanup) struct query q = query_open(s->store->driver, SQL_FORGET_OLD_RANGE);
	bind_int(&q, "$undated", range.undated);
	bind_int(&q, "$before", s->goal);
	bind_int(&q, "$from_id", range.from_id);
	bind_int(&q, "$to_id", last < range.to_id ? last : range.to_id);
	while (s->old.count < s->rows && query_next(&q)) {
		s->id = get_int(&q, "id");
		if (get_bool(&q, "says"))
			*vec_add(s->arena, &s->old) = s->id;
	}
	if (s->old.count < s->rows)
		s->id = last < range.to_id ? last : range.to_id;
	return query_end(&q, err);
}

static bool look_replaced(struct sweep *s, struct err *err)
{
	if (store_schema_version(s->store) >= VERSION_WITH_REPLACED) {
		CLEANUP(query_cleanup) struct query q = query_open(s->store->driver, SQL_FORGET_OLD_REPLACED);
		bind_int(&q, "$before", s->goal);
		bind_int(&q, "$limit", (int64_t)s->rows);
		while (query_next(&q))
			*vec_add(s->arena, &s->old) = get_int(&q, "id");
		if (!query_end(&q, err))
			return false;
	}
	if (s->old.count < s->rows)
		go_to(s, PART_REST);
	return true;
}

/* -- what cites them -- */

struct step {
	enum sql sql;
	int version;
	bool is_told; /* by its own rows, which are counted */
	bool wants_today;
};

static const struct step rest[] = {
        {SQL_FORGET_OLD_TURN, VERSION_WITH_LOOPS, false, false},
        {SQL_FORGET_OLD_FINDING, VERSION_WITH_FINDINGS, false, true},
        {SQL_FORGET_OLD_ACTION, 0, true, false},
        {SQL_FORGET_OLD_DECISION, VERSION_WITH_LEDGER, true, false},
        {SQL_FORGET_OLD_KUDOS, 0, true, false},
        {SQL_FORGET_OLD_NOTE, 0, true, false},
        {SQL_FORGET_OLD_LOOP, VERSION_WITH_LOOPS, true, false},
        {SQL_FORGET_OLD_BEFORE, 0, true, false},
        {SQL_FORGET_OLD_AFTER, 0, true, false},
        {SQL_FORGET_OLD_LOOP_BEFORE, VERSION_WITH_LOOPS, true, false},
        {SQL_FORGET_OLD_LOOP_AFTER, VERSION_WITH_LOOPS, true, false},
};

static bool erase_rest(struct sweep *s, struct err *err)
{
	int version = store_schema_version(s->store);
	for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++) {
		if (version < rest[i].version)
			continue;
		CLEANUP(query_cleanup) struct query q = query_open(s->store->driver, rest[i].sql);
		bind_int(&q, "$before", s->goal);
		if (rest[i].wants_today)
			bind_int(&q, "$today", clock_day(clock_now_ms(s->store->clock)));
		while (query_next(&q))
			s->texts += rest[i].is_told;
		if (!query_end(&q, err))
			return false;
	}
	s->since = s->goal;
	s->seen = s->newest;
	go_to(s, PART_DONE);
	return true;
}

/* -- one slice -- */

static bool look(struct sweep *s, struct err *err)
{
	switch ((enum part)s->part) {
	case PART_LIVE:
		return look_live(s, err);
	case PART_BATCHES:
		return look_batch(s, err);
	case PART_REPLACED:
		return look_replaced(s, err);
	case PART_REST:
		return erase_rest(s, err);
	case PART_DONE:
		return true;
	}
	return true;
}

static bool note_once(struct store *store, struct err *err)
{
	int64_t noted = 0, today = clock_day(clock_now_ms(store->clock));
	const struct journal_row row = {entity_ref(ENTITY_TEAM, 1), "{}", "{}", 0};
	if (!meta_int(store, noted_key, &noted, err) || noted == today)
		return noted == today;
	store->change_is_final = true;
	return journal_append(store, &row, err) && meta_put_int(store, noted_key, today, err);
}

static bool slice(struct sweep *s, int32_t before, struct err *err)
{
	if (!sweep_begin(s, before, err) || !look(s, err))
		return false;
	VEC_EACH(id, &s->old) {
		if (!forget_response(s->store, *id, err))
			return false;
	}
	if ((s->old.count || s->texts) &&
	        (!note_once(s->store, err) || !meta_put_int(s->store, open_key, 1, err)))
		return false;
	return sweep_write(s, err);
}

bool store_forget_old(struct store *store, int32_t before, size_t rows, const struct change *change,
        bool *ret_more, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new_like(store->arena);
	struct sweep s = {.store = store, .arena = arena, .rows = rows};
	if (!store_begin(store, change, err))
		return false;
	if (!tx_leave(store, slice(&s, before, err), err) || !store_commit(store, err)) {
		store_rollback(store);
		return false;
	}
	*ret_more = s.part != PART_DONE;
	return true;
}
