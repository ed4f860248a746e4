#include "keys.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/sort.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/redact.h>

#include "internal.h"
#include "runs.h"
#include "taking.h"

enum {
	KEYS_GATHERED = 1 << 18, /* 4 MB, then they are written */
	KEYS_SLOTS = 1 << 19,
};

struct keys {
	struct arena *arena;
	struct taking *taking;
	bool is_table_empty; /* nothing to look up in the table yet */
	bool has_undated;
	struct runs *runs; /* key, response; of rows without an id, which no other row of the file can be */
	struct pair *gathered; /* the same of rows with one */
	size_t count, room;
	uint32_t *slots; /* open addressing over `gathered`, index + 1 */
	unsigned char *met; /* a bit for each earlier response that a row of this file was found to be */
	struct query find, same;
	int find_key, same_id;
};

static void key_row(const void *from, size_t row, struct pour_value *ret)
{
	const struct pair *pair = (const struct pair *)from + row;
	ret[0] = pour_int(sort_number(pair->key));
	ret[1] = pour_int(pair->value);
}

struct keys *keys_new(struct arena *arena, struct taking *taking)
{
	struct keys *keys = arena_new_of(arena, struct keys);
	*keys = (struct keys){.arena = arena, .taking = taking, .is_table_empty = taking->first_id == 1};
	keys->runs = runs_new(arena, &(struct runs_options){.sql = SQL_RESPONSE_KEY_POUR,
	                                     .row = key_row,
	                                     .driver = taking->store->driver,
	                                     .beside = taking->store->path});
	return keys;
}

static bool look_for_undated(struct keys *keys, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(keys->taking->store->driver, SQL_RESPONSE_UNDATED);
	keys->has_undated = query_next(&q);
	return query_end(&q, err);
}

bool keys_has_undated(const struct keys *keys)
{
	return keys->has_undated;
}

bool keys_open(struct keys *keys, struct err *err)
{
	keys->find = query_open(keys->taking->store->driver, SQL_RESPONSE_KEY_FIND);
	keys->same = query_open(keys->taking->store->driver, SQL_RESPONSE_SAME);
	keys->find_key = bind_place(&keys->find, "$key");
	keys->same_id = bind_place(&keys->same, "$id");
	return query_error(&keys->find, err) && query_error(&keys->same, err) && look_for_undated(keys, err);
}

void keys_close(struct keys *keys)
{
	if (!keys)
		return;
	query_cleanup(&keys->find);
	query_cleanup(&keys->same);
	runs_close(keys->runs);
}

static bool is_met(const struct keys *keys, int64_t id)
{
	return keys->met && id < keys->taking->first_id && (keys->met[id >> 3] >> (id & 7) & 1) != 0;
}

static void meet(struct keys *keys, int64_t id)
{
	if (id >= keys->taking->first_id)
		return;
	if (!keys->met)
		keys->met = arena_alloc(keys->arena, (size_t)(keys->taking->first_id >> 3) + 1);
	keys->met[id >> 3] = (unsigned char)(keys->met[id >> 3] | 1 << (id & 7));
}

/* Of what was forgotten only the key is left: the same file again must not bring it back. */
static bool is_emptied(struct query *q)
{
	return !*peek_text(q, "external_id") && !*peek_text(q, "comment");
}

/* One of both may have come in while names were kept, and the other without them. */
static bool is_same_comment(
        struct keys *keys, struct query *q, const struct feedback *feedback, const char *mine)
{
	const char *theirs = peek_text(q, "comment"), *name = str_or(feedback->customer, "");
	if (streq(mine, theirs))
		return true;
	if (*name)
		return streq(redact_name(keys->taking->texts, mine, name, NULL), theirs);
	theirs = arena_strdup(keys->taking->texts, theirs);
	return streq(mine, redact_name(keys->taking->texts, theirs, peek_text(q, "customer"), NULL));
}

static bool are_same_words(struct keys *keys, struct query *q, const struct import_row *row)
{
	return is_same_comment(keys, q, &row->feedback, str_or(row->feedback.comment, "")) ||
	       (row->former && is_same_comment(keys, q, &row->feedback, row->former));
}

static bool is_same_row(struct keys *keys, const struct import_row *row)
{
	const struct feedback *feedback = &row->feedback;
	bool has_score = feedback->answer_count > 0;
	struct query *q = &keys->same;
	int64_t day = get_int(q, "day");
	if ((day != feedback->day && day != 0 && !row->undated) ||
	        get_int(q, "metric_id") != (has_score ? feedback->answers[0].metric_id : 0))
		return false;
	double score = get_real(q, "score");
	return (has_score ? score == feedback->answers[0].score : isnan(score)) &&
	       (is_emptied(q) || (streq(peek_text(q, "external_id"), str_or(row->external_id, "")) &&
	                                 are_same_words(keys, q, row)));
}

