/* The short names that people call things by: A-12 is action 12. A letter and a number, no more: this file
 * does not know what the letters stand for (see domain/entity.h). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

struct ref {
	char letter; /* 'A' to 'Z'; 0 is no reference */
	int64_t id;
};

static inline bool ref_is(struct ref ref)
{
	return ref.letter != 0;
}
bool ref_equal(struct ref a, struct ref b);
/* "A-12"; "" for no reference. */
char *ref_text(struct arena *arena, struct ref ref);
/* Reads "A-12" or "a12", the whole string; false leaves *ret alone. */
bool ref_parse(const char *s, struct ref *ret);
