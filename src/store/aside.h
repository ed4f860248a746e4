/* Stores that a restore put aside: "<store>.before-restore", and "<store>.before-restore-2" and on where that
 * is taken. None ever takes the place of another: the first is the team's own, whatever is tried after it.
 * They are listed by store_asides() (backup.h). */
#pragma once

#include <stdbool.h>

#include <dagstart/base/err.h>

struct arena;

/* The name of the next one. */
bool aside_next(struct arena *arena, const char *store_path, char **ret, struct err *err) MUST_CHECK;
