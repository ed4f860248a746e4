#include <dagstart/domain/member.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

const struct member *members_by_id(const struct members *members, int64_t id)
{
	for (size_t i = 0; i < members->count; i++)
		if (members->items[i].id == id)
			return &members->items[i];
	return NULL;
}

const char *members_name(const struct members *members, int64_t id)
{
	const struct member *member = members_by_id(members, id);
	return member ? str_or(member->name, "") : "";
}

struct wanted {
	struct arena *arena;
	const char *folded;
};

static bool fits_name(const struct wanted *wanted, const struct member *member)
{
	return streq(text_fold(wanted->arena, str_or(member->name, "")), wanted->folded);
}

static bool fits_login(const struct wanted *wanted, const struct member *member)
{
	return streq(text_fold(wanted->arena, str_or(member->login, "")), wanted->folded);
}

static bool begins_active(const struct wanted *wanted, const struct member *member)
{
	return member->active &&
	       str_starts(text_fold(wanted->arena, str_or(member->name, "")), wanted->folded);
}

static bool begins(const struct wanted *wanted, const struct member *member)
{
	return str_starts(text_fold(wanted->arena, str_or(member->name, "")), wanted->folded);
}

/* From the surest way of meaning somebody to the loosest; the first that fits anybody decides. */
static bool (*const ways[])(const struct wanted *, const struct member *) = {
        fits_name, fits_login, begins_active, begins};

const struct member *members_find(struct arena *arena, const struct members *members, const char *name)
{
	struct wanted wanted = {
	        .arena = arena, .folded = text_fold(arena, str_trim(arena, str_or(name, "")))};
	if (strempty(wanted.folded))
		return NULL;
	for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
		const struct member *found = NULL;
		size_t fitting = 0;
		for (size_t i = 0; i < members->count; i++) {
			if (!ways[way](&wanted, &members->items[i]))
				continue;
			found = &members->items[i];
			fitting++;
		}
		if (fitting)
			return fitting == 1 ? found : NULL;
	}
	return NULL;
}

bool member_is_away(const struct members *members, int64_t id, int32_t day)
{
	for (size_t i = 0; i < members->absence_count; i++) {
		const struct absence *absence = &members->absences[i];
		if (absence->member_id == id && absence->from_day <= day && day <= absence->to_day)
			return true;
	}
	return false;
}

static bool is_present(const struct members *members, const struct member *member, int32_t day)
{
	return member->active && !member_is_away(members, member->id, day);
}

static struct duty duty_of(const struct duty *duties, size_t count, int64_t member_id)
{
	for (size_t i = 0; i < count; i++)
		if (duties[i].member_id == member_id)
			return duties[i];
	return (struct duty){.member_id = member_id};
}

int64_t member_next_turn(const struct members *members, const struct duty *duties, size_t count, int32_t day)
{
	struct duty best = {0};
	for (size_t i = 0; i < members->count;
	        i++) { /* they are sorted by name, so a tie stays with the first */
		const struct member *member = &members->items[i];
		if (!is_present(members, member, day))
			continue;
		struct duty duty = duty_of(duties, count, member->id);
		if (best.member_id == 0 || duty.last_day < best.last_day ||
		        (duty.last_day == best.last_day && duty.times < best.times))
			best = duty;
	}
	return best.member_id;
}

size_t member_speaking_order(const struct members *members, int32_t day, int turn, int64_t *ids)
{
	size_t present = 0;
	for (size_t i = 0; i < members->count; i++)
		present += is_present(members, &members->items[i], day);
	if (present == 0)
		return 0;
	int64_t size = (int64_t)present;
	size_t first = (size_t)((turn % size + size) % size);
	size_t seat = 0;
	for (size_t i = 0; i < members->count; i++)
		if (is_present(members, &members->items[i], day))
			ids[(seat++ + present - first) % present] = members->items[i].id;
	return present;
}
