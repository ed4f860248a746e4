/* The people of the team, who is away when, and whose turn it is. Nobody is ever ranked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct member {
	int64_t id;
	const char *name; /* as colleagues say it; unique in the team */
	const char *role;
	const char *email;
	const char *login; /* on this machine, to know who sits at the keyboard */
	const char *talents; /* "I would like to": interests beyond the role */
	bool kudos_private; /* thanks are given in private */
	bool active; /* false: left the team, kept for the record */
	int32_t joined_day;
};

struct absence {
	int64_t id;
	int64_t member_id;
	int32_t from_day;
	int32_t to_day; /* inclusive */
	const char *reason;
};

struct members {
	struct member *items; /* sorted by name, active ones first */
	size_t count;
	struct absence *absences;
	size_t absence_count;
};

const struct member *members_by_id(const struct members *members, int64_t id);
/* By name or login, folded; an unambiguous beginning of a name is enough. NULL when none or several fit. */
const struct member *members_find(struct arena *arena, const struct members *members, const char *name);
const char *members_name(const struct members *members, int64_t id); /* "" when unknown */
bool member_is_away(const struct members *members, int64_t id, int32_t day);

/* How often and when each member did a duty (lead, read aloud): the input of the rotation. */
struct duty {
	int64_t member_id;
	int32_t last_day; /* 0 never */
	int times; /* in the counted window */
};
/* Fair rotation: the active, present member who did it longest ago (never first), fewest times next, then by
 * name. Members are absent when away on `day`. Returns 0 when nobody is there. */
int64_t member_next_turn(const struct members *members, const struct duty *duties, size_t count, int32_t day);
/* Speaking order of the day: present members, rotated so that another one starts each working day (`turn`
 * counts working days). Fills ids (room for members->count) and returns how many. */
size_t member_speaking_order(const struct members *members, int32_t day, int turn, int64_t *ids);
