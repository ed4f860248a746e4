/* Where a tree comes from: a file of the user's, or one that is built in. */
#pragma once

#include <stdbool.h>

struct arena;
struct problems;
struct yaml;

/* NULL after adding to `problems`. The name is one of config/, and must exist. */
const struct yaml *source_embedded(struct arena *arena, const char *name, struct problems *problems);
/* NULL when the file is missing (a problem only if `must`), or after adding to `problems`. */
const struct yaml *source_file(struct arena *arena, const char *path, bool must, struct problems *problems);
