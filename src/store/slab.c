#include "slab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/single_threaded.h>

struct piece {
	size_t size; /* what it has room for: all after this number */
	struct piece *next; /* while nobody has it */
};

enum {
	HEAD = offsetof(struct piece, next),
	UNIT = sizeof(struct piece),
	KINDS = (SLAB_PIECE_MAX + HEAD) / UNIT
};

static struct {
	pthread_mutex_t lock; /* while rows are poured two threads use the engine, see sqlite_later.c */
	char *at;
	size_t left;
	struct piece *free[KINDS + 1]; /* by units */
} slab = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool enter(void)
{
	bool is_shared = !__libc_single_threaded;
	if (is_shared)
		pthread_mutex_lock(&slab.lock);
	return is_shared;
}

static void leave(bool is_shared)
{
	if (is_shared)
		pthread_mutex_unlock(&slab.lock);
}

static size_t units_of(size_t size)
{
	return (size + HEAD + UNIT - 1) / UNIT;
}

static struct piece *piece_of(void *memory)
{
	return (struct piece *)((char *)memory - HEAD);
}

static void *memory_of(struct piece *piece)
{
	return piece ? &piece->next : NULL;
}

static struct piece *cut(size_t units)
{
	if (slab.left < units * UNIT) {
		char *more = malloc(SLAB_SIZE);
		if (!more)
			return NULL;
		slab.at = more;
		slab.left = SLAB_SIZE;
	}
	struct piece *piece = (struct piece *)slab.at;
	slab.at += units * UNIT;
	slab.left -= units * UNIT;
	piece->size = units * UNIT - HEAD;
	return piece;
}

void *slab_take(int size)
{
	size_t units = units_of((size_t)size);
	struct piece *piece = NULL;
	if (size > SLAB_PIECE_MAX) {
		piece = malloc(units * UNIT);
		if (piece)
			piece->size = units * UNIT - HEAD;
		return memory_of(piece);
	}
	bool is_shared = enter();
	piece = slab.free[units];
	if (piece)
		slab.free[units] = piece->next;
	else
		piece = cut(units);
	leave(is_shared);
	return memory_of(piece);
}

void slab_give(void *memory)
{
	struct piece *piece = piece_of(memory);
	size_t units = units_of(piece->size);
	if (piece->size > SLAB_PIECE_MAX) {
		free(piece);
		return;
	}
	bool is_shared = enter();
	piece->next = slab.free[units];
	slab.free[units] = piece;
	leave(is_shared);
}

static void *resize_large(struct piece *piece, int size)
{
	size_t room = units_of((size_t)size) * UNIT;
	struct piece *moved = realloc(piece, room);
	if (!moved)
		return NULL;
	moved->size = room - HEAD;
	return &moved->next;
}

void *slab_resize(void *memory, int size)
{
	struct piece *piece = piece_of(memory);
	if (units_of((size_t)size) == units_of(piece->size))
		return memory;
	if (piece->size > SLAB_PIECE_MAX && size > SLAB_PIECE_MAX)
		return resize_large(piece, size);
	void *moved = slab_take(size);
	if (!moved)
		return NULL;
	memcpy(moved, memory, piece->size < (size_t)size ? piece->size : (size_t)size);
	slab_give(memory);
	return moved;
}

int slab_size(void *memory)
{
	return (int)piece_of(memory)->size;
}

int slab_round(int size)
{
	return (int)(units_of((size_t)size) * UNIT - HEAD);
}
