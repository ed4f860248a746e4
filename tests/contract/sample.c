#include "sample.h"

#include <string.h>

const char *const sample_themes[] = {"levering", "prijs", "app", "service"};

const char *const sample_channels[] = {"web", "telefoon", "winkel"};

const char *const sample_steps[] = {"bestellen", "bezorgen"};

void sample_row(struct arena *arena, size_t i, struct import_row *row, const void *user)
{
	const int64_t *metrics = user; /* nps, ces */
	struct feedback *f = &row->feedback;
	f->day = i % 40 == 39 ? 0 : (int32_t)(TODAY - 60 + (int32_t)(i % 37));
	f->comment = i % 3 == 0 ? arena_printf(arena, "Opmerking %zu over Café", i) : "";
	f->customer = "Jan Jansen";
	f->channel = sample_channels[i % 3];
	f->step = i % 5 == 0 ? "" : sample_steps[i % 2];
	if (i % 7 != 6)
		f->answers[f->answer_count++] = (struct answer){metrics[0], (double)(i % 11)};
	if (i % 4 == 0)
		f->answers[f->answer_count++] = (struct answer){metrics[1], (double)(1 + i % 7)};
	for (size_t k = 0; k < i % 4; k++)
		f->themes[f->theme_count++] = sample_themes[k];
	row->row_bytes = arena_printf(arena, "%zu", i);
	row->row_len = strlen(row->row_bytes);
}

void sample_feedback(struct arena *arena, const int64_t *metrics, size_t i, struct import_row *row)
{
	*row = (struct import_row){.feedback = {.comment = ""}, .external_id = ""};
	sample_row(arena, i, row, metrics);
}

struct import_result sample_import(struct world *w, int64_t *metrics, size_t rows)
{
	metrics[0] = add_nps(w).id;
	metrics[1] = add_metric(w, "ces", METRIC_CES, 1, 7).id;
	return import_rows(
	        w, &(struct import_plan){.name = "a.csv", .rows = rows, .fill = sample_row, .user = metrics});
}