/* A key alone may lie: the row must say the same. A withdrawn one doesn't count, nor does one that was
 * replaced, unless it goes by the tool's id. */
static bool says_the_same(
        struct keys *keys, int64_t id, const struct import_row *row, struct keys_found *ret, struct err *err)
{
	bool is_in_memory = id >= keys->taking->next_id - (int64_t)keys->taking->row_count;
	if (is_in_memory && !taking_flush(keys->taking, err))
		return false;
	bind_int_at(&keys->same, keys->same_id, id);
	if (query_next(&keys->same) && is_same_row(keys, row)) {
		bool counts = !get_bool(&keys->same, "withdrawn");
		if (counts || !strempty(row->external_id))
			*ret = (struct keys_found){id,
			        counts && id < keys->taking->first_id && get_int(&keys->same, "day") == 0};
	}
	query_again(&keys->same);
	return query_error(&keys->same, err);
}

static size_t slot_of(int64_t key)
{
	return (size_t)(uint64_t)key & (KEYS_SLOTS - 1);
}

static bool find_gathered(
        struct keys *keys, const struct import_row *row, int64_t key, struct keys_found *ret, struct err *err)
{
	if (!keys->slots)
		return true;
	for (size_t at = slot_of(key); keys->slots[at] && !ret->id; at = (at + 1) & (KEYS_SLOTS - 1)) {
		const struct pair *found = &keys->gathered[keys->slots[at] - 1];
		if (found->key == sort_key(key) && !says_the_same(keys, found->value, row, ret, err))
			return false;
	}
	return true;
}

static bool find_stored(struct keys *keys, const struct import_row *row, int64_t key, bool earlier,
        struct keys_found *ret, struct err *err)
{
	bool has_id = !earlier && !strempty(row->external_id);
	bind_int_at(&keys->find, keys->find_key, key);
	while (!ret->id && query_next(&keys->find)) {
		int64_t id = get_int(&keys->find, "response_id");
		bool is_candidate = has_id || (id < keys->taking->first_id && !is_met(keys, id));
		if (is_candidate && !says_the_same(keys, id, row, ret, err))
			return false;
		if (ret->id)
			meet(keys, id);
	}
	query_again(&keys->find);
	return query_error(&keys->find, err);
}

bool keys_take(
        struct keys *keys, const struct import_row *row, int64_t key, struct keys_found *ret, struct err *err)
{
	*ret = (struct keys_found){0};
	if (!strempty(row->external_id) && !find_gathered(keys, row, key, ret, err))
		return false;
	return ret->id || keys->is_table_empty || find_stored(keys, row, key, false, ret, err);
}

bool keys_take_earlier(
        struct keys *keys, const struct import_row *row, int64_t key, struct keys_found *ret, struct err *err)
{
	*ret = (struct keys_found){0};
	return keys->is_table_empty || find_stored(keys, row, key, true, ret, err);
}

static void remember(struct keys *keys)
{
	if (!keys->slots)
		keys->slots = arena_array_of(keys->arena, uint32_t, KEYS_SLOTS);
	size_t at = slot_of(sort_number(keys->gathered[keys->count - 1].key));
	while (keys->slots[at])
		at = (at + 1) & (KEYS_SLOTS - 1);
	keys->slots[at] = (uint32_t)keys->count;
}

/* Those of rows with ids are looked up again, so they are written when there are many. */
static bool write_gathered(struct keys *keys, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(keys->arena);
	if (keys->count == 0)
		return true;
	/* Responses of one key stand in their order already. */
	pairs_sort(keys->gathered, arena_array_of(scratch, struct pair, keys->count), keys->count);
	const struct pour pour = {SQL_RESPONSE_KEY_POUR, keys->count, key_row, keys->gathered};
	if (!driver_pour(keys->taking->store->driver, &pour, err))
		return false;
	keys->count = 0;
	keys->is_table_empty = false;
	memset(keys->slots, 0, KEYS_SLOTS * sizeof(keys->slots[0]));
	return true;
}

bool keys_add(struct keys *keys, int64_t key, int64_t response_id, bool has_id, struct err *err)
{
	if (!has_id)
		return runs_add(keys->runs, sort_key(key), response_id, err);
	if (keys->count == KEYS_GATHERED && !write_gathered(keys, err))
		return false;
	if (keys->count == keys->room) {
		size_t room = keys->room ? keys->room * 2 : 1024;
		keys->gathered = arena_grow(keys->arena, keys->gathered, keys->room * sizeof(struct pair),
		        room * sizeof(struct pair));
		keys->room = room;
	}
	keys->gathered[keys->count++] = (struct pair){sort_key(key), response_id};
	remember(keys);
	return true;
}

bool keys_ready(struct keys *keys, struct err *err)
{
	return runs_ready(keys->runs, err);
}

bool keys_write(struct keys *keys, struct err *err)
{
	return write_gathered(keys, err) && runs_pour(keys->runs, err);
}
