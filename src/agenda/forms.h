/* Arguments of commands, and forms that ask for those that are missing. */
#pragma once

#include "step.h"

struct form_row {
	const char *name; /* NULL ends the table */
	const char *label; /* msgid */
	enum form_field_kind kind;
	bool required;
	const char *hint; /* msgid */
};
/* Makes the form of a command with the values that are there already. True when a required one is missing (or
 * form=yes was given). */
bool form_missing(const struct step_context *ctx, const struct args *args, const char *command,
        const char *title, const struct form_row *rows, struct form *ret);
/* The arguments of a command that was typed with the id of a thing: that is no value of a field. */
struct args args_behind_id(const struct args *args);
/* Choices of a field of the form just made. */
void form_choices(struct form *form, const char *name, const char *const *choices, size_t count);
/* The words of the thing that the form is made from stand above it. */
void form_about_source(struct step_context *ctx, const struct args *args, struct form *form);
void form_value(struct form *form, const char *name, const char *value);
/* The named argument, or, for the first field, the rest of the command line; trimmed; "" when not given. */
const char *arg_text(const struct step_context *ctx, const struct args *args, const char *name);
/* A day as people type it; "" gives 0. ERR_USAGE names the argument and what was expected. */
bool arg_day(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
/* The same where it is still to come, today included, and where it is not: ERR_USAGE for any other day. */
bool arg_day_ahead(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
bool arg_day_past(const struct step_context *ctx, const struct args *args, const char *name, int32_t *ret,
        struct err *err) MUST_CHECK;
/* The place in `names` of what was chosen, in English or in the language of the program; `count` for "".
 * ERR_USAGE names those there are. */
bool arg_choice(const struct step_context *ctx, const struct args *args, const char *name,
        const char *const *names, size_t count, size_t *ret, struct err *err) MUST_CHECK;
/* The same names in the language of the program, as choices of a field. */
void form_choices_said(struct form *form, const struct step_context *ctx, const char *name,
        const char *const *names, size_t count);
/* Whether the thing is only selected, not named: what takes it away asks first. */
bool arg_is_selected(const struct args *args);
/* A number that people can read, at most ARG_NUMBER_MAX from nought; "" gives NAN. */
#define ARG_NUMBER_MAX 1e12
bool arg_number(const struct step_context *ctx, const struct args *args, const char *name, double *ret,
        struct err *err) MUST_CHECK;
/* The thing that a command works on: id=A-12, or the first word typed, or the selection; it must be of that
 * kind. */
bool arg_ref(const struct args *args, enum entity entity, struct ref *ret, struct err *err) MUST_CHECK;
/* What an action, decision, kudos or note comes from: source=F-12 or the selection, with its words; none is
 * allowed. */
bool arg_source(struct step_context *ctx, const struct args *args, struct ref *ret, const char **ret_text,
        struct err *err) MUST_CHECK;
/* What helps while a form is being filled in: SMART for actions and decisions, what a typed day means. */
void form_notes(
        const struct step_context *ctx, const char *command, const struct args *args, struct doc *notes);
