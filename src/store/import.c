#include <dagstart/store/import.h>

#include <assert.h>
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>

#include "door.h"
#include "internal.h"
#include "journal.h"
#include "keys.h"
#include "replaced.h"
#include "search.h"
#include "taking.h"

struct import {
	struct store *store;
	struct arena *arena;
	struct taking taking;
	struct keys *keys;
	struct replacing *replacing; /* NULL: nothing yet takes the place of what was there */
	bool id_updates; /* another content under a known id is no other answer */
	uint64_t shape;
	int64_t duplicates;
};

static bool begin(struct import *import, const struct import_source *source, struct err *err)
{
	/* What was said of the shape stands below it, see batch_answers. */
	const char *below = strempty(source->answers) ? "" : "\n";
	const struct taking_batch batch = {.name = arena_strdup(import->arena, source->name),
	        .shape = arena_printf(import->arena, "%s%s%s", str_or(source->shape, ""), below,
	                str_or(source->answers, "")),
	        .at_ms = source->at_ms};
	import->shape = hash_text(0, source->named_cells ? "" : str_or(source->shape, ""));
	import->id_updates = source->id_updates;
	if (!taking_begin(&import->taking, import->store, import->arena, &batch, err))
		return false;
	import->keys = keys_new(import->arena, &import->taking);
	if (source->id_updates && !replacing_begin(import->store, import->arena, &import->replacing, err))
		return false;
	return keys_open(import->keys, err);
}

bool store_import_answers(
        struct store *store, struct arena *arena, const char *shape, const char **ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_BATCH_ANSWERS);
	bind_text(&q, "$shape", shape);
	const char *found = query_next(&q) ? get_text(&q, arena, "answers") : "";
	if (!query_end(&q, err))
		return false;
	*ret = found;
	return true;
}

bool store_import_begin(struct store *store, struct arena *arena, const struct import_source *source,
        struct import **ret, struct err *err)
{
	static const struct change nobody = {.verb = "import"};
	if (!store_begin(store, source->change ? source->change : &nobody, err))
		return false;
	struct import *import = arena_new_of(arena, struct import);
	import->store = store;
	import->arena = arena;
	driver_use_memory(store->driver, true);
	if (!begin(import, source, err)) {
		store_import_abort(import);
		return false;
	}
	*ret = import;
	return true;
}

/* The tool's own id and what the row says, however the file was laid out. */
static uint64_t key_of_content(const struct import_row *row, const char *comment, int32_t day)
{
	const struct feedback *feedback = &row->feedback;
	uint64_t key = hash_text(1, row->external_id);
	key = hash_bytes(key, &day, sizeof(day));
	key = hash_text(key, str_or(comment, ""));
	for (size_t i = 0; i < feedback->answer_count; i++) {
		key = hash_bytes(key, &feedback->answers[i].metric_id, sizeof(int64_t));
		key = hash_bytes(key, &feedback->answers[i].score, sizeof(double));
	}
	return key;
}

static uint64_t key_of_bytes(const struct import *import, const struct import_row *row)
{
	return hash_bytes(import->shape, row->row_bytes, row->row_len);
}

void store_import_keys(const struct import *import, struct import_row *const *rows, size_t count)
{
	struct hash_input inputs[IMPORT_KEYS_MAX] = {0};
	uint64_t keys[IMPORT_KEYS_MAX] = {0};
	size_t asked = 0;
	assert(count <= IMPORT_KEYS_MAX);
	for (size_t i = 0; i < count; i++)
		if (strempty(rows[i]->external_id))
			inputs[asked++] = (struct hash_input){rows[i]->row_bytes, rows[i]->row_len};
	hash_many(import->shape, inputs, asked, keys);
	for (size_t i = 0, k = 0; i < count; i++)
		if (strempty(rows[i]->external_id))
			rows[i]->key = keys[k++];
}

/* The same answer as an earlier version took it in, with fewer of its words. */
static bool find_former(struct import *import, const struct import_row *row, int32_t day, bool undated,
        struct keys_found *ret, struct err *err)
{
	return keys_take_earlier(
	               import->keys, row, (int64_t)key_of_content(row, row->former, day), ret, err) &&
	       (ret->id || !undated ||
	               keys_take_earlier(
	                       import->keys, row, (int64_t)key_of_content(row, row->former, 0), ret, err));
}

