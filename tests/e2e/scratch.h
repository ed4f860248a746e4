/* A fresh folder for one test, and small file helpers inside it. The folder (0700) holds `home` with the XDG
 * folders; it goes with scratch_free(), or when the test program ends: a failed cmocka assertion jumps past
 * every clean-up. Paths are relative to the folder unless they begin with a slash. Failures end the test. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct scratch;

struct scratch *scratch_new(void);

/* Removes the folder with all that is in it; accepts NULL. */
void scratch_free(struct scratch *s);

/* The folder, and the HOME inside it, both without a slash at the end. Owned by the scratch. */
const char *scratch_dir(const struct scratch *s);
const char *scratch_home(const struct scratch *s);

/* The full path of a name in the folder; owned by the scratch, valid until it is freed. */
const char *scratch_path(struct scratch *s, const char *name);

/* Writes a file (0600), making the folders on the way. Returns its full path. */
const char *scratch_write(struct scratch *s, const char *name, const char *text);
const char *scratch_write_bytes(struct scratch *s, const char *name, const void *data, size_t len);

/* The whole file, NUL-ended; the caller frees it. NULL when it is not there. `ret_len` may be NULL. */
char *scratch_read(struct scratch *s, const char *name, size_t *ret_len);

bool scratch_exists(struct scratch *s, const char *name);

/* The permission bits of a file, or 0 when it is not there. */
mode_t scratch_mode(struct scratch *s, const char *name);
