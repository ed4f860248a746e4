/* A typed list that grows in an arena:
 *
 *   VEC(struct action) list = {0};
 *   *vec_add(arena, &list) = (struct action){.id = 7};
 *   VEC_EACH (a, &list) ...        a is a pointer to each item in turn
 */
#pragma once

#include <stddef.h>

struct arena;

#define VEC(T) \
	struct { \
		T *items; \
		size_t count; \
		size_t room; \
	}

/* A pointer to a new zeroed item at the end; valid until the next vec_add. */
#define vec_add(arena, v) \
	((__typeof__((v)->items))vec_add_item( \
	        (arena), (void **)&(v)->items, &(v)->count, &(v)->room, sizeof(*(v)->items)))

#define VEC_EACH(item, v) \
	for (__typeof__((v)->items) item = (v)->items; item && item < (v)->items + (v)->count; item++)

void *vec_add_item(struct arena *arena, void **items, size_t *count, size_t *room, size_t size);
