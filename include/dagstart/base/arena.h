/* Memory by lifetime. An arena hands out memory that is never freed piece by piece: it goes at once, when
 * the arena is reset (a frame) or freed (a session, the program). `struct arena *` as a parameter of any
 * function in Dagstart means "the result lives there". Nothing here returns NULL: when memory runs out,
 * the arena's `oom` function is called and must not return. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Called when memory is out; restores the terminal, keeps the draft and exits. NULL means abort(). */
struct arena_oom {
	void (*fail)(void *user);
	void *user;
};

/* A new arena, to be freed with arena_free(). `oom` may be NULL and must outlive the arena. */
struct arena *arena_new(const struct arena_oom *oom);

/* A new arena with the same oom function as `like`; it lives on its own. */
struct arena *arena_new_like(const struct arena *like);

/* Frees all; accepts NULL and returns NULL. */
struct arena *arena_free(struct arena *a);

/* Forgets all that was handed out but keeps the first blocks for the next round, about as much as this one
 * needed. */
void arena_reset(struct arena *a);

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);

/* Zeroed room for one T, or for n of them (the product is checked). */
#define arena_new_of(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define arena_array_of(a, T, n) ((T *)arena_alloc_array((a), (n), sizeof(T)))
void *arena_alloc_array(struct arena *a, size_t count, size_t size);

/* Grows a block from `old_size` to `new_size` bytes; moves it unless it was the last one handed out. */
void *arena_grow(struct arena *a, void *block, size_t old_size, size_t new_size);

/* Copies; NULL gives NULL. arena_strndup always ends the copy with a NUL. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
void *arena_memdup(struct arena *a, const void *data, size_t len);

char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Bytes handed out since the last reset, for tests and `doctor`. */
size_t arena_used(const struct arena *a);
