/* What the tests of the port share: a store in a folder of its own, a clock that stands still, and short ways
 * to put things in. They see the port only, so that another engine could be put behind it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/err.h>
#include <dagstart/store/import.h>
#include <dagstart/store/journal.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { TODAY = 20514 }; /* 2026-03-02 */

struct world {
	struct arena *arena;
	char folder[64];
	const char *path;
	struct clock clock;
	struct store *store;
	struct err err;
};

extern const struct change anna, bert; /* two seats */

/* cmocka fixtures: a fresh store. */
int world_setup(void **state);
int world_teardown(void **state);

/* Fails the test with the error's own words when `ok` is false. */
#define OK(world, ok) world_ok((world), (ok), __FILE__, __LINE__)
void world_ok(struct world *world, bool ok, const char *file, int line);
/* Fails the test unless it failed with this code and a message. */
#define REFUSED(world, ok, code) world_refused((world), (ok), (code), __FILE__, __LINE__)
void world_refused(struct world *world, bool ok, enum err_code code, const char *file, int line);

struct store *world_open(struct world *world, const char *path); /* another handle; the caller closes it */
void world_reopen(struct world *world);
/* "<folder>/name" */
const char *world_path(struct world *world, const char *name);
/* The bytes of a file; for "was not touched". */
char *world_bytes(struct world *world, const char *path, size_t *ret_len);
/* How often one of the traces (NULL-ended) stands in a file of the folder or below it; those are printed. */
int world_holds(struct world *world, const char *folder, const char *const *traces);
void world_write(struct world *world, const char *path, const void *bytes, size_t len);

void begin(struct world *world, const struct change *who, const char *verb);
void commit(struct world *world);

int64_t add_member(struct world *world, const char *name); /* each in a transaction of its own */
int64_t add_action(struct world *world, const char *text);
/* In one transaction with its due day, in a second put off by a week: the journal holds both. */
int64_t add_moved_action(struct world *world, struct action action);
void add_team(struct world *world);
struct metric add_nps(struct world *world);
struct metric add_metric(struct world *world, const char *key, enum metric_kind kind, double min, double max);

/* An import of rows that are made by `fill`; the row's bytes are its number in the file unless set. */
struct import_plan {
	const char *name, *shape;
	size_t rows;
	void (*fill)(struct arena *arena, size_t i, struct import_row *row, const void *user);
	const void *user;
	const struct change *who;
};
struct import_result {
	int64_t added, duplicates, batch_id;
};
struct import_result import_rows(struct world *world, const struct import_plan *plan);
