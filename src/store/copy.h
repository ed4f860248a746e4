/* A whole copy of an open store, kept before its schema changes. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>

struct store;

/* Keeps "<day>-before-v<version + 1>.dagstart" with the daily copies. */
bool copy_before_migration(struct store *store, int version, struct err *err) MUST_CHECK;
