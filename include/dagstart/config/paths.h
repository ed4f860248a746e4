/* Where things are: the XDG folders, checked (absolute paths only, no control characters), and which file a
 * name means. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/err.h>

struct arena;

/* $XDG_CONFIG_HOME/dagstart, $XDG_DATA_HOME/dagstart, $XDG_STATE_HOME/dagstart, or below $HOME; NULL when
 * neither is usable. */
char *paths_config(struct arena *arena);
char *paths_data(struct arena *arena);
char *paths_state(struct arena *arena);
/* The default store. */
char *paths_store(struct arena *arena);

/* Reads a whole regular file of at most `max` bytes; NUL-terminated, *ret_len may be NULL. Never blocks on a
 * FIFO. */
bool paths_read(struct arena *arena, const char *path, size_t max, char **ret, size_t *ret_len,
        struct err *err) MUST_CHECK;
/* Writes a file whole or not at all: O_EXCL temporary beside it, fsync, rename, fsync of the folder; mode
 * 0600. An existing file is refused unless `replace` (ERR_REFUSED); what is there and not a regular file (a
 * symlink, a FIFO) is refused always, and never followed. */
bool paths_write(const char *path, const char *bytes, size_t len, bool replace, struct err *err) MUST_CHECK;
/* Removes temporaries that a killed paths_write() left in `folder`; those of a running one stay. */
void paths_sweep(const char *folder);
/* Makes a folder and its parents, 0700. */
bool paths_make_folder(const char *path, struct err *err) MUST_CHECK;
