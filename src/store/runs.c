#include "runs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/vec.h>

enum {
	PAIRS_USUAL = 1 << 17, /* 2 MB, and as much again while they are sorted */
	PAIRS_FIRST = 256,
	BLOCK_PAIRS = 512, /* of a run that is read back */
	SLICE_PAIRS = 8192, /* poured in one statement */
};

/* A sorted part of the file. */
struct run {
	off_t at;
	size_t left; /* in the file */
	struct pair *block;
	size_t next, count; /* in the block */
};

struct runs {
	struct arena *arena; /* of all that follows; NULL while there is nothing */
	struct arena *like;
	struct runs_options options;
	struct pair *pairs;
	size_t count, room;
	int fd; /* -1 none */
	off_t size;
	VEC(struct run) runs;
	size_t *heap; /* of runs: the one with the lowest pair on top */
	size_t heap_count;
	struct pour pours[2]; /* the one that is written, and the next */
};

struct runs *runs_new(struct arena *arena, const struct runs_options *options)
{
	struct runs *runs = arena_new_of(arena, struct runs);
	*runs = (struct runs){.like = arena, .options = *options, .fd = -1};
	if (runs->options.most == 0)
		runs->options.most = PAIRS_USUAL;
	return runs;
}

void runs_close(struct runs *runs)
{
	if (!runs)
		return;
	if (runs->fd >= 0)
		close(runs->fd);
	arena_free(runs->arena);
	*runs = (struct runs){.like = runs->like, .options = runs->options, .fd = -1};
}

/* -- gathering -- */

static void sort(struct runs *runs)
{
	struct arena *scratch = arena_new_like(runs->like);
	pairs_sort(runs->pairs, arena_array_of(scratch, struct pair, runs->count), runs->count);
	arena_free(scratch);
}

static bool failed(const struct runs *runs, struct err *err)
{
	return err_errno(err, N_("no room beside %s for what is sorted"), "%s", runs->options.beside);
}

/* Nobody else can see it, and it is gone with its descriptor however the program ends. */
static bool open_file(struct runs *runs, struct err *err)
{
	char folder[4096], name[4096 + 32];
	const char *slash = strrchr(runs->options.beside, '/');
	size_t len = slash ? (size_t)(slash - runs->options.beside) : 0;
	if (len >= sizeof(folder))
		return failed(runs, err);
	memcpy(folder, runs->options.beside, len);
	memcpy(folder + len, slash ? "/" : ".", 2);
	runs->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (runs->fd >= 0)
		return true;
	snprintf(name, sizeof(name), "%s/.dagstart-XXXXXX", folder);
	runs->fd = mkostemp(name, O_CLOEXEC);
	if (runs->fd < 0)
		return failed(runs, err);
	unlink(name);
	return true;
}

