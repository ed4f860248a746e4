#include "ahead.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include <dagstart/base/arena.h>

#include "source.h"

enum { BLOCKS = 6, BLOCK_ROWS = IMPORT_KEYS_MAX };

struct block {
	struct arena *arena; /* of all that its rows point to */
	struct ahead_row rows[BLOCK_ROWS];
	size_t count;
	bool is_last;
	bool has_failed; /* behind its rows, with `err` */
	struct err err;
	int64_t done, total;
};

struct ahead {
	struct source *source;
	struct row_reader *rows;
	struct ahead_options options;
	size_t met; /* rows of the source */
	struct block blocks[BLOCKS];
	struct block *block; /* that is being handed out; NULL before the first */
	size_t at; /* in it */
	bool has_thread;
	pthread_t thread;
	/* Between the two: how many blocks were filled and how many are done with, since the start. */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t filled, emptied;
	bool is_stopped;
};

struct ahead *ahead_new(struct arena *arena, struct source *source, struct row_reader *rows,
        const struct ahead_options *options)
{
	struct ahead *ahead = arena_new_of(arena, struct ahead);
	ahead->source = source;
	ahead->rows = rows;
	ahead->options = *options;
	for (size_t i = 0; i < BLOCKS; i++)
		ahead->blocks[i].arena = arena_new_like(arena);
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->changed, NULL);
	return ahead;
}

/* -- filling blocks, in the thread where there is one -- */

static struct record keep_record(struct arena *arena, const struct record *record)
{
	struct record kept = *record;
	kept.bytes = arena_memdup(arena, record->bytes, record->len);
	kept.starts = arena_memdup(arena, record->starts, (record->count + 1) * sizeof(*record->starts));
	return kept;
}

static void read_row(struct ahead *ahead, struct block *block, const struct record *record)
{
	struct ahead_row *row = &block->rows[block->count++];
	struct err why = {0};
	row->record = keep_record(block->arena, record);
	row->footer = FOOTER_NONE;
	row->why = NULL;
	row->outcome = ROW_SKIP;
	if (ahead->met++ < ahead->options.skip)
		return;
	row->outcome = row_read(ahead->rows, &row->record, &row->row, &why);
	if (row->outcome == ROW_REFUSED || row->outcome == ROW_FAILED)
		row->why = arena_memdup(block->arena, &why, sizeof(why));
	if (row->outcome == ROW_TAKE || row->outcome == ROW_EMPTY || row->outcome == ROW_REFUSED)
		row->footer = footer_of(&row->record, ahead->options.column_count);
}

static void reckon_keys(const struct ahead *ahead, struct block *block)
{
	struct import_row *rows[BLOCK_ROWS];
	size_t count = 0;
	for (size_t i = 0; i < block->count; i++)
		if (block->rows[i].outcome == ROW_TAKE)
			rows[count++] = &block->rows[i].row;
	store_import_keys(ahead->options.import, rows, count);
}

static void fill(struct ahead *ahead, struct block *block)
{
	arena_reset(block->arena);
	ahead->rows->scratch = block->arena;
	block->count = 0;
	while (block->count < BLOCK_ROWS && !block->is_last) {
		struct record record;
		bool is_row = false;
		block->has_failed = !source_next(ahead->source, &record, &is_row, &block->err);
		if (block->has_failed || !is_row)
			block->is_last = true;
		else
			read_row(ahead, block, &record);
	}
	reckon_keys(ahead, block);
	const struct source_about *about = source_about(ahead->source);
	block->done = about->done;
	block->total = about->total;
}

/* False when nobody wants any more. */
static bool wait_for_empty(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	while (!ahead->is_stopped && ahead->filled - ahead->emptied == BLOCKS)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	bool goes_on = !ahead->is_stopped;
	pthread_mutex_unlock(&ahead->lock);
	return goes_on;
}

static void tell(struct ahead *ahead, size_t *counter)
{
	pthread_mutex_lock(&ahead->lock);
	*counter += 1;
	pthread_cond_signal(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
}

static void *run(void *user)
{
	struct ahead *ahead = user;
	for (bool is_last = false; !is_last && wait_for_empty(ahead);) {
		struct block *block = &ahead->blocks[ahead->filled % BLOCKS];
		fill(ahead, block);
		is_last = block->is_last;
		tell(ahead, &ahead->filled);
	}
	return NULL;
}

/* -- handing out rows -- */

/* Signals are the others' business. Without a thread all goes on, only slower. */
static void start_thread(struct ahead *ahead)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	ahead->has_thread = pthread_create(&ahead->thread, NULL, run, ahead) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static struct block *wait_for_filled(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	while (ahead->filled == ahead->emptied)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	struct block *block = &ahead->blocks[ahead->emptied % BLOCKS];
	pthread_mutex_unlock(&ahead->lock);
	return block;
}

/* The first block is read here: most files have no more. */
static void next_block(struct ahead *ahead)
{
	if (ahead->block && !ahead->has_thread && !ahead->options.alone)
		start_thread(ahead);
	if (ahead->block)
		tell(ahead, &ahead->emptied);
	if (!ahead->has_thread) {
		fill(ahead, &ahead->blocks[ahead->filled % BLOCKS]);
		ahead->filled++;
	}
	ahead->block = wait_for_filled(ahead);
	ahead->at = 0;
}

bool ahead_next(struct ahead *ahead, const struct ahead_row **ret, struct err *err)
{
	*ret = NULL;
	while (!ahead->block || (ahead->at == ahead->block->count && !ahead->block->is_last))
		next_block(ahead);
	if (ahead->at < ahead->block->count) {
		*ret = &ahead->block->rows[ahead->at++];
		return true;
	}
	if (ahead->block->has_failed && err)
		*err = ahead->block->err;
	return !ahead->block->has_failed;
}

void ahead_progress(const struct ahead *ahead, int64_t *ret_done, int64_t *ret_total)
{
	*ret_done = ahead->block ? ahead->block->done : 0;
	*ret_total = ahead->block ? ahead->block->total : 0;
}

void ahead_stop(struct ahead *ahead)
{
	if (!ahead->has_thread)
		return;
	pthread_mutex_lock(&ahead->lock);
	ahead->is_stopped = true;
	pthread_cond_signal(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	pthread_join(ahead->thread, NULL);
	ahead->has_thread = false;
}

void ahead_cleanup(struct ahead **slot)
{
	struct ahead *ahead = *slot;
	if (!ahead)
		return;
	ahead_stop(ahead);
	for (size_t i = 0; i < BLOCKS; i++)
		ahead->blocks[i].arena = arena_free(ahead->blocks[i].arena);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	*slot = NULL;
}
