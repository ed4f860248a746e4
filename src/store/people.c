#include <dagstart/store/people.h>

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>

#include "door.h"
#include "internal.h"

enum { ABSENCES_FROM_DAYS_AGO = 60 };

bool store_team(struct store *store, struct arena *arena, struct team *ret, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_TEAM_READ);
	bool is_there = query_next(&q);
	if (is_there)
		*ret = (struct team){.id = 1,
		        .name = get_text(&q, arena, "name"),
		        .language = get_text(&q, arena, "language"),
		        .founded_day = get_day(&q, "founded_day")};
	if (!query_end(&q, err))
		return false;
	return is_there ||
	       err_say(err, ERR_MISSING, N_("the store has no team yet; make one with: dagstart init"));
}

static void team_bind(struct query *q, const void *value)
{
	const struct team *team = value;
	bind_text(q, "$name", team->name);
	bind_text(q, "$language", team->language);
	bind_int(q, "$founded_day", team->founded_day);
}

static bool name_is_fit(const char *name, struct err *err)
{
	if (strempty(name))
		return err_say(err, ERR_REFUSED, N_("a name can't be empty"));
	return text_is_clean(name) ||
	       err_set(err, ERR_REFUSED, N_("%s holds characters that can't be seen"), "%s", name);
}

bool store_put_team(struct store *store, const struct team *team, struct err *err)
{
	int64_t id = 1;
	if (!tx_enter(store, err) || !tx_leave(store, name_is_fit(team->name, err), err))
		return false;
	return door_put(store, &(struct door_put){ENTITY_TEAM, &id, team_bind, team}, err);
}

/* There are few, and a statement that sorts is dearer than all of them: they are sorted here. */
struct member_found {
	struct member member;
	const char *folded;
};

/* Who is there first, then by name. */
static int member_order(const void *a, const void *b)
{
	const struct member_found *one = a, *other = b;
	if (one->member.active != other->member.active)
		return one->member.active ? -1 : 1;
	int names = strcmp(one->folded, other->folded);
	return names ? names : (one->member.id > other->member.id) - (one->member.id < other->member.id);
}

static int absence_order(const void *a, const void *b)
{
	const struct absence *one = a, *other = b;
	if (one->from_day != other->from_day)
		return one->from_day < other->from_day ? -1 : 1;
	return (one->id > other->id) - (one->id < other->id);
}

static bool read_members(struct store *store, struct arena *arena, struct members *ret, struct err *err)
{
	VEC(struct member_found) rows = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEMBERS_READ);
	while (query_next(&q)) {
		struct member_found *row = vec_add(arena, &rows);
		row->member.id = get_int(&q, "id");
		row->member.name = get_text(&q, arena, "name");
		row->folded = get_text(&q, arena, "folded");
		row->member.role = get_text(&q, arena, "role");
		row->member.email = get_text(&q, arena, "email");
		row->member.login = get_text(&q, arena, "login");
		row->member.talents = get_text(&q, arena, "talents");
		row->member.kudos_private = get_bool(&q, "kudos_private");
		row->member.active = get_bool(&q, "active");
		row->member.joined_day = get_day(&q, "joined_day");
	}
	if (rows.count)
		qsort(rows.items, rows.count, sizeof(*rows.items), member_order);
	ret->items = arena_array_of(arena, struct member, rows.count + 1);
	ret->count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		ret->items[i] = rows.items[i].member;
	return query_end(&q, err);
}

static bool read_absences(
        struct store *store, struct arena *arena, int32_t from_day, struct members *ret, struct err *err)
{
	VEC(struct absence) absences = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_ABSENCES_READ);
	bind_int(&q, "$from_day", from_day);
	while (query_next(&q))
		*vec_add(arena, &absences) = (struct absence){
		        .id = get_int(&q, "id"),
		        .member_id = get_int(&q, "member_id"),
		        .from_day = get_day(&q, "from_day"),
		        .to_day = get_day(&q, "to_day"),
		        .reason = get_text(&q, arena, "reason"),
		};
	if (absences.count)
		qsort(absences.items, absences.count, sizeof(*absences.items), absence_order);
	ret->absences = absences.items;
	ret->absence_count = absences.count;
	return query_end(&q, err);
}

bool store_members(
        struct store *store, struct arena *arena, int32_t today, struct members *ret, struct err *err)
{
	struct members members = {0};
	READING(store->driver);
	if (!read_members(store, arena, &members, err) ||
	        !read_absences(store, arena, today - ABSENCES_FROM_DAYS_AGO, &members, err))
		return false;
	*ret = members;
	return true;
}

struct member_row {
	const struct member *member;
	const char *folded; /* the name as it is compared */
};

static void member_bind(struct query *q, const void *value)
{
	const struct member_row *row = value;
	const struct member *member = row->member;
	bind_text(q, "$name", member->name);
	bind_text(q, "$folded", row->folded);
	bind_text(q, "$role", member->role);
	bind_text(q, "$email", member->email);
	bind_text(q, "$login", member->login);
	bind_text(q, "$talents", member->talents);
	bind_int(q, "$kudos_private", member->kudos_private);
	bind_int(q, "$active", member->active);
	bind_int(q, "$joined_day", member->joined_day);
}

static bool name_is_free(struct store *store, const struct member_row *row, struct err *err)
{
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_MEMBER_BY_FOLDED);
	bind_text(&q, "$folded", row->folded);
	bool is_taken = query_next(&q) && get_int(&q, "id") != row->member->id;
	if (!query_end(&q, err))
		return false;
	return !is_taken ||
	       err_set(err, ERR_REFUSED, N_("the name %s is taken: somebody in the team has it already"),
	               "%s", row->member->name);
}

bool store_put_member(struct store *store, struct member *member, struct err *err)
{
	if (!tx_enter(store, err) || !tx_leave(store, name_is_fit(member->name, err), err))
		return false;
	const char *folded = text_fold_name(store->scratch, member->name);
	const struct member_row row = {member, folded};
	bool is_fit = !strempty(folded) || err_say(err, ERR_REFUSED, N_("a name can't be empty"));
	if (!tx_leave(store, is_fit && name_is_free(store, &row, err), err))
		return false;
	return door_put(store, &(struct door_put){ENTITY_MEMBER, &member->id, member_bind, &row}, err);
}

static void absence_bind(struct query *q, const void *value)
{
	const struct absence *absence = value;
	bind_int(q, "$member_id", absence->member_id);
	bind_int(q, "$from_day", absence->from_day);
	bind_int(q, "$to_day", absence->to_day);
	bind_text(q, "$reason", absence->reason);
}

bool store_put_absence(struct store *store, struct absence *absence, struct err *err)
{
	return door_put(store, &(struct door_put){ENTITY_ABSENCE, &absence->id, absence_bind, absence}, err);
}
