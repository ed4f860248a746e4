/* Actions and decisions as tables. */
#pragma once

#include <dagstart/domain/action.h>
#include <dagstart/domain/decision.h>

#include "step.h"

/* A table whose column titles are translated; `columns` may be static. */
struct doc_node *table(struct doc *doc, struct doc_node *parent, const char *key,
        const struct doc_column *columns, size_t count);

/* A table of actions, most urgent first, with the reason for the order; each row is focusable. `key` names it
 * in JSON. */
void actions_table(const struct step_context *ctx, const char *key, const struct action *actions,
        size_t count, struct doc *doc, struct doc_node *parent);
/* The same where all are of one person: without the owner. */
void own_actions_table(const struct step_context *ctx, const char *key, const struct action *actions,
        size_t count, struct doc *doc, struct doc_node *parent);
const char *decision_word(enum decision_status status); /* msgid */
void decisions_table(const struct step_context *ctx, const char *key, const struct decision *decisions,
        size_t count, struct doc *doc, struct doc_node *parent);
