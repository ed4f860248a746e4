/* Thanks: behaviour, effect on the customer, value. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/work.h>

static const struct form_row add_rows[] = {
        {"to", N_("for"), FORM_MEMBER, true, N_("whom we thank")},
        {"behaviour", N_("behaviour"), FORM_TEXT, true, N_("what he or she did")},
        {"effect", N_("effect"), FORM_TEXT, true, N_("what it did for the customer")},
        {"value", N_("value"), FORM_CHOICE, false, N_("which of our values it shows")},
        {"from", N_("from"), FORM_MEMBER, false, N_("who says thanks")},
        {0},
};

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "kudos.add", N_("Thanks"), add_rows, ret))
		return false;
	const struct settings_value *values = ctx->settings->team.values.items;
	size_t count = ctx->settings->team.values.count;
	const char **names = arena_array_of(ctx->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = bilingual_in(&values[i].name, ctx->language);
	form_choices(ret, "value", names, count);
	if (ctx->me)
		form_value(ret, "from", ctx->me->name);
	form_about_source(ctx, args, ret);
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct kudos kudos = {
	        .behaviour = arg_text(ctx, args, "behaviour"),
	        .effect = arg_text(ctx, args, "effect"),
	        .value = arg_text(ctx, args, "value"),
	        .day = ctx->today,
	};
	if (!people_arg_active(ctx, args, "to", true, &kudos.to_id, err) ||
	        !people_arg(ctx, args, "from", false, &kudos.from_id, err) ||
	        !arg_source(ctx, args, &kudos.source, &kudos.source_text, err))
		return false;
	if (!kudos.from_id && ctx->me)
		kudos.from_id = ctx->me->id;
	if (kudos.from_id == kudos.to_id) {
		err_say(err, ERR_REFUSED,
		        N_("thanks go to somebody else: choose another name for “for” or “from”"));
		return err_at(err, "to");
	}
	kudos.is_private = members_by_id(ctx->members, kudos.to_id)->kudos_private;
	if (!store_put_kudos(ctx->store, &kudos, err))
		return false;
	ret->saved = entity_ref(ENTITY_KUDOS, kudos.id);
	ret->said = kudos.is_private ? _("only the two of you see it") : _("the whole team sees it");
	return true;
}

static const char *const add_args[] = {"to", "behaviour", "effect", "value", "from", "source", NULL};

const struct command kudos_commands[] = {
        {.name = "kudos.add",
                .title = N_("thanks"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {0},
};
