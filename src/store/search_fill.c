/* Bringing the index of words up to date at once. Half of the work is the engine's, and a third are the
 * words: those of the next slice are made while the engine takes this one. */
#include <pthread.h>
#include <signal.h>

#include <dagstart/store/search.h>

#include "internal.h"
#include "search_slice.h"

struct filling {
	struct store *store;
	struct search_slice ready, next; /* without an arena: none */
	int64_t version; /* of the store that `next` was read from */
	int64_t total;
	pthread_t thread;
	bool has_thread;
};

static void *make_words(void *user)
{
	search_slice_words(user);
	return NULL;
}

/* Signals are the others' business. Without a thread all goes on, only slower. */
static void begin_words(struct filling *f)
{
	sigset_t all, before;
	if (!f->next.arena)
		return;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	f->has_thread = pthread_create(&f->thread, NULL, make_words, &f->next) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!f->has_thread)
		search_slice_words(&f->next);
}

static void end_words(struct filling *f)
{
	if (f->has_thread)
		pthread_join(f->thread, NULL);
	f->has_thread = false;
}

static bool read_from(struct filling *f, int64_t from_id, struct search_slice *ret, struct err *err)
{
	int64_t last = from_id + SEARCH_SLICE - 1;
	return from_id > f->total ||
	       search_slice_read(f->store, from_id, last < f->total ? last : f->total, ret, err);
}

/* What was read while others could still write may be gone by now, or stand in the index already. */
static bool is_stale(const struct filling *f, int64_t version, int64_t indexed)
{
	return !f->ready.arena || version < 0 || version != f->version || f->ready.from_id != indexed + 1;
}

/* Inside a transaction. */
static bool write_one(struct filling *f, struct err *err)
{
	struct search_state state;
	int64_t version = driver_data_version(f->store->driver);
	if (!store_search_state(f->store, &state, err))
		return false;
	f->total = state.total;
	if (is_stale(f, version, state.indexed)) {
		search_slice_done(&f->ready);
		if (!read_from(f, state.indexed + 1, &f->ready, err))
			return false;
		if (!f->ready.arena)
			return true;
		search_slice_words(&f->ready);
	}
	if (!read_from(f, f->ready.to_id + 1, &f->next, err))
		return false;
	f->version = version;
	begin_words(f);
	return search_slice_write(f->store, &f->ready, err);
}

/* The engine does the greater part of its work in the commit, so the words are waited for behind it. */
static bool fill_one(struct filling *f, int64_t *ret_done, struct err *err)
{
	struct store *store = f->store;
	bool ok = tx_begin_quiet(store, err) && tx_leave(store, write_one(f, err), err) &&
	          store_commit(store, err);
	if (!ok)
		store_rollback(store);
	end_words(f);
	*ret_done = f->ready.arena ? f->ready.to_id : f->total;
	search_slice_done(&f->ready);
	f->ready = f->next;
	f->next = (struct search_slice){0};
	return ok;
}

static bool fill(struct filling *f, const struct search_progress *progress, struct err *err)
{
	struct search_state state;
	if (!store_search_state(f->store, &state, err))
		return false;
	for (int64_t done = state.indexed; done < state.total;) {
		if (!fill_one(f, &done, err))
			return false;
		progress->told(progress->user, done - state.indexed, state.total - state.indexed);
	}
	return true;
}

bool store_search_fill(struct store *store, const struct search_progress *progress, struct err *err)
{
	struct filling filling = {.store = store};
	driver_use_memory(store->driver, true);
	bool ok = fill(&filling, progress, err);
	search_slice_done(&filling.ready);
	driver_use_memory(store->driver, false);
	return ok;
}