/* Whether it is known, and under which key it will be. Without the day as well, where it may have come in
 * before it had one. */
static bool find(struct import *import, const struct import_row *row, uint64_t *ret_key,
        struct keys_found *ret, struct err *err)
{
	const int32_t day = row->undated ? 0 : row->feedback.day;
	const char *comment = row->feedback.comment;
	if (strempty(row->external_id)) {
		*ret_key = row->key ? row->key : key_of_bytes(import, row);
		return keys_take(import->keys, row, (int64_t)*ret_key, ret, err);
	}
	*ret_key = key_of_content(row, comment, day);
	if (!keys_take(import->keys, row, (int64_t)*ret_key, ret, err))
		return false;
	bool undated = day != 0 && keys_has_undated(import->keys);
	if (!ret->id && undated &&
	        !keys_take(import->keys, row, (int64_t)key_of_content(row, comment, 0), ret, err))
		return false;
	return ret->id || !row->former || import->id_updates ||
	       find_former(import, row, day, undated, ret, err);
}

static bool add(struct import *import, const struct import_row *row, enum import_added *ret, struct err *err)
{
	bool has_id = !strempty(row->external_id);
	struct feedback feedback = row->feedback;
	struct keys_found found = {0};
	uint64_t key = 0;
	if (!find(import, row, &key, &found, err))
		return false;
	import->duplicates += found.id != 0;
	*ret = found.id == 0       ? IMPORT_ADDED
	       : !found.is_undated ? IMPORT_DUPLICATE
	       : feedback.day == 0 ? IMPORT_UNDATED
	                           : IMPORT_DATED;
	if (*ret == IMPORT_DUPLICATE || *ret == IMPORT_UNDATED)
		return true;
	if (!taking_add(&import->taking, &feedback, row->external_id, err) ||
	        !keys_add(import->keys, (int64_t)key, feedback.id, has_id, err))
		return false;
	if (*ret == IMPORT_DATED) {
		if (!import->replacing)
			import->replacing = replacing_new(import->store, import->arena);
		replacing_take_one(import->replacing, found.id);
	} else if (has_id && import->id_updates) {
		replacing_take(import->replacing, row->external_id);
	}
	return true;
}

bool store_import_add(
        struct import *import, const struct import_row *row, enum import_added *ret, struct err *err)
{
	/* a row that is refused is the caller's to report; the rest of the file goes on */
	return tx_enter(import->store, err) && taking_accepts(&import->taking, &row->feedback, err) &&
	       tx_leave(import->store, add(import, row, ret, err), err);
}

static bool finish(struct import *import, int64_t refused, struct err *err)
{
	struct store *store = import->store;
	struct journal_row row = {.ref = entity_ref(ENTITY_BATCH, import->taking.batch_id)};
	return keys_ready(import->keys, err) && keys_write(import->keys, err) &&
	       taking_finish(&import->taking, import->duplicates, refused, err) &&
	       (!import->replacing || replacing_finish(import->replacing, import->taking.batch_id, err)) &&
	       search_catch_up(store, err) && door_read(store, row.ref, &row.after, err) &&
	       journal_append(store, &row, err);
}

bool store_import_commit(struct import *import, int64_t refused, int64_t *ret_batch_id, struct err *err)
{
	struct store *store = import->store;
	bool is_empty = import->taking.next_id == import->taking.first_id;
	if (store->tx == TX_OPEN && is_empty) {
		store_import_abort(import);
		*ret_batch_id = 0;
		return true;
	}
	bool ok = store->tx != TX_OPEN || tx_leave(store, finish(import, refused, err), err);
	taking_close(&import->taking);
	keys_close(import->keys);
	if (ok)
		ok = store_commit(store, err);
	else
		store_rollback(store);
	driver_use_memory(store->driver, false);
	if (ok)
		*ret_batch_id = import->taking.batch_id;
	return ok;
}

void store_import_abort(struct import *import)
{
	taking_close(&import->taking);
	keys_close(import->keys);
	store_rollback(import->store);
	driver_use_memory(import->store->driver, false);
}
