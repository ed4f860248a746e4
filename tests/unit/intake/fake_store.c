#include "fake_store.h"

#include <string.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/store/voice.h>

enum { FAKE_ROOM = 1 << 17 };

struct import {
	struct store *store;
	const char *shape, *answers;
	bool named_cells;
	size_t first_row, first_metric;
};

struct store *fake_store_new(struct arena *arena)
{
	struct store *store = arena_new_of(arena, struct store);
	store->arena = arena;
	store->room = FAKE_ROOM;
	store->keys = arena_array_of(arena, uint64_t, FAKE_ROOM);
	store->counts = arena_array_of(arena, uint32_t, FAKE_ROOM);
	store->now = arena_array_of(arena, uint32_t, FAKE_ROOM);
	return store;
}

bool store_metrics(
        struct store *store, struct arena *arena, struct metric **ret, size_t *ret_count, struct err *err)
{
	UNUSED(err);
	*ret = arena_memdup(arena, store->metrics.items, store->metrics.count * sizeof(struct metric));
	*ret_count = store->metrics.count;
	return true;
}

bool store_put_metric(struct store *store, struct metric *metric, struct err *err)
{
	if (!store->open)
		return err_say(err, ERR_INTERNAL, N_("no transaction"));
	VEC_EACH(m, &store->metrics)
		if (streq(m->key, metric->key)) {
			if (m->kind != metric->kind || m->scale_min != metric->scale_min ||
			        m->scale_max != metric->scale_max || m->low_is_good != metric->low_is_good)
				return err_set(err, ERR_REFUSED, N_("another scale: %s"), "%s", metric->key);
			metric->id = m->id;
			return true;
		}
	struct metric *m = vec_add(store->arena, &store->metrics);
	metric->id = (int64_t)store->metrics.count;
	*m = *metric;
	m->key = arena_strdup(store->arena, metric->key);
	return true;
}

bool store_import_answers(
        struct store *store, struct arena *arena, const char *shape, const char **ret, struct err *err)
{
	UNUSED(arena);
	UNUSED(err);
	*ret = streq(shape, store->shape) ? str_or(store->answers, "") : "";
	return true;
}

bool store_import_begin(struct store *store, struct arena *arena, const struct import_source *source,
        struct import **ret, struct err *err)
{
	if (store->open)
		return err_say(err, ERR_INTERNAL, N_("nested"));
	struct import *import = arena_new_of(arena, struct import);
	*import = (struct import){.store = store,
	        .shape = source->shape,
	        .named_cells = source->named_cells,
	        .answers = source->answers,
	        .first_row = store->rows.count,
	        .first_metric = store->metrics.count};
	store->open = true;
	memset(store->now, 0, store->room * sizeof(uint32_t));
	*ret = import;
	return true;
}

static size_t slot_of(struct store *store, uint64_t key)
{
	size_t at = key & (store->room - 1);
	while (store->keys[at] != 0 && store->keys[at] != key)
		at = (at + 1) & (store->room - 1);
	store->keys[at] = key;
	return at;
}

static const char *kept(struct store *store, const char *text)
{
	return arena_strdup(store->arena, text ? text : "");
}

static uint64_t key_of(const struct import *import, const struct import_row *row)
{
	return hash_bytes(
	        hash_text(0, import->named_cells ? "" : import->shape), row->row_bytes, row->row_len);
}

void store_import_keys(const struct import *import, struct import_row *const *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		rows[i]->key = key_of(import, rows[i]);
}

bool store_import_add(
        struct import *import, const struct import_row *row, enum import_added *ret, struct err *err)
{
	struct store *store = import->store;
	if (++store->adds == store->fail_at)
		return err_say(err, ERR_FULL, N_("the disk is full"));
	bool has_id = !strempty(row->external_id);
	uint64_t key = row->key ? row->key : key_of(import, row);
	key = hash_text(key, has_id ? row->external_id : "") | 1;
	size_t at = slot_of(store, key);
	store->now[at]++;
	*ret = IMPORT_DUPLICATE;
	if (store->counts[at] >= (has_id ? 1 : store->now[at]))
		return true;
	store->counts[at]++;
	*ret = IMPORT_ADDED;
	struct fake_row *copy = vec_add(store->arena, &store->rows);
	copy->feedback = row->feedback;
	copy->feedback.comment = kept(store, row->feedback.comment);
	copy->feedback.customer = kept(store, row->feedback.customer);
	copy->feedback.channel = kept(store, row->feedback.channel);
	copy->feedback.step = kept(store, row->feedback.step);
	for (size_t i = 0; i < row->feedback.theme_count; i++)
		copy->feedback.themes[i] = kept(store, row->feedback.themes[i]);
	copy->external_id = kept(store, row->external_id);
	copy->key = key;
	return true;
}

bool store_import_commit(struct import *import, int64_t refused, int64_t *ret_batch_id, struct err *err)
{
	UNUSED(refused);
	UNUSED(err);
	struct store *store = import->store;
	store->open = false;
	store->commits++;
	if (!strempty(import->answers)) {
		store->shape = arena_strdup(store->arena, import->shape);
		store->answers = arena_strdup(store->arena, import->answers);
	}
	*ret_batch_id = store->rows.count > import->first_row ? (int64_t)++store->batches : 0;
	return true;
}

void store_import_abort(struct import *import)
{
	struct store *store = import->store;
	for (size_t i = import->first_row; i < store->rows.count; i++)
		store->counts[slot_of(store, store->rows.items[i].key)]--;
	store->rows.count = import->first_row;
	store->metrics.count = import->first_metric;
	store->open = false;
	store->aborts++;
}

static const char *metric_key(const struct store *store, int64_t id)
{
	return store->metrics.items[id - 1].key;
}

size_t fake_store_scored(const struct store *store, const char *metric, double score)
{
	size_t count = 0;
	for (size_t n = 0; n < store->rows.count; n++) {
		const struct feedback *feedback = &store->rows.items[n].feedback;
		for (size_t i = 0; i < feedback->answer_count; i++)
			count += feedback->answers[i].score == score &&
			         streq(metric_key(store, feedback->answers[i].metric_id), metric);
	}
	return count;
}

size_t fake_store_commented(const struct store *store)
{
	size_t count = 0;
	for (size_t n = 0; n < store->rows.count; n++)
		count += store->rows.items[n].feedback.comment[0] != '\0';
	return count;
}
