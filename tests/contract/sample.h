/* Feedback whose row i is the same each time: the tests count by hand what the store rolls up and finds. */
#pragma once

#include "contract.h"

enum { SAMPLE_ROWS = 400 };

extern const char *const sample_themes[4], *const sample_channels[3], *const sample_steps[2];

/* Fills in row i; `metrics`, the ids of nps and ces, as in struct import_plan. */
void sample_row(struct arena *arena, size_t i, struct import_row *row, const void *metrics);
/* The same from nothing; `metrics` are the ids of nps and ces. */
void sample_feedback(struct arena *arena, const int64_t *metrics, size_t i, struct import_row *row);
/* Makes both metrics, and takes the rows in. */
struct import_result sample_import(struct world *w, int64_t *metrics, size_t rows);
