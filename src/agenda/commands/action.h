/* What the files of action commands share. */
#pragma once

#include "../services.h"

/* The action that the arguments or the selection name. */
bool action_find(
        struct step_context *ctx, const struct args *args, struct action *ret, struct err *err) MUST_CHECK;
bool action_put(
        struct step_context *ctx, struct action *action, struct result *ret, struct err *err) MUST_CHECK;
const char *action_name(const struct step_context *ctx, const struct action *action);
bool action_must_be_open(const struct action *action, struct err *err) MUST_CHECK;
/* One action, some new values: the forms of move, hand over, block, escalate. */
bool action_form(struct step_context *ctx, const struct args *args, const char *command, const char *title,
        const struct form_row *rows, struct form *ret);
