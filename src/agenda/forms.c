#include "forms.h"

#include <assert.h>
#include <math.h>

#include <dagstart/base/text.h>
#include <dagstart/domain/due.h>
#include <dagstart/domain/redact.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

#include "people.h"
#include "quote_card.h"

static bool is_first_text(const char *name)
{
	return streq(name, "text");
}

const char *arg_text(const struct step_context *ctx, const struct args *args, const char *name)
{
	const char *value = args_get(args, name);
	if (strempty(value) && is_first_text(name))
		value = args->text;
	return strempty(value) ? "" : str_trim(ctx->arena, value);
}

static struct form_field field_of(
        const struct step_context *ctx, const struct args *args, const struct form_row *row)
{
	struct form_field field = {
	        .name = row->name,
	        .label = _(row->label),
	        .kind = row->kind,
	        .required = row->required,
	        .hint = row->hint ? _(row->hint) : "",
	        .value = arg_text(ctx, args, row->name),
	};
	if (row->kind == FORM_MEMBER)
		field.choices = people_names(ctx, &field.choice_count);
	return field;
}

bool form_missing(const struct step_context *ctx, const struct args *args, const char *command,
        const char *title, const struct form_row *rows, struct form *ret)
{
	size_t count = 0;
	bool missing = streq(args_get(args, "form"), "yes");
	for (const struct form_row *row = rows; row->name; row++)
		count++;
	struct form_field *fields = arena_array_of(ctx->arena, struct form_field, count);
	for (size_t i = 0; i < count; i++) {
		fields[i] = field_of(ctx, args, &rows[i]);
		missing |= rows[i].required && strempty(fields[i].value);
	}
	*ret = (struct form){.command = command,
	        .title = _(title),
	        .about = "",
	        .source = args->ref,
	        .fields = fields,
	        .count = count};
	return missing;
}

struct args args_behind_id(const struct args *args)
{
	struct args values = *args;
	values.text = "";
	return values;
}

