/* Answers as rows of a table: score, words, themes, channel, step. */
#pragma once

#include "step.h"

struct feedback;
struct search_query;

/* With the score of the metric with that key where the answer has one, else (or NULL) its first score; what
 * `search` looks for is marked (NULL nothing). */
void feedback_row(const struct step_context *ctx, const struct feedback *f, const char *metric_key,
        const struct search_query *search, struct doc *doc, struct doc_node *rows);
