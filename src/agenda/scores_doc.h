/* All scores, and the way from a number to the quotes behind it. */
#pragma once

#include "score_card.h"

struct score_change { /* the journey step that changed most, of those that the gate lets through */
	const char *name; /* NULL: none */
	struct signal signal;
	double change; /* of its last week from its centre */
	int64_t n; /* of that week */
};
struct scores {
	struct score_card *cards; /* one a metric */
	struct score_change *changes;
	int64_t *ever; /* answers of each metric, of any day or none */
	size_t count;
	int64_t answers; /* in all, of any day or none */
	int32_t newest_day; /* of them, told where no score can be shown; 0: none has a day */
};
bool scores_load(struct step_context *ctx, struct scores *ret, struct err *err) MUST_CHECK;
void scores_doc(const struct step_context *ctx, const struct scores *scores, struct doc *doc,
        struct doc_node *parent);
/* From a number to the quotes behind it: opens the page of feedback for the selected score. */
bool scores_open(struct step_context *ctx, const struct args *args, struct err *err) MUST_CHECK;
/* Opens the page of the selected score in depth. */
bool scores_detail(struct step_context *ctx, const struct args *args, struct err *err) MUST_CHECK;
/* Whether a key names a figure: then scores_open() knows its quotes. */
bool is_figure_key(const struct step_context *ctx, const char *key);
