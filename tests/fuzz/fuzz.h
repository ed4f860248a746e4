/* What fuzz targets share: the entry that libFuzzer and replay.c call, a check that stops at once, and the
 * input read as a row of choices. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition) \
	do { \
		if (!(condition)) \
			fuzz_fail(#condition, __FILE__, __LINE__); \
	} while (0)
_Noreturn void fuzz_fail(const char *condition, const char *file, int line);

/* Fails unless it may be shown (see shown.h); NULL fails too. */
void fuzz_must_show(const char *text, bool lines);

/* The input as choices; when it is used up, every further choice is the first. */
struct choices {
	const uint8_t *data;
	size_t size;
	size_t at;
};
struct choices choices_of(const uint8_t *data, size_t size);
bool choices_left(const struct choices *c);
uint8_t choice_byte(struct choices *c);
uint32_t choice_below(struct choices *c, uint32_t count); /* 0 to count - 1; count at most 65536 */
int64_t choice_int(struct choices *c); /* of any size, small ones more often */
double choice_number(struct choices *c); /* finite */
double choice_gap(struct choices *c); /* sometimes NAN */
/* A text of at most `max` bytes of the input; it has no NUL inside. */
char *choice_text(struct choices *c, struct arena *arena, size_t max);
/* All that is left, likewise. */
char *choice_rest(struct choices *c, struct arena *arena);

/* Text that a reader gets in portions, as the function that it asks for the next one; never fails. */
struct blocks {
	const char *bytes;
	size_t len, at, portion;
};
bool blocks_next(void *user, const char **ret, size_t *ret_len, struct err *err);
