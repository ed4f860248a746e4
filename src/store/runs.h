/* Many pairs in the order of their keys, more than memory should hold: they are gathered, sorted some hundred
 * thousand at a time, kept in a file without a name, and merged when they are poured. So a table is written
 * once from its first page to its last, however many rows come. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/base/sort.h>

#include "driver.h"

struct arena;
struct runs;

struct runs_options {
	enum sql sql; /* reads the rows from `poured` */
	void (*row)(const void *pairs, size_t row, struct pour_value *ret); /* `pairs`: of struct pair */
	struct driver *driver;
	const char
	        *beside; /* the file is made in the folder of this one, when there are too many for memory */
	size_t most; /* pairs in memory; 0 as many as is usual */
};

/* Lives in `arena`; runs_close() must follow. */
struct runs *runs_new(struct arena *arena, const struct runs_options *options);
bool runs_add(struct runs *runs, uint64_t key, int64_t value, struct err *err) MUST_CHECK;
/* Sorts what is left to be sorted: for while the driver is at work on something else. None must come after.
 */
bool runs_ready(struct runs *runs, struct err *err) MUST_CHECK;
/* Pours all of them, those of one key in the order in which they came. The last ones are written later, as
 * with driver_pour_later(): runs_close() must not come before they are. */
bool runs_pour(struct runs *runs, struct err *err) MUST_CHECK;
void runs_close(struct runs *runs); /* NULL is fine; twice too */