static bool write_all(struct runs *runs, const char *at, size_t len, struct err *err)
{
	while (len > 0) {
		ssize_t n = pwrite(runs->fd, at, len, runs->size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = ENOSPC; /* nothing was taken, and nobody says why */
		if (n <= 0)
			return failed(runs, err);
		at += n;
		len -= (size_t)n;
		runs->size += n;
	}
	return true;
}

static bool end_run(struct runs *runs, struct err *err)
{
	const struct run run = {.at = runs->size, .left = runs->count};
	sort(runs);
	if ((runs->fd < 0 && !open_file(runs, err)) ||
	        !write_all(runs, (const char *)runs->pairs, runs->count * sizeof(struct pair), err))
		return false;
	*vec_add(runs->arena, &runs->runs) = run;
	runs->count = 0;
	return true;
}

static void make_room(struct runs *runs)
{
	size_t room = runs->room ? runs->room * 2 : PAIRS_FIRST;
	if (!runs->arena)
		runs->arena = arena_new_like(runs->like);
	room = room < runs->options.most ? room : runs->options.most;
	runs->pairs = arena_grow(
	        runs->arena, runs->pairs, runs->room * sizeof(struct pair), room * sizeof(struct pair));
	runs->room = room;
}

bool runs_add(struct runs *runs, uint64_t key, int64_t value, struct err *err)
{
	if (runs->count == runs->options.most && !end_run(runs, err))
		return false;
	if (runs->count == runs->room)
		make_room(runs);
	runs->pairs[runs->count++] = (struct pair){key, value};
	return true;
}

/* -- merging -- */

static bool read_block(struct runs *runs, struct run *run, struct err *err)
{
	size_t count = run->left < BLOCK_PAIRS ? run->left : BLOCK_PAIRS;
	char *into = (char *)run->block;
	size_t len = count * sizeof(struct pair);
	while (len > 0) {
		ssize_t n = pread(runs->fd, into, len, run->at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* it ends before what we wrote does */
		if (n <= 0)
			return err_errno(err, N_("can't read %s"), "%s", runs->options.beside);
		into += n;
		run->at += n;
		len -= (size_t)n;
	}
	run->left -= count;
	run->count = count;
	run->next = 0;
	return true;
}

/* Of equal keys the earlier run comes first. */
static bool is_lower(const struct runs *runs, size_t a, size_t b)
{
	const struct run *left = &runs->runs.items[a], *right = &runs->runs.items[b];
	uint64_t l = left->block[left->next].key, r = right->block[right->next].key;
	return l != r ? l < r : a < b;
}

static void sift_down(struct runs *runs, size_t at)
{
	size_t *heap = runs->heap, moved = heap[at];
	for (size_t child; (child = 2 * at + 1) < runs->heap_count; at = child) {
		if (child + 1 < runs->heap_count && is_lower(runs, heap[child + 1], heap[child]))
			child++;
		if (!is_lower(runs, heap[child], moved))
			break;
		heap[at] = heap[child];
	}
	heap[at] = moved;
}

static bool begin_merge(struct runs *runs, struct err *err)
{
	runs->heap = arena_array_of(runs->arena, size_t, runs->runs.count);
	VEC_EACH(run, &runs->runs) {
		run->block = arena_array_of(runs->arena, struct pair, BLOCK_PAIRS);
		if (!read_block(runs, run, err))
			return false;
		runs->heap[runs->heap_count] = runs->heap_count;
		runs->heap_count++;
	}
	for (size_t i = runs->heap_count / 2; i-- > 0;)
		sift_down(runs, i);
	return true;
}

/* The lowest pair of all; there is one. */
static bool take_lowest(struct runs *runs, struct pair *ret, struct err *err)
{
	struct run *run = &runs->runs.items[runs->heap[0]];
	*ret = run->block[run->next++];
	if (run->next == run->count) {
		if (run->left > 0 && !read_block(runs, run, err))
			return false;
		if (run->next == run->count)
			runs->heap[0] = runs->heap[--runs->heap_count];
	}
	if (runs->heap_count > 0)
		sift_down(runs, 0);
	return true;
}

static bool merge(struct runs *runs, struct err *err)
{
	struct driver *driver = runs->options.driver;
	if (!begin_merge(runs, err))
		return false;
	struct pair *slices[2];
	for (size_t i = 0; i < 2; i++)
		slices[i] = arena_array_of(runs->arena, struct pair, SLICE_PAIRS);
	bool ok = true;
	for (size_t n = 0; ok && runs->heap_count > 0; n++) {
		/* The one before may still be written. */
		struct pair *slice = slices[n % 2];
		size_t count = 0;
		for (; ok && count < SLICE_PAIRS && runs->heap_count > 0; count++)
			ok = take_lowest(runs, &slice[count], err);
		runs->pours[n % 2] = (struct pour){runs->options.sql, count, runs->options.row, slice};
		ok = ok && driver_pour_later(driver, &runs->pours[n % 2], 1, err);
	}
	return ok;
}

bool runs_ready(struct runs *runs, struct err *err)
{
	if (runs->runs.count > 0)
		return runs->count == 0 || end_run(runs, err);
	if (runs->count > 0)
		sort(runs);
	return true;
}

bool runs_pour(struct runs *runs, struct err *err)
{
	if (!runs_ready(runs, err))
		return false;
	if (runs->runs.count > 0)
		return merge(runs, err);
	runs->pours[0] = (struct pour){runs->options.sql, runs->count, runs->options.row, runs->pairs};
	runs->count = runs->room = 0; /* those stay as they are until they are written */
	runs->pairs = NULL;
	return driver_pour_later(runs->options.driver, runs->pours, 1, err);
}
