/* A folder of one's own for what does not have to last: in TMPDIR or /tmp, 0700, and gone afterwards. */
#pragma once

#include <dagstart/base/err.h>

struct arena;

struct scratch {
	const char *folder; /* NULL none */
};

bool scratch_make(struct arena *arena, const char *name, struct scratch *ret, struct err *err) MUST_CHECK;
const char *scratch_path(const struct scratch *scratch, struct arena *arena, const char *name);
/* Removes the folder and what is in it, two levels deep; what is not ours is left. */
void scratch_remove(struct scratch *scratch);
