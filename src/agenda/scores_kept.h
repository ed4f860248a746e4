/* All scores as text that is kept with the store, and back. */
#pragma once

#include "scores_doc.h"

/* Under what circumstances scores are what they are: the day, the settings, the scales. */
const char *scores_circumstances(const struct step_context *ctx);
/* Likewise which step changed most: the week, the scales, the baselines. */
const char *changes_circumstances(const struct step_context *ctx, const struct scores *scores);

const char *scores_pack(struct arena *arena, const struct scores *scores);
const char *changes_pack(struct arena *arena, const struct scores *scores);
/* Into `ret`, whose lists have a place for each metric; false where the text (NULL: none) is not such a one.
 * Of a series only the points that a trend shows come back. */
bool scores_unpack(struct arena *arena, const char *text, const struct step_context *ctx, struct scores *ret);
bool changes_unpack(struct arena *arena, const char *text, struct scores *ret);
