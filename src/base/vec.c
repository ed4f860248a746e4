#include <dagstart/base/vec.h>

#include <stdint.h>
#include <string.h>

#include <dagstart/base/arena.h>

enum {
	VEC_FIRST = 8,
};

void *vec_add_item(struct arena *arena, void **items, size_t *count, size_t *room, size_t size)
{
	if (*count == *room) {
		size_t wider = *room ? *room * 2 : VEC_FIRST;
		size_t bytes;
		/* What overflows is more than there is: the arena says so in its own way. */
		if (wider < *room || __builtin_mul_overflow(wider, size, &bytes))
			bytes = SIZE_MAX;
		*items = arena_grow(arena, *items, *room * size, bytes);
		*room = wider;
	}
	void *item = (char *)*items + *count * size;
	(*count)++;
	/* A list that was emptied by count = 0 still holds its old items. */
	return memset(item, 0, size);
}
