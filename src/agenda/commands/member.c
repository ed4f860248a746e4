/* The people: who they are, who is away, who is here today. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/base/text.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/people.h>

static const struct form_row add_rows[] = {
        {"text", N_("name"), FORM_TEXT, true, N_("as colleagues say it")},
        {"role", N_("role"), FORM_TEXT, false, N_("what he or she does")},
        {"email", N_("e-mail"), FORM_TEXT, false, ""},
        {"login", N_("login"), FORM_TEXT, false, N_("the login name on this machine")},
        {"talents", N_("I would like to"), FORM_TEXT, false, N_("talents and interests beyond the role")},
        {"kudos", N_("thanks"), FORM_ONE_OF, false, N_("in public or in private")},
        {0},
};

static const char *const kudos_choices[] = {N_("public"), N_("private")};

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "member.add", N_("New member"), add_rows, ret))
		return false;
	form_choices_said(ret, ctx, "kudos", kudos_choices, 2);
	return true;
}

static bool read_kudos(
        struct step_context *ctx, const struct args *args, struct member *member, struct err *err)
{
	size_t chosen = 0;
	if (!arg_choice(ctx, args, "kudos", kudos_choices, 2, &chosen, err))
		return false;
	if (chosen < 2)
		member->kudos_private = chosen == 1;
	return true;
}

static bool put(struct step_context *ctx, struct member *member, struct result *ret, struct err *err)
{
	if (!store_put_member(ctx->store, member, err))
		return false;
	ret->message =
	        arena_printf(ctx->arena, _("saved %s"), text_clean(ctx->arena, member->name, TEXT_ONE_LINE));
	ret->saved = entity_ref(ENTITY_MEMBER, member->id);
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {
	        .name = arg_text(ctx, args, "text"),
	        .role = arg_text(ctx, args, "role"),
	        .email = arg_text(ctx, args, "email"),
	        .login = arg_text(ctx, args, "login"),
	        .talents = arg_text(ctx, args, "talents"),
	        .active = true,
	        .joined_day = ctx->today,
	};
	return read_kudos(ctx, args, &member, err) && put(ctx, &member, ret, err);
}

static bool find(struct step_context *ctx, const struct args *args, struct member *ret, struct err *err)
{
	struct ref ref = args->ref;
	int64_t id = 0;
	if (!strempty(args_get(args, "name")) || !strempty(args->text)) {
		struct arg item = {"name", str_or(args_get(args, "name"), args->text)};
		struct args named = {.items = &item, .count = 1};
		if (!people_arg(ctx, &named, "name", true, &id, err))
			return false;
	} else if (entity_of_letter(ref.letter) == ENTITY_MEMBER) {
		id = ref.id;
	} else {
		return err_say(err, ERR_USAGE, N_("which member? Select one first, or give a name"));
	}
	const struct member *member = members_by_id(ctx->members, id);
	if (!member)
		return err_say(err, ERR_MISSING, N_("that member is not in the team any more"));
	*ret = *member;
	return true;
}

static const char *changed(
        const struct step_context *ctx, const struct args *args, const char *name, const char *old)
{
	const char *value = arg_text(ctx, args, name);
	return strempty(value) ? old : value;
}

static bool change_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {0};
	if (!find(ctx, args, &member, err) || !read_kudos(ctx, args, &member, err))
		return false;
	member.name = changed(ctx, args, "new_name", member.name);
	member.role = changed(ctx, args, "role", member.role);
	member.email = changed(ctx, args, "email", member.email);
	member.login = changed(ctx, args, "login", member.login);
	member.talents = changed(ctx, args, "talents", member.talents);
	return put(ctx, &member, ret, err);
}

static bool leave_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {0};
	if (!find(ctx, args, &member, err))
		return false;
	if (arg_is_selected(args)) {
		ret->kind = RESULT_CONFIRM;
		ret->careful = true;
		ret->message = arena_printf(ctx->arena, _("Does %s leave the team?"),
		        text_clean(ctx->arena, member.name, TEXT_ONE_LINE));
		return true;
	}
	member.active = false;
	return put(ctx, &member, ret, err);
}

static const struct form_row away_rows[] = {
        {"name", N_("who"), FORM_MEMBER, true, ""},
        {"from", N_("first day"), FORM_DAY, false, N_("empty: today")},
        {"to", N_("last day"), FORM_DAY, true, N_("the last day away")},
        {"reason", N_("reason"), FORM_TEXT, false, N_("holiday, course …; the whole team can read it")},
        {0},
};

static bool away_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "member.away", N_("Away"), away_rows, ret))
		return false;
	if (entity_of_letter(args->ref.letter) == ENTITY_MEMBER)
		form_value(ret, "name", person(ctx, args->ref.id));
	return true;
}

static bool away_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {0};
	struct absence absence = {.reason = arg_text(ctx, args, "reason")};
	if (!find(ctx, args, &member, err) || !arg_day(ctx, args, "from", &absence.from_day, err) ||
	        !arg_day(ctx, args, "to", &absence.to_day, err))
		return false;
	absence.member_id = member.id;
	absence.from_day = absence.from_day ? absence.from_day : ctx->today;
	absence.to_day = absence.to_day ? absence.to_day : absence.from_day;
	if (absence.to_day < absence.from_day) {
		err_say(err, ERR_USAGE, N_("the last day away lies before the first one"));
		return err_at(err, "to");
	}
	ret->message = arena_printf(ctx->arena, _("saved: %s is away until %s"), member.name,
	        say_day(ctx->arena, absence.to_day));
	return store_put_absence(ctx->store, &absence, err);
}

/* The same where it is about today: who has left the team is not meant. */
static bool find_active(
        struct step_context *ctx, const struct args *args, struct member *ret, struct err *err)
{
	return find(ctx, args, ret, err) && member_must_be_active(ret, err);
}

