/* Text that was encoded twice: UTF-8 that a program took for Windows-1252 and saved as UTF-8 once more ("Ã©"
 * for "é"). Counted always, mended where that is wanted. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { MEND_CARRY = 16 };

struct mend {
	struct arena *arena;
	bool repair;
	int64_t found;
	char *out;
	size_t room;
	char carry[MEND_CARRY]; /* the end of the block before, that what follows may make one character */
	size_t carried;
};

/* From the start, with the room that it has. */
void mend_again(struct mend *mend, struct arena *arena, bool repair);
/* From UTF-8 to UTF-8; *ret points into `text` or the mender's own room and is good until the next call.
 * `last`: nothing follows. */
size_t mend_run(struct mend *mend, const char *text, size_t len, bool last, const char **ret);
