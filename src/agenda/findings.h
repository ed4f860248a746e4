/* What the pain finder suggests. */
#pragma once

#include "step.h"

struct finding;
struct findings {
	struct finding *items;
	size_t count;
};
/* What was found last and is no theme yet. */
bool findings_load(struct step_context *ctx, struct findings *ret, struct err *err) MUST_CHECK;
/* The first three of them under a title, with what makes a theme of one; nothing where none was found. */
void findings_section(const struct step_context *ctx, const struct findings *findings, struct doc *doc,
        struct doc_node *parent);
/* The first `count` of them; each row is focusable by its name as key. */
void findings_table(const struct step_context *ctx, const struct findings *findings, size_t count,
        struct doc *doc, struct doc_node *parent);
