/* Names that feedback bears: themes, channels and steps of the journey, each known by a number. Two spellings
 * that fold to the same are one name, in its first spelling. */
#pragma once

#include <stdint.h>

#include <dagstart/base/err.h>

struct arena;
struct store;

enum name_kind { NAME_THEME, NAME_CHANNEL, NAME_STEP, NAME_KINDS };

/* 0 for "" and for a name that is not there. */
bool name_find(
        struct store *store, enum name_kind kind, const char *name, int64_t *ret, struct err *err) MUST_CHECK;
/* Makes it when it is not there; inside a transaction. 0 for "". */
bool name_make(
        struct store *store, enum name_kind kind, const char *name, int64_t *ret, struct err *err) MUST_CHECK;

/* The same, remembering each spelling met: for many rows. Lives in an arena. */
struct names;
struct names *names_new(struct arena *arena, struct store *store, enum name_kind kind);
bool names_make(struct names *names, const char *name, int64_t *ret, struct err *err) MUST_CHECK;