/* Here or not here, at this meeting. */
static bool attend_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {0};
	if (!ctx->meeting)
		return err_say(err, ERR_REFUSED,
		        N_("attendance belongs to a meeting: start one with `dagstart meet`"));
	struct attendance *list = NULL;
	size_t count = 0;
	if (!find_active(ctx, args, &member, err) ||
	        !store_attendance(ctx->store, ctx->arena, ctx->meeting->id, &list, &count, err))
		return false;
	struct attendance row = {
	        .meeting_id = ctx->meeting->id,
	        .member_id = member.id,
	        .present = !member_is_away(ctx->members, member.id, ctx->today),
	};
	for (size_t i = 0; i < count; i++)
		if (list[i].member_id == member.id)
			row = list[i];
	row.present = !row.present;
	ret->message =
	        arena_printf(ctx->arena, row.present ? _("%s is here") : _("%s is not here"), member.name);
	return store_put_attendance(ctx->store, &row, err);
}

static bool lead_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct member member = {0};
	if (!ctx->meeting)
		return err_say(err, ERR_REFUSED, N_("there is no meeting to lead"));
	if (!find_active(ctx, args, &member, err))
		return false;
	if (member_is_away(ctx->members, member.id, ctx->today))
		return err_set(err, ERR_REFUSED, N_("%s is away today: choose somebody who is here"), "%s",
		        member.name);
	struct meeting meeting = *ctx->meeting;
	meeting.leader_id = member.id;
	ret->message = arena_printf(ctx->arena, _("%s leads today"), member.name);
	return store_put_meeting(ctx->store, &meeting, err);
}

static const char *const add_args[] = {"text", "role", "email", "login", "talents", "kudos", NULL};
static const char *const change_args[] = {
        "name", "new_name", "role", "email", "login", "talents", "kudos", NULL};
static const char *const name_args[] = {"name", NULL};
static const char *const leave_args[] = {"name", "yes", NULL};
static const char *const away_args[] = {"name", "from", "to", "reason", NULL};

const struct command member_commands[] = {
        {.name = "member.add",
                .title = N_("new member"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "member.change",
                .title = N_("change a member"),
                .writes = true,
                .args = change_args,
                .run = change_run},
        {.name = "member.leave",
                .title = N_("leaves the team"),
                .writes = true,
                .args = leave_args,
                .run = leave_run},
        {.name = "member.away",
                .title = N_("away"),
                .writes = true,
                .args = away_args,
                .form = away_form,
                .run = away_run},
        {.name = "member.attend",
                .title = N_("here or not"),
                .writes = true,
                .args = name_args,
                .run = attend_run},
        {.name = "member.lead",
                .title = N_("leads today"),
                .writes = true,
                .args = name_args,
                .run = lead_run},
        {0},
};
