#include <dagstart/base/arena.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

/* Under AddressSanitizer what was not handed out may not be touched, and a gap follows each piece, so that
 * running past a piece is found just as it is with malloc. */
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16u
#else
#define ARENA_GAP 0u
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

enum {
	ARENA_ALIGN = 16,
	ARENA_FIRST = 4096,
	ARENA_LARGEST = 1 << 20, /* blocks stop doubling here */
	ARENA_FRESH = 128 << 10, /* so large a piece comes fresh from the system, and is zero already */
	ARENA_KEEP = 64 << 10, /* what a reset keeps at least, */
	ARENA_KEEP_MOST = 4 << 20, /* and at most */
};

struct block {
	struct block *next;
	size_t size;
	size_t used;
	size_t dirty; /* bytes from the start that may not be zero */
	_Alignas(ARENA_ALIGN) unsigned char data[];
};

struct arena {
	const struct arena_oom *oom;
	struct block *first;
	struct block *current;
	unsigned char *last; /* the piece handed out last, in `current` */
	size_t used;
	size_t next_size;
};

static _Noreturn void arena_fail(const struct arena_oom *oom)
{
	if (oom && oom->fail)
		oom->fail(oom->user);
	abort();
}

/* The room that a piece takes, gap included; nothing near SIZE_MAX is ever real. */
static size_t arena_step(const struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		arena_fail(a->oom);
	if (size == 0)
		size = 1;
	return ((size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1)) + ARENA_GAP;
}

struct arena *arena_new(const struct arena_oom *oom)
{
	struct arena *a = calloc(1, sizeof(*a));
	if (!a)
		arena_fail(oom);
	a->oom = oom;
	a->next_size = ARENA_FIRST;
	return a;
}

struct arena *arena_new_like(const struct arena *like)
{
	return arena_new(like->oom);
}

static void block_free(struct block *block)
{
	ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
	free(block);
}

struct arena *arena_free(struct arena *a)
{
	if (!a)
		return NULL;
	for (struct block *block = a->first, *next; block; block = next) {
		next = block->next;
		block_free(block);
	}
	free(a);
	return NULL;
}

/* One huge frame does not hold its memory for ever: what it needed is kept while it is needed again. */
static size_t arena_keep(const struct arena *a)
{
	if (a->used > ARENA_KEEP_MOST / 2)
		return ARENA_KEEP_MOST;
	return a->used > ARENA_KEEP / 2 ? 2 * a->used : ARENA_KEEP;
}

void arena_reset(struct arena *a)
{
	size_t kept = 0, keep = arena_keep(a);
	struct block **link = &a->first;
	while (*link) {
		struct block *block = *link;
		if (kept + block->size > keep) {
			*link = block->next;
			if (block->size < a->next_size)
				a->next_size = block->size;
			block_free(block);
			continue;
		}
		kept += block->size;
		block->used = 0;
		ASAN_POISON_MEMORY_REGION(block->data, block->size);
		link = &block->next;
	}
	a->current = a->first;
	a->last = NULL;
	a->used = 0;
}

/* Puts a new block behind the current one, so that blocks kept by a reset stay reachable after it. */
static void arena_add_block(struct arena *a, size_t least)
{
	size_t size = least > a->next_size ? least : a->next_size;
	bool fresh = least >= ARENA_FRESH;
	struct block *block = fresh ? calloc(1, sizeof(*block) + size) : malloc(sizeof(*block) + size);
	if (!block)
		arena_fail(a->oom);
	*block = (struct block){.size = size, .dirty = fresh ? 0 : size};
	ASAN_POISON_MEMORY_REGION(block->data, size);
	struct block **link = a->current ? &a->current->next : &a->first;
	block->next = *link;
	*link = block;
	a->current = block;
	if (a->next_size < ARENA_LARGEST)
		a->next_size *= 2;
}

static bool block_has_room(const struct block *block, size_t step)
{
	return block && block->size - block->used >= step;
}

/* Hands out the bytes from `start` on, zeroed. */
static unsigned char *block_open(struct block *block, size_t start, size_t size)
{
	unsigned char *piece = block->data + start;
	ASAN_UNPOISON_MEMORY_REGION(piece, size);
	if (start < block->dirty)
		memset(piece, 0, size < block->dirty - start ? size : block->dirty - start);
	if (start + size > block->dirty)
		block->dirty = start + size;
	return piece;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t step = arena_step(a, size);
	if (!block_has_room(a->current, step)) {
		if (a->current && block_has_room(a->current->next, step))
			a->current = a->current->next;
		else
			arena_add_block(a, step);
	}
	a->last = block_open(a->current, a->current->used, size);
	a->current->used += step;
	a->used += size;
	return a->last;
}

void *arena_alloc_array(struct arena *a, size_t count, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(count, size, &total))
		arena_fail(a->oom);
	return arena_alloc(a, total);
}

/* Stretches the piece handed out last where its block has the room. */
static bool arena_stretch(struct arena *a, unsigned char *piece, size_t old_size, size_t new_size)
{
	if (piece != a->last)
		return false;
	size_t start = (size_t)(piece - a->current->data);
	size_t step = arena_step(a, new_size);
	if (a->current->size - start < step)
		return false;
	a->current->used = start + step;
	a->used += new_size - old_size;
	block_open(a->current, start + old_size, new_size - old_size);
	return true;
}

void *arena_grow(struct arena *a, void *block, size_t old_size, size_t new_size)
{
	if (!block)
		return arena_alloc(a, new_size);
	if (new_size <= old_size || arena_stretch(a, block, old_size, new_size))
		return block;
	void *moved = arena_alloc(a, new_size);
	return memcpy(moved, block, old_size);
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_memdup(a, s, strlen(s) + 1) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	if (!s)
		return NULL;
	len = strnlen(s, len);
	char *copy = arena_alloc(a, len + 1);
	memcpy(copy, s, len);
	return copy;
}

void *arena_memdup(struct arena *a, const void *data, size_t len)
{
	if (!data)
		return NULL;
	return memcpy(arena_alloc(a, len), data, len);
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = arena_vprintf(a, format, args);
	va_end(args);
	return text;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
	char small[256];
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(small, sizeof(small), format, args);
	/* A conversion of our own making that fails gives an empty string; it has no cause that a caller
	 * could mend. */
	char *text = arena_alloc(a, len < 0 ? 1 : (size_t)len + 1);
	if (len >= 0 && (size_t)len < sizeof(small))
		memcpy(text, small, (size_t)len);
	else if (len > 0)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}
