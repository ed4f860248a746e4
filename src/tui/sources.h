/* Where the screen's configuration comes from: a built-in file, or one of the user's. */
#pragma once

struct arena;
struct problems;
struct yaml;

/* NULL after adding to `problems`. */
const struct yaml *sources_embedded(struct arena *arena, const char *name, struct problems *problems);
const struct yaml *sources_file(struct arena *arena, const char *path, struct problems *problems);
