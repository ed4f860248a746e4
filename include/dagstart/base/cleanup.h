/* Handles that close themselves at the end of their block: `CLEANUP(file_close) FILE *f = ...;`
 * The function takes a pointer to the variable and accepts one that was never set. */
#pragma once

#include <dirent.h>

#define CLEANUP(function) __attribute__((cleanup(function)))
#define MUST_CHECK __attribute__((warn_unused_result))
#define UNUSED(x) ((void)(x))

struct arena;
/* Frees *a with arena_free(). */
void arena_cleanup(struct arena **a);
/* Closes *fd when it is not negative. */
void fd_cleanup(int *fd);
/* Closes *folder, which opendir() gave or refused. */
void folder_cleanup(DIR **folder);
