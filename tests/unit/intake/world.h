/* The importer on a real store, in a folder of its own. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/clock.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>

struct world {
	struct arena *arena;
	char folder[64];
	struct clock clock;
	struct words words;
	struct store *store;
	struct intake_report report;
	struct err err;
};

int world_setup(void **state);
int world_teardown(void **state);
/* Imports text as the file answers.csv. */
bool world_import_with(struct world *w, const char *text, struct intake_options options);
bool world_import(struct world *w, const char *text);
/* How many answers and metrics there are. */
int64_t world_responses(struct world *w);
size_t world_metrics(struct world *w);
/* So many answers, and the scores of the only metric in all. */
void world_assert_stored(struct world *w, int64_t n, double sum);
void world_withdraw(struct world *w, int64_t batch_id, bool withdrawn);
