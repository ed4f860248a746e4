/* Reading and writing all of something: a call may take less than it was given, or be interrupted. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <dagstart/base/cleanup.h>

/* False with errno; what was written before stays written. */
bool fd_write_all(int fd, const void *bytes, size_t len) MUST_CHECK;
/* False with errno, or where it ends before `len` bytes. */
bool fd_read_all(int fd, void *bytes, size_t len) MUST_CHECK;
