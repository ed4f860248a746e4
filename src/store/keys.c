#include "keys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "internal.h"

struct key {
	int64_t key, response_id;
};

enum {
	KEYS_GATHERED = 1 << 20, /* 16 MB, then they are written */
	KEYS_SLOTS = 1 << 21,
};

struct keys {
	struct arena *arena;
	struct store *store;
	int64_t first_id;
	bool is_table_empty; /* nothing to look up in the table yet */
	struct key *gathered;
	size_t count, room;
	uint32_t *slots; /* open addressing over `gathered`, index + 1; only where rows have ids */
	unsigned char *met; /* a bit for each earlier response that a row of this file was found to be */
	struct query find, same, add;
	int find_key, add_key, add_id, same_id;
};

struct keys *keys_new(struct arena *arena, struct store *store, int64_t first_id)
{
	struct keys *keys = arena_new_of(arena, struct keys);
	*keys = (struct keys){
	        .arena = arena, .store = store, .first_id = first_id, .is_table_empty = first_id == 1};
	return keys;
}

bool keys_open(struct keys *keys, struct err *err)
{
	keys->find = query_open(keys->store->driver, SQL_RESPONSE_KEY_FIND);
	keys->same = query_open(keys->store->driver, SQL_RESPONSE_SAME);
	keys->add = query_open(keys->store->driver, SQL_RESPONSE_KEY_ADD);
	keys->find_key = bind_place(&keys->find, "$key");
	keys->same_id = bind_place(&keys->same, "$id");
	keys->add_key = bind_place(&keys->add, "$key");
	keys->add_id = bind_place(&keys->add, "$response_id");
	return query_error(&keys->find, err) && query_error(&keys->same, err) && query_error(&keys->add, err);
}

void keys_close(struct keys *keys)
{
	if (!keys)
		return;
	query_cleanup(&keys->find);
	query_cleanup(&keys->same);
	query_cleanup(&keys->add);
}

static bool is_met(const struct keys *keys, int64_t id)
{
	return keys->met && id < keys->first_id && (keys->met[id >> 3] >> (id & 7) & 1) != 0;
}

static void meet(struct keys *keys, int64_t id)
{
	if (id >= keys->first_id)
		return;
	if (!keys->met)
		keys->met = arena_alloc(keys->arena, (size_t)(keys->first_id >> 3) + 1);
	keys->met[id >> 3] = (unsigned char)(keys->met[id >> 3] | 1 << (id & 7));
}

/* A key alone may lie: the row must say the same. A withdrawn one doesn't count. */
static bool says_the_same(struct keys *keys, int64_t id, const struct import_row *row)
{
	const struct feedback *feedback = &row->feedback;
	bool has_score = feedback->answer_count > 0;
	struct query *q = &keys->same;
	bind_int_at(q, keys->same_id, id);
	bool is_same = query_next(q);
	if (is_same) {
		is_same = get_int(q, "day") == feedback->day &&
		          get_int(q, "metric_id") == (has_score ? feedback->answers[0].metric_id : 0);
		double score = get_real(q, "score");
		is_same = is_same && (has_score ? score == feedback->answers[0].score : isnan(score)) &&
		          streq(peek_text(q, "external_id"), row->external_id ? row->external_id : "") &&
		          streq(peek_text(q, "comment"), feedback->comment ? feedback->comment : "");
	}
	query_again(q);
	return is_same;
}

static size_t slot_of(int64_t key)
{
	return (size_t)(uint64_t)key & (KEYS_SLOTS - 1);
}

static bool is_gathered(struct keys *keys, const struct import_row *row, int64_t key)
{
	if (!keys->slots)
		return false;
	for (size_t at = slot_of(key); keys->slots[at]; at = (at + 1) & (KEYS_SLOTS - 1)) {
		const struct key *found = &keys->gathered[keys->slots[at] - 1];
		if (found->key == key && says_the_same(keys, found->response_id, row))
			return true;
	}
	return false;
}

bool keys_take(struct keys *keys, const struct import_row *row, int64_t key, bool *ret, struct err *err)
{
	bool has_id = !strempty(row->external_id);
	bool is_known = has_id && is_gathered(keys, row, key);
	if (!is_known && !keys->is_table_empty) {
		bind_int_at(&keys->find, keys->find_key, key);
		while (!is_known && query_next(&keys->find)) {
			int64_t id = get_int(&keys->find, "response_id");
			bool is_candidate = has_id || (id < keys->first_id && !is_met(keys, id));
			if (is_candidate && says_the_same(keys, id, row)) {
				meet(keys, id);
				is_known = true;
			}
		}
		query_again(&keys->find);
	}
	*ret = is_known;
	return query_error(&keys->find, err) && query_error(&keys->same, err);
}

static void remember(struct keys *keys)
{
	if (!keys->slots)
		keys->slots = arena_array_of(keys->arena, uint32_t, KEYS_SLOTS);
	size_t at = slot_of(keys->gathered[keys->count - 1].key);
	while (keys->slots[at])
		at = (at + 1) & (KEYS_SLOTS - 1);
	keys->slots[at] = (uint32_t)keys->count;
}

bool keys_add(struct keys *keys, int64_t key, int64_t response_id, bool has_id, struct err *err)
{
	if (keys->count == KEYS_GATHERED && !keys_write(keys, err))
		return false;
	if (keys->count == keys->room) {
		size_t room = keys->room ? keys->room * 2 : 1024;
		keys->gathered = arena_grow(keys->arena, keys->gathered, keys->room * sizeof(struct key),
		        room * sizeof(struct key));
		keys->room = room;
	}
	keys->gathered[keys->count++] = (struct key){key, response_id};
	if (has_id)
		remember(keys);
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->response_id < b->response_id ? -1 : a->response_id > b->response_id;
}

bool keys_write(struct keys *keys, struct err *err)
{
	if (keys->count == 0)
		return true;
	qsort(keys->gathered, keys->count, sizeof(struct key), compare);
	for (size_t i = 0; i < keys->count; i++) {
		bind_int_at(&keys->add, keys->add_key, keys->gathered[i].key);
		bind_int_at(&keys->add, keys->add_id, keys->gathered[i].response_id);
		query_next(&keys->add);
		if (!query_again(&keys->add))
			return query_error(&keys->add, err);
	}
	keys->count = 0;
	keys->is_table_empty = keys->first_id == 1 && !keys->slots;
	if (keys->slots)
		memset(keys->slots, 0, KEYS_SLOTS * sizeof(keys->slots[0]));
	return true;
}
