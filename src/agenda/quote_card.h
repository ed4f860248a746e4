/* What a customer said, with its mask. */
#pragma once

#include <dagstart/domain/feedback.h>

#include "step.h"

/* The words, masked when the screen is; and in quotation marks. */
const char *quote_plain(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
const char *quote_words(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
/* "10 of 10 · NPS"; "" without a score. */
const char *quote_score(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback);
/* Praise and pain in their colours; what is neither in `neutral`. */
/* What nobody is offered on such a quote: nobody waits to hear from us who is content. NULL nothing. */
const char *const *quote_without(enum mood mood);
enum doc_role mood_role(enum mood mood, enum doc_role neutral);
/* The whole card; `label` ("PRAISE") may be "". The node is focusable and carries the F- ref. */
struct doc_node *quote_card(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, struct doc *doc, struct doc_node *parent);

/* The words and one line below them: where quotes stand one under another. */
struct doc_node *quote_brief(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent);

/* The whole card, to be read aloud in a meeting: of long words the beginning, and the key that shows the
 * rest. */
struct doc_node *quote_aloud(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, struct doc *doc, struct doc_node *parent);
/* As quote_brief(), where there are many: long words are cut at the end of one, with the id to read on by. */
struct doc_node *quote_short(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent);
/* "F-12" as a word of its own: F-123 is another one. */
bool quote_is_cited(struct arena *arena, const char *evidence, struct ref quote);
