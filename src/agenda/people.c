#include "people.h"

#include <dagstart/store/meetings.h>

#include "services.h"

enum { LEADING_WINDOW_DAYS = 120 };

const char *person(const struct step_context *ctx, int64_t id)
{
	return str_or(members_name(ctx->members, id), say_dash());
}

bool meeting_is_on(const struct step_context *ctx)
{
	return ctx->meeting && ctx->meeting->state == MEETING_RUNNING;
}

bool seat_is_private(const struct step_context *ctx)
{
	return ctx->me && !ctx->meeting;
}

bool kudos_is_seen(const struct step_context *ctx, const struct kudos *kudos)
{
	bool between_us = ctx->me && (kudos->to_id == ctx->me->id || kudos->from_id == ctx->me->id);
	return !kudos->is_private || (between_us && seat_is_private(ctx));
}

const char *kudos_seen_by(struct arena *arena, const char *name, bool is_private)
{
	if (is_private)
		return arena_printf(
		        arena, _("%s likes to be thanked in private: only the two of you see it"), name);
	return arena_printf(arena, _("%s likes to be thanked in public: the whole team sees it"), name);
}

const char *const *people_names(const struct step_context *ctx, size_t *ret_count)
{
	const char **names = arena_array_of(ctx->arena, const char *, ctx->members->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < ctx->members->count; i++)
		if (ctx->members->items[i].active)
			names[count++] = ctx->members->items[i].name;
	*ret_count = count;
	return names;
}

bool people_arg(const struct step_context *ctx, const struct args *args, const char *name, bool required,
        int64_t *ret, struct err *err)
{
	const char *value = str_trim(ctx->arena, args_get(args, name));
	if (strempty(value)) {
		*ret = 0;
		if (!required)
			return true;
		err_set(err, ERR_USAGE, N_("%s is missing: expected the name of a member"), "%s", name);
		return err_at(err, name);
	}
	const struct member *member = members_find(ctx->arena, ctx->members, value);
	if (!member) {
		size_t count = 0;
		const char *const *names = people_names(ctx, &count);
		err_set(err, ERR_USAGE, N_("no single member is named %s"), "“%s”: %s", value,
		        say_list(ctx->arena, names, count));
		return err_at(err, name);
	}
	*ret = member->id;
	return true;
}

bool member_must_be_active(const struct member *member, struct err *err)
{
	return member->active ||
	       err_set(err, ERR_REFUSED, N_("%s has left the team: choose somebody who is in it"), "%s",
	               member->name);
}

bool people_arg_active(const struct step_context *ctx, const struct args *args, const char *name,
        bool required, int64_t *ret, struct err *err)
{
	int64_t id = 0;
	if (!people_arg(ctx, args, name, required, &id, err))
		return false;
	if (id && !member_must_be_active(members_by_id(ctx->members, id), err))
		return err_at(err, name);
	*ret = id;
	return true;
}

bool people_present(
        struct step_context *ctx, int64_t meeting_id, int64_t **ret, size_t *ret_count, struct err *err)
{
	struct attendance *list = NULL;
	size_t listed = 0, count = 0;
	if (meeting_id && !store_attendance(ctx->store, ctx->arena, meeting_id, &list, &listed, err))
		return false;
	int64_t *ids = arena_array_of(ctx->arena, int64_t, ctx->members->count + 1);
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *member = &ctx->members->items[i];
		bool present = member->active && member->joined_day <= ctx->today &&
		               !member_is_away(ctx->members, member->id, ctx->today);
		for (size_t j = 0; j < listed; j++)
			if (list[j].member_id == member->id)
				present = list[j].present;
		if (present)
			ids[count++] = member->id;
	}
	*ret = ids;
	*ret_count = count;
	return true;
}

bool next_leader(struct step_context *ctx, int32_t day, int64_t after, int64_t *ret, struct err *err)
{
	struct duty *duties = NULL;
	size_t count = 0;
	if (!store_leading_duties(
	            ctx->store, ctx->arena, ctx->today, LEADING_WINDOW_DAYS, &duties, &count, err))
		return false;
	struct duty *with = arena_array_of(ctx->arena, struct duty, count + 1);
	bool listed = false;
	for (size_t i = 0; i < count; i++) {
		with[i] = duties[i];
		if (after && with[i].member_id == after) {
			with[i].last_day = ctx->today;
			listed = true;
		}
	}
	if (after && !listed)
		with[count++] = (struct duty){.member_id = after, .last_day = ctx->today, .times = 1};
	*ret = member_next_turn(ctx->members, with, count, day);
	return true;
}

bool attendance_settle(struct step_context *ctx, struct err *err)
{
	int64_t *present = NULL;
	size_t present_count = 0, count = 0;
	if (!people_present(ctx, ctx->meeting->id, &present, &present_count, err))
		return false;
	struct attendance *rows = arena_array_of(ctx->arena, struct attendance, ctx->members->count + 1);
	for (size_t i = 0; i < ctx->members->count; i++) {
		const struct member *member = &ctx->members->items[i];
		if (!member->active || member->joined_day > ctx->today)
			continue;
		struct attendance *row = &rows[count++];
		*row = (struct attendance){.meeting_id = ctx->meeting->id, .member_id = member->id};
		for (size_t j = 0; j < present_count; j++)
			row->present = row->present || present[j] == member->id;
	}
	return store_settle_attendance(ctx->store, rows, count, err);
}

int32_t meeting_next_day(const struct step_context *ctx)
{
	bool daily = !ctx->meeting || streq(ctx->meeting->agenda, "daily");
	return calendar_next(ctx->calendar, daily ? ctx->today : ctx->today + 6);
}

const char *day_say(const struct step_context *ctx, struct arena *arena, int32_t day)
{
	return ctx->lasting ? say_day(arena, day) : say_day_near(arena, day, ctx->today);
}

int working_day_of_year(const struct step_context *ctx)
{
	struct date first = {.year = day_to_date(ctx->today).year, .month = 1, .mday = 1};
	return calendar_count(ctx->calendar, day_from_date(first) - 1, ctx->today);
}
