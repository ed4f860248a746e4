/* Internal figures: named once, with the way that is good, and written down day by day. */
#include "../ledger.h"
#include "../tables.h"

#include <math.h>

#include <dagstart/store/ledger.h>

static const char *const ways[] = {N_("low"), N_("high")};

static const struct form_row add_rows[] = {
        {"name", N_("KPI"), FORM_TEXT, true, N_("minutes a call, cost a parcel")},
        {"good", N_("good is"), FORM_CHOICE, true, N_("low or high")},
        {"unit", N_("unit"), FORM_TEXT, false, N_("min, %")},
        {"beside", N_("beside"), FORM_CHOICE, false, N_("the customer's score to lay it beside; empty: all")},
        {0},
};

static bool add_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!form_missing(ctx, args, "kpi.add", N_("Internal figure"), add_rows, ret))
		return false;
	const char **keys = arena_array_of(ctx->arena, const char *, ctx->metric_count + 1);
	for (size_t i = 0; i < ctx->metric_count; i++)
		keys[i] = ctx->metrics[i].key;
	form_choices_said(ret, ctx, "good", ways, 2);
	form_choices(ret, "beside", keys, ctx->metric_count);
	ret->source = (struct ref){0};
	return true;
}

static const char *contradiction(const struct kpi *old, const struct kpi *kpi, const char **ret_field)
{
	*ret_field = "good";
	if (old->low_is_good != kpi->low_is_good)
		return old->low_is_good ? N_("%s is kept already, with low as good")
		                        : N_("%s is kept already, with high as good");
	*ret_field = "unit";
	if (!streq(old->unit, kpi->unit))
		return N_("%s is kept already in another unit");
	*ret_field = "beside";
	return streq(old->metric_key, kpi->metric_key) ? NULL : N_("%s is kept already beside another score");
}

/* Named again as it was, it is followed again; otherwise its values would mean two things. */
static bool take_up(struct step_context *ctx, struct kpi *kpi, struct err *err)
{
	struct kpi old;
	struct err why = {0};
	const char *field = NULL;
	if (!store_kpi_by_name(ctx->store, ctx->arena, kpi->name, &old, &why))
		return why.code == ERR_MISSING || (*err = why, false);
	const char *message = contradiction(&old, kpi, &field);
	if (message) {
		err_set(err, ERR_REFUSED, message, "“%s”", old.name);
		return err_at(err, field);
	}
	kpi->id = old.id;
	kpi->created_day = old.created_day;
	return true;
}

static bool add_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	size_t way = 0;
	struct kpi kpi = {.name = arg_text(ctx, args, "name"),
	        .unit = arg_text(ctx, args, "unit"),
	        .metric_key = arg_text(ctx, args, "beside"),
	        .active = true,
	        .created_day = ctx->today};
	if (!arg_choice(ctx, args, "good", ways, 2, &way, err))
		return false;
	kpi.low_is_good = way == 0;
	if (!strempty(kpi.metric_key) && !metric_by_key(ctx, kpi.metric_key)) {
		err_set(err, ERR_USAGE, N_("no metric is named %s: `dagstart scores` lists them"), "“%s”",
		        kpi.metric_key);
		return err_at(err, "beside");
	}
	if (!take_up(ctx, &kpi, err) || !store_put_kpi(ctx->store, &kpi, err))
		return false;
	ret->saved = entity_ref(ENTITY_KPI, kpi.id);
	return true;
}

/* By its name, or by the row that is selected. */
static bool find(struct step_context *ctx, const struct args *args, struct kpi *ret, struct err *err)
{
	struct kpi *all = NULL;
	size_t count = 0;
	const char *name = arg_text(ctx, args, "name");
	if (!strempty(name))
		return store_kpi_by_name(ctx->store, ctx->arena, name, ret, err) || err_at(err, "name");
	if (!store_kpis(ctx->store, ctx->arena, true, &all, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (args->ref.letter == entity_letter(ENTITY_KPI) && all[i].id == args->ref.id) {
			*ret = all[i];
			return true;
		}
	return err_say(err, ERR_USAGE, N_("which KPI? Select one first, or give its name"));
}

static const struct form_row set_rows[] = {
        {"name", N_("KPI"), FORM_CHOICE, true, N_("which one")},
        {"value", N_("figure"), FORM_NUMBER, true, N_("the number of that day")},
        {"day", N_("day"), FORM_DAY, false, N_("empty: today")},
        {"note", N_("note"), FORM_TEXT, false, N_("what helped or hindered")},
        {0},
};

static bool set_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	struct kpi *all = NULL, selected;
	size_t count = 0;
	struct err ignored = {0};
	if (!form_missing(ctx, args, "kpi.set", N_("Value"), set_rows, ret) ||
	        !store_kpis(ctx->store, ctx->arena, false, &all, &count, &ignored))
		return false;
	const char **names = arena_array_of(ctx->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = all[i].name;
	form_choices(ret, "name", names, count);
	if (find(ctx, args, &selected, &ignored))
		form_value(ret, "name", selected.name);
	return true;
}

static bool set_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct kpi kpi;
	struct kpi_value value = {.note = arg_text(ctx, args, "note")};
	if (!find(ctx, args, &kpi, err) || !arg_number(ctx, args, "value", &value.value, err) ||
	        !arg_day_past(ctx, args, "day", &value.day, err))
		return false;
	if (!isfinite(value.value)) {
		err_say(err, ERR_USAGE, N_("a value is a number: expected digits such as 5 or 2.5"));
		return err_at(err, "value");
	}
	value.day = value.day ? value.day : ctx->today;
	value.kpi_id = kpi.id;
	if (!store_put_kpi_value(ctx->store, &value, err))
		return false;
	ret->saved = entity_ref(ENTITY_KPI, kpi.id);
	return true;
}

static bool drop_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct kpi kpi;
	if (!find(ctx, args, &kpi, err))
		return false;
	kpi.active = false;
	ret->said = arena_printf(ctx->arena, _("%s is not followed any more; its values stay"), kpi.name);
	ret->saved = entity_ref(ENTITY_KPI, kpi.id);
	return store_put_kpi(ctx->store, &kpi, err);
}

static const char *const add_args[] = {"name", "good", "unit", "beside", NULL};
static const char *const set_args[] = {"name", "value", "day", "note", NULL};
static const char *const drop_args[] = {"name", NULL};

const struct command kpi_commands[] = {
        {.name = "kpi.add",
                .title = N_("new internal figure"),
                .writes = true,
                .args = add_args,
                .form = add_form,
                .run = add_run},
        {.name = "kpi.set",
                .title = N_("value of a figure"),
                .writes = true,
                .args = set_args,
                .form = set_form,
                .run = set_run},
        {.name = "kpi.drop",
                .title = N_("follow a figure no more"),
                .writes = true,
                .args = drop_args,
                .run = drop_run},
        {0},
};
