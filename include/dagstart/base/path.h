/* The parts of a path, as text: nothing is looked up, and what does not exist has parts as well. */
#pragma once

struct arena;

/* What follows the last slash, within `path`: "b.csv" of "a/b.csv", "" of "a/". */
const char *path_name(const char *path);
/* The folder that it lies in: "a" of "a/b.csv", "." of "b.csv", "/" of "/b.csv". */
char *path_folder(struct arena *arena, const char *path);
