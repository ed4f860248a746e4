/* The team and its people. Puts write inside a transaction; an id of 0 makes a new row and fills in the id.
 */
#pragma once

#include <dagstart/base/err.h>
#include <dagstart/domain/member.h>
#include <dagstart/domain/team.h>

struct arena;
struct store;

/* ERR_MISSING before `init`. */
bool store_team(struct store *store, struct arena *arena, struct team *ret, struct err *err) MUST_CHECK;
bool store_put_team(struct store *store, const struct team *team, struct err *err) MUST_CHECK;

/* All members and the absences from 60 days ago on. */
bool store_members(struct store *store, struct arena *arena, int32_t today, struct members *ret,
        struct err *err) MUST_CHECK;
/* ERR_REFUSED for a name that is taken, empty or not clean text. */
bool store_put_member(struct store *store, struct member *member, struct err *err) MUST_CHECK;
bool store_put_absence(struct store *store, struct absence *absence, struct err *err) MUST_CHECK;
