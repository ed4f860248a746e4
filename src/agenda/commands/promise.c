/* A forecast that came back: the verdict is kept, with what was learned, or it is measured again. */
#include "action.h"

#include "../ledger.h"
#include "../tables.h"

#include <dagstart/store/ledger.h>
#include <dagstart/store/work.h>

static bool judgement_of(
        struct step_context *ctx, const struct action *action, struct judgement *ret, struct err *err)
{
	struct judgement *list = NULL;
	size_t count = 0;
	*ret = (struct judgement){0};
	if (!store_judgements(ctx->store, ctx->arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].id == action->id)
			*ret = list[i];
	return true;
}

static const char *not_due(enum ledger_state state)
{
	switch (state) {
	case LEDGER_WAITING:
		return N_("%s comes back on its day: it can't be judged before");
	case LEDGER_JUDGED:
		return N_("%s was judged already: undo takes that back");
	case LEDGER_AHEAD:
		return N_("%s is done on a day that has not come: reopen it, and close it again");
	case LEDGER_OPEN_DAY:
		return N_("%s has no day on which it is measured");
	case LEDGER_NONE:
	case LEDGER_DUE:
		break;
	}
	return N_("%s has no forecast to be judged");
}

static const struct form_row judge_rows[] = {
        {"learned", N_("we learned"), FORM_TEXT, false, N_("what we keep doing, or do differently")},
        {"again", N_("measure again"), FORM_DAY, false,
                N_("empty: this is our verdict; +4w: look once more then")},
        {0},
};

static bool judge_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct action action = {0};
	struct ledger_row row;
	struct err err = {0};
	enum doc_role role = ROLE_TEXT;
	if (!arg_is_selected(args) || args->count || !action_find(ctx, args, &action, &err) ||
	        ledger_state(&action, NULL, ctx->today) != LEDGER_DUE)
		return false;
	(void)form_missing(ctx, args, "promise.judge", N_("What came of it"), judge_rows, ret);
	ret->source = entity_ref(ENTITY_ACTION, action.id);
	ret->about = action.text;
	if (ledger_load_one(ctx, &action, &row, &err))
		ret->about = arena_printf(
		        ctx->arena, "%s · %s", action.text, ledger_verdict_say(ctx->arena, &row, &role));
	return true;
}

static struct judgement judgement_now(
        const struct step_context *ctx, const struct ledger_row *row, const struct judgement *before)
{
	const struct verdict *v = &row->entry.verdict;
	const struct action *a = &row->entry.action;
	bool same = before->id && before->done_day == a->done_day;
	return (struct judgement){
	        .id = a->id,
	        .day = ctx->today,
	        .outcome = v->outcome,
	        .done_day = a->done_day,
	        .forecast_day = a->forecast_day,
	        .looks = same ? before->looks + 1 : 1,
	        .before_n = v->before.n,
	        .after_n = v->after.n,
	        .before = v->before.value,
	        .after = v->after.value,
	        .change = v->difference.change,
	        .margin = v->difference.margin,
	};
}

static bool read_again(const struct step_context *ctx, const struct args *args, int32_t *ret, struct err *err)
{
	if (!arg_day(ctx, args, "again", ret, err))
		return false;
	if (!*ret || *ret > ctx->today)
		return true;
	err_set(err, ERR_USAGE, N_("%s does not lie ahead: expected a day after today"), "%s",
	        say_day(ctx->arena, *ret));
	return err_at(err, "again");
}

static bool judge_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct action action = {0};
	struct judgement before = {0};
	struct ledger_row row;
	int32_t again = 0;
	enum doc_role role = ROLE_TEXT;
	if (!action_find(ctx, args, &action, err) || !judgement_of(ctx, &action, &before, err) ||
	        !read_again(ctx, args, &again, err))
		return false;
	const char *name = ref_text(ctx->arena, entity_ref(ENTITY_ACTION, action.id));
	enum ledger_state is = ledger_state(&action, &before, ctx->today);
	if (is != LEDGER_DUE)
		return err_set(err, ERR_REFUSED, not_due(is), "%s", name);
	if (!ledger_load_one(ctx, &action, &row, err))
		return false;
	struct judgement judgement = judgement_now(ctx, &row, &before);
	judgement.learned = arg_text(ctx, args, "learned");
	if (!store_put_judgement(ctx->store, &judgement, err))
		return false;
	ret->said = arena_printf(ctx->arena, "%s · %s", name, ledger_verdict_say(ctx->arena, &row, &role));
	ret->saved = entity_ref(ENTITY_ACTION, action.id);
	if (!again)
		return true;
	action.forecast_day = again;
	ret->said = arena_printf(
	        ctx->arena, _("%s comes back %s"), name, say_day_near(ctx->arena, again, ctx->today));
	return store_put_action(ctx->store, &action, err);
}

static const char *const judge_args[] = {"id", "learned", "again", NULL};

const struct command promise_commands[] = {
        {.name = "promise.judge",
                .title = N_("verdict"),
                .writes = true,
                .args = judge_args,
                .form = judge_form,
                .run = judge_run},
        {0},
};
