#include <dagstart/store/import.h>

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
	struct replacing *replacing; /* NULL: another content under a known id is another answer */
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
	import->shape = hash_text(0, source->shape ? source->shape : "");
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
static uint64_t key_of_content(const struct import_row *row)
{
	const struct feedback *feedback = &row->feedback;
	uint64_t key = hash_text(1, row->external_id);
	key = hash_bytes(key, &feedback->day, sizeof(feedback->day));
	key = hash_text(key, feedback->comment ? feedback->comment : "");
	for (size_t i = 0; i < feedback->answer_count; i++) {
		key = hash_bytes(key, &feedback->answers[i].metric_id, sizeof(int64_t));
		key = hash_bytes(key, &feedback->answers[i].score, sizeof(double));
	}
	return key;
}

static bool add(struct import *import, const struct import_row *row, enum import_added *ret, struct err *err)
{
	bool has_id = !strempty(row->external_id), is_known = false;
	struct feedback feedback = row->feedback;
	uint64_t key = has_id ? key_of_content(row) : hash_bytes(import->shape, row->row_bytes, row->row_len);
	if (!keys_take(import->keys, row, (int64_t)key, &is_known, err))
		return false;
	if (is_known) {
		import->duplicates++;
		*ret = IMPORT_DUPLICATE;
		return true;
	}
	if (!taking_add(&import->taking, &feedback, row->external_id, err) ||
	        !keys_add(import->keys, (int64_t)key, feedback.id, has_id, err))
		return false;
	if (has_id && import->replacing)
		replacing_take(import->replacing, row->external_id);
	*ret = IMPORT_ADDED;
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
	return keys_write(import->keys, err) &&
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