static struct form_field *form_field(struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (streq(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

void form_choices(struct form *form, const char *name, const char *const *choices, size_t count)
{
	struct form_field *field = form_field(form, name);
	assert(field); /* the form's own rows name it */
	field->choices = choices;
	field->choice_count = count;
}

void form_choices_said(struct form *form, const struct step_context *ctx, const char *name,
        const char *const *names, size_t count)
{
	const char **said = arena_array_of(ctx->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		said[i] = _(names[i]);
	form_choices(form, name, said, count);
}

void form_value(struct form *form, const char *name, const char *value)
{
	struct form_field *field = form_field(form, name);
	assert(field); /* the form's own rows name it */
	if (strempty(field->value))
		field->value = value;
}

bool arg_day(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err)
{
	const char *value = arg_text(ctx, args, name);
	*ret = 0;
	if (strempty(value) || due_parse(value, ctx->today, ret))
		return true;
	err_set(err, ERR_USAGE, N_("%s is not a day: expected fri, +7, 31 mar or 2026-03-31"), "“%s”", value);
	return err_at(err, name);
}

bool arg_day_ahead(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err)
{
	if (!arg_day(ctx, args, name, ret, err))
		return false;
	if (!*ret || *ret >= ctx->today)
		return true;
	err_set(err, ERR_USAGE, N_("%s lies in the past: expected today or later"), "%s",
	        say_day(ctx->arena, *ret));
	return err_at(err, name);
}

bool arg_day_past(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err)
{
	if (!arg_day(ctx, args, name, ret, err))
		return false;
	if (*ret <= ctx->today)
		return true;
	err_set(err, ERR_USAGE, N_("%s is still to come: expected today or earlier"), "%s",
	        say_day(ctx->arena, *ret));
	return err_at(err, name);
}

bool arg_number(const struct step_context *ctx, const struct args *args, const char *name, double *ret,
        struct err *err)
{
	const char *value = arg_text(ctx, args, name);
	*ret = NAN;
	if (strempty(value))
		return true;
	if (!str_to_double(value, ret))
		err_set(err, ERR_USAGE, N_("%s is not a number: expected digits such as 5 or 2.5"), "“%s”",
		        value);
	else if (fabs(*ret) > ARG_NUMBER_MAX)
		err_set(err, ERR_USAGE, N_("%s is out of range: expected -1000000000000 to 1000000000000"),
		        "“%s”", value);
	else
		return true;
	return err_at(err, name);
}

bool arg_choice(const struct step_context *ctx, const struct args *args, const char *name,
        const char *const *names, size_t count, size_t *ret, struct err *err)
{
	const char *value = arg_text(ctx, args, name);
	const char *folded = text_fold(ctx->arena, value);
	const char **said = arena_array_of(ctx->arena, const char *, count + 1);
	*ret = count;
	for (size_t i = 0; i < count; i++) {
		said[i] = _(names[i]);
		if (streq(folded, names[i]) || streq(folded, text_fold(ctx->arena, said[i])))
			*ret = i;
	}
	if (*ret < count || strempty(value))
		return true;
	err_set(err, ERR_USAGE, N_("%s"), _("“%s”: expected one of %s"), value,
	        say_list(ctx->arena, said, count));
	return err_at(err, name);
}

bool arg_is_selected(const struct args *args)
{
	return ref_is(args->ref) && strempty(args_get(args, "id")) && strempty(args_get(args, "name")) &&
	       strempty(args->text) && !streq(args_get(args, "yes"), "yes");
}

static const char *is_other_kind(enum entity wanted)
{
	if (wanted == ENTITY_ACTION)
		return N_("%s is no action: expected an id such as A-12");
	if (wanted == ENTITY_DECISION)
		return N_("%s is no decision: expected an id such as D-3");
	if (wanted == ENTITY_GOAL)
		return N_("%s is no goal: expected an id such as G-1");
	if (wanted == ENTITY_NOTE)
		return N_("%s is no note: expected an id such as N-4");
	if (wanted == ENTITY_FEEDBACK)
		return N_("%s is no quote: expected an id such as F-12");
	return N_("%s is something else");
}

bool arg_ref(const struct args *args, enum entity entity, struct ref *ret, struct err *err)
{
	const char *named = args_get(args, "id");
	struct ref ref = args->ref;
	if (strempty(named))
		named = args->text;
	if (!strempty(named) && !ref_parse(named, &ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as A-12"), "“%s”", named);
	if (!ref_is(ref))
		return err_set(err, ERR_USAGE, N_("which %s? Select one first, or give its id"), "%s",
		        _(entity_name(entity)));
	if (entity_of_letter(ref.letter) != entity)
		return err_set(err, strempty(named) ? ERR_REFUSED : ERR_USAGE, is_other_kind(entity),
		        "%c-%lld", ref.letter, (long long)ref.id);
	*ret = ref;
	return true;
}

/* The words that a source is known by, kept with what grows from it. */
static bool source_words(struct step_context *ctx, struct ref ref, const char **ret, struct err *err)
{
	enum entity entity = entity_of_letter(ref.letter);
	*ret = "";
	if (entity == ENTITY_FEEDBACK) {
		struct feedback feedback;
		if (!store_feedback_by_id(ctx->store, ctx->arena, ref.id, &feedback, err))
			return false;
		/* The name is masked by who knows it: these words stand where the quote is not read. */
		*ret = redact_name(ctx->arena, feedback.comment, str_or(feedback.customer, ""), NULL);
	} else if (entity == ENTITY_GOAL) {
		struct goal goal;
		if (!store_goal_by_id(ctx->store, ctx->arena, ref.id, &goal, err))
			return false;
		*ret = goal.text;
	} else if (entity == ENTITY_DECISION) {
		struct decision decision;
		if (!store_decision_by_id(ctx->store, ctx->arena, ref.id, &decision, err))
			return false;
		*ret = decision.text;
	} else if (entity == ENTITY_THEME) {
		struct theme_entry entry;
		if (!store_theme_by_id(ctx->store, ctx->arena, ref.id, &entry, err))
			return false;
		*ret = entry.name;
	}
	return true;
}

bool arg_source(struct step_context *ctx, const struct args *args, struct ref *ret, const char **ret_text,
        struct err *err)
{
	const char *named = args_get(args, "source");
	struct ref ref = args->ref;
	if (!strempty(named) && !ref_parse(named, &ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as F-12"), "“%s”", named);
	*ret = (struct ref){0};
	*ret_text = "";
	if (!ref_is(ref))
		return true;
	static const char sources[] = "FTGDNI";
	bool fits = false;
	for (const char *c = sources; *c; c++)
		fits |= *c == ref.letter;
	if (!fits)
		return strempty(named) || err_set(err, ERR_USAGE,
		                                  N_("%s can't be a source: expected a quote (F-), theme "
		                                     "(T-), goal (G-), decision (D-) or note (N-)"),
		                                  "“%s”", named);
	*ret = ref;
	return source_words(ctx, ref, ret_text, err);
}

void form_about_source(struct step_context *ctx, const struct args *args, struct form *form)
{
	struct err ignored = {0};
	struct ref source;
	const char *words = "";
	struct feedback quote;
	if (!arg_source(ctx, args, &source, &words, &ignored))
		return;
	form->about = words;
	/* The customer's name is masked by who knows it. */
	if (source.letter == 'F' && store_feedback_by_id(ctx->store, ctx->arena, source.id, &quote, &ignored))
		form->about = quote_plain(ctx, ctx->arena, &quote);
}
