/* The store alone: the same feedback CSV as floor_import into a store that is there, its whole schema with
 * roll-ups and the keys of rows, in one transaction. Nothing is recognised: the columns are known, and a
 * row's number stands for what would be reckoned from its bytes to know it again. Usage: fill_store STORE CSV
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/store/import.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "intake/source.h"

enum { FIELDS = 5 };
enum { DATE, CHANNEL, CUSTOMER, SCORE, COMMENT };

static const char *const themes[] = {
        "prijs", "levering", "app", "winkel", "contact", "wachttijd", "factuur", "rest"};

static int number(const char *text, size_t len)
{
	int n = 0;
	for (size_t i = 0; i < len; i++)
		n = n * 10 + (text[i] - '0');
	return n;
}

static struct import_row row_of(const struct record *record)
{
	const char *date = record_cell(record, DATE);
	const struct date day = {number(date, 4), number(date + 5, 2), number(date + 8, 2)};
	return (struct import_row){
	        .feedback = {.day = day_from_date(day),
	                .comment = record_cell(record, COMMENT),
	                .customer = record_cell(record, CUSTOMER),
	                .channel = record_cell(record, CHANNEL),
	                .step = "",
	                .answers = {{1, number(record_cell(record, SCORE), record_len(record, SCORE))}},
	                .answer_count = 1,
	                .themes = {themes[record_len(record, COMMENT) % 8]},
	                .theme_count = 1},
	        .row_bytes = record->bytes,
	        .row_len = record->len,
	        .key = hash_bytes(0, &record->line, sizeof(record->line)),
	        .external_id = "",
	};
}

static bool fill(struct source *source, struct import *import, int64_t *ret_rows, struct err *err)
{
	struct record record;
	enum import_added added;
	for (bool row = true, head = true;; head = false) {
		if (!source_next(source, &record, &row, err))
			return false;
		if (!row)
			return true;
		if (head)
			continue;
		if (record.count != FIELDS || record_len(&record, DATE) != 10)
			return err_set(
			        err, ERR_INPUT, "not a row of ours: %s", "%lld", (long long)record.line);
		const struct import_row taken = row_of(&record);
		if (!store_import_add(import, &taken, &added, err))
			return false;
		*ret_rows += 1;
	}
}

static bool run(struct arena *arena, const char *path, const char *csv, int64_t *ret_rows, struct err *err)
{
	static const struct metric metric = {.id = 1, .key = "nps", .kind = METRIC_NPS, .scale_max = 10};
	struct clock clock;
	CLEANUP(store_cleanup) struct store *store = NULL;
	CLEANUP(source_cleanup) struct source source = {0};
	struct import *import = NULL;
	int64_t batch_id = 0;
	struct arena *own = arena_new_like(arena);
	if (!clock_init(&clock, NULL, err))
		return false;
	const struct store_options options = {.path = path, .clock = &clock};
	struct metric mine = metric;
	if (!store_open(arena, &options, &store, err) ||
	        !source_open(own, csv, &(struct source_options){0}, &source, err) ||
	        !source_start(&source, SOURCE_TAKE, err) ||
	        !store_import_begin(store, arena, &(struct import_source){.name = "bench", .shape = "bench"},
	                &import, err))
		return false;
	if (!store_put_metric(store, &mine, err) || !fill(&source, import, ret_rows, err)) {
		store_import_abort(import);
		return false;
	}
	bool done = store_import_commit(import, 0, &batch_id, err);
	source_close(&source);
	arena_free(own);
	source = (struct source){0};
	return done;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	int64_t rows = 0;
	if (argc != 3) {
		(void)fputs("usage: fill_store STORE CSV\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new(NULL);
	bool done = run(arena, argv[1], argv[2], &rows, &err);
	if (done)
		printf("%lld rows\n", (long long)rows);
	else
		fprintf(stderr, "fill_store: %s\n", err_text(arena, &err));
	arena_free(arena);
	return done ? 0 : 1;
}
